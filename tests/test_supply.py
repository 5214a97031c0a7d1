"""What is installed for the checks is what the lock names by hash; the lock and the page of licences follow setup.py."""

from __future__ import annotations

import re
import runpy
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LICENCES = runpy.run_path(str(ROOT / ".ci" / "licences.py"))
PIN = re.compile(r"^([a-z0-9-]+)==([^\s;\\]+)")
PAGE = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
ROWS = {row[0]: row for row in re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)}


def entries(name: str) -> list[str]:
    """Each pinned package with the lines of its hashes."""
    text = (ROOT / ".ci" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def pins(name: str) -> dict[str, str]:
    return dict(PIN.match(line).groups() for line in entries(name))


@pytest.mark.parametrize("name", ["lock.txt", "sbom.txt"])
def test_every_archive_is_named_by_its_hash_and_no_place_to_fetch_from_is(name):
    assert len(entries(name)) > 20
    for line in entries(name):
        assert PIN.match(line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line
        assert not re.search(r"://|--index|--find-links|@ ", line), line


def test_the_lock_holds_what_setup_py_asks_for():
    held = pins("lock.txt")
    for needs in LICENCES["asked"]().values():
        for need in map(Requirement, needs):
            name = LICENCES["plain"](need.name)
            assert name in held, f"{need}: .ci/lock"
            assert need.specifier.contains(held[name]), f"{need}: the lock has {held[name]}; run .ci/lock"


def test_the_checks_install_from_the_lock_and_nothing_else():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    installs = [line for line in script.splitlines() if "pip install" in line]
    assert len(installs) == 2
    assert "--require-hashes -r .ci/lock.txt" in installs[0]
    assert "--no-deps --no-build-isolation -e ." in installs[1]


def test_the_page_lists_every_package_with_its_licence():
    made = {row[0]: row for row in LICENCES["rows"]()}
    held = pins("lock.txt")
    assert all(words.strip() for _, words, _ in ROWS.values())
    for name, row in made.items():
        try:
            same = version(name) == held.get(name)
        except PackageNotFoundError:
            same = True
        if same:
            assert ROWS.get(name) == row, ".ci/licences.py writes the page anew"
    assert set(held) - set(ROWS) <= {"setuptools"}


def test_nothing_of_the_core_is_gpl_and_nothing_that_ships_is_more_than_lesser():
    core = [words for _, words, who in ROWS.values() if who == "核心"]
    assert len(core) > 12
    assert not any("GPL" in words for words in core)
    shipped = [words for _, words, who in ROWS.values() if who != "检查"]
    assert not any(re.search(r"(?<!L)GPL", words) for words in shipped)


def test_what_a_package_needs_on_windows_is_listed_too():
    assert LICENCES["needed"](["click>=8"]) >= {"click"}
    assert "tzdata" in ROWS
    assert "colorama" in ROWS

"""Every reader is given every nasty file of its kind: none may break it, hang it, fill the memory or leave anything."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from nasty_files import KINDS, no_files
from ward import Answer, Job, answers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="bounds of memory and forks are the system's")

UNIT = '[unit]\nname = "某县妇女联合会"\nprovince = "山东省"\nphone = "0543-1234567"\n'
FILE = "…"
# Without an activity in the ledger there is nothing to fill a table with.
HELD = ["log", "add", "11月24日 前刘镇 反家暴宣传 横幅10条 资料200份"]
# What reads a file of the kind, and where the file goes when it is not named on the command line.
READERS = [
    ("word", ["check", "--no-report", FILE], ""),
    ("word", ["law", "import", FILE, "--effective", "2024-01-01", "--province", "山东省", "--dry-run"], ""),
    ("word", ["make", "11.25", "--form", FILE], ""),
    ("word", ["law", "unpack", FILE, "--dry-run"], ""),
    ("word", ["report", "--as", FILE], ""),
    ("book", ["batch", "联系卡", "--roster", FILE, "--day", "12.4", "--dry-run"], ""),
    ("book", ["log", "import", FILE, "--dry-run"], ""),
    ("book", ["report", "--as", FILE], ""),
    ("text", ["check", "--no-report", FILE], ""),
    ("text", ["law", "import", FILE, "--effective", "2024-01-01", "--province", "山东省", "--dry-run"], ""),
    ("page", ["check", "--no-report", FILE], ""),
    ("page", ["law", "import", FILE, "--effective", "2024-01-01", "--province", "山东省", "--dry-run"], ""),
    ("pdf", ["check", "--no-report", FILE], ""),
    ("table", ["batch", "联系卡", "--roster", FILE, "--day", "12.4", "--dry-run"], ""),
    ("table", ["log", "import", FILE, "--dry-run"], ""),
    ("json", ["run", FILE, "--dry-run"], ""),
    ("json", ["calendar", "--holidays", FILE], ""),
    ("toml", ["config", "show"], "xuanchuan.toml"),
    ("toml", ["campaigns", "list"], "campaigns/own.toml"),
    ("toml", ["dates"], "campaigns/dates.toml"),
    ("toml", ["make", "横幅标语", "11.25", "--to", "txt"], "templates/own.md.j2"),
    ("ledger", ["ledger", "merge", FILE], ""),
    ("ledger", ["ledger", "restore", FILE], ""),
    ("ledger", ["stats"], "xuanchuan.db"),
]
# What no reader of any kind may take for a file.
NO_FILES = ("文件夹", "管道", "两吉字节的洞", "连着自己", "没有")


def project(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "xuanchuan.toml").write_text(UNIT, encoding="utf-8")
    return folder


def given(kind: str, words: list[str], place: str, home: Path) -> dict[str, Job]:
    """A job for each nasty file: the file named on the command line, or lying where the program looks."""
    ending, makers = KINDS[kind]
    if not place:
        project(home)
        for name, data in makers():
            (home / f"{name}{ending}").write_bytes(data)
        names = [*(name for name, _ in makers()), *no_files(home, ending)]
        return {name: Job(str(home), [f"{name}{ending}" if one == FILE else one for one in words]) for name in names}
    jobs = {}
    for number, (name, data) in enumerate(makers()):
        folder = project(home / str(number))
        path = folder / place
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        jobs[name] = Job(str(folder), words)
    return jobs


def leftovers(home: Path) -> list[str]:
    return [str(one) for one in home.rglob("*") if one.name.endswith((".tmp", "-journal")) or one.name.startswith(".")]


def blamed(found: dict[str, Answer]) -> dict[str, str]:
    return {name: f"{one.code} {one.err[-300:]}" for name, one in found.items() if not one.plain}


@pytest.mark.parametrize(
    ("kind", "words", "place"), READERS, ids=[f"{row[0]} {row[2] or row[1][0]}" for row in READERS]
)
def test_nasty_files_are_read_or_refused_in_plain_words(tmp_path, kind, words, place):
    jobs = given(kind, words, place, tmp_path / "h")
    warm = [Job(str(tmp_path / "h"), HELD)] if words[0] == "report" else []
    warm += [one for name, one in jobs.items() if name == "好的"]
    found = dict(zip(jobs, answers(list(jobs.values()), warm), strict=True))
    assert blamed(found) == {}
    # a report in Word is made where there is none; a superior's form is read
    refused = (0, 2) if (kind, words[0]) == ("word", "report") else (2,)
    assert [name for name in NO_FILES if name in found and found[name].code not in refused] == []
    assert leftovers(tmp_path) == []

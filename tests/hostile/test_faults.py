"""The disk fills up, the process is killed, the clock jumps: nothing of a person's is lost, nothing is half-written."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document
from ward import NOON, ROOT, Job, answers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="small disks and kills are the system's")

UNIT = '[unit]\nname = "某县妇女联合会"\nprovince = "山东省"\nphone = "0543-1234567"\n'
ROSTER = "村名,乡镇,妇联主席,手机\n" + "".join(f"第{n}村,前刘镇,王某,138{n:08d}\n" for n in range(1, 31))
LAW = "某省反家庭暴力办法\n\n（2022年9月1日某省人民代表大会常务委员会通过）\n\n" + "".join(
    f"第{n}条　本省{n}级以上妇女联合会应当宣传反家庭暴力知识，受理投诉，给予帮助。\n\n" for n in "一二三四五六七八九"
)
# What writes, beside the ledger: its own tests fill the disk under it.
WRITERS = {
    "kit": ["kit", "12.4", "--out", "."],
    "batch": [
        "batch",
        "联系卡,广播稿",
        "--roster",
        "名单.csv",
        "--day",
        "12.4",
        "--out",
        "分村",
        "--jobs",
        "1",
        "--yes",
    ],
    "zips": [
        "batch",
        "联系卡",
        "--roster",
        "名单.csv",
        "--day",
        "12.4",
        "--out",
        "包",
        "--jobs",
        "1",
        "--shard",
        "zip",
        "--yes",
    ],
    "import": ["law", "import", "办法.txt", "--effective", "2023-01-01", "--province", "山东省"],
    "ics": ["calendar", "--year", "2026", "--output", "年历.ics"],
    "xlsx": ["calendar", "--year", "2026", "--output", "年历.xlsx"],
    "check": ["check", "稿.docx", "--annotate", "批注.docx", "--fix", "改好.docx"],
    "pack": ["law", "pack", "语料.zip", "--all"],
    "handover": ["handover", "--output", "交接.zip"],
}


def project(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "xuanchuan.toml").write_text(UNIT, encoding="utf-8")
    (folder / "名单.csv").write_text(ROSTER, encoding="utf-8")
    (folder / "办法.txt").write_text(LAW, encoding="utf-8")
    draft = Document()
    draft.add_paragraph("根据《妇女权益保护法》第二条和《反家庭暴力法》第二十三条，请拨打12338。")
    draft.save(folder / "稿.docx")
    return folder


def state(folder: Path) -> dict[str, str]:
    return {
        one.relative_to(folder).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in folder.rglob("*") if one.is_file() and not one.name.startswith("xuanchuan.db")
    }  # fmt: skip


def unfinished(folder: Path) -> list[str]:
    """Files under temporary names, and files under their own that do not open."""
    bad = []
    for one in folder.rglob("*"):
        if one.name.endswith(".tmp"):
            bad.append(one.name)
        elif one.suffix in (".docx", ".xlsx", ".zip") and one.is_file():
            with zipfile.ZipFile(one) as package:
                bad += [one.name] if package.testzip() else []
        elif one.name == "清单.json":
            json.loads(one.read_text(encoding="utf-8"))
    return bad


@pytest.mark.parametrize("largest", [1, 9000])
def test_a_disk_that_fills_up_is_told_and_leaves_what_was_there(tmp_path, largest):
    """A file may not grow beyond ``largest`` bytes: what a full disk does, at another place each time."""
    homes = {name: project(tmp_path / name) for name in WRITERS}
    answers([Job(str(homes["handover"]), ["log", "add", "11月20日 前刘镇 宣传 资料20"])])
    before = {name: state(home) for name, home in homes.items()}
    jobs = [Job(str(home), WRITERS[name], largest) for name, home in homes.items()]
    for (name, home), one in zip(homes.items(), answers(jobs), strict=True):
        after = state(home)
        assert before[name].items() <= after.items(), name
        assert unfinished(home) == [], name
        assert one.plain, (name, one)
        if "batch --resume" in one.err:  # it is said only where there is something to go on with
            assert any(b'{"job"' in journal.read_bytes() for journal in home.rglob("进度.jsonl")), name
        if one.code == 2:
            assert "没有留下半截文件" in one.err or "大得" in one.err or "写" in one.err, (name, one.err)
    again = answers([Job(str(home), WRITERS[name]) for name, home in homes.items()])
    assert [(name, one) for name, one in zip(homes, again, strict=True) if one.code not in (0, 4, 5)] == []


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 400 KB, where we may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no right to mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=False)


def test_a_small_disk_is_really_full_and_nothing_is_lost(small_disk):
    home = project(small_disk)
    before = state(home)
    filler = home / "别的.bin"
    for left in (0, 30_000):
        filler.unlink(missing_ok=True)
        free = shutil.disk_usage(home).free
        with filler.open("wb") as stream:
            stream.write(bytes(max(0, free - left - 8192)))
        for name, one in zip(WRITERS, answers([Job(str(home), words) for words in WRITERS.values()]), strict=True):
            assert before.items() <= state(home).items(), (left, name)
            assert unfinished(home) == [], (left, name)
            assert one.plain, (left, name, one)


def started(folder: Path, words: list[str]) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": NOON}
    return subprocess.Popen(
        [sys.executable, "-m", "xuanchuan", *words], cwd=folder, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["kit", "batch", "import", "check", "ics"])
def test_a_run_that_is_killed_leaves_whole_files_and_the_next_one_ends_the_same(tmp_path, name):
    """A few kills at random moments; benchmarks/kills.py makes hundreds."""
    whole, cut, chance = project(tmp_path / "a"), tmp_path / "b", random.Random(name)
    shutil.copytree(whole, cut)
    begun = time.monotonic()
    assert started(whole, WRITERS[name]).wait() in (0, 4)
    took = time.monotonic() - begun
    for _ in range(3):
        process = started(cut, WRITERS[name])
        time.sleep(took * chance.uniform(0.3, 1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        for one in cut.rglob("*"):
            if one.suffix in (".docx", ".xlsx") and one.is_file():
                assert zipfile.ZipFile(one).testzip() is None
    words = (
        ["batch", "--resume", "分村"] if name == "batch" and (cut / "分村" / "进度.jsonl").exists() else WRITERS[name]
    )
    (last,) = answers([Job(str(cut), words)])
    assert last.code in (0, 4) or (name == "batch" and "已经" in last.err), last.err
    left = {key: value for key, value in state(cut).items() if not key.endswith((".tmp", "进度.jsonl"))}
    wanted = {key: value for key, value in state(whole).items() if not key.endswith("进度.jsonl")}
    assert {key for key in wanted if left.get(key) != wanted[key]} == set()


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_jumps_between_two_runs_loses_nothing(tmp_path, days):
    home = project(tmp_path / "home")
    later = {"SOURCE_DATE_EPOCH": str(int(NOON) + days * 86400)}
    lines = [
        ["log", "add", "2025-10-20 前刘镇 宣传 资料20"],
        ["calendar", "--year", "2027", "--output", "年历.ics"],
        ["kit", "12.4", "--year", "2026", "--out", ".", "--only", "横幅标语"],
        WRITERS["batch"],
    ]
    first = answers([Job(str(home), words) for words in lines])
    assert [one.code for one in first] == [0] * 4, first
    before = state(home)
    person = home / "2026-12-04 国家宪法日、宪法宣传周" / "01 横幅标语.docx"
    found = next(home.glob("2026-12-04*/*横幅标语.docx"), person)
    found.write_bytes(b"changed by a person")
    second = answers(
        [
            Job(str(home), words, environment=later)
            for words in [
                *lines[1:3],
                ["batch", "--resume", "分村"],
                ["log", "list", "--year", "2025", "--format", "json"],
            ]
        ]
    )
    assert all(one.plain for one in second), second
    assert found.read_bytes() == b"changed by a person"
    assert before.keys() <= state(home).keys()
    assert [one["day"] for one in json.loads(second[-1].out)] == ["2025-10-20"]

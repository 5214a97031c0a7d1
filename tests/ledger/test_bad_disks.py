"""Full disks, write-protected sticks, damaged and newer files: nothing said to be saved is lost, and it is said plainly."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_making import ROOT, TODAY, event, new_ledger, project, run

from xuanchuan.ledger.events import add_events, corrections, entries
from xuanchuan.ledger.safekeeping import restore
from xuanchuan.ledger.statistics import count_year
from xuanchuan.ledger.store import migrations, open_ledger, open_to_read
from xuanchuan.model.error import XuanchuanError

FILE = "xuanchuan.db"
LONG = "讲" * 400


def saved(path: Path) -> list[str]:
    with open_to_read(path) as ledger:
        assert ledger.rows("PRAGMA integrity_check")[0][0] == "ok"
        return [one.event.title for one in entries(ledger)]


def mounted(folder: Path, options: str) -> bool:
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of 400 KB with a project on it."""
    place = tmp_path / "盘"
    place.mkdir()
    if not mounted(place, "size=400k"):
        pytest.skip("a disk of its own can be mounted only by root on Linux")
    try:
        yield project(place)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(path: Path) -> tuple[list[str], XuanchuanError]:
    """Add events until that can no longer be done; the titles said to be saved, and what was said at last."""
    done: list[str] = []
    with open_ledger(path, "county") as ledger:
        for number in range(2000):
            try:
                (added,) = add_events(ledger, [event(title=f"第{number}场{LONG}")], TODAY)
            except XuanchuanError as error:
                return done, error
            done.append(added.event.title)
    raise AssertionError("the disk never filled")


def test_a_full_file_keeps_all_that_was_saved_everywhere(tmp_path):
    with new_ledger(tmp_path) as ledger:
        ledger.rows("PRAGMA max_page_count = 40")
        done: list[str] = []
        with pytest.raises(XuanchuanError) as refused:
            for number in range(2000):
                add_events(ledger, [event(title=f"第{number}场{LONG}")], TODAY)
                done.append(f"第{number}场{LONG}")
        assert "磁盘满了" in refused.value.why
        assert "没有变" in refused.value.message
    assert saved(tmp_path / FILE) == done != []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a process's files")
def test_a_process_that_may_not_write_more_loses_nothing(tmp_path):
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "from test_bad_disks import fill\n"
        "done, error = fill(Path(sys.argv[1]))\n"
        "print(len(done)); print(error.message, error.why, error.hint)\n"
    )
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "ledger")])
    said = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / FILE)],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout.splitlines()
    assert len(saved(tmp_path / FILE)) == int(said[0]) > 0
    assert "没有变" in said[1]


def test_a_full_disk_keeps_all_that_was_saved_and_goes_on_when_there_is_room(small_disk):
    ballast = small_disk / "别的文件"
    ballast.write_bytes(b"x" * 150_000)
    done, error = fill(small_disk / FILE)
    assert "磁盘" in error.why
    assert saved(small_disk / FILE) == done != []
    ballast.unlink()
    added = run(small_disk, "log", "add", "12.4 广场宣传 资料500")
    assert added.returncode == 0, added.stderr
    assert saved(small_disk / FILE) == [*done, "广场宣传"]


def test_reports_on_a_full_disk_leave_no_half_file(small_disk):
    assert run(small_disk, "log", "add", "12.4 广场宣传 资料500").returncode == 0
    shutil.copyfile(os.devnull, small_disk / "占满")
    room = shutil.disk_usage(small_disk).free
    (small_disk / "占满").write_bytes(b"x" * (room - 4096))
    before = sorted(one.name for one in small_disk.iterdir())
    for words in (("report", "--as", "总结.docx"), ("stats", "--as", "统计.xlsx"), ("ledger", "backup")):
        done = run(small_disk, *words)
        assert done.returncode == 2, words
        assert "磁盘" in done.stderr
        assert "Traceback" not in done.stderr
    # SQLite may leave its own files beside the ledger where there is no room to put them away.
    after = sorted(one.name for one in small_disk.iterdir() if not one.name.startswith(f"{FILE}-"))
    assert after == [name for name in before if not name.startswith(f"{FILE}-")]
    assert saved(small_disk / FILE) == ["广场宣传"]


def killed_with_a_log_beside_it(folder: Path) -> None:
    """Two events saved by a program that then died: the last pages are still in the -wal file."""
    script = (
        "import os, sys; from pathlib import Path; from ledger_making import TODAY, event\n"
        "from xuanchuan.ledger.events import add_events; from xuanchuan.ledger.store import open_ledger\n"
        "ledger = open_ledger(Path(sys.argv[1]), 'county')\n"
        "add_events(ledger, [event(title='甲'), event(title='乙')], TODAY)\n"
        "os._exit(0)\n"
    )
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "ledger")])
    subprocess.run(
        [sys.executable, "-c", script, str(folder / FILE)], env={**os.environ, "PYTHONPATH": paths}, check=True
    )
    assert (folder / f"{FILE}-wal").stat().st_size > 0


def test_what_a_dead_program_left_in_the_log_is_read_backed_up_and_restored(tmp_path):
    folder = project(tmp_path / "county")
    killed_with_a_log_beside_it(folder)
    assert run(folder, "ledger", "backup", "备份.db").returncode == 0
    assert saved(folder / "备份.db") == ["甲", "乙"]
    killed_with_a_log_beside_it(project(tmp_path / "other"))
    kept = restore(folder / "备份.db", tmp_path / "other" / FILE)
    assert kept is not None
    assert saved(kept) == saved(tmp_path / "other" / FILE) == ["甲", "乙"]


def test_a_write_protected_stick_is_read_with_the_log_beside_it_and_never_written(tmp_path):
    stick = tmp_path / "盘"
    stick.mkdir()
    if not mounted(stick, "size=4m"):
        pytest.skip("a disk of its own can be mounted only by root on Linux")
    try:
        killed_with_a_log_beside_it(project(stick))
        (stick / f"{FILE}-shm").unlink()
        subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
        before = {one.name: one.read_bytes() for one in stick.iterdir()}
        assert "登记活动 2 场" in run(stick, "stats").stdout
        for words in (("log", "add", "12.4 广场 资料3"), ("report", "--as", "总结.docx"), ("ledger", "backup")):
            done = run(stick, *words)
            assert done.returncode == 2, words
            assert "只读" in done.stderr, done.stderr
            assert done.stderr.count("\n") <= 8
        assert run(stick, "ledger", "backup", str(tmp_path / "备份.db")).returncode == 0
        assert saved(tmp_path / "备份.db") == ["甲", "乙"]
        assert {one.name: one.read_bytes() for one in stick.iterdir()} == before
    finally:
        subprocess.run(["umount", "-l", str(stick)], check=True)


# What lets root read and write whatever the rights of a file say.
BOUND = "-dac_override,-dac_read_search"


def test_a_folder_that_one_may_only_read_can_be_read_and_says_so_when_written(tmp_path):
    """By whoever runs the tests; root, who may write anywhere, gives that right up."""
    if sys.platform == "win32":
        pytest.skip("Windows keeps rights in lists of its own")
    folder = project(tmp_path / "county")
    with new_ledger(folder) as ledger:
        add_events(ledger, [event(title="甲")], TODAY)
    folder.chmod(0o555)
    (folder / FILE).chmod(0o444)
    words: list[str] = []
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("no way to give up root's rights here")
        words = ["setpriv", f"--bounding-set={BOUND}", f"--inh-caps={BOUND}"]
    asked = [sys.executable, "-m", "xuanchuan"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1797724800", "HOME": "/"}
    try:
        shown, added = (
            subprocess.run(
                [*words, *asked, *what],
                cwd=folder,
                env=env,
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
            for what in (["stats"], ["log", "add", "12.4 广场 资料3"])
        )
    finally:
        folder.chmod(0o755)
    assert "登记活动 1 场" in shown.stdout, shown.stderr
    assert added.returncode == 2
    assert "只读" in added.stderr
    assert saved(folder / FILE) == ["甲"]


def test_a_newer_ledger_is_left_alone_by_every_command(tmp_path):
    folder = project(tmp_path)
    with new_ledger(folder) as ledger:
        add_events(ledger, [event()], TODAY)
    with sqlite3.connect(folder / FILE) as newer:
        newer.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    newer.close()
    before = (folder / FILE).read_bytes()
    for words in (("log", "add", "12.4 广场 资料3"), ("stats",), ("ledger", "backup"), ("handover",)):
        done = run(folder, *words)
        assert done.returncode == 2, words
        assert "更新的程序做的，没有动它" in done.stderr
        assert "先更新程序" in done.stderr
    assert (folder / FILE).read_bytes() == before


def test_flipped_bytes_are_told_or_do_no_harm_and_never_break_the_program(tmp_path):
    with new_ledger(tmp_path / "good") as ledger:
        add_events(ledger, [event(title=f"第{number}场") for number in range(120)], TODAY)
    whole = (tmp_path / "good" / FILE).read_bytes()
    chance = random.Random(8)
    told = 0
    for number in range(60):
        data = bytearray(whole)
        for _ in range(12):
            data[chance.randrange(100, len(data))] ^= chance.randrange(1, 256)
        path = tmp_path / f"{number}.db"
        path.write_bytes(data)
        try:
            with open_to_read(path) as ledger:
                entries(ledger)
                corrections(ledger)
                count_year(ledger, TODAY.replace(month=1, day=1), TODAY)
        except XuanchuanError as error:
            told += 1
            assert error.hint
    assert told > 5


@pytest.mark.parametrize("place", ["head", "middle"])
def test_a_damaged_ledger_names_the_way_back_and_is_not_made_worse(tmp_path, place):
    folder = project(tmp_path)
    with new_ledger(folder) as ledger:
        add_events(ledger, [event(title=f"第{number}场") for number in range(300)], TODAY)
    run(folder, "ledger", "backup", "备份.db")
    data = bytearray((folder / FILE).read_bytes())
    start = 0 if place == "head" else 4096
    data[start : start + 4096] = b"\xff" * 4096
    (folder / FILE).write_bytes(data)
    for words in (("stats",), ("log", "add", "12.4 广场 资料3")):
        done = run(folder, *words)
        assert done.returncode == 2, (words, done.stderr)
        assert "xuanchuan ledger restore" in done.stderr
        assert "Traceback" not in done.stderr
    assert (folder / FILE).read_bytes() == bytes(data)
    assert run(folder, "ledger", "restore", "备份.db").returncode == 0
    assert len(saved(folder / FILE)) == 300
    assert (folder / f"{FILE}.恢复前1").read_bytes() == bytes(data)

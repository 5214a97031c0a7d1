"""What writes, killed without warning at many random points; at the end everything must be there, whole and the same.

Usage: python benchmarks/kills.py [kills=200] [villages=3000] [seed=1] [commands=batch,kit,import,unpack,log,check,ics,handover]

``kills`` is for each command. A batch is gone on with, anything else is run again in the same folder; then every file
must be what one undisturbed run makes, every activity that the ledger said it had must be in it, and no file that a
person would open may be torn.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
UNIT = '[unit]\nname = "某县妇女联合会"\nprovince = "山东省"\nphone = "0543-1234567"\n'
LAW = "某省反家庭暴力办法\n\n（2022年9月1日某省人民代表大会常务委员会通过）\n\n" + "".join(
    f"第{n}条　本省{n}级以上妇女联合会应当宣传反家庭暴力知识，受理投诉，给予帮助。\n\n" for n in "一二三四五六七八九"
)
COMMANDS = {
    "batch": ["batch", "联系卡,广播稿", "--roster", "名单.csv", "--day", "12.4", "--out", "出", "--flat"],
    "kit": ["kit", "12.4", "--out", "."],
    "import": ["law", "import", "办法.txt", "--effective", "2023-01-01", "--province", "山东省"],
    "unpack": ["law", "unpack", "语料.zip"],
    "check": ["check", "稿.docx", "--annotate", "批注.docx", "--fix", "改好.docx"],
    "ics": ["calendar", "--year", "2027", "--output", "年历.ics"],
    "handover": ["handover", "--output", "交接.zip"],
}
# What tells how far a run had got, and what numbers itself at random.
NOT_COMPARED = ("进度.jsonl", "分发清单.xlsx", "先不做的村.xlsx", "交接.zip")


@dataclass
class Count:
    """Kills that struck a running process, runs that came to their end first, temporary files that were left."""

    struck: int = 0
    ended: int = 0
    left: int = 0


def started(folder: Path, words: list[str]) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795478400"}
    return subprocess.Popen(
        [sys.executable, "-m", "xuanchuan", *words], cwd=folder, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def prepared(folder: Path, villages: int) -> Path:
    folder.mkdir()
    (folder / "xuanchuan.toml").write_text(UNIT, encoding="utf-8")
    (folder / "办法.txt").write_text(LAW, encoding="utf-8")
    lines = [f"第{number}村,前刘镇,王䶮,138{number:08d}" for number in range(1, villages + 1)]
    (folder / "名单.csv").write_text("\n".join(["村名,乡镇,妇联主席,手机", *lines]), encoding="gb18030")
    assert started(folder, ["make", "活动通知", "12.4", "--output", "稿.docx"]).wait() == 0
    assert started(folder, ["log", "add", "11月20日 前刘镇 宣传 资料20"]).wait() == 0
    assert started(folder, COMMANDS["import"]).wait() == 0
    assert started(folder, ["law", "pack", "语料.zip"]).wait() == 0
    shutil.rmtree(folder / "laws")
    return folder


def hashes(folder: Path) -> dict[str, str]:
    return {
        one.relative_to(folder).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in folder.rglob("*")
        if one.is_file() and one.name not in NOT_COMPARED and not one.name.startswith("xuanchuan.db")
    }


def temporary(found: dict[str, str]) -> set[str]:
    return {name for name in found if name.endswith(".tmp")}


def whole(folder: Path) -> None:
    """No file under its own name is torn."""
    for one in folder.rglob("*"):
        if one.suffix in (".docx", ".xlsx", ".zip"):
            with zipfile.ZipFile(one) as package:
                assert package.testzip() is None, one
        elif one.name == "清单.json":
            json.loads(one.read_text(encoding="utf-8"))


def killed(folder: Path, words: list[str], moment: float) -> bool:
    """Start, wait a moment, kill; whether it was still running."""
    process = started(folder, words)
    time.sleep(moment)
    running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return running


def ordinary(name: str, home: Path, undisturbed: Path, kills: int, chance: random.Random) -> Count:
    """Anything but the ledger: killed again and again in one folder, then run to its end."""
    count, before = Count(), hashes(home)
    begun = time.perf_counter()
    assert started(undisturbed, COMMANDS[name]).wait() in (0, 4)
    took, wanted = time.perf_counter() - begun, hashes(undisturbed)
    while count.struck < kills:
        if hashes(home).items() >= wanted.items():  # it got to its end: begin again
            count.ended += 1
            shutil.rmtree(home)
            shutil.copytree(undisturbed.with_name("fresh"), home)
        resumed = name == "batch" and (home / "出" / "进度.jsonl").exists() and not (home / "出" / "清单.json").exists()
        words = ["batch", "--resume", "出"] if resumed else COMMANDS[name]
        count.struck += killed(home, words, chance.uniform(0, 1.3 * took))
        whole(home)
        assert before.items() <= hashes(home).items()
    resumed = name == "batch" and (home / "出" / "进度.jsonl").exists()
    assert started(home, ["batch", "--resume", "出"] if resumed else COMMANDS[name]).wait() in (0, 4)
    found = hashes(home)
    assert {key for key in wanted if found.get(key) != wanted[key]} == set()
    count.left = len(temporary(found))
    return count


def ledger(home: Path, kills: int, chance: random.Random) -> Count:
    """Activities logged one by one: each is in the ledger whole or not at all, and what was there stays."""
    count, said = Count(), 0
    begun = time.perf_counter()
    assert started(home, ["log", "add", "11月19日 前刘镇 第0次 资料1"]).wait() == 0
    took = time.perf_counter() - begun
    while count.struck < kills:
        process = started(home, ["log", "add", f"11月18日 前刘镇 第{count.struck + 1}次 资料1"])
        time.sleep(chance.uniform(0, 1.3 * took))
        ended = process.poll()
        process.send_signal(signal.SIGKILL)
        process.wait()
        count.struck += ended is None
        count.ended += ended == 0
        said += ended == 0
        with sqlite3.connect(home / "xuanchuan.db") as book:
            assert book.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            held = book.execute("SELECT count(*) FROM events").fetchone()[0]
        assert held >= said + 2, (held, said)
    return count


def main() -> None:
    """Every command asked for, a line each."""
    kills, villages, seed = (int(one) for one in [*sys.argv[1:4], *("200", "3000", "1")[len(sys.argv[1:4]) :]])
    names = sys.argv[4].split(",") if len(sys.argv) > 4 else [*COMMANDS, "log"]
    for name in names:
        chance = random.Random(f"{seed} {name}")
        with tempfile.TemporaryDirectory() as place:
            fresh = prepared(Path(place) / "fresh", villages)
            home, undisturbed = (Path(shutil.copytree(fresh, fresh.with_name(one))) for one in ("home", "undisturbed"))
            count = ledger(home, kills, chance) if name == "log" else ordinary(name, home, undisturbed, kills, chance)
        print(
            f"{name:9} {count.struck} kills while running, {count.ended} came to their end first, "
            f"{count.left} temporary files left at the end: nothing lost, nothing torn",
            flush=True,
        )


if __name__ == "__main__":
    main()

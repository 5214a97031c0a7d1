"""What writes, on real small disks of many sizes: what was there stays, nothing is torn, and with room it ends the same.

Usage (Linux, as root): unshare -m python benchmarks/disks.py [disks=20] [villages=300] [commands=kit,batch,pdf,…]

Each command meets ``disks`` disks, from one with no room to one with almost enough. Then the disk is enlarged and the
command run again in the same folder: every file must be what one undisturbed run makes.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import kills
from kills import COMMANDS, hashes, prepared, temporary, whole

PDF = ["batch", "广播稿", "--roster", "名单.csv", "--day", "12.4", "--out", "出", "--flat", "--to", "pdf"]
LOG = ["log", "add", "11月18日 前刘镇 宣传 资料30"]
WORK = {**COMMANDS, "pdf": PDF, "pack": ["law", "pack", "新.zip", "--all"], "backup": ["ledger", "backup", "备份.db"], "log": LOG}  # fmt: skip
# What numbers itself at random, or holds the ledger, which does.
NOT_COMPARED = (*kills.NOT_COMPARED, "备份.db")
LARGE = "512m"


def mounted(place: Path, room: str) -> Path:
    """A disk of memory with so much room."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(place)], check=True)
    return place


def occupied(folder: Path) -> int:
    """Bytes that a folder's files take on a disk of pages of 4 KB."""
    return sum(-(-one.stat().st_size // 4096) * 4096 for one in folder.rglob("*") if one.is_file())


def run(folder: Path, words: list[str]) -> tuple[int, str]:
    env = {**kills.os.environ, "PYTHONPATH": str(kills.ROOT), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795478400"}
    done = subprocess.run(
        [sys.executable, "-m", "xuanchuan", *words], cwd=folder, env=env, stdin=subprocess.DEVNULL, text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


def compared(folder: Path) -> dict[str, str]:
    return {name: digest for name, digest in hashes(folder).items() if Path(name).name not in NOT_COMPARED}


def activities(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "xuanchuan.db")) as book:
        assert book.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return int(book.execute("SELECT count(*) FROM events").fetchone()[0])


def met(name: str, fresh: Path, undisturbed: Path, room: int) -> bool:
    """One command on one disk; whether it was full."""
    wanted = compared(undisturbed)
    with tempfile.TemporaryDirectory() as place:
        disk = mounted(Path(place) / "disk", LARGE)
        try:
            home = Path(shutil.copytree(fresh, disk / "home"))
            before, held = compared(home), activities(home)
            used = occupied(disk) // 4096 * 4096
            subprocess.run(["mount", "-o", f"remount,size={max(used + room, 4096)}", str(disk)], check=True)
            code, said = run(home, WORK[name])
            assert code in (0, 2, 4, 5), (name, room, code, said)
            assert "Traceback" not in said and len(said.splitlines()) < 30, said
            whole(home)
            assert before.items() <= compared(home).items(), (name, room)
            assert code != 2 or not temporary(hashes(home)), (name, room)
            subprocess.run(["mount", "-o", f"remount,size={LARGE}", str(disk)], check=True)
            assert activities(home) - held in (0, 1), (name, room)
            again = ["batch", "--resume", "出"] if "batch --resume" in said else WORK[name]
            second, said_again = run(home, again)
            assert second in (0, 4), (name, room, second, said_again)
            found = compared(home)
            assert {key for key in wanted if found.get(key) != wanted[key]} == set(), (name, room)
            return code == 2
        finally:
            subprocess.run(["umount", str(disk)], check=True)


def main() -> None:
    """Every command asked for, a line each."""
    disks, villages = (int(one) for one in [*sys.argv[1:3], *("20", "300")[len(sys.argv[1:3]) :]])
    names = sys.argv[3].split(",") if len(sys.argv) > 3 else [*WORK]
    for name in names:
        with tempfile.TemporaryDirectory() as place:
            fresh = prepared(Path(place) / "fresh", villages)
            undisturbed = Path(shutil.copytree(fresh, fresh.with_name("undisturbed")))
            assert run(undisturbed, WORK[name])[0] in (0, 4)
            needed = occupied(undisturbed) - occupied(fresh) + 65536
            full = sum(met(name, fresh, undisturbed, needed * at // disks) for at in range(disks))
        print(
            f"{name:9} {disks} disks, {full} too small: nothing lost, nothing torn, the same once there was room",
            flush=True,
        )


if __name__ == "__main__":
    main()

"""A hundred thousand events: ``stats`` as a whole process, beside SQLite alone summing the same rows in one process."""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from xuanchuan.ledger.events import add_events
from xuanchuan.ledger.figures import KINDS
from xuanchuan.ledger.store import open_ledger
from xuanchuan.model.ledger import Event, Figure

ROOT = Path(__file__).parents[1]
EVENTS, ROUNDS = 100_000, 5
TOWNS = [f"第{n}镇" for n in range(20)]
CAMPAIGNS = ["dv-1125", "drug-0626", "women-week-0308", "constitution-1204", ""]


def events(chance: random.Random) -> list[Event]:
    return [
        Event(
            date(2026, 1, 1) + timedelta(chance.randrange(365)),
            f"第{number}场",
            campaign=chance.choice(CAMPAIGNS),
            town=chance.choice(TOWNS),
            village=f"{chance.randrange(800)}村",
            laws=tuple(chance.sample(["反家庭暴力法", "民法典", "宪法"], chance.randrange(3))),
            media=tuple(chance.sample(["广播", "微信"], chance.randrange(3))),
            figures={
                kind.name: Figure(chance.randrange(500), chance.random() < 0.2) for kind in chance.sample(KINDS, 5)
            },
        )
        for number in range(EVENTS)
    ]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def stats(folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "xuanchuan", "stats", "--year", "2026"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}, check=True, capture_output=True,
    )  # fmt: skip


def bare(path: Path) -> None:
    sums = ", ".join(f"sum({kind.column})" for kind in KINDS)
    with sqlite3.connect(path) as connection:
        connection.execute(f"SELECT campaign, count(*), {sums} FROM events GROUP BY campaign").fetchall()
    connection.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "xuanchuan.db"
        with open_ledger(path, "bench") as ledger:
            made = events(random.Random(1))
            writing = seconds(lambda: add_events(ledger, made, date(2026, 12, 20)))
        pairs = [(seconds(lambda: stats(Path(name))), seconds(lambda: bare(path))) for _ in range(ROUNDS)]
    whole, one = (statistics.median(column) for column in zip(*pairs, strict=True))
    low, high = min(pair[0] for pair in pairs), max(pair[0] for pair in pairs)
    print(f"{EVENTS} events entered in one transaction: {writing:.2f} s")
    print(f"stats, whole process: median {whole:.2f} s ({low:.2f}-{high:.2f}); SQLite, one grouping: {one:.3f} s")
    print(f"ratio {whole / one:.1f} (stats groups six ways, and starts Python)")


if __name__ == "__main__":
    main()

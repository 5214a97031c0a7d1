"""``stats`` as a whole process, beside a process in which SQLite alone sums the same rows once."""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

from measuring import Effort, Line, Section, in_turn, python, xuanchuan

from xuanchuan.ledger.events import add_events
from xuanchuan.ledger.figures import KINDS
from xuanchuan.ledger.store import open_ledger
from xuanchuan.model.ledger import Event, Figure

TOWNS = [f"第{n}镇" for n in range(20)]
CAMPAIGNS = ["dv-1125", "drug-0626", "women-week-0308", "constitution-1204", ""]
BARE = """import sqlite3, sys
opened = sqlite3.connect("xuanchuan.db")
opened.execute(sys.argv[1]).fetchall()
opened.close()
"""


def events(many: int) -> list[Event]:
    """So many invented events of a year."""
    chance = random.Random(1)
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
        for number in range(many)
    ]


def fill(folder: Path, many: int) -> Path:
    """A ledger of so many events in a folder."""
    with open_ledger(folder / "xuanchuan.db", "bench") as ledger:
        add_events(ledger, events(many), date(2026, 12, 20))
    return folder


def measure(effort: Effort) -> Section:
    """Seconds of a year's figures out of very many events."""
    many = effort.pick(100_000, 200)
    sums = ", ".join(f"sum({kind.column})" for kind in KINDS)
    grouped = f"SELECT campaign, count(*), {sums} FROM events GROUP BY campaign"
    with tempfile.TemporaryDirectory() as name:
        folder = fill(Path(name), many)
        works = {
            "ours": lambda: xuanchuan("stats", "--year", "2026", cwd=folder),
            "bare": lambda: python(BARE, grouped, cwd=folder),
        }
        costs = in_turn(effort.rounds, works)
    figure = Line("秒", 1).figure(
        f"stats，{many} 场活动",
        costs["ours"],
        costs["bare"],
        peer="SQLite 分组一次",
        against="limit",
        bound="读两个索引，加出六种统计；其次是启动",
    )
    return Section("台账", (figure,))

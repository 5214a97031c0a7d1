"""The other registers: trainings, volunteers by level, consultations by month. Numbers only, never a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xuanchuan.ledger.discretion import discreet
from xuanchuan.ledger.ordering import naturally
from xuanchuan.ledger.store import Ledger
from xuanchuan.model.error import XuanchuanError

LEVELS = ("市", "县", "乡", "村")
MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Training:
    """One training of those who receive complaints: the day, whose level ran it, what about, how many came."""

    day: date
    level: str
    people: int
    topic: str = ""
    place: str = ""
    organiser: str = ""

    @property
    def uid(self) -> str:
        """What tells it apart in every copy of the ledger."""
        return f"{self.day.isoformat()}/{self.level}/{self.topic}/{self.place}"


@dataclass(frozen=True, slots=True)
class Volunteers:
    """Teams and people of one level (市 县 乡 村) in one place, as counted on a day."""

    level: str
    teams: int
    people: int
    counted: date
    town: str = ""
    village: str = ""


@dataclass(frozen=True, slots=True)
class Consultations:
    """Enquiries of one month and kind: how many came, were closed, were passed on. ``month``: 2026-11."""

    month: str
    kind: str
    received: int
    closed: int = 0
    referred: int = 0
    town: str = ""


def save_trainings(ledger: Ledger, found: Iterable[Training]) -> int:
    """Enter trainings, each in place of what was known under the same day, level, topic and place."""
    rows = [
        (one.uid, one.day.isoformat(), one.level, *map(discreet, (one.place, one.topic, one.organiser)), one.people)
        for one in found
    ]
    with ledger.writing() as connection:
        connection.executemany("INSERT OR REPLACE INTO trainings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return len(rows)


def trainings(ledger: Ledger, first: date = date.min, last: date = date.max) -> list[Training]:
    """The trainings between two days, in order of day."""
    rows = ledger.rows(
        "SELECT * FROM trainings WHERE day BETWEEN ? AND ? ORDER BY day, uid", (first.isoformat(), last.isoformat())
    )
    return [
        Training(
            date.fromisoformat(row["day"]), row["level"], row["people"], row["topic"], row["place"], row["organiser"]
        )
        for row in rows
    ]


def save_volunteers(ledger: Ledger, found: Iterable[Volunteers]) -> int:
    """Enter the strength of volunteer teams, each in place of what was known of that place."""
    rows = []
    for one in found:
        if one.level not in LEVELS:
            raise XuanchuanError(
                f"志愿者的级别“{one.level}”看不懂", why="应当是 市、县、乡、村 之一", hint="改好表里这一格，再导入一次"
            )
        rows.append((one.level, one.town, one.village, one.teams, one.people, one.counted.isoformat()))
    with ledger.writing() as connection:
        connection.executemany("INSERT OR REPLACE INTO volunteers VALUES (?, ?, ?, ?, ?, ?)", rows)
    return len(rows)


def volunteers(ledger: Ledger) -> list[Volunteers]:
    """The strength of every team place, from the city down."""
    rows = ledger.rows("SELECT * FROM volunteers")
    found = [
        Volunteers(
            row["level"], row["teams"], row["people"], date.fromisoformat(row["counted"]), row["town"], row["village"]
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (LEVELS.index(one.level), naturally(one.town), naturally(one.village)))


def save_consultations(ledger: Ledger, found: Iterable[Consultations]) -> int:
    """Enter a month's enquiries by kind, each in place of what was known of that month, town and kind."""
    rows = []
    for one in found:
        if not MONTH.fullmatch(one.month):
            raise XuanchuanError(f"月份“{one.month}”看不懂", why="要写成 2026-11", hint="改好表里这一格，再导入一次")
        if not (0 <= one.closed <= one.received and 0 <= one.referred <= one.received):
            raise XuanchuanError(
                f"{one.month} {one.kind}：办结 {one.closed}、转介 {one.referred} 不能多过接待的 {one.received} 件",
                hint="核对这一行的数，改好再导入一次",
            )
        rows.append((one.month, one.town, discreet(one.kind), one.received, one.closed, one.referred))
    with ledger.writing() as connection:
        connection.executemany("INSERT OR REPLACE INTO consultations VALUES (?, ?, ?, ?, ?, ?)", rows)
    return len(rows)


def consultations(ledger: Ledger, year: int) -> list[Consultations]:
    """A year's enquiries, month by month."""
    rows = ledger.rows("SELECT * FROM consultations WHERE month LIKE ? ORDER BY month, town, kind", (f"{year}-%",))
    return [
        Consultations(row["month"], row["kind"], row["received"], row["closed"], row["referred"], row["town"])
        for row in rows
    ]

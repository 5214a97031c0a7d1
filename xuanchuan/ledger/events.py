"""Events into the ledger and out of it; a correction keeps what was there and says why."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from xuanchuan.ledger.discretion import discreet
from xuanchuan.ledger.figures import BY_NAME, KINDS
from xuanchuan.ledger.store import Ledger, damaged
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import Correction, Event, Figure, LedgerEntry

# Lists stand in one cell, parted by a mark that no name holds.
MARK = "\n"
TEXTS = ("title", "campaign", "form", "place", "town", "village", "unit", "said", "source")
LISTS = ("partners", "laws", "media")
# Where free words stand: the table, its keys, its columns.
TOLD = (
    ("events", ("uid",), (*TEXTS, *LISTS, "withdrawn")),
    ("corrections", ("uid", "step"), ("old", "new", "reason")),
)
WORDS: Mapping[str, str] = {
    "日期": "day",
    "结束日期": "last",
    "名称": "title",
    "节点": "campaign",
    "形式": "form",
    "地点": "place",
    "乡镇": "town",
    "村": "village",
    "单位": "unit",
    "联合单位": "partners",
    "法律": "laws",
    "媒体": "media",
}


def add_events(ledger: Ledger, events: Iterable[Event], today: date) -> list[LedgerEntry]:
    """Write events down, all or none; each gets the next number and a uid of its own."""
    with ledger.writing() as connection:
        name = connection.execute("SELECT value FROM facts WHERE name = 'name'").fetchone()[0]
        return [_add(connection, event, today, name) for event in events]


def entries(
    ledger: Ledger, first: date = date.min, last: date = date.max, withdrawn: bool = False
) -> list[LedgerEntry]:
    """The events that began between two days (inclusive), in order of day; the withdrawn ones only if asked for."""
    rows = ledger.rows(
        "SELECT * FROM events WHERE day BETWEEN ? AND ? AND (withdrawn = '' OR ?) ORDER BY day, number",
        (first.isoformat(), last.isoformat(), withdrawn),
    )
    return [read_entry(ledger, row) for row in rows]


def entry(ledger: Ledger, number: int) -> LedgerEntry:
    """The entry of that number; XuanchuanError when there is none."""
    rows = ledger.rows("SELECT * FROM events WHERE number = ?", (number,))
    if not rows:
        raise XuanchuanError(f"没有第 {number} 号登记", where=str(ledger.path), hint="看看有哪些：  xuanchuan log list")
    return read_entry(ledger, rows[0])


def amend(ledger: Ledger, number: int, changes: Mapping[str, str | Figure], reason: str, today: date) -> LedgerEntry:
    """Change fields of an entry; the old words stay beside the new ones with the reason. Nothing else changes.

    ``changes`` is keyed by the Chinese name of a field or figure. XuanchuanError for an unknown one or no reason.
    """
    if not reason.strip():
        raise XuanchuanError(
            "更正要写明原因",
            why="原来的数和原因都会留着，查得到",
            hint='xuanchuan log amend 3 资料=480 --reason "清点后更正"',
        )
    before = entry(ledger, number)
    after = replace(before, event=_changed(before.event, changes))
    with ledger.writing() as connection:
        for field in changes:
            change = (field, said(before.event, field), said(after.event, field))
            _note(connection, before.uid, change, reason, today)
        _store(connection, after.event, before.uid)
    return after


def withdraw(ledger: Ledger, number: int, reason: str, today: date) -> LedgerEntry:
    """Count an entry no longer; it stays readable with the reason. XuanchuanError without a reason."""
    if not reason.strip():
        raise XuanchuanError(
            "作废要写明原因",
            why="作废的登记还留着，查得到",
            hint='xuanchuan log amend 3 --withdraw --reason "与5号重复"',
        )
    before = entry(ledger, number)
    with ledger.writing() as connection:
        strike(connection, before, reason, today)
    return replace(before, withdrawn=reason)


def strike(connection: sqlite3.Connection, one: LedgerEntry, reason: str, today: date) -> None:
    """Within a transaction: the entry counts no longer, and the correction says why."""
    _note(connection, one.uid, ("作废", one.withdrawn, reason), reason, today)
    connection.execute("UPDATE events SET withdrawn = ? WHERE uid = ?", (discreet(reason), one.uid))


def _note(connection: sqlite3.Connection, uid: str, change: tuple[str, str, str], reason: str, today: date) -> None:
    """Put down one correction: ``change`` is the field, what it said and what it says."""
    step = connection.execute("SELECT count(*) FROM corrections WHERE uid = ?", (uid,)).fetchone()[0]
    words = (discreet(text) for text in (*change, reason))
    connection.execute("INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?)", (uid, step, *words, today.isoformat()))


def corrections(ledger: Ledger, uid: str = "") -> list[Correction]:
    """The corrections of one entry, or of all, oldest first."""
    rows = ledger.rows("SELECT * FROM corrections WHERE ? IN ('', uid) ORDER BY day, uid, step", (uid,))
    return [
        Correction(row["uid"], row["field"], row["old"], row["new"], row["reason"], date.fromisoformat(row["day"]))
        for row in rows
    ]


def said(event: Event, name: str) -> str:
    """A field or figure of an event as words, by its Chinese name; empty where it has none."""
    if name in BY_NAME:
        figure = event.figures.get(name)
        return str(figure) if figure else ""
    value = getattr(event, WORDS[name])
    return "、".join(value) if isinstance(value, tuple) else str(value or "")


def _changed(event: Event, changes: Mapping[str, str | Figure]) -> Event:
    figures = dict(event.figures)
    for name, value in changes.items():
        if name in BY_NAME:
            assert isinstance(value, Figure)
            figures[name] = value
        elif name in WORDS:
            event = replace(event, **{WORDS[name]: _value(WORDS[name], str(value))})
        else:
            raise XuanchuanError(
                f"登记里没有“{name}”这一项", why=f"能改的有：{'、'.join((*WORDS, *BY_NAME))}", hint="xuanchuan log list"
            )
    return replace(event, figures=figures)


def _value(field: str, text: str) -> Any:
    if field in LISTS:
        return tuple(part.strip() for part in text.replace("，", "、").split("、") if part.strip())
    if field in ("day", "last"):
        return date.fromisoformat(text) if text else None
    return text


def _add(connection: sqlite3.Connection, event: Event, today: date, name: str) -> LedgerEntry:
    number = next_number(connection)
    uid = f"{name}-{number}"
    connection.execute(
        "INSERT INTO events (number, uid, entered, day, title) VALUES (?, ?, ?, ?, ?)",
        (number, uid, today.isoformat(), event.day.isoformat(), event.title),
    )
    _store(connection, event, uid)
    return LedgerEntry(number, uid, today, event)


def next_number(connection: sqlite3.Connection) -> int:
    """The number the next entry of this ledger gets."""
    return int(connection.execute("SELECT coalesce(max(number), 0) + 1 FROM events").fetchone()[0])


def make_discreet(ledger: Ledger) -> int:
    """Leave out what an older program kept of those who seek help, also from the file's unused pages; rows changed."""
    with ledger.writing() as connection:
        changed = sum(_hush(connection, *told) for told in TOLD)
    ledger.rows("VACUUM")
    return changed


def _hush(connection: sqlite3.Connection, table: str, keys: tuple[str, ...], columns: tuple[str, ...]) -> int:
    changed = 0
    for row in connection.execute(f"SELECT {', '.join((*keys, *columns))} FROM {table}").fetchall():
        kept = {name: discreet(row[name]) for name in columns if discreet(row[name]) != row[name]}
        if kept:
            sets, where = (
                mark.join(f"{name} = ?" for name in names) for mark, names in ((", ", kept), (" AND ", keys))
            )
            values = (*kept.values(), *(row[key] for key in keys))
            connection.execute(f"UPDATE {table} SET {sets} WHERE {where}", values)
            changed += 1
    return changed


def _store(connection: sqlite3.Connection, event: Event, uid: str) -> None:
    texts = {name: getattr(event, name) for name in TEXTS} | {name: MARK.join(getattr(event, name)) for name in LISTS}
    values: dict[str, Any] = {name: discreet(text) for name, text in texts.items()}
    values |= {"day": event.day.isoformat(), "last": event.last.isoformat() if event.last else ""}
    for kind in KINDS:
        figure = event.figures.get(kind.name)
        values[kind.column] = figure.value if figure else None
        values[f"{kind.column}_estimated"] = int(figure.estimated) if figure else 0
    sets = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE events SET {sets} WHERE uid = ?", (*values.values(), uid))


def read_entry(ledger: Ledger, row: sqlite3.Row) -> LedgerEntry:
    """A row of the events as an entry; XuanchuanError where its days make no sense."""
    try:
        return _entry(row)
    except ValueError as fault:
        raise damaged(ledger.path, f"第 {row['number']} 号的日期读不懂") from fault


def _entry(row: sqlite3.Row) -> LedgerEntry:
    texts: dict[str, Any] = {name: discreet(row[name]) for name in TEXTS}
    lists: dict[str, Any] = {name: tuple(filter(None, discreet(row[name]).split(MARK))) for name in LISTS}
    event = Event(
        day=date.fromisoformat(row["day"]),
        last=date.fromisoformat(row["last"]) if row["last"] else None,
        figures=_figures(row),
        **texts,
        **lists,
    )
    return LedgerEntry(row["number"], row["uid"], date.fromisoformat(row["entered"]), event, row["withdrawn"])


def _figures(row: sqlite3.Row) -> dict[str, Figure]:
    return {
        kind.name: Figure(row[kind.column], bool(row[f"{kind.column}_estimated"]))
        for kind in KINDS
        if row[kind.column] is not None
    }

"""Copies of the ledger: backed up while it is in use, restored without losing what was there, and merged."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from xuanchuan.files.atomic import unwritable
from xuanchuan.files.names import beside, whole_path
from xuanchuan.ledger.events import next_number
from xuanchuan.ledger.store import Ledger, open_ledger, open_to_read
from xuanchuan.model.error import XuanchuanError

# Rows that name themselves in every copy: merged by key, the first word on each stays.
KEYED = (
    "corrections",
    "pairs",
    "stations",
    "trainings",
    "volunteers",
    "consultations",
    "outputs",
    "quoted",
    "reprints",
)
# SQLite works this column out from the day.
WORKED_OUT = "month"
CORRECTED = "SELECT uid, count(*) AS times FROM corrections GROUP BY uid"


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought: events new, already there, and rows of the other registers."""

    events: int
    known: int
    others: int


def back_up(ledger: Ledger, target: Path) -> Path:
    """A whole copy at ``target``, checked before it gets its name; an existing file is never overwritten."""
    place, number = target, 2
    while place.exists():
        place, number = target.with_name(beside(target.name, number)), number + 1
    unfinished = place.with_name(f".{place.name}.tmp")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        ledger.backup(unfinished)
        check_whole(unfinished)
        unfinished.replace(place)
    except OSError as fault:
        raise unwritable(place, fault) from fault
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return place


def restore(backup: Path, path: Path) -> Path | None:
    """Put a backup in the ledger's place; the ledger that was there is kept beside it (its path), or None.

    XuanchuanError for a backup that is damaged or is none; then nothing has changed.
    """
    if not backup.is_file():
        raise XuanchuanError("找不到这个备份", where=str(backup), hint="看看文件名和文件夹对不对")
    check_whole(backup)
    kept = _move_aside(path) if path.exists() else None
    with open_to_read(backup) as source:
        back_up(source, path)
    return kept


def _move_aside(path: Path) -> Path:
    """Move a ledger and what SQLite keeps beside it out of the way, after its last pages are in the file."""
    with contextlib.suppress(XuanchuanError), open_ledger(path) as ledger:
        ledger.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    number = 1
    while (kept := path.with_name(f"{path.name}.恢复前{number}")).exists():
        number += 1
    try:
        path.replace(kept)
        for tail in ("-wal", "-shm"):
            if (extra := path.with_name(path.name + tail)).exists():
                extra.replace(kept.with_name(kept.name + tail))
    except OSError as fault:
        raise unwritable(path, fault) from fault
    return kept


def check_whole(path: Path) -> None:
    """XuanchuanError unless the file is a ledger of ours and sound from the first page to the last."""
    with open_to_read(path) as ledger:
        said = ledger.rows("PRAGMA integrity_check(1)")[0][0]
    if said != "ok":
        raise XuanchuanError("这份台账坏了，没有用它", where=str(path), why=str(said), hint="换一份备份再试")


def merge(ledger: Ledger, other: Path) -> Merged:
    """Bring another ledger's rows in; what is there already stays as it is, so merging twice adds nothing."""
    if whole_path(other) == whole_path(ledger.path):
        raise XuanchuanError("不能和自己合并", where=str(other), hint="写乡镇交来的那个文件")
    check_whole(other)
    with open_to_read(other) as source, ledger.writing() as connection:
        events = source.rows("SELECT * FROM events ORDER BY number")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        corrected = {row["uid"]: row["times"] for row in source.rows(CORRECTED)}
        added = sum(_bring_event(connection, row, corrected.get(row["uid"], 0)) for row in events)
        others = sum(_bring(connection, table, source.rows(f"SELECT * FROM {table}")) for table in KEYED)
    return Merged(added, len(events) - added, others)


def _bring_event(connection: sqlite3.Connection, row: sqlite3.Row, corrected: int) -> bool:
    """Bring one event; one that is known is replaced only where the other ledger has corrected it further."""
    values = {name: row[name] for name in row.keys() if name != WORKED_OUT}  # noqa: SIM118
    known = connection.execute("SELECT number FROM events WHERE uid = ?", (row["uid"],)).fetchone()
    if known is None:
        _insert(connection, "INSERT", "events", values | {"number": next_number(connection)})
        return True
    ours = connection.execute("SELECT count(*) FROM corrections WHERE uid = ?", (row["uid"],)).fetchone()[0]
    if corrected > ours:
        _insert(connection, "REPLACE", "events", values | {"number": known["number"]})
    return False


def _bring(connection: sqlite3.Connection, table: str, rows: list[sqlite3.Row]) -> int:
    before = connection.total_changes
    for row in rows:
        _insert(connection, "INSERT OR IGNORE", table, dict(row))
    return connection.total_changes - before


def _insert(connection: sqlite3.Connection, verb: str, table: str, values: dict[str, object]) -> None:
    marks = ", ".join("?" * len(values))
    connection.execute(f"{verb} INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))

"""The ledger's file: opened safely, brought up to date, one writer at a time, every fault said plainly.

SQLite in WAL mode with full sync, so that a power cut loses nothing that was said to be saved; on a stick or share
where WAL cannot be had, SQLite's own rollback journal stands in for it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from xuanchuan.model.error import XuanchuanError

FILE = "xuanchuan.db"
# "xuan": tells our files from any other program's database.
APPLICATION = 0x7875616E
WAIT_SECONDS = 5.0
# A ledger up to this size (some ten years of a county) is looked through at every opening: it takes milliseconds.
LOOKED_THROUGH = 8 * 1024 * 1024


class Ledger:
    """An open ledger; use it as ``with open_ledger(path, …) as ledger``."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, aside: tempfile.TemporaryDirectory[str] | None = None
    ) -> None:
        self.path = path
        self._connection = connection
        self._aside = aside

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was saved stays."""
        self._connection.close()
        if self._aside:
            self._aside.cleanup()

    def rows(self, query: str, values: Iterable[Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query; XuanchuanError when the file cannot be read."""
        with _told(self.path):
            return self._connection.execute(query, tuple(values)).fetchall()

    def each(self, query: str, values: Iterable[Any] = ()) -> Iterator[sqlite3.Row]:
        """The rows of a query one after another, never all in memory; XuanchuanError as for ``rows``."""
        with _told(self.path):
            yield from self._connection.execute(query, tuple(values))

    def hold(self) -> None:
        """Read, from here until it is closed, the ledger as it is at the next reading, whoever writes meanwhile."""
        self.rows("BEGIN")

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is saved, or none; XuanchuanError when another program is writing, or cannot."""
        with _told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def backup(self, target: Path) -> None:
        """A whole and consistent copy of the ledger as it is now, even while another program writes."""
        with _told(target), contextlib.closing(sqlite3.connect(target)) as copy:
            self._connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")


def open_ledger(path: Path, name: str = "") -> Ledger:
    """The ledger at ``path``, made where there is none and ``name`` (what its entries' uids begin with) is given.

    XuanchuanError for a file that is no ledger of ours, is damaged, comes from a newer program, or cannot be read.
    """
    if not path.is_file() and not name:
        raise _no_ledger(path)
    with _told(path):
        ledger = Ledger(path, _connect(path))
    try:
        _check(ledger)
        _make_durable(ledger)
        _migrate(ledger, name)
    except BaseException:
        ledger.close()
        raise
    return ledger


def open_to_read(path: Path) -> Ledger:
    """A ledger that is only read, also from a read-only stick; XuanchuanError as for ``open_ledger``."""
    if not path.is_file():
        raise _no_ledger(path)
    with _told(path):
        ledger = _open_unchanged(path)
    try:
        _check(ledger)
        if not _version(ledger):
            raise XuanchuanError("这不是登记活动的台账", where=str(path), why="里面是空的", hint="请换一个文件")
        if _version(ledger) == len(migrations()):
            return ledger
    except BaseException:
        ledger.close()
        raise
    ledger.close()
    return _brought_up_to_date(path)


def _brought_up_to_date(path: Path) -> Ledger:
    """A copy of an older program's ledger in today's tables; the file itself changes only when it is written."""
    with _told(path):
        ledger = _open_copy(path, _log_of(path))
    try:
        _migrate(ledger, "")
    except BaseException:
        ledger.close()
        raise
    return ledger


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


@cache
def migrations() -> tuple[str, ...]:
    """The SQL steps from an empty file to today's tables, in order."""
    folder = resources.files("xuanchuan.ledger") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return tuple(file.read_text(encoding="utf-8") for file in files)


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    return _prepared(sqlite3.connect(path, timeout=WAIT_SECONDS))


def _make_durable(ledger: Ledger) -> None:
    ledger.rows("PRAGMA journal_mode = WAL")
    ledger.rows("PRAGMA synchronous = FULL")


def _no_ledger(path: Path) -> XuanchuanError:
    return XuanchuanError(
        "还没有登记过活动",
        where=str(path),
        why="这个文件夹里没有台账",
        hint='xuanchuan log add "12.4 广场宣传，资料500"',
    )


def _open_unchanged(path: Path) -> Ledger:
    """Open to read: as usual where that can be, else read-only, else as a file that nobody changes, else a copy.

    A stick that is write-protected with the last entries still in the -wal file beside the ledger needs the copy.
    """
    address = path.absolute().as_uri()
    ways = [f"{address}?mode=rw", f"{address}?mode=ro"]
    log = _log_of(path)
    if not log.exists():
        ways.append(f"{address}?mode=ro&immutable=1")
    for last, way in enumerate(ways, 1):
        connection = sqlite3.connect(way, uri=True, timeout=WAIT_SECONDS)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
            return Ledger(path, _prepared(connection))
        except sqlite3.OperationalError:
            connection.close()
            if last == len(ways) and not log.exists():
                raise
    return _open_copy(path, log)


def _open_copy(path: Path, log: Path) -> Ledger:
    """The ledger and what SQLite keeps beside it, copied to where it can be opened."""
    aside = tempfile.TemporaryDirectory(prefix="xuanchuan-")
    try:
        for one in filter(Path.exists, (path, log)):
            shutil.copyfile(one, Path(aside.name) / one.name)
        return Ledger(path, _prepared(sqlite3.connect(Path(aside.name) / path.name)), aside)
    except BaseException:
        aside.cleanup()
        raise


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.isolation_level = None
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _version(ledger: Ledger) -> int:
    return int(ledger.rows("PRAGMA user_version")[0][0])


def _check(ledger: Ledger) -> None:
    """Refuse a database that is damaged, that is not a ledger, or that a newer program has changed."""
    tables = ledger.rows("SELECT count(*) FROM sqlite_schema")[0][0]
    if ledger.path.stat().st_size <= LOOKED_THROUGH:
        said = ledger.rows("PRAGMA quick_check(1)")[0][0]
        if said != "ok":
            raise damaged(ledger.path, "有的页读不通")
    ours = ledger.rows("PRAGMA application_id")[0][0] == APPLICATION
    if tables and not ours:
        raise XuanchuanError(
            "这不是登记活动的台账", where=str(ledger.path), why="里面是别的程序的数据", hint="请换一个文件，或把它移开"
        )
    if _version(ledger) > len(migrations()):
        raise XuanchuanError(
            "这份台账是更新的程序做的，没有动它",
            where=str(ledger.path),
            why="现在这个程序版本旧，读不全",
            hint="请先更新程序，再打开",
        )


def _migrate(ledger: Ledger, name: str) -> None:
    """Bring the tables to today's shape in one transaction; a new ledger remembers its name."""
    if _version(ledger) == len(migrations()):
        return
    with ledger.writing() as connection:
        done = _version(ledger)
        for step in migrations()[done:]:
            for statement in filter(str.strip, step.split(";\n")):
                connection.execute(statement)
        if not done:
            connection.execute("INSERT INTO facts VALUES ('name', ?)", (name or "ledger",))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(migrations())}")


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what SQLite says in plain words."""
    try:
        yield
    except sqlite3.Error as fault:
        raise _plain(path, fault) from fault
    except UnicodeDecodeError as fault:
        raise damaged(path, "里面的字读不出来") from fault
    except OSError as fault:
        from xuanchuan.files.atomic import unwritable

        raise unwritable(path, fault) from fault


def damaged(path: Path, why: str = "") -> XuanchuanError:
    """The error for a ledger whose pages SQLite can read and whose words make no sense."""
    return XuanchuanError(
        "台账没有读成，文件坏了", where=str(path), why=why, hint="用备份恢复：  xuanchuan ledger restore 备份文件"
    )


def _plain(path: Path, fault: sqlite3.Error) -> XuanchuanError:
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_CANTOPEN and path.parent.is_dir() and not os.access(path.parent, os.W_OK):
        code = sqlite3.SQLITE_READONLY
    why, hint = _REASONS.get(code, (str(fault), "请把这句话告诉技术人员"))
    if code == sqlite3.SQLITE_CANTOPEN and len(str(path).encode()) > LONGEST_PATH:
        why, hint = "文件夹的路径太长", "把文件夹搬到盘的第一层，如 D:\\宣传，再运行一次"
    return XuanchuanError("台账没有读写成，原来的记录没有变", where=str(path), why=why, hint=hint)


# SQLite's own limit is 512 bytes, the names of its journals included; a Chinese character takes three.
LONGEST_PATH = 490

_REASONS = {
    sqlite3.SQLITE_BUSY: ("另一个窗口正在写台账", "等它做完，再运行一次"),
    sqlite3.SQLITE_LOCKED: ("另一个窗口正在写台账", "等它做完，再运行一次"),
    sqlite3.SQLITE_READONLY: ("这个文件或磁盘是只读的", "把文件夹复制到能写的地方，再试一次"),
    sqlite3.SQLITE_FULL: ("磁盘满了", "清理磁盘后再运行一次"),
    sqlite3.SQLITE_IOERR: ("磁盘读写出错", "换一个磁盘，或用备份恢复：  xuanchuan ledger restore 备份文件"),
    sqlite3.SQLITE_CORRUPT: ("文件坏了", "用备份恢复：  xuanchuan ledger restore 备份文件"),
    sqlite3.SQLITE_NOTADB: ("这个文件不是台账，或者坏了", "用备份恢复：  xuanchuan ledger restore 备份文件"),
    sqlite3.SQLITE_CANTOPEN: ("文件打不开", "看看文件夹在不在、能不能写"),
    sqlite3.SQLITE_PERM: ("没有权限", "换一个能写的文件夹"),
}

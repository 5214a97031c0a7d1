"""The rosters that lie in a folder: which of their columns are known, which are not; no cell below the header is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.roster import RosterColumn

KINDS = (".csv", ".xlsx", ".xls", ".et", ".ods")
NAMES = ("名单", "花名册", "roster")
BIGGEST = 20 << 20
MOST = 10


@dataclass(frozen=True, slots=True)
class RosterSeen:
    """A roster's file name, the titles of the columns we know, the names of those we do not, and what is wrong with it."""

    file: str
    known: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    fault: str = ""
    mend: str = ""


def rosters_in(folder: Path, templates: Path | None) -> Iterator[RosterSeen]:
    """What can be seen of each roster of the folder, at most ten, by its header alone."""
    from xuanchuan.batch.columns import load_columns

    try:
        columns = load_columns(templates)
        found = sorted(path for path in folder.iterdir() if _is_roster(path))
    except (XuanchuanError, OSError):  # a broken table of column names is told among the templates
        return
    for path in found[:MOST]:
        yield _seen(path, columns)


def _is_roster(path: Path) -> bool:
    named = any(name in path.stem.lower() for name in NAMES) and not path.name.startswith(("~$", ".~"))
    return named and path.suffix.lower() in KINDS and path.is_file() and path.stat().st_size <= BIGGEST


def _seen(path: Path, columns: tuple[RosterColumn, ...]) -> RosterSeen:
    from xuanchuan.batch.columns import read_header
    from xuanchuan.files.rows import read_tables

    titles = {one.field: one.title for one in columns}
    try:
        _, header = read_header(read_tables(path), columns, {}, str(path))
    except XuanchuanError as error:
        return RosterSeen(path.name, fault=error.message, mend=error.hint)
    known = tuple(titles[field] for field, _ in header.recognised)
    return RosterSeen(path.name, known, tuple(name.strip() for name in header.strange))

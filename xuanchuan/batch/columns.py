"""Which column of a roster is which: the header is found in the first lines, names are matched by a table of aliases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from xuanchuan.files import bundled
from xuanchuan.files.rows import Row, Rows
from xuanchuan.files.toml import did_you_mean, parse_toml
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.roster import ColumnKind, RosterColumn

FILE = "roster.toml"
HEADER_WITHIN = 5
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's header stands (0: its first row), which column each field is in, and all names as typed."""

    at: int
    places: Mapping[str, int]
    names: tuple[str, ...]

    @property
    def recognised(self) -> list[tuple[str, str]]:
        """(field, name as typed) in the order of the sheet."""
        return [(field, self.names[at]) for field, at in sorted(self.places.items(), key=lambda one: one[1])]

    @property
    def strange(self) -> list[str]:
        """The names nobody knows, as typed."""
        known = set(self.places.values())
        return [name for at, name in enumerate(self.names) if at not in known and name.strip()]

    def place(self, name: str) -> int | None:
        """The column of that name, known to the table of aliases or not."""
        wanted = folded(name)
        return next((at for at, one in enumerate(self.names) if folded(one) == wanted), None)


def load_columns(own: Path | None = None) -> tuple[RosterColumn, ...]:
    """The bundled table of aliases, the project's own names added in front."""
    where = bundled.folder("templates") / FILE
    columns = _columns(where.read_text(encoding="utf-8"), FILE)
    if own is None or not (own / FILE).is_file():
        return columns
    added = {one.field: one for one in _columns((own / FILE).read_text(encoding="utf-8-sig"), str(own / FILE))}
    known = {one.field for one in columns}
    joined = [
        RosterColumn(one.field, added[one.field].title, one.kind, (*added[one.field].names, *one.names))
        if one.field in added
        else one
        for one in columns
    ]
    return (*joined, *(one for field, one in added.items() if field not in known))


def _columns(text: str, where: str) -> tuple[RosterColumn, ...]:
    mistakes: list[str] = []
    columns = []
    for number, table in enumerate(parse_toml(text, where).get("columns", ()), 1):
        try:
            columns.append(_column(table))
        except (KeyError, TypeError, ValueError) as fault:
            mistakes.append(f"第 {number} 个 [[columns]]：{fault}")
    if mistakes:
        raise XuanchuanError(
            "列名表有错", where=where, why="；".join(mistakes), hint="照着自带的 templates/roster.toml 改"
        )
    return tuple(columns)


def _column(table: Mapping[str, Any]) -> RosterColumn:
    if strange := sorted(table.keys() - {"field", "title", "kind", "names"}):
        raise ValueError(f"不认识 {'、'.join(strange)}")
    if missing := [key for key in ("field", "title", "names") if not table.get(key)]:
        raise ValueError(f"缺少 {'、'.join(missing)}")
    kind, names = table.get("kind", "text"), table["names"]
    if kind not in get_args(ColumnKind):
        raise ValueError(f"kind 写的是“{kind}”，应当是 {'、'.join(get_args(ColumnKind))} 之一")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError("names 应当是一组文字")
    return RosterColumn(str(table["field"]), str(table["title"]), cast(ColumnKind, kind), tuple(names))


def folded(name: str) -> str:
    """A column's name without what people type differently: width, case, blanks, line ends, invisible marks."""
    return "".join(
        char for char in unicodedata.normalize("NFKC", name).casefold() if char.isprintable() and char != " "
    )


def read_header(
    tables: Iterator[Rows], columns: Sequence[RosterColumn], named: Mapping[str, str], where: str
) -> tuple[Rows, Header]:
    """The first reading of a file with a header that names the villages, and that header.

    ``named`` is what the officer said herself: title of a column -> its name in the roster. XuanchuanError (code 3)
    shows the first row in each reading when none is known.
    """
    wanted = _with_names(columns, named, where)
    seen: list[str] = []
    for rows in tables:
        first = rows.first(HEADER_WITHIN)
        found = [header for at, row in enumerate(first) if (header := _header(at, row, wanted))]
        if found:
            return rows, max(found, key=lambda header: len(header.places))
        shown = next((" ".join(cell for cell in row if cell.strip()) for row in first if any(row)), "")
        seen.append(f"{rows.name}（{rows.reading}）：{_printable(shown)[:40]}")
    raise XuanchuanError(
        "名单的表头认不出来：没有“村名”这一列",
        where=where,
        why=f"头 {HEADER_WITHIN} 行里没有认识的列名。读出来的第一行是：{'；'.join(dict.fromkeys(seen[:1] + seen[4:5]))}",
        hint="告诉程序哪一列是村名，例如加上  --columns 村名=您的列名",
        code=3,
    )


def towns_header(rows: Rows, columns: Sequence[RosterColumn]) -> Header | None:
    """The header of a sheet that lists townships and not villages; None when it is no such sheet."""
    for at, row in enumerate(rows.first(HEADER_WITHIN)):
        places = _places(row, columns)
        if "town" in places and "village" not in places and len(places) > 1:
            return Header(at, places, tuple(row))
    return None


def _with_names(columns: Sequence[RosterColumn], named: Mapping[str, str], where: str) -> tuple[RosterColumn, ...]:
    titles = {one.title: one for one in columns}
    for title in named:
        if title not in titles:
            raise XuanchuanError(
                f"--columns 里的“{title}”不认识{did_you_mean(title, titles)}",
                where=where,
                why=f"能指定的有：{'、'.join(titles)}",
                hint="--columns 村名=您的列名,电话=您的列名",
            )
    return tuple(
        RosterColumn(one.field, one.title, one.kind, (named[one.title],)) if one.title in named else one
        for one in columns
    )


def _header(at: int, row: Row, columns: Sequence[RosterColumn]) -> Header | None:
    places = _places(row, columns)
    return Header(at, places, tuple(row)) if "village" in places else None


def _places(row: Row, columns: Sequence[RosterColumn]) -> dict[str, int]:
    """Field -> column; a name in brackets as typed goes before the same name with its brackets left out."""
    whole: dict[str, int] = {}
    bare: dict[str, int] = {}
    for at, cell in enumerate(row):
        if len(cell) > 60 or not (name := folded(cell)):
            continue
        whole.setdefault(name, at)
        bare.setdefault(_BRACKETS.sub("", name), at)
    places: dict[str, int] = {}
    for column in columns:
        names = [folded(name) for name in column.names]
        hits = [cells[name] for cells in (whole, bare) for name in names if name in cells]
        place = next((at for at in hits if at not in places.values()), None)
        if place is not None:
            places[column.field] = place
    return places


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)

"""The year's figures. Every table, brief and summary takes its numbers from the one query here, so they agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from sqlite3 import Row

from xuanchuan.ledger.events import MARK
from xuanchuan.ledger.figures import KINDS
from xuanchuan.ledger.ordering import naturally
from xuanchuan.ledger.store import Ledger

SUMS = ", ".join(
    f"sum({kind.column}) AS {kind.column},"
    f" sum({kind.column}) FILTER (WHERE {kind.column}_estimated) AS {kind.column}_estimated"
    for kind in KINDS
)
QUERY = f"""
SELECT {{names}}, count(*) AS held, min(day) AS first, {SUMS}
FROM events {{index}}
WHERE withdrawn = '' AND day BETWEEN ? AND ? {{only}}
GROUP BY {{names}}
"""
# Two readings instead of one for each view, each of an index that holds its names in order and the figures with them.
PLACED = ("campaign", "town", "month")
CARRIED = ("form", "laws", "media")
INDEXES: Mapping[tuple[str, ...], str] = {PLACED: "events_placed", CARRIED: "events_carried"}


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over events; ``estimated`` is the part of ``value`` that was estimated, not counted."""

    value: int = 0
    estimated: int = 0

    def __add__(self, other: Total) -> Total:
        return Total(self.value + other.value, self.estimated + other.estimated)

    def __str__(self) -> str:
        """1200, 1200（估）, or 1200（其中估200）."""
        if not self.estimated:
            return str(self.value)
        return f"{self.value}（估）" if self.estimated == self.value else f"{self.value}（其中估{self.estimated}）"


@dataclass(frozen=True, slots=True)
class Tally:
    """What was held under one name (a campaign, a town, a law …): how many events, and the sum of each figure.

    ``first`` is the day of its first event as 2026-03-08, empty where there was none.
    """

    name: str
    held: int = 0
    totals: Mapping[str, Total] = field(default_factory=dict)
    first: str = ""

    def total(self, kind: str) -> Total:
        """The sum of one kind of figure; nothing where none was entered."""
        return self.totals.get(kind, Total())


@dataclass(frozen=True, slots=True)
class Year:
    """A span of the ledger counted every way at once; each view sums the same rows.

    An event that names two laws counts under both: ``by_law`` and ``by_medium`` may add up to more than ``whole``.
    """

    first: date
    last: date
    whole: Tally
    by_campaign: tuple[Tally, ...]
    by_town: tuple[Tally, ...]
    by_month: tuple[Tally, ...]
    by_form: tuple[Tally, ...]
    by_law: tuple[Tally, ...]
    by_medium: tuple[Tally, ...]


def count_year(ledger: Ledger, first: date, last: date, campaign: str = "", uid: str = "") -> Year:
    """Count the events that began between two days (inclusive), of one campaign or one event if named."""
    only = {name: value for name, value in (("campaign", campaign), ("uid", uid)) if value}
    placed, carried = (_cells(ledger, names, (first, last), only) for names in (PLACED, CARRIED))
    return Year(
        first=first,
        last=last,
        whole=next(iter(_fold(placed, lambda cell: ("",))), Tally("")),
        by_campaign=_fold(placed, lambda cell: (cell["campaign"],)),
        by_town=_fold(placed, lambda cell: (cell["town"],)),
        by_month=_fold(placed, lambda cell: (cell["month"],)),
        by_form=_fold(carried, lambda cell: (cell["form"],)),
        by_law=_fold(carried, lambda cell: cell["laws"].split(MARK)),
        by_medium=_fold(carried, lambda cell: cell["media"].split(MARK)),
    )


AXES = {"节点": "campaign", "乡镇": "town", "月份": "month", "形式": "form", "法律": "laws", "媒体": "media"}


class Crossing:
    """A span counted along several axes at once, for a table with two heads: by the same query, each pair read once."""

    def __init__(self, ledger: Ledger, first: date, last: date, uid: str = "") -> None:
        self._ledger, self._span = ledger, (first, last)
        self._only = {"uid": uid} if uid else {}
        self._read: dict[tuple[str, ...], list[Row]] = {}

    def tally(self, name: str, wanted: Mapping[str, frozenset[str]]) -> Tally:
        """What was held under one of the names on every axis (of ``AXES``): the forms wanted in the months wanted."""
        columns = tuple(sorted(AXES[axis] for axis in wanted))
        if columns not in self._read:
            self._read[columns] = _cells(self._ledger, columns, self._span, self._only)
        sought = [(AXES[axis], names) for axis, names in wanted.items()]
        cells = [
            cell
            for cell in self._read[columns]
            if all(not names.isdisjoint(cell[column].split(MARK)) for column, names in sought)
        ]
        return _tally(name, cells) if cells else Tally(name)


def in_roster_order(year: Year, towns: Sequence[str]) -> Year:
    """The same figures with the towns in this order, the county's own events first and strange names last."""
    places = {town: place for place, town in enumerate(towns, 1)} | {"": 0}
    ordered = sorted(year.by_town, key=lambda one: places.get(one.name, len(places)))
    return replace(year, by_town=tuple(ordered))


def _cells(ledger: Ledger, names: tuple[str, ...], span: tuple[date, date], only: Mapping[str, str]) -> list[Row]:
    query = QUERY.format(
        names=", ".join(names),
        index="" if "uid" in only or names not in INDEXES else f"INDEXED BY {INDEXES[names]}",
        only=" ".join(f"AND {name} = ?" for name in only),
    )
    return ledger.rows(query, (*(day.isoformat() for day in span), *only.values()))


def _fold(cells: Iterable[Row], names: Callable[[Row], Iterable[str]]) -> tuple[Tally, ...]:
    """The cells summed under each of their names, in order of name, 2镇 before 11镇."""
    under: dict[str, list[Row]] = {}
    for cell in cells:
        for name in names(cell):
            under.setdefault(name, []).append(cell)
    return tuple(_tally(name, under[name]) for name in sorted(under, key=naturally))


def _tally(name: str, cells: Sequence[Row]) -> Tally:
    totals = {}
    for kind in KINDS:
        values = [cell[kind.column] for cell in cells if cell[kind.column] is not None]
        if values:
            estimated = sum(cell[f"{kind.column}_estimated"] or 0 for cell in cells)
            totals[kind.name] = Total(sum(values), estimated)
    return Tally(name, sum(cell["held"] for cell in cells), totals, min(cell["first"] for cell in cells))

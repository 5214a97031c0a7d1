"""The year's figures. Every table, brief and summary takes its numbers from the one query here, so they agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from sqlite3 import Row

from xuanchuan.ledger.events import MARK
from xuanchuan.ledger.figures import KINDS
from xuanchuan.ledger.store import Ledger

SUMS = ", ".join(
    f"sum({kind.column}) AS {kind.column}, sum({kind.column} * {kind.column}_estimated) AS {kind.column}_estimated"
    for kind in KINDS
)
QUERY = f"""
SELECT {{name}} AS name, count(*) AS held, {SUMS}
FROM events
WHERE withdrawn = '' AND day BETWEEN ? AND ? AND ? IN ('', campaign) AND ? IN ('', uid)
GROUP BY 1 ORDER BY 1
"""


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
    """What was held under one name (a campaign, a town, a law …): how many events, and the sum of each figure."""

    name: str
    held: int = 0
    totals: Mapping[str, Total] = field(default_factory=dict)

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
    values = (first.isoformat(), last.isoformat(), campaign, uid)

    def view(name: str) -> tuple[Tally, ...]:
        return tuple(_tally(row) for row in ledger.rows(QUERY.format(name=name), values))

    campaigns = view("campaign")
    return Year(
        first=first,
        last=last,
        whole=_together("", campaigns),
        by_campaign=campaigns,
        by_town=view("town"),
        by_month=view("substr(day, 1, 7)"),
        by_form=view("form"),
        by_law=_apart(view("laws")),
        by_medium=_apart(view("media")),
    )


def _tally(row: Row) -> Tally:
    return Tally(
        row["name"],
        row["held"],
        {
            kind.name: Total(row[kind.column], row[f"{kind.column}_estimated"])
            for kind in KINDS
            if row[kind.column] is not None
        },
    )


def _apart(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """Tallies of lists of names become tallies of each name."""
    under: dict[str, list[Tally]] = {}
    for tally in tallies:
        for name in tally.name.split(MARK):
            under.setdefault(name, []).append(tally)
    return tuple(_together(name, under[name]) for name in sorted(under))


def _together(name: str, tallies: Sequence[Tally]) -> Tally:
    totals = {
        kind.name: sum((one.total(kind.name) for one in tallies), Total())
        for kind in KINDS
        if any(kind.name in one.totals for one in tallies)
    }
    return Tally(name, sum(one.held for one in tallies), totals)

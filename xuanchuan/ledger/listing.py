"""The events of a span, read from the ledger anew each time they are walked through: ten or a hundred thousand of them
take no more room than one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, overload

from xuanchuan.ledger.events import read_entry
from xuanchuan.ledger.store import Ledger
from xuanchuan.model.ledger import LedgerEntry


@dataclass(frozen=True, slots=True)
class Listing(Sequence[LedgerEntry]):
    """The events that began between two days (inclusive), in order of day, of one campaign where ``campaign`` names it.

    Withdrawn ones are left out. The ledger must stay open, and held, for as long as the listing is used.
    """

    ledger: Ledger
    first: date
    last: date
    campaign: str | None = None

    def of(self, campaign: str) -> Listing:
        """Only those of one campaign; of none for an empty one."""
        return replace(self, campaign=campaign)

    def numbers(self) -> Iterator[int]:
        """Their numbers, with nothing else of them read."""
        return (row["number"] for row in self._rows("number"))

    def __iter__(self) -> Iterator[LedgerEntry]:
        return (read_entry(self.ledger, row) for row in self._rows("*"))

    def __len__(self) -> int:
        return int(next(self._rows("count(*) AS many"))["many"])

    @overload
    def __getitem__(self, at: int) -> LedgerEntry: ...
    @overload
    def __getitem__(self, at: slice) -> list[LedgerEntry]: ...
    def __getitem__(self, at: int | slice) -> LedgerEntry | list[LedgerEntry]:
        if isinstance(at, slice):
            return list(islice(self, *at.indices(len(self))))
        (found,) = islice(self, *_only(range(len(self))[at]))
        return found

    def _rows(self, what: str) -> Iterator[Any]:
        only, values = ("AND campaign = ?", (self.campaign,)) if self.campaign is not None else ("", ())
        return self.ledger.each(
            f"SELECT {what} FROM events WHERE withdrawn = '' AND day BETWEEN ? AND ? {only} ORDER BY day, number",
            (self.first.isoformat(), self.last.isoformat(), *values),
        )


def _only(at: int) -> tuple[int, int]:
    return at, at + 1

"""What was held and reached: one event with its figures, as an officer would say it of her own work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

NOTHING: Mapping[str, Figure] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FigureKind:
    """A kind of figure: its name, its measure word, its column, and the words it goes by in notes and tables."""

    name: str
    measure: str
    column: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of an event; ``estimated`` is printed as 估 wherever the number goes."""

    value: int
    estimated: bool = False

    def __str__(self) -> str:
        return f"{self.value}（估）" if self.estimated else str(self.value)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was held, on one day or several (``last`` is inclusive).

    ``campaign`` is the id of the key date it belongs to, empty where it belongs to none. ``town`` and ``village``
    say whose it is; both empty means the unit's own. ``figures`` is keyed by the name of a ``FigureKind``. ``laws``
    are short names, ``media`` the media that carried it. ``said`` keeps the words it was entered with; ``source``
    says how it came in. Nobody who came for help is ever named here.
    """

    day: date
    title: str
    last: date | None = None
    campaign: str = ""
    form: str = ""
    place: str = ""
    town: str = ""
    village: str = ""
    unit: str = ""
    partners: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=lambda: NOTHING)
    said: str = ""
    source: str = ""

    @property
    def where(self) -> str:
        """Town, village and place in one phrase; empty where none is known."""
        return " ".join(part for part in (self.town, self.village, self.place) if part)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """An event in the ledger: ``uid`` names it in every copy of the ledger, ``number`` only in this one.

    ``entered`` is the day it was written down; ``withdrawn`` the reason it no longer counts, empty while it does.
    """

    number: int
    uid: str
    entered: date
    event: Event
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of one field of an entry: what it said before, what it says now, why, and when it was changed."""

    uid: str
    field: str
    old: str
    new: str
    reason: str
    day: date

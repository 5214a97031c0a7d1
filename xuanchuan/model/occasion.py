"""Key dates, their occurrence in one year, and the working-back timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Weight = Literal["重点", "一般", "参考"]


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A key date's name from one year (inclusive) to another (inclusive; None: open)."""

    name: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A day or span of every year worth publicising; ``rule`` is read by ``dates.rules``.

    ``primary``: where several key dates share a day, the day means this one. ``part_of`` is the id of the
    key date whose campaign covers this one too. ``remembered_years`` are known years seen in no notice.
    """

    id: str
    name: str
    rule: str
    names: tuple[NameSpan, ...] = ()
    short_names: tuple[str, ...] = ()
    basis: str = ""
    articles: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    confidence: str = "medium"
    note: str = ""
    province: str | None = None
    known_years: tuple[tuple[int, date, date], ...] = ()
    remembered_years: tuple[int, ...] = ()
    primary: bool = False
    part_of: str = ""
    weight: Weight = "一般"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A key date in one year; ``end`` is inclusive. Not ``confirmed``: no notice seen yet, print 待定.

    ``start`` and ``end`` are None together, where there is neither a notice nor a usual span. ``remark`` is
    what must be said of this year's date (almanacs differ, no notice yet), or empty.
    """

    key_date: KeyDate
    year: int
    name: str
    start: date | None
    end: date | None
    confirmed: bool = True
    remark: str = ""

    @property
    def campaign(self) -> str:
        """The id of the key date whose campaign covers it: its own, or that of the one it is a part of."""
        return self.key_date.part_of or self.key_date.id


@dataclass(frozen=True, slots=True)
class DayMatch:
    """What an officer's words for a day mean: the day and the occasion whose campaign it belongs to.

    ``occasion`` is None on a day no key date claims. ``others`` are the other occasions of that day.
    ``passed`` is the day of this year that has gone by, where the words were taken to mean the next one.
    """

    day: date
    occasion: Occasion | None = None
    others: tuple[Occasion, ...] = ()
    passed: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of preparation as a campaign states it: ``offset`` days from the occasion (minus: before it)."""

    id: str
    offset: int
    what: str
    owner: str
    material: str = ""
    needs_days: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A step on the calendar. ``moved_from`` is set when a holiday pushed it; not ``confirmed``: 待定."""

    id: str
    day: date
    what: str
    owner: str
    material: str = ""
    moved_from: date | None = None
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Dropped:
    """A step that cannot be finished any more, and why in one sentence."""

    id: str
    what: str
    owner: str
    why: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Tasks in order of day, what was dropped because too few days are left, and plain remarks."""

    tasks: tuple[Task, ...]
    dropped: tuple[Dropped, ...] = ()
    days_left: int = 0
    compressed: bool = False
    remarks: tuple[str, ...] = ()

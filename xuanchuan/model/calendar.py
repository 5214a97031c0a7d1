"""A year as calendars show it: its occasions and tasks, and the pages of one for the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from xuanchuan.model.occasion import Occasion, Task, Weight
from xuanchuan.model.unit import Hotline
from xuanchuan.model.yearplan import MonthTheme

Badge = Literal["", "休", "班"]


@dataclass(frozen=True, slots=True)
class YearTask:
    """A task and the occasions it serves; the first gives it its identity."""

    task: Task
    occasions: tuple[Occasion, ...]

    @property
    def lead(self) -> Occasion:
        """The occasion the task is told apart by."""
        return self.occasions[0]

    @property
    def purpose(self) -> str:
        """The names of the occasions served: 国家宪法日、世界艾滋病日."""
        return "、".join(one.name for one in self.occasions)


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """Everything a year's calendar shows, in order of day: every export is drawn from this one value.

    ``markets`` are market days, marks in a grid and no events; ``undated`` the occasions nobody has announced.
    ``version`` is the day of the data. By occasion (``id/year``): ``notes`` say what planning had to give up,
    ``planned`` the day its timeline was laid out from. ``themes`` are those of the months.
    """

    year: int
    title: str
    occasions: tuple[Occasion, ...]
    tasks: tuple[YearTask, ...]
    today: date
    version: date
    undated: tuple[Occasion, ...] = ()
    markets: tuple[Occasion, ...] = ()
    remarks: tuple[str, ...] = ()
    notes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    planned: tuple[tuple[str, date], ...] = ()
    themes: tuple[MonthTheme, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to put into next year's calendar: the key date it hangs on ('' for none), what, and why."""

    key_date: str
    what: str
    why: str


def theme_of(calendar: YearCalendar, month: int) -> str:
    """The theme of a month, or empty."""
    return next((one.theme for one in calendar.themes if one.month == month), "")


def key_of(occasion: Occasion) -> str:
    """The name of an occasion among others: ``dv-1125/2026``."""
    return f"{occasion.key_date.id}/{occasion.year}"


def notes_on(calendar: YearCalendar, occasion: Occasion) -> tuple[str, ...]:
    """What was said while planning the occasion: packed into few days, steps dropped."""
    return dict(calendar.notes).get(key_of(occasion), ())


@dataclass(frozen=True, slots=True)
class Mark:
    """A single-day occasion, or a task, in a square; ``undecided`` prints 待定."""

    text: str
    weight: Weight = "一般"
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class Square:
    """One day of a month's grid. ``lunar`` is the feast, term, lunar month or day; ``term``: a feast or a term.

    ``badge_sure`` is False while the year's holiday notice is not known. ``more`` counts tasks left out.
    """

    day: date
    in_month: bool
    lunar: str
    term: bool = False
    badge: Badge = ""
    badge_sure: bool = True
    off: bool = False
    marks: tuple[Mark, ...] = ()
    tasks: tuple[Mark, ...] = ()
    more: int = 0
    market: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """An occasion of several days across a week, by column (0: Monday); ``begins`` and ``ends`` in this week."""

    first: int
    last: int
    text: str
    weight: Weight = "一般"
    undecided: bool = False
    begins: bool = True
    ends: bool = True


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday, with the bars above it, one list a lane."""

    squares: tuple[Square, ...]
    lanes: tuple[tuple[Bar, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a month's lists: an occasion (``about``: what it rests on) or a task (``about``: the days it is for).

    ``brief`` is ``when`` in the fewest characters, seen from that month: 25日, 1-8日, 全月.
    """

    when: str
    brief: str
    text: str
    about: str = ""
    owner: str = ""
    weight: Weight = "一般"
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month's grid, the occasions that last all of it, and the lists for the back.

    ``lunar`` says which lunar days the month runs over, ``theme`` what the month is about.
    """

    year: int
    month: int
    weeks: tuple[Week, ...]
    lunar: str = ""
    theme: str = ""
    whole: tuple[Mark, ...] = ()
    occasions: tuple[Entry, ...] = ()
    tasks: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class WallCalendar:
    """A wall calendar: twelve months, hotlines for the foot, what is still undecided, who made it.

    ``version`` is the day of the data.
    """

    year: int
    title: str
    pages: tuple[MonthPage, ...]
    hotlines: tuple[Hotline, ...]
    version: date
    remarks: tuple[str, ...] = ()
    unit: str = ""

"""The year plan: a theme a month, the year's main dates with who prepares them and when, laws that are new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xuanchuan.model.unit import Unit


@dataclass(frozen=True, slots=True)
class MonthTheme:
    """What one month is about: at most 14 characters of theme, what is said, with which laws, to whom, and how."""

    month: int
    theme: str
    topics: str
    laws: tuple[str, ...]
    audience: str
    activity: str


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """A month's theme and its dates in words; 待定 stands in the words where nobody has announced the day."""

    theme: MonthTheme
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """A 重点 date: its day in words, when preparation begins, when the summary is due, who helps."""

    name: str
    when: str
    begins: str
    reports: str
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewLaw:
    """A law that comes into force in the year; ``what``: 新法, 修订, 修正."""

    title: str
    effective: date
    what: str


@dataclass(frozen=True, slots=True)
class YearPlan:
    """Everything a year plan says; drawn from the same YearCalendar as every other export."""

    year: int
    unit: Unit
    months: tuple[PlannedMonth, ...]
    main: tuple[PlannedDate, ...]
    new_laws: tuple[NewLaw, ...]
    remarks: tuple[str, ...]
    corpus_date: date
    today: date

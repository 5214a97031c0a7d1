"""A year planned from the bundled data, and the changes officers make to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from xuanchuan.calendar.grid import wall_calendar
from xuanchuan.calendar.year import Sources, plan_year
from xuanchuan.dates import in_province, load_key_dates, load_steps, load_workdays
from xuanchuan.dates.workdays import DayKind, Workdays
from xuanchuan.materials import load_campaigns, load_hotlines
from xuanchuan.materials.months import load_themes
from xuanchuan.model.calendar import WallCalendar, YearCalendar
from xuanchuan.model.occasion import KeyDate

TODAY = date(2026, 11, 25)


@cache
def bundled() -> Sources:
    return Sources(
        in_province(load_key_dates(), "山东省"), load_campaigns(), load_steps(), load_workdays(), load_themes()
    )


@cache
def a_year(year: int = 2027, today: date = TODAY) -> YearCalendar:
    return plan_year(bundled(), year, today)


@cache
def a_wall(year: int = 2027, today: date = TODAY) -> WallCalendar:
    return wall_calendar(a_year(year, today), bundled().workdays, load_hotlines(), "清河县妇联")


def changed(key_date: str, **fields: object) -> Sources:
    """The bundled data with one key date changed, as a project's own file does it."""
    assert any(one.id == key_date for one in bundled().key_dates)
    dates = [replace(one, **fields) if one.id == key_date else one for one in bundled().key_dates]  # type: ignore[arg-type]
    return replace(bundled(), key_dates=tuple(dates))


def with_dates(*own: KeyDate) -> Sources:
    return replace(bundled(), key_dates=(*bundled().key_dates, *own))


def with_holidays(days: dict[date, bool], year: int = 2027) -> Sources:
    """The bundled data with a year's notice: day -> off (True) or worked (False)."""
    kinds = {day: DayKind(off, "休" if off else "班", "放假") for day, off in days.items()}
    return replace(bundled(), workdays=Workdays(kinds, frozenset({year})))

"""Lunar days and solar terms, 1900 to 2100; the only place that knows the almanac library."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from xuanchuan.model.error import XuanchuanError

FIRST_YEAR, LAST_YEAR = 1900, 2100

# fmt: off
TERMS = (
    "小寒", "大寒", "立春", "雨水", "惊蛰", "春分",
    "清明", "谷雨", "立夏", "小满", "芒种", "夏至",
    "小暑", "大暑", "立秋", "处暑", "白露", "秋分",
    "寒露", "霜降", "立冬", "小雪", "大雪", "冬至",
)
# fmt: on

# Feasts everyone knows by name; none falls in a leap month.
FEASTS = {
    (1, 1): "春节",
    (1, 15): "元宵",
    (5, 5): "端午",
    (7, 7): "七夕",
    (8, 15): "中秋",
    (9, 9): "重阳",
    (12, 8): "腊八",
}

# New moons so near midnight that almanacs part by a day; the Hong Kong Observatory names these three.
DOUBTFUL_NEW_MOONS = (date(2057, 9, 28), date(2089, 9, 4), date(2097, 8, 7))


def check_year(year: int) -> None:
    """Raise unless the almanac covers ``year``."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise XuanchuanError(
            f"算不了 {year} 年的日期",
            why=f"农历和节气的资料只到 {FIRST_YEAR} 年至 {LAST_YEAR} 年",
            hint=f"请用 {FIRST_YEAR} 到 {LAST_YEAR} 之间的年份，例如  xuanchuan dates --year 2027",
        )


@cache
def solar_day(lunar_year: int, month: int, day: int) -> date | None:
    """The solar day of a day in an ordinary (not a leap) lunar month; None where that month is a day shorter.

    Lunar year N begins on the new year's day that falls in solar year N. Outside the almanac: None.
    """
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

    try:
        return LunarDate(lunar_year, month, day).to_solar_date()  # type: ignore[no-any-return]
    except InvalidLunarDateError:
        return None


@cache
def new_year_day(year: int) -> date:
    """正月初一 of a solar year."""
    check_year(year)
    found = solar_day(year, 1, 1)
    assert found is not None
    return found


def new_year_eve(year: int) -> date:
    """除夕 that falls in a solar year: the day before 正月初一, be it 廿九 or 三十."""
    return new_year_day(year) - timedelta(days=1)


@cache
def term_day(name: str, year: int) -> date:
    """The day of a solar term in a solar year."""
    from borax.calendars.lunardate import TermUtils

    check_year(year)
    return TermUtils.nth_term_day(year, TERMS.index(name))  # type: ignore[no-any-return]


@cache
def terms_of(year: int) -> dict[date, str]:
    """The 24 solar terms of a solar year by their day."""
    return {term_day(name, year): name for name in TERMS}


def lunar_text(day: date) -> str:
    """What stands under a day in a calendar: the feast, the term, the lunar month on its first day, or the lunar day."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return ""
    return feast(day) or terms_of(day.year).get(day) or _lunar_day(day)


@cache
def feast(day: date) -> str:
    """The name of the lunar feast that falls on a day, 除夕 among them; empty for other days."""
    if FIRST_YEAR <= day.year <= LAST_YEAR and day == new_year_eve(day.year):
        return "除夕"
    found = _almanac(day)
    return FEASTS.get((found.month, found.day), "") if found and not found.leap else ""


def is_term_day(day: date) -> bool:
    """Whether a solar term begins on ``day``."""
    return FIRST_YEAR <= day.year <= LAST_YEAR and day in terms_of(day.year)


def lunar_date_text(day: date) -> str:
    """Lunar month and day: 十月十七, 闰六月初一; empty outside the almanac."""
    found = _almanac(day)
    return f"{'闰' if found.leap else ''}{found.cn_month}月{found.cn_day}" if found else ""


def lunar_span(first: date, last: date) -> str:
    """From one day to another: 丙午年冬月廿四至腊月廿四, each lunar year named once. Empty outside the almanac."""
    ends = _almanac(first), _almanac(last)
    if not ends[0] or not ends[1]:
        return ""
    years = [end.gz_year for end in ends]
    second = f"{years[1]}年" if years[1] != years[0] else ""
    return f"{years[0]}年{lunar_date_text(first)}至{second}{lunar_date_text(last)}"


@cache
def _lunar_day(day: date) -> str:
    found = _almanac(day)
    if not found:
        return ""
    if found.day != 1:
        return str(found.cn_day_calendar)
    return ("闰" if found.leap else "") + str(found.cn_month) + "月"


def lunar_month_day(day: date) -> tuple[int, int] | None:
    """Lunar month and day of a solar day, a leap month counting as its namesake; None outside the almanac."""
    found = _almanac(day)
    return (found.month, found.day) if found else None


@cache
def _almanac(day: date) -> Any:
    """The almanac library's lunar date of a day, or None: it says in two ways that it does not reach so far."""
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

    try:
        return LunarDate.from_solar_date(day.year, day.month, day.day)
    except (InvalidLunarDateError, ValueError):
        return None


def is_disputed(day: date) -> bool:
    """Whether almanacs differ by one day about the lunar month ``day`` lies in."""
    return any(new_moon <= day <= new_moon + timedelta(days=30) for new_moon in DOUBTFUL_NEW_MOONS)

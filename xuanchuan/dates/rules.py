"""The little language of ``rule`` in dates.toml, and the days a rule means in one year.

Every form is listed at the head of ``campaigns/dates.toml``. A rule is parsed once into a value; a value
answers ``spans(rule, year)``. A span that crosses New Year belongs to the year it starts in, except a lunar
one, which belongs to the year it ends in (腊月初八 to 正月十五 is the spring of that year).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TypeAlias

from xuanchuan.dates import lunar

Span: TypeAlias = tuple[date, date]

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Solar:
    """A day of the solar calendar; 02-29 exists in leap years only."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Lunar:
    """A day of the lunar calendar, never in a leap month."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class NewYearEve:
    """除夕: the day before 正月初一."""


@dataclass(frozen=True, slots=True)
class Term:
    """A solar term by name."""

    name: str


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The nth (-1: last) weekday (0: Monday) of a month."""

    month: int
    nth: int
    weekday: int


Day: TypeAlias = Solar | Lunar | NewYearEve | Term | NthWeekday


@dataclass(frozen=True, slots=True)
class Range:
    """From one day to another, both included."""

    first: Day
    last: Day


@dataclass(frozen=True, slots=True)
class Month:
    """A whole month."""

    month: int


@dataclass(frozen=True, slots=True)
class WeekOf:
    """Monday to Sunday around a solar day."""

    day: Solar


@dataclass(frozen=True, slots=True)
class NthWeek:
    """The week that starts on the nth Monday of a month."""

    month: int
    nth: int


@dataclass(frozen=True, slots=True)
class Market:
    """Market days: every day whose number ends in one of ``digits`` (0 for 10, 20, 30)."""

    lunar: bool
    digits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Announced:
    """Set by a notice each year; ``usual`` is what most years had, or None."""

    usual: Rule | None = None


Rule: TypeAlias = Day | Range | Month | WeekOf | NthWeek | Market | Announced


class RuleError(ValueError):
    """A rule that cannot be read; the text says why, in Chinese."""


_ANNOUNCED = re.compile(r"(?:逐年公布|各地自定)(?:[，,]\s*一般(?P<usual>.+))?")
_MONTH = re.compile(r"(\d{1,2})月")
_NTH = re.compile(r"(\d{1,2})月(?:第([1-5])个|(最后)一个)(?:周|星期)([一二三四五六日天])")
_NTH_WEEK = re.compile(r"(\d{1,2})月第([1-5])周")
_WEEK_OF = re.compile(r"含(\d{2}-\d{2})的那一周")
_MARKET = re.compile(r"(农历|公历)逢(\d{1,2}(?:[、,，]\d{1,2})*)")
_PAIR = re.compile(r"(\d{1,2})-(\d{1,2})")


@cache
def parse_rule(text: str) -> Rule:
    """The value of a rule; RuleError, in Chinese, when no form fits or a day cannot exist."""
    text = text.strip()
    if found := _ANNOUNCED.fullmatch(text):
        return Announced(parse_rule(found["usual"]) if found["usual"] else None)
    if ".." in text:
        return _parse_range(text)
    if found := _MONTH.fullmatch(text):
        return Month(_month(found[1]))
    if found := _NTH_WEEK.fullmatch(text):
        return NthWeek(_month(found[1]), int(found[2]))
    if found := _WEEK_OF.fullmatch(text):
        return WeekOf(_solar(found[1]))
    if found := _MARKET.fullmatch(text):
        digits = sorted({int(digit) % 10 for digit in re.split("[、,，]", found[2])})
        return Market(found[1] == "农历", tuple(digits))
    return _parse_day(text)


def _parse_range(text: str) -> Range:
    first, last = (part.strip() for part in text.split("..", 1))
    start = _parse_day(first)
    if isinstance(start, Lunar) and _PAIR.fullmatch(last):
        last = "农历" + last
    return Range(start, _parse_day(last))


def _parse_day(text: str) -> Day:
    if text == "除夕":
        return NewYearEve()
    if text.startswith("节气"):
        return _term(text.removeprefix("节气"))
    if text.startswith("农历"):
        return _lunar(text.removeprefix("农历"))
    if found := _NTH.fullmatch(text):
        weekday = WEEKDAYS.index(found[4].replace("天", "日"))
        return NthWeekday(_month(found[1]), -1 if found[3] else int(found[2]), weekday)
    return _solar(text)


def _term(name: str) -> Term:
    if name not in lunar.TERMS:
        raise RuleError(f"没有“{name}”这个节气")
    return Term(name)


def _solar(text: str) -> Solar:
    month, day = _pair(text)
    longest = 29 if month == 2 else calendar.monthrange(2001, month)[1]
    if not 1 <= day <= longest:
        raise RuleError(f"{month}月没有{day}日")
    return Solar(month, day)


def _lunar(text: str) -> Lunar:
    month, day = _pair(text)
    if not 1 <= day <= 30:
        raise RuleError(f"农历一个月最多三十天，没有{day}日")
    return Lunar(month, day)


def _pair(text: str) -> tuple[int, int]:
    found = _PAIR.fullmatch(text)
    if not found:
        raise RuleError(f"看不懂“{text}”；公历一天写成 11-25，农历写成 农历09-09，整月写成 5月")
    return _month(found[1]), int(found[2])


def _month(text: str) -> int:
    month = int(text)
    if not 1 <= month <= 12:
        raise RuleError(f"没有{month}月")
    return month


def spans(rule: Rule, year: int) -> tuple[Span, ...]:
    """The spans (first and last day, both included) of a rule in a year, in order; mostly one.

    None for an announced date without a usual span, for 02-29 in a common year, and for a lunar day that
    falls in no day of this solar year; two for a lunar day that falls in it twice; many for market days.
    XuanchuanError outside 1900-2100.
    """
    lunar.check_year(year)
    match rule:
        case Announced(usual=usual):
            return spans(usual, year) if usual else ()
        case Range(first=first, last=last):
            return tuple(_ranges(first, last, year))
        case Month(month=month):
            return ((date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])),)
        case WeekOf(day=Solar(month=month, day=day)):
            return (_week_from(date(year, month, day)),) if _exists(year, month, day) else ()
        case NthWeek(month=month, nth=nth):
            monday = _nth_weekday(year, NthWeekday(month, nth, 0))
            return ((monday, monday + timedelta(days=6)),) if monday else ()
        case Market():
            return tuple((day, day) for day in _days_of(year) if _is_market(rule, day))
        case _:
            return tuple((day, day) for day in _days(rule, year))


def _ranges(first: Day, last: Day, year: int) -> Iterator[Span]:
    if isinstance(first, Lunar) and not isinstance(last, Solar):
        for end in _days(last, year):
            starts = [day for y in (year - 1, year) for day in _days(first, y) if day <= end]
            if starts:
                yield starts[-1], end
        return
    for start in _days(first, year):
        ends = [day for y in (year, year + 1) for day in _days(last, y) if day >= start]
        if ends:
            yield start, ends[0]


def _days(day: Day, year: int) -> list[date]:
    if not lunar.FIRST_YEAR <= year <= lunar.LAST_YEAR:
        return _solar_days(day, year)
    match day:
        case Lunar(month=month, day=number):
            found = (lunar.solar_day(y, month, number) for y in (year - 1, year))
            return [value for value in found if value and value.year == year]
        case NewYearEve():
            return [lunar.new_year_eve(year)]
        case Term(name=name):
            return [lunar.term_day(name, year)]
        case _:
            return _solar_days(day, year)


def _solar_days(day: Day, year: int) -> list[date]:
    match day:
        case Solar(month=month, day=number):
            return [date(year, month, number)] if _exists(year, month, number) else []
        case NthWeekday():
            found = _nth_weekday(year, day)
            return [found] if found else []
        case _:
            return []


def _exists(year: int, month: int, day: int) -> bool:
    return day <= calendar.monthrange(year, month)[1]


def _nth_weekday(year: int, rule: NthWeekday) -> date | None:
    length = calendar.monthrange(year, rule.month)[1]
    first = date(year, rule.month, 1)
    days = [first + timedelta(days=n) for n in range((rule.weekday - first.weekday()) % 7, length, 7)]
    if rule.nth == -1:
        return days[-1]
    return days[rule.nth - 1] if rule.nth <= len(days) else None


def _week_from(day: date) -> Span:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    for _ in range(366 if calendar.isleap(year) else 365):
        yield day
        day += timedelta(days=1)


def _is_market(rule: Market, day: date) -> bool:
    if not rule.lunar:
        return day.day % 10 in rule.digits and day.day < 31
    found = lunar.lunar_month_day(day)
    return found is not None and found[1] % 10 in rule.digits

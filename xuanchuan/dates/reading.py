"""An officer's words for a day become the day and the occasion whose campaign it belongs to."""

from __future__ import annotations

import calendar
import difflib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from xuanchuan.dates.keydates import is_market, occasions
from xuanchuan.dates.lunar import FIRST_YEAR, LAST_YEAR, check_year
from xuanchuan.dates.spelling import Written, fold, read_relative, read_written, split_year, spoken_days
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.occasion import DayMatch, KeyDate, Occasion

LONGEST_CLAIM = 16

SPELLINGS = "日子可以写成 11.25、11月25日、2026-11-25、明天、三八，或节点的名称"


def read_day(text: str, today: date, key_dates: Sequence[KeyDate], year: int | None = None) -> DayMatch:
    """The day ``text`` means, and its occasion; every spelling of the command line's contract.

    Without a year the next such day is meant, and ``passed`` names the one of this year that has gone by;
    a span that is going on today counts as this year's. ``year`` (from ``--year``) settles it. Raises
    XuanchuanError, with the nearest names, for words that mean no day, and for days that do not exist.
    """
    if (days := read_relative(text)) is not None:
        return _on_day(_shift(today, days), key_dates)
    if (written := read_written(text)) is not None:
        return _written(written, today, key_dates, year)
    found = _named(text, key_dates)
    if found is None:
        name, said = split_year(text)
        found, year = (_named(name, key_dates) if said else None), said or year
    if found is None:
        raise _unknown(text, key_dates)
    return _of_name(found, text, today, key_dates, year)


def _shift(today: date, days: int) -> date:
    return today + timedelta(days=days)


def _written(written: Written, today: date, key_dates: Sequence[KeyDate], year: int | None) -> DayMatch:
    settled = written.year if written.year is not None else year
    if settled is not None:
        return _on_day(_existing(settled, written), key_dates)
    if written.month == 2 and written.day == 29 and not calendar.isleap(today.year):
        return _on_day(_existing(today.year, written), key_dates)
    this_year = _on_day(_existing(today.year, written), key_dates)
    if not _is_over(this_year, today):
        return this_year
    next_year = _on_day(_existing(today.year + 1, written), key_dates)
    return DayMatch(next_year.day, next_year.occasion, next_year.others, passed=this_year.day)


def _is_over(match: DayMatch, today: date) -> bool:
    end = match.occasion.end if match.occasion and match.occasion.end else match.day
    return max(end, match.day) < today


def _existing(year: int, written: Written) -> date:
    check_year(year)
    month, day = written.month, written.day
    if not 1 <= month <= 12:
        swapped = 1 <= day <= 12 and 1 <= month <= 31
        hint = f"是不是 {day}月{month}日？月在前，日在后：  {day}.{month}" if swapped else SPELLINGS
        raise XuanchuanError(f"没有 {month}.{day} 这一天", why=f"没有{month}月", hint=hint)
    longest = calendar.monthrange(year, month)[1]
    if not 1 <= day <= longest:
        leap = f"{year} 年不是闰年，" if (month, day) == (2, 29) else ""
        hint = f"下一个2月29日在 {_next_leap(year)} 年" if leap else SPELLINGS
        raise XuanchuanError(f"没有 {month}.{day} 这一天", why=f"{leap}{month}月只有{longest}天", hint=hint)
    return date(year, month, day)


def _next_leap(year: int) -> int:
    return next(y for y in range(year + 1, year + 9) if calendar.isleap(y))


def _on_day(day: date, key_dates: Iterable[KeyDate]) -> DayMatch:
    found = sorted(occasions_on(day, key_dates), key=lambda one: _rank(one, day))
    claim = next((one for one in found if _claims(one)), None)
    return DayMatch(day, claim, tuple(one for one in found if one is not claim))


def occasions_on(day: date, key_dates: Iterable[KeyDate]) -> Iterator[Occasion]:
    """Every occasion whose days include ``day``, in the order of ``key_dates``."""
    years = [year for year in (day.year - 1, day.year, day.year + 1) if FIRST_YEAR <= year <= LAST_YEAR]
    for key_date in key_dates:
        for year in years:
            for one in occasions(key_date, year):
                if one.start and one.end and one.start <= day <= one.end:
                    yield one


def _claims(one: Occasion) -> bool:
    return _length(one) <= LONGEST_CLAIM and not is_market(one.key_date)


def _rank(one: Occasion, day: date) -> tuple[bool, int]:
    at_the_edge = day in (one.start, one.end)
    return not (one.key_date.primary and at_the_edge), _length(one)


def _length(one: Occasion) -> int:
    assert one.start is not None
    assert one.end is not None
    return (one.end - one.start).days + 1


def _named(text: str, key_dates: Iterable[KeyDate]) -> KeyDate | None:
    wanted = fold(text)
    if not wanted:
        return None
    matches = [key_date for key_date in key_dates if wanted in map(fold, _names(key_date))]
    exact = [one for one in matches if wanted in (fold(one.id), fold(one.name))]
    return next(iter([*exact, *sorted(matches, key=lambda one: not one.primary)]), None)


def _names(key_date: KeyDate) -> tuple[str, ...]:
    spans = (span.name for span in key_date.names)
    return (key_date.id, key_date.name, *key_date.short_names, *spans)


def _of_name(key_date: KeyDate, text: str, today: date, key_dates: Sequence[KeyDate], year: int | None) -> DayMatch:
    if year is not None:
        return _within(_dated(key_date, year), text, key_dates)
    candidates = [one for y in (today.year - 1, today.year, today.year + 1) for one in _all(key_date, y)]
    coming = [one for one in candidates if one.end is not None and one.end >= today]
    match = _within(coming[0] if coming else _dated(key_date, today.year), text, key_dates)
    gone = [one.start for one in candidates if one.year == today.year and one.end and one.end < today]
    passed = gone[0] if gone and match.day.year > today.year else None
    return DayMatch(match.day, match.occasion, match.others, passed)


def _all(key_date: KeyDate, year: int) -> tuple[Occasion, ...]:
    return occasions(key_date, year) if FIRST_YEAR <= year <= LAST_YEAR else ()


def _dated(key_date: KeyDate, year: int) -> Occasion:
    check_year(year)
    found = occasions(key_date, year)
    if found and found[0].start is not None:
        return found[0]
    raise XuanchuanError(
        f"“{key_date.name}” {year} 年是哪一天还不知道",
        why=found[0].remark if found else "这一年没有这个日子",
        hint=f"见到通知后，在项目文件夹的 campaigns/dates.toml 里写上 {key_date.id} 这一年的日期，或直接写日期，如 6.20",
    )


def _within(one: Occasion, text: str, key_dates: Sequence[KeyDate]) -> DayMatch:
    assert one.start is not None
    assert one.end is not None
    said = [date(one.start.year, month, day) for month, day in spoken_days(split_year(text)[0]) if _valid(month, day)]
    day = next((day for day in said if one.start <= day <= one.end), one.start)
    found = sorted(occasions_on(day, key_dates), key=lambda other: _rank(other, day))
    return DayMatch(day, one, tuple(other for other in found if other.key_date.id != one.key_date.id))


def _valid(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(2001, month)[1]


def _unknown(text: str, key_dates: Iterable[KeyDate]) -> XuanchuanError:
    if text.strip().removesuffix("年").isdigit():
        return XuanchuanError(f"“{text}”不是一个日子", why="要写出月和日", hint=SPELLINGS)
    near = list(dict.fromkeys(_near(text, key_dates)))[:3]
    return XuanchuanError(
        f"不认识“{text}”这个日子",
        why=SPELLINGS,
        hint=f"是不是：{'、'.join(near)}？" if near else "看看全年有哪些节点：  xuanchuan dates",
    )


def _near(text: str, key_dates: Iterable[KeyDate]) -> Iterator[str]:
    by_name = {fold(name): key_date.name for key_date in key_dates for name in _names(key_date)}
    wanted = fold(text)
    if len(wanted) >= 2:
        yield from (name for folded, name in by_name.items() if wanted in folded or folded in wanted)
    yield from (by_name[folded] for folded in difflib.get_close_matches(wanted, by_name, 5, 0.4))

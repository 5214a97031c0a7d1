"""Months as grids: what stands in each square, which bars run across a week, what goes overleaf."""

from __future__ import annotations

import calendar as gregorian
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from xuanchuan.calendar.wording import articles_text, month_day, short_weekday, span, tag
from xuanchuan.dates import Workdays
from xuanchuan.dates.lunar import feast, is_term_day, lunar_span, lunar_text
from xuanchuan.model.calendar import (
    Bar,
    Entry,
    Mark,
    MonthPage,
    Square,
    WallCalendar,
    Week,
    YearCalendar,
    YearTask,
    theme_of,
)
from xuanchuan.model.occasion import Occasion
from xuanchuan.model.unit import Hotline

MOST_TASKS = 4
MOST_DAYS = 2
_CLAUSE = re.compile("[，；：,;:]")
_ASIDE = re.compile("（[^（）]*）")


def wall_calendar(
    calendar: YearCalendar, workdays: Workdays, hotlines: Sequence[Hotline], unit: str, most_tasks: int = MOST_TASKS
) -> WallCalendar:
    """The twelve months of a year for the wall; at most ``most_tasks`` tasks a square, all of them overleaf."""
    pages = tuple(month_page(calendar, month, workdays, most_tasks) for month in range(1, 13))
    remarks = (*calendar.remarks, *(f"{one.name}：{one.remark}" for one in calendar.undated))
    return WallCalendar(calendar.year, calendar.title, pages, tuple(hotlines), calendar.version, remarks, unit)


def month_page(calendar: YearCalendar, month: int, workdays: Workdays, most_tasks: int = MOST_TASKS) -> MonthPage:
    """One month's grid, Monday first."""
    return _Month(calendar, month, workdays, most_tasks).page()


@dataclass(frozen=True)
class _Month:
    calendar: YearCalendar
    month: int
    workdays: Workdays
    most_tasks: int

    def page(self) -> MonthPage:
        days = gregorian.Calendar(0).monthdatescalendar(self.calendar.year, self.month)
        spans = [one for one in self.here() if one.start != one.end]
        whole = [one for one in spans if self.covers(one)]
        tasks = self.tasks()
        return MonthPage(
            year=self.calendar.year,
            month=self.month,
            weeks=tuple(self.week(week, [one for one in spans if one not in whole], tasks) for week in days),
            lunar=lunar_span(self.first, self.last),
            theme=theme_of(self.calendar, self.month),
            whole=tuple(_mark(one) for one in whole),
            occasions=tuple(_listed(one, self.brief(one)) for one in self.here()),
            tasks=tuple(_errand(one) for day in sorted(tasks) for one in tasks[day]),
        )

    @property
    def first(self) -> date:
        return date(self.calendar.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.calendar.year, self.month, gregorian.monthrange(self.calendar.year, self.month)[1])

    def here(self) -> Iterator[Occasion]:
        """Occasions with a day in this month."""
        for one in self.calendar.occasions:
            if one.start and one.end and one.start <= self.last and one.end >= self.first:
                yield one

    def covers(self, one: Occasion) -> bool:
        return bool(one.start and one.end and one.start <= self.first and one.end >= self.last)

    def brief(self, one: Occasion) -> str:
        assert one.start is not None
        assert one.end is not None
        if self.covers(one):
            return "全月"
        if one.start >= self.first and one.end <= self.last:
            return f"{one.start.day}{f'-{one.end.day}' if one.end != one.start else ''}日"
        return f"{one.start.month}.{one.start.day}-{one.end.month}.{one.end.day}"

    def tasks(self) -> dict[date, list[YearTask]]:
        found: dict[date, list[YearTask]] = defaultdict(list)
        for one in self.calendar.tasks:
            if self.first <= one.task.day <= self.last:
                found[one.task.day].append(one)
        return found

    def week(self, days: Sequence[date], spans: Iterable[Occasion], tasks: dict[date, list[YearTask]]) -> Week:
        inside = [day for day in days if day.month == self.month]
        bars = [bar for one in spans if (bar := _bar(one, days, inside))]
        return Week(tuple(self.square(day, tasks.get(day, [])) for day in days), tuple(_lanes(bars)))

    def square(self, day: date, tasks: Sequence[YearTask]) -> Square:
        inside = day.month == self.month
        kind = self.workdays.kind(day)
        return Square(
            day=day,
            in_month=inside,
            lunar=lunar_text(day),
            term=is_term_day(day) or bool(feast(day)),
            badge=kind.badge,
            badge_sure=kind.confirmed,
            off=kind.off,
            marks=tuple(_mark(one) for one in self.here() if inside and one.start == one.end == day),
            tasks=tuple(_short(one) for one in tasks[: self.most_tasks]),
            more=max(0, len(tasks) - self.most_tasks),
            market="、".join(one.name for one in self.calendar.markets if inside and one.start == day),
        )


def _mark(one: Occasion) -> Mark:
    return Mark(one.name, one.key_date.weight, not one.confirmed)


def _short(one: YearTask) -> Mark:
    """The first words of a task and the day it is for: 送印宣传单 11·25."""
    words = _ASIDE.sub("", _CLAUSE.split(one.task.what, maxsplit=1)[0])
    return Mark(f"{words} {days_for(one)}", "一般", not one.task.confirmed)


def _listed(one: Occasion, brief: str) -> Entry:
    assert one.start is not None
    assert one.end is not None
    when = span(one.start, one.end) + (f" {short_weekday(one.start)}" if one.start == one.end else "")
    laws = articles_text(one.key_date.articles)
    about = "；".join(filter(None, (one.remark, one.key_date.basis, f"可以讲：{laws}" if laws else "")))
    return Entry(when, brief, one.name, about, "", one.key_date.weight, not one.confirmed)


def _errand(one: YearTask) -> Entry:
    when = f"{month_day(one.task.day)} {short_weekday(one.task.day)}"
    return Entry(
        when, f"{one.task.day.day}日", one.task.what, days_for(one), one.task.owner, "一般", not one.task.confirmed
    )


def days_for(one: YearTask) -> str:
    """The days a task is for, parts of one campaign by its own: 11·25、12·4; of more than two: 5·9等."""
    days = list(dict.fromkeys(tag(other) for other in one.occasions if other.key_date.part_of != one.lead.key_date.id))
    return f"{days[0]}等" if len(days) > MOST_DAYS else "、".join(days)


def _bar(one: Occasion, days: Sequence[date], inside: Sequence[date]) -> Bar | None:
    assert one.start is not None
    assert one.end is not None
    first, last = max(one.start, inside[0]), min(one.end, inside[-1])
    if first > last:
        return None
    return Bar(
        first=(first - days[0]).days,
        last=(last - days[0]).days,
        text=one.name,
        weight=one.key_date.weight,
        undecided=not one.confirmed,
        begins=first == one.start,
        ends=last == one.end,
    )


def _lanes(bars: Sequence[Bar]) -> list[tuple[Bar, ...]]:
    """Bars that do not meet share a lane."""
    lanes: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda one: (one.first, -one.last)):
        free = next((lane for lane in lanes if lane[-1].last < bar.first), None)
        if free is None:
            lanes.append([bar])
        else:
            free.append(bar)
    return [tuple(lane) for lane in lanes]

"""Workdays, holidays and 调休: what the State Council's notices say, and caution where there is none yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, NoReturn, TypeAlias

from xuanchuan.dates import lunar
from xuanchuan.files.bounded import MB, bytes_of, reason
from xuanchuan.model.error import XuanchuanError

Badge: TypeAlias = Literal["", "休", "班"]

ONE_DAY = timedelta(days=1)
WITHOUT = "看看文件对不对（形状同 holiday-cn 的 2027.json，存成 UTF-8）；没有就不写 --holidays，按待定排"
MOST = 4 * MB


@dataclass(frozen=True, slots=True)
class DayKind:
    """What a day is: ``badge`` 休 for a holiday by notice or custom, 班 for a weekend day worked.

    ``name`` is the holiday's. Not ``confirmed``: no notice for this year is known, print 待定.
    """

    off: bool
    badge: Badge = ""
    name: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Workdays:
    """Answers whether a day is worked; ``days`` and ``years`` come from a user's holiday file."""

    days: Mapping[date, DayKind] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def kind(self, day: date) -> DayKind:
        """What ``day`` is. In a year without a notice the usual holiday windows are off and not confirmed."""
        if day in self.days:
            return self.days[day]
        if day.year in self.years:
            return DayKind(_is_weekend(day))
        if day.year in _noticed_years():
            return _noticed(day)
        name = _usual_windows(day.year).get(day, "")
        return DayKind(True, "休", name, confirmed=False) if name else DayKind(_is_weekend(day), confirmed=False)

    def is_workday(self, day: date) -> bool:
        """Whether people are at work on ``day``."""
        return not self.kind(day).off

    def known(self, year: int) -> bool:
        """Whether the year's holiday notice is known."""
        return year in self.years or year in _noticed_years()

    def at_or_before(self, day: date) -> date:
        """``day`` itself if it is worked, else the last workday before it."""
        while not self.is_workday(day):
            day -= ONE_DAY
        return day

    def at_or_after(self, day: date) -> date:
        """``day`` itself if it is worked, else the next workday."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """The workdays from ``first`` to ``last``, both included."""
        length = (last - first).days + 1
        return tuple(day for n in range(length) if self.is_workday(day := first + n * ONE_DAY))

    def near_unknown(self, day: date) -> bool:
        """Whether a notice still to come may move work near ``day``: within three days of a usual holiday."""
        return any((kind := self.kind(day + n * ONE_DAY)).badge and not kind.confirmed for n in range(-3, 4))


def load_workdays(holidays: Path | None = None) -> Workdays:
    """The known notices, and over them a user's file in the shape of holiday-cn's yearly JSON.

    The file is one such object or a list of them. One without days says nothing (its notice is not out).
    A file that is not in this shape raises XuanchuanError naming the entry.
    """
    if holidays is None:
        return Workdays()
    tables = _read_json(holidays)
    days: dict[date, DayKind] = {}
    years = set()
    for table in tables if isinstance(tables, list) else [tables]:
        year, found = _Year(table, str(holidays)).read()
        days |= found
        if found:
            years.add(year)
    return Workdays(days, frozenset(years))


def _read_json(path: Path) -> Any:
    try:
        return json.loads(bytes_of(path, MOST).decode("utf-8-sig"))
    except OSError as error:
        why = "文件不在这里，或名称不对" if isinstance(error, FileNotFoundError) else reason(error)
        raise XuanchuanError("打不开放假安排文件", where=str(path), why=why, hint=WITHOUT) from error
    except UnicodeDecodeError as error:
        raise XuanchuanError("放假安排文件不是 UTF-8 编码", where=str(path), hint=WITHOUT) from error
    except json.JSONDecodeError as error:
        raise XuanchuanError(
            "放假安排文件不是完整的 JSON",
            where=f"{path} 第 {error.lineno} 行",
            why="少了或多了引号、逗号、括号，或者下载没有完成",
            hint=WITHOUT,
        ) from error
    except (ValueError, RecursionError) as error:
        raise XuanchuanError(
            "放假安排文件读不了", where=str(path), why="里面的数字或层数大得不正常", hint=WITHOUT
        ) from error


@dataclass(frozen=True, slots=True)
class _Year:
    table: Any
    file: str

    def read(self) -> tuple[int, dict[date, DayKind]]:
        if not isinstance(self.table, dict):
            self.fail("", '最外层应是 { "year": 2027, "days": [ … ] }')
        year, entries = self.table.get("year"), self.table.get("days")
        if type(year) is not int or not lunar.FIRST_YEAR <= year <= lunar.LAST_YEAR:
            self.fail("year", f"应是一个年份，如 2027；现在是 {year!r}")
        if not isinstance(entries, list):
            self.fail("days", "应是一列日子，没有找到")
        found: dict[date, DayKind] = {}
        for number, entry in enumerate(entries, 1):
            day, kind = self.day(entry, number, year)
            if found.setdefault(day, kind) != kind:
                self.fail(f"days 第 {number} 项", f"{day} 写了两次，说法不同")
        return year, found

    def day(self, entry: Any, number: int, year: int) -> tuple[date, DayKind]:
        place = f"days 第 {number} 项"
        if not isinstance(entry, dict):
            self.fail(place, '应是 { "name": "元旦", "date": "2027-01-01", "isOffDay": true }')
        name, text, off = (entry.get(key) for key in ("name", "date", "isOffDay"))
        if not isinstance(name, str) or not isinstance(off, bool):
            self.fail(place, "name 应是节日名称，isOffDay 应是 true（休）或 false（班）")
        try:
            day = date.fromisoformat(str(text))
        except ValueError:
            self.fail(place, f"date 应是 2027-01-01 这样的日期；现在是 {text!r}")
        if abs(day.year - year) > 1:
            self.fail(place, f"{day} 不在 {year} 年")
        return day, DayKind(off, ("休" if off else "班"), name)

    def fail(self, place: str, why: str) -> NoReturn:
        raise XuanchuanError(
            "放假安排文件的内容不对",
            where="，".join(filter(None, (self.file, place))),
            why=why,
            hint="文件形状同 holiday-cn 的 2027.json；不确定就先不加 --holidays，按待定排",
        )


def _is_weekend(day: date) -> bool:
    return day.weekday() >= 5


@cache
def _noticed_years() -> frozenset[int]:
    from chinese_calendar.constants import holidays

    return frozenset(day.year for day in holidays)


def _noticed(day: date) -> DayKind:
    from chinese_calendar.constants import holidays, workdays

    if day in holidays:
        return DayKind(True, "休", _chinese(holidays[day]))
    if day in workdays:
        return DayKind(False, "班", _chinese(workdays[day]))
    return DayKind(_is_weekend(day))


@cache
def _chinese(name: str) -> str:
    from chinese_calendar.constants import Holiday

    chinese = next((str(one.chinese) for one in Holiday if one.value == name), "")
    return chinese + "节" if chinese in ("清明", "端午", "中秋") else chinese


@cache
def _usual_windows(year: int) -> Mapping[date, str]:
    """The holidays of a year whose notice is not known, as wide as they usually are."""
    if not lunar.FIRST_YEAR <= year <= lunar.LAST_YEAR:
        return {}
    spans = [("元旦", date(year, 1, 1), 0, 2), ("劳动节", date(year, 5, 1), 0, 4), ("国庆节", date(year, 10, 1), 0, 6)]
    spans += [("春节", lunar.new_year_day(year), -1, 6), ("清明节", lunar.term_day("清明", year), -1, 1)]
    for name, month, number in (("端午节", 5, 5), ("中秋节", 8, 15)):
        if day := lunar.solar_day(year, month, number):
            spans.append((name, day, -1, 1))
    return {day + n * ONE_DAY: name for name, day, first, last in spans for n in range(first, last + 1)}

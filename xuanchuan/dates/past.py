"""A day that has been, as people say it afterwards: 上周五, 周三, 上个月28号, 28号, 去年12.4."""

from __future__ import annotations

import re
from datetime import date, timedelta

from xuanchuan.dates.spelling import Written, read_written

WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_WEEKDAY = re.compile(r"(上上|上|这|本|下)?个?(?:周|星期|礼拜)([一二三四五六日天])")
_OF_MONTH = re.compile(r"(上|这|本)?(?:个?月)?(\d{1,2})[日号]")
_OF_YEAR = re.compile(r"(去年|今年)(.+)")
_AGO = {"昨晚": 1, "昨日": 1, "前日": 2, "大前天": 3, "今早": 0, "今晚": 0}
# Words for several days: which of them was it?
SEVERAL = re.compile(r"(?:上|这|本)?个?月[初底末]|(?:上|这|本)?个?周末|前几天|前两天|最近")
# The day at the head of a line, whether or not a space follows it.
HEAD = re.compile(
    r"(?:去年|今年)?(?:\d{4}[年.\-/])?\d{1,2}[月.\-/]\d{1,2}[日号]?"
    r"|(?:去年|今年)?[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿]{1,3}[日号]"
    r"|(?:上|这|本)个?月\d{1,2}[日号]|\d{1,2}[日号]"
    r"|(?:上上|上|这|本|下)?个?(?:周|星期|礼拜)[一二三四五六日天]"
    r"|(?:上|这|本)?个?月[初底末]|(?:上|这|本)?个?周末|前几天|前两天|最近"
    r"|大前天|前天|前日|昨天|昨日|昨晚|今天|今日|今早|今晚|三八|六二六"
)
_HOURS = re.compile(
    r"^(?:[一全]?(?:上午|下午|晚上|中午|早上|傍晚|早晨|白天)|一早|一天|半天|那天|当天|这天)(?:\d{1,2}[点时](?:半|\d{1,2}分)?)?"
)


def split_day(line: str) -> tuple[str, str]:
    """The day a line begins with and what follows it, the hour left out; the first word where no day is known."""
    found = HEAD.match(line)
    first, rest = (found[0], line[found.end() :]) if found else line.partition(" ")[::2]
    return first, _HOURS.sub("", rest.lstrip(" :：,，、")).lstrip(" :：,，、")


def read_past(text: str, today: date) -> date | None:
    """The day meant, as seen from ``today``; None when the words are no such day, or the month has none.

    A weekday or day of the month without 上 or 本 is the latest that has come; 本周五 may still be to come.
    """
    if text in _AGO:
        return today - timedelta(days=_AGO[text])
    if found := _WEEKDAY.fullmatch(text):
        return _weekday(found[1] or "", WEEKDAYS[found[2]], today)
    if found := _OF_MONTH.fullmatch(text):
        return _of_month(found[1] or "", int(found[2]), today)
    if found := _OF_YEAR.fullmatch(text):
        written = read_written(found[2])
        return _day(today.year - (found[1] == "去年"), written) if written and not written.year else None
    return None


def _weekday(which: str, weekday: int, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    if which in ("上", "上上"):
        return monday + timedelta(days=weekday - 7 * len(which))
    if which == "下":
        return monday + timedelta(days=weekday + 7)
    day = monday + timedelta(days=weekday)
    return day - timedelta(days=7) if not which and day > today else day


def _of_month(which: str, number: int, today: date) -> date | None:
    last = today.replace(day=1) - timedelta(days=1)
    month = last if which == "上" or (not which and number > today.day) else today
    return _day(month.year, Written(month.month, number))


def _day(year: int, written: Written) -> date | None:
    try:
        return date(year, written.month, written.day)
    except ValueError:
        return None

"""Chinese wording that templates share: dates with their weekday, numbers as spoken, counts and reading times."""

from __future__ import annotations

import math
import unicodedata
from datetime import date

from xuanchuan.model.law import chinese_number
from xuanchuan.model.unit import Unit

# What a template may ask of a village by its column, given or not.
SITE = ("律师", "律师电话", "律所", "户数")
WEEKDAYS = "一二三四五六日"
SPOKEN = dict(zip("0123456789", "零幺二三四五六七八九", strict=True))
SMS_SINGLE, SMS_PART = 70, 67
SLOWEST, FASTEST = 200, 240


def long_day(day: date) -> str:
    """2026年11月25日."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """星期三."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def full_day(day: date) -> str:
    """2026年11月25日（星期三）."""
    return f"{long_day(day)}（{weekday(day)}）"


def short_day(day: date) -> str:
    """11月25日（星期三）."""
    return f"{day.month}月{day.day}日（{weekday(day)}）"


def brief_day(day: date) -> str:
    """11月25日 周三, for narrow columns."""
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def span(start: date, end: date) -> str:
    """One day, or 2026年3月1日至8日, 2026年11月25日至12月10日."""
    if start == end:
        return full_day(start)
    if start.year != end.year:
        return f"{long_day(start)}至{long_day(end)}"
    if start.month != end.month:
        return f"{long_day(start)}至{end.month}月{end.day}日"
    return f"{long_day(start)}至{end.day}日"


def month(day: date) -> str:
    """2026年11月."""
    return f"{day.year}年{day.month}月"


def numbered(number: int) -> str:
    """3 -> 三."""
    return chinese_number(number)


def spoken(number: str) -> str:
    """12338 -> 幺二三三八; other characters stay."""
    return "".join(SPOKEN.get(char, char) for char in number)


def count(text: str) -> int:
    """Characters as an officer counts them: everything but white space."""
    return sum(not char.isspace() for char in text)


def sms_units(text: str) -> int:
    """Length of a short message in units: characters beyond the basic plane (emoji, rare characters) take two."""
    return len(unicodedata.normalize("NFC", text).encode("utf-16-le")) // 2


def sms_parts(text: str) -> int:
    """How many messages are billed: one up to 70 units, else one for each 67."""
    units = sms_units(text)
    return 1 if units <= SMS_SINGLE else -(-units // SMS_PART)


def banner_length(text: str) -> str:
    """Length of a 70 cm banner with this text: 0.55 m a character and half a metre free at each end."""
    return f"{math.ceil((count(text) * 0.55 + 1) * 2) / 2:g}米"


def reading_time(characters: int) -> str:
    """约 2 分 45 秒至 3 分 18 秒, at 240 and 200 characters a minute."""
    return f"约{_clock(characters * 60 // FASTEST)}至{_clock(-(-characters * 60 // SLOWEST))}"


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}分{rest}秒" if minutes and rest else f"{minutes}分钟" if minutes else f"{rest}秒"


def site(unit: Unit) -> dict[str, str]:
    """A village by the titles of its roster's columns; what a roster may leave out is empty."""
    known = {"村名": unit.village, "乡镇": unit.town, "联系人": unit.contact, "电话": unit.phone, "地址": unit.address}
    return {**dict.fromkeys(SITE, ""), **dict(unit.details), **known}

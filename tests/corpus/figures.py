"""Reads the figures out of a Chinese sentence: 三十日 and 30天 are one figure, 三年 and 三日 are two."""

from __future__ import annotations

import re
from collections.abc import Iterator

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
NUMBER = "[0-9零〇一二两三四五六七八九十百千万]+"
# Only units of which another would make another rule; 个, 人 and their like are interchangeable.
UNITS = "周岁|岁|个月|月|周|年|日|天|小时|(?<!一)时|元|倍|次|户|票|克|千克|株|级"
FIGURE = re.compile(rf"(?P<share>(?:百|{NUMBER})分之)?(?P<number>{NUMBER})(?P<unit>{UNITS})?")
SAME = {"周岁": "岁", "天": "日", "个月": "月"}

Figure = tuple[int, str]


def value(number: str) -> int:
    """三十 -> 30, 一千二百六十 -> 1260, 5万 -> 50000, 2024 -> 2024."""
    total = section = digit = 0
    for char in number:
        if char.isdecimal():
            digit = digit * 10 + int(char)
        elif char in DIGITS:
            digit = DIGITS[char]
        elif char in TENS:
            section, digit = section + (digit or 1) * TENS[char], 0
        else:
            total, section, digit = (total + section + digit) * 10000, 0, 0
    return total + section + digit


def figures(text: str) -> Iterator[Figure]:
    """Every figure of a text with its unit, '' where none follows; 百分之二十至三十 and 三至七日 share theirs."""
    found = list(FIGURE.finditer(text))
    for at, one in enumerate(found):
        unit = one["share"] or one["unit"] or ""
        before, after = found[max(at - 1, 0)], found[min(at + 1, len(found) - 1)]
        if not unit and text[before.end() : one.start()] == "至":
            unit = before["share"] or ""
        if not unit and text[one.end() : after.start()] == "至":
            unit = after["unit"] or ""
        yield value(one["number"]), SAME.get(unit, unit)


def strange_figures(said: str, law: str) -> list[Figure]:
    """The figures of ``said`` that do not stand in ``law``; a lone 一 or 两 (一起, 两个人) counts for nothing."""
    known = set(figures(law))
    values = {number for number, _ in known}
    return [
        (number, unit)
        for number, unit in figures(said)
        if ((number, unit) not in known if unit else number > 2 and number not in values)
    ]

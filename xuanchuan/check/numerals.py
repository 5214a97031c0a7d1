"""Numbers as drafts write them: 二十三, 23, 二百3十, 一二六〇; and the patterns of article, paragraph and item."""

from __future__ import annotations

import re
from functools import lru_cache

NUMBER = "[0-9一二三四五六七八九十百千零〇两]{1,9}"
DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
PIECES = re.compile(r"[0-9]+|[〇零一二三四五六七八九两]+|[十百千]")


@lru_cache(maxsize=4096)
def number(text: str) -> int:
    """The value of a numeral in any mixture; 0 when it is none (十百, 千千) or over 9999."""
    total, digit, last = 0, None, 10000
    for piece in PIECES.findall(text):
        if piece in UNITS:
            unit = UNITS[piece]
            if unit >= last:
                return 0
            total, digit, last = total + (1 if digit is None else digit) * unit, None, unit
        else:
            value = _digits(piece)
            if digit is not None or (last < 10000 and value >= last):
                return 0
            digit = value
    total += digit or 0
    return total if total < 10000 else 0


def _digits(piece: str) -> int:
    """23 -> 23, 零五 -> 5, 一二六〇 -> 1260."""
    return int("".join(char if char.isdecimal() else str(DIGITS[char]) for char in piece))

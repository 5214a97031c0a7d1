"""Names of places in the order a person puts them: 2村 before 11村, 第二村 before 第十一村, the rest by pinyin."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

Key = tuple[tuple[int, int, bytes], ...]

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMBER = re.compile(r"(\d+|[零〇一二两三四五六七八九十百千]+)")


@lru_cache(maxsize=65536)
def naturally(name: str) -> Key:
    """What to sort a name by. Numbers stand before words and go by their size, in figures or in Chinese.

    Words go by GB 18030, which has the common characters in the order of their pinyin.
    """
    parts = _NUMBER.split(unicodedata.normalize("NFKC", name.strip()))
    return (*(_piece(part) for part in parts if part), (0, -1, name.encode("gb18030", "replace")))


def _piece(part: str) -> tuple[int, int, bytes]:
    value = read_number(part) if _NUMBER.fullmatch(part) else None
    return (1, 0, part.encode("gb18030", "replace")) if value is None else (0, value, b"")


def read_number(text: str) -> int | None:
    """The number that digits or Chinese numerals up to 9999 spell: 二十一, 一〇二, 十; None where they spell none."""
    if text.isdecimal():
        return int(text)
    if not any(char in _TENS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text)) if set(text) <= set(_DIGITS) else None
    return _with_tens(text)


def _with_tens(text: str) -> int | None:
    whole, digit, least = 0, None, 10_000
    for place, char in enumerate(text):
        if char in _TENS:
            size = _TENS[char]
            if size >= least or (digit is None and not (size == 10 and place == 0)):
                return None
            whole, digit, least = whole + (1 if digit is None else digit) * size, None, size
        elif digit in (None, 0):
            digit = _DIGITS[char]
        else:
            return None
    return whole + (digit or 0)

"""Article numbers as people write them: 23, 133-1, 第一百三十三条之一, １３３条之一."""

from __future__ import annotations

import re
import unicodedata

from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import ArticleNumber, ArticleRef

NUMERALS = "一二三四五六七八九十百千零〇○两"
DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
RANGE = re.compile(r"\s*(?:至|到|~|—+|–|…+)\s*")
UNITS = {"十": 10, "百": 100, "千": 1000}
LONGEST = 12
SPELLING = re.compile(rf"第?\s*(\d+|[{NUMERALS}]+)\s*条?\s*(?:(?:之|-)\s*(\d+|[{NUMERALS}]+))?\s*条?")


def read_number(text: str) -> int:
    """二十三 -> 23, 一百零五 -> 105, 一二六〇 -> 1260, ２３ -> 23; ValueError when it is no number.

    What is longer than any number of an article is 10 to the ``LONGEST``.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if text.isdecimal():
        return int(text) if len(text) <= LONGEST else 10**LONGEST
    if not text or any(char not in DIGITS and char not in UNITS for char in text):
        raise ValueError(f"not a number: {text}")
    if not any(char in UNITS for char in text):
        return read_number("".join(str(DIGITS[char]) for char in text))
    total, digit = 0, None
    for char in text:
        if char in UNITS:
            total += (1 if digit is None else digit) * UNITS[char]
            digit = None
        else:
            digit = DIGITS[char] or None
    return total + (digit or 0)


def parse_article(text: str) -> ArticleNumber:
    """An article number in any spelling; XuanchuanError when it is none or outside 1-9999."""
    match = SPELLING.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match:
        number = ArticleNumber(read_number(match[1]), read_number(match[2]) if match[2] else 0)
        if 1 <= number.number <= 9999 and number.suffix <= 99:
            return number
    raise XuanchuanError(
        f"看不懂条号“{text}”",
        why="条号写成 23、133-1 或 第一百三十三条之一",
        hint="例如  xuanchuan law show 刑法 133-1",
    )


def parse_articles(text: str) -> tuple[ArticleNumber, ArticleNumber]:
    """``23至25`` or ``第二十三条~第二十五条`` -> the first and the last; one number -> itself twice.

    A hyphen never means a range: 133-1 is 第一百三十三条之一.
    """
    first, *rest = RANGE.split(unicodedata.normalize("NFKC", text).strip())
    start = parse_article(first)
    end = parse_article(rest[0]) if rest else start
    if len(rest) > 1 or end < start:
        raise XuanchuanError(
            f"看不懂条号“{text}”",
            why="从哪条到哪条写成 23至25，前面的要小",
            hint="例如  xuanchuan law show 反家庭暴力法 23至25",
        )
    return start, end


def parse_ref(text: str) -> ArticleRef:
    """``反家庭暴力法:23`` -> ArticleRef; a full-width colon is accepted; XuanchuanError otherwise."""
    law, _, article = text.replace("：", ":").rpartition(":")
    if not law.strip():
        raise XuanchuanError(
            f"看不懂法条“{text}”", why="要写成 法名:条号", hint="例如  反家庭暴力法:23  或  刑法:133-1"
        )
    return ArticleRef(law.strip(), parse_article(article))

"""What a value looks like to a typesetter, whatever it says: a square for any Chinese character, a digit for any digit.

Two values of one shape are set in the same places, glyph by glyph. A digit beside a letter or a mark stays itself, since
fonts move some of these closer together. Where 1 and 7 are narrower than the other digits and lines break by it, digits are
counted: a number is as wide as another with as many of each, in whatever order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

# Characters for private use, which no roster may hold.
SQUARE, DIGIT, SEVEN, ONE = "\ue000", "\ue001", "\ue002", "\ue003"
_SQUARES = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
_PARTS = re.compile(f"[{_SQUARES}]|(?<![^{_SQUARES}0-9])[0-9]+(?![^{_SQUARES}0-9])")
_USUAL = re.compile("[\u4e00-\u9fff]*|[0-9]*")
# Simple to draw, and in every Chinese font there is.
PLAIN_SQUARES = "一丁七十人入八九几二三干于工土士下上万大女山川口日"
# Of nearly one width also in fonts whose 1 and 7 are narrower; digits after the first of a number are all set as one.
DIGITS = "023568"
FOLLOWING = {DIGIT: "0", SEVEN: "7", ONE: "1"}


def shape(value: str, counted: bool = False) -> str:
    """The value with a mark for every character that another may stand for."""
    if not counted and _USUAL.fullmatch(value):
        return (DIGIT if value.isdigit() else SQUARE) * len(value)
    return _PARTS.sub(lambda match: _marks(match[0], counted), value)


def _marks(part: str, counted: bool) -> str:
    """The marks of a Chinese character, or of a number: narrow digits last, one of nothing else as it is."""
    if not part.isascii():
        return SQUARE
    ones, sevens = part.count("1") * counted, part.count("7") * counted
    wide = len(part) - ones - sevens
    return DIGIT * wide + SEVEN * sevens + ONE * ones if wide else part


@dataclass(frozen=True, slots=True)
class Standins:
    """Two texts for every field, and which place a pair of characters stands for: (field, place in the value).

    ``following`` are digits inside a number: the same in both texts, they stand right after a place.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    places: dict[tuple[str, str], tuple[int, int]]
    following: dict[tuple[int, int], str]


class TooManyError(Exception):
    """There are more places than pairs of characters to tell them apart."""


def standins(shapes: Sequence[str]) -> Standins:
    """Texts of these shapes in which every place, or the number it is in, has a pair of characters of its own."""
    pairs = {SQUARE: _pairs(PLAIN_SQUARES), DIGIT: _pairs(DIGITS)}
    places: dict[tuple[str, str], tuple[int, int]] = {}
    following: dict[tuple[int, int], str] = {}
    first, second = [], []
    for field, text in enumerate(shapes):
        one, other = "", ""
        for at, char in enumerate(text):
            pair = (char, char)
            if char in FOLLOWING and text[at - 1 : at] in FOLLOWING:
                following[field, at] = FOLLOWING[char]
                pair = (FOLLOWING[char], FOLLOWING[char])
            elif char in pairs:
                pair = _next(pairs[char])
                places[pair] = (field, at)
            one, other = one + pair[0], other + pair[1]
        first.append(one)
        second.append(other)
    return Standins(tuple(first), tuple(second), places, following)


def _next(pairs: Iterator[tuple[str, str]]) -> tuple[str, str]:
    try:
        return next(pairs)
    except StopIteration:
        raise TooManyError from None


def _pairs(chars: str) -> Iterator[tuple[str, str]]:
    return ((one, other) for one, other in product(chars, chars) if one != other)

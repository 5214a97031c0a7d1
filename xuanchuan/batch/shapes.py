"""What a value looks like to a typesetter, whatever it says: a square for any Chinese character, a digit for any digit.

Two values of one shape are set in the same places, glyph by glyph. A digit beside a letter or a mark stays itself, since
fonts move some of these closer together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

# Characters for private use, which no roster may hold.
SQUARE, DIGIT = "\ue000", "\ue001"
_SQUARES = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
_PARTS = re.compile(f"[{_SQUARES}]|(?<![^{_SQUARES}0-9])[0-9]+(?![^{_SQUARES}0-9])")
_USUAL = re.compile("[\u4e00-\u9fff]*|[0-9]*")
# Simple to draw, and in every Chinese font there is.
PLAIN_SQUARES = "一丁七十人入八九几二三干于工土士下上万大女山川口日"
# Of nearly one width also in fonts whose 1 and 7 are narrower; digits after the first of a number are all set as one.
DIGITS, FOLLOWING = "023568", "0"


def shape(value: str) -> str:
    """The value with a mark for every character that another may stand for."""
    if _USUAL.fullmatch(value):
        return (DIGIT if value.isdigit() else SQUARE) * len(value)
    return _PARTS.sub(lambda match: (DIGIT if match[0].isascii() else SQUARE) * len(match[0]), value)


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
            if char == DIGIT == text[at - 1 : at]:
                following[field, at] = FOLLOWING
                pair = (FOLLOWING, FOLLOWING)
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

"""Stand-ins for a village's values: characters no roster holds, of the same width, found again in what was rendered.

Each field has three wide characters of its own (Yi syllables) and three narrow ones (Ethiopic letters). A value that
itself holds such a character, or one whose width or order no stand-in shares, is never spliced.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

WIDE, NARROW = 0xA000, 0x1200
EACH = 3
MOST = 100
STANDINS = re.compile(f"[{chr(NARROW)}-{chr(NARROW + EACH * MOST)}{chr(WIDE)}-{chr(WIDE + EACH * MOST)}]")
MARK = "·"  # of ambiguous width: text with such a mark is set in the Chinese font
SPECIAL = ("&", "<", ">", '"', "'", " ")
LONG = 40
_ODD = re.compile("[" + re.escape("".join(SPECIAL)) + "]")
# Nothing but common Chinese, letters, digits and marks that every renderer leaves alone.
USUAL = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fffA-Za-z0-9（）、，。()\-\x1f]*")


@dataclass(frozen=True, slots=True)
class Kinds:
    """What a value's characters ask of a program: ``shape`` of W and N, a mark in it, specials in it, never spliced."""

    shape: str
    marked: bool = False
    special: bool = False
    slow: bool = False


def kinds(value: str) -> Kinds:
    """The kinds of characters in a value."""
    found = "".join(map(_kind, value))
    shape = found.replace("m", "W").replace("s", "N")
    return Kinds(shape, "m" in found, "s" in found, "x" in found)


@lru_cache(maxsize=8192)
def _kind(char: str) -> str:
    """W wide, N narrow, m a mark of ambiguous width, s special to some format, x not to be spliced."""
    if char in SPECIAL:
        return "s"
    category = unicodedata.category(char)
    if STANDINS.match(char) or category[0] in "CM" or category in ("Zl", "Zp") or char == "：":
        return "x"
    width = unicodedata.east_asian_width(char)
    return "m" if width == "A" else "W" if width in "WF" else "N"


def standin(field: int, shape: str = "WW", marked: bool = False) -> str:
    """A text of that shape in the field's own characters."""
    ends = len(shape) - 1
    text = "".join(
        chr((NARROW if kind == "N" else WIDE) + EACH * field + (0 if at == 0 else 2 if at == ends else 1))
        for at, kind in enumerate(shape)
    )
    return f"{text[:1]}{MARK}{text[2:]}" if marked and len(text) > 1 else text


def trial(field: int, marked: bool) -> str:
    """A long text in the field's own characters with every special mark between two of them."""
    first, inner, last = (chr(WIDE + EACH * field + at) for at in range(3))
    between = inner.join(SPECIAL)
    return f"{first}{MARK if marked else ''}{inner}{between}{inner * LONG}{last}"


def sought(text: str) -> re.Pattern[bytes]:
    """A pattern that finds a stand-in in rendered bytes, one group for each special mark in it."""
    return re.compile(b"".join(b"(.{0,12}?)" if char in SPECIAL else re.escape(char.encode()) for char in text), re.S)


@dataclass(frozen=True, slots=True)
class Site:
    """Where a value stands: the number of its field, and what becomes of special marks there."""

    field: int
    written: Mapping[str, str]


class Values:
    """Where values stand in a text: what is written at each site, encoded, special marks as the format wants them."""

    def __init__(self, sites: Sequence[Site]) -> None:
        self.fields = [site.field for site in sites]
        self.written = [str.maketrans(dict(site.written)) for site in sites]

    def encoded(self, values: Sequence[str]) -> list[bytes]:
        """The bytes of each site in order."""
        if not _ODD.search("".join(values)):
            return [values[field].encode() for field in self.fields]
        return [
            values[field].translate(written).encode() for field, written in zip(self.fields, self.written, strict=True)
        ]


class NotSplicedError(Exception):
    """What was rendered does not hold the stand-ins as they were given."""


def cut(data: bytes, texts: Mapping[int, str]) -> tuple[list[bytes], list[Site]]:
    """The bytes around the stand-ins (one more than there are sites), and the sites in order.

    NotSplicedError when a stand-in is there in part, or what became of a special mark cannot be told.
    """
    if not STANDINS.search(data.decode("utf-8", "replace")):
        return [data], []
    found = sorted(
        (match.start(), match.end(), field, match.groups())
        for field, text in texts.items()
        if text
        for match in sought(text).finditer(data)
    )
    pieces, sites, at = [], [], 0
    for start, end, field, groups in found:
        if start < at:
            raise NotSplicedError
        pieces.append(data[at:start])
        sites.append(Site(field, _written(texts[field], groups)))
        at = end
    pieces.append(data[at:])
    if any(STANDINS.search(piece.decode("utf-8", "replace")) for piece in pieces):
        raise NotSplicedError
    return pieces, sites


def cut_both(
    short: bytes, long: bytes, texts: tuple[Mapping[int, str], Mapping[int, str]]
) -> tuple[list[bytes], list[Site]]:
    """What ``cut`` finds in both of two renderings; NotSplicedError when they differ in anything but the stand-ins."""
    pieces, places = cut(short, texts[0])
    others, sites = cut(long, texts[1])
    if pieces != others or [one.field for one in places] != [one.field for one in sites]:
        raise NotSplicedError
    return pieces, sites


def _written(text: str, groups: Sequence[bytes]) -> dict[str, str]:
    marks = [char for char in text if char in SPECIAL]
    written: dict[str, str] = {}
    for mark, group in zip(marks, groups, strict=True):
        said = group.decode("utf-8", "replace")
        if written.setdefault(mark, said) != said:
            raise NotSplicedError
    return written

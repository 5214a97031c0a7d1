"""A material set in type and read back: its sections, and the places in them where a village's characters go.

Places are found by setting the material twice, with other characters of the same shape: where the two differ is a place.
In fonts whose digits are not of one width, it is set once more for every field with digits, with the narrowest: what
moves then moves evenly with their width, since no line breaks otherwise.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from xuanchuan.batch.shapes import Standins, TooManyError, standins
from xuanchuan.render.pdf.glyphs import Glyph
from xuanchuan.render.pdf.objects import NotStampedError, Taken, take_apart
from xuanchuan.render.pdf.runs import Page, Run, Section, pages_of

Texts = tuple[str, ...]
Setter = Callable[[Texts], bytes]
At = tuple[int, int]  # page and section
NEAR, NEAR_SHIFT = 0.15, 12  # points, and thousandths of a size: what nobody sees
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_FONTS = re.compile(rb"/Font<<.*?>>", re.S)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that moves with the width of digits: as it was written, what it starts from, and how it moves.

    A slope is (field, font, change for each thousandth of the size that the field's digits are wide in that font).
    """

    said: bytes
    start: float
    slopes: tuple[tuple[int, bytes, float], ...]


@dataclass(frozen=True, slots=True)
class Moving:
    """A piece of drawing with numbers in it that move."""

    parts: tuple[bytes | Number, ...]

    @property
    def said(self) -> bytes:
        """The drawing as it was written."""
        return b"".join(one.said if isinstance(one, Number) else one for one in self.parts)


@dataclass(frozen=True, slots=True)
class Place:
    """A glyph that a village's value gives: the character at a place of a field."""

    field: int
    at: int


Token = bytes | Run
Item = Glyph | Place | bytes | Number


@dataclass(frozen=True, slots=True)
class Set:
    """A run whose glyphs may be places."""

    font: bytes
    size: bytes
    items: tuple[Item, ...]

    @property
    def places(self) -> Iterator[Place]:
        """The places in it."""
        return (one for one in self.items if isinstance(one, Place))


Piece = bytes | Moving | Set
Cut = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """A material set once: its objects, its pages, and their sections with the places in them."""

    taken: Taken
    pages: tuple[Page, ...]
    sections: tuple[tuple[Cut, ...], ...]
    rest: bytes

    def frame(self) -> tuple[object, ...]:
        """What must be the same in two settings for their sections to be exchanged."""
        return self.rest, tuple(map(len, self.sections))


def texts_of(shapes: Sequence[str]) -> Standins:
    """Stand-ins of these shapes; NotStampedError when there are too many places."""
    try:
        return standins(shapes)
    except TooManyError as fault:
        raise NotStampedError("places") from fault


def set_twice(setter: Setter, texts: Standins) -> Setting:
    """The material set with stand-ins; NotStampedError when values decide more than their glyphs."""
    one, other = (_taken(setter(words)) for words in (texts.first, texts.second))
    if one[2] != other[2] or [len(page.sections) for page in one[1]] != [len(page.sections) for page in other[1]]:
        raise NotStampedError("frame")
    sections = tuple(
        tuple(_cut(a, b, texts) for a, b in zip(page.sections, second.sections, strict=True))
        for page, second in zip(one[1], other[1], strict=True)
    )
    return Setting(one[0], one[1], sections, one[2])


def set_once(setter: Setter, texts: Texts) -> Setting:
    """The material set with a village's own values."""
    taken, pages, rest = _taken(setter(texts))
    sections = tuple(tuple(tuple(map(_plain, one)) for one in page.sections) for page in pages)
    return Setting(taken, pages, sections, rest)


def _plain(token: Token) -> bytes | Set:
    return token if isinstance(token, bytes) else Set(token.font, token.size, token.items)


def _taken(data: bytes) -> tuple[Taken, tuple[Page, ...], bytes]:
    taken = take_apart(data)
    pages = pages_of(taken)
    return taken, pages, _rest(taken, pages)


def _rest(taken: Taken, pages: Sequence[Page]) -> bytes:
    """The hash of everything but drawings and fonts."""
    fonts = sorted({font.name for page in pages for font in page.fonts.values()})
    passed = {page.contents for page in pages} | {*_font_numbers(taken, pages)}
    resources = {page.resources for page in pages}
    digest = hashlib.sha256(b"/".join(fonts))
    for number, body in sorted(taken.objects.items()):
        if number not in passed:
            said = _FONTS.sub(b"", body) if number in resources else body
            digest.update(b"%d %b\n" % (number, said.replace(taken.mark, b"")))
    return digest.digest()


def _font_numbers(taken: Taken, pages: Sequence[Page]) -> Iterator[int]:
    """The objects that fonts are made of."""
    for page in pages:
        found = _FONTS.search(taken.objects[page.resources])
        waiting = [int(one) for one in re.findall(rb"(\d+) 0 R", found[0])] if found else []
        while waiting:
            number = waiting.pop()
            yield number
            head = taken.objects[number].split(b"stream\n", 1)[0]
            waiting += [int(one) for one in re.findall(rb"(\d+) 0 R", head)]


def _cut(one: Section, other: Section, texts: Standins) -> Cut:
    if len(one) != len(other):
        raise NotStampedError("section")
    return tuple(_cut_token(a, b, texts) for a, b in zip(one, other, strict=True))


def _cut_token(one: Token, other: Token, texts: Standins) -> bytes | Set:
    if isinstance(one, bytes) and isinstance(other, bytes):
        if not near(one, other):
            raise NotStampedError("drawing")
        return one
    if not (isinstance(one, Run) and isinstance(other, Run)):
        raise NotStampedError("run")
    if (one.font, one.size, len(one.items)) != (other.font, other.size, len(other.items)):
        raise NotStampedError("run")
    items = [_item(a, b, texts) for a, b in zip(one.items, other.items, strict=True)]
    return Set(one.font, one.size, tuple(_with_following(items, texts)))


def _with_following(items: Sequence[Glyph | Place | bytes], texts: Standins) -> Iterator[Glyph | Place | bytes]:
    """The items with places also for the digits that follow another of their number."""
    last: Place | None = None
    for item in items:
        if isinstance(item, Glyph) and last and texts.following.get((last.field, last.at + 1)) == item.text:
            item = Place(last.field, last.at + 1)
        if not isinstance(item, bytes):
            last = item if isinstance(item, Place) else None
        yield item


def _item(one: Glyph | bytes, other: Glyph | bytes, texts: Standins) -> Glyph | Place | bytes:
    if one == other:
        return one
    if isinstance(one, Glyph) and isinstance(other, Glyph):
        place = texts.places.get((one.text, other.text))
        if place is None:
            raise NotStampedError("place")
        return Place(*place)
    if isinstance(one, bytes) and isinstance(other, bytes) and abs(float(one) - float(other)) <= NEAR_SHIFT:
        return one
    raise NotStampedError("shift")


def near(one: bytes, other: bytes, ease: float = 1) -> bool:
    """Whether two drawings differ in nothing but places, and these by so little that nobody sees it."""
    if one == other:
        return True
    if NUMBER.sub(b"#", one) != NUMBER.sub(b"#", other):
        return False
    pairs = zip(NUMBER.findall(one), NUMBER.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= NEAR * ease for a, b in pairs)


def said(item: object) -> object:
    """What was written there, or what else it is."""
    return item.said if isinstance(item, (Number, Moving)) else item


def alike(one: Cut, other: Cut, ease: float = 1) -> bool:
    """Whether two sections show the same; ``ease`` is how much more may differ than nobody sees at all."""
    return one == other or (len(one) == len(other) and all(_alike(a, b, ease) for a, b in zip(one, other, strict=True)))


def _alike(one: Piece, other: Piece, ease: float) -> bool:
    if isinstance(one, Set) and isinstance(other, Set):
        if (one.font, one.size, len(one.items)) != (other.font, other.size, len(other.items)):
            return False
        pairs = list(zip(map(said, one.items), map(said, other.items), strict=True))
        return sum(_apart(a, b) for a, b in pairs) <= NEAR_SHIFT * ease
    first, second = said(one), said(other)
    return isinstance(first, bytes) and isinstance(second, bytes) and near(first, second, ease)


def _apart(one: object, other: object) -> float:
    """How far apart two shifts are; no end to it for two other things that are not the same."""
    if isinstance(one, bytes) and isinstance(other, bytes):
        return abs(float(one) - float(other))
    return 0 if one == other else inf


def fields_in(section: Cut) -> set[int]:
    """The fields whose values stand in a section."""
    return {place.field for token in section if isinstance(token, Set) for place in token.places}

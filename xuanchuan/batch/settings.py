"""A material set in type and read back: its sections, and the places in them where a village's characters go.

Places are found by setting the material twice, with other characters of the same shape: where the two differ is a place.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xuanchuan.batch.shapes import Standins, TooManyError, standins
from xuanchuan.render.pdf.glyphs import Glyph
from xuanchuan.render.pdf.objects import NotStampedError, Taken, take_apart
from xuanchuan.render.pdf.runs import Page, Run, Section, pages_of

Texts = tuple[str, ...]
Setter = Callable[[Texts], bytes]
At = tuple[int, int]  # page and section
NEAR, NEAR_SHIFT = 0.5, 40  # points, and thousandths of a size: what digits of nearly the same width may shift
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_FONTS = re.compile(rb"/Font<<.*?>>", re.S)


@dataclass(frozen=True, slots=True)
class Place:
    """A glyph that a village's value gives: the character at a place of a field."""

    field: int
    at: int


Token = bytes | Run
Cut = tuple["bytes | Set", ...]


@dataclass(frozen=True, slots=True)
class Set:
    """A run whose glyphs may be places."""

    font: bytes
    size: bytes
    items: tuple[Glyph | Place | bytes, ...]

    @property
    def places(self) -> Iterator[Place]:
        """The places in it."""
        return (one for one in self.items if isinstance(one, Place))


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


def set_twice(setter: Setter, shapes: Sequence[str], uneven: bool = False) -> Setting:
    """The material set with stand-ins of these shapes; NotStampedError when values decide more than their glyphs."""
    try:
        texts = standins(shapes, uneven)
    except TooManyError as fault:
        raise NotStampedError("places") from fault
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


def near(one: bytes, other: bytes) -> bool:
    """Whether two drawings differ in nothing but places, and these by so little that nobody sees it."""
    if one == other:
        return True
    if _NUMBER.sub(b"#", one) != _NUMBER.sub(b"#", other):
        return False
    pairs = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= NEAR for a, b in pairs)


def alike(one: Cut, other: Cut) -> bool:
    """Whether two sections show the same."""
    return one == other or (len(one) == len(other) and all(map(_alike, one, other)))


def _alike(one: bytes | Set, other: bytes | Set) -> bool:
    if isinstance(one, bytes) and isinstance(other, bytes):
        return near(one, other)
    if not (isinstance(one, Set) and isinstance(other, Set)):
        return False
    same = (one.font, one.size, len(one.items)) == (other.font, other.size, len(other.items))
    return same and all(
        a == b or (isinstance(a, bytes) and isinstance(b, bytes) and abs(float(a) - float(b)) <= NEAR_SHIFT)
        for a, b in zip(one.items, other.items, strict=True)
    )


def fields_in(section: Cut) -> set[int]:
    """The fields whose values stand in a section."""
    return {place.field for token in section if isinstance(token, Set) for place in token.places}

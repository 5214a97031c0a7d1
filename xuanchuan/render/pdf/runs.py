"""A page as it is drawn: sections in order, and in them runs of glyphs; two drawings can be compared by what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xuanchuan.render.pdf.glyphs import Font, Glyph, fonts_of
from xuanchuan.render.pdf.objects import NotStampedError, Taken, stream_of

DEEPEST = 6  # brackets within brackets in a string; one with more is not read


def _bracketed(depth: int) -> bytes:
    inside = rb"|" + _bracketed(depth - 1) if depth else b""
    return rb"\((?:[^()\\]|\\." + inside + rb")*\)"


_STRING = rb"<[0-9A-Fa-f]*>|" + _bracketed(DEEPEST)
_RUN = re.compile(
    rb"/(\w+) ([\d.]+) Tf 1 0 0 -1 0 0 Tm(\[(?:" + _STRING + rb"|[-\d. ]+)*\]TJ|(?:" + _STRING + rb")Tj)", re.S
)
_ITEM = re.compile(rb"(" + _STRING + rb")|(-?[\d.]+)", re.S)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_BEGIN, _END = b"BDC", b"EMC"
_SPLIT = re.compile(rb"(?<=EMC)")
_PAGE = re.compile(rb"/Type/Page(?![a-z])")


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs in one font and size: ``items`` are glyphs, and the shifts between them as they are written."""

    font: bytes
    size: bytes
    items: tuple[Glyph | bytes, ...]


Section = tuple[bytes | Run, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its object, its resources, its drawing, the fonts by their names there, and what is drawn in order."""

    number: int
    resources: int
    contents: int
    fonts: Mapping[bytes, Font]
    sections: tuple[Section, ...]


def pages_of(taken: Taken) -> tuple[Page, ...]:
    """The pages in order; NotStampedError when one is drawn in a way not known."""
    tree = taken.named(taken.objects[taken.root], b"Pages")
    kids = re.search(rb"/Kids\[([^\]]*)\]", tree)
    numbers = [int(one) for one in re.findall(rb"(\d+) 0 R", kids[1])] if kids else []
    if any(not _PAGE.search(taken.objects[number]) for number in numbers):
        raise NotStampedError("pages")
    return tuple(_page(taken, number) for number in numbers)


def _page(taken: Taken, number: int) -> Page:
    body = taken.objects[number]
    resources, contents = taken.reference(body, b"Resources"), taken.reference(body, b"Contents")
    fonts = fonts_of(taken, taken.objects[resources])
    drawn = stream_of(taken.objects[contents])
    if drawn.count(b"ActualText"):
        raise NotStampedError("other words")
    return Page(number, resources, contents, fonts, tuple(tuple(_section(one, fonts)) for one in _sections(drawn)))


def _sections(drawn: bytes) -> Iterator[bytes]:
    """The drawing cut after every end of a marked part that is not inside another."""
    waiting = b""
    for piece in _SPLIT.split(drawn):
        waiting += piece
        if waiting.count(_BEGIN) <= waiting.count(_END):
            yield waiting
            waiting = b""
    if waiting:
        yield waiting


def _section(data: bytes, fonts: Mapping[bytes, Font]) -> Iterator[bytes | Run]:
    at = 0
    runs = 0
    for match in _RUN.finditer(data):
        yield data[at : match.start()]
        yield Run(fonts[match[1]].name, match[2], tuple(_items(match[3], fonts[match[1]])))
        at, runs = match.end(), runs + 1
    yield data[at:]
    if data.count(b"BT ") + data.count(b"BT\n") != runs or data.count(b" Tf") != runs:
        raise NotStampedError("text")


def _items(shown: bytes, font: Font) -> Iterator[Glyph | bytes]:
    for string, shift in _ITEM.findall(shown):
        if shift:
            yield shift
        codes = _codes(string)
        for at in range(0, len(codes), 2):
            glyph = font.glyphs.get(int.from_bytes(codes[at : at + 2], "big"))
            if glyph is None:
                raise NotStampedError("glyph")
            yield glyph


def _codes(string: bytes) -> bytes:
    if string[:1] == b"<":
        return bytes.fromhex(string[1:-1].decode())
    return _ESCAPE.sub(_unescaped, string[1:-1])


def _unescaped(match: re.Match[bytes]) -> bytes:
    said = match[1]
    return bytes([int(said, 8) & 255]) if said.isdigit() else _ESCAPED.get(said, said)

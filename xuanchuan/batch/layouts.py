"""A plate with its sections chosen: where every character of a village goes, and the finished file."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from xuanchuan.batch.settings import At, Cut, Item, Moving, Number, Piece, Place, Set, Setting, Texts, fields_in
from xuanchuan.batch.shapes import DIGIT
from xuanchuan.render.pdf.assembly import Assembly, Packed, joined
from xuanchuan.render.pdf.glyphs import Glyph
from xuanchuan.render.pdf.objects import NotStampedError

if TYPE_CHECKING:
    from xuanchuan.render.typst.specimen import TypeCase

Asked = Place | Glyph | Number
_METADATA = re.compile(rb"/Type/Metadata\b")


@dataclass(frozen=True, slots=True)
class Cell:
    """A section as it is written: its bytes with room for codes and numbers, and what each of them is, by font."""

    written: bytes
    codes: tuple[tuple[bytes, Asked], ...]


class Base:
    """What all layouts of a setting share: constant objects, constant stretches of drawings, codes of constant glyphs."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        taken, pages = setting.taken, setting.pages
        self.size = max(taken.objects) + 1
        self.metadata = next(number for number, body in taken.objects.items() if _METADATA.search(body[:200]))
        changing = {page.contents for page in pages} | {page.resources for page in pages} | {self.metadata}
        constant = {number: body for number, body in sorted(taken.objects.items()) if number not in changing}
        self.assembly = Assembly(constant, taken.root, taken.info, self.size)
        self.standing = [
            {
                (font.name, glyph): (name, code)
                for name, font in page.fonts.items()
                for code, glyph in font.glyphs.items()
            }
            for page in pages
        ]
        self.stretches = [tuple(self._stretches(at)) for at in range(len(pages))]

    def _stretches(self, page: int) -> Iterator[tuple[range, Packed | None]]:
        """Sections in a row that hold no place, packed; and those that do, one by one."""
        sections = self.setting.sections[page]
        live = [bool(fields_in(one)) or any(map(_moves, one)) for one in sections]
        for is_live, group in groupby(range(len(sections)), key=live.__getitem__):
            numbers = list(group)
            if is_live:
                yield from ((range(one, one + 1), None) for one in numbers)
            else:
                written = b"".join(self.cell((page, one), sections[one]).written % () for one in numbers)
                yield range(numbers[0], numbers[-1] + 1), Packed.of(written)

    def cell(self, at: At, section: Cut) -> Cell:
        """A section of a page as it is written."""
        out: list[bytes] = []
        codes: list[tuple[bytes, Asked]] = []
        for token in section:
            if isinstance(token, bytes):
                out.append(token.replace(b"%", b"%%"))
            elif isinstance(token, Moving):
                out += [b"%b" if isinstance(one, Number) else one.replace(b"%", b"%%") for one in token.parts]
                codes += [(b"", one) for one in token.parts if isinstance(one, Number)]
            else:
                out += self._run(at[0], token, codes)
        return Cell(b"".join(out), tuple(codes))

    def _run(self, page: int, run: Set, codes: list[tuple[bytes, Asked]]) -> Iterator[bytes]:
        """A run in its own font, and in the font of values where that has no code for a glyph."""
        matrix = b" 1 0 0 -1 0 0 Tm"
        begun = shifts = b""
        for item in run.items:
            if isinstance(item, (bytes, Number)):
                if isinstance(item, Number):
                    codes.append((b"", item))
                shifts += b"%b " if isinstance(item, Number) else item + b" "
                continue
            name, code = self._code(page, run.font, item)
            if name != begun:
                yield (b"]TJ" if begun else b"") + b"/%b %b Tf%b[" % (name, run.size, b"" if begun else matrix)
                begun = name
            yield shifts
            shifts = b""
            if code is None:
                codes.append((run.font, item))
            yield b"<%b>" % (b"%b" if code is None else b"%04x" % code)
        yield shifts + b"]TJ" if begun else b""

    def _code(self, page: int, font: bytes, item: Glyph | Place) -> tuple[bytes, int | None]:
        known = self.standing[page].get((font, item)) if isinstance(item, Glyph) else None
        return known or (resource(font), None)


def resource(font: bytes) -> bytes:
    """What the font of values is called on every page."""
    return b"v" + hashlib.blake2b(font, digest_size=4).hexdigest().encode()


class Layout:
    """A plate with some of its sections exchanged, ready to be filled."""

    def __init__(self, base: Base, sections: Mapping[At, Cut], shapes: Texts, case: TypeCase) -> None:
        self.base, self.case, self.sections = base, case, sections
        self._digits = [[at for at, mark in enumerate(text) if mark == DIGIT] for text in shapes]
        self._sequences: dict[tuple[tuple[bytes, Asked], ...], int] = {}
        self._pages = [list(self._parts(page)) for page in range(len(base.setting.pages))]
        wanted = {one for sequence in self._sequences for one in sequence}
        names = sorted({font for font, one in wanted if not isinstance(one, Number)})
        self._numbers = [one for _, one in wanted if isinstance(one, Number)]
        self._fonts = [
            (
                font,
                [(one.field, one.at) for name, one in wanted if name == font and isinstance(one, Place)],
                sorted({one for name, one in wanted if name == font and isinstance(one, Glyph)}, key=_order),
            )
            for font in names
        ]
        order = {font: at for at, font in enumerate(names, 1)}
        self._sought: list[list[tuple[int, int, Any]]] = [
            [
                (order[font], one.field, one.at) if isinstance(one, Place) else (order.get(font, 0), -1, one)
                for font, one in sequence
            ]
            for sequence in self._sequences
        ]
        self._resources = dict(self._resource_objects())

    def _parts(self, page: int) -> Iterator[Packed | tuple[bytes, int]]:
        """What the drawing of a page is joined from: packed stretches, cells by the codes they ask for."""
        own = self.base.setting.sections[page]
        for numbers, packed in self.base.stretches[page]:
            if packed is not None and not any((page, one) in self.sections for one in numbers):
                yield packed
                continue
            for number in numbers:
                cell = self.base.cell((page, number), self.sections.get((page, number), own[number]))
                yield cell.written, self._sequences.setdefault(cell.codes, len(self._sequences))

    def _resource_objects(self) -> Iterator[tuple[int, bytes]]:
        taken, first = self.base.setting.taken, self.base.size
        said = b"".join(b"/%b %d 0 R" % (resource(font), first + 5 * at) for at, (font, _, _) in enumerate(self._fonts))
        for page in self.base.setting.pages:
            body = taken.objects[page.resources]
            if b"/Font<<" in body:
                yield page.resources, body.replace(b"/Font<<", b"/Font<<" + said)
            else:
                yield page.resources, b"%b/Font<<%b>>>>" % (body[: body.rfind(b">>")], said)

    def make(self, values: Sequence[str]) -> tuple[bytes, str]:
        """The file with these values in their places, and its SHA-256; NotStampedError where a font lacks a character."""
        objects = dict(self._resources)
        codes: list[dict[object, bytes]] = [{one: self._moved(one, values) for one in self._numbers}]
        number = self.base.size
        for font, places, others in self._fonts:
            chars = sorted({values[field][at] for field, at in places})
            glyphs = [*(self._glyph(font, char) for char in chars), *others]
            codes.append({one: b"%04x" % code for code, one in enumerate((*chars, *others), 1)})
            for body in self.case.cast(font).objects(glyphs, number):
                objects[number] = body
                number += 1
        filled = [
            tuple([codes[font][at if field < 0 else values[field][at]] for font, field, at in sought])
            for sought in self._sought
        ]  # fmt: skip
        for page, parts in zip(self.base.setting.pages, self._pages, strict=True):
            drawn = joined([part if isinstance(part, Packed) else part[0] % filled[part[1]] for part in parts])
            objects[page.contents] = b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(drawn), drawn)
        mark = self._mark(values)
        taken = self.base.setting.taken
        objects[self.base.metadata] = taken.objects[self.base.metadata].replace(taken.mark, mark)
        return self.base.assembly.complete(objects, mark)

    def _glyph(self, font: bytes, char: str) -> Glyph:
        glyph = self.case.glyph(font, char)
        if glyph is None:
            raise NotStampedError(char)
        return glyph

    def _mark(self, values: Sequence[str]) -> bytes:
        """A mark of identity: the same for the same words in the same material, and for no other."""
        words = "\x1f".join(values).encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(words, digest_size=16, key=self.base.assembly.begun.digest())
        return base64.b64encode(digest.digest())

    def filled(self, values: Sequence[str]) -> Iterator[tuple[Cut, ...]]:
        """The sections of every page with the values in their places, for comparison with a setting of its own."""
        for number, page in enumerate(self.base.setting.sections):
            chosen = (self.sections.get((number, at), section) for at, section in enumerate(page))
            yield tuple(tuple(self._filled_token(token, values) for token in section) for section in chosen)

    def _filled_token(self, token: Piece, values: Sequence[str]) -> bytes | Set:
        if isinstance(token, bytes):
            return token
        if isinstance(token, Moving):
            return b"".join(self._moved(one, values) if isinstance(one, Number) else one for one in token.parts)
        return Set(token.font, token.size, tuple(self._filled_item(token.font, item, values) for item in token.items))

    def _filled_item(self, font: bytes, item: Item, values: Sequence[str]) -> Glyph | bytes:
        if isinstance(item, Place):
            return self._glyph(font, values[item.field][item.at])
        return self._moved(item, values) if isinstance(item, Number) else item

    def _moved(self, number: Number, values: Sequence[str]) -> bytes:
        """What a number is with digits as wide as these."""
        found = number.start
        for field, font, slope in number.slopes:
            found += slope * self.case.width(font, "".join([values[field][at] for at in self._digits[field]]))
        return b"%.4f" % found


def _moves(token: Piece) -> bool:
    return isinstance(token, Moving) or isinstance(token, Set) and any(isinstance(one, Number) for one in token.items)


def _order(glyph: Glyph) -> tuple[str, bytes]:
    return glyph.text, glyph.outline.drawing

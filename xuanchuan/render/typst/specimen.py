"""Glyphs of a font for any characters: set once on a sheet of their own, taken from there as the press embeds them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from xuanchuan.render.pdf.glyphs import Cast, Font, Glyph
from xuanchuan.render.pdf.objects import NotStampedError, take_apart
from xuanchuan.render.pdf.runs import Run, pages_of
from xuanchuan.render.typst.fonts import Shelf
from xuanchuan.render.typst.press import STAMP

DIGITS = "0123456789"
# Every digit beside every digit: closer together or farther apart, they could not stand for one another.
PAIRS = "".join(one + other for one, other in product(DIGITS, DIGITS))
UNSEEN = 0.5  # thousandths of the size
FEW = 6  # sheets for a few characters each; then the common characters are fetched at once
_SHEET = b"""#let data = json(bytes(sys.inputs.data))
#set page(width: 600pt, height: auto, margin: 10pt)
#set text(lang: "zh", region: "cn", fallback: false, cjk-latin-spacing: none, font: data.font, weight: data.weight, size: 10pt)
#for line in data.lines { par(text(line)) }
"""


def _common() -> str:
    """The 3,755 common characters in the order of GB 2312."""
    rows = (bytes([0xA0 + row, 0xA0 + cell]) for row in range(16, 56) for cell in range(1, 95))
    return "".join(row.decode("gb2312", "ignore") for row in rows)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a font is asked for by: a family and a weight."""

    family: str
    weight: int


class TypeCase:
    """The glyphs of every font that this computer sets Chinese in, fetched as they are asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kinds: dict[bytes, _Kind] = {}
        self._glyphs: dict[bytes, dict[str, Glyph | None]] = {}
        self._casts: dict[bytes, Cast] = {}
        self._even: dict[bytes, bool] = {}
        self._sheets = 0
        for kind in dict.fromkeys(_kinds(shelf)):
            font = self._sheet(kind, (PAIRS, "一"))
            if font is not None and font.name not in self._kinds:
                self._learn(kind, font)

    def _learn(self, kind: _Kind, font: Font) -> None:
        self._kinds[font.name] = kind
        self._casts[font.name] = Cast(font.name, font.descriptor, font.compact)
        self._glyphs[font.name] = dict(_by_text(font))
        digits = [self._glyphs[font.name].get(one) for one in DIGITS]
        widths = [float(one.width) for one in digits if one]
        self._even[font.name] = len(widths) == len(DIGITS) and max(widths) - min(widths) <= UNSEEN

    def glyph(self, font: bytes, char: str) -> Glyph | None:
        """The glyph of a character; None when the font has none of its own, or draws it out of several."""
        known = self._glyphs.get(font)
        if known is None:
            return None
        if char not in known:
            self._fetch(font, char)
        return known[char]

    @property
    def names(self) -> list[bytes]:
        """The fonts there are."""
        return sorted(self._kinds)

    def even(self, font: bytes) -> bool:
        """Whether the ten digits are of one width, as far as anybody sees."""
        return self._even.get(font, False)

    def width(self, font: bytes, text: str) -> float:
        """The width of a text of single glyphs in thousandths of the size; NotStampedError where the font lacks one."""
        glyphs = [self.glyph(font, char) for char in text]
        if None in glyphs:
            raise NotStampedError(text)
        return sum(float(one.width) for one in glyphs if one)

    def cast(self, font: bytes) -> Cast:
        """What a new font of these glyphs is made from; NotStampedError for a font that no role is set in."""
        if font not in self._casts:
            raise NotStampedError("font")
        return self._casts[font]

    def _fetch(self, font: bytes, char: str) -> None:
        known, kind = self._glyphs[font], self._kinds[font]
        self._sheets += 1
        wanted = [char, *(one for one in _common() if one not in known)] if self._sheets > FEW else [char]
        made = self._sheet(kind, ("".join(wanted),))
        found = dict(_by_text(made)) if made is not None and made.name == font else {}
        known.update({one: found.get(one) for one in wanted})

    def _sheet(self, kind: _Kind, lines: Iterable[str]) -> Font | None:
        """The font of a sheet; None where nothing was drawn, or with more space between than the glyphs have."""
        import typst

        data = json.dumps({"font": kind.family, "weight": kind.weight, "lines": list(lines)}, ensure_ascii=False)
        press = typst.Compiler(
            _SHEET, font_paths=self._shelf.listing, ignore_system_fonts=True, sys_inputs={"data": data}
        )
        try:
            made: Any = press.compile(format="pdf", timestamp=STAMP)
            pages = pages_of(take_apart(made))
        except (typst.TypstError, NotStampedError):
            return None
        fonts = {font.name: font for page in pages for font in page.fonts.values()}
        runs = [run for page in pages for section in page.sections for run in section if isinstance(run, Run)]
        shifted = any(isinstance(item, bytes) for run in runs for item in run.items)
        return next(iter(fonts.values())) if len(fonts) == 1 and not shifted else None


def _kinds(shelf: Shelf) -> Iterator[_Kind]:
    for face in shelf.faces.values():
        yield _Kind(face.families[0], 400)
        if face.has_bold:
            yield _Kind(face.families[0], 700)


def _by_text(font: Font) -> Iterator[tuple[str, Glyph]]:
    for glyph in font.glyphs.values():
        if len(glyph.text) == 1:
            yield glyph.text, glyph

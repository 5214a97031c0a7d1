"""Reading PDFs and pictures back with a second program: sizes, characters with their places, fonts."""

from __future__ import annotations

import ctypes
import struct
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Char:
    """A character on a page: its box in millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """A page: width and height in millimetres, its characters in the order they are drawn."""

    width: float
    height: float
    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.chars)

    def lines(self) -> list[list[Char]]:
        """The characters in rows from the top, each row from the left."""
        rows: list[list[Char]] = []
        for one in sorted(self.chars, key=lambda char: (char.bottom, char.left)):
            if rows and abs(rows[-1][-1].bottom - one.bottom) < 2:
                rows[-1].append(one)
            else:
                rows.append([one])
        return [sorted(row, key=lambda char: char.left) for row in rows]


def sheets(data: bytes) -> list[Sheet]:
    """The pages of a PDF, blanks left out."""
    document = pdfium.PdfDocument(data)
    return [_sheet(page) for page in document]


def _sheet(page) -> Sheet:
    width, height = page.get_size()
    words = page.get_textpage()
    chars = []
    for at in range(words.count_chars()):
        text = words.get_text_range(at, 1)
        left, bottom, right, top = words.get_charbox(at, loose=True)
        if text.strip():
            chars.append(Char(text, left / MM, (height - top) / MM, right / MM, (height - bottom) / MM))
    return Sheet(width / MM, height / MM, tuple(chars))


def text_of(data: bytes) -> str:
    """All characters of a PDF but blanks."""
    return "".join(sheet.text for sheet in sheets(data))


def fonts_of(data: bytes) -> dict[str, bool]:
    """Each font's name, and whether it lies in the file."""
    found = {}
    for page in pdfium.PdfDocument(data):
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(one.raw)
            size = raw.FPDFFont_GetBaseFontName(font, None, 0)
            name = ctypes.create_string_buffer(size)
            raw.FPDFFont_GetBaseFontName(font, name, size)
            found[name.value.decode()] = bool(raw.FPDFFont_GetIsEmbedded(font))
    return found


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])

"""Workbooks whose few cells stand so far apart that spreading them out would fill any memory: told before it is tried."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

CHUNK = 1 << 20
# The longest tag that may be cut by the end of a chunk.
OVERLAP = 4096
# Cells from A1 to the last; an honest table of 70,000 villages with a hundred columns has 7 million.
MOST_CELLS = 20_000_000
# A cell beyond column Z or row 99,999: without one there is nothing to work out.
_SUSPECT = re.compile(rb"[\"'](?:[A-Z]{2,3}\d|[A-Z]?\d{6,}[\"'])")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br\s*=\s*[\"'](\d{1,10})")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_REPEATED = re.compile(rb"number-(?:columns|rows)-repeated\s*=\s*[\"']0*(\d{4,})")
_FILLED_CELL = re.compile(rb"<(?:\w+:)?table-cell\b[^>]*\bvalue-type\b[^>]*>")
_ROW_TAG = re.compile(rb"(<(?:\w+:)?table-row\b[^>]*>)(.*?)</(?:\w+:)?table-row>", re.DOTALL)


@dataclass(slots=True)
class _Block:
    """The block from A1 that holds every cell seen: readers fill it from its first corner."""

    bottom: int = 0
    right: int = 1

    def see(self, row: int, column: int) -> None:
        self.bottom, self.right = max(self.bottom, row), max(self.right, column)

    @property
    def cells(self) -> int:
        return self.bottom * self.right


def far_away(book: zipfile.ZipFile) -> str:
    """What stands absurdly far from the rest (第1048576行, 第16384列), or an empty string when all is close together."""
    for member in book.infolist():
        if member.filename == "content.xml":
            if said := _repeats(book, member):
                return said
        elif member.filename.startswith("xl/") and "sharedStrings" not in member.filename:
            block = _block(book, member) if _suspect(book, member) else _Block()
            if block.cells > MOST_CELLS:
                return f"第{block.bottom}行、第{block.right}列还写着内容"
    return ""


def merged_cells(sheet: bytes) -> int:
    """How many cells the merged blocks of a sheet cover, by what its XML says."""
    blocks = _MERGED.findall(sheet)
    return sum(
        max(1, 1 + _column(right) - _column(left)) * max(1, 1 + int(bottom) - int(top))
        for left, top, right, bottom in blocks
    )


def _chunks(book: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member piece by piece, each with the end of the one before it."""
    with book.open(member) as stream:
        kept = b""
        while piece := stream.read(CHUNK):
            yield kept + piece
            kept = piece[-OVERLAP:]


def _suspect(book: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    return any(_SUSPECT.search(piece) for piece in _chunks(book, member))


def _block(book: zipfile.ZipFile, member: zipfile.ZipInfo) -> _Block:
    block = _Block()
    for piece in _chunks(book, member):
        for letters, row in _CELL.findall(piece):
            block.see(int(row), _column(letters))
        for row in _ROW.findall(piece):
            block.see(int(row), 1)
    return block


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _repeats(book: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    """The same for an OpenDocument table, where one cell or row may say that it stands there a million times."""
    data = book.read(member)
    for cell in _FILLED_CELL.finditer(data):
        if found := _REPEATED.search(cell[0]):
            return f"同一格内容重复了 {found[1].decode()[:10]} 次"
    for row in _ROW_TAG.finditer(data):
        if (found := _REPEATED.search(row[1])) and b"value-type" in row[2]:
            return f"同一行内容重复了 {found[1].decode()[:10]} 次"
    return ""

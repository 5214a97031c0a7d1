"""One file to print: the cards of all villages in roster order, ten different ones to a sheet, backs behind fronts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PART = "word/document.xml"
ACROSS, DOWN = 2, 5
EACH = ACROSS * DOWN
FILE = 1000  # cards in one file: more than a hundred sheets no office program opens gladly
_ROW = re.compile(rb'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="\d+" w:hRule="exact"/></w:trPr>')
_END = b"</w:tr>"
_PROPERTIES = b"</w:tcPr>"
_SPACING = b"<w:spacing"
_BREAK = b"<w:pageBreakBefore/>"


class NoCardsError(Exception):
    """The package holds no sheet of ten cards that are alike."""


class Sheet:
    """A sheet of one village's card: what stands around the cells of each side, and the cell of each side."""

    def __init__(self, document: bytes) -> None:
        rows = [match.span() for match in _ROW.finditer(document)]
        if not rows or len(rows) % DOWN:
            raise NoCardsError
        self.head = document[: rows[0][0]]
        self.openings: list[bytes] = []
        self.cells: list[bytes] = []
        self.between: list[bytes] = []
        for first in range(0, len(rows), DOWN):
            self._side(document, rows[first : first + DOWN], rows[first + DOWN :])

    def _side(self, document: bytes, rows: Sequence[tuple[int, int]], later: Sequence[tuple[int, int]]) -> None:
        size = rows[1][0] - rows[0][0]
        start, inside = rows[0]
        content = document[inside : start + size - len(_END)]
        cell = content[: len(content) // ACROSS]
        row = document[start:inside] + cell * ACROSS + _END
        end = rows[0][0] + size * DOWN
        if document[start:end] != row * DOWN:
            raise NoCardsError
        self.openings.append(document[start:inside])
        self.cells.append(cell)
        self.between.append(document[end : later[0][0] if later else len(document)])


def cards_of(document: bytes) -> tuple[bytes, ...]:
    """The cells of a village's card, one for each side."""
    return tuple(Sheet(document).cells)


def print_file(base: bytes, cards: Iterable[tuple[bytes, ...]]) -> bytes:
    """A package of sheets holding these cards in order; ``base`` is a package of one card, for everything around.

    Cells of a back are in mirrored order, so that paper turned over its long edge has each back behind its front.
    NoCardsError when ``base`` is no sheet of cards, or a card has another number of sides.
    """
    with ZipFile(BytesIO(base)) as package:
        members = {info.filename: package.read(info) for info in package.infolist()}
    frame = Sheet(members[PART])
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, data in members.items():
            if name != PART:
                made.writestr(_info(name), data)
        with made.open(_info(PART), "w", force_zip64=True) as stream:
            for part in _body(frame, cards):
                stream.write(part)
    return out.getvalue()


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type, info.create_system = ZIP_DEFLATED, 0
    return info


def _body(frame: Sheet, cards: Iterable[tuple[bytes, ...]]) -> Iterator[bytes]:
    start = frame.head.index(b"<w:body>") + len(b"<w:body>")
    lead = frame.head[start:]
    last = frame.between[-1]
    end = last.index(b"</w:tbl>") + len(b"</w:tbl>")
    yield frame.head[:start]
    waiting = iter(cards)
    opening = lead
    while sheet := list(islice(waiting, EACH)):
        if any(len(card) != len(frame.cells) for card in sheet):
            raise NoCardsError
        yield from _sheet(frame, sheet, opening, last[:end])
        opening = _on_new_page(lead)
    yield last[end:]


def _sheet(frame: Sheet, cards: Sequence[tuple[bytes, ...]], opening: bytes, closing: bytes) -> Iterator[bytes]:
    yield opening
    for side, row in enumerate(frame.openings):
        cells = [card[side] for card in cards] + [_blank(frame.cells[side])] * (EACH - len(cards))
        for at in range(0, EACH, ACROSS):
            across = cells[at : at + ACROSS]
            yield row + b"".join(reversed(across) if side else across) + _END
        yield frame.between[side] if side + 1 < len(frame.openings) else closing


def _blank(cell: bytes) -> bytes:
    """The cell with nothing in it."""
    end = cell.index(_PROPERTIES) + len(_PROPERTIES)
    return cell[:end] + b"<w:p/></w:tc>"


def _on_new_page(lead: bytes) -> bytes:
    """The paragraph before a table, beginning a page."""
    if _BREAK in lead:
        return lead
    return lead.replace(_SPACING, _BREAK + _SPACING, 1)

"""One file to print: the cards of all villages in roster order, ten different ones to a sheet, backs behind fronts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from itertools import count, islice
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PART = "word/document.xml"
LINKS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
MEDIA = "word/media/"
ACROSS, DOWN = 2, 5
EACH = ACROSS * DOWN
FILE = 1000  # cards in one file: more than a hundred sheets no office program opens gladly
_ROW = re.compile(rb'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="\d+" w:hRule="exact"/></w:trPr>')
_END = b"</w:tr>"
_PROPERTIES = b"</w:tcPr>"
_SPACING = b"<w:spacing"
_BREAK = b"<w:pageBreakBefore/>"
_DRAWN = b"<wp:docPr "
_NUMBER = re.compile(rb'(<wp:docPr id=)"\d+"')
_EMBEDDED = re.compile(rb'(r:embed=)"([^"]+)"')
_LINK = re.compile(r'<Relationship Id="([^"]+)" Type="[^"]+/image" Target="([^"]+)"/>')
_LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_PNG = '<Default Extension="png" ContentType="image/png"/>'


class NoCardsError(Exception):
    """The package holds no sheet of ten cards that are alike."""


class Sheet:
    """A sheet of one village's card: what stands around the cells of each side, and the cell of each side.

    Drawings are all numbered 0 here: that number is all in which ten cards with a picture differ.
    """

    def __init__(self, document: bytes) -> None:
        if _DRAWN in document:
            document = _NUMBER.sub(rb'\1"0"', document)
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


@dataclass(frozen=True, slots=True)
class Card:
    """A village's card: a cell for each side, and the pictures in them by the id they are called by."""

    sides: tuple[bytes, ...]
    pictures: Mapping[bytes, bytes] = field(default_factory=dict)


def card_of(member: Callable[[str], bytes]) -> Card:
    """The card in a package, of which ``member`` gives a member by its name; NoCardsError when it holds none."""
    sides = tuple(Sheet(member(PART)).cells)
    ids = sorted({found for cell in sides for _, found in _EMBEDDED.findall(cell)})
    if not ids:
        return Card(sides)
    targets = _targets(member(LINKS))
    return Card(sides, {one: member(f"word/{targets[one.decode()]}") for one in ids})


@lru_cache(maxsize=8)
def _targets(links: bytes) -> dict[str, str]:
    return dict(_LINK.findall(links.decode()))


class _Pictures:
    """The pictures of a whole print file, each kept once, and the numbers of its drawings."""

    def __init__(self) -> None:
        self.names: dict[bytes, str] = {}
        self._numbers = count(1)

    def placed(self, cell: bytes, card: Card) -> bytes:
        """A side of a card with its pictures called by their names in this file."""
        if _DRAWN not in cell:
            return cell
        cell = _NUMBER.sub(lambda found: b'%s"%d"' % (found[1], next(self._numbers)), cell)
        return _EMBEDDED.sub(lambda found: b'%s"%s"' % (found[1], self._id(card.pictures[found[2]])), cell)

    def _id(self, picture: bytes) -> bytes:
        return self.names.setdefault(picture, f"rIdCard{len(self.names) + 1}").encode()

    def members(self) -> Iterator[tuple[str, bytes]]:
        """(name in the package, bytes) of each."""
        return ((f"{MEDIA}{name}.png", picture) for picture, name in self.names.items())

    def linked(self, links: str) -> str:
        """The relations of a document, with these pictures instead of its own."""
        ours = "".join(
            f'<Relationship Id="{name}" Type="{_LINKED}" Target="media/{name}.png"/>' for name in self.names.values()
        )
        return _LINK.sub("", links).replace("</Relationships>", f"{ours}</Relationships>")


def print_file(base: bytes, cards: Iterable[Card]) -> bytes:
    """A package of sheets holding these cards in order; ``base`` is a package of one card, for everything around.

    Cells of a back are in mirrored order, so that paper turned over its long edge has each back behind its front.
    NoCardsError when ``base`` is no sheet of cards, or a card has another number of sides.
    """
    with ZipFile(BytesIO(base)) as package:
        members = {info.filename: package.read(info) for info in package.infolist()}
    frame = Sheet(members.pop(PART))
    if any(_EMBEDDED.search(part) for part in (frame.head, *frame.between)):
        raise NoCardsError
    pictures = _Pictures()
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        with made.open(_info(PART), "w", force_zip64=True) as stream:
            for part in _body(frame, cards, pictures):
                stream.write(part)
        members[LINKS] = pictures.linked(members[LINKS].decode()).encode()
        if pictures.names and _PNG.encode() not in members[TYPES]:
            members[TYPES] = members[TYPES].replace(b"<Default ", _PNG.encode() + b"<Default ", 1)
        others = {name: data for name, data in members.items() if not name.startswith(MEDIA)}
        for name, data in (*others.items(), *pictures.members()):
            made.writestr(_info(name), data)
    return out.getvalue()


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type, info.create_system = ZIP_DEFLATED, 0
    return info


def _body(frame: Sheet, cards: Iterable[Card], pictures: _Pictures) -> Iterator[bytes]:
    start = frame.head.index(b"<w:body>") + len(b"<w:body>")
    lead = frame.head[start:]
    last = frame.between[-1]
    end = last.index(b"</w:tbl>") + len(b"</w:tbl>")
    yield frame.head[:start]
    waiting = iter(cards)
    opening = lead
    while sheet := list(islice(waiting, EACH)):
        if any(len(card.sides) != len(frame.cells) for card in sheet):
            raise NoCardsError
        yield from _sheet(frame, sheet, opening, last[:end], pictures)
        opening = _on_new_page(lead)
    yield last[end:]


def _sheet(frame: Sheet, cards: Sequence[Card], opening: bytes, closing: bytes, pictures: _Pictures) -> Iterator[bytes]:
    yield opening
    for side, row in enumerate(frame.openings):
        cells = [pictures.placed(card.sides[side], card) for card in cards]
        cells += [_blank(frame.cells[side])] * (EACH - len(cards))
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

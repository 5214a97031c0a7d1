"""Sheets of panels: a folded leaflet and ten cards, as tables of the panels' true sizes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docx.oxml.ns import qn

from xuanchuan.model.document import Document, Panel, Paragraph, Text
from xuanchuan.render.docx.blocks import write
from xuanchuan.render.docx.place import Place
from xuanchuan.render.docx.properties import border
from xuanchuan.render.docx.tables import SIDES, Padding, cell, frame, gap, hair
from xuanchuan.render.docx.xml import Element, element, millimetres
from xuanchuan.render.looks import Page
from xuanchuan.render.panels import (
    BACK,
    CARD_HEIGHT,
    CARDS_ACROSS,
    CARDS_DOWN,
    COVER,
    Face,
    card_sides,
    faces,
    trifold_sides,
)

CARD_PADDING, PANEL_PADDING = 5, 7
HAIR = 2.0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the sheet: the faces of a row, how often the row stands below itself, its height in millimetres."""

    faces: tuple[Face, ...]
    widths: tuple[float, ...]
    rows: int
    height: float


@dataclass(frozen=True, slots=True)
class Room:
    """A panel as written: its name, what stands on it, and the width and height in twips that it has for that."""

    name: str
    content: Element
    width: int
    height: int


def sheets(document: Document, page: Page, place: Place) -> None:
    """Write the sides of the sheet one below the other; what stands in no panel goes on a page before them."""
    _, others = faces(document)
    write(others, place)
    for side in _sides(document, page):
        twips = [millimetres(width) for width in side.widths]
        made = []
        for _ in range(side.rows):
            cells = [_panel(face, at, twips, place, page)[0] for at, face in enumerate(side.faces)]
            made.append(_fixed_row(cells, millimetres(side.height)))
        place.add(hair(new_page=bool(len(place.element))))
        place.add(frame(twips, made, None, Padding(0, 0, 0, 0)))


def rooms(document: Document, page: Page, place: Place) -> Iterator[Room]:
    """Every panel once, with the room that it has."""
    for side in _sides(document, page):
        twips = [millimetres(width) for width in side.widths]
        for at, face in enumerate(dict.fromkeys(side.faces)):
            content, inner = _panel(face, at, twips, place, page)
            height = millimetres(side.height) - inner.top - inner.bottom
            yield Room(face.name, content, twips[at] - inner.left - inner.right, height)


def _sides(document: Document, page: Page) -> Iterator[Side]:
    panels, _ = faces(document)
    if page.sheet == "card":
        for face in card_sides(panels):
            yield Side((face,) * CARDS_ACROSS, (face.width,) * CARDS_ACROSS, CARDS_DOWN, CARD_HEIGHT)
        return
    if document.footer:
        imprint = Panel(BACK, (Paragraph((Text(document.footer),), "note"),))
        panels, _ = faces(replace(document, blocks=(*document.blocks, imprint)))
    for row in trifold_sides(panels):
        widths = [face.width for face in row]
        widths[0] -= page.left
        widths[-1] -= page.right
        yield Side(row, tuple(widths), 1, page.height - page.top - page.bottom - HAIR)


def _panel(face: Face, at: int, widths: Sequence[int], place: Place, page: Page) -> tuple[Element, Padding]:
    """A cell holding a panel, and its padding; beside the margins of the page that is less. The cover stands in the middle."""
    cut_out = page.sheet == "card"
    padding = CARD_PADDING if cut_out else PANEL_PADDING
    left = padding - (page.left if not cut_out and at == 0 else 0)
    right = padding - (page.right if not cut_out and at == len(widths) - 1 else 0)
    inner = Padding(millimetres(padding - 1 if cut_out else 1), millimetres(left), millimetres(1), millimetres(right))
    dashed = element("tcBorders", *(_cut(side) for side in SIDES)) if cut_out else None
    made = cell(widths[at], borders=dashed, middle=cut_out or face.name == COVER, padding=inner)
    inside = replace(place, element=made, width=widths[at] - inner.left - inner.right)
    write(face.blocks, inside)
    if not len(made) or made[-1].tag != qn("w:p"):
        made.append(gap())
    return made, inner


def _cut(side: str) -> Element:
    """A line to cut along."""
    line = border(side, "A6A6A6", 4)
    line.set(qn("w:val"), "dashed")
    return line


def _fixed_row(cells: Sequence[Element], height: int) -> Element:
    properties = element("trPr", element("cantSplit"), element("trHeight", val=height, hRule="exact"))
    return element("tr", properties, *cells)

"""Sheets of panels: a folded leaflet and ten cards, as tables of the panels' true sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docx.oxml.ns import qn

from xuanchuan.model.document import Block, Document, Panel, Paragraph, Text
from xuanchuan.render.docx.blocks import write
from xuanchuan.render.docx.place import Place
from xuanchuan.render.docx.properties import border
from xuanchuan.render.docx.tables import SIDES, Padding, cell, frame, gap, hair
from xuanchuan.render.docx.xml import Element, element, millimetres
from xuanchuan.render.looks import Page
from xuanchuan.render.panels import BACK, CARD_HEIGHT, CARDS_ACROSS, CARDS_DOWN, card_sides, faces, trifold_sides

CARD_PADDING, PANEL_PADDING = 5, 7
HAIR = 2.0


def sheets(document: Document, page: Page, place: Place) -> None:
    """Write the sides of the sheet one below the other; what stands in no panel goes on a page before them."""
    panels, others = faces(document)
    if document.footer and page.sheet == "trifold":
        imprint = Panel(BACK, (Paragraph((Text(document.footer),), "note"),))
        panels, _ = faces(replace(document, blocks=(*document.blocks, imprint)))
    write(others, place)
    if page.sheet == "card":
        for face in card_sides(panels):
            rows = [[face.blocks] * CARDS_ACROSS] * CARDS_DOWN
            _side(place, [face.width] * CARDS_ACROSS, rows, CARD_HEIGHT, CARD_PADDING)
    else:
        height = page.height - page.top - page.bottom - HAIR
        for side in trifold_sides(panels):
            widths = [face.width for face in side]
            widths[0] -= page.left
            widths[-1] -= page.right
            _side(place, widths, [[face.blocks for face in side]], height, PANEL_PADDING, page)


def _side(
    place: Place,
    widths: Sequence[float],
    rows: Sequence[Sequence[tuple[Block, ...]]],
    height: float,
    padding: float,
    page: Page | None = None,
) -> None:
    """One side of the sheet: a table of panels on a page of its own."""
    twips = [millimetres(width) for width in widths]
    made = []
    for row in rows:
        cells = [_panel(blocks, at, twips, padding, place, page) for at, blocks in enumerate(row)]
        made.append(_fixed_row(cells, millimetres(height)))
    place.add(hair(new_page=bool(len(place.element))))
    place.add(frame(twips, made, None, Padding(0, 0, 0, 0)))


def _panel(
    blocks: tuple[Block, ...], at: int, widths: Sequence[int], padding: float, place: Place, page: Page | None
) -> Element:
    """A cell holding a panel; beside the margins of the page its own padding is less."""
    left = padding - (page.left if page and at == 0 else 0)
    right = padding - (page.right if page and at == len(widths) - 1 else 0)
    inner = Padding(
        millimetres(padding - 1 if page is None else 1), millimetres(left), millimetres(1), millimetres(right)
    )
    dashed = element("tcBorders", *(_cut(side) for side in SIDES)) if page is None else None
    made = cell(widths[at], borders=dashed, middle=page is None, padding=inner)
    inside = replace(place, element=made, width=widths[at] - inner.left - inner.right)
    write(blocks, inside)
    if not len(made) or made[-1].tag != qn("w:p"):
        made.append(gap())
    return made


def _cut(side: str) -> Element:
    """A line to cut along."""
    line = border(side, "A6A6A6", 4)
    line.set(qn("w:val"), "dashed")
    return line


def _fixed_row(cells: Sequence[Element], height: int) -> Element:
    properties = element("trPr", element("cantSplit"), element("trHeight", val=height, hRule="exact"))
    return element("tr", properties, *cells)

"""Boxes: callouts, the law's words with a coloured bar, numbered cards, the banner over a leaflet."""

from __future__ import annotations

from collections.abc import Sequence

from xuanchuan.model.document import Callout, Document, Inlines, Paragraph, Quote, Text
from xuanchuan.render.docx.place import Place, paragraph
from xuanchuan.render.docx.properties import border
from xuanchuan.render.docx.runs import literal_run
from xuanchuan.render.docx.tables import Padding, all_borders, cell, frame, gap, row
from xuanchuan.render.docx.titles import title
from xuanchuan.render.docx.xml import Element, element, millimetres, points
from xuanchuan.render.front import plain

BOX = Padding(top=70, left=170, bottom=50, right=170)
BAR = 36  # eighths of a point; programs differ by half of it in where a table with such an edge begins
LONG = 500
CARD = Padding(top=70, left=110, bottom=70, right=110)
# The width of a digit in bold type, to its size, with a little air.
DIGIT = 0.7
HEAVY = 24


def banner(document: Document, place: Place) -> list[Element]:
    """The title in white on a coloured band the width of the text."""
    padding = Padding(top=200, left=200, bottom=160, right=200)
    words = [title(document.title, place, padding.left + padding.right)]
    if document.subtitle:
        words.append(paragraph("subtitle", (Text(document.subtitle),)))
    return _banded(words, padding, place)


def band(inlines: Inlines, place: Place) -> list[Element]:
    """A slogan as it will hang: white on a coloured band."""
    return _banded([paragraph("banner", inlines)], Padding(), place)


def _banded(words: Sequence[Element], padding: Padding, place: Place) -> list[Element]:
    """Paragraphs on the band; where it has no colour, a heavy frame stands for it."""
    fill = place.look.color("band")
    edge = all_borders("tcBorders", "000000", HEAVY, inner=False) if fill == place.look.color("paper") else None
    cloth = cell(place.width, *words, fill=fill, borders=edge)
    return [frame([place.width], [row([cloth])], None, padding), gap()]


def box(place: Place, bar: str, fill: str, *, framed: bool, splits: bool = False) -> tuple[Element, Place]:
    """An empty box: the table to append, and the place inside it."""
    color = place.look.color(bar)
    rule = place.look.color("rule")
    sides = [
        border("top", rule, 6) if framed else None,
        border("left", color, BAR),
        border("bottom", rule, 6) if framed else None,
        border("right", rule, 6) if framed else None,
    ]
    shift = points(BAR / 8 / 4)
    width = place.width - 2 * shift
    inside = cell(width, fill=place.look.color(fill), middle=False, borders=element("tcBorders", *sides))
    made = frame([width], [row([inside], splits=splits)], None, BOX, shift=shift)
    return made, place.inside(inside, width - BOX.left - BOX.right)


def quote(block: Quote, place: Place) -> list[Element]:
    """The law's words in 楷体 with citation above, version small below, and our 白话 and 注意 labelled."""
    long = sum(map(len, (*block.lines, block.gloss, block.caution))) > LONG
    made, inside = box(place, "quote", "quote_tint", framed=False, splits=long)
    inside.write("citation", (Text(block.citation),))
    for line in block.lines:
        inside.write("law", (Text(line),))
    if block.version:
        inside.write("version", (Text(block.version),))
    for label, words in block.remarks:
        inside.write("gloss", (Text(label, strong=True), Text(words)))
    return [made, gap()]


def cards(items: Sequence[Inlines], place: Place) -> list[Element]:
    """Numbered cards, two abreast when the number is even and the place wide enough."""
    abreast = 2 if len(items) % 2 == 0 and place.width > millimetres(120) else 1
    card = (place.width - millimetres(3) * (abreast - 1)) // abreast
    disc = max(millimetres(11), points(DIGIT * place.style("card_number").size) + CARD.left + CARD.right)
    one = [disc, card - disc]
    gutter = place.width - 2 * card
    widths = [*one, gutter, *one] if abreast == 2 else one
    rows: list[Element] = []
    for start in range(0, len(items), abreast):
        cells: list[Element] = []
        for number, item in enumerate(items[start : start + abreast], start + 1):
            cells += ([cell(gutter, gap(), bare=True)] if cells else []) + _card(number, item, one, place)
        rows += ([row([cell(width, gap(), bare=True) for width in widths])] if rows else []) + [row(cells)]
    return [frame(widths, rows, None, CARD), gap()]


def _card(number: int, item: Inlines, widths: list[int], place: Place) -> list[Element]:
    accent, paper = place.look.color("accent"), place.look.color("paper")
    edge = all_borders("tcBorders", accent, 8, inner=False)
    disc = cell(widths[0], paragraph("card_number", literal_run(str(number))), fill=accent)
    return [disc, cell(widths[1], paragraph("card", item), fill=paper, borders=edge)]


def draft(block: Callout) -> list[Element]:
    """The draft mark: one yellow paragraph that a person deletes when everything is filled in."""
    words = "　".join([block.title, *(plain(inner.inlines) for inner in block.blocks if isinstance(inner, Paragraph))])
    return [paragraph("draft", (Text(words),))]

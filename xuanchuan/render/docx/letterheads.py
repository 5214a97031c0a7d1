"""版头, 信函格式, 简报 and 版记 as Word paragraphs: plain ones to edit, those tied to the paper in frames."""

from __future__ import annotations

from dataclasses import replace

from docx.oxml.ns import qn

from xuanchuan.model.document import Imprint, Letterhead
from xuanchuan.render.docx.place import Place, paragraph
from xuanchuan.render.docx.properties import border
from xuanchuan.render.docx.runs import literal_run, runs
from xuanchuan.render.docx.tables import hair
from xuanchuan.render.docx.xml import Element, element, half_points, millimetres, points
from xuanchuan.render.looks import Look, Page
from xuanchuan.render.official import (
    BRIEF_MARK_BELOW_TOP,
    LETTER_MARK_TOP,
    LETTER_RULE,
    LETTER_RULE_ABOVE_BOTTOM,
    LETTER_RULE_BELOW_MARK,
    LINE_BELOW_NUMBER,
    MARK_BELOW_TOP,
    MARK_LINE,
    mark_size,
)
from xuanchuan.render.units import TWIPS_PER_POINT

POINTS_PER_MM = 72 / 25.4
RED_LINE = 12  # eighths of a point
THICK, THIN = 18, 6
NUMBER_BELOW_RULE = 7 / 8
# What a line of 28.9 points has below type of 16, as LibreOffice and Word set it, in points.
BELOW_TYPE = 4
IN_FRAME = {"wrap": "around", "vAnchor": "margin", "hAnchor": "margin", "xAlign": "left", "yAlign": "bottom"}


def letterhead(block: Letterhead, place: Place) -> list[Element]:
    """What stands above the title, with the air below it."""
    line = place.style("body").line
    number, right = list(runs(block.number)), list(runs(block.right))
    if block.kind == "letter":
        return [_air(NUMBER_BELOW_RULE * place.style("body").size), _number(number, "right", place), _air(2 * line)]
    below_top = MARK_BELOW_TOP if block.kind == "document" else BRIEF_MARK_BELOW_TOP
    size = mark_size(block.mark, place.width / TWIPS_PER_POINT)
    made = [_air(below_top * POINTS_PER_MM - _lead(size)), _mark(block.mark, size)]
    if block.kind == "brief":
        made += [_air(line / 2), _number(number, "center", place)]
        return [*made, _ends(list(runs(block.left)), right, place, ruled=True), _air(line)]
    made.append(_air(2 * line))
    if right:
        return [*made, _ends(number, right, place, ruled=True), _air(2 * line)]
    return [*made, _number(number, "center", place, ruled=True), _air(2 * line)]


def letter_header(block: Letterhead, look: Look, page: Page) -> Element:
    """The first page's header of a letter: the mark, and a red rule thick over thin below it."""
    size = _letter_size(block)
    mark = _mark(block.mark, size)
    air = _air(LETTER_RULE_BELOW_MARK * POINTS_PER_MM - _lead(size))
    return element("hdr", mark, air, _double_rule(look, page, THICK, THIN))


def letter_footer(page: Page, look: Look) -> Element:
    """The first page's footer of a letter: a red rule thin over thick, and no number."""
    return element("ftr", _double_rule(look, page, THIN, THICK))


def letter_page(block: Letterhead, page: Page) -> Page:
    """The page of a letter: its header and footer stand where the mark and the lower rule must be."""
    top = LETTER_MARK_TOP - _lead(_letter_size(block)) / POINTS_PER_MM
    return replace(page, header=top, footer=LETTER_RULE_ABOVE_BOTTOM)


def _letter_size(block: Letterhead) -> float:
    return mark_size(block.mark, LETTER_RULE * POINTS_PER_MM)


def _lead(size: float) -> float:
    """The air above a mark in its own line, and below it, in points."""
    return (MARK_LINE - 1) * size / 2


def imprint(block: Imprint, place: Place) -> list[Element]:
    """版记: a frame lying on the lower edge of the type area, thick rules above and below, thin ones between.

    A frame of text stays at the foot in every program; a table that floats stands below the text in some. The frame's
    anchor stays with the last words above, so that 版记 has no page of its own.
    """
    lines = [(list(runs(words)), list[Element]()) for words in block.copies if words]
    if block.office or block.day:
        lines.append((list(runs(block.office)), list(runs(block.day))))
    if not lines:
        return []
    _hold_on(place)
    return [*(_framed(left, right, place) for left, right in lines), hair()]


def _hold_on(place: Place) -> None:
    """The paragraph last written stays on the page of what follows."""
    last = place.element[-1] if len(place.element) else None
    if last is not None and last.tag == qn("w:p") and last.pPr.find(qn("w:keepNext")) is None:
        last.pPr._insert_keepNext(element("keepNext"))


def _framed(left: list[Element], right: list[Element], place: Place) -> Element:
    """A line of 版记, one character in on both sides, turning over after 抄送：; lines of one frame and one shape share it.

    The rules belong to the style: with a line between of its own a paragraph loses its frame in LibreOffice.
    """
    one = points(place.style("imprint").size)
    frame = element("framePr", **IN_FRAME, w=place.width)
    ends = element("ind", left=4 * one, right=0, hanging=4 * one)
    content = [*literal_run("\t"), *left, *(literal_run("\t") if right else []), *right]
    return paragraph("imprint", content, frame, _end_tabs(one, place), ends)


def _end_tabs(one: int, place: Place) -> Element:
    return element("tabs", element("tab", val="left", pos=one), element("tab", val="right", pos=place.width - one))


def _mark(words: str, size: float) -> Element:
    spacing = element("spacing", line=points(size * MARK_LINE), lineRule="exact")
    properties = [element("sz", val=half_points(size)), element("szCs", val=half_points(size))]
    return paragraph("mark", literal_run(words, properties=properties), spacing)


def _number(words: list[Element], side: str, place: Place, ruled: bool = False) -> Element:
    return paragraph("document_number", words, _red_line(place, ruled), element("jc", val=side))


def _ends(left: list[Element], right: list[Element], place: Place, *, ruled: bool = False) -> Element:
    """Words at both ends of a line, each one character in."""
    tabs = _end_tabs(points(place.style("document_number").size), place)
    content = [*literal_run("\t"), *left, *literal_run("\t"), *right]
    return paragraph("document_number", content, _red_line(place, ruled), tabs, element("ind", left=0, right=0))


def _red_line(place: Place, ruled: bool) -> Element | None:
    if not ruled:
        return None
    space = round(LINE_BELOW_NUMBER * POINTS_PER_MM - BELOW_TYPE)
    return element("pBdr", border("bottom", place.look.color("red"), RED_LINE, space))


def _double_rule(look: Look, page: Page, upper: int, lower: int) -> Element:
    """Two lines close together, the edges of a paragraph two points high, in the middle of the paper."""
    color = look.color("red")
    edges = element("pBdr", border("top", color, upper), border("bottom", color, lower))
    side = (page.width - LETTER_RULE) / 2
    spacing = element("spacing", before=0, after=0, line=points(2), lineRule="exact")
    ends = element("ind", left=millimetres(side - page.left), right=millimetres(side - page.right))
    return paragraph("gap", [], edges, spacing, ends)


def _air(height: float) -> Element:
    """An empty paragraph of exactly this height in points."""
    spacing = element("spacing", before=0, after=0, line=points(height), lineRule="exact")
    return paragraph("gap", [], spacing)

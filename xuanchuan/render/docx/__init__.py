"""A Document as a Word file (.docx) on a lean base of our own, for WPS, Word and LibreOffice."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import Any

from docx.oxml.ns import qn

from xuanchuan.model.document import Block, Callout, Document, PageBreak, Text
from xuanchuan.render.docx.blocks import TABLE, elements, write
from xuanchuan.render.docx.boxes import banner
from xuanchuan.render.docx.contents import contents_page
from xuanchuan.render.docx.fitting import fitted
from xuanchuan.render.docx.footers import column_width, single_column
from xuanchuan.render.docx.letterheads import imprint, letter_page, letterhead
from xuanchuan.render.docx.package import base, finished
from xuanchuan.render.docx.place import Place
from xuanchuan.render.docx.runs import set_rubies
from xuanchuan.render.docx.sheets import sheets
from xuanchuan.render.docx.stylesheet import style_id
from xuanchuan.render.docx.tables import gap, hair
from xuanchuan.render.docx.titles import title
from xuanchuan.render.docx.xml import Element, millimetres
from xuanchuan.render.front import contents, opening, prepared
from xuanchuan.render.literal import columns
from xuanchuan.render.looks import look_of
from xuanchuan.render.official import split
from xuanchuan.render.text import words

COVER_ROWS = 30
COVER_COLUMNS = 74

__all__ = ["render"]


def render(document: Document) -> bytes:
    """The bytes of the .docx: same document, same bytes."""
    document = prepared(document)
    style = look_of(document)
    page = style.page.turned() if document.landscape else style.page
    head, between, foot = split(document)
    if head and head.kind == "letter":
        page = letter_page(head, page)
    if page.sheet:
        style = fitted(document, style, page)
    word = base(document, style, page)
    document = between
    body = word.element.body
    section = body[-1]
    place = Place(body, millimetres(page.text_width), style, part=word.part)
    if page.sheet:
        sheets(document, page, place)
        return _ended(word, place, section)
    marks, blocks = _draft_marks(document.blocks)
    for mark in marks:
        place.add(*elements(mark, place))
    if head:
        place.add(*letterhead(head, place))
    _title(document, place)
    if page.columns > 1:
        place.add(_above_columns(section))
        place = replace(place, width=millimetres(column_width(page)))
    if lines := contents(document):
        cover, blocks = opening(blocks)
        write(cover, place)
        place.add(*contents_page(lines, alone=_rows(cover) + len(lines) > COVER_ROWS))
        blocks = (PageBreak(), *blocks)
    write(blocks, place)
    if foot:
        place.add(*imprint(foot, place))
    return _ended(word, place, section)


def _ended(word: Any, place: Place, section: Element) -> bytes:
    """The finished file. A table must have a paragraph after it: at the very end it is a point high, or it would take
    a page of its own when the table reaches the foot of the last."""
    body = place.element
    if len(body) > 1 and body[-1].tag == qn("w:p") and body[-1].style == style_id("gap") and body[-2].tag == TABLE:
        body.remove(body[-1])
    if len(body) and body[-1].tag == TABLE:
        place.add(hair())
    body.append(section)
    set_rubies(body, place.look)
    return finished(word)


def _above_columns(section: Element) -> Element:
    """The end of the section that holds the title: what follows stands in columns on the same page."""
    made = gap()
    made.pPr.append(single_column(section))
    return made


def _rows(blocks: tuple[Block, ...]) -> int:
    """About how many lines the blocks take."""
    return sum(ceil(columns(line) / COVER_COLUMNS) or 1 for block in blocks for line in words(block).split("\n"))


def _draft_marks(blocks: tuple[Block, ...]) -> tuple[list[Callout], tuple[Block, ...]]:
    """Draft marks go above the title, to be seen first and deleted easily."""
    marks = [block for block in blocks if isinstance(block, Callout) and block.kind == "draft"]
    return marks, tuple(block for block in blocks if block not in marks)


def _title(document: Document, place: Place) -> None:
    if place.look.page.banner:
        place.add(*banner(document, place))
        return
    if document.title:
        place.add(title(document.title, place))
    if document.subtitle:
        place.write("subtitle", (Text(document.subtitle),))

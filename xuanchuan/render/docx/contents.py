"""The contents of a handout as plain linked lines: no field that WPS leaves empty, no number that may be wrong."""

from __future__ import annotations

from docx.oxml.ns import qn

from xuanchuan.model.document import Inlines, Text
from xuanchuan.render.docx.place import paragraph
from xuanchuan.render.docx.runs import literal_run
from xuanchuan.render.docx.xml import Element, element, flag
from xuanchuan.render.front import plain


def contents_page(lines: tuple[tuple[int, int, Inlines], ...], *, alone: bool) -> list[Element]:
    """目录 and one line for each heading, linked to it by a bookmark; ``alone`` on a page of its own."""
    entries = [_line(number, level, plain(words)) for number, level, words in lines]
    title = paragraph("contents_title", (Text("目录"),), flag("pageBreakBefore", alone))
    return [title, *entries]


def _line(number: int, level: int, words: str) -> Element:
    link = element("hyperlink", *literal_run(words), history=True)
    link.set(qn("w:anchor"), f"_Heading{number}")
    return paragraph(f"contents{min(2, level)}", [link])

"""Inlines become runs: every character as typed, marks in the Chinese font, slots on yellow."""

from __future__ import annotations

import re

from docx.oxml.ns import qn

from xuanchuan.model.document import Inline, Inlines, LineBreak, Slot, Text
from xuanchuan.render.docx.properties import all_fonts
from xuanchuan.render.docx.xml import Element, element
from xuanchuan.render.front import slot_words
from xuanchuan.render.literal import is_ambiguous
from xuanchuan.render.looks import fonts

_PIECES = re.compile("([\t\n])")


def runs(inlines: Inlines) -> list[Element]:
    """The runs of a paragraph."""
    return [run for inline in inlines for run in _inline_runs(inline)]


def literal_run(text: str, *, properties: list[Element] | None = None) -> list[Element]:
    """One run with exactly these characters; none for an empty text. Tabs and newlines become w:tab and w:br."""
    if not text:
        return []
    properties = list(properties or [])
    if is_ambiguous(text) and not any(child.tag == qn("w:rFonts") for child in properties):
        properties.insert(0, element("rFonts", hint="eastAsia"))
    head = element("rPr", *properties) if properties else None
    return [element("r", head, *(_piece(piece) for piece in _PIECES.split(text) if piece))]


def _inline_runs(inline: Inline) -> list[Element]:
    match inline:
        case Text(text=text, strong=strong, emphasis=emphasis):
            properties = [all_fonts(fonts()["楷体"].name)] if emphasis else []
            return literal_run(text, properties=properties + ([element("b"), element("bCs")] if strong else []))
        case Slot(hint=hint):
            return literal_run(slot_words(hint), properties=[element("highlight", val="yellow")])
        case LineBreak():
            return [element("r", element("br"))]


def _piece(piece: str) -> Element:
    if piece == "\t":
        return element("tab")
    if piece == "\n":
        return element("br")
    text = element("t")
    text.text = piece
    if piece != piece.strip() or "  " in piece:
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return text

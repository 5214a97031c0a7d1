"""Inlines become runs: every character as typed, marks in the Chinese font, slots on yellow."""

from __future__ import annotations

import re

from docx.oxml.ns import qn

from xuanchuan.model.document import Inline, Inlines, LineBreak, Slot, Text
from xuanchuan.render.docx.properties import all_fonts
from xuanchuan.render.docx.stylesheet import style_id
from xuanchuan.render.docx.xml import Element, element, half_points
from xuanchuan.render.front import slot_words
from xuanchuan.render.literal import is_ambiguous
from xuanchuan.render.looks import Look, fonts

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


def ruby(base: list[Element], reading: str) -> Element:
    """Runs with a reading above them; ``set_rubies`` gives it its size once the paragraph's style is known."""
    above = element("rt", *literal_run(reading, properties=[element("sz", val=0)]))
    return element("r", element("ruby", element("rubyPr"), above, element("rubyBase", *base)))


def set_rubies(body: Element, look: Look) -> None:
    """Size and height of every reading: half the type below it, just clear of it."""
    sizes = {style_id(role): half_points(style.size) for role, style in look.styles.items()}
    for one in body.iter(qn("w:ruby")):
        style = next(one.iterancestors(qn("w:p"))).find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        size = sizes.get(style.get(qn("w:val")) if style is not None else "", sizes["Normal"])
        one.find(qn("w:rubyPr")).extend(
            [
                element("rubyAlign", val="center"),
                element("hps", val=size // 2),
                element("hpsRaise", val=size * 7 // 8),
                element("hpsBaseText", val=size),
                element("lid", val="zh-CN"),
            ]
        )
        for mark in one.find(qn("w:rt")).iter(qn("w:sz")):
            mark.set(qn("w:val"), str(size // 2))


def _inline_runs(inline: Inline) -> list[Element]:
    match inline:
        case Text(text=text, strong=strong, emphasis=emphasis, reading=reading):
            properties = [all_fonts(fonts()["楷体"].name)] if emphasis else []
            base = literal_run(text, properties=properties + ([element("b"), element("bCs")] if strong else []))
            return [ruby(base, reading)] if reading else base
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

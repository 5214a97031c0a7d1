"""The section's page set-up, its headers and footers: page numbers where GB/T 9704 wants them, and the imprint."""

from __future__ import annotations

from copy import deepcopy

from docx.oxml.ns import qn

from xuanchuan.model.document import Document
from xuanchuan.render.docx.letterheads import letter_footer, letter_header
from xuanchuan.render.docx.properties import border, indent
from xuanchuan.render.docx.runs import literal_run
from xuanchuan.render.docx.stylesheet import style_id
from xuanchuan.render.docx.xml import Element, element, millimetres
from xuanchuan.render.looks import Look, Page
from xuanchuan.render.official import split

COLUMN_GAP = 9
NUMBER_DISTANCE = 25

Footers = dict[str, tuple[str, Element]]


def footers(document: Document, look: Look, page: Page) -> Footers:
    """Part name -> (default, even or first, header or footer element); none where there is nothing to say."""
    if page.numbers == "outer":
        letter = _letter(document, look, page)
        below = NUMBER_DISTANCE - page.footer if letter else 0
        return {
            "footer1": ("default", element("ftr", _outer_number(look, "right", below))),
            "footer2": ("even", element("ftr", _outer_number(look, "left", below))),
            **letter,
        }
    if page.sheet == "trifold":
        return {}
    lines = []
    if document.footer:
        lines.append(_imprint(document.footer, look))
    if page.numbers == "center":
        lines.append(_number_line(look))
    return {"footer1": ("default", element("ftr", *lines))} if lines else {}


def _letter(document: Document, look: Look, page: Page) -> Footers:
    """The mark and the rules of a letter's first page."""
    head, _, _ = split(document)
    if head is None or head.kind != "letter":
        return {}
    return {
        "footer3": ("first", letter_footer(page, look)),
        "header1": ("first", letter_header(head, look, page)),
    }


def column_width(page: Page) -> float:
    """Width of one column of text in millimetres."""
    return (page.text_width - COLUMN_GAP * (page.columns - 1)) / page.columns


def single_column(section: Element) -> Element:
    """The same page in one column, for what stands above the columns."""
    copied = deepcopy(section)
    copied.find(qn("w:cols")).attrib.pop(qn("w:num"))
    return copied


def section(page: Page, ids: dict[str, tuple[str, str]]) -> Element:
    """``w:sectPr``: headers and footers (part name -> kind and relation), paper, margins, columns, grid."""
    references = []
    for name, (kind, relation) in ids.items():
        reference = element(f"{name.rstrip('0123456789')}Reference", type=kind)
        reference.set(qn("r:id"), relation)
        references.append(reference)
    return element(
        "sectPr",
        *references,
        element("type", val="continuous") if page.columns > 1 else None,
        element(
            "pgSz",
            w=_paper(page.width),
            h=_paper(page.height),
            orient="landscape" if page.width > page.height else None,
        ),
        element(
            "pgMar",
            top=millimetres(page.top),
            right=millimetres(page.right),
            bottom=millimetres(page.bottom),
            left=millimetres(page.left),
            header=millimetres(page.header),
            footer=millimetres(page.footer),
            gutter=0,
        ),
        element("cols", space=millimetres(COLUMN_GAP), num=page.columns)
        if page.columns > 1
        else element("cols", space=425),
        element("titlePg") if any(kind == "first" for kind, _ in ids.values()) else None,
        element("docGrid", type="lines", linePitch=page.line_pitch) if page.line_pitch else None,
    )


def _paper(length: float) -> int:
    """A4 as Word itself writes it, so that printers name the paper."""
    return {210: 11906, 297: 16838}.get(round(length), millimetres(length))


def _outer_number(look: Look, side: str, below: float) -> Element:
    """The number between dashes, ``below`` millimetres above the footer's own distance from the edge."""
    style = look.styles["page_number"]
    properties = element(
        "pPr",
        element("pStyle", val=style_id("page_number")),
        element("spacing", after=millimetres(below)) if below else None,
        indent(style.size, left=side == "left", right=side == "right"),
        element("jc", val=side),
    )
    return element("p", properties, *literal_run("— "), *_page_field(), *literal_run(" —"))


def _number_line(look: Look) -> Element:
    return element("p", element("pPr", element("pStyle", val=style_id("page_number"))), *_page_field())


def _imprint(text: str, look: Look) -> Element:
    properties = element(
        "pPr",
        element("pStyle", val=style_id("footer")),
        element("pBdr", border("top", look.color("rule"), eighths=6, space=4)),
    )
    return element("p", properties, *literal_run(text))


def _page_field() -> list[Element]:
    instruction = element("instrText")
    instruction.text = "PAGE"
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", instruction),
        element("r", element("fldChar", fldCharType="separate")),
        *literal_run("1"),
        element("r", element("fldChar", fldCharType="end")),
    ]

"""Tables that WPS and Word draw alike: fixed layout, grid and cell widths both set, header row repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xuanchuan.model.document import Inlines, Table, Text
from xuanchuan.render.docx.place import Place, paragraph
from xuanchuan.render.docx.properties import border, shading
from xuanchuan.render.docx.xml import Element, element, flag, millimetres
from xuanchuan.render.front import is_number_column
from xuanchuan.render.widths import column_widths, is_short

SIDES = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True)
class Padding:
    """Inner margins of cells in twips."""

    top: int = 40
    left: int = 100
    bottom: int = 40
    right: int = 100


PADDING = Padding()


def table(block: Table, place: Place) -> list[Element]:
    """The caption, the table, and a little air below it."""
    if not block.columns:
        return []
    widths = column_widths(block, place.width, place.look, PADDING.left + PADDING.right)
    centred = [is_short(block, at) for at in range(len(block.columns))]
    numbers = [block.role == "hotlines" and is_number_column(block, at) for at in range(len(block.columns))]
    roles = ["number" if number else "cell" for number in numbers]
    head = _header_row(block, widths, place)
    together = block.role == "hotlines"
    rows = [
        _row(block, cells, widths, roles, centred, together and cells is not block.rows[-1]) for cells in block.rows
    ]
    made = frame(widths, [head, *rows], _lines(block, place), PADDING)
    caption = [paragraph("caption", (Text(block.caption),))] if block.caption else []
    return [*caption, made, gap()]


def frame(
    widths: Sequence[int], rows: Sequence[Element], borders: Element | None, padding: Padding, shift: int = 0
) -> Element:
    """A ``w:tbl`` of rows, its columns of these widths, shifted to the right."""
    properties = element(
        "tblPr",
        element("tblW", w=sum(widths), type="dxa"),
        element("tblInd", w=shift, type="dxa"),
        borders,
        element("tblLayout", type="fixed"),
        _margins("tblCellMar", padding),
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", properties, grid, *rows)


def row(cells: Sequence[Element], *, height: int = 0, header: bool = False, splits: bool = False) -> Element:
    """A ``w:tr``, at least ``height`` twips high; only a row that ``splits`` may run over a page."""
    properties = element(
        "trPr",
        None if splits else element("cantSplit"),
        element("trHeight", val=height, hRule="atLeast") if height else None,
        element("tblHeader") if header else None,
    )
    return element("tr", properties, *cells)


def cell(
    width: int,
    *content: Element,
    fill: str = "",
    middle: bool = True,
    bare: bool = False,
    borders: Element | None = None,
    padding: Padding | None = None,
) -> Element:
    """A ``w:tc`` of a width, with a padding of its own or ``bare`` without any; it needs a paragraph before the document is saved."""
    padding = Padding(0, 0, 0, 0) if bare else padding
    properties = element(
        "tcPr",
        element("tcW", w=width, type="dxa"),
        borders,
        shading(fill) if fill else None,
        _margins("tcMar", padding) if padding else None,
        element("vAlign", val="center") if middle else None,
    )
    return element("tc", properties, *content)


def _margins(tag: str, padding: Padding) -> Element:
    return element(tag, *(element(side, w=getattr(padding, side), type="dxa") for side in SIDES))


def gap() -> Element:
    """The small paragraph that keeps two tables apart and ends a cell."""
    return paragraph("gap", [])


def hair(*, new_page: bool = False) -> Element:
    """A paragraph a point high: before a table that begins a page, after one that ends the document."""
    spacing = element("spacing", before=0, after=0, line=20, lineRule="exact")
    return paragraph("gap", [], flag("pageBreakBefore", new_page), spacing)


def all_borders(tag: str, color: str, eighths: int, inner: bool) -> Element:
    """Borders on the four sides, and between the cells."""
    sides = (*SIDES, "insideH", "insideV") if inner else SIDES
    return element(tag, *(border(side, color, eighths) for side in sides))


def _lines(block: Table, place: Place) -> Element:
    color = place.look.color("line")
    if block.role == "plain":
        return element("tblBorders", *(border(side, color, 4) for side in ("top", "bottom", "insideH")))
    return all_borders("tblBorders", color, 4, inner=True)


def _header_row(block: Table, widths: list[int], place: Place) -> Element:
    fill = place.look.color("head")
    cells = [
        cell(width, paragraph("head", (Text(column.header),)), fill=fill)
        for column, width in zip(block.columns, widths, strict=True)
    ]
    return row(cells, height=millimetres(min(block.row_height_mm, 10)), header=True)


def _row(
    block: Table,
    cells: tuple[Inlines, ...],
    widths: list[int],
    roles: list[str],
    centred: list[bool],
    together: bool,
) -> Element:
    made = [
        cell(
            width,
            paragraph(
                role,
                words,
                flag("keepNext", together),
                element("jc", val="center") if middle and role == "cell" else None,
            ),
        )
        for words, width, role, middle in zip(cells, widths, roles, centred, strict=True)
    ]
    return row(made, height=millimetres(block.row_height_mm))

"""A wall calendar's grids as a Word file, a table a page: the same page in Word, WPS and LibreOffice."""

from __future__ import annotations

from collections.abc import Iterable

from xuanchuan.model.calendar import WallCalendar
from xuanchuan.model.document import Document
from xuanchuan.render.docx.package import base, finished
from xuanchuan.render.docx.place import paragraph
from xuanchuan.render.docx.properties import border, shading
from xuanchuan.render.docx.runs import literal_run
from xuanchuan.render.docx.tables import Padding, frame
from xuanchuan.render.docx.xml import Element, element, half_points, millimetres
from xuanchuan.render.wall import Sheets, month_sheets, year_sheet
from xuanchuan.render.wall.cells import SIDE, THIN, Cell, Edge, Grid, Line, Row, Run

__all__ = ["monthly", "yearly"]

SIDES = ("top", "left", "bottom", "right")


def monthly(wall: WallCalendar) -> bytes:
    """A month a page with its list on the back, for A4 printed on both sides."""
    return _file(month_sheets(wall))


def yearly(wall: WallCalendar) -> bytes:
    """The year on one sheet of A3."""
    return _file(year_sheet(wall))


def _file(sheets: Sheets) -> bytes:
    word = base(Document(sheets.title, "form", ()), sheets.look, sheets.page)
    body = word.element.body
    section = body[-1]
    for number, grid in enumerate(sheets.grids):
        body.extend([paragraph("wall_break", [], element("pageBreakBefore") if number else None), _table(grid)])
    body.extend([paragraph("wall_break", []), section])
    return finished(word)


def _table(grid: Grid) -> Element:
    return frame(grid.widths, [_row(row) for row in grid.rows], None, Padding(0, SIDE, 0, SIDE))


def _row(row: Row) -> Element:
    size = element("trHeight", val=millimetres(row.height), hRule="exact")
    return element("tr", element("trPr", element("cantSplit"), size), *map(_cell, row.cells))


def _cell(cell: Cell) -> Element:
    drawn = [_side(side, edge) for side, edge in zip(SIDES, cell.edges, strict=False)]
    properties = element(
        "tcPr",
        element("tcW", w=cell.width, type="dxa"),
        element("gridSpan", val=cell.span) if cell.span > 1 else None,
        element("vMerge", val=cell.merge) if cell.merge else None,
        element("tcBorders", *drawn) if any(one is not None for one in drawn) else None,
        shading(cell.fill) if cell.fill else None,
        element("vAlign", val="center") if cell.middle else None,
    )
    return element("tc", properties, *(map(_line, cell.lines or (Line("wall_break"),))))


def _side(side: str, edge: Edge) -> Element | None:
    return border(side, edge.color, edge.eighths) if edge.eighths else None


def _line(line: Line) -> Element:
    if not line.stop:
        return paragraph(line.role, _runs(line.runs))
    stop = element("tabs", element("tab", val="right", pos=line.stop))
    end = [*_runs((Run("\t"),)), *_runs(line.end)] if line.end else []
    return paragraph(line.role, [*_runs(line.runs), *end], stop)


def _runs(runs: Iterable[Run]) -> list[Element]:
    return [made for run in runs for made in literal_run(run.text, properties=_exceptions(run))]


def _exceptions(run: Run) -> list[Element]:
    properties = [
        element("b") if run.bold else None,
        element("color", val=run.color) if run.color else None,
        element("sz", val=half_points(run.size)) if run.size else None,
        element("szCs", val=half_points(run.size)) if run.size else None,
        element("bdr", val="single", sz=THIN, space=0, color=run.boxed) if run.boxed else None,
        shading(run.fill) if run.fill else None,
    ]
    return [one for one in properties if one is not None]

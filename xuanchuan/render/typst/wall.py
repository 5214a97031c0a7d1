"""A wall calendar's grids as a PDF: every cell where it stands, every line that is drawn, in points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import accumulate

from xuanchuan.model.calendar import WallCalendar
from xuanchuan.model.document import Document
from xuanchuan.render.looks import Look, Page
from xuanchuan.render.typst.data import Data, document_data, face_data, look_data
from xuanchuan.render.typst.fonts import Shelf, shelf
from xuanchuan.render.typst.press import print_pdf, require
from xuanchuan.render.units import TWIPS_PER_POINT
from xuanchuan.render.wall import Sheets, month_sheets, year_sheet
from xuanchuan.render.wall.cells import SIDE, Cell, Grid, Line, Run

__all__ = ["monthly", "yearly"]

POINTS_PER_MM = 72 / 25.4
EIGHTHS = 8


def monthly(wall: WallCalendar) -> bytes:
    """A month a page with its list on the back, for A4 printed on both sides; needs the extra that makes PDF."""
    require()
    return _file(month_sheets(wall), shelf())


def yearly(wall: WallCalendar) -> bytes:
    """The year on one sheet of A3."""
    require()
    return _file(year_sheet(wall), shelf())


def _file(sheets: Sheets, fonts: Shelf) -> bytes:
    document = Document(sheets.title, "form", ())
    look = look_data(sheets.look, sheets.page, fonts)
    for role, bold in _bold(sheets.look, fonts).items():
        look["styles"][role] |= {"bold": bold}
    pages = [_page(grid, sheets.page) for grid in sheets.grids]
    data = {"shape": "wall", "document": document_data(document), "before": [], "letter": None, **look}
    return print_pdf(document, {**data, "pages": pages, "side": SIDE / TWIPS_PER_POINT}, fonts)


def _bold(look: Look, fonts: Shelf) -> Mapping[str, Data]:
    return {role: face_data(fonts.faces[style.font], bold=True) for role, style in look.styles.items()}


def _page(grid: Grid, page: Page) -> Data:
    """The cells of a page, and after them the lines, which lie on top."""
    left, top = page.left * POINTS_PER_MM, page.top * POINTS_PER_MM
    tops = [top + height * POINTS_PER_MM for height in accumulate((row.height for row in grid.rows), initial=0)]
    cells: list[Data] = []
    rules: list[Data] = []
    for number, row in enumerate(grid.rows):
        lefts = accumulate((cell.width / TWIPS_PER_POINT for cell in row.cells), initial=left)
        for x, cell in zip(lefts, row.cells, strict=False):
            frame = (x, tops[number], cell.width / TWIPS_PER_POINT, tops[_last(grid, number, cell)] - tops[number])
            if cell.merge != "continue" and (cell.lines or cell.fill):
                cells.append(_cell(cell, frame))
            rules += _rules(cell, frame)
    return {"cells": cells, "rules": rules}


def _last(grid: Grid, number: int, cell: Cell) -> int:
    """The row below the last that a cell reaches into."""
    end = number + 1
    if cell.merge == "restart":
        while end < len(grid.rows) and any(one.merge == "continue" for one in grid.rows[end].cells):
            end += 1
    return end


def _cell(cell: Cell, frame: Sequence[float]) -> Data:
    lines = [_line(line) for line in cell.lines]
    return {"frame": frame, "fill": cell.fill, "middle": cell.middle, "lines": lines}


def _line(line: Line) -> Data:
    return {"role": line.role, "runs": [*_runs(line.runs)], "end": [*_runs(line.end)]}


def _runs(runs: Iterable[Run]) -> Iterator[Data]:
    return (asdict(run) for run in runs if run.text)


def _rules(cell: Cell, frame: Sequence[float]) -> Iterator[Data]:
    x, y, width, height = frame
    sides = (((x, y), (x + width, y)), ((x, y), (x, y + height)),
             ((x, y + height), (x + width, y + height)), ((x + width, y), (x + width, y + height)))  # fmt: skip
    for (start, end), edge in zip(sides, cell.edges, strict=False):
        if edge.eighths:
            yield {"start": start, "end": end, "color": edge.color, "thick": edge.eighths / EIGHTHS}

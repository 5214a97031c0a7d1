"""A superior's own workbook: its cells read as text, some filled in, everything else left as it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xuanchuan.files.archives import open_archive
from xuanchuan.files.faraway import merged_cells
from xuanchuan.files.sheets import saved_bytes
from xuanchuan.model.error import XuanchuanError

YELLOW = "FFFF00"
MOST_ROWS, MOST_COLUMNS = 5000, 200
MOST_MERGED = MOST_ROWS * MOST_COLUMNS


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's cells as text, row by row from the first; a merged block says the same in each of its cells.

    ``fixed`` are the (row, column) places, counted from 0, that cannot be written: formulas, and all but the first
    cell of a merged block.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    fixed: frozenset[tuple[int, int]]
    grows: bool = True
    """Whether rows may be written below the last one."""


@dataclass(frozen=True, slots=True)
class Put:
    """What to put into a cell (row and column from 0): a value, or None to leave it empty and yellow.

    ``mark`` is shown behind a number (估) without becoming part of it, so that sums still work; in a narrow column the
    number shrinks.
    """

    row: int
    column: int
    value: str | int | float | None
    mark: str = ""


def read_grids(path: Path) -> list[Grid]:
    """Every visible sheet; XuanchuanError when the file is no sound .xlsx, or is far larger than any form."""
    return [_grid(sheet) for sheet in _load(path).worksheets if sheet.sheet_state == "visible"]


def filled(path: Path, puts: Iterable[tuple[str, Put]]) -> bytes:
    """The workbook with the values put in, by sheet name; formulas, widths and styles stay."""
    book = _load(path)
    for name, put in puts:
        _put(book[name].cell(put.row + 1, put.column + 1), put)
    return saved_bytes(book)


def _load(path: Path) -> Any:
    from openpyxl import load_workbook

    with open_archive(path) as archive:
        sheets = [archive.read(name) for name in archive.names if name.startswith("xl/worksheets/")]
    if any(merged_cells(sheet) > MOST_MERGED for sheet in sheets):
        raise XuanchuanError(
            "这个表格没有打开：合并的单元格大得不正常",
            where=str(path),
            why=f"合并在一起的超过 {MOST_MERGED} 格",
            hint="用 WPS 打开，取消大片的合并，另存后再试",
        )
    try:
        return load_workbook(path, rich_text=True)
    except Exception as fault:  # openpyxl meets a broken workbook with whatever its parsers raise
        raise XuanchuanError(
            "这个表格打不开", where=str(path), why="不是 .xlsx，或者坏了", hint="用 WPS 打开，“另存为” .xlsx，再试一次"
        ) from fault


def _grid(sheet: Any) -> Grid:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise XuanchuanError(
            f"“{sheet.title}”这张表太大，没有填",
            why=f"有 {sheet.max_row} 行 {sheet.max_column} 列，表样一般没有这么大",
            hint="请只留下要填的那张表，另存后再试",
        )
    cells = [[_text(cell) for cell in row] for row in sheet.iter_rows()]
    fixed = {(y, x) for y, row in enumerate(cells) for x, text in enumerate(row) if text.startswith("=")}
    for block in sheet.merged_cells.ranges:
        first = (block.min_row - 1, block.min_col - 1)
        for y, x in _places(block, cells):
            cells[y][x] = cells[first[0]][first[1]]
            if (y, x) != first:
                fixed.add((y, x))
    return Grid(sheet.title, tuple(map(tuple, cells)), frozenset(fixed))


def _places(block: Any, cells: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    return [
        (y, x)
        for y in range(block.min_row - 1, min(block.max_row, len(cells)))
        for x in range(block.min_col - 1, min(block.max_col, len(cells[y])))
    ]


def _text(cell: Any) -> str:
    return "" if cell.value is None else str(cell.value).strip()


def _put(cell: Any, put: Put) -> None:
    from openpyxl.styles import PatternFill

    if put.value is None:
        cell.fill = PatternFill("solid", YELLOW)
        return
    cell.value = put.value
    if isinstance(put.value, str):
        cell.data_type = "s"
    elif put.mark:
        digits = "0" if isinstance(put.value, int) else "0.####"
        cell.number_format = f'{digits}"（{put.mark}）"'
        shrunk = copy(cell.alignment)
        shrunk.shrink_to_fit, shrunk.wrap_text = True, False
        cell.alignment = shrunk

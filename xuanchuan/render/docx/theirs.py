"""A superior's own Word form: its tables read as grids, some cells filled in its own type, the rest left as it was."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx import Document as WordDocument
from docx.oxml.ns import qn

from xuanchuan.files.archives import open_archive
from xuanchuan.files.workbooks import YELLOW, Grid, Put
from xuanchuan.model.error import XuanchuanError
from xuanchuan.render.docx.package import finished
from xuanchuan.render.docx.xml import element

MOST_CELLS = 50_000


def read_tables(path: Path) -> list[Grid]:
    """Each table of the body, 表1 first; XuanchuanError when the file is no sound .docx or holds far too many cells."""
    return [_grid(f"表{number}", table) for number, table in enumerate(_open(path).tables, 1)]


def filled_tables(path: Path, puts: Iterable[tuple[str, Put]]) -> bytes:
    """The document with the values put in, by the names ``read_tables`` gives; nothing else changes."""
    word = _open(path)
    cells = {f"表{number}": _cells(table) for number, table in enumerate(word.tables, 1)}
    for name, put in puts:
        _put(cells[name][put.row][put.column], put)
    return finished(word)


def _open(path: Path) -> Any:
    with open_archive(path):
        pass
    try:
        word = WordDocument(str(path))
        word.tables  # noqa: B018  without a body there are none to ask for
        return word
    except Exception as fault:  # python-docx meets a broken document with whatever its parsers raise
        raise XuanchuanError(
            "这个文档打不开", where=str(path), why="不是 .docx，或者坏了", hint="用 WPS 打开，“另存为” .docx，再试一次"
        ) from fault


def _cells(table: Any) -> list[list[Any]]:
    """The cells by row and column; a merged block is the same cell in each of its places."""
    try:
        many = sum(cell.grid_span for cell in table._tbl.iter_tcs())
        flat = table._cells if many <= MOST_CELLS else []
        wide = table._column_count
    except Exception as fault:  # python-docx meets a broken table with whatever its parsers raise
        raise _torn() from fault
    if many > MOST_CELLS:
        raise XuanchuanError("文档里的表太大，没有填", why=f"有 {many} 格", hint="请只留下要填的那张表，另存后再试")
    if flat and not wide:
        raise _torn()
    return [flat[start : start + wide] for start in range(0, len(flat), max(1, wide))]


def _torn() -> XuanchuanError:
    return XuanchuanError(
        "文档里的表不完整，没有填", why="缺了列宽，或合并的格子对不上", hint="用 WPS 打开，“另存为” .docx，再试一次"
    )


def _grid(name: str, table: Any) -> Grid:
    cells = _cells(table)
    seen: set[Any] = set()
    fixed = set()
    for y, row in enumerate(cells):
        for x, cell in enumerate(row):
            if cell._tc in seen:
                fixed.add((y, x))
            seen.add(cell._tc)
    rows = tuple(tuple(cell.text.strip() for cell in row) for row in cells)
    return Grid(name, rows, frozenset(fixed), grows=False)


def _put(cell: Any, put: Put) -> None:
    if put.value is None:
        _shade(cell._tc)
        return
    paragraph = cell.paragraphs[0]
    run = paragraph.runs[0] if paragraph.runs else paragraph.add_run()
    if run._r.rPr is None and (look := _look(cell, paragraph)) is not None:
        run._r.insert(0, look)
    run.text = f"{put.value}（{put.mark}）" if put.mark else str(put.value)


def _look(cell: Any, paragraph: Any) -> Any:
    """The type an empty cell would be written in: its paragraph mark's."""
    properties = paragraph._p.pPr
    mark = properties.find(qn("w:rPr")) if properties is not None else None
    if mark is None:
        return None
    look = deepcopy(mark)
    for tag in ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange"):
        for change in look.findall(qn(tag)):
            look.remove(change)
    return look


def _shade(tc: Any) -> None:
    properties = tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:shd")):
        properties.remove(old)
    shade = element("shd", val="clear", color="auto", fill=YELLOW)
    behind = [properties.find(qn(f"w:{name}")) for name in ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark")]  # fmt: skip
    first = next((one for one in behind if one is not None), None)
    if first is None:
        properties.append(shade)
    else:
        first.addprevious(shade)

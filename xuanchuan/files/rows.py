"""Tables that officers keep - csv, txt, xlsx, xls, ods - as rows of plain text, with nothing guessed.

A csv is read by its byte-order mark, else as strict UTF-8, else as GB18030; the caller says which reading has a header
it knows. Rows come one at a time and can be read again: a file's bytes are held, its rows are not.
"""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xuanchuan.files.archives import BROKEN
from xuanchuan.files.bounded import bytes_of, reason
from xuanchuan.files.faraway import far_away
from xuanchuan.model.error import XuanchuanError

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
MAX_FILE = 256 * 1024 * 1024
MAX_UNPACKED = 1024 * 1024 * 1024
MAX_CELL = 1024 * 1024
READINGS = (("utf-8", "UTF-8"), ("gb18030", "GB18030"))
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"), (b"\xff\xfe", "utf-16", "UTF-16"), (b"\xfe\xff", "utf-16", "UTF-16"))
SEPARATORS = (",", "\t", ";", "，")

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Rows:
    """One readable table of a file: what it is called, how it was read, and its rows from the first line on.

    ``again()`` starts at the first row every time; each row is a list of cells as text, rows may differ in length.
    """

    name: str
    reading: str
    again: Callable[[], Iterator[Row]]

    def first(self, many: int) -> list[Row]:
        """The first rows, at most ``many``."""
        return [row for _, row in zip(range(many), self.again(), strict=False)]


def read_tables(path: Path, what: str = "名单") -> Iterator[Rows]:
    """Every way the file can be read, likeliest first: a csv by encoding and separator, a workbook by sheet.

    ``what`` is the file called to the reader where it fails (名单, 登记表).

    XuanchuanError when it cannot be opened, is empty, too big, locked with a password or broken.
    """
    data = _bytes(path, what)
    _refuse_other_kinds(path, data, what)
    if data.startswith(WORKBOOKS):
        yield from _sheets(path, data, what)
        return
    marked = [(codec, said) for mark, codec, said in MARKS if data.startswith(mark)]
    readings = marked or READINGS
    unread = 0
    for codec, said in readings:
        if not _decodes(data, codec):
            unread += 1
            continue
        for separator in SEPARATORS:
            yield Rows(path.name, said, _Text(path, data, codec, separator, what))
    if unread == len(readings):
        raise XuanchuanError(
            f"{what}读不出来",
            where=str(path),
            why="既不是表格，也不是 UTF-8 或 GBK 的文字",
            hint="用 WPS 打开，“另存为” .xlsx，再试一次",
        )


def _bytes(path: Path, what: str) -> bytes:
    try:
        data = bytes_of(path, MAX_FILE)
    except FileNotFoundError as fault:
        raise XuanchuanError(
            f"找不到{what}", where=str(path), why="文件不在这里，或名称不对", hint="写对文件名，或者把文件拖进窗口"
        ) from fault
    except IsADirectoryError as fault:
        raise XuanchuanError(f"这是一个文件夹，不是{what}", where=str(path), hint=f"写上{what}的文件名") from fault
    except OSError as fault:
        raise XuanchuanError(
            f"打不开{what}", where=str(path), why=reason(fault), hint="关闭正打开它的程序，再试一次"
        ) from fault
    if not data.strip():
        raise XuanchuanError(f"{what}是空的", where=str(path), hint="请重新导出一份")
    return data


def _refuse_other_kinds(path: Path, data: bytes, what: str) -> None:
    """What is plainly something else is called by its name, with the way to a table."""
    start = data.lstrip()[:200].lower()
    word = data.startswith(WORKBOOKS) and (b"word/document.xml" in data or "WordDocument".encode("utf-16-le") in data)
    if word or start.startswith(b"{\\rtf"):
        raise _unreadable(
            path, what, "这是 Word 文件，不是表格", "在 WPS 里选中那张表，复制到空白表格里，另存为 .xlsx，再试一次"
        )
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        raise _unreadable(
            path,
            what,
            "内容是网页，不是表格（有的系统导出的 .xls 就是这样）",
            "用 WPS 表格打开，“另存为” .xlsx，再试一次",
        )
    if start.startswith((b"%pdf", b"\xff\xd8\xff", b"\x89png", b"gif8", b"bm6")):
        raise _unreadable(path, what, "这是 PDF 或图片，读不出格子", "找原来的表格；没有的话，照着打一张表，存为 .xlsx")


def _decodes(data: bytes, codec: str) -> bool:
    try:
        for _ in io.TextIOWrapper(io.BytesIO(data), encoding=codec, newline=""):
            pass
    except UnicodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Text:
    """Rows of a csv; called, it starts again."""

    path: Path
    data: bytes
    codec: str
    separator: str
    what: str

    def __call__(self) -> Iterator[Row]:
        csv.field_size_limit(MAX_CELL)
        stream = io.TextIOWrapper(io.BytesIO(self.data), encoding=self.codec, newline="")
        reader = csv.reader(stream, delimiter=self.separator)
        try:
            yield from reader
        except csv.Error as fault:
            raise XuanchuanError(
                f"{self.what}有一行读不下去",
                where=f"{self.path.name} 第 {reader.line_num} 行附近",
                why="英文双引号没有成对，或者一格太长",
                hint="用 WPS 打开，“另存为” .xlsx，再试一次",
            ) from fault


def _sheets(path: Path, data: bytes, what: str) -> list[Rows]:
    """The visible sheets of a workbook in order."""
    import python_calamine as calamine

    _refuse_bomb(path, data, what)
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        shown = [one.name for one in book.sheets_metadata if one.visible == calamine.SheetVisibleEnum.Visible]
        return [_sheet(book.get_sheet_by_name(name), name) for name in shown or book.sheet_names]
    except calamine.PasswordError as fault:
        raise _unreadable(path, what, "加了密码", "用 WPS 打开，去掉密码后另存，再试一次") from fault
    except (calamine.CalamineError, OSError, ValueError) as fault:
        raise _unreadable(path, what, "表格坏了，或者不是表格", "用 WPS 打开，“另存为” .xlsx，再试一次") from fault


def _refuse_bomb(path: Path, data: bytes, what: str) -> None:
    if not data.startswith(WORKBOOKS[0]):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
            far = far_away(archive) if size <= MAX_UNPACKED else ""
    except BROKEN as fault:
        raise _unreadable(path, what, "文件不完整，可能没有传完", "请重新拷贝一份") from fault
    if size > MAX_UNPACKED:
        raise XuanchuanError(f"{what}没有读：解开后大得不正常", where=str(path), hint=f"请只留{what}那张表，另存后再试")
    if far:
        raise XuanchuanError(
            f"{what}没有读：内容隔得太远，摊开来放不下",
            where=str(path),
            why=far,
            hint="用 WPS 打开，按 Ctrl+End 找到那一格，删掉多余的行和列，另存后再试",
        )


def _unreadable(path: Path, what: str, why: str, hint: str) -> XuanchuanError:
    return XuanchuanError(f"{what}读不了", where=str(path), why=why, hint=hint)


def _sheet(sheet: Any, name: str) -> Rows:
    return Rows(name, "表格", _Cells(sheet, _merged(sheet)))


def _merged(sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """Cell -> the top cell of the upright block it was merged into; blocks wider than a column are titles."""
    ranges = sheet.merged_cell_ranges or ()
    return {
        (row, left): (top, left)
        for (top, left), (bottom, right) in ranges
        if left == right and bottom - top < 100_000
        for row in range(top + 1, bottom + 1)
    }


@dataclass(frozen=True, slots=True)
class _Cells:
    """Rows of a sheet; a cell merged downwards (one town beside its villages) speaks for every row it covers."""

    sheet: Any
    merged: dict[tuple[int, int], tuple[int, int]]

    def __call__(self) -> Iterator[Row]:
        tops = dict.fromkeys(self.merged.values(), "")
        for at, cells in enumerate(self.sheet.iter_rows()):
            row = [_text(cell) for cell in cells]
            if tops:
                for column in range(len(row)):
                    if (at, column) in tops:
                        tops[at, column] = row[column]
                    elif top := self.merged.get((at, column)):
                        row[column] = tops[top]
            yield row


def _text(cell: Any) -> str:
    """A cell as the officer sees it: whole numbers without .0, dates as 2026-11-25."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ")
    return "" if cell is None else str(cell)

"""A Document's tables as a workbook: one sheet a table, amounts and totals as sums the spreadsheet keeps up to date.

A table with columns 数量 and 单价 works out 金额 in each row, and a last row that begins with 合计 adds 金额 up;
one with 领出数 and 退回数 works out 发放数.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from string import ascii_uppercase

from xuanchuan.files.sheets import Blank, Formula, Sheet, SheetColumn, Value, workbook_bytes
from xuanchuan.model.document import Block, Callout, Column, Document, Heading, Inlines, Paragraph, Table
from xuanchuan.render.front import plain, prepared
from xuanchuan.render.text import text

COUNT, PRICE, AMOUNT, TOTAL = "数量", "单价", "金额", "合计"
TAKEN, RETURNED, GIVEN = "领出数", "退回数", "发放数"
NUMBERS = (COUNT, "序号")
SHEET_WIDTH, NARROWEST = 110, 8
# A workbook must bear a date; this one says nothing of the clock.
MADE = date(2026, 1, 1)


def render(document: Document) -> bytes:
    """The tables of the document as a workbook; a document that has none becomes a sheet of its lines."""
    document = prepared(document)
    tables = list(_tables(document.blocks))
    if not tables:
        return workbook_bytes(document.title, (_lines(document),), MADE)
    remarks = tuple(_remarks(document.blocks))
    names = _names(tables)
    sheets = (
        _sheet(document, name, table, remarks if row == 0 else ())
        for row, (name, table) in enumerate(zip(names, [table for _, table in tables], strict=True))
    )
    return workbook_bytes(document.title, tuple(sheets), MADE)


def _lines(document: Document) -> Sheet:
    rows = tuple((line.strip(),) for line in text(document).split("\n")[1:] if line.strip())
    return Sheet("正文", (SheetColumn("正文", SHEET_WIDTH),), rows, heading=document.title)


def _tables(blocks: Sequence[Block], heading: str = "") -> Iterator[tuple[str, Table]]:
    """Each table with its caption, or the heading it stands under."""
    for block in blocks:
        match block:
            case Heading(inlines=inlines):
                heading = plain(inlines)
            case Paragraph(inlines=inlines, role="annex_title"):
                heading = plain(inlines)
            case Callout(blocks=inner):
                yield from _tables(inner, heading)
            case Table(caption=caption):
                yield caption or heading, block
            case _:
                continue


def _remarks(blocks: Sequence[Block]) -> Iterator[str]:
    """The small print, which the sheet repeats under its rows."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "note":
            yield plain(block.inlines)


def _names(tables: Sequence[tuple[str, Table]]) -> list[str]:
    """Sheet names: at most 31 characters, none of the forbidden marks, no two alike."""
    names: list[str] = []
    for number, (said, _) in enumerate(tables, 1):
        name = "".join(char for char in said if char not in "[]:*?/\\'")[:24].strip() or f"表{number}"
        names.append(name if name not in names else f"{name} {number}")
    return names


def _sheet(document: Document, name: str, table: Table, remarks: tuple[str, ...]) -> Sheet:
    rows = tuple(_row(table.columns, row, at) for at, row in enumerate(table.rows))
    totals = frozenset(at for at, row in enumerate(table.rows) if plain(row[0]) == TOTAL)
    return Sheet(name, _columns(table.columns), rows, totals, remarks, document.title)


def _columns(columns: Sequence[Column]) -> tuple[SheetColumn, ...]:
    total = sum(column.share for column in columns)
    return tuple(
        SheetColumn(column.header, max(NARROWEST, round(SHEET_WIDTH * column.share / total))) for column in columns
    )


def _row(columns: Sequence[Column], row: Sequence[Inlines], at: int) -> tuple[Value, ...]:
    """The values of one row; the sheet's rows begin on line 3, below its heading and header."""
    at_of = {column.header.partition("（")[0]: index for index, column in enumerate(columns)}
    line = at + 3
    total = plain(row[0]) == TOTAL
    values: list[Value] = []
    for column, cell in zip(columns, row, strict=True):
        head, words = column.header.partition("（")[0], plain(cell)
        if head == AMOUNT and total and at:
            letter = ascii_uppercase[at_of[AMOUNT]]
            values.append(Formula(f"SUM({letter}3:{letter}{line - 1})", money=True))
        elif head == AMOUNT and {COUNT, PRICE} <= at_of.keys():
            count, price = (f"{ascii_uppercase[at_of[one]]}{line}" for one in (COUNT, PRICE))
            values.append(Formula(f"{count}*{price}", money=True))
        elif head == GIVEN and {TAKEN, RETURNED} <= at_of.keys():
            taken, returned = (f"{ascii_uppercase[at_of[one]]}{line}" for one in (TAKEN, RETURNED))
            values.append(Formula(f"{taken}-{returned}"))
        elif head == PRICE and not words and not total:
            values.append(Blank())
        else:
            values.append(int(words) if head in NUMBERS and words.isdecimal() else words)
    return tuple(values)

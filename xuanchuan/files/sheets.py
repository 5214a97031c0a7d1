"""Spreadsheets (.xlsx) written so that they look the same every time, and no words can act as a formula."""

from __future__ import annotations

import errno
import io
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from xuanchuan.files.atomic import unwritable

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import Border
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum of ours, without the equals sign; ``money`` shows two decimals. Spreadsheets work it out on opening."""

    text: str
    money: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty cell a person types an amount into."""


Value: TypeAlias = str | int | date | Formula | Blank | None

BOX, TICK = "□", "√"
FONT = "宋体"
NARROW = 12
# A chart starts a page of its own where it would be cut in two: centimetres it may be high, rows it may stand below.
TALLEST, FITS_ABOVE = 17, 14
LINE = 16
CORE = "docProps/core.xml"
_ACTING = ("=", "+", "-", "@", "\t", "\r")
_EARLIEST = datetime(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its title, its width in half-width characters, and what its cells hold."""

    title: str
    width: int = 12
    tick: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, columns, rows, and remarks printed below the rows. ``strong`` rows (by index) are bold.

    ``bars`` above 1 draws the second column of so many first rows as a chart of bars beside the first column's names.
    """

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    strong: frozenset[int] = frozenset()
    remarks: tuple[str, ...] = ()
    heading: str = ""
    bars: int = 0


def harmless(text: str) -> str:
    """The text with a quotation mark before anything a spreadsheet would run as a formula."""
    return f"'{text}" if text.startswith(_ACTING) else text


def workbook_bytes(title: str, sheets: tuple[Sheet, ...], made: date) -> bytes:
    """The bytes of a workbook; the same sheets and day give the same bytes.

    Each sheet has a frozen, filtered header repeated on every printed page; tick columns offer □ and √.
    """
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet)
    moment = datetime.combine(made, time())
    book.properties.title, book.properties.creator = title, "xuanchuan"
    book.properties.created = book.properties.modified = moment
    return _fixed(book, max(moment, _EARLIEST))


def _write(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    first = 2 if sheet.heading else 1
    if sheet.heading:
        _put(page, 1, 1, sheet.heading).font = Font(name=FONT, size=14, bold=True)
        page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(sheet.columns))
    for number, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width
        cell = _put(page, first, number, column.title)
        cell.font, cell.border = Font(name=FONT, size=11, bold=True), _border()
        cell.fill = PatternFill("solid", "E7E6E6")
        cell.alignment = Alignment("center", "center", wrap_text=True)
    for index, row in enumerate(sheet.rows):
        for number, (column, value) in enumerate(zip(sheet.columns, row, strict=True), 1):
            cell = _put(page, first + 1 + index, number, value)
            cell.font, cell.border = Font(name=FONT, size=11, bold=index in sheet.strong), _border()
            cell.alignment = Alignment("center" if column.width <= NARROW else "left", "center", wrap_text=True)
        page.row_dimensions[first + 1 + index].height = LINE * _lines(row, sheet.columns)
    _frame(page, sheet, first)
    if sheet.bars > 1:
        _chart(page, sheet, first)


def _chart(page: Worksheet, sheet: Sheet, first: int) -> None:
    """Level bars, the first row on top, below the table and its remarks."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.worksheet.pagebreak import Break

    chart = BarChart()
    chart.type, chart.style, chart.legend, chart.title = "bar", 10, None, f"{sheet.name}：{sheet.columns[1].title}"
    last = first + sheet.bars
    chart.add_data(Reference(page, min_col=2, min_row=first, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(page, min_col=1, min_row=first + 1, max_row=last))
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.majorGridlines = None
    chart.height, chart.width = min(TALLEST, max(6, sheet.bars + 3)), 22
    place = first + len(sheet.rows) + len(sheet.remarks) + 4
    page.add_chart(chart, f"A{place}")
    if place > FITS_ABOVE:
        page.row_breaks.append(Break(place - 1))


def _lines(row: tuple[Value, ...], columns: tuple[SheetColumn, ...]) -> int:
    """Lines the tallest cell wraps to: only Excel finds that out for itself."""
    shown = ("" if isinstance(value, Formula | Blank) else str(value or "") for value in row)
    texts = ((text, column.width - 1) for text, column in zip(shown, columns, strict=True))
    return max(ceil(sum(2 if ord(char) > 0x2000 else 1 for char in text) / width) or 1 for text, width in texts)


def _border() -> Border:
    from openpyxl.styles import Border, Side

    line = Side("thin", "BFBFBF")
    return Border(left=line, right=line, top=line, bottom=line)


def _put(page: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Text is always text: openpyxl would take a leading = for a formula."""
    from openpyxl.cell import Cell

    cell = page.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, Formula):
        cell.value, cell.number_format = f"={value.text}", "0.00" if value.money else "General"
        return cell
    if isinstance(value, Blank):
        cell.number_format = "0.00"
        return cell
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _frame(page: Worksheet, sheet: Sheet, first: int) -> None:
    from openpyxl.utils import get_column_letter

    last_row, last_column = first + len(sheet.rows), get_column_letter(len(sheet.columns))
    page.freeze_panes = f"A{first + 1}"
    page.auto_filter.ref = f"A{first}:{last_column}{max(last_row, first)}"
    for offset, remark in enumerate(sheet.remarks):
        _put(page, last_row + 2 + offset, 1, remark)
    for number, column in enumerate(sheet.columns, 1):
        if column.tick and sheet.rows:
            _offer_ticks(page, get_column_letter(number), first + 1, last_row, last_column)
    page.print_title_rows = f"{first}:{first}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    assert page.sheet_properties.pageSetUpPr is not None
    page.sheet_properties.pageSetUpPr.fitToPage = True
    assert page.oddFooter is not None
    page.oddFooter.center.text = "第 &P 页　共 &N 页"


def _offer_ticks(page: Worksheet, letter: str, first: int, last: int, last_column: str) -> None:
    """A list of two in every cell of the column; a ticked row turns grey."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation("list", formula1=f'"{BOX},{TICK}"', allow_blank=True)
    choice.error, choice.errorTitle = f"请选 {BOX} 或 {TICK}", "完成了没有"
    page.add_data_validation(choice)
    choice.add(f"{letter}{first}:{letter}{last}")
    done = FormulaRule([f'${letter}{first}="{TICK}"'], font=Font(color="A6A6A6", strike=True))  # type: ignore[no-untyped-call]
    page.conditional_formatting.add(f"A{first}:{last_column}{last}", done)


def saved_bytes(book: Workbook) -> bytes:
    """A workbook's bytes; XuanchuanError when the system's temporary folder, where each sheet is first written, is full."""
    out = io.BytesIO()
    try:
        book.save(out)
    except OSError as fault:
        raise unwritable(Path(tempfile.gettempdir()), fault) from fault
    except Exception as fault:  # lxml, which writes the sheets if it is there, has an error of its own for it
        if type(fault).__name__ != "SerialisationError":
            raise
        full = OSError(errno.ENOSPC, str(fault))
        raise unwritable(Path(tempfile.gettempdir()), full) from fault
    return out.getvalue()


def _fixed(book: Workbook, moment: datetime) -> bytes:
    """Save, then write the zip again with one time for all its members; openpyxl stamps the clock on both."""
    from openpyxl.xml.functions import tostring

    saved, out = saved_bytes(book), io.BytesIO()
    book.properties.modified = moment
    with zipfile.ZipFile(io.BytesIO(saved)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, moment.timetuple()[:6])
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(member, tostring(book.properties.to_tree()) if name == CORE else old.read(name))
    return out.getvalue()

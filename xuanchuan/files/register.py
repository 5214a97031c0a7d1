"""A long plain table as .xlsx, written row by row: 70,000 rows need no more memory than one.

Every cell is text, so that none can act as a formula; the header is frozen and repeated on every printed page.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from pathlib import Path
from string import ascii_uppercase

from xuanchuan.files.atomic import discard, unwritable
from xuanchuan.files.links import make_way

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\"'\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STAMP = (1980, 1, 1, 0, 0, 0)
_PLAIN, _TITLE, _STRONG = 0, 1, 2
TOGETHER = 64  # rows deflated at a time

_STYLES = f"""{_HEAD}<styleSheet xmlns="{_MAIN}">\
<fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="14"/><name val="宋体"/></font>\
<font><b/><sz val="11"/><name val="宋体"/></font></fonts>\
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/></patternFill></fill></fills>\
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>\
<border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf/></cellStyleXfs>\
<cellXfs count="3">\
<xf numFmtId="49" fontId="0" fillId="0" borderId="1" applyBorder="1" applyAlignment="1">\
<alignment vertical="center" wrapText="1"/></xf>\
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" applyFont="1"/>\
<xf numFmtId="49" fontId="2" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">\
<alignment horizontal="center" vertical="center"/></xf>\
</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


def stage_register(
    path: Path, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]], sheet: str
) -> Path:
    """Write a titled table under a temporary name beside its path; ``columns`` are (header, half-width characters).

    XuanchuanError says why it could not be written; nothing half-written stays behind.
    """
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        make_way(temporary)
        with zipfile.ZipFile(temporary, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
            for name, text in _frame(sheet).items():
                book.writestr(_member(name), text)
            with book.open(_member("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as stream:
                parts = _sheet(title, columns, rows)
                while some := list(islice(parts, TOGETHER)):
                    stream.write("".join(some).encode("utf-8", "replace"))
    except OSError as fault:
        discard([temporary])
        raise unwritable(path, fault) from fault
    return temporary


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    return info


def _frame(sheet: str) -> dict[str, str]:
    """Everything but the sheet itself."""
    titles = f"'{sheet}'!$2:$2"
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}worksheet+xml"/></Types>',
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        f'<sheet name="{escape(sheet)}" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{escape(titles)}</definedName>'
        "</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": _relations([("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")]),
        "xl/styles.xml": _STYLES,
    }


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _sheet(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, (_, width) in enumerate(columns, 1)
    )
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="22"/><cols>{widths}</cols><sheetData>'
    )
    yield _row(1, [title], _TITLE)
    yield _row(2, [name for name, _ in columns], _STRONG)
    for number, row in enumerate(rows, 3):
        yield _row(number, row, _PLAIN)
    last = _letter(len(columns))
    yield (
        f'</sheetData><mergeCells count="1"><mergeCell ref="A1:{last}1"/></mergeCells>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C第 &amp;P 页　共 &amp;N 页</oddFooter></headerFooter></worksheet>"
    )


def _row(number: int, cells: Sequence[str], style: int) -> str:
    made = "".join(
        [
            f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_written(cell)}</t></is></c>'
            if cell
            else f'<c r="{letter}{number}" s="{style}"/>'
            for letter, cell in zip(ascii_uppercase, cells, strict=False)
        ]
    )
    return f'<row r="{number}" ht="22" customHeight="1">{made}</row>'


def _written(cell: str) -> str:
    return escape(_ILLEGAL.sub("", cell)) if _SPECIAL.search(cell) else cell


def _letter(number: int) -> str:
    return chr(64 + number)

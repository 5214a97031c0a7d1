"""PDF text, page by page, through pypdfium2 (an extra); a scan has no text and is refused with what to do."""

from __future__ import annotations

import re
from pathlib import Path

from xuanchuan.check.drafts import Draft, Line
from xuanchuan.files.bounded import MB, read_bounded
from xuanchuan.files.extras import require
from xuanchuan.model.error import XuanchuanError

MOST, MOST_PAGES, LEAST = 64 * MB, 2000, 8
# pdfium marks a hyphen at the end of a line so.
ODD = re.compile("[\ufffe\uffff\x02\x00]")


def read(path: Path) -> Draft:
    """Read a PDF's text; XuanchuanError without the extra, for a password, a scan or a broken file."""
    data = read_bounded(path, MOST)
    require("pypdfium2", "pdfread", "读 PDF 要先装扩展", "", str(path), "；或者查它的 Word 原稿")
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        locked = "password" in str(fault).lower()
        raise XuanchuanError(
            "这个 PDF 加了密码，没法读" if locked else "这个 PDF 读不了",
            where=str(path),
            why="" if locked else "文件不完整，或者其实不是 PDF",
            hint="查它的 Word 原稿；或者另存一份没有密码的",
        ) from fault
    try:
        lines = _lines(document, path)
    finally:
        document.close()
    return Draft(path, "pdf", lines, ("PDF 里图片和扫描页上的字没有检查",))


def _lines(document: object, path: Path) -> tuple[Line, ...]:
    pages = len(document)  # type: ignore[arg-type]
    found: list[Line] = []
    for number in range(min(pages, MOST_PAGES)):
        page = document[number]  # type: ignore[index]
        words = page.get_textpage()
        text = ODD.sub("", words.get_text_bounded()).replace("\r\n", "\n").replace("\r", "\n")
        words.close()
        page.close()
        found += [
            Line(line, f"第{number + 1}页第{row}行", "pdf", row - 1) for row, line in enumerate(text.split("\n"), 1)
        ]
    if sum(len(line.text.strip()) for line in found) < LEAST * max(pages, 1):
        raise XuanchuanError(
            "这是扫描件，里面没有文字",
            where=str(path),
            why=f"{pages} 页里几乎没有可以读的字",
            hint="把条号打出来核对，例如  xuanchuan law verify 反家庭暴力法 23",
        )
    return tuple(found)

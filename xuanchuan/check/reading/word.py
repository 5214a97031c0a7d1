"""Word files: every paragraph of every part, in order, as a reader sees it; runs may be cut anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from xuanchuan.check.drafts import Draft, Line
from xuanchuan.files.archives import Archive, Limits, open_archive
from xuanchuan.files.bounded import MB
from xuanchuan.model.error import XuanchuanError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DOCUMENT = "word/document.xml"
LIMITS = Limits(file=48 * MB, member=24 * MB, total=256 * MB)
# The other parts that are printed or sent along, and what they are called.
PARTS = (
    (re.compile(r"word/header\d*\.xml$"), "页眉"),
    (re.compile(r"word/footer\d*\.xml$"), "页脚"),
    (re.compile(r"word/footnotes\.xml$"), "脚注"),
    (re.compile(r"word/endnotes\.xml$"), "尾注"),
    (re.compile(r"word/comments\.xml$"), "批注"),
)
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
CHANGES = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ >/]")
# In whose name our own comments stand; they are no part of the draft.
AUTHOR = "xuanchuan 检查"
# What a reader does not see, or sees elsewhere: deleted and moved words, properties, readings above characters.
UNSEEN = frozenset((f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}rt", FALLBACK))


def read(path: Path) -> Draft:
    """Read a .docx; XuanchuanError for what is locked, broken, oversized or booby-trapped."""
    with open_archive(path, LIMITS) as archive:
        if DOCUMENT not in archive:
            raise XuanchuanError(
                "文件读不了",
                where=str(path),
                why="里面没有正文，不是 Word 文档",
                hint="用 WPS 打开，“另存为” .docx，再查一次",
            )
        lines = tuple(line for part, title in parts(archive) for line in _part(archive, part, title))
        return Draft(path, "docx", lines, _remarks(archive))


def parts(archive: Archive) -> list[tuple[str, str]]:
    """The parts that hold words: their names, and what they are called (nothing for the body)."""
    found = [(DOCUMENT, "")]
    for pattern, title in PARTS:
        found += [(name, title) for name in sorted(archive.names, key=_natural) if pattern.match(name)]
    return found


def _natural(name: str) -> tuple[int, str]:
    number = re.search(r"(\d+)\.xml$", name)
    return int(number[1]) if number else 0, name


def _part(archive: Archive, part: str, title: str) -> Iterator[Line]:
    root = archive.xml(part)
    for comment in [one for one in root if one.get(f"{W}author") == AUTHOR]:
        root.remove(comment)
    rows = list(paragraphs(root, title))
    if title and not any(text.strip() for _, text, _ in rows):
        return
    for row, (_, text, where) in enumerate(rows):
        yield Line(text, where, part, row)


def paragraphs(root: Element, title: str = "") -> Iterator[tuple[Element, str, str]]:
    """Every paragraph in document order: its element, its text, where it stands. Text boxes follow their paragraph."""
    yield from _walk(root, _Place(title))


class _Place:
    """Where the walk is, in words."""

    def __init__(self, title: str) -> None:
        self.title, self.body, self.tables, self.boxes = title, 0, 0, 0
        self.cell = ""

    def where(self, box: bool) -> str:
        if box:
            return f"{self.title}文本框"
        if self.cell:
            return f"{self.title}{self.cell}"
        self.body += 1
        return f"{self.title or '正文'}第{self.body}段"


def _walk(node: Element, place: _Place, box: bool = False) -> Iterator[tuple[Element, str, str]]:
    for child in node:
        if child.tag in (FALLBACK, f"{W}del", f"{W}moveFrom"):
            continue
        if child.tag == f"{W}p":
            yield child, "".join(text_of(child)), place.where(box)
            yield from _boxes(child, place)
        elif child.tag == f"{W}tbl":
            yield from _table(child, place, box)
        else:
            yield from _walk(child, place, box)


def _table(table: Element, place: _Place, box: bool) -> Iterator[tuple[Element, str, str]]:
    outer = place.cell
    place.tables += not outer
    number = place.tables
    for row, tr in enumerate(_rows(table), 1):
        for column, tc in enumerate((one for one in tr if one.tag == f"{W}tc" or one.tag == f"{W}sdt"), 1):
            place.cell = outer or f"表{number}第{row}行第{column}格"
            yield from _walk(tc, place, box)
    place.cell = outer


def _rows(node: Element) -> Iterator[Element]:
    for child in node:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _rows(child)


def _boxes(paragraph: Element, place: _Place) -> Iterator[tuple[Element, str, str]]:
    """The paragraphs of text boxes that hang on a paragraph."""
    stack = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == f"{W}txbxContent":
            yield from _walk(child, place, box=True)
        elif child.tag != FALLBACK:
            stack.append(iter(child))


def text_of(node: Element) -> Iterator[str]:
    """The visible text of a paragraph, without that of text boxes on it."""
    for child in node:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag not in UNSEEN and child.tag != f"{W}txbxContent":
            yield from text_of(child)


def _remarks(archive: Archive) -> tuple[str, ...]:
    pictures = sum(name.startswith("word/media/") for name in archive.names)
    remarks = [f"有 {pictures} 张图片，图片里的字没有检查"] if pictures else []
    body = archive.read(DOCUMENT)
    if CHANGES.search(body):
        remarks.append("稿子里有没处理完的修订，按“接受修订”来查")
    if any(name.startswith("word/charts/") or name.startswith("word/diagrams/") for name in archive.names):
        remarks.append("图表和图形里的字没有检查")
    if archive.macros:
        remarks.append("文件带有宏，没有运行")
    return tuple(remarks)

"""The words of a .docx body, paragraph by paragraph: what a reader sees, nothing executed, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from xuanchuan.files.archives import Archive, open_archive
from xuanchuan.model.error import XuanchuanError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
# What stands in a paragraph without being its text: properties, deleted words, readings above characters, boxes.
LEFT_OUT = frozenset(
    (*(f"{W}{tag}" for tag in ("pPr", "rPr", "del", "moveFrom", "rt", "drawing", "pict", "object")), f"{MC}Fallback")
)
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "　", f"{W}noBreakHyphen": "-"}
TRANSPARENT = frozenset(f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))


@dataclass(frozen=True, slots=True)
class WordText:
    """The body's paragraphs in order; a manual line break is ``\\n``, a table row one line with tabs between cells.

    The counts say what was not read: pictures, text boxes; whether there are macros, changes nobody has accepted
    (read as accepted), and how many paragraphs get a number from Word that does not stand in the text.
    """

    paragraphs: tuple[str, ...]
    pictures: int = 0
    boxes: int = 0
    numbered: int = 0
    macros: bool = False
    tracked: bool = False


def read_word(path: Path) -> WordText:
    """Read the body of a .docx; XuanchuanError for .doc, locked, broken, oversized or booby-trapped files."""
    with open_archive(path) as archive:
        if DOCUMENT not in archive:
            raise XuanchuanError(
                "文件读不了",
                where=str(path),
                why="里面没有正文，不是 Word 文档",
                hint="用 WPS 打开，“另存为” .docx，再试一次",
            )
        root = archive.xml(DOCUMENT)
        body = root.find(f"{W}body")
        return WordText(
            paragraphs=tuple(_blocks(body)) if body is not None else (),
            pictures=sum(name.startswith("word/media/") for name in archive.names),
            boxes=sum(1 for _ in root.iter(f"{W}txbxContent")),
            numbered=_numbered(root, _numbering_styles(archive)),
            macros=archive.macros,
            tracked=any(node.tag in (f"{W}ins", f"{W}del", f"{W}moveFrom") for node in root.iter()),
        )


def _blocks(parent: Element) -> Iterator[str]:
    """Paragraphs and table rows in reading order; content controls are transparent."""
    for child in parent:
        if child.tag == f"{W}p":
            yield "".join(_pieces(child))
        elif child.tag == f"{W}tbl":
            for row in child.findall(f"{W}tr"):
                yield "\t".join(_cell(cell) for cell in row.findall(f"{W}tc"))
        elif child.tag in TRANSPARENT:
            yield from _blocks(child)


def _cell(cell: Element) -> str:
    """A cell in one line."""
    return " ".join(" ".join(text.split()) for text in _blocks(cell)).strip()


def _pieces(node: Element) -> Iterator[str]:
    """The visible text below a node, however its runs are cut."""
    for child in node:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag not in LEFT_OUT and not _hidden(child):
            yield from _pieces(child)


def _hidden(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")


def _numbering_styles(archive: Archive) -> frozenset[str]:
    """The ids of paragraph styles that number their paragraphs."""
    if STYLES not in archive:
        return frozenset()
    styles = archive.xml(STYLES).iter(f"{W}style")
    return frozenset(one.get(f"{W}styleId", "") for one in styles if _number(one.find(f"{W}pPr")))


def _numbered(root: Element, styles: frozenset[str]) -> int:
    """How many paragraphs with text bear a number that Word makes."""
    count = 0
    for paragraph in root.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        own = _number(properties)
        by_style = own is None and style is not None and style.get(f"{W}val") in styles
        count += bool((own or by_style) and "".join(_pieces(paragraph)).strip())
    return count


def _number(properties: Element | None) -> bool | None:
    """Whether these properties number the paragraph; None when they do not say."""
    mark = properties.find(f"{W}numPr/{W}numId") if properties is not None else None
    return None if mark is None else mark.get(f"{W}val") != "0"

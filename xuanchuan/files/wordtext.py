"""The words of a .docx, paragraph by paragraph, read safely: bounded, nothing executed, nothing fetched."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from xuanchuan.model.error import XuanchuanError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SKIPPED = frozenset(
    (f"{W}pPr", f"{W}rPr", f"{W}del", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_FILE = 64 * 1024 * 1024
MAX_PART = 48 * 1024 * 1024
MAX_RATIO = 400
DOCUMENT_PART = "word/document.xml"


@dataclass(frozen=True, slots=True)
class WordText:
    """Paragraphs of the body in order (a table row is one line, cells parted by a tab), and what was left unread."""

    lines: tuple[str, ...]
    pictures: int = 0
    macros: bool = False


def read_word(path: Path) -> WordText:
    """Read the body of a .docx; XuanchuanError for .doc, encrypted, broken, oversized or booby-trapped files."""
    _refuse_unreadable(path)
    try:
        with zipfile.ZipFile(path) as archive:
            info = _document_part(archive, path)
            names = archive.namelist()
            with archive.open(info) as stream:
                lines = tuple(_paragraphs(_bounded(stream.read(MAX_PART + 1), path)))
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as fault:
        raise _broken(path, "文件不完整，可能没有传完") from fault
    except ElementTree.ParseError as fault:
        raise _broken(path, f"里面的正文结构坏了（第 {fault.position[0]} 行）") from fault
    return WordText(
        lines=lines,
        pictures=sum(name.startswith("word/media/") for name in names),
        macros=any(name.lower().endswith("vbaproject.bin") for name in names),
    )


def _refuse_unreadable(path: Path) -> None:
    """Say plainly why a file that is no .docx cannot be read."""
    with path.open("rb") as stream:
        head = stream.read(8)
        size = stream.seek(0, 2)
    if not size:
        raise XuanchuanError("这个文件是空的", where=str(path), hint="请重新下载或另存一份")
    if head == OLE_MAGIC:
        raise XuanchuanError(
            "这个文件打不开：是旧的 .doc 格式，或者加了密码",
            where=str(path),
            why="只认没有密码的 .docx",
            hint="用 WPS 打开，“另存为” .docx（不设密码），再试一次",
        )
    if size > MAX_FILE:
        raise XuanchuanError(
            "文件太大，没有读", where=str(path), why=f"超过 {MAX_FILE >> 20} MB", hint="请只留正文再另存"
        )


def _document_part(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    try:
        info = archive.getinfo(DOCUMENT_PART)
    except KeyError as fault:
        raise _broken(path, "里面没有正文，不是 Word 文档") from fault
    if info.file_size > MAX_PART or info.file_size > MAX_RATIO * max(info.compress_size, 1024):
        raise XuanchuanError(
            "文件没有读：解开后大得不正常",
            where=str(path),
            why=f"{info.compress_size} 字节压缩成了 {info.file_size} 字节，像是恶意文件",
            hint="请从官方网站重新下载",
        )
    return info


def _bounded(data: bytes, path: Path) -> bytes:
    """Refuse what a Word file never holds: more than it declared, or a document type with entities."""
    if len(data) > MAX_PART:
        raise XuanchuanError("文件没有读：解开后大得不正常", where=str(path), hint="请从官方网站重新下载")
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise XuanchuanError(
            "文件没有读：里面带有不该有的内容",
            where=str(path),
            why="Word 文档不会自带实体声明",
            hint="请从官方网站重新下载",
        )
    return data


def _broken(path: Path, why: str) -> XuanchuanError:
    return XuanchuanError("文件读不了", where=str(path), why=why, hint="用 WPS 打开，“另存为” .docx，再试一次")


def _paragraphs(data: bytes) -> Iterator[str]:
    body = ElementTree.fromstring(data).find(f"{W}body")
    if body is not None:
        yield from _blocks(body)


def _blocks(parent: ElementTree.Element) -> Iterator[str]:
    """Paragraphs and table rows in reading order; content controls are transparent."""
    for child in parent:
        if child.tag == f"{W}p":
            yield from _text(child).split("\n")
        elif child.tag == f"{W}tbl":
            for row in child.iter(f"{W}tr"):
                yield "\t".join(" ".join(_blocks(cell)) for cell in row.iter(f"{W}tc"))
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _blocks(child)


def _text(paragraph: ElementTree.Element) -> str:
    """The visible text of a paragraph, however its runs are cut; deleted text is left out."""
    return "".join(_pieces(paragraph))


def _pieces(node: ElementTree.Element) -> Iterator[str]:
    for child in node:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}tab":
            yield "\t"
        elif child.tag not in SKIPPED:
            yield from _pieces(child)

"""Zip archives (.docx and the like) from strangers, read safely: bounded, nothing extracted, nothing executed.

::

    with open_archive(path) as archive:      # XuanchuanError for anything that should not be read
        archive.names                        # members in the archive's order
        archive.read("word/media/a.png")     # bytes, never more than the limits allow
        archive.xml("word/document.xml")     # an ElementTree element; document types refused
        archive.macros                       # whether it carries macros (they are never run)
"""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

from xuanchuan.files.bounded import MB, read_bounded
from xuanchuan.model.error import XuanchuanError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DIRECTORY_ENTRY = b"PK\x01\x02"
LOCKED = 0x1
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# How other kinds of file begin, and what a person calls them.
KINDS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"<", "网页"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    IndexError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that an honest file holds: bytes of the file, of one member, of all members; members; nesting.

    ``ratio`` is how many times larger than its packed form a member over a megabyte may be.
    """

    file: int = 64 * MB
    member: int = 48 * MB
    total: int = 512 * MB
    members: int = 5000
    ratio: int = 400
    depth: int = 256


LIMITS = Limits()


class Archive:
    """An open archive whose every member has been found harmless to unpack one by one."""

    def __init__(self, packed: zipfile.ZipFile, where: str, limits: Limits, again: str) -> None:
        self._packed, self._where, self._limits, self._again = packed, where, limits, again

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The members' names in the archive's order; folders are left out."""
        return tuple(info.filename for info in self._packed.infolist() if not info.filename.endswith("/"))

    @property
    def macros(self) -> bool:
        """Whether the archive carries macros; they are never run."""
        return any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in self.names)

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        """The bytes of a member; XuanchuanError when it is missing, damaged or larger than it claimed to be."""
        if name not in self.names:
            raise _broken(self._where, f"里面缺少 {name}", self._again)
        try:
            with self._packed.open(name) as stream:
                data = stream.read(self._limits.member + 1)
        except BROKEN as fault:
            raise _broken(self._where, "文件不完整，可能没有传完", self._again) from fault
        if len(data) > self._limits.member:
            raise _too_much(self._where, f"{name} 解开后超过 {self._limits.member // MB} MB")
        return data

    def xml(self, name: str) -> ElementTree.Element:
        """The root element of an XML member; XuanchuanError when it is no XML or brings a document type."""
        return parse_xml(self.read(name), f"{self._where} 里的 {name}", self._limits.depth, self._again)


@contextlib.contextmanager
def open_archive(
    path: Path,
    limits: Limits = LIMITS,
    wanted: str = "没有密码的 .docx",
    again: str = "用 WPS 打开，“另存为” .docx（不设密码），再试一次",
) -> Iterator[Archive]:
    """Open a zip archive for reading; XuanchuanError says plainly why one cannot or should not be read.

    Refused: old .doc and password-protected files, other kinds of file, truncated and damaged archives, locked
    members, names that stand twice, and whatever would unpack to more than ``limits``. ``wanted`` and ``again`` are
    the words for what would be accepted and how to get it.
    """
    data = read_bounded(path, limits.file)
    _refuse_other_kinds(data, str(path), wanted, again)
    if data.count(DIRECTORY_ENTRY) > 2 * limits.members:
        raise _too_much(str(path), f"里面的文件多于 {limits.members} 个")
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as fault:
        raise _broken(str(path), "文件不完整，可能没有传完", again) from fault
    with packed:
        _refuse_bombs(packed.infolist(), str(path), limits, again)
        yield Archive(packed, str(path), limits, again)


def parse_xml(data: bytes, where: str, depth: int = LIMITS.depth, again: str = "") -> ElementTree.Element:
    """The root element of XML from a stranger; XuanchuanError for document types (entities) and absurd nesting."""
    parser = ElementTree.XMLParser(target=_Builder(depth))
    try:
        parser.feed(data)
        root: ElementTree.Element = parser.close()
    except _RefusedError as fault:
        raise XuanchuanError(
            "文件没有读：里面带有不该有的内容", where=where, why=str(fault), hint="请从官方网站重新下载"
        ) from fault
    except (ElementTree.ParseError, ValueError, LookupError) as fault:
        row = f"（第 {fault.position[0]} 行）" if isinstance(fault, ElementTree.ParseError) else ""
        raise _broken(where, f"里面的结构坏了{row}", again) from fault
    return root


class _RefusedError(Exception):
    """Raised inside the parser: what the document brought that no office file brings."""


class _Builder(ElementTree.TreeBuilder):
    """Builds the tree; leaves at a document type, before any entity is read, and at absurd nesting."""

    def __init__(self, deepest: int) -> None:
        super().__init__()
        self._deepest, self._depth = deepest, 0

    def doctype(self, *_: object) -> None:
        """Called where a document type begins, whatever the encoding."""
        raise _RefusedError("文档自带实体声明，可能是恶意文件")

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        """One element opens."""
        self._depth += 1
        if self._depth > self._deepest:
            raise _RefusedError("层层嵌套得不正常，可能是恶意文件")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        """One element closes."""
        self._depth -= 1
        return super().end(tag)


def _refuse_other_kinds(data: bytes, where: str, wanted: str, again: str) -> None:
    """Say plainly what a file is when it is no zip archive."""
    if data.startswith(OLE):
        locked = ENCRYPTED in data
        said = "这个文件加了密码，没法读" if locked else "这个文件是旧格式（.doc、.wps、.xls），没法读"
        raise XuanchuanError(said, where=where, why=f"只认{wanted}", hint=again)
    if data.startswith(b"PK"):
        return
    kind = next((name for begins, name in KINDS if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(begins)), "")
    raise XuanchuanError(
        f"这个文件其实是{kind}，没法读" if kind else "这个文件读不了",
        where=where,
        why=f"只认{wanted}；改扩展名不会改变里面的格式" if kind else f"内容不是{wanted}，可能损坏，也可能没有传完",
        hint=again,
    )


def _refuse_bombs(infos: list[zipfile.ZipInfo], where: str, limits: Limits, again: str) -> None:
    """Judge by what the members claim; what they really hold is bounded again when they are read."""
    if len(infos) > limits.members:
        raise _too_much(where, f"里面的文件多于 {limits.members} 个")
    if len({info.filename for info in infos}) < len(infos):
        raise _broken(where, "里面有两个同名的部分，分不清哪个是真的", again)
    if sum(info.file_size for info in infos) > limits.total:
        raise _too_much(where, f"全部解开超过 {limits.total // MB} MB")
    for info in infos:
        if info.flag_bits & LOCKED:
            raise XuanchuanError("这个文件加了密码，没法读", where=where, why="里面的内容是加密的", hint=again)
        if info.compress_type not in METHODS:
            raise _broken(where, "里面用了少见的压缩方法", again)
        if info.file_size > limits.member:
            raise _too_much(where, f"{info.filename} 解开后超过 {limits.member // MB} MB")
        if info.file_size > MB and info.file_size > limits.ratio * max(info.compress_size, 1):
            raise _too_much(where, f"{info.compress_size} 字节会解开成 {info.file_size} 字节，像是恶意文件")


def _too_much(where: str, why: str) -> XuanchuanError:
    return XuanchuanError("文件没有读：解开后大得不正常", where=where, why=why, hint="请从官方网站重新下载")


def _broken(where: str, why: str, again: str) -> XuanchuanError:
    return XuanchuanError("文件读不了", where=where, why=why, hint=again)

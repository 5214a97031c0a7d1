"""What was rendered once, ready to be made again with other values: text and packages spliced piece by piece.

A package (.docx) keeps its unchanged members as they are, already deflated. In a member that changes, each stretch that
does not is deflated once and closed on a whole byte, so that stretches can be joined; values go between them undeflated.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol
from zipfile import ZipFile

from xuanchuan.batch.checksums import Summed
from xuanchuan.batch.codes import Code, Texts, code_of
from xuanchuan.batch.sentinels import NotSplicedError, Site, Values, cut_both

TINY = 64  # stretches shorter than this are not worth deflating on their own
BLOCK = 65535
END = b"\x03\x00"  # an empty last block
PICTURE = b"\x89PNG"
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4H3L5H2L")
_LAST = struct.Struct("<4s4H2LH")
_STORED = struct.Struct("<BHH")
DATE = 1 << 5 | 1  # 1980-01-01
RIGHTS = 0o600 << 16  # as zipfile writes them


class Program(Protocol):
    """Makes the file of one village: its bytes, and their SHA-256."""

    def make(self, values: Sequence[str]) -> tuple[bytes, str]:
        """The bytes with these values in their places."""

    def member(self, name: str, values: Sequence[str]) -> bytes | None:
        """One member of a package undeflated; None when there is none of that name."""


class TextProgram:
    """Text and web pages: constant pieces and values in turn."""

    def __init__(self, pieces: Sequence[bytes], sites: Sequence[Site]) -> None:
        self.pieces = [bytes(piece) for piece in pieces]
        self.values = Values(sites)
        self.begun = hashlib.sha256(self.pieces[0])

    def make(self, values: Sequence[str]) -> tuple[bytes, str]:
        """The bytes with these values in their places."""
        rest = [b""] * (2 * len(self.pieces) - 2)
        rest[0::2] = self.values.encoded(values)
        rest[1::2] = self.pieces[1:]
        tail = b"".join(rest)
        digest = self.begun.copy()
        digest.update(tail)
        return self.pieces[0] + tail, digest.hexdigest()

    def member(self, name: str, values: Sequence[str]) -> bytes | None:
        """A text has no members."""
        return None


@dataclass(frozen=True, slots=True)
class Run:
    """What is stored as it is: the items from ``start`` to ``end`` of a member's text; then a stretch, deflated.

    ``after`` carries a CRC-32 over that stretch; None where none follows.
    """

    start: int
    end: int
    after: Callable[[int], int] | None
    deflated: bytes


class Member:
    """A member of a package whose contents differ from village to village.

    Its text is pieces and values in turn. Pieces that are long enough are deflated once, each up to a whole byte.
    """

    def __init__(self, name: str, pieces: Sequence[bytes], sites: Sequence[Site]) -> None:
        self.name = name
        self.values = Values(sites)
        self.size = sum(map(len, pieces))
        self.text = [b""] * (2 * len(pieces) - 1)
        self.text[0::2] = [bytes(piece) for piece in pieces]
        first, long = self.text[0], len(self.text[0]) >= TINY
        self.opening, self.begun = (_deflated(first), zlib.crc32(first)) if long else (b"", 0)
        self.runs = tuple(self._runs(start=1 if long else 0))

    def _runs(self, start: int) -> Iterator[Run]:
        last = len(self.text) - 1
        for at in range(2, len(self.text), 2):
            piece = self.text[at]
            if len(piece) >= TINY:
                yield Run(start, at, Summed(piece).after, _deflated(piece) + (END if at == last else b""))
                start = at + 1
        if start <= last:
            yield Run(start, last + 1, None, END)

    def joined(self, values: Sequence[str]) -> tuple[bytes, int, int]:
        """(the deflated stream, CRC-32, size undeflated)."""
        encoded = self.values.encoded(values)
        text = self.text.copy()
        text[1::2] = encoded
        parts, crc = [self.opening], self.begun
        for run in self.runs:
            words = text[run.start] if run.end - run.start == 1 else b"".join(text[run.start : run.end])
            size = len(words)
            if size <= BLOCK:
                parts += (_STORED.pack(0, size, size ^ BLOCK), words, run.deflated)
            else:
                parts += (*_stored(words), run.deflated)
            crc = zlib.crc32(words, crc)
            if run.after:
                crc = run.after(crc)
        return b"".join(parts), crc, self.size + sum(map(len, encoded))

    def plain(self, values: Sequence[str]) -> bytes:
        """The member undeflated."""
        text = self.text.copy()
        text[1::2] = self.values.encoded(values)
        return b"".join(text)


class PackageProgram:
    """A .docx: constant members first, as one piece; then the members that change; then the directory."""

    def __init__(self, constant: Mapping[str, bytes], live: Sequence[Member | Code]) -> None:
        self.live = live
        self.places: dict[str, tuple[int, int]] = {}
        self.names = [member.name.encode() for member in live]
        body, directory = bytearray(), bytearray()
        for name, data in constant.items():
            packed = zlib.compress(data, 9, -15)
            said = (zlib.crc32(data), len(packed), len(data))
            directory += _central(name.encode(), *said, len(body))
            body += _local(name.encode(), *said) + packed
            self.places[name] = len(body) - len(packed), len(body)
        self.body, self.directory, self.many = bytes(body), bytes(directory), len(constant) + len(live)
        self.begun = hashlib.sha256(self.body)

    def make(self, values: Sequence[str]) -> tuple[bytes, str]:
        """The bytes with these values in their places."""
        at = len(self.body)
        parts: list[bytes] = []
        entries = [self.directory]
        for member, name in zip(self.live, self.names, strict=True):
            packed, crc, size = member.joined(values)
            length = len(packed)
            entries.append(_central(name, crc, length, size, at))
            parts += (_local(name, crc, length, size), packed)
            at += 30 + len(name) + length
        directory = b"".join(entries)
        parts += (directory, _LAST.pack(b"PK\5\6", 0, 0, self.many, self.many, len(directory), at, 0))
        tail = b"".join(parts)
        digest = self.begun.copy()
        digest.update(tail)
        return self.body + tail, digest.hexdigest()

    def member(self, name: str, values: Sequence[str]) -> bytes | None:
        """One member undeflated; None when there is none of that name."""
        if name in self.places:
            start, end = self.places[name]
            return zlib.decompress(self.body[start:end], -15)
        return next((one.plain(values) for one in self.live if one.name == name), None)


class PlainPackageProgram:
    """A .docx byte for byte as the renderer packs it, members in its order, each deflated as a whole."""

    def __init__(self, members: Mapping[str, bytes | Member | Code]) -> None:
        self.members = {
            name.encode(): one if isinstance(one, Member | Code) else (_squeezed(one), zlib.crc32(one), len(one))
            for name, one in members.items()
        }

    def make(self, values: Sequence[str]) -> tuple[bytes, str]:
        """The bytes with these values in their places."""
        body, directory = bytearray(), bytearray()
        for name, one in self.members.items():
            if isinstance(one, Member | Code):
                data = one.plain(values)
                packed, crc, size = _squeezed(data), zlib.crc32(data), len(data)
            else:
                packed, crc, size = one
            directory += _central(name, crc, len(packed), size, len(body))
            body += _local(name, crc, len(packed), size) + packed
        many = len(self.members)
        last = _LAST.pack(b"PK\5\6", 0, 0, many, many, len(directory), len(body), 0)
        data = bytes(body + directory + last)
        return data, hashlib.sha256(data).hexdigest()

    def member(self, name: str, values: Sequence[str]) -> bytes | None:
        """One member undeflated; None when there is none of that name."""
        found = self.members.get(name.encode())
        if found is None:
            return None
        return found.plain(values) if isinstance(found, Member | Code) else zlib.decompress(found[0], -15)


def compiled(
    short: bytes,
    long: bytes,
    texts: tuple[Texts, Texts],
    plain: bool,
    held: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> Program:
    """A program from two renderings of one document, with short stand-ins and with long ones full of special marks.

    ``texts`` are the stand-ins of each, by field; ``held`` is what the QR codes of each hold. NotSplicedError when anything but the values differs between the two,
    or a stand-in does not come out whole.
    """
    if short.startswith(b"PK"):
        return _package(short, long, texts, plain, held)
    pieces, sites = cut_both(short, long, texts)
    return TextProgram(pieces, sites)


def _package(
    short: bytes, long: bytes, texts: tuple[Texts, Texts], plain: bool, held: tuple[Sequence[str], Sequence[str]]
) -> Program:
    first, second = _members(short), _members(long)
    if list(first) != list(second):
        raise NotSplicedError
    members: dict[str, bytes | Member | Code] = {}
    for name, data in first.items():
        if data.startswith(PICTURE):
            members[name] = code_of((data, second[name]), name, held, texts) or data
            continue
        pieces, sites = cut_both(data, second[name], texts)
        members[name] = Member(name, pieces, sites) if sites else data
    if plain:
        return PlainPackageProgram(members)
    constant = {name: one for name, one in members.items() if isinstance(one, bytes)}
    return PackageProgram(constant, [one for one in members.values() if not isinstance(one, bytes)])


def _members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


def _deflated(data: bytes) -> bytes:
    """Deflated blocks, none of them the last, up to a whole byte and without looking back over the seam."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


def _squeezed(data: bytes) -> bytes:
    """Deflated as zipfile does it."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _stored(words: bytes) -> list[bytes]:
    """Blocks that hold the bytes as they are."""
    size = len(words)
    if size <= BLOCK:
        return [_STORED.pack(0, size, size ^ BLOCK), words]
    return [part for at in range(0, size, BLOCK) for part in _stored(words[at : at + BLOCK])]


def _local(name: bytes, crc: int, packed: int, size: int) -> bytes:
    return _LOCAL.pack(b"PK\3\4", 20, 0, 8, 0, DATE, crc, packed, size, len(name), 0) + name


def _central(name: bytes, crc: int, packed: int, size: int, at: int) -> bytes:
    return (
        _CENTRAL.pack(b"PK\1\2", 20, 0, 20, 0, 0, 8, 0, DATE, crc, packed, size, len(name), 0, 0, 0, 0, RIGHTS, at)
        + name
    )

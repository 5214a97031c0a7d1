"""A PDF put together around what changes: all else is bytes made once, with their places known."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
BASE = 65521
BLOCK = 65535
_BEGUN, _LAST = b"\x78\x9c", b"\x03\x00"


@dataclass(frozen=True, slots=True)
class Packed:
    """Bytes deflated up to a whole byte, and what is needed to join them to others: their checksum and length."""

    data: bytes
    adler: int
    length: int

    @classmethod
    def of(cls, data: bytes) -> Packed:
        """These bytes packed."""
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return cls(packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH), zlib.adler32(data), len(data))


def joined(parts: Sequence[Packed | bytes]) -> bytes:
    """One deflated stream of parts that are packed already and parts that are kept as they are."""
    out = [_BEGUN]
    summed = 1
    for part in parts:
        if isinstance(part, Packed):
            out.append(part.data)
            summed = _combined(summed, part.adler, part.length)
        else:
            summed = zlib.adler32(part, summed)
            for at in range(0, len(part), BLOCK):
                block = part[at : at + BLOCK]
                out += (b"\0", len(block).to_bytes(2, "little"), (len(block) ^ 0xFFFF).to_bytes(2, "little"), block)
    out += (_LAST, summed.to_bytes(4, "big"))
    return b"".join(out)


def _combined(first: int, second: int, length: int) -> int:
    """The checksum of two stretches one after another, from the checksums of both."""
    rest = length % BASE
    low = (first & 0xFFFF) + (second & 0xFFFF) - 1
    high = (first >> 16) + (second >> 16) + rest * (first & 0xFFFF) - rest
    return low % BASE | high % BASE << 16


class Assembly:
    """A file whose constant objects stand first; the others are added to it, and it is a PDF."""

    def __init__(self, constant: Mapping[int, bytes], root: int, info: int, size: int) -> None:
        body = bytearray(HEAD)
        lines = [b"0000000000 65535 f \n"] * size
        for number, data in constant.items():
            lines[number] = b"%010d 00000 n \n" % len(body)
            body += b"%d 0 obj\n%b\nendobj\n" % (number, data)
        self.body, self._lines, self._size = bytes(body), lines, size
        self._facts = b"/Root %d 0 R/Info %d 0 R" % (root, info)
        self.begun = hashlib.sha256(self.body)

    def complete(self, objects: Mapping[int, bytes], mark: bytes) -> tuple[bytes, str]:
        """The file with the rest of its objects and its mark of identity; and its SHA-256."""
        lines = list(self._lines)
        at = len(self.body)
        parts = []
        for number in sorted(objects):
            part = b"%d 0 obj\n%b\nendobj\n" % (number, objects[number])
            line = b"%010d 00000 n \n" % at
            if number < len(lines):
                lines[number] = line
            else:
                lines.append(line)
            parts.append(part)
            at += len(part)
        end = b"trailer\n<</Size %d%b/ID[(%b)(%b)]>>\nstartxref\n%d\n%%%%EOF"
        parts += (b"xref\n0 %d\n" % len(lines), *lines, end % (len(lines), self._facts, mark, mark, at))
        rest = b"".join(parts)
        digest = self.begun.copy()
        digest.update(rest)
        return self.body + rest, digest.hexdigest()

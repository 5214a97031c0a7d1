"""A finished PDF as its numbered objects, as the press writes them: a plain table of places, no packed objects."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_HEAD = re.compile(rb"(\d+) 0 obj\s*")
_TRAILER = re.compile(rb"/Size (\d+)/Root (\d+) 0 R/Info (\d+) 0 R/ID\[\(([^()\\]+)\)\(\4\)\]")
_STREAM = re.compile(rb"stream\r?\n")


class NotStampedError(Exception):
    """The PDF is not built as expected, or values decide more of it than their own glyphs."""


class UnevenError(NotStampedError):
    """Narrow digits would break lines otherwise than wide ones."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A PDF taken apart: its objects by number, the numbers of its catalogue and its facts, its mark of identity."""

    objects: Mapping[int, bytes]
    root: int
    info: int
    mark: bytes

    def reference(self, body: bytes, key: bytes) -> int:
        """The number of the object that a dictionary names under a key; NotStampedError when it names none."""
        match = re.search(rb"/" + key + rb"\s*\[?(\d+) 0 R", body)
        if match is None:
            raise NotStampedError(key.decode())
        return int(match[1])

    def named(self, body: bytes, key: bytes) -> bytes:
        """The object that a dictionary names under a key."""
        return self.objects[self.reference(body, key)]


def take_apart(data: bytes) -> Taken:
    """The objects of a PDF; NotStampedError when it is built otherwise than the press builds it."""
    trailer = _TRAILER.search(data, max(0, len(data) - 400))
    at = data.rfind(b"startxref")
    if trailer is None or at < 0:
        raise NotStampedError("trailer")
    table = data[int(data[at + 9 :].split()[0]) :].split(b"\n")
    if table[0].strip() != b"xref" or table[1].split() != [b"0", trailer[1]]:
        raise NotStampedError("xref")
    lines = [line.split() for line in table[2 : 2 + int(trailer[1])]]
    places = sorted(int(line[0]) for line in lines if line[2] == b"n")
    ends = [*places[1:], data.rfind(b"xref", 0, at)]
    found = dict(_object(data[start:end]) for start, end in zip(places, ends, strict=True))
    return Taken(found, int(trailer[2]), int(trailer[3]), trailer[4])


def _object(data: bytes) -> tuple[int, bytes]:
    head = _HEAD.match(data)
    end = data.rfind(b"endobj")
    if head is None or end < 0:
        raise NotStampedError("object")
    return int(head[1]), data[head.end() : end].rstrip(b"\r\n")


def stream_of(body: bytes) -> bytes:
    """What an object's stream holds, unpacked; NotStampedError when it has none, or is packed in another way."""
    match = _STREAM.search(body)
    if match is None:
        raise NotStampedError("stream")
    packed = body[match.end() : body.rfind(b"endstream")]
    head = body[: match.start()]
    if b"/Filter" not in head:
        return packed.removesuffix(b"\n")
    if b"/Filter/FlateDecode" not in head or b"DecodeParms" in head:
        raise NotStampedError("filter")
    return zlib.decompressobj().decompress(packed)


def stream(data: bytes, entries: bytes = b"", length: int | None = None) -> bytes:
    """An object with a stream that holds these bytes as they are; ``entries`` go into its dictionary."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data) if length is None else length, entries, data)

"""QR codes: the words a code holds become rows of dark and light squares."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

from xuanchuan.model.error import XuanchuanError

# A phone reads it though a fifth of it is worn off; a longer text makes squares too small to print.
LEVEL = "m"
MOST_BYTES = 300
QUIET = 4


def modules(content: str) -> tuple[tuple[bool, ...], ...]:
    """The squares row by row, True where dark, without the quiet zone; same words, same squares.

    XuanchuanError when the words are too many to be read from a printed leaflet.
    """
    import segno

    if not content or len(content.encode("utf-8")) > MOST_BYTES:
        raise XuanchuanError(
            "二维码里的内容太长，印出来手机扫不出" if content else "二维码里没有内容",
            where=f"{content[:20]}……" if content else "",
            why=f"最多 {MOST_BYTES} 个字节，约 {MOST_BYTES // 3} 个汉字",
            hint="换成短一些的网址，或者只放公众号名称",
        )
    code = segno.make(content, error=LEVEL, micro=False, boost_error=False, encoding="utf-8")
    return tuple(tuple(bool(square) for square in row) for row in code.matrix)


@lru_cache(maxsize=64)  # a sheet of cards holds ten of the same
def png(content: str, scale: int = 8) -> bytes:
    """The code as a black and white PNG with its quiet zone, ``scale`` pixels a square."""
    rows = modules(content)
    side = (len(rows) + 2 * QUIET) * scale
    blank = bytes([0]) + bytes([255]) * side
    lines = [blank] * (QUIET * scale)
    for row in rows:
        squares = [*[False] * QUIET, *row, *[False] * QUIET]
        lines += [bytes([0]) + b"".join(bytes([0 if dark else 255]) * scale for dark in squares)] * scale
    lines += [blank] * (QUIET * scale)
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

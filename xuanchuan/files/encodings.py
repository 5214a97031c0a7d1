"""Reading text that may be UTF-8 or the GBK that Chinese Windows programs save."""

from __future__ import annotations

from xuanchuan.model.error import XuanchuanError

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes, where: str) -> str:
    """Text of ``data``: by its byte-order mark, else strict UTF-8, else GB18030; never guessed by statistics."""
    encodings = [name for mark, name in BOMS if data.startswith(mark)] or ["utf-8", "gb18030"]
    for name in encodings:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise XuanchuanError(
        "文字读不出来",
        where=where,
        why="既不是 UTF-8，也不是 GBK",
        hint="用记事本打开，“另存为”时编码选 UTF-8，再试一次",
    )

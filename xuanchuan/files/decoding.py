"""Plain text from strangers (.txt, .md): UTF-8, GB18030 or UTF-16, told apart and never guessed at in silence."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from xuanchuan.files.bounded import MB, read_bounded
from xuanchuan.model.error import XuanchuanError

MOST = 16 * MB
MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
UNMARKED = (("utf-8", "UTF-8"), ("gb18030", "GB18030"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"))
CONTROLS = frozenset(map(chr, (*range(9), 11, *range(14, 32), 0x7F)))
# Above this share of characters that are not everyday Chinese, text read as GB18030 is taken for something else.
ODD = 0.1


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text with line ends as ``\\n`` and no byte order mark, and the name of the encoding it was in."""

    text: str
    encoding: str


def read_plain(path: Path, most: int = MOST) -> PlainText:
    """Read a text file; XuanchuanError when it is missing, empty, too large or in no encoding we can tell."""
    text, encoding = decode(read_bounded(path, most), str(path))
    return PlainText(text.replace("\r\n", "\n").replace("\r", "\n"), encoding)


def decode(data: bytes, where: str) -> tuple[str, str]:
    """The text of some bytes and the encoding's name; XuanchuanError when it is garbage in every one of them."""
    mark = next((row for row in MARKS if data.startswith(row[0])), None)
    tried = [(data[len(mark[0]) :], mark[1], mark[2])] if mark else [(data, codec, name) for codec, name in UNMARKED]
    for raw, codec, name in tried:
        text = _decoded(raw, codec)
        if text is not None and _sound(text, codec == "utf-8"):
            chinese = None if mark or name != "UTF-8" else _rather_chinese(raw, text)
            return (chinese, "GB18030") if chinese else (text, name)
    raise XuanchuanError(
        "文字读不出来：编码不对，或者不是文字文件",
        where=where,
        why="试过 UTF-8、GB18030 和 UTF-16，读出来都是乱码",
        hint="用记事本打开，“另存为”时编码选 UTF-8，再试一次",
    )


def _rather_chinese(data: bytes, read: str) -> str | None:
    """The GB18030 reading of bytes that are UTF-8 by chance: none of what they spell is Chinese, there all of it is."""
    beyond = {char for char in set(read) if char >= "\u0080"}  # a set: the text may be megabytes long
    if not beyond or any(map(_everyday, beyond)):
        return None
    other = _decoded(data, "gb18030")
    return other if other is not None and all(map(_everyday, set(other))) else None


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _sound(text: str, certain: bool) -> bool:
    """Whether a person could have written it; UTF-8 proves itself, other encodings also fit what they are not."""
    if CONTROLS & set(text):
        return False
    return certain or sum(not _everyday(char) for char in text) <= ODD * len(text)


def _everyday(char: str) -> bool:
    """ASCII, Chinese punctuation and full-width forms, or a character of GB 2312's Chinese."""
    if char < "\u0080" or "\u2010" <= char <= "\u2660" or "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff5e":
        return True
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return "\u4e00" <= char <= "\u9fff" or char in "·×÷°±"

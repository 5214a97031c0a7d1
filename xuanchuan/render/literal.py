"""Characters as typed: what no file may hold is replaced, and widths are counted as Chinese type counts them."""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c]")
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """The text with one kind of line end; a character that XML forbids becomes U+FFFD."""
    return _ILLEGAL.sub("\ufffd", _NEWLINES.sub("\n", text))


def columns(text: str) -> int:
    """Width in half-width columns: 2 for a Chinese character or mark, 1 for a letter, 0 for a combining mark."""
    return sum(_char_columns(char) for char in text)


def _char_columns(char: str) -> int:
    if unicodedata.combining(char) or char in "\u200b\u200c\u200d\ufeff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def fold(text: str, width: int) -> list[str]:
    """Cut each line of the text into pieces at most ``width`` columns wide (at least one character each)."""
    out: list[str] = []
    for line in text.split("\n"):
        piece, used = "", 0
        for char in line:
            wide = _char_columns(char)
            if piece and used + wide > width:
                out.append(piece)
                piece, used = "", 0
            piece, used = piece + char, used + wide
        out.append(piece)
    return out


def cut(text: str, width: int) -> str:
    """The text in one line of at most ``width`` columns, … for what is left out."""
    return text if columns(text) <= width else f"{fold(text, width - 2)[0]}…"


def pad(text: str, width: int) -> str:
    """The text followed by spaces up to ``width`` columns."""
    return text + " " * max(0, width - columns(text))


def is_ambiguous(text: str) -> bool:
    """Whether the text holds marks such as “ ” — … that Latin and Chinese fonts both claim."""
    return any(unicodedata.east_asian_width(char) == "A" for char in text)

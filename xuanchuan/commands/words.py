"""Words as officers type them on a command line, and lines as wide as their console."""

from __future__ import annotations

import re
import unicodedata

import click

FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出成文字或 JSON。"
)

# What must not begin a line of Chinese, and what must not end one.
CLOSING = "，。；：！？、）》〉」』”’】"
OPENING = "（《〈「『“‘【"


def split(text: str | None) -> tuple[str, ...]:
    """Comma-separated words, in whichever comma the keyboard gave; empty for None."""
    words = (text or "").replace("，", ",").replace("、", ",").split(",")
    return tuple(word.strip() for word in words if word.strip())


def columns(text: str) -> int:
    """The columns a text takes on a console: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _without_tail(line: str, following: str) -> str:
    """The part of a full line that can stay: no opening mark at its end, no number or short word cut in two."""
    kept = line
    if following.isascii() and following.isalnum():
        kept = re.sub(r"[!-~]{1,20}$", "", kept)
    return kept.rstrip(OPENING) or line


def wrapped(text: str, width: int, indent: str = "", longest: int = 0) -> list[str]:
    """The text in lines of at most ``width`` columns, each after ``indent``; never empty.

    ``longest`` above 0 cuts after so many lines and ends the last one with …; no line begins with a closing mark
    where the line before has room for it.
    """
    lines, line, used = [], "", columns(indent)
    for char in text:
        size = columns(char)
        if used + size > width and not (char in CLOSING and used + size <= width + 4):
            kept = _without_tail(line, char)
            lines.append((indent + kept).rstrip())
            line = line[len(kept) :].lstrip()
            used = columns(indent + line)
            if not line and char in " 　":
                continue
        line += char
        used += size
    lines.append(indent + line)
    if longest and len(lines) > longest:
        return [*lines[: longest - 1], lines[longest - 1][:-1] + "…"]
    return lines

"""Lines of Chinese on a console: how wide they are, and where a long one breaks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# What must not begin a line of Chinese, and what must not end one.
CLOSING = "，。；：！？、）》〉」』”’】"
OPENING = "（《〈「『“‘【"

# How far a closing mark may hang over the width asked for.
HANGING = 4

# What is there to be pasted or opened, and so is never broken: a command, a path; and where they stand in a line.
WHOLE = re.compile(r"(?:xuanchuan|python) |[A-Za-z]:\\|/")
APART = re.compile(rf" {{2,}}|(?<=：)(?={WHOLE.pattern})")


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
        if used + size > width and not (char in CLOSING and used + size <= width + HANGING):
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


def fitted(line: str, width: int) -> Iterator[str]:
    """A line as it goes onto a console of ``width`` columns: whole if it fits, else broken and hung under itself.

    Commands and paths are put on lines of their own and never broken: the console folds what is still too long.
    """
    if columns(line) <= width:
        yield line
        return
    margin = line[: len(line) - len(line.lstrip(" 　"))]
    hung = margin + "  "
    parts = APART.split(line.lstrip(" 　"))
    if not any(WHOLE.match(part) for part in parts):
        parts = [line.lstrip(" 　")]
    for part in parts:
        if WHOLE.match(part):
            yield hung + part
        else:
            yield from _broken(part, width - HANGING, margin, hung)


def _broken(text: str, width: int, margin: str, hung: str) -> Iterator[str]:
    """The text in lines, the first after ``margin``, the others after ``hung``."""
    first, *_ = wrapped(text, width, margin)
    yield first
    rest = text[len(first) - len(margin) :].lstrip()
    if rest:
        yield from wrapped(rest, width, hung)

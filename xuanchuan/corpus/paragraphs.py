"""An article's lines as 款 and 项: how many there are decides whether 第二款第三项 can be cited."""

from __future__ import annotations

import re
from collections.abc import Sequence

ITEM = re.compile(r"[（(][一二三四五六七八九十百]+[）)]")
SUB_ITEM = re.compile(r"(?:[0-9０-９]+[.．、]|[（(][0-9０-９]+[）)]|[①-⑳])")


def paragraphs(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The 款 of an article in order: each its opening line followed by the lines of its 项 and 目 and of tables."""
    found: list[list[str]] = []
    for line in lines:
        if found and (ITEM.match(line) or SUB_ITEM.match(line) or "\t" in line):
            found[-1].append(line)
        else:
            found.append([line])
    return tuple(map(tuple, found))


def items(paragraph: Sequence[str]) -> tuple[str, ...]:
    """The 项 of one 款, in order, without its opening line and without 目."""
    return tuple(line for line in paragraph[1:] if ITEM.match(line))

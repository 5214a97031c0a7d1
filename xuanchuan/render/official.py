"""What GB/T 9704-2012 measures, for every format: 署名 and 成文日期, 附件说明, 版头, 信函格式, 版记."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from xuanchuan.model.document import Block, Document, Imprint, Inlines, Letterhead, LineBreak
from xuanchuan.render.front import plain
from xuanchuan.render.literal import columns

# Millimetres. 版头: the mark's top edge below the type area's, its red line below 发文字号.
MARK_BELOW_TOP = 35
LINE_BELOW_NUMBER = 4
# 信函格式: the mark's top edge and the double rules from the edges of the paper; how long the rules are.
LETTER_MARK_TOP = 30
LETTER_RULE_BELOW_MARK = 4
LETTER_RULE_ABOVE_BOTTOM = 20
LETTER_RULE = 170
# 版记: first and last rule, and the ones between.
IMPRINT_THICK, IMPRINT_THIN = 0.35, 0.25
# A brief has no standard; its name stands this far below the top of the type area.
BRIEF_MARK_BELOW_TOP = 8

LARGEST_MARK, SMALLEST_MARK = 48, 20
MARK_LINE = 1.15

_ATTACHMENT = re.compile(r"(附件[:：])?(\d+[.．][ \t]*)?")
_LEAD = columns("附件：") / 2


def right_indents(org: str, date: str) -> tuple[float, float]:
    """Right indents of 署名 and date in characters; a date longer than 署名 goes 右空二字 and pushes 署名 left."""
    org_width, date_width = columns(org) / 2, columns(date) / 2
    if not org or not date:
        return 2, 2
    if date_width > org_width:
        return 2 + date_width + 2 - org_width, 2
    return 2, max(0, org_width - date_width)


@dataclass(frozen=True, slots=True)
class Attached:
    """A line of 附件说明: its words, the characters it stands in from the left, and those it hangs."""

    words: Inlines
    left: float
    hang: float
    opens: bool


def attached_lines(inlines: Inlines) -> Iterator[Attached]:
    """附件说明 line by line: 左空二字, a long name turning over under its first character."""
    for line in _split(inlines):
        match = _ATTACHMENT.match(plain(line))
        named, number = (match[1] or "", match[2] or "") if match else ("", "")
        left = 2 + (0 if named else _LEAD if number else 0)
        yield Attached(line, left, columns(named) / 2 + columns(number) / 2, bool(named))


def _split(inlines: Inlines) -> list[Inlines]:
    breaks = [at for at, inline in enumerate(inlines) if isinstance(inline, LineBreak)]
    return [inlines[start:end] for start, end in zip([0, *(at + 1 for at in breaks)], [*breaks, None], strict=True)]


def mark_size(mark: str, width: float) -> float:
    """The largest size in points at which the mark stands in one line of ``width`` points."""
    return max(SMALLEST_MARK, min(LARGEST_MARK, round(0.96 * width / max(1, columns(mark) / 2) * 2) / 2))


def split(document: Document) -> tuple[Letterhead | None, Document, Imprint | None]:
    """版头, the document between, and 版记, wherever among the blocks they were written."""
    heads = [block for block in document.blocks if isinstance(block, Letterhead)]
    feet = [block for block in document.blocks if isinstance(block, Imprint)]
    between: tuple[Block, ...] = tuple(
        block for block in document.blocks if not isinstance(block, (Letterhead, Imprint))
    )
    return heads[0] if heads else None, replace(document, blocks=between), feet[-1] if feet else None

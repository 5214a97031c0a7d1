"""What GB/T 9704-2012 measures in characters: 署名 and 成文日期, and 附件说明."""

from __future__ import annotations

import re

from xuanchuan.model.document import Inlines, LineBreak, Signature, Text
from xuanchuan.render.docx.place import Place, paragraph
from xuanchuan.render.docx.properties import indent
from xuanchuan.render.docx.xml import Element, element, flag, points
from xuanchuan.render.front import plain
from xuanchuan.render.literal import columns

_ATTACHMENT = re.compile(r"(附件[:：])?(\d+[.．][ \t]*)?")
_LEAD = columns("附件：") / 2


def signature(block: Signature, place: Place) -> list[Element]:
    """署名 右空二字, the date's first character two to the right of its first (cl. 7.3.5.2, unsealed)."""
    style = place.style("date")
    org_right, date_right = right_indents(block.org, block.date)
    cell = style.size - style.tight
    lines = (("org", block.org, org_right), ("date", block.date, date_right))
    return [
        paragraph(role, (Text(words),), indent(style.size, right=right * cell / style.size), element("jc", val="right"))
        for role, words, right in lines
        if words
    ]


def right_indents(org: str, date: str) -> tuple[float, float]:
    """Right indents of 署名 and date in characters; a date longer than 署名 goes 右空二字 and pushes 署名 left."""
    org_width, date_width = columns(org) / 2, columns(date) / 2
    if not org or not date:
        return 2, 2
    if date_width > org_width:
        return 2 + date_width + 2 - org_width, 2
    return 2, max(0, org_width - date_width)


def attachments(inlines: Inlines, place: Place, *, keep: bool = False) -> list[Element]:
    """附件说明 line by line: 左空二字, one line below the text, a long name turning over under its first character."""
    return [_attachment(line, place, keep) for line in _split(inlines)]


def _attachment(line: Inlines, place: Place, keep: bool) -> Element:
    match = _ATTACHMENT.match(plain(line))
    named, number = (match[1] or "", match[2] or "") if match else ("", "")
    style = place.style("attachment")
    air = element("spacing", before=points(style.line)) if named else None
    lead = columns(named) / 2
    left = 2 + (0 if named else _LEAD if number else 0)
    hang = lead + columns(number) / 2
    properties = indent(style.size, left=left + hang, first=-hang) if hang else indent(style.size, first=2)
    return paragraph("attachment", line, flag("keepNext", keep), air, properties)


def _split(inlines: Inlines) -> list[Inlines]:
    breaks = [at for at, inline in enumerate(inlines) if isinstance(inline, LineBreak)]
    return [inlines[start:end] for start, end in zip([0, *(at + 1 for at in breaks)], [*breaks, None], strict=True)]

"""署名 and 成文日期, and 附件说明, as Word paragraphs."""

from __future__ import annotations

from xuanchuan.model.document import Inlines, Signature, Text
from xuanchuan.render.docx.place import Place, paragraph
from xuanchuan.render.docx.properties import indent
from xuanchuan.render.docx.xml import Element, element, flag, points
from xuanchuan.render.official import attached_lines, right_indents


def signature(block: Signature, place: Place, *, keep: bool = False) -> list[Element]:
    """署名 右空二字, the date's first character two to the right of its first (cl. 7.3.5.2, unsealed).

    署名 stays with its date; ``keep`` holds both on the page of what follows, 附注."""
    style = place.style("date")
    org_right, date_right = right_indents(block.org, block.date)
    cell = style.size - style.tight
    lines = (("org", block.org, org_right), ("date", block.date, date_right))
    return [
        paragraph(
            role,
            (Text(words),),
            flag("keepNext", keep or (role == "org" and bool(block.date))),
            indent(style.size, right=right * cell / style.size),
            element("jc", val="right"),
        )
        for role, words, right in lines
        if words
    ]


def attachments(inlines: Inlines, place: Place, *, keep: bool = False) -> list[Element]:
    """附件说明 line by line, the first one line below the text, all of it on one page."""
    style = place.style("attachment")
    lines = list(attached_lines(inlines))
    made = []
    for number, line in enumerate(lines, 1):
        air = element("spacing", before=points(style.line)) if line.opens else None
        left = line.left + line.hang
        properties = indent(style.size, left=left, first=-line.hang) if line.hang else indent(style.size, first=2)
        held = flag("keepNext", keep or number < len(lines))
        made.append(paragraph("attachment", line.words, held, air, properties))
    return made

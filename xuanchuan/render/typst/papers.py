"""版头, 信函格式 and 版记 as data, in points measured by GB/T 9704-2012."""

from __future__ import annotations

from xuanchuan.model.document import Imprint, Inlines, Letterhead
from xuanchuan.render.looks import Look, Page
from xuanchuan.render.official import (
    BRIEF_MARK_BELOW_TOP,
    IMPRINT_THICK,
    IMPRINT_THIN,
    LETTER_MARK_TOP,
    LETTER_RULE,
    LETTER_RULE_ABOVE_BOTTOM,
    LETTER_RULE_BELOW_MARK,
    LINE_BELOW_NUMBER,
    MARK_BELOW_TOP,
    mark_size,
)
from xuanchuan.render.typst.data import Data, pieces, words

POINTS_PER_MM = 72 / 25.4
RED_LINE = 0.5


def letterhead_data(block: Letterhead, look: Look, page: Page) -> list[Data]:
    """What stands above the title in the text area, with the air below it."""
    body = look.styles["body"]
    lead = (body.line - body.size) / 2
    if block.kind == "letter":
        upper = LETTER_MARK_TOP + letter_size(block) / POINTS_PER_MM + LETTER_RULE_BELOW_MARK
        air = (upper - page.top) * POINTS_PER_MM + 7 / 8 * body.size - lead
        return [_space(air), _line(pieces(block.number), align="right"), _space(2 * body.line)]
    size = mark_size(block.mark, page.text_width * POINTS_PER_MM)
    top = MARK_BELOW_TOP if block.kind == "document" else BRIEF_MARK_BELOW_TOP
    mark = {
        "kind": "paragraph",
        "role": "mark",
        "words": words(block.mark),
        "changes": {"size": size, "line": size},
    }
    rule = _rule(LINE_BELOW_NUMBER * POINTS_PER_MM - lead, RED_LINE, "red")
    ends = _ends(block.left or block.number, block.right)
    if block.kind == "brief":
        number = _line(pieces(block.number), align="center")
        return [_space(top * POINTS_PER_MM), mark, _space(body.line / 2), number, ends, rule, _space(body.line)]
    number = ends if block.right else _line(pieces(block.number), align="center")
    return [_space(top * POINTS_PER_MM), mark, _space(2 * body.line), number, rule, _space(2 * body.line)]


def letter_data(block: Letterhead | None) -> Data | None:
    """What a letter's first page has outside the text area: the mark and two double rules, from the paper's edges."""
    if block is None or block.kind != "letter":
        return None
    size = letter_size(block)
    return {
        "mark": words(block.mark),
        "size": size,
        "top": LETTER_MARK_TOP,
        "rule": LETTER_RULE,
        "upper": LETTER_MARK_TOP + size / POINTS_PER_MM + LETTER_RULE_BELOW_MARK,
        "lower": LETTER_RULE_ABOVE_BOTTOM,
    }


def letter_size(block: Letterhead) -> float:
    """Size of a letter's mark."""
    return mark_size(block.mark, LETTER_RULE * POINTS_PER_MM)


def imprint_data(block: Imprint | None) -> list[Data]:
    """版记 on the lower edge of the type area: thick rules above and below, thin ones between."""
    if block is None:
        return []
    lines = [_line(pieces(one), role="imprint") for one in block.copies if one]
    if block.office or block.day:
        lines.append(_ends(block.office, block.day, role="imprint"))
    out: list[Data] = [{"kind": "fill"}]
    for at, line in enumerate(lines):
        out += [_rule(0, IMPRINT_THIN if at else IMPRINT_THICK, "ink"), line]
    return [*out, _rule(0, IMPRINT_THICK, "ink")] if lines else []


def _space(height: float) -> Data:
    return {"kind": "space", "height": height}


def _rule(above: float, thick: float, color: str) -> Data:
    return {"kind": "rule", "above": above, "below": 0, "thick": thick, "color": color}


def _line(content: list[Data], role: str = "document_number", **changes: object) -> Data:
    return {"kind": "paragraph", "role": role, "words": content, "changes": changes}


def _ends(left: Inlines, right: Inlines, role: str = "document_number") -> Data:
    """Words at both ends of a line, each one character in."""
    return _line([*pieces(left), {"fill": True}, *pieces(right)], role, left=1, right=1)

"""Paragraph and run properties of a style, shared by the style sheet and by direct exceptions."""

from __future__ import annotations

from xuanchuan.render.docx.xml import Element, element, flag, half_points, points
from xuanchuan.render.looks import Font, Look, Style

JUSTIFY = {"left": "left", "both": "both", "center": "center", "right": "right"}


def paragraph_properties(style: Style, look: Look) -> Element:
    """``w:pPr`` of a style, children in schema order."""
    return element(
        "pPr",
        flag("keepNext", style.keep_next),
        flag("keepLines", style.keep_lines),
        element("widowControl"),
        _borders(style, look),
        shading(look.color(style.fill)) if style.fill else None,
        *([] if style.space_latin else [element("autoSpaceDE", val=False), element("autoSpaceDN", val=False)]),
        element("snapToGrid", val=False) if style.rule == "atLeast" or not style.snap else None,
        element(
            "spacing",
            before=points(style.before),
            after=points(style.after),
            line=points(style.line),
            lineRule=style.rule,
        ),
        indent(style.size, first=style.first, left=style.left, right=style.right),
        element("jc", val=JUSTIFY[style.align]),
        element("outlineLvl", val=style.level - 1) if style.level else None,
    )


def run_properties(style: Style, look: Look, font: Font) -> Element:
    """``w:rPr`` of a style, children in schema order; every script gets the Chinese font."""
    return element(
        "rPr",
        all_fonts(font.name),
        *([element("b"), element("bCs")] if style.bold else []),
        element("color", val=look.color(style.color)) if style.color else None,
        element("spacing", val=-points(style.tight)) if style.tight else None,
        element("sz", val=half_points(style.size)),
        element("szCs", val=half_points(style.size)),
    )


def all_fonts(name: str) -> Element:
    """``w:rFonts`` naming one font for Chinese, Latin and other scripts, so that “ ” — … are Chinese too."""
    return element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name, hint="eastAsia")


def shading(color: str) -> Element:
    """``w:shd`` filled with a colour."""
    return element("shd", val="clear", color="auto", fill=color)


def indent(size: float, *, first: float = 0, left: float = 0, right: float = 0) -> Element | None:
    """``w:ind`` for indents counted in characters of a size, in characters and in twips: readers differ.

    A hanging indent (``first`` below 0) is written in twips only, since programs disagree on its characters.
    """
    if not (first or left or right):
        return None
    hanging = first < 0
    return element(
        "ind",
        leftChars=_hundredths(left) if left and not hanging else None,
        left=points(left * size) if left else None,
        rightChars=_hundredths(right) if right else None,
        right=points(right * size) if right else None,
        firstLineChars=_hundredths(first) if first > 0 else None,
        firstLine=points(first * size) if first > 0 else None,
        hanging=points(-first * size) if hanging else None,
    )


def _hundredths(characters: float) -> int:
    return round(characters * 100)


def _borders(style: Style, look: Look) -> Element | None:
    if style.rule_around:
        ink, around = look.color("ink"), _eighths(style.rule_around)
        inner = border("between", ink, _eighths(style.rule_between))
        return element("pBdr", border("top", ink, around), border("bottom", ink, around), inner)
    if not (style.underline or style.bar):
        return None
    return element(
        "pBdr",
        border("left", look.color(style.bar), eighths=36, space=6) if style.bar else None,
        border("bottom", look.color(style.underline), eighths=12, space=3) if style.underline else None,
    )


def _eighths(thickness: float) -> int:
    """Millimetres of a rule in eighths of a point."""
    return max(2, round(thickness * 72 / 25.4 * 8))


def border(side: str, color: str, eighths: int = 4, space: int = 0) -> Element:
    """A single line on one side, its width in eighths of a point."""
    return element(side, val="single", sz=eighths, space=space, color=color)

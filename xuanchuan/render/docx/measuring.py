"""How high what has been written will stand: an estimate on the safe side, the same for any program that opens it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil

from docx.oxml.ns import qn

from xuanchuan.render.docx.stylesheet import style_id
from xuanchuan.render.docx.xml import Element, millimetres
from xuanchuan.render.literal import columns
from xuanchuan.render.looks import Look, Style
from xuanchuan.render.units import TWIPS_PER_POINT

# Half a character is what figures and letters take in 宋体 and 黑体; stand-ins are wider.
NARROW = 0.55
# Where a line may be no higher than its font, fonts still need this much of their size.
FONT_HEIGHT = 1.3
RULE = 15  # twips of a table's line


def styles_of(look: Look) -> Mapping[str, Style]:
    """The look's styles by their ids in the file."""
    return {style_id(role): style for role, style in look.styles.items()}


def height_of(content: Iterable[Element], width: int, look: Look) -> float:
    """Twips that paragraphs and tables take in a column ``width`` twips wide."""
    styles, total = styles_of(look), 0.0
    for one in content:
        if one.tag == qn("w:p"):
            total += _paragraph(one, width, styles, millimetres(look.page.qr))
        elif one.tag == qn("w:tbl"):
            total += sum(_row(row, one, look) for row in one.findall(qn("w:tr")))
    return total


def _paragraph(made: Element, width: int, styles: Mapping[str, Style], picture: int) -> float:
    style = styles[made.style]
    spacing, ind = _direct(made, "spacing"), _direct(made, "ind")
    line = int(spacing.get("line", style.line * TWIPS_PER_POINT))
    exact = spacing.get("lineRule", style.rule) == "exact"
    size = style.size * TWIPS_PER_POINT
    high = line if exact else max(line, FONT_HEIGHT * size)
    air = sum(float(spacing.get(side, getattr(style, side) * TWIPS_PER_POINT)) for side in ("before", "after"))
    if made.find(f".//{qn('w:drawing')}") is not None:
        return air + max(high, picture)
    indent = float(ind.get("left", style.left * size)) + float(ind.get("right", style.right * size))
    room = max(size, width - indent)
    lines = sum(_lines(words, room, size, max(0.0, style.first) * size) for words in _text(made).split("\n"))
    return air + lines * high + (2 * RULE + 60 if style.underline else 0)


def _lines(words: str, room: float, size: float, first: float) -> int:
    """Lines that words take; marks that may not begin a line cost about a character on each."""
    wide = first + sum(2 if columns(char) == 2 else 2 * NARROW * columns(char) for char in words) / 2 * size
    return 1 if wide <= room else max(2, ceil(wide / max(size, room - size)))


def _text(made: Element) -> str:
    signs = {qn("w:br"): "\n", qn("w:tab"): "　"}
    above = {node for said in made.iter(qn("w:rt")) for node in said.iter()}
    shown = (node for node in made.iter() if node not in above)
    return "".join(signs.get(node.tag, node.text if node.tag == qn("w:t") else "") or "" for node in shown)


def _direct(made: Element, name: str) -> Mapping[str, str]:
    """A property written on the paragraph itself."""
    found = made.pPr.find(qn(f"w:{name}"))
    return {key.rpartition("}")[2]: value for key, value in found.attrib.items()} if found is not None else {}


def _row(row: Element, table: Element, look: Look) -> float:
    asked = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
    least = float(asked.get(qn("w:val"))) if asked is not None else 0.0
    return RULE + max([least, *(_cell(cell, table, look) for cell in row.findall(qn("w:tc")))])


def _cell(cell: Element, table: Element, look: Look) -> float:
    properties = cell.find(qn("w:tcPr"))
    own = properties.find(qn("w:tcMar"))
    margins = own if own is not None else table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")
    side = {one.tag.rpartition("}")[2]: int(one.get(qn("w:w"))) for one in margins}
    width = int(properties.find(qn("w:tcW")).get(qn("w:w"))) - side["left"] - side["right"]
    return side["top"] + side["bottom"] + height_of(cell, width, look)

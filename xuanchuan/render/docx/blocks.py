"""Blocks become paragraphs and tables."""

from __future__ import annotations

from docx.oxml.ns import qn

from xuanchuan.model.document import (
    Block,
    Callout,
    Heading,
    Imprint,
    Items,
    Letterhead,
    PageBreak,
    Panel,
    Paragraph,
    Qr,
    Quote,
    Signature,
    Table,
)
from xuanchuan.render.docx.boxes import band, box, cards, draft, quote
from xuanchuan.render.docx.official import attachments, signature
from xuanchuan.render.docx.pictures import qr
from xuanchuan.render.docx.place import Place, paragraph
from xuanchuan.render.docx.runs import literal_run, runs
from xuanchuan.render.docx.stylesheet import style_id
from xuanchuan.render.docx.tables import gap, table
from xuanchuan.render.docx.xml import Element, element, flag
from xuanchuan.render.front import keeps

TABLE = qn("w:tbl")
JOINED = frozenset(
    style_id(role) for role in ("gap", "annex_title", *(f"heading{level}" for level in range(1, 5)), "box_title")
)
BULLET = "■"
BOXES = {"safety": ("safety", "safety_tint")}


def write(blocks: tuple[Block, ...], place: Place) -> None:
    """Write the blocks to the place in order."""
    broken = False
    blocks = _unfolded(blocks)
    for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        if isinstance(block, PageBreak):
            broken = True
            continue
        made = elements(block, place, keep=keeps(before, block, after))
        if broken:
            made = _on_new_page(made)
        broken = False
        if made and made[0].tag == TABLE and len(place.element) and not _is_joined(place.element[-1]):
            place.add(gap())
        place.add(*made)


def _unfolded(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Panels of a layout that has no sheets are read one after another."""
    return tuple(one for block in blocks for one in (_unfolded(block.blocks) if isinstance(block, Panel) else (block,)))


def _is_joined(made: Element) -> bool:
    """Whether a table may follow with no air between: after a table's own gap, and under a heading."""
    return bool(made.tag == TABLE or (made.tag == qn("w:p") and made.style in JOINED))


def elements(block: Block, place: Place, *, keep: bool = False) -> list[Element]:
    """The elements of one block; ``keep`` keeps a paragraph on the page of what follows."""
    match block:
        case Heading(level=level, inlines=inlines):
            role = "box_heading" if place.boxed else f"heading{min(4, max(1, level))}"
            return [paragraph(role, [*_bookmark(place, runs(inlines))])]
        case Paragraph(role="banner", inlines=inlines) if place.look.page.bands:
            return band(inlines, place)
        case Paragraph(role="attachment", inlines=inlines):
            return attachments(inlines, place, keep=keep)
        case Paragraph(role=role, inlines=inlines):
            name = "box" if place.boxed and role in ("body", "plain") else role
            return [paragraph(name, inlines, flag("keepNext", keep))]
        case Quote():
            return quote(block, place)
        case Items():
            return items(block, place)
        case Table():
            return table(block, place)
        case Callout(kind="draft"):
            return draft(block)
        case Callout():
            return callout(block, place)
        case Signature():
            return signature(block, place, keep=keep)
        case Qr():
            return qr(block, place)
        case PageBreak() | Panel() | Letterhead() | Imprint():
            return []


def items(block: Items, place: Place) -> list[Element]:
    """A list whose marks are typed, so that no program renumbers them."""
    role = "box_item" if place.boxed else "item"
    hangs = place.style(role).first < 0
    made = []
    for number, item in enumerate(block.items, 1):
        mark = f"{number}." if block.ordered else BULLET if hangs else "——"
        properties = [element("b")] if block.ordered and hangs else []
        small = [element("color", val=place.look.color("accent")), element("position", val=3), element("sz", val=14)]
        lead = literal_run(mark, properties=small if mark == BULLET else properties)
        made.append(paragraph(role, [*lead, *(literal_run("\t") if hangs else []), *runs(item)]))
    return made


def callout(block: Callout, place: Place) -> list[Element]:
    """A box with a coloured bar; its numbered steps become cards where the layout has colour."""
    bar, fill = BOXES.get(block.kind, ("accent", "tint"))
    made, inside = box(place, bar, fill, framed=True)
    if block.title:
        color = element("color", val=place.look.color("safety")) if bar == "safety" else None
        inside.write("box_title", literal_run(block.title, properties=[color] if color is not None else []))
    for inner in block.blocks:
        if block.kind == "steps" and isinstance(inner, Items) and inner.ordered and place.look.page.banner:
            inside.add(*cards(inner.items, inside))
        else:
            write((inner,), inside)
    if inside.element[-1].tag == TABLE or len(inside.element) == 1:
        inside.add(gap())
    return [made, gap()]


def _bookmark(place: Place, content: list[Element]) -> list[Element]:
    number = next(place.marks)
    start = element("bookmarkStart", id=number, name=f"_Heading{number}")
    return [start, *content, element("bookmarkEnd", id=number)]


def _on_new_page(made: list[Element]) -> list[Element]:
    if not made or made[0].tag == TABLE:
        made = [gap(), *made]
    made[0].pPr._insert_pageBreakBefore(element("pageBreakBefore"))
    return made

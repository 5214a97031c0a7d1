"""A Document and its look as plain data for the layout program: every word is data, never source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields
from itertools import count, groupby
from typing import Any

from xuanchuan.model.document import (
    Block,
    Callout,
    Document,
    Heading,
    Imprint,
    Inlines,
    Items,
    Letterhead,
    LineBreak,
    PageBreak,
    Panel,
    Paragraph,
    Qr,
    Quote,
    Signature,
    Slot,
    Table,
    Text,
)
from xuanchuan.render.codes import modules
from xuanchuan.render.front import is_number_column, keeps, plain, slot_words
from xuanchuan.render.literal import columns
from xuanchuan.render.looks import Look, Page, Style
from xuanchuan.render.official import attached_lines, right_indents
from xuanchuan.render.titles import paused_choices
from xuanchuan.render.typst.fonts import HEAVY_ROLE, Face, Shelf
from xuanchuan.render.units import TWIPS_PER_POINT, millimetres
from xuanchuan.render.widths import column_widths, is_short

Data = dict[str, Any]

LONG = 500
# Type that is looked at before it is read: it turns over where it pauses.
DISPLAYED, MOST_DISPLAYED = ("banner", "subtitle"), 60
NARROW = 120
PADDING = millimetres(3.52)
SEAM_EVERY = 12
# A run of Latin characters as long as 9:00-12:00 does not part.
_LUMP = re.compile("[!-~]{9,}")

_PIECES = re.compile("([\t\n])")
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufe0e\ufe0f\ufeff]")
_UNBROKEN = re.compile(f"[!-~]{{{2 * SEAM_EVERY},}}")
_STYLE = tuple(one.name for one in fields(Style))


@dataclass(frozen=True, slots=True)
class Setting:
    """What blocks are set in: the look, the fonts at hand, the room in twips, and the number of the next heading."""

    look: Look
    shelf: Shelf
    width: int
    headings: count[int] = field(default_factory=count)


def look_data(look: Look, page: Page, shelf: Shelf) -> Data:
    """Page, colours and styles."""
    styles = {role: style_data(style, shelf.faces[style.font], look) for role, style in look.styles.items()}
    for name, role in (("strong", "黑体"), ("emphasis", "楷体")):
        styles[name] = face_data(shelf.faces[role], bold=name == "strong")
    return {"page": asdict(page), "colors": dict(look.colors), "styles": styles}


def face_data(face: Face, bold: bool) -> Data:
    """A family without a bold of its own is drawn with a thin outline."""
    weight = 700 if bold and face.has_bold else 400
    return {"font": list(face.families), "weight": weight, "embolden": bold and not face.has_bold}


def style_data(style: Style, face: Face, look: Look) -> Data:
    """A style with its families and weight in place of a role."""
    bold = style.bold or (style.font == HEAVY_ROLE and face.is_stand_in)
    return {**{name: getattr(style, name) for name in _STYLE}, "color": style.color or "ink", **face_data(face, bold)}


def blocks_data(blocks: Sequence[Block], setting: Setting) -> list[Data]:
    """Blocks in order; panels of a layout that has no sheets are read one after another."""
    out: list[Data] = []
    flat = tuple(_unfolded(blocks))
    for before, block, after in zip((None, *flat), flat, (*flat[1:], None), strict=False):
        out += _block(block, setting, keep=keeps(before, block, after))
    return out


def _unfolded(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Panel):
            yield from _unfolded(block.blocks)
        else:
            yield block


def _block(block: Block, setting: Setting, keep: bool = False) -> list[Data]:
    match block:
        case Heading(level=level, inlines=inlines):
            tag = f"h-{next(setting.headings)}"
            return [{"kind": "heading", "level": min(4, max(1, level)), "words": pieces(inlines), "tag": tag}]
        case Paragraph(role="attachment", inlines=inlines):
            return _attachments(inlines, setting.look.styles["attachment"], keep)
        case Paragraph(inlines=inlines, role=role):
            changes: Data = {"keep_next": True} if keep else {}
            if setting.look.styles[role].align == "both" and _is_lumpy(inlines, setting):
                changes["align"] = "left"
            return [{**_paragraph(role, inlines, **changes), **_turned(role, inlines, setting)}]
        case Quote():
            return [_quote(block)]
        case Items(items=items, ordered=ordered):
            return [{"kind": "items", "ordered": ordered, "items": [pieces(item) for item in items]}]
        case Table():
            return [_table(block, setting)] if block.columns else []
        case Callout(kind="draft"):
            return [draft(block)]
        case Callout():
            return [_callout(block, setting)]
        case Signature():
            return _signature(block, keep)
        case PageBreak():
            return [{"kind": "break"}]
        case Qr():
            return [qr(block)]
        case Panel() | Letterhead() | Imprint():
            return []


def _is_lumpy(inlines: Inlines, setting: Setting) -> bool:
    """Whether words that cannot part would leave gaps in the line before them, in a narrow column."""
    return setting.width <= millimetres(NARROW) and bool(_LUMP.search(plain(inlines)))


def _paragraph(role: str, inlines: Inlines, **changes: Any) -> Data:
    return {"kind": "paragraph", "role": role, "words": pieces(inlines), "changes": changes}


def _turned(role: str, inlines: Inlines, setting: Setting) -> Data:
    """The lines that display type may be set in where one line does not hold it, and the points it has room for."""
    said = plain(inlines)
    if role not in DISPLAYED or len(said) > MOST_DISPLAYED or any(one != Text(plain((one,))) for one in inlines):
        return {}
    turned = [words("\n".join(lines)) for lines in paused_choices(said)]
    return {"turned": turned, "room": setting.width / TWIPS_PER_POINT} if turned else {}


def _attachments(inlines: Inlines, style: Style, keep: bool) -> list[Data]:
    """附件说明: a name that turns over stands under its first character."""
    out = []
    lines = list(attached_lines(inlines))
    for number, line in enumerate(lines, 1):
        changes: Data = {"left": line.left, "first": -line.hang} if line.hang else {"first": 2}
        changes |= {"before": style.line} if line.opens else {}
        out.append(
            _paragraph(
                "attachment", line.words, **changes, **({"keep_next": True} if keep or number < len(lines) else {})
            )
        )
    return out


def _signature(block: Signature, keep: bool) -> list[Data]:
    """署名 and date with their right indents in characters; ``keep``: what follows stands on their page."""
    org_right, date_right = right_indents(block.org, block.date)
    lines = (("org", block.org, org_right), ("date", block.date, date_right))
    return [
        _paragraph(
            role,
            (Text(words),),
            align="right",
            right=right,
            **({"keep_next": True} if keep or (role == "org" and block.date) else {}),
        )
        for role, words, right in lines
        if words
    ]


def _quote(block: Quote) -> Data:
    return {
        "kind": "quote",
        "citation": words(block.citation),
        "lines": [words(line) for line in block.lines],
        "version": words(block.version),
        "remarks": [pieces((Text(label, strong=True), Text(said))) for label, said in block.remarks],
        "long": sum(map(len, (*block.lines, block.gloss, block.caution))) > LONG,
    }


def _callout(block: Callout, setting: Setting) -> Data:
    inner = blocks_data(block.blocks, setting)
    return {
        "kind": "callout",
        "callout": block.kind,
        "title": words(block.title),
        "blocks": inner,
        "long": len(str(inner)) > 4 * LONG,
    }


def draft(block: Callout) -> Data:
    """The draft mark as one yellow paragraph."""
    said = [plain(inner.inlines) for inner in block.blocks if isinstance(inner, Paragraph)]
    return {"kind": "draft", "words": words("　".join([block.title, *said]))}


def qr(block: Qr) -> Data:
    """The squares of a code as runs of dark ones, and the words beside it."""
    caption: Inlines = (Text(block.caption, strong=True), LineBreak()) if block.caption else ()
    squares = [_runs(row) for row in modules(block.content)]
    return {"kind": "qr", "squares": squares, "words": pieces((*caption, Text(block.content)))}


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """(start, length) of each run of dark squares."""
    out = []
    for dark, group in groupby(enumerate(row), key=lambda square: square[1]):
        run = list(group)
        if dark:
            out.append((run[0][0], len(run)))
    return out


def _table(block: Table, setting: Setting) -> Data:
    at_columns = range(len(block.columns))
    numbers = [block.role == "hotlines" and is_number_column(block, at) for at in at_columns]
    return {
        "kind": "table",
        "role": block.role,
        "caption": words(block.caption),
        "widths": column_widths(block, setting.width, setting.look, PADDING),
        "head": [words(column.header) for column in block.columns],
        "rows": [[pieces(cell) for cell in row] for row in block.rows],
        "roles": ["number" if number else "cell" for number in numbers],
        "centred": [is_short(block, at) for at in at_columns],
        "height": block.row_height_mm,
    }


def pieces(inlines: Inlines) -> list[Data]:
    """Inlines as pieces: text, slots, breaks, and seams where a long word may part."""
    out: list[Data] = []
    for inline in inlines:
        match inline:
            case Text(text=text, strong=strong, emphasis=emphasis, reading=reading):
                marks: Data = {name: True for name, on in (("strong", strong), ("emphasis", emphasis)) if on}
                marks |= {"reading": reading} if reading else {}
                out += [piece | marks if "text" in piece else piece for piece in words(text)]
            case Slot(hint=hint):
                out.append({"slot": _UNSEEN.sub("", slot_words(hint)).replace("\n", " ").replace("\t", " ")})
            case LineBreak():
                out.append({"break": True})
    return out


def words(text: str) -> list[Data]:
    """Plain words as pieces."""
    out: list[Data] = []
    for piece in _PIECES.split(_UNSEEN.sub("", text)):
        if piece == "\n":
            out.append({"break": True})
        elif piece == "\t":
            out.append({"gap": True})
        elif piece:
            out += _seamed(piece)
    return out


def _seamed(text: str) -> Iterator[Data]:
    """A long run of Latin characters, an address for one, may part every few characters."""
    at = 0
    for match in _UNBROKEN.finditer(text):
        for start in range(match.start() + SEAM_EVERY, match.end(), SEAM_EVERY):
            yield {"text": text[at:start]}
            yield {"seam": True}
            at = start
    if at < len(text):
        yield {"text": text[at:]}


def heading_width(look: Look, width: float) -> int:
    """How many characters of the title a line of ``width`` points holds."""
    return max(1, int(width // look.styles["title"].size))


def widest(line: str) -> float:
    """Width of a line in characters."""
    return columns(line) / 2


def document_data(document: Document, **more: Any) -> Data:
    """What the head and the foot of a document say."""
    return {
        "title": document.title,
        "heading": words(document.title),
        "turned": words(document.title),
        "subtitle": words(document.subtitle),
        "footer": words(document.footer),
        "unnumbered_first": False,
        **more,
    }

"""A small drawing of a material's first page made of its own words, where no page can be set in type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from xuanchuan.model.document import (
    Block,
    Callout,
    Document,
    Heading,
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
from xuanchuan.render.codes import QUIET, modules
from xuanchuan.render.front import plain, prepared
from xuanchuan.render.literal import cut, fold
from xuanchuan.render.looks import Look, look_of
from xuanchuan.render.official import split
from xuanchuan.render.titles import title_lines

WIDTH = 840
MARGIN = 72
ROOM = WIDTH - 2 * MARGIN
TEXT, SMALL, HEAD, TITLE, BANNER = 26, 22, 32, 50, 40
LEAD = 1.55
MOST_ROWS = 9


@dataclass(frozen=True, slots=True)
class Strip:
    """Something as wide as the text: its height, and what it is at a height on the page, as SVG."""

    height: float
    draw: Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Pen:
    """How words are written: size, colour, weight, where they stand, and what room they have."""

    size: float = TEXT
    color: str = "1A1A1A"
    bold: bool = False
    anchor: str = "start"
    left: float = MARGIN
    room: float = ROOM

    @property
    def line(self) -> float:
        """Height of a line."""
        return self.size * LEAD

    @property
    def across(self) -> int:
        """How many half-width columns a line holds."""
        return max(2, int(self.room / self.size * 2))

    def at(self, words: str, y: float) -> str:
        """One line of words whose upper edge is at ``y``."""
        x = {"start": self.left, "middle": self.left + self.room / 2, "end": self.left + self.room}[self.anchor]
        weight = ' font-weight="700"' if self.bold else ""
        return (
            f'<text x="{x:g}" y="{y + self.size * 1.15:g}" font-size="{self.size:g}" fill="#{self.color}"'
            f' text-anchor="{self.anchor}"{weight}>{escape(words)}</text>'
        )


def miniature(document: Document) -> str:
    """The first page as an ``<svg>`` with the document's words, colours and order; long texts end at its foot."""
    document = prepared(document)
    look = look_of(document)
    page = look.page.turned() if document.landscape else look.page
    height = round(WIDTH * page.height / page.width)
    mark, document, _ = split(document)
    strips = [*_letterhead(mark, look), *_head(document, look), *_blocks(document.blocks, look, Pen())]
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" aria-hidden="true" focusable="false">'
        f'<path fill="#fff" d="M0 0h{WIDTH}v{height}H0z"/>{"".join(_stacked(strips, height - MARGIN))}</svg>'
    )


def _stacked(strips: Iterable[Strip], foot: float) -> Iterator[str]:
    y = float(MARGIN)
    for strip in strips:
        if y + strip.height > foot:
            return
        yield strip.draw(y)
        y += strip.height


def _words(text: str, pen: Pen, indent: int = 0) -> list[Strip]:
    """The text in lines, each a strip."""
    return [Strip(pen.line, partial(pen.at, line)) for line in fold("　" * indent + text, pen.across)]


def _air(height: float) -> Strip:
    return Strip(height, lambda y: "")


def _letterhead(mark: Letterhead | None, look: Look) -> list[Strip]:
    if mark is None:
        return []
    red = look.color("red")
    pen = Pen(min(64, ROOM / max(1, len(mark.mark))), red, True, "middle")
    rule = Strip(40, lambda y: f'<path fill="#{red}" d="M{MARGIN} {y + 10:g}h{ROOM}v4h-{ROOM}z"/>')
    return [*_words(mark.mark, pen), *_words(plain(mark.number), Pen(anchor="middle")), rule]


def _head(document: Document, look: Look) -> list[Strip]:
    banner = look.page.banner
    color = look.color("on_band") if banner and look.color("band") != "FFFFFF" else look.color("accent")
    pen = Pen(TITLE, "1A1A1A" if document.layout == "official" else color, True, "middle")
    lines = [part for line in title_lines(document.title, pen.across // 2) for part in fold(line, pen.across)]
    strips = [strip for line in lines for strip in _words(line, pen)]
    strips += _words(document.subtitle, Pen(TEXT, color, anchor="middle")) if document.subtitle else []
    return [_box(strips, look.color("band"), look.color("accent")) if banner else _all(strips), _air(24)]


def _all(strips: Sequence[Strip], above: float = 0) -> Strip:
    def draw(y: float) -> str:
        out = []
        for strip in strips:
            out.append(strip.draw(y + above))
            y += strip.height
        return "".join(out)

    return Strip(sum(strip.height for strip in strips) + 2 * above, draw)


def _box(strips: Sequence[Strip], fill: str, edge: str) -> Strip:
    """Strips in a box with a ground and a frame."""
    inner = _all(strips, 18)
    frame = f'x="{MARGIN}" width="{ROOM}" height="{inner.height:g}" fill="#{fill}" stroke="#{edge}" stroke-width="3"'
    return Strip(inner.height + 14, lambda y: f'<rect y="{y:g}" {frame}/>{inner.draw(y)}')


def _blocks(blocks: Iterable[Block], look: Look, pen: Pen) -> Iterator[Strip]:
    for block in blocks:
        if isinstance(block, PageBreak):
            return
        yield from _block(block, look, pen)


def _block(block: Block, look: Look, pen: Pen) -> Iterable[Strip]:
    accent = look.color("accent")
    match block:
        case Heading(inlines=inlines):
            return [_air(10), *_words(plain(inlines), Pen(HEAD, accent, True, "start", pen.left, pen.room))]
        case Paragraph(role="banner", inlines=inlines):
            return [_box(_words(plain(inlines), Pen(BANNER, accent, True, "middle")), look.color("tint"), accent)]
        case Paragraph(inlines=inlines, role=role):
            return _words(plain(inlines), pen, 2 if role in ("body", "spoken") else 0)
        case Quote():
            return _boxed((block.citation, *block.lines), look.color("quote"), look.color("quote_tint"))
        case Items():
            return _items(block, pen)
        case Table():
            return [*_table(block, look), _air(14)]
        case Callout(kind=kind):
            tone, tint = ("safety", "safety_tint") if kind == "safety" else ("accent", "tint")
            said = [line for inner in block.blocks for line in _said(inner)]
            return _boxed((block.title, *said), look.color(tone), look.color(tint))
        case Signature(org=org, date=date):
            return [strip for words in (org, date) for strip in _words(words, Pen(anchor="end"))]
        case Qr(content=content, caption=caption):
            return _qr(content, caption)
        case Panel(blocks=blocks):
            return _blocks(blocks, look, pen)
        case _:
            return []


def _items(block: Items, pen: Pen) -> list[Strip]:
    marks = (f"{at}. " if block.ordered else "· " for at in range(1, len(block.items) + 1))
    return [strip for mark, item in zip(marks, block.items, strict=True) for strip in _words(mark + plain(item), pen)]


def _boxed(lines: Sequence[str], tone: str, tint: str) -> list[Strip]:
    """A first line that stands out and what it says, in a tinted box: parted, so that a long one ends at the foot."""
    inset = MARGIN + 20
    head, rest = Pen(TEXT, tone, True, "start", inset, ROOM - 40), Pen(TEXT, "1A1A1A", False, "start", inset, ROOM - 40)
    strips = [*_words(lines[0], head), *(strip for line in lines[1:] for strip in _words(line, rest))]
    return [*(_on(strip, tone, tint) for strip in [_air(10), *strips, _air(8)]), _air(14)]


def _on(strip: Strip, tone: str, tint: str) -> Strip:
    ground = f'x="{MARGIN}" width="{ROOM}" height="{strip.height + 1:g}" fill="#{tint}"'
    bar = f'x="{MARGIN}" width="8" height="{strip.height + 1:g}" fill="#{tone}"'
    return Strip(strip.height, lambda y: f'<rect y="{y:g}" {ground}/><rect y="{y:g}" {bar}/>{strip.draw(y)}')


def _said(block: Block) -> Iterator[str]:
    """The words of a block inside a box, line by line."""
    match block:
        case Paragraph(inlines=inlines) | Heading(inlines=inlines):
            yield plain(inlines)
        case Items(items=items, ordered=ordered):
            yield from (f"{at}. {plain(item)}" if ordered else f"· {plain(item)}" for at, item in enumerate(items, 1))
        case Quote():
            yield from (block.citation, *block.lines)
        case _:
            return


def _table(block: Table, look: Look) -> list[Strip]:
    total = sum(column.share for column in block.columns) or 1
    widths = [ROOM * column.share / total for column in block.columns]
    high = max(SMALL * LEAD + 12, min(70, block.row_height_mm * WIDTH / 210))
    head = _row([column.header for column in block.columns], widths, high, look.color("head"))
    rows = [_row([plain(cell) for cell in row], widths, high, "FFFFFF") for row in block.rows[:MOST_ROWS]]
    caption = _words(block.caption, Pen(bold=True, anchor="middle")) if block.caption else []
    return [*caption, head, *rows]


def _row(cells: Sequence[str], widths: Sequence[float], high: float, fill: str) -> Strip:
    def draw(y: float) -> str:
        out, x = [], float(MARGIN)
        for words, width in zip(cells, widths, strict=True):
            pen = Pen(SMALL, left=x + 8, room=width - 12)
            edge = f'width="{width:g}" height="{high:g}" fill="#{fill}" stroke="#888" stroke-width="1.5"'
            out.append(f'<rect x="{x:g}" y="{y:g}" {edge}/>')
            out.append(pen.at(cut(words.replace("\n", " "), pen.across), y + (high - pen.line) / 2) if words else "")
            x += width
        return "".join(out)

    return Strip(high, draw)


def _qr(content: str, caption: str) -> list[Strip]:
    rows = modules(content)
    side = 160 / (len(rows) + 2 * QUIET)
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on)
    pen = Pen(left=MARGIN + 180, room=ROOM - 180)

    def draw(y: float) -> str:
        code = f'<path transform="translate({MARGIN} {y:g}) scale({side:.3g})" d="{dark}"/>'
        return code + pen.at(cut(caption or content, pen.across), y + 50)

    return [Strip(170, draw)]

"""A Document is what a material says, before any format: a title, a layout and blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """A run of literal characters. Renderers must show them as typed, whatever they are."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A place only a person can fill (本县数据 …): shown yellow with its hint, counted on page 1."""

    hint: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break inside a paragraph."""


Inline: TypeAlias = Text | Slot | LineBreak
Inlines: TypeAlias = tuple[Inline, ...]

ParagraphRole = Literal[
    "body",  # 正文, first line indented two characters
    "plain",  # not indented
    "addressee",  # 主送机关
    "subtitle",  # under the title, centred
    "banner",  # a slogan, large and centred
    "note",  # small print: version of the law, corpus date
    "attachment",  # 附件说明
    "annex",  # “附件1” at the head of an annex
    "annex_title",  # the title of an annex
    "spoken",  # a paragraph to be read aloud
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title; levels 1-4 are 一、（一）1.（1） in official documents. The number is typed."""

    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a role."""

    inlines: Inlines
    role: ParagraphRole = "body"


@dataclass(frozen=True, slots=True)
class Quote:
    """The law's own words, carried untouched from the corpus; the rest is ours and labelled 白话 and 注意."""

    citation: str
    lines: tuple[str, ...]
    version: str
    gloss: str = ""
    caution: str = ""

    @property
    def remarks(self) -> tuple[tuple[str, str], ...]:
        """What we say below the law's words, each with its label, as far as there is anything."""
        return tuple(one for one in (("白话：", self.gloss), ("注意：", self.caution)) if one[1])


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ordered lists are numbered 1. 2. 3."""

    items: tuple[Inlines, ...]
    ordered: bool = False


TableRole = Literal["grid", "form", "hotlines", "plain"]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: header text and its share of the width (shares are relative)."""

    header: str
    share: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as there are columns. The header row repeats on each page.

    ``row_height_mm`` gives forms writing room; 0 lets the text decide. ``caption`` stands above it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    role: TableRole = "grid"
    caption: str = ""
    row_height_mm: int = 0


CalloutKind = Literal["safety", "steps", "case", "tip", "draft"]


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that stands out: 安全提示, 怎么办 steps, an invented case, a tip, or the draft mark."""

    kind: CalloutKind
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期 at the right, unsealed form of GB/T 9704."""

    org: str
    date: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block: TypeAlias = Heading | Paragraph | Quote | Items | Table | Callout | Signature | PageBreak

Layout = Literal["official", "flyer", "handout", "form", "script", "slogans"]


@dataclass(frozen=True, slots=True)
class Document:
    """A material, ready for any renderer.

    ``footer`` is one line for flyers and handouts (编印单位, 年月, corpus date). ``landscape`` turns the page.
    ``accent`` is six hex digits: the colour of bands and headings where the layout has one of its own choosing.
    """

    title: str
    layout: Layout
    blocks: tuple[Block, ...]
    subtitle: str = ""
    footer: str = ""
    landscape: bool = False
    lang: str = "zh-CN"
    accent: str = ""


def slots(document: Document) -> tuple[Slot, ...]:
    """Every slot of a document, in reading order."""
    return tuple(slot for block in document.blocks for slot in _block_slots(block))


def _block_slots(block: Block) -> tuple[Slot, ...]:
    match block:
        case Heading(inlines=inlines) | Paragraph(inlines=inlines):
            return _inline_slots(inlines)
        case Items(items=items):
            return tuple(slot for item in items for slot in _inline_slots(item))
        case Table(rows=rows):
            return tuple(slot for row in rows for cell in row for slot in _inline_slots(cell))
        case Callout(blocks=blocks):
            return tuple(slot for inner in blocks for slot in _block_slots(inner))
        case _:
            return ()


def _inline_slots(inlines: Inlines) -> tuple[Slot, ...]:
    return tuple(inline for inline in inlines if isinstance(inline, Slot))

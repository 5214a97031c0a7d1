"""A Document is what a material says, before any format: a title, a layout and blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """A run of literal characters. Renderers must show them as typed, whatever they are.

    ``reading`` is how they are said (shàn), shown above them, or in brackets where nothing can stand above.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    reading: str = ""


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


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code that holds ``content``; what it is for and the content itself are printed beside it."""

    content: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One face of a folded leaflet (封面, 封底, 折进页, 内页一 …) or one side of a card (外面, 里面)."""

    name: str
    blocks: tuple[Block, ...]


LetterheadKind = Literal[
    "document",  # 版头: red mark, 发文字号, 签发人, red line
    "letter",  # 信函格式: red mark, double red rule, 发文字号 at the right, no number on page 1
    "brief",  # 简报: red name, 期号, 编发单位 and day, red line
]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """版头 of an official paper, first of its blocks (GB/T 9704-2012 cl. 7.2 and 10.1).

    ``mark`` is 发文机关标志 as printed (with 文件 or without); ``number`` 发文字号, or 第1期 of a brief; ``left`` and
    ``right`` stand below: 签发人 at the right of a paper to a superior, 编发单位 and the day of a brief.
    """

    kind: LetterheadKind
    mark: str
    number: Inlines = ()
    left: Inlines = ()
    right: Inlines = ()


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 at the foot of the last page: 抄送 (报、送、发 of a brief), 印发机关 and the day of printing."""

    copies: tuple[Inlines, ...]
    office: Inlines = ()
    day: Inlines = ()


Block: TypeAlias = (
    Heading | Paragraph | Quote | Items | Table | Callout | Signature | PageBreak | Qr | Panel | Letterhead | Imprint
)

Layout = Literal[
    "official",  # 公文, GB/T 9704
    "flyer",  # 宣传单, A4
    "handout",  # 讲义, A4 with contents
    "form",  # 表格
    "script",  # 广播稿
    "slogans",  # 横幅标语
    "poster",  # 海报, A3
    "sign",  # 站点牌、制度上墙, A3
    "board",  # 展板, drawn at one fifth
    "booklet",  # 口袋书, A5
    "card",  # 求助卡, 90 by 54 mm, ten to a sheet
    "trifold",  # 三折页, six panels on two sides of an A4
    "post",  # 公众号推文, its html to paste into an editor
]


@dataclass(frozen=True, slots=True)
class Document:
    """A material, ready for any renderer.

    ``footer`` is one line for flyers and handouts (编印单位, 年月, corpus date). ``landscape`` turns the page.
    ``accent`` is six hex digits: the colour of bands and headings where the layout has one of its own choosing.
    ``large_print``: no text below 16 points; ``black_white``: legible from a copier without colour.
    """

    title: str
    layout: Layout
    blocks: tuple[Block, ...]
    subtitle: str = ""
    footer: str = ""
    landscape: bool = False
    lang: str = "zh-CN"
    accent: str = ""
    large_print: bool = False
    black_white: bool = False


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
        case Letterhead(number=number, left=left, right=right):
            return tuple(slot for words in (number, left, right) for slot in _inline_slots(words))
        case Imprint(copies=copies, office=office, day=day):
            return tuple(slot for words in (*copies, office, day) for slot in _inline_slots(words))
        case Callout(blocks=blocks) | Panel(blocks=blocks):
            return tuple(slot for inner in blocks for slot in _block_slots(inner))
        case _:
            return ()


def _inline_slots(inlines: Inlines) -> tuple[Slot, ...]:
    return tuple(inline for inline in inlines if isinstance(inline, Slot))

"""Filled Markdown -> blocks of a Document.

``# `` is the title, ``## `` to ``##### `` are headings of level 1 to 4. ``::: word 其余`` … ``:::`` wraps what is between:
a paragraph role (addressee, note, banner, spoken, subtitle, attachment, plain), a box (safety, steps, case, tip), a
``table 样式 行高 宽度比 标题`` around one table, ``signature`` around two lines, ``panel 名`` around one face of a folded
leaflet or one side of a card (a longer fence, ``:::: panel 封面`` … ``::::``, where it holds boxes), ``qr 说明`` around
the words a QR code is to hold (empty: no code), ``letterhead 文件 机关标志`` (or 信函, 简报) around up to three paragraphs:
发文字号, what stands below it at the right, what stands at the left; ``imprint 机关 日期`` around one paragraph for each
line of 抄送; ``::: pagebreak`` stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, get_args

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from xuanchuan.materials.filling import BLOCKS, INLINES, MARK, Filled
from xuanchuan.model.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    Heading,
    Imprint,
    Inline,
    Inlines,
    Items,
    Letterhead,
    LetterheadKind,
    LineBreak,
    PageBreak,
    Panel,
    Paragraph,
    ParagraphRole,
    Qr,
    Signature,
    Slot,
    Table,
    TableRole,
    Text,
)

ROLES: tuple[ParagraphRole, ...] = get_args(ParagraphRole)
BOXES: tuple[CalloutKind, ...] = get_args(CalloutKind)
LETTERHEADS: dict[str, LetterheadKind] = {"文件": "document", "信函": "letter", "简报": "brief"}
TABLES: tuple[TableRole, ...] = get_args(TableRole)


class MarkdownError(Exception):
    """The template's Markdown says something no block can hold; ``line`` counts from 1 in the filled text."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.why, self.line = why, line


def read_blocks(filled: Filled) -> tuple[str, tuple[Block, ...]]:
    """The title (empty when there is no ``# `` line) and the blocks, values in their places."""
    parser = MarkdownIt("zero", {"html": False}).enable(
        [
            "paragraph",
            "heading",
            "list",
            "table",
            "emphasis",
            "newline",
            "backticks",
            "balance_pairs",
            "fragments_join",
        ],
        ignoreInvalid=True,
    )
    parser.use(container_plugin, "box", validate=lambda params, markup: True)
    reader = _Reader(filled.values)
    blocks = reader.blocks(parser.parse(filled.text))
    return reader.title, tuple(blocks)


class _Reader:
    """Walks markdown-it's flat token list; ``values`` are what the marks stand for."""

    def __init__(self, values: Sequence[Any]) -> None:
        self.values = values
        self.title = ""
        self.line = 1

    def blocks(self, tokens: Sequence[Token]) -> list[Block]:
        """The blocks of a run of tokens."""
        out: list[Block] = []
        for opening, inner in _groups(tokens):
            out.extend(self._block(opening, inner))
        return out

    def _block(self, opening: Token, inner: Sequence[Token]) -> Iterator[Block]:
        match opening.type:
            case "heading_open":
                yield from self._heading(int(opening.tag[1:]), self._inlines(inner[0]))
            case "paragraph_open":
                yield from self._paragraph(inner[0])
            case "bullet_list_open" | "ordered_list_open":
                yield self._items(inner, opening.type == "ordered_list_open")
            case "table_open":
                yield self._table(inner)
            case "container_box_open":
                yield from self._box(opening, inner)
            case _:
                raise MarkdownError(f"不认识的写法 {opening.type}", _line(opening))

    def _heading(self, level: int, inlines: Inlines) -> Iterator[Block]:
        if level == 1 and not self.title:
            self.title = plain(inlines)
        else:
            yield Heading(max(level - 1, 1), inlines)

    def _paragraph(self, inline: Token) -> Iterator[Block]:
        """A paragraph, or the blocks a lone mark stands for."""
        lone = MARK.fullmatch(inline.content.strip())
        value = self.values[int(lone[1])] if lone else None
        if isinstance(value, BLOCKS):
            yield value
        elif inlines := self._inlines(inline):
            yield Paragraph(inlines)

    def _items(self, tokens: Sequence[Token], ordered: bool) -> Items:
        items: list[Inlines] = []
        for opening, inner in _groups(tokens):
            if [one.type for one, _ in _groups(inner)] != ["paragraph_open"]:
                raise MarkdownError("列表的每一项只能是一段文字", _line(opening))
            items.append(self._inlines(inner[1]))
        return Items(tuple(items), ordered)

    def _table(self, tokens: Sequence[Token]) -> Table:
        rows = [
            tuple(self._inlines(token) for token in inner if token.type == "inline")
            for opening, inner in _rows(tokens)
            if opening.type == "tr_open"
        ]
        columns = tuple(Column(plain(cell)) for cell in rows[0])
        return Table(columns, tuple(rows[1:]))

    def _box(self, opening: Token, inner: Sequence[Token]) -> Iterator[Block]:
        words = opening.info.split()
        kind, rest = (words[0], words[1:]) if words else ("", [])
        if kind == "pagebreak":
            yield PageBreak()
        elif role := next((one for one in ROLES if one == kind), None):
            yield from (replace(one, role=role) if isinstance(one, Paragraph) else one for one in self.blocks(inner))
        elif box := next((one for one in BOXES if one == kind), None):
            yield Callout(box, self._words(rest), tuple(self.blocks(inner)))
        elif kind == "panel":
            yield Panel(self._words(rest), tuple(self.blocks(inner)))
        elif kind == "qr":
            if content := "".join(plain(one.inlines) for one in self.blocks(inner) if isinstance(one, Paragraph)):
                yield Qr(content, self._words(rest))
        elif kind == "letterhead":
            yield self._letterhead(rest, inner, _line(opening))
        elif kind == "imprint":
            yield self._imprint(rest, inner)
        elif kind == "signature":
            lines = [plain(one.inlines) for one in self.blocks(inner) if isinstance(one, Paragraph)]
            yield Signature(*(lines + ["", ""])[:2])
        elif kind == "table":
            yield from (_shaped(one, rest, self._words, _line(opening)) for one in self.blocks(inner))
        else:
            raise MarkdownError(f"不认识的“::: {kind}”", _line(opening))

    def _letterhead(self, words: Sequence[str], inner: Sequence[Token], line: int) -> Letterhead:
        if not words or words[0] not in LETTERHEADS:
            raise MarkdownError(f"“::: letterhead”后面要写{'、'.join(LETTERHEADS)}中的一种", line)
        number, right, left = (self._paragraphs(inner) + [(), (), ()])[:3]
        return Letterhead(LETTERHEADS[words[0]], self._words(words[1:]), number, left, right)

    def _imprint(self, words: Sequence[str], inner: Sequence[Token]) -> Imprint:
        """The last word is the day; what is before it the office that prints."""
        office, day = (words[:-1], words[-1:]) if len(words) > 1 else (words, ())
        return Imprint(tuple(self._paragraphs(inner)), self._worded(office), self._worded(day))

    def _paragraphs(self, inner: Sequence[Token]) -> list[Inlines]:
        return [one.inlines for one in self.blocks(inner) if isinstance(one, Paragraph)]

    def _worded(self, words: Sequence[str]) -> Inlines:
        """Words beside a fence as inlines; a slot there stays a slot."""
        return _joined(list(self._text(" ".join(words), False, False))) if words else ()

    def _words(self, words: Sequence[str]) -> str:
        return MARK.sub(lambda match: str(self.values[int(match[1])]), " ".join(words))

    def _inlines(self, token: Token) -> Inlines:
        """The inlines of an inline token, adjacent plain text joined."""
        out: list[Inline] = []
        strong = emphasis = 0
        self.line = _line(token)
        for child in token.children or ():
            match child.type:
                case "strong_open" | "strong_close":
                    strong += child.nesting
                case "em_open" | "em_close":
                    emphasis += child.nesting
                case "hardbreak":
                    out.append(LineBreak())
                case "softbreak":
                    continue
                case _:
                    out.extend(self._text(child.content, bool(strong), bool(emphasis)))
        return _joined(out)

    def _text(self, content: str, strong: bool, emphasis: bool) -> Iterator[Inline]:
        """Literal text with the marks in it replaced by their values."""
        for index, piece in enumerate(MARK.split(content)):
            value = self.values[int(piece)] if index % 2 else piece
            if isinstance(value, INLINES):
                yield replace(value, strong=strong or value.strong) if isinstance(value, Text) else value
            elif isinstance(value, BLOCKS):
                raise MarkdownError("整块的内容（如法条原文）要单独占一行，前后空行", self.line)
            else:
                lines = str(value).replace("\r\n", "\n").split("\n")
                for row, line in enumerate(lines):
                    if row:
                        yield LineBreak()
                    if line:
                        yield Text(line, strong, emphasis)


def plain(inlines: Inlines) -> str:
    """The characters of inlines; a slot shows its hint in 【】."""
    return "".join(
        one.text if isinstance(one, Text) else f"【{one.hint}】" if isinstance(one, Slot) else " " for one in inlines
    )


def _joined(inlines: Sequence[Inline]) -> Inlines:
    out: list[Inline] = []
    for one in inlines:
        last = out[-1] if out else None
        if (
            isinstance(one, Text)
            and isinstance(last, Text)
            and (one.strong, one.emphasis) == (last.strong, last.emphasis)
        ):
            out[-1] = replace(last, text=last.text + one.text)
        else:
            out.append(one)
    return tuple(out)


def _shaped(block: Block, words: Sequence[str], spell: Any, line: int) -> Block:
    """A table with the role, row height in mm, column shares and caption its wrapper names, in any order."""
    if not isinstance(block, Table):
        raise MarkdownError("“::: table”里面只能放一张表", line)
    role: TableRole = next((word for word in TABLES if word in words), "grid")
    height = next((int(word[:-2]) for word in words if word.endswith("mm") and word[:-2].isdigit()), 0)
    shares = next((word.split(":") for word in words if ":" in word and word.replace(":", "").isdigit()), [])
    caption = [word for word in words if word != role and not word.endswith("mm") and word != ":".join(shares)]
    if shares and len(shares) != len(block.columns):
        raise MarkdownError(f"表有 {len(block.columns)} 列，宽度比写了 {len(shares)} 个", line)
    columns = tuple(
        replace(column, share=int(shares[i])) if shares else column for i, column in enumerate(block.columns)
    )
    return replace(block, role=role, row_height_mm=height, columns=columns, caption=spell(caption))


def _groups(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Each opening token at this level with the tokens up to its closing one."""
    start = depth = 0
    for index, token in enumerate(tokens):
        if depth == 0:
            start = index
        depth += token.nesting
        if depth == 0:
            yield tokens[start], tokens[start + 1 : index]


def _rows(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """The tr groups of a table, head and body alike."""
    for _, inner in _groups(tokens):
        yield from _groups(inner)


def _line(token: Token) -> int:
    return (token.map[0] if token.map else 0) + 1

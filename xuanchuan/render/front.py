"""What every format does first: clean the characters, mark the draft, list the contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

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
    slots,
)
from xuanchuan.render.literal import legal
from xuanchuan.render.looks import look

DRAFT_TITLE = "初稿"
FEW = 3

_PHONE = re.compile(r"[0-9][0-9 ()（）/、转—－-]{2,}")


def prepared(document: Document) -> Document:
    """The document as every renderer takes it: only characters a file may hold, the draft marked."""
    return with_draft_mark(cast(Document, _cleaned(document)))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _cleaned(getattr(value, field.name)) for field in fields(value)})
    return value


def with_draft_mark(document: Document) -> Document:
    """The document with a draft callout first, if it has slots and no draft callout of its own."""
    count = len(slots(document))
    if not count or any(isinstance(block, Callout) and block.kind == "draft" for block in document.blocks):
        return document
    words = f"还有 {count} 处带【】的地方要您填写，填好后删去这一行再用。"
    mark = Callout("draft", DRAFT_TITLE, (Paragraph((Text(words),), "plain"),))
    return replace(document, blocks=(mark, *document.blocks))


def contents(document: Document) -> tuple[tuple[int, int, Inlines], ...]:
    """The lines of the contents; none where the layout wants none or there are too few parts to need them."""
    lines = outline(document) if look(document.layout).page.contents else ()
    parts = [level for _, level, _ in lines if level == 1]
    return lines if len(parts) > 1 and len(lines) > FEW else ()


def opening(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks before the contents and those after: all up to the first heading opens a handout."""
    first = next((at for at, block in enumerate(blocks) if isinstance(block, Heading)), len(blocks))
    return blocks[:first], blocks[first:]


def outline(document: Document, deepest: int = 2) -> tuple[tuple[int, int, Inlines], ...]:
    """(number, level, words) of the headings of the contents page, numbered as ``heading_numbers`` does."""
    found = enumerate(block for block in walk(document.blocks) if isinstance(block, Heading))
    return tuple((number, block.level, block.inlines) for number, block in found if block.level <= deepest)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order, those inside callouts and panels too."""
    for block in blocks:
        yield block
        if isinstance(block, (Callout, Panel)):
            yield from walk(block.blocks)


def keeps(before: Block | None, block: Block, after: Block | None) -> bool:
    """Whether a paragraph stays with the next: before a signature or 附件说明, a signature before 附注, a lead-in, a note
    under a heading. So 署名 never stands on a page without words of the text."""
    if isinstance(block, Signature):
        return isinstance(after, Paragraph) and after.role == "body"
    if not isinstance(block, Paragraph) or after is None:
        return False
    noted = isinstance(after, Paragraph) and after.role == "note"
    if block.role == "note":
        return noted or isinstance(before, Heading)
    attached = isinstance(after, Paragraph) and after.role == "attachment"
    return (
        noted
        or attached
        or isinstance(after, Signature)
        or (isinstance(after, (Items, Table, Quote)) and plain(block.inlines).rstrip().endswith("："))
    )


def located(document: Document, char: str) -> Iterator[str]:
    """Where a character stands, in words: the title, the footer, or the n-th paragraph or box and how it begins."""
    for name, words in (("标题", document.title), ("副标题", document.subtitle), ("页脚", document.footer)):
        if char in words:
            yield f"{name}“{_beginning(words, char)}”"
    for number, block in enumerate(walk(document.blocks), 1):
        for words in _own_words(block):
            if char in words:
                yield f"第{number}处文字“{_beginning(words, char)}”"


def _beginning(words: str, char: str) -> str:
    """Some words around the character."""
    at = words.index(char)
    return words[max(0, at - 8) : at + 9].replace("\n", " ")


def _own_words(block: Block) -> Iterator[str]:
    match block:
        case Heading(inlines=inlines) | Paragraph(inlines=inlines):
            yield plain(inlines)
        case Items(items=items):
            yield from map(plain, items)
        case Table(columns=columns, rows=rows, caption=caption):
            yield from (caption, *(column.header for column in columns))
            yield from (plain(cell) for row in rows for cell in row)
        case Quote(citation=citation, lines=lines, version=version, gloss=gloss, caution=caution):
            yield from (citation, *lines, version, gloss, caution)
        case Signature(org=org, date=date):
            yield from (org, date)
        case Qr(content=content, caption=caption):
            yield from (caption, content)
        case Callout(title=title):
            yield title
        case Letterhead(mark=mark, number=number, left=left, right=right):
            yield from (mark, plain(number), plain(left), plain(right))
        case Imprint(copies=copies, office=office, day=day):
            yield from map(plain, (*copies, office, day))
        case PageBreak() | Panel():
            return


def plain(inlines: Inlines) -> str:
    """The inlines as plain text: a slot as 【hint】, a line break as a newline."""
    return "".join(_plain_inline(inline) for inline in inlines)


def _plain_inline(inline: Text | Slot | LineBreak) -> str:
    match inline:
        case Text(text=text, reading=reading):
            return f"{text}（{reading}）" if reading else text
        case Slot(hint=hint):
            return slot_words(hint)
        case LineBreak():
            return "\n"


def slot_words(hint: str) -> str:
    """How a slot is printed in every format."""
    return f"【{hint}】"


def is_number_column(table: Table, at: int) -> bool:
    """Whether a column of a table holds nothing but telephone numbers."""
    cells = [plain(row[at]).strip() for row in table.rows]
    return any(cells) and all(not cell or _PHONE.fullmatch(cell) for cell in cells)

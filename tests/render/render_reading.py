"""Reading rendered files back, and the words a document must show, in order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from docx import Document as WordDocument
from docx.oxml.ns import qn

from xuanchuan.model.document import (
    Callout,
    Document,
    Heading,
    Imprint,
    Items,
    Letterhead,
    Panel,
    Paragraph,
    Qr,
    Quote,
    Signature,
    Slot,
    Table,
    Text,
)


def all_text(data: bytes) -> str:
    """All the text of the body in document order: paragraphs joined by newlines, tables cell by cell."""
    body = WordDocument(BytesIO(data)).element.body
    return "\n".join(_paragraph_text(paragraph) for paragraph in body.iter(qn("w:p")))


def _paragraph_text(paragraph) -> str:
    signs = {qn("w:t"): None, qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(signs[node.tag] or node.text or "" for node in paragraph.iter(*signs))


def document_words(document: Document) -> Iterator[str]:
    """The title and every literal string of the blocks, in reading order."""
    heads = [block for block in document.blocks if isinstance(block, Letterhead)]
    for head in heads:
        if head.kind != "letter":  # whose mark stands in the header of the first page
            yield head.mark
        for words in (head.number, head.left, head.right):
            yield from _inline_words(words)
    if document.layout not in ("card", "trifold"):  # their panels say everything
        yield document.title
    if document.subtitle:
        yield document.subtitle
    for block in document.blocks:
        if block not in heads:
            yield from _block_words(block)


def _block_words(block) -> Iterator[str]:
    match block:
        case Heading(inlines=inlines) | Paragraph(inlines=inlines):
            yield from _inline_words(inlines)
        case Items(items=items):
            for item in items:
                yield from _inline_words(item)
        case Quote(citation=citation, lines=lines, version=version, gloss=gloss, caution=caution):
            yield from (words for words in (citation, *lines, version, gloss, caution) if words)
        case Table(columns=columns, rows=rows, caption=caption):
            yield from (words for words in (caption, *(column.header for column in columns)) if words)
            for row in rows:
                for cell in row:
                    yield from _inline_words(cell)
        case Callout(title=title, blocks=blocks):
            yield title
            for inner in blocks:
                yield from _block_words(inner)
        case Imprint(copies=copies, office=office, day=day):
            for words in (*copies, office, day):
                yield from _inline_words(words)
        case Panel(blocks=blocks):
            for inner in blocks:
                yield from _block_words(inner)
        case Qr(content=content, caption=caption):
            yield from (words for words in (caption, content) if words)
        case Signature(org=org, date=date):
            yield from (org, date)


def _inline_words(inlines) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Text) and inline.text:
            yield inline.text
        if isinstance(inline, Slot):
            yield f"【{inline.hint}】"

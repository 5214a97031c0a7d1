"""A Document as plain text for 记事本 and for pasting: UTF-8 with a byte order mark, Windows line ends."""

from __future__ import annotations

from xuanchuan.model.document import (
    Block,
    Callout,
    Document,
    Heading,
    Imprint,
    Inlines,
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
from xuanchuan.render.front import contents, opening, plain, prepared
from xuanchuan.render.literal import columns, fold, pad
from xuanchuan.render.official import split

PAGE_COLUMNS = 76
INDENT = "　　"
QUOTE_INDENT = "    "
GUTTER = "  "


def render(document: Document) -> bytes:
    """The document as utf-8-sig text with CRLF line ends."""
    lines = text(document).split("\n")
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def text(document: Document) -> str:
    """The document as text with ``\\n`` line ends, without the last one."""
    document = prepared(document)
    head, document, foot = split(document)
    parts = [words(head) if head else "", _title(document)]
    cover, rest = opening(document.blocks)
    parts += [*_blocks(cover), _contents(contents(document)), *_blocks(rest)]
    parts.append(words(foot) if foot else "")
    if document.footer:
        parts.append("-" * 30 + "\n" + document.footer)
    return "\n\n".join(part for part in parts if part)


def _title(document: Document) -> str:
    return "\n".join(line for line in (document.title, document.subtitle) if line)


def _contents(lines: tuple[tuple[int, int, Inlines], ...]) -> str:
    entries = [QUOTE_INDENT * (level - 1) + plain(heading) for _, level, heading in lines]
    return "\n".join(["目录", *entries]) if entries else ""


def _blocks(blocks: tuple[Block, ...]) -> list[str]:
    return [words(block) for block in blocks]


def words(block: Block) -> str:
    """One block as text with ``\\n`` line ends; empty for a page break."""
    match block:
        case Heading(inlines=inlines):
            return plain(inlines)
        case Paragraph():
            return _paragraph(block)
        case Quote():
            return _quote(block)
        case Items():
            return _items(block)
        case Table():
            return _table(block)
        case Callout():
            return _callout(block)
        case Signature(org=org, date=date):
            return "\n".join(_right(line) for line in (org, date) if line)
        case PageBreak():
            return ""
        case Letterhead():
            return _letterhead(block)
        case Imprint(copies=copies, office=office, day=day):
            lines = [*map(plain, copies), "　".join(part for part in (plain(office), plain(day)) if part)]
            return "\n".join(["-" * 30, *(line for line in lines if line)])
        case Qr(content=content, caption=caption):
            return "\n".join(line for line in (caption, content) if line)
        case Panel(name=name, blocks=blocks):
            return "\n\n".join([f"〔{name}〕", *(part for part in _blocks(blocks) if part)])


def _letterhead(block: Letterhead) -> str:
    below = "　　".join(part for part in (plain(block.left), plain(block.right)) if part)
    return "\n".join(line for line in (block.mark, plain(block.number), below, "-" * 30) if line)


def _paragraph(block: Paragraph) -> str:
    indent = INDENT if block.role in ("body", "spoken", "attachment") else ""
    return indent + plain(block.inlines)


def _right(line: str) -> str:
    return " " * max(0, PAGE_COLUMNS - columns(line)) + line


def _quote(block: Quote) -> str:
    lines = [line for piece in block.lines for line in piece.split("\n")]
    remarks = [label + words for label, words in block.remarks]
    version = [f"（{block.version}）"] if block.version else []
    return _indented("\n".join([block.citation, *lines, *version, *remarks]), QUOTE_INDENT)


def _items(block: Items) -> str:
    marks = [f"{number}. " if block.ordered else "· " for number in range(1, len(block.items) + 1)]
    return "\n".join(_hung(plain(item), mark) for item, mark in zip(block.items, marks, strict=True))


def _hung(item: str, mark: str) -> str:
    first, *rest = item.split("\n")
    return "\n".join([mark + first, *(" " * columns(mark) + line for line in rest)])


def _callout(block: Callout) -> str:
    return "\n".join([f"【{block.title}】", *_blocks(block.blocks)])


def _indented(lines: str, indent: str) -> str:
    return "\n".join(indent + line for line in lines.split("\n"))


def _table(block: Table) -> str:
    header = [column.header for column in block.columns]
    rows = [[_cell(cell, block.role == "form") for cell in row] for row in block.rows]
    widths = _column_widths([header, *rows])
    rule = GUTTER.join("-" * width for width in widths)
    lines = [*([block.caption] if block.caption else []), *_row(header, widths), rule]
    return "\n".join([*lines, *(line for row in rows for line in _row(row, widths))])


def _cell(cell: Inlines, form: bool) -> str:
    return plain(cell) or ("____" if form else "")


def _column_widths(rows: list[list[str]]) -> list[int]:
    """Natural widths, the widest column giving way until the table fits the page."""
    natural = [max(columns(line) for cell in column for line in cell.split("\n")) for column in zip(*rows, strict=True)]
    widths = [min(max(2, width), PAGE_COLUMNS) for width in natural]
    room = PAGE_COLUMNS - len(GUTTER) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > 4:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: list[str], widths: list[int]) -> list[str]:
    folded = [fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(len(pieces) for pieces in folded)
    filled = [pieces + [""] * (height - len(pieces)) for pieces in folded]
    last = len(widths) - 1
    return [
        GUTTER.join(piece if at == last else pad(piece, widths[at]) for at, piece in enumerate(line))
        for line in zip(*filled, strict=True)
    ]

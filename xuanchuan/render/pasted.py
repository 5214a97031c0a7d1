"""An article for an official account: a page to select, copy and paste into the account's editor.

The editor keeps inline styles only: no class, id, script, style sheet, link or picture from elsewhere may stand here.
The panel 正文 is the article; what else the document says is for the officer and goes into its text edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from xuanchuan.model.document import (
    Block,
    Callout,
    Document,
    Heading,
    Imprint,
    Inline,
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
from xuanchuan.render.front import plain, prepared, slot_words
from xuanchuan.render.looks import look_of

BODY = "正文"
_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body style="margin:0;background:#ffffff">
<section style="max-width:677px;margin:0 auto;padding:16px;box-sizing:border-box;\
font-size:16px;line-height:1.8;color:#333333;letter-spacing:0.5px;text-align:justify">
{article}
</section>
</body>
</html>
"""

_PARAGRAPH = "margin:0 0 16px 0;text-indent:0"
_NOTE = "margin:0 0 8px 0;font-size:13px;line-height:1.6;color:#666666"
_CELL = "border:1px solid #dddddd;padding:8px;vertical-align:top;font-size:15px;line-height:1.6"


def page(document: Document) -> bytes:
    """The article as a complete page in UTF-8, every style inline."""
    document = prepared(document)
    colors = look_of(document).colors
    article = "\n".join(_block(block, colors) for block in _article(document.blocks))
    title = escape(" ".join(document.title.split()))
    return _PAGE.format(lang=escape(document.lang), title=title, article=article).encode("utf-8")


def _article(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of the panel 正文, or all of them where there is none."""
    bodies = [block for block in blocks if isinstance(block, Panel) and block.name == BODY]
    return tuple(inner for body in bodies for inner in body.blocks) if bodies else blocks


def _block(block: Block, colors: Mapping[str, str]) -> str:
    match block:
        case Heading(inlines=inlines):
            return (
                f'<section style="margin:28px 0 14px 0;padding:0 0 0 10px;border-left:4px solid #{colors["accent"]};'
                f'font-size:18px;line-height:1.5;font-weight:bold;color:#{colors["accent"]}">{_words(inlines)}</section>'
            )
        case Paragraph(inlines=inlines, role=role):
            return f'<p style="{_NOTE if role == "note" else _PARAGRAPH}">{_words(inlines)}</p>'
        case Quote():
            return _quote(block, colors)
        case Items(items=items, ordered=ordered):
            marks = (f"{at}. " if ordered else "· " for at in range(1, len(items) + 1))
            lines = (f"{mark}{_words(item)}" for mark, item in zip(marks, items, strict=True))
            return "".join(f'<p style="margin:0 0 8px 0">{line}</p>' for line in lines)
        case Table():
            return _table(block, colors)
        case Callout(kind=kind, title=title, blocks=blocks):
            tone, tint = ("safety", "safety_tint") if kind == "safety" else ("accent", "tint")
            inner = "".join(_block(one, colors) for one in blocks)
            return _box(colors[tone], colors[tint], escape(title), inner)
        case Panel(blocks=blocks):
            return "\n".join(_block(one, colors) for one in blocks)
        case Signature(org=org, date=date):
            return f'<p style="{_PARAGRAPH};text-align:right">{escape(org)}<br>{escape(date)}</p>'
        case Qr(content=content, caption=caption):
            return f'<p style="{_NOTE}">{escape(caption)}　{escape(content)}</p>'
        case Letterhead() | Imprint():
            return ""  # an official paper's, never an article's
        case PageBreak():
            return '<p style="margin:20px 0;text-align:center;color:#767676">· · ·</p>'


def _box(tone: str, tint: str, title: str, inner: str) -> str:
    return (
        f'<section style="margin:0 0 18px 0;padding:14px 14px 8px 14px;background:#{tint};'
        f'border:1px solid #{tone};border-radius:6px">'
        f'<p style="margin:0 0 8px 0;font-weight:bold;color:#{tone}">{title}</p>{inner}</section>'
    )


def _quote(block: Quote, colors: Mapping[str, str]) -> str:
    """An article of law as a card: where it stands, its own words, the version."""
    lines = "".join(f'<p style="margin:0 0 6px 0">{escape(line)}</p>' for line in block.lines)
    remarks = "".join(
        f'<p style="margin:6px 0 6px 0"><strong>{escape(label)}</strong>{escape(words)}</p>'
        for label, words in block.remarks
    )
    return (
        f'<section style="margin:0 0 18px 0;padding:12px 14px;background:#{colors["quote_tint"]};'
        f'border-left:3px solid #{colors["quote"]};font-size:15px;line-height:1.7">'
        f'<p style="margin:0 0 6px 0;font-weight:bold;color:#{colors["quote"]}">{escape(block.citation)}</p>'
        f'{lines}{remarks}<p style="{_NOTE}">{escape(block.version)}</p></section>'
    )


def _table(block: Table, colors: Mapping[str, str]) -> str:
    total = sum(column.share for column in block.columns)
    head = "".join(
        f'<th style="{_CELL};background:#{colors["head"]};width:{100 * column.share / total:.4g}%">'
        f"{escape(column.header)}</th>"
        for column in block.columns
    )
    rows = "".join(
        "<tr>" + "".join(_cell(cell, at, block, colors) for at, cell in enumerate(row)) + "</tr>" for row in block.rows
    )
    return (
        '<table style="width:100%;border-collapse:collapse;margin:0 0 18px 0;table-layout:fixed">'
        f"<tbody><tr>{head}</tr>{rows}</tbody></table>"
    )


def _cell(cell: Inlines, at: int, block: Table, colors: Mapping[str, str]) -> str:
    number = block.role == "hotlines" and at == 0 and plain(cell).isdecimal()
    look = f"{_CELL};font-size:18px;font-weight:bold;color:#{colors['safety']}" if number else _CELL
    return f'<td style="{look}">{_words(cell)}</td>'


def _words(inlines: Inlines) -> str:
    return "".join(_inline(one) for one in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text=text, strong=strong, reading=reading):
            words = escape(f"{text}（{reading}）" if reading else text).replace("\n", "<br>")
            return f"<strong>{words}</strong>" if strong else words
        case Slot(hint=hint):
            return f'<span style="background:#fff2ab">{escape(slot_words(hint))}</span>'
        case LineBreak():
            return "<br>"

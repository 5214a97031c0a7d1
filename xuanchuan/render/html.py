"""A Document as one self-contained web page, or as a fragment to embed in another page."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from itertools import count

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
from xuanchuan.render import pasted
from xuanchuan.render.codes import QUIET, modules
from xuanchuan.render.front import contents, is_number_column, opening, plain, prepared, slot_words
from xuanchuan.render.looks import look_of, stylesheet
from xuanchuan.render.official import split

_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{css}
body {{ margin: 0; background: #fff; }}
</style>
</head>
<body>
<main>
{article}
</main>
</body>
</html>
"""

_COLORS = ("accent", "band", "on_band", "tint", "rule", "quote", "quote_tint", "safety", "safety_tint", "head")


def render(document: Document) -> bytes:
    """A complete page: style sheet inside, nothing fetched from anywhere, UTF-8; an article to paste is its own kind."""
    if document.layout == "post":
        return pasted.page(document)
    title = " ".join(prepared(document).title.split()) or "宣传材料"
    page = _PAGE.format(lang=escape(document.lang), title=escape(title), css=style_sheet(), article=fragment(document))
    return page.encode("utf-8")


def style_sheet() -> str:
    """The style sheet that fragments need, once per page; every rule is held to the class ``xc``."""
    return stylesheet()


def fragment(document: Document, *, level: int = 1, prefix: str = "xc") -> str:
    """The document as one ``<article>`` for embedding beside ``style_sheet()``.

    ``level`` is the heading level of its title; ``prefix`` begins its ids, one of its own for each fragment of a page.
    """
    document = prepared(document)
    page = _Page(level, escape(prefix))
    mark, document, foot = split(document)
    cover, rest = opening(document.blocks)
    colors = look_of(document).colors
    variables = ";".join(f"--xc-{name.replace('_', '-')}:#{colors[name]}" for name in _COLORS)
    parts = [
        f'<article class="xc xc-{document.layout}" lang="{escape(document.lang)}" style="{variables}"'
        f' aria-labelledby="{page.prefix}-title">',
        _block(mark, page) if mark else "",
        _head(document, page),
        *(_block(block, page) for block in cover),
        _contents(contents(document), page),
        *(_block(block, page) for block in rest),
        _block(foot, page) if foot else "",
        f'<footer class="xc-footer">{_words(document.footer)}</footer>' if document.footer else "",
        "</article>",
    ]
    return "\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Page:
    level: int
    prefix: str
    headings: count[int] = field(default_factory=count)


def _head(document: Document, page: _Page) -> str:
    tag = f"h{min(6, page.level)}"
    title = f'<{tag} class="xc-h xc-title" id="{page.prefix}-title">{_words(document.title)}</{tag}>'
    subtitle = f'<p class="xc-subtitle">{_words(document.subtitle)}</p>' if document.subtitle else ""
    return f'<header class="xc-head">{title}{subtitle}</header>'


def _contents(lines: tuple[tuple[int, int, Inlines], ...], page: _Page) -> str:
    entries = "".join(
        f'<li class="xc-level{level}"><a href="#{page.prefix}-{number}">{_words(plain(words))}</a></li>'
        for number, level, words in lines
    )
    return (
        f'<nav class="xc-contents" aria-label="目录"><p><strong>目录</strong></p><ol>{entries}</ol></nav>'
        if entries
        else ""
    )


def _block(block: Block, page: _Page) -> str:
    match block:
        case Heading(level=level, inlines=inlines):
            tag = f"h{min(6, page.level + level)}"
            return (
                f'<{tag} class="xc-h xc-h{level}" id="{page.prefix}-{next(page.headings)}">{_inlines(inlines)}</{tag}>'
            )
        case Paragraph(inlines=inlines, role=role):
            return f'<p class="xc-{role}">{_inlines(inlines)}</p>'
        case Quote():
            return _quote(block)
        case Items(items=items, ordered=ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>" + "".join(f"<li>{_inlines(item)}</li>" for item in items) + f"</{tag}>"
        case Table():
            return _table(block)
        case Callout(kind=kind, title=title, blocks=blocks):
            inner = "\n".join(_block(inner, page) for inner in blocks)
            label = escape(" ".join(title.split()))
            return (
                f'<section class="xc-callout xc-{kind}" aria-label="{label}">'
                f'<p class="xc-box-title">{_words(title)}</p>\n{inner}</section>'
            )
        case Signature(org=org, date=date):
            return f'<p class="xc-signature">{_words(org)}<br>{_words(date)}</p>'
        case PageBreak():
            return '<hr class="xc-break" aria-hidden="true">'
        case Letterhead():
            return _letterhead(block)
        case Imprint(copies=copies, office=office, day=day):
            lines = "".join(f"<p>{_inlines(one)}</p>" for one in copies)
            last = f'<p class="xc-below">{_spans(office, day)}</p>' if office or day else ""
            return f'<div class="xc-imprint">{lines}{last}</div>'
        case Qr():
            return _qr(block)
        case Panel(name=name, blocks=blocks):
            inner = "\n".join(_block(inner, page) for inner in blocks)
            label = escape(" ".join(name.split()))
            return f'<section class="xc-panel" aria-label="{label}">\n{inner}</section>'


def _letterhead(block: Letterhead) -> str:
    number = f'<p class="xc-document-number">{_inlines(block.number)}</p>' if block.number else ""
    below = f'<p class="xc-below">{_spans(block.left, block.right)}</p>' if block.left or block.right else ""
    return (
        f'<div class="xc-letterhead xc-{block.kind}"><p class="xc-mark">{_words(block.mark)}</p>{number}{below}</div>'
    )


def _spans(*parts: Inlines) -> str:
    return " ".join(f"<span>{_inlines(part)}</span>" for part in parts)


def _qr(block: Qr) -> str:
    """The code as a drawing, what it is for and what it holds in words beside it."""
    rows = modules(block.content)
    side = len(rows) + 2 * QUIET
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    label = escape(f"二维码：{' '.join((block.caption or block.content).split())}")
    caption = f"<strong>{_words(block.caption)}</strong><br>" if block.caption else ""
    return (
        f'<div class="xc-qr"><svg viewBox="0 0 {side} {side}" role="img" aria-label="{label}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
        f"<p>{caption}{_words(block.content)}</p></div>"
    )


def _quote(block: Quote) -> str:
    lines = "".join(f"<p>{_words(line)}</p>" for line in block.lines)
    version = f'<p class="xc-version">{_words(block.version)}</p>' if block.version else ""
    remarks = "".join(
        f'<p class="xc-gloss"><strong>{label}</strong>{_words(words)}</p>' for label, words in block.remarks
    )
    return (
        f'<figure class="xc-quote"><figcaption class="xc-citation">{_words(block.citation)}</figcaption>'
        f"<blockquote>{lines}</blockquote>{version}{remarks}</figure>"
    )


def _table(block: Table) -> str:
    caption = f"<caption>{_words(block.caption)}</caption>" if block.caption else ""
    header = "".join(f'<th scope="col">{_words(column.header)}</th>' for column in block.columns)
    numbers = {at for at in range(len(block.columns)) if block.role == "hotlines" and is_number_column(block, at)}
    height = f' style="height:{block.row_height_mm}mm"' if block.row_height_mm else ""
    rows = "".join(
        f"<tr{height}>" + "".join(_cell(cell, at in numbers) for at, cell in enumerate(row)) + "</tr>"
        for row in block.rows
    )
    widths = _widths(block)
    return (
        f'<div class="xc-scroll"><table class="xc-table-{block.role}">{caption}{widths}'
        f"<thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _widths(block: Table) -> str:
    total = sum(column.share for column in block.columns) or 1
    cols = "".join(f'<col style="width:{100 * column.share / total:.4g}%">' for column in block.columns)
    return f"<colgroup>{cols}</colgroup>"


def _cell(cell: Inlines, number: bool) -> str:
    return f'<td class="xc-number">{_inlines(cell)}</td>' if number else f"<td>{_inlines(cell)}</td>"


def _inlines(inlines: Inlines) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text=text, strong=strong, emphasis=emphasis, reading=reading):
            words = _words(text)
            words = f"<ruby>{words}<rp>（</rp><rt>{escape(reading)}</rt><rp>）</rp></ruby>" if reading else words
            words = f"<em>{words}</em>" if emphasis else words
            return f"<strong>{words}</strong>" if strong else words
        case Slot(hint=hint):
            return f'<mark class="xc-slot">{_words(slot_words(hint))}</mark>'
        case LineBreak():
            return "<br>"


def _words(text: str) -> str:
    return escape(text).replace("\n", "<br>")

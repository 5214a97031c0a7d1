"""The first printed page alone, as a small picture: no more is set in type than it takes to be sure of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xuanchuan.model.document import Document
from xuanchuan.render.literal import columns
from xuanchuan.render.typst.data import Data
from xuanchuan.render.typst.kinds import MM_PER_INCH, POINTS_PER_MM, Work, paper, work
from xuanchuan.render.typst.press import ask, draw, open_press, prove

# How many pages' worth of words is set at first, and how many pages must then come of them: the second full to its
# foot, nothing that follows can move anything on the first.
WORTH, ENOUGH = 3.5, 3
# What a block takes at the least, in half-width columns.
BLOCK = 30


def first_page(document: Document, width: int) -> bytes:
    """The first printed page as a small PNG, ``width`` pixels wide."""
    job = work(document)
    bleed = 2 * job.page.bleed if job.page.sheet == "trifold" else 0
    ppi = width / (job.page.width + bleed) * MM_PER_INCH
    data = paper(job)
    begun, least = _begun(data, job)
    pictures = _pictures(job, begun, ppi)
    if len(pictures) < least:
        pictures = _pictures(job, data, ppi)
    return pictures[0]


def _pictures(job: Work, data: Data, ppi: float) -> list[bytes]:
    prove(data, job.document, job.shelf)
    return draw(open_press(data, job.shelf), job.document, ppi)


def _begun(data: Data, job: Work) -> tuple[Data, int]:
    """What surely has the first page in it, and how many pages it must make to be believed."""
    if "sides" in data:
        return data | {"sides": data["sides"][:1]}, 1
    if data["shape"] != "flowing":
        return data, 1
    blocks = data["blocks"]
    if any(block["kind"] == "contents" for block in blocks):
        blocks = _numbered(data, job)
    page = _columns_of_a_page(job)
    filled = 0.0
    for at, block in enumerate(blocks):
        if block["kind"] == "break" and job.page.columns == 1:
            return data | {"blocks": blocks[:at]}, 1
        filled += _columns(block)
        if filled > WORTH * page:
            return data | {"blocks": blocks[: at + 1]}, ENOUGH
    return data | {"blocks": blocks}, 1


def _numbered(data: Data, job: Work) -> list[Data]:
    """The blocks with the numbers of the pages put into the contents, which the whole text must be set for."""
    numbers = iter(ask(open_press(data | {"asks": True}, job.shelf), job.document, "<folio>"))
    return [
        block | {"lines": [line | {"page": next(numbers)} for line in block["lines"]]}
        if block["kind"] == "contents"
        else block
        for block in data["blocks"]
    ]


def _columns_of_a_page(job: Work) -> float:
    """How many half-width columns of the body's type a page holds."""
    style, page = job.look.styles["normal"], job.page
    lines = (page.height - page.top - page.bottom) * POINTS_PER_MM / style.line
    return 2 * page.text_width * POINTS_PER_MM / style.size * lines


def _columns(block: Any) -> float:
    """About how many half-width columns a block takes."""
    return BLOCK + sum(columns(words) for words in _words(block))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key in ("text", "slot") and isinstance(one, str):
                yield one
            else:
                yield from _words(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _words(one)

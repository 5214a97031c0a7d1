"""Words of a document that is there already, made yellow: what a person still has to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from xuanchuan.render.docx.xml import Element, element

# What may stand behind w:highlight in w:rPr, by the schema's order.
_BEHIND = (
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
)


def mark_yellow(word: Any, words: Sequence[str]) -> None:
    """Highlight each of ``words`` wherever it stands in the body, headers and footers of a python-docx document."""
    if not words:
        return
    pattern = re.compile(f"({'|'.join(map(re.escape, words))})")
    for root in _roots(word):
        for run in list(root.iter(qn("w:r"))):
            texts = run.findall(qn("w:t"))
            if any(pattern.search(text.text or "") for text in texts):
                _split(run, pattern)


def _roots(word: Any) -> Iterator[Element]:
    yield word.element.body
    for part in word.part.package.iter_parts():
        if str(part.partname).startswith(("/word/header", "/word/footer")):
            yield part.element


def _split(run: Element, pattern: re.Pattern[str]) -> None:
    """The run cut into runs of its own look, those of the words on yellow."""
    for child in run:
        if child.tag == qn("w:rPr"):
            continue
        pieces = pattern.split(child.text or "") if child.tag == qn("w:t") else [None]
        for number, piece in enumerate(pieces):
            if piece != "":
                run.addprevious(_run(run, child, piece, yellow=number % 2 == 1))
    run.getparent().remove(run)


def _run(like: Element, child: Element, words: str | None, *, yellow: bool) -> Element:
    made = element("r")
    if (look := like.find(qn("w:rPr"))) is not None:
        made.append(deepcopy(look))
    if yellow:
        _highlight(made)
    inner = deepcopy(child)
    if words is not None:
        inner.text = words
        inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(inner)
    return made


def _highlight(run: Element) -> None:
    look = run.find(qn("w:rPr"))
    if look is None:
        look = element("rPr")
        run.insert(0, look)
    for old in look.findall(qn("w:highlight")):
        look.remove(old)
    behind = next((child for child in look if child.tag in {qn(f"w:{name}") for name in _BEHIND}), None)
    colour = element("highlight", val="yellow")
    look.append(colour) if behind is None else behind.addprevious(colour)

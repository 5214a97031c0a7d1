"""Where in a document a village's values stand, and how closely the look of a format depends on them there.

FREE: only the characters themselves appear. SHAPED: widths are weighed (a table's cells, a signature, panels of a fixed
size in Word, whose type is as large as fits). BOUND: the words themselves are weighed (a title that breaks on sense) or
turned into something else (a code drawn in a page). What is not known to be free or shaped is bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from xuanchuan.batch.sentinels import EACH, NARROW, STANDINS, WIDE
from xuanchuan.model.document import Callout, Document, Heading, Items, Paragraph, Qr, Quote, Signature, Table
from xuanchuan.render.looks import look

FREE, SHAPED, BOUND = 0, 1, 2
SPLICED = ("docx", "html", "txt", "pdf", "屏幕版")
WORDED_TITLES = ("docx", "pdf", "屏幕版")
CODES_APART = ("docx", "txt")  # where a code is a picture of its own, or only words; elsewhere it is drawn in the page


def tiers(document: Document, format: str) -> dict[int, int]:
    """Field -> tier, for every field whose stand-in is in the document."""
    if format not in SPLICED:
        return dict.fromkeys(_standing(document), BOUND)
    found: dict[int, int] = {}
    parts = {"title": BOUND if format in WORDED_TITLES else FREE, "footer": FREE}
    parts["subtitle"] = parts["title"]
    for one in fields(document):
        if one.name != "blocks":
            _note(found, parts.get(one.name, BOUND), getattr(document, one.name))
    covered = any(isinstance(block, Heading) for block in document.blocks) and document.layout == "handout"
    opening = covered
    fitted = format == "docx" and bool(look(document.layout).page.sheet)
    for block in document.blocks:
        opening = opening and not isinstance(block, Heading)
        for tier, value in _weighed(block, format):
            _note(found, max(tier, SHAPED) if opening or fitted else tier, value)
    if fitted:
        _note(found, SHAPED, document.footer)
    return found


def _weighed(block: Any, format: str) -> Iterator[tuple[int, Any]]:
    """(tier, value) of the parts of a block."""
    match block:
        case Paragraph(role="attachment"):
            yield BOUND, block
        case Heading() | Paragraph() | Items() | Quote():
            yield FREE, block
        case Callout(title=title, blocks=blocks):
            yield FREE, title
            for inner in blocks:
                yield from _weighed(inner, format)
        case Table(role="hotlines"):
            yield BOUND, block
        case Table() | Signature():
            yield SHAPED, block
        case _ if type(block).__name__ == "Panel":
            yield BOUND, block.name
            for inner in block.blocks:
                yield from _weighed(inner, format)
        case Qr() if format in CODES_APART:
            yield FREE, block
        case _:
            yield BOUND, block


def _note(found: dict[int, int], tier: int, value: Any) -> None:
    for field in _standing(value):
        found[field] = max(tier, found.get(field, FREE))


def _standing(value: Any) -> set[int]:
    """The fields whose stand-ins are anywhere in a value."""
    if isinstance(value, str):
        return {_field_of(char) for char in STANDINS.findall(value)}
    if isinstance(value, tuple):
        return {field for one in value for field in _standing(one)}
    if is_dataclass(value) and not isinstance(value, type):
        return {field for one in fields(value) for field in _standing(getattr(value, one.name))}
    return set()


def _field_of(char: str) -> int:
    code = ord(char)
    return (code - (WIDE if code >= WIDE else NARROW)) // EACH

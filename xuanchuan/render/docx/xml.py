"""Elements of a Word document, put together in the order its schema wants."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias

from docx.oxml.ns import nsmap
from docx.oxml.parser import oxml_parser

from xuanchuan.render.units import half_points, millimetres, points

__all__ = ["Element", "element", "flag", "half_points", "millimetres", "points"]

Element: TypeAlias = Any

# Declared on every element: lxml would otherwise name a prefix by what other libraries have told it, and the bytes of
# a document would depend on what was imported before.
NAMES = {prefix: nsmap[prefix] for prefix in ("w", "r")}


def element(tag: str, *children: Element | None, **attributes: object) -> Element:
    """``element("ind", left=420)`` is ``<w:ind w:left="420"/>``; children that are None are left out.

    Attributes that are None are left out too; True is written ``1`` and False ``0``.
    """
    made = oxml_parser.makeelement(_full(tag), nsmap=NAMES)
    for name, value in attributes.items():
        if value is not None:
            made.set(_full(name), str(int(value)) if isinstance(value, bool) else str(value))
    made.extend(child for child in children if child is not None)
    return made


@cache
def _full(name: str) -> str:
    """``{http://…/main}ind`` of ``ind``."""
    return f"{{{NAMES['w']}}}{name}"


def flag(tag: str, on: bool) -> Element | None:
    """An on-off property: the bare element, or nothing."""
    return element(tag) if on else None

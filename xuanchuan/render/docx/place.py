"""A place to write: the body or a cell, with its width and look, and the paragraphs put there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from xuanchuan.model.document import Inlines
from xuanchuan.render.docx.runs import runs
from xuanchuan.render.docx.stylesheet import style_id
from xuanchuan.render.docx.xml import Element, element
from xuanchuan.render.looks import Look, Style


@dataclass(frozen=True, slots=True)
class Place:
    """An element that takes paragraphs and tables, its width in twips; ``boxed`` inside a callout.

    ``part`` is the package part that pictures are added to; without it they are only given their room."""

    element: Element
    width: int
    look: Look
    boxed: bool = False
    part: Any = None
    marks: count[int] = field(default_factory=count)
    pictures: count[int] = field(default_factory=lambda: count(1))

    def inside(self, cell: Element, width: int) -> Place:
        """The same look in a cell of that width."""
        return replace(self, element=cell, width=width, boxed=True)

    def style(self, role: str) -> Style:
        """The style of a role."""
        return self.look.styles[role]

    def add(self, *elements: Element) -> None:
        """Append finished elements."""
        self.element.extend(elements)

    def write(self, role: str, content: Inlines | list[Element], *exceptions: Element | None) -> Element:
        """Append a paragraph in a role's style, and return it."""
        made = paragraph(role, content, *exceptions)
        self.element.append(made)
        return made


def paragraph(role: str, content: Inlines | list[Element], *exceptions: Element | None) -> Element:
    """A ``w:p`` in a role's style; ``exceptions`` are direct properties in schema order."""
    properties = element("pPr", element("pStyle", val=style_id(role)), *exceptions)
    return element("p", properties, *(content if isinstance(content, list) else runs(content)))

"""The title as a Word paragraph."""

from __future__ import annotations

from xuanchuan.render.docx.place import Place, paragraph
from xuanchuan.render.docx.runs import literal_run
from xuanchuan.render.docx.xml import Element, points
from xuanchuan.render.titles import title_lines


def title(words: str, place: Place, padding: int = 0) -> Element:
    """The title's paragraph for a place, ``padding`` twips of it not to be written on."""
    width = (place.width - padding) // points(place.style("title").size)
    return paragraph("title", literal_run("\n".join(title_lines(words, width))))

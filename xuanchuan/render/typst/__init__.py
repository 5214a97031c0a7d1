"""A Document as PDF and as pictures, set by Typst from the same looks as every other format."""

from __future__ import annotations

from xuanchuan.render.typst.fonts import shelf
from xuanchuan.render.typst.kinds import pdf, picture_files, screen_pdf
from xuanchuan.render.typst.opening import first_page
from xuanchuan.render.typst.press import require

__all__ = ["first_page", "pdf", "picture_files", "remarks", "require", "screen_pdf"]


def remarks() -> tuple[str, ...]:
    """What an officer should know of the fonts used on this computer."""
    require()
    return shelf().remarks

"""Panels of a fixed size: the type as large as all of them bear, and a refusal where even the smallest is too large.

A row of an exact height is cut off without a word by every program, so what stands in it is measured first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from docx.oxml.ns import qn

from xuanchuan.model.document import Document
from xuanchuan.model.error import XuanchuanError
from xuanchuan.render.docx.measuring import height_of
from xuanchuan.render.docx.place import Place
from xuanchuan.render.docx.sheets import Room, rooms
from xuanchuan.render.docx.xml import element
from xuanchuan.render.looks import Look, Page, Style

STEP = 0.02
# What programs and stand-in fonts may differ by.
SURE = 0.94
UNSCALED = ("gap", "footer", "draft", "normal")
NAMES = {"card": "卡片", "trifold": "折页"}


@dataclass(frozen=True, slots=True)
class Crowded:
    """A panel with more on it than it holds, and how high that stands in twips."""

    room: Room
    high: float

    @property
    def share(self) -> float:
        """How much of what stands on it is too much."""
        return 1 - self.room.height / self.high

    @property
    def excess(self) -> int:
        """About how many characters must go."""
        words = "".join(node.text or "" for node in self.room.content.iter(qn("w:t")))
        return ceil(self.share * len(words))


def fitted(document: Document, look: Look, page: Page) -> Look:
    """The look with its type as large as every panel bears, within ``page.fit``.

    XuanchuanError names the panel that is too full at the smallest size, and about how many characters must go.
    """
    largest, smallest = page.fit
    scales = [largest - STEP * at for at in range(round((largest - smallest) / STEP) + 1)]
    if crowded := _crowded(document, scaled(look, scales[-1]), page):
        raise _too_full(document, page, crowded)
    low, high = 0, len(scales) - 1
    while low < high:
        middle = (low + high) // 2
        if _crowded(document, scaled(look, scales[middle]), page):
            low = middle + 1
        else:
            high = middle
    return scaled(look, scales[high])


def scaled(look: Look, scale: float) -> Look:
    """The look with its type and the air around it that many times as large."""
    return replace(
        look,
        styles={role: one if role in UNSCALED else _scaled(one, scale) for role, one in look.styles.items()},
    )


def _scaled(style: Style, scale: float) -> Style:
    size, line = round(style.size * scale * 2) / 2, round(style.line * scale, 1)
    return replace(style, size=size, line=line, before=style.before * scale, after=style.after * scale)


def _crowded(document: Document, look: Look, page: Page) -> Crowded | None:
    """The fullest panel that does not hold what stands on it."""
    place = Place(element("body"), 0, look)
    found = [Crowded(room, height_of(room.content, room.width, look) / SURE) for room in rooms(document, page, place)]
    return max((one for one in found if one.share > 0), key=lambda one: one.share, default=None)


def _too_full(document: Document, page: Page, crowded: Crowded) -> XuanchuanError:
    name = crowded.room.name
    over = f"，约多出 {crowded.excess} 个字" if crowded.excess else ""
    return XuanchuanError(
        f"{NAMES[page.sheet]}“{document.title}”的“{name}”放不下{over}",
        where=f"版面：{name}",
        why=f"字已经缩到平常的 {round(page.fit[1] * 100)}%，再小就看不清了；照做会被裁掉，所以没有做",
        hint="删短这一面的文字，再运行一次",
    )

"""Where panels lie: the faces of a folded leaflet and of a card on their sheets, in millimetres."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xuanchuan.model.document import Block, Document, Panel

CARD_WIDTH, CARD_HEIGHT = 90, 54
CARDS_ACROSS, CARDS_DOWN = 2, 5

# The panel that folds in is 3 mm narrower, or it would buckle.
FULL, FOLDED_IN = 100, 97
COVER, BACK, FLAP = "封面", "封底", "折进页"
READING = (COVER, FLAP, "内页一", "内页二", "内页三", BACK)
OUTSIDE = ((FLAP, FOLDED_IN), (BACK, FULL), (COVER, FULL))
INSIDE = (("内页一", FULL), ("内页二", FULL), ("内页三", FOLDED_IN))


@dataclass(frozen=True, slots=True)
class Face:
    """A panel on a side of a sheet: how wide it is, and what stands on it."""

    name: str
    width: float
    blocks: tuple[Block, ...]


def faces(document: Document) -> tuple[dict[str, Panel], tuple[Block, ...]]:
    """The panels by name, two of one name joined, and the blocks that stand in none."""
    found: dict[str, Panel] = {}
    for panel in (block for block in document.blocks if isinstance(block, Panel)):
        before = found[panel.name].blocks if panel.name in found else ()
        found[panel.name] = Panel(panel.name, before + panel.blocks)
    return found, tuple(block for block in document.blocks if not isinstance(block, Panel))


def trifold_sides(panels: dict[str, Panel]) -> tuple[tuple[Face, ...], tuple[Face, ...]]:
    """The outside of the sheet, [折进页 | 封底 | 封面], and the inside; a panel of another name takes a free place."""
    placed = named(panels, READING)
    outside, inside = (tuple(Face(name, width, placed[name]) for name, width in side) for side in (OUTSIDE, INSIDE))
    return outside, inside


def card_sides(panels: dict[str, Panel]) -> tuple[Face, ...]:
    """外面 and 里面 of a card."""
    placed = named(panels, ("外面", "里面"))
    return tuple(Face(name, CARD_WIDTH, blocks) for name, blocks in placed.items())


def named(panels: dict[str, Panel], names: Iterable[str]) -> dict[str, tuple[Block, ...]]:
    """The blocks of each name; panels of unknown names fill the free places in order, what is left over joins the last."""
    names = tuple(names)
    placed = {name: panels[name].blocks if name in panels else () for name in names}
    free = [name for name in names if name not in panels]
    for panel in (one for name, one in panels.items() if name not in names):
        name = free.pop(0) if free else names[-1]
        placed[name] += panel.blocks
    return placed

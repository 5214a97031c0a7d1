"""Grids of rows of exact height, and the small pieces of type that every page of the wall calendar shares.

Nothing here knows what a grid is printed as. Widths are in twips, heights in millimetres, colours are RRGGBB.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from xuanchuan.model.calendar import Mark, WallCalendar
from xuanchuan.render.literal import fold
from xuanchuan.render.looks import Look, Style

SPARE = 0.95
SIDE = 40  # twips between a line and the words beside it
HAIR, THIN, THICK = 2, 4, 8
UNDECIDED = "〔待定〕"
FOOT = ("110", "12338", "12348")

Merge = Literal["", "restart", "continue"]


@dataclass(frozen=True, slots=True)
class Room:
    """What a grid is laid out in: its width, and the look it takes styles and colours from."""

    width: int
    look: Look

    def style(self, role: str) -> Style:
        """The style of a role."""
        return self.look.styles[role]


@dataclass(frozen=True, slots=True)
class Edge:
    """A line round a cell: colour and eighths of a point; 0 draws none."""

    color: str
    eighths: int


NONE = Edge("auto", 0)


@dataclass(frozen=True, slots=True)
class Run:
    """Words with exceptions from their style: a badge has a ``fill`` or is ``boxed`` in a colour; sizes in points."""

    text: str
    color: str = ""
    fill: str = ""
    size: float = 0
    bold: bool = False
    boxed: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in a role's style; with a ``stop``, ``end`` stands flush right at so many twips."""

    role: str
    runs: Sequence[Run] = ()
    stop: int = 0
    end: Sequence[Run] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over ``span`` columns; ``edges`` top, left, bottom, right; ``merge`` joins it with the cells below."""

    width: int
    lines: Sequence[Line] = ()
    span: int = 1
    fill: str = ""
    edges: Sequence[Edge] = ()
    middle: bool = False
    merge: Merge = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row exactly so many millimetres high."""

    height: float
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """A page as one table without lines of its own: every cell says which it has."""

    widths: Sequence[int]
    rows: Sequence[Row]


def cell(
    width: int,
    *lines: Line,
    span: int = 1,
    fill: str = "",
    edges: Sequence[Edge] = (),
    middle: bool = False,
    merge: Merge = "",
) -> Cell:
    """A cell of these lines."""
    return Cell(width, lines, span, fill, edges, middle, merge)


def words_of(mark: Mark) -> str:
    """The mark's words, 〔待定〕 with them where nobody has announced it."""
    return f"{mark.text}{UNDECIDED if mark.undecided else ''}"


def colors_of(weight: str, room: Room) -> tuple[str, str]:
    """Fill and ink of a bar or pill: dark with white for 重点, pale with dark for the rest."""
    look = room.look
    if weight == "重点":
        return look.color("accent"), look.color("paper")
    return look.color("common"), look.color("common_ink")


def columns_in(twips: int, role: str, room: Room) -> int:
    """How many half-width columns of a style's type fit in a width, with a little to spare for other fonts."""
    return int((twips - 2 * SIDE) * SPARE / (room.style(role).size * 10))


def lines_of(text: str, most: int) -> int:
    """How many lines a text takes, each of at most so many columns."""
    return len(fold(text, most))


def foot(wall: WallCalendar, room: Room) -> list[Line]:
    """Hotlines in one line, each with its name and hours, never a bare number; the legend below."""
    known = {one.number: one for one in wall.hotlines}
    calls = "　　".join(f"{one.number} {one.name}（{one.hours}）" for number in FOOT if (one := known.get(number)))
    return [Line("wall_foot", [Run(calls)]), Line("wall_legend", _legend(wall, room))]


def _legend(wall: WallCalendar, room: Room) -> list[Run]:
    dark, pale = (colors_of(weight, room) for weight in ("重点", "一般"))
    version = f"{wall.version.year}年{wall.version.month}月{wall.version.day}日"
    return [
        Run(" 重点节点 ", color=dark[1], fill=dark[0]),
        Run("　"),
        Run(" 其他节点 ", color=pale[1], fill=pale[0]),
        Run("　□ 要做的事（后面是为哪一天）　"),
        Run("休", color=room.look.color("rest_ink"), boxed=room.look.color("rest_ink")),
        Run(" 放假　"),
        Run("班", color=room.look.color("paper"), fill=room.look.color("work")),
        Run(f" 调休上班　待定：以正式通知为准　日期资料截至{version}"),
    ]

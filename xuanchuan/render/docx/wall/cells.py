"""Cells and rows of exact height, and the small pieces of type that every page of the wall calendar shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xuanchuan.model.calendar import Mark, WallCalendar
from xuanchuan.render.docx.place import Place, paragraph
from xuanchuan.render.docx.properties import border, shading
from xuanchuan.render.docx.runs import literal_run
from xuanchuan.render.docx.tables import Padding, frame
from xuanchuan.render.docx.xml import Element, element, half_points, millimetres
from xuanchuan.render.literal import fold

SPARE = 0.95
SIDE = 40  # twips between a line and the words beside it
HAIR, THIN, THICK = 2, 4, 8
SIDES = ("top", "left", "bottom", "right")
UNDECIDED = "〔待定〕"
FOOT = ("110", "12338", "12348")


@dataclass(frozen=True, slots=True)
class Edge:
    """A line round a cell: colour and eighths of a point; 0 draws none."""

    color: str
    eighths: int


NONE = Edge("auto", 0)


def rows_table(widths: Sequence[int], rows: Sequence[Element]) -> Element:
    """A table without lines of its own; every cell says which it has."""
    return frame(widths, rows, None, Padding(0, SIDE, 0, SIDE))


def row(height: float, cells: Sequence[Element]) -> Element:
    """A row exactly so many millimetres high."""
    size = element("trHeight", val=millimetres(height), hRule="exact")
    return element("tr", element("trPr", element("cantSplit"), size), *cells)


def cell(
    width: int,
    *content: Element,
    span: int = 1,
    fill: str = "",
    edges: Sequence[Edge] = (),
    middle: bool = False,
    merge: str = "",
) -> Element:
    """A cell over ``span`` columns; ``edges`` top, left, bottom, right; ``merge`` restart or continue, down the rows."""
    drawn = [_side(side, edge) for side, edge in zip(SIDES, edges, strict=False)]
    properties = element(
        "tcPr",
        element("tcW", w=width, type="dxa"),
        element("gridSpan", val=span) if span > 1 else None,
        element("vMerge", val=merge) if merge else None,
        element("tcBorders", *drawn) if any(one is not None for one in drawn) else None,
        shading(fill) if fill else None,
        element("vAlign", val="center") if middle else None,
    )
    return element("tc", properties, *(content or (paragraph("wall_break", []),)))


def _side(side: str, edge: Edge) -> Element | None:
    return border(side, edge.color, edge.eighths) if edge.eighths else None


def run(
    text: str, *, color: str = "", fill: str = "", size: float = 0, bold: bool = False, boxed: str = ""
) -> list[Element]:
    """A run with exceptions from its style: a badge has a ``fill`` or is ``boxed`` in a colour."""
    properties = [
        element("b") if bold else None,
        element("color", val=color) if color else None,
        element("sz", val=half_points(size)) if size else None,
        element("szCs", val=half_points(size)) if size else None,
        element("bdr", val="single", sz=THIN, space=0, color=boxed) if boxed else None,
        shading(fill) if fill else None,
    ]
    return literal_run(text, properties=[one for one in properties if one is not None])


def words_of(mark: Mark) -> str:
    """The mark's words, 〔待定〕 with them where nobody has announced it."""
    return f"{mark.text}{UNDECIDED if mark.undecided else ''}"


def colors_of(weight: str, place: Place) -> tuple[str, str]:
    """Fill and ink of a bar or pill: dark with white for 重点, pale with dark for the rest."""
    look = place.look
    if weight == "重点":
        return look.color("accent"), look.color("paper")
    return look.color("common"), look.color("common_ink")


def room(twips: int, role: str, place: Place) -> int:
    """How many half-width columns of a style's type fit in a width, with a little to spare for other fonts."""
    return int((twips - 2 * SIDE) * SPARE / (place.style(role).size * 10))


def lines_of(text: str, most: int) -> int:
    """How many lines a text takes, each of at most so many columns."""
    return len(fold(text, most))


def foot(wall: WallCalendar, place: Place) -> list[Element]:
    """Hotlines in one line, each with its name and hours, never a bare number; the legend below."""
    known = {one.number: one for one in wall.hotlines}
    calls = "　　".join(f"{one.number} {one.name}（{one.hours}）" for number in FOOT if (one := known.get(number)))
    return [paragraph("wall_foot", run(calls)), paragraph("wall_legend", _legend(wall, place))]


def _legend(wall: WallCalendar, place: Place) -> list[Element]:
    dark, pale = (colors_of(weight, place) for weight in ("重点", "一般"))
    version = f"{wall.version.year}年{wall.version.month}月{wall.version.day}日"
    return [
        *run(" 重点节点 ", color=dark[1], fill=dark[0]),
        *run("　"),
        *run(" 其他节点 ", color=pale[1], fill=pale[0]),
        *run("　□ 要做的事（后面是为哪一天）　"),
        *run("休", color=place.look.color("rest_ink"), boxed=place.look.color("rest_ink")),
        *run(" 放假　"),
        *run("班", color=place.look.color("paper"), fill=place.look.color("work")),
        *run(f" 调休上班　待定：以正式通知为准　日期资料截至{version}"),
    ]

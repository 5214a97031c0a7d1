"""The year on one sheet of A3: twelve small months, the dates of each beside it."""

from __future__ import annotations

from collections.abc import Sequence

from xuanchuan.model.calendar import Entry, Mark, MonthPage, Square, WallCalendar
from xuanchuan.render.literal import cut
from xuanchuan.render.units import millimetres
from xuanchuan.render.wall.cells import (
    NONE,
    THICK,
    Cell,
    Edge,
    Grid,
    Line,
    Room,
    Row,
    Run,
    cell,
    columns_in,
    foot,
    lines_of,
    words_of,
)

ABREAST = 4
DAY, GUTTER = 8.0, 3.0
HEIGHT = 276.0
HEADING, FOOT, REMARKS = 15.0, 11.0, 13.5
MONTH, WEEKDAY, AIR = 8.0, 5.0, 3.0
WEEKS = 6
WEEKDAYS = "一二三四五六日"
POINT = 25.4 / 72


def year_table(wall: WallCalendar, room: Room) -> Grid:
    """The sheet as one table: a band of four months, three times, between heading and hotlines."""
    widths = _columns(room.width)
    whole = len(widths)
    title = [
        Run(f"{wall.year}年普法日历", bold=True, color=room.look.color("accent")),
        Run(f"　{wall.unit}", size=11),
    ]
    bands = [one for start in range(0, 12, ABREAST) for one in _band(wall.pages[start : start + ABREAST], widths, room)]
    said = "；".join(wall.remarks)
    most = columns_in(room.width, "wall_entry", room)
    remarks = Line("wall_entry", [Run(cut(said, 3 * most - 2))])
    return Grid(
        widths,
        [
            Row(HEADING, [cell(room.width, Line("wall_title", title), span=whole, middle=True)]),
            *bands,
            Row(REMARKS, [cell(room.width, remarks, span=whole)]),
            Row(FOOT, [cell(room.width, *foot(wall, room), span=whole, middle=True)]),
        ],
    )


def _columns(width: int) -> list[int]:
    """Seven days, a list and a gutter, for each month abreast."""
    day, gutter = millimetres(DAY), millimetres(GUTTER)
    block = (width - gutter * (ABREAST - 1)) // ABREAST
    one = [*[day] * 7, block - 7 * day]
    return [size for number in range(ABREAST) for size in ([gutter] if number else []) + one]


def _band(pages: Sequence[MonthPage], widths: Sequence[int], room: Room) -> list[Row]:
    height = (HEIGHT - HEADING - FOOT - REMARKS) / 3 - MONTH - WEEKDAY - AIR
    days, listed = widths[:7], widths[7]
    beside = [_beside(page, listed, WEEKDAY + height, room) for page in pages]
    rows = [Row(MONTH, _joined([[_month(page, sum(days) + listed, room)] for page in pages], widths))]
    for number in range(WEEKS + 1):
        blocks = []
        for page, dates in zip(pages, beside, strict=True):
            merged = cell(listed, *(dates if not number else ()), merge="continue" if number else "restart")
            blocks.append([*_days(page, number - 1, days, room), merged])
        rows.append(Row(height / WEEKS if number else WEEKDAY, _joined(blocks, widths)))
    return [*rows, Row(AIR, [cell(sum(widths), span=len(widths))])]


def _joined(blocks: Sequence[list[Cell]], widths: Sequence[int]) -> list[Cell]:
    gutter = widths[8]
    return [one for number, block in enumerate(blocks) for one in ([cell(gutter)] if number else []) + block]


def _month(page: MonthPage, width: int, room: Room) -> Cell:
    line = Edge(room.look.color("line"), THICK)
    words = [Run(f"{page.month}月", bold=True), Run(f"　{page.lunar}", size=8, color=room.look.color("faint"))]
    return cell(width, Line("wall_heading", words), span=8, middle=True, edges=(NONE, NONE, line, NONE))


def _days(page: MonthPage, week: int, widths: Sequence[int], room: Room) -> list[Cell]:
    if week < 0:
        return [
            cell(width, Line("wall_lunar", [Run(day, size=8)]), middle=True)
            for width, day in zip(widths, WEEKDAYS, strict=True)
        ]
    if week >= len(page.weeks):
        return [cell(width) for width in widths]
    found = page.weeks[week]
    core = {n for lane in found.lanes for bar in lane if bar.weight == "重点" for n in range(bar.first, bar.last + 1)}
    return [
        _day(square, width, n in core, room)
        for n, (square, width) in enumerate(zip(found.squares, widths, strict=True))
    ]


def _day(square: Square, width: int, claimed: bool, room: Room) -> Cell:
    """A number over its lunar day and 休 or 班; dark for 重点, pale for any other date, paler when off."""
    look = room.look
    if not square.in_month:
        return cell(width)
    core = claimed or any(mark.weight == "重点" for mark in square.marks)
    ink = look.color("paper") if core else look.color("rest_ink") if square.off else ""
    below = look.color("paper") if core else ""
    words = square.badge if square.badge_sure else f"{square.badge}待定"
    badge = [Line("wall_lunar", [Run(words, size=6, color=below or look.color("rest_ink"))])] if square.badge else []
    fill = "accent" if core else "common" if square.marks else "rest" if square.off else ""
    air = Edge(look.color("paper"), THICK)
    return cell(
        width,
        Line("wall_mini", [Run(str(square.day.day), bold=bool(square.marks), color=ink)]),
        Line("wall_lunar", [Run(square.lunar, color=below, bold=square.term)]),
        *badge,
        fill=look.color(fill) if fill else "",
        middle=True,
        edges=(air, air, air, air),
    )


def _beside(page: MonthPage, width: int, height: float, room: Room) -> list[Line]:
    """The month's dates by day; those there is no room for are counted and stand on the month's own page."""
    most = columns_in(width, "wall_date", room)
    made: list[Line] = []
    used = 0
    fits = int(height / POINT // room.style("wall_date").line)
    for number, entry in enumerate(page.occasions):
        lines = lines_of(_line(entry), most)
        rest = len(page.occasions) - number
        if used + lines > fits - (rest > 1):
            made.append(Line("wall_date", [Run(f"另有 {rest} 个，见逐月的一页")]))
            break
        made.append(_entry(entry, room))
        used += lines
    return made


def _line(entry: Entry) -> str:
    return f"{entry.brief} {words_of(Mark(entry.text, entry.weight, entry.undecided))}"


def _entry(entry: Entry, room: Room) -> Line:
    core = entry.weight == "重点"
    return Line("wall_date", [Run(_line(entry), bold=core, color=room.look.color("accent") if core else "")])

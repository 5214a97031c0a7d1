"""The front of a month: numbers with the lunar day beside them, bars for spans, marks, tasks, room to write."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xuanchuan.model.calendar import Bar, Mark, MonthPage, Square, WallCalendar, Week
from xuanchuan.render.literal import columns, cut
from xuanchuan.render.units import TWIPS_PER_POINT, millimetres, points
from xuanchuan.render.wall.cells import (
    HAIR,
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
    colors_of,
    columns_in,
    foot,
    lines_of,
    words_of,
)

WEEKDAYS = "一二三四五六日"
HEIGHT = 189.0
HEADING, PILLS, WEEKDAY, FOOT = 15.0, 6.0, 6.0, 10.5
NUMBER, LANE = 7.6, 4.8
CONTINUED = "（续）"
WEEKEND = 5
WRITING_LINES = 2


def month_table(page: MonthPage, wall: WallCalendar, room: Room) -> Grid:
    """The page as one table as high as the paper allows, whatever the number of weeks."""
    widths = _columns(room.width)
    head = [_heading(page, wall, room), *([_pills(page, room)] if page.whole else []), _weekdays(widths, room)]
    left = HEIGHT - HEADING - (PILLS if page.whole else 0) - WEEKDAY - FOOT
    height = left / len(page.weeks)
    weeks = [one for week in page.weeks for one in _week(week, height, widths, room)]
    last = Row(FOOT, [cell(room.width, *foot(wall, room), span=7, middle=True, edges=(_line(room),))])
    return Grid(widths, [*head, *weeks, last])


def _columns(width: int) -> list[int]:
    places = [round(width * number / 7) for number in range(8)]
    return [after - before for before, after in pairwise(places)]


def _heading(page: MonthPage, wall: WallCalendar, room: Room) -> Row:
    accent, faint = room.look.color("accent"), room.look.color("faint")
    number = [Run(f"{page.month}", color=accent, bold=True), Run("月", size=18, color=accent)]
    month = Line("wall_month", [*number, Run(f"　{page.year}", size=18, color=faint)])
    theme = [Run(page.theme)] if page.theme else []
    lunar = [Run(f"农历{page.lunar}", color=faint)] if page.lunar else []
    side = [Line("wall_side", [Run(wall.unit)]), Line("wall_side", lunar)]
    widths = _columns(room.width)
    left, middle, right = sum(widths[:2]), sum(widths[2:5]), sum(widths[5:])
    return Row(
        HEADING,
        [
            cell(left, month, span=2, middle=True),
            cell(middle, Line("wall_theme", theme), span=3, middle=True),
            cell(right, *side, span=2),
        ],
    )


def _pills(page: MonthPage, room: Room) -> Row:
    most = columns_in(room.width, "wall_pills", room)
    content, used = [Run("整月　")], columns("整月　")
    for number, mark in enumerate(page.whole):
        words, rest = f" {words_of(mark)} ", len(page.whole) - number
        if used + columns(words) + 12 > most:
            content += [Run(f"等{rest}个，见背面")]
            break
        fill, ink = colors_of(mark.weight, room)
        content += [Run(words, color=ink, fill=fill), Run("　")]
        used += columns(words) + 2
    return Row(PILLS, [cell(room.width, Line("wall_pills", content), span=7, middle=True)])


def _weekdays(widths: Sequence[int], room: Room) -> Row:
    line = Edge(room.look.color("line"), THICK)
    return Row(
        WEEKDAY,
        [
            cell(
                width,
                Line("wall_weekday", [Run(f"星期{day}", color=room.look.color("rest_ink") if weekend else "")]),
                fill=room.look.color("head"),
                middle=True,
                edges=(line, NONE, line, NONE),
            )
            for width, day, weekend in zip(widths, WEEKDAYS, [n >= WEEKEND for n in range(7)], strict=True)
        ],
    )


def _week(week: Week, height: float, widths: Sequence[int], room: Room) -> list[Row]:
    """The numbers, the bars below them, and what is left for marks, tasks and writing."""
    numbers = Row(
        NUMBER, [_number(one, n, width, room) for n, (one, width) in enumerate(zip(week.squares, widths, strict=True))]
    )
    lanes = [Row(LANE, _lane(lane, week, widths, room)) for lane in week.lanes]
    left = height - NUMBER - LANE * len(lanes)
    contents = [
        cell(
            width,
            *_content(square, left, width, room),
            fill=_ground(square, room),
            edges=_edges(n, room, bottom=True),
        )
        for n, (square, width) in enumerate(zip(week.squares, widths, strict=True))
    ]
    return [numbers, *lanes, Row(left, contents)]


def _ground(square: Square, room: Room) -> str:
    return room.look.color("rest") if square.off and square.in_month else ""


def _line(room: Room) -> Edge:
    return Edge(room.look.color("line"), THICK)


def _edges(column: int, room: Room, *, bottom: bool = False) -> tuple[Edge, ...]:
    """Lines between the days and under the week."""
    hair = Edge(room.look.color("rule"), HAIR * 2)
    under = Edge(room.look.color("line"), HAIR * 2) if bottom else NONE
    return NONE, hair if column else NONE, under, NONE if column == 6 else hair


def _number(square: Square, column: int, width: int, room: Room) -> Cell:
    look = room.look
    if not square.in_month:
        faint = [Run(f"{square.day.month}.{square.day.day}", size=9, color=look.color("rule"))]
        return cell(width, Line("wall_day", faint), edges=_edges(column, room))
    ink = look.color("rest_ink") if square.off else ""
    lunar = Run(f" {square.lunar}", size=8.5, bold=square.term, color="" if square.term else look.color("faint"))
    number = Run(str(square.day.day), bold=True, color=ink)
    words = Line("wall_day", (number, lunar), stop=width - 3 * points(2), end=_badge(square, room))
    return cell(width, words, fill=_ground(square, room), edges=_edges(column, room))


def _badge(square: Square, room: Room) -> tuple[Run, ...]:
    look = room.look
    words = square.badge if square.badge_sure else f"{square.badge}待定"
    if square.badge == "休":
        return (Run(words, size=8.5, color=look.color("rest_ink"), boxed=look.color("rest_ink")),)
    if square.badge == "班":
        return (Run(words, size=8.5, color=look.color("paper"), fill=look.color("work")),)
    return ()


def _lane(bars: Sequence[Bar], week: Week, widths: Sequence[int], room: Room) -> list[Cell]:
    made, column = [], 0
    for bar in bars:
        made += [_free(n, week, widths, room) for n in range(column, bar.first)]
        made.append(_bar(bar, sum(widths[bar.first : bar.last + 1]), room))
        column = bar.last + 1
    return made + [_free(n, week, widths, room) for n in range(column, 7)]


def _free(column: int, week: Week, widths: Sequence[int], room: Room) -> Cell:
    return cell(widths[column], fill=_ground(week.squares[column], room), edges=_edges(column, room))


def _bar(bar: Bar, width: int, room: Room) -> Cell:
    fill, ink = colors_of(bar.weight, room)
    words = words_of(Mark(bar.text, bar.weight, bar.undecided))
    shown = cut(f"{'' if bar.begins else CONTINUED}{words}", columns_in(width, "wall_bar", room))
    air = Edge(room.look.color("paper"), THICK)
    return cell(
        width,
        Line("wall_bar", [Run(shown, color=ink)]),
        span=bar.last - bar.first + 1,
        fill=fill,
        middle=True,
        edges=(air, air, air, air),
    )


def _content(square: Square, height: float, width: int, room: Room) -> list[Line]:
    """Marks, then as many tasks as fit with a line for how many are left; the rest of the square stays empty."""
    if not square.in_month:
        return []
    used = sum(_mark_height(mark, width, room) for mark in square.marks)
    fits = int((millimetres(height) / TWIPS_PER_POINT - used) // room.style("wall_task").line)
    most = columns_in(width, "wall_task", room)
    market = [cut(f"集：{square.market}", most)] if square.market and fits > 0 else []
    texts = [*market, *_tasks(square, fits - len(market), most)]
    return [*(_mark(mark, room) for mark in square.marks), *(Line("wall_task", [Run(text)]) for text in texts)]


def _mark_height(mark: Mark, width: int, room: Room) -> float:
    return lines_of(words_of(mark), columns_in(width, "wall_mark", room)) * room.style("wall_mark").line


def _mark(mark: Mark, room: Room) -> Line:
    color = {"重点": "paper", "一般": "common_ink", "参考": "faint"}[mark.weight]
    role = "wall_core" if mark.weight == "重点" else "wall_mark"
    return Line(role, [Run(words_of(mark), color=room.look.color(color))])


def _tasks(square: Square, fits: int, most: int) -> list[str]:
    """The tasks in two lines each where that leaves room to write, else in one, else as many as there is room for.

    A square without room for a line names none: they all stand on the back.
    """
    tasks, more = list(square.tasks), square.more
    if len(tasks) + bool(more) > fits:
        kept = max(fits - 1, 0)
        more += len(tasks) - kept
        tasks = tasks[:kept]
    for longest in (2, 1):
        texts = [_task(mark, most, longest) for mark in tasks]
        if sum(lines_of(text, most) for text in texts) + bool(more) <= fits - WRITING_LINES:
            break
    return [*texts, f"另有 {more} 件，见背面"] if more and fits > 0 else texts


def _task(mark: Mark, most: int, longest: int) -> str:
    """At most so many lines: the tail with the day it is for stays, the words before it give way."""
    words, _, day = mark.text.rpartition(" ")
    tail = f" {day}{'待定' if mark.undecided else ''}"
    return f"□{cut(words, (most - 2) * longest - columns(tail))}{tail}"

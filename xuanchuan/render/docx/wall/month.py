"""The front of a month: numbers with the lunar day beside them, bars for spans, marks, tasks, room to write."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xuanchuan.model.calendar import Bar, Mark, MonthPage, Square, WallCalendar, Week
from xuanchuan.render.docx.place import Place, paragraph
from xuanchuan.render.docx.wall.cells import (
    HAIR,
    NONE,
    THICK,
    Edge,
    cell,
    colors_of,
    foot,
    lines_of,
    room,
    row,
    rows_table,
    run,
    words_of,
)
from xuanchuan.render.docx.xml import Element, element, millimetres, points
from xuanchuan.render.literal import columns, cut
from xuanchuan.render.units import TWIPS_PER_POINT

WEEKDAYS = "一二三四五六日"
HEIGHT = 189.0
HEADING, PILLS, WEEKDAY, FOOT = 15.0, 6.0, 6.0, 10.5
NUMBER, LANE = 7.6, 4.8
CONTINUED = "（续）"
WEEKEND = 5
WRITING_LINES = 2


def month_table(page: MonthPage, wall: WallCalendar, place: Place) -> Element:
    """The page as one table as high as the paper allows, whatever the number of weeks."""
    widths = _columns(place.width)
    head = [_heading(page, wall, place), *([_pills(page, place)] if page.whole else []), _weekdays(widths, place)]
    left = HEIGHT - HEADING - (PILLS if page.whole else 0) - WEEKDAY - FOOT
    height = left / len(page.weeks)
    weeks = [one for week in page.weeks for one in _week(week, height, widths, place)]
    last = row(FOOT, [cell(place.width, *foot(wall, place), span=7, middle=True, edges=(_line(place),))])
    return rows_table(widths, [*head, *weeks, last])


def _columns(width: int) -> list[int]:
    places = [round(width * number / 7) for number in range(8)]
    return [after - before for before, after in pairwise(places)]


def _heading(page: MonthPage, wall: WallCalendar, place: Place) -> Element:
    accent, faint = place.look.color("accent"), place.look.color("faint")
    number = [*run(f"{page.month}", color=accent, bold=True), *run("月", size=18, color=accent)]
    month = paragraph("wall_month", [*number, *run(f"　{page.year}", size=18, color=faint)])
    theme = run(page.theme) if page.theme else []
    lunar = run(f"农历{page.lunar}", color=faint) if page.lunar else []
    side = [paragraph("wall_side", run(wall.unit)), paragraph("wall_side", lunar)]
    widths = _columns(place.width)
    left, middle, right = sum(widths[:2]), sum(widths[2:5]), sum(widths[5:])
    return row(
        HEADING,
        [
            cell(left, month, span=2, middle=True),
            cell(middle, paragraph("wall_theme", theme), span=3, middle=True),
            cell(right, *side, span=2),
        ],
    )


def _pills(page: MonthPage, place: Place) -> Element:
    most = room(place.width, "wall_pills", place)
    content, used = run("整月　"), columns("整月　")
    for number, mark in enumerate(page.whole):
        words, rest = f" {words_of(mark)} ", len(page.whole) - number
        if used + columns(words) + 12 > most:
            content += run(f"等{rest}个，见背面")
            break
        fill, ink = colors_of(mark.weight, place)
        content += [*run(words, color=ink, fill=fill), *run("　")]
        used += columns(words) + 2
    return row(PILLS, [cell(place.width, paragraph("wall_pills", content), span=7, middle=True)])


def _weekdays(widths: Sequence[int], place: Place) -> Element:
    line = Edge(place.look.color("line"), THICK)
    return row(
        WEEKDAY,
        [
            cell(
                width,
                paragraph("wall_weekday", run(f"星期{day}", color=place.look.color("rest_ink") if weekend else "")),
                fill=place.look.color("head"),
                middle=True,
                edges=(line, NONE, line, NONE),
            )
            for width, day, weekend in zip(widths, WEEKDAYS, [n >= WEEKEND for n in range(7)], strict=True)
        ],
    )


def _week(week: Week, height: float, widths: Sequence[int], place: Place) -> list[Element]:
    """The numbers, the bars below them, and what is left for marks, tasks and writing."""
    numbers = row(
        NUMBER, [_number(one, n, width, place) for n, (one, width) in enumerate(zip(week.squares, widths, strict=True))]
    )
    lanes = [row(LANE, _lane(lane, week, widths, place)) for lane in week.lanes]
    left = height - NUMBER - LANE * len(lanes)
    contents = [
        cell(
            width,
            *_content(square, left, width, place),
            fill=_ground(square, place),
            edges=_edges(n, place, bottom=True),
        )
        for n, (square, width) in enumerate(zip(week.squares, widths, strict=True))
    ]
    return [numbers, *lanes, row(left, contents)]


def _ground(square: Square, place: Place) -> str:
    return place.look.color("rest") if square.off and square.in_month else ""


def _line(place: Place) -> Edge:
    return Edge(place.look.color("line"), THICK)


def _edges(column: int, place: Place, *, bottom: bool = False) -> tuple[Edge, ...]:
    """Lines between the days and under the week."""
    hair = Edge(place.look.color("rule"), HAIR * 2)
    under = Edge(place.look.color("line"), HAIR * 2) if bottom else NONE
    return NONE, hair if column else NONE, under, NONE if column == 6 else hair


def _number(square: Square, column: int, width: int, place: Place) -> Element:
    look = place.look
    if not square.in_month:
        faint = run(f"{square.day.month}.{square.day.day}", size=9, color=look.color("rule"))
        return cell(width, paragraph("wall_day", faint), edges=_edges(column, place))
    ink = look.color("rest_ink") if square.off else ""
    lunar = run(f" {square.lunar}", size=8.5, bold=square.term, color="" if square.term else look.color("faint"))
    stop = element("tabs", element("tab", val="right", pos=width - 3 * points(2)))
    content = [*run(str(square.day.day), bold=True, color=ink), *lunar, *_badge(square, place)]
    return cell(width, paragraph("wall_day", content, stop), fill=_ground(square, place), edges=_edges(column, place))


def _badge(square: Square, place: Place) -> list[Element]:
    look = place.look
    words = square.badge if square.badge_sure else f"{square.badge}待定"
    if square.badge == "休":
        return [*run("\t"), *run(words, size=8.5, color=look.color("rest_ink"), boxed=look.color("rest_ink"))]
    if square.badge == "班":
        return [*run("\t"), *run(words, size=8.5, color=look.color("paper"), fill=look.color("work"))]
    return []


def _lane(bars: Sequence[Bar], week: Week, widths: Sequence[int], place: Place) -> list[Element]:
    made, column = [], 0
    for bar in bars:
        made += [_free(n, week, widths, place) for n in range(column, bar.first)]
        made.append(_bar(bar, sum(widths[bar.first : bar.last + 1]), place))
        column = bar.last + 1
    return made + [_free(n, week, widths, place) for n in range(column, 7)]


def _free(column: int, week: Week, widths: Sequence[int], place: Place) -> Element:
    return cell(widths[column], fill=_ground(week.squares[column], place), edges=_edges(column, place))


def _bar(bar: Bar, width: int, place: Place) -> Element:
    fill, ink = colors_of(bar.weight, place)
    words = words_of(Mark(bar.text, bar.weight, bar.undecided))
    shown = cut(f"{'' if bar.begins else CONTINUED}{words}", room(width, "wall_bar", place))
    air = Edge(place.look.color("paper"), THICK)
    return cell(
        width,
        paragraph("wall_bar", run(shown, color=ink)),
        span=bar.last - bar.first + 1,
        fill=fill,
        middle=True,
        edges=(air, air, air, air),
    )


def _content(square: Square, height: float, width: int, place: Place) -> list[Element]:
    """Marks, then as many tasks as fit with a line for how many are left; the rest of the square stays empty."""
    if not square.in_month:
        return []
    used = sum(_mark_height(mark, width, place) for mark in square.marks)
    fits = int((millimetres(height) / TWIPS_PER_POINT - used) // place.style("wall_task").line)
    most = room(width, "wall_task", place)
    market = [cut(f"集：{square.market}", most)] if square.market and fits else []
    texts = [*market, *_tasks(square, fits - len(market), most)]
    return [*(_mark(mark, place) for mark in square.marks), *(paragraph("wall_task", run(text)) for text in texts)]


def _mark_height(mark: Mark, width: int, place: Place) -> float:
    return lines_of(words_of(mark), room(width, "wall_mark", place)) * place.style("wall_mark").line


def _mark(mark: Mark, place: Place) -> Element:
    color = {"重点": "paper", "一般": "common_ink", "参考": "faint"}[mark.weight]
    role = "wall_core" if mark.weight == "重点" else "wall_mark"
    return paragraph(role, run(words_of(mark), color=place.look.color(color)))


def _tasks(square: Square, fits: int, most: int) -> list[str]:
    """The tasks in two lines each where that leaves room to write, else in one, else as many as there is room for."""
    tasks, more = list(square.tasks), square.more
    if len(tasks) + bool(more) > fits:
        kept = max(fits - 1, 0)
        more += len(tasks) - kept
        tasks = tasks[:kept]
    for longest in (2, 1):
        texts = [_task(mark, most, longest) for mark in tasks]
        if sum(lines_of(text, most) for text in texts) + bool(more) <= fits - WRITING_LINES:
            break
    return [*texts, f"另有 {more} 件，见背面"] if more else texts


def _task(mark: Mark, most: int, longest: int) -> str:
    """At most so many lines: the tail with the day it is for stays, the words before it give way."""
    words, _, day = mark.text.rpartition(" ")
    tail = f" {day}{'待定' if mark.undecided else ''}"
    return f"□{cut(words, (most - 2) * longest - columns(tail))}{tail}"

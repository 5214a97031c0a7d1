"""The back of a month: its dates with what they rest on, all its tasks to tick off, and lines to write on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xuanchuan.model.calendar import Entry, Mark, MonthPage, WallCalendar
from xuanchuan.render.literal import cut
from xuanchuan.render.units import millimetres
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
    columns_in,
    foot,
    lines_of,
    words_of,
)
from xuanchuan.render.wall.month import FOOT, HEIGHT

TITLE = 12.0
WRITING = 8.0
LEFT, GUTTER, BOX, DAY, FOR, OWNER = 92, 5, 6, 26, 22, 26
POINT = 25.4 / 72
AIR = 1.4
MOST_ABOUT = 4


def back_pages(page: MonthPage, wall: WallCalendar, room: Room) -> list[Grid]:
    """The month's overleaf: one page, or three where the tasks need more, so that the next front is a front again."""
    widths = _columns(room.width)
    room_left = HEIGHT - TITLE - FOOT
    chunks = list(_chunks(page.tasks, widths, room_left - WRITING, room)) or [()]
    if len(chunks) % 2 == 0:
        chunks.append(())
    return [_page(page, tasks, number, wall, widths, room) for number, tasks in enumerate(chunks)]


def _columns(width: int) -> list[int]:
    fixed = [millimetres(size) for size in (LEFT, GUTTER, BOX, DAY, FOR, OWNER)]
    return [*fixed[:4], width - sum(fixed), *fixed[4:]]


def _chunks(tasks: Sequence[Entry], widths: Sequence[int], height: float, room: Room) -> Iterator[tuple[Entry, ...]]:
    chunk: list[Entry] = []
    used = 0.0
    for task in tasks:
        tall = _height(task, widths, room)
        if chunk and used + tall > height:
            yield tuple(chunk)
            chunk, used = [], 0.0
        chunk.append(task)
        used += tall
    if chunk:
        yield tuple(chunk)


def _height(task: Entry, widths: Sequence[int], room: Room) -> float:
    texts = zip((_what(task), task.about, task.owner), widths[4:], strict=True)
    most = max(lines_of(text, columns_in(width, "wall_entry", room)) for text, width in texts)
    return most * room.style("wall_entry").line * POINT + AIR


def _page(
    page: MonthPage, tasks: Sequence[Entry], number: int, wall: WallCalendar, widths: Sequence[int], room: Room
) -> Grid:
    """Dates down the left, tasks and writing lines down the right."""
    line = Edge(room.look.color("line"), THICK)
    again = "（续）" if number else ""
    title = Row(
        TITLE,
        [
            _title(f"{page.year}年{page.month}月　节点{again}", widths[0], 1, line),
            cell(widths[1]),
            _title(f"要做的事{again}　做完一件在方框里打勾" if tasks else "记事", sum(widths[2:]), 5, line),
        ],
    )
    heights = [_height(task, widths, room) for task in tasks]
    left = HEIGHT - TITLE - FOOT - sum(heights)
    writing = int(left // WRITING)
    heights += [left / writing] * writing if writing else [left]
    dates = _dates(page.occasions if not number else (), widths[0], HEIGHT - TITLE - FOOT, room)
    rows = []
    for at, height in enumerate(heights):
        task = tasks[at] if at < len(tasks) else None
        merged = cell(widths[0], *(dates if at == 0 else ()), merge="continue" if at else "restart")
        rows.append(Row(height, [merged, cell(widths[1]), *_task(task, widths, room)]))
    return Grid(widths, [title, *rows, Row(FOOT, [cell(room.width, *foot(wall, room), span=7, middle=True)])])


def _title(words: str, width: int, span: int, line: Edge) -> Cell:
    return cell(width, Line("wall_heading", [Run(words)]), span=span, middle=True, edges=(NONE, NONE, line, NONE))


def _task(task: Entry | None, widths: Sequence[int], room: Room) -> list[Cell]:
    under = (NONE, NONE, Edge(room.look.color("rule"), HAIR * 2), NONE)
    if task is None:
        return [cell(sum(widths[2:]), span=5, edges=under)]
    words = ("□", task.when, _what(task), task.about, task.owner)
    return [
        cell(width, Line("wall_entry", [Run(text)]), middle=True, edges=under)
        for text, width in zip(words, widths[2:], strict=True)
    ]


def _what(task: Entry) -> str:
    return words_of(Mark(task.text, task.weight, task.undecided))


def _dates(entries: Sequence[Entry], width: int, height: float, room: Room) -> list[Line]:
    """When, name and basis of each date; the basis gives way where there are too many."""
    for most in range(MOST_ABOUT, -1, -1):
        abouts = [_about(entry, width, most, room) for entry in entries]
        tall = sum(_tall(_date_words(entry), "wall_entry", width, room) for entry in entries)
        tall += sum(_tall(about, "wall_about", width, room) for about in abouts if about)
        if tall <= height:
            break
    return [one for entry, about in zip(entries, abouts, strict=True) for one in _date(entry, about, room)]


def _about(entry: Entry, width: int, most: int, room: Room) -> str:
    return cut(entry.about, (columns_in(width, "wall_about", room) - 2) * most) if most else ""


def _tall(text: str, role: str, width: int, room: Room) -> float:
    return lines_of(text, columns_in(width, role, room) - 2) * room.style(role).line * POINT


def _date_words(entry: Entry) -> str:
    return f"{entry.when}　{words_of(Mark(entry.text, entry.weight, entry.undecided))}"


def _date(entry: Entry, about: str, room: Room) -> Iterator[Line]:
    core = entry.weight == "重点"
    ink = room.look.color("accent") if core else ""
    yield Line("wall_entry", [Run(_date_words(entry), bold=core, color=ink)])
    if about:
        yield Line("wall_about", [Run(about)])

"""The calendar as lines for a terminal of 80 columns, or of fewer where cells are narrowed.

Marks are Chinese characters (休 班 重 节 办 集): they are two columns wide in every font, so the grid never
zigzags, and need no colour to be understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xuanchuan.calendar.grid import days_for, month_page
from xuanchuan.calendar.wording import UNDECIDED, WEEKDAYS, days_left, month_day, short_weekday, span
from xuanchuan.dates import Workdays
from xuanchuan.dates.lunar import lunar_date_text
from xuanchuan.model.calendar import MonthPage, Square, YearCalendar, YearTask
from xuanchuan.model.occasion import Occasion
from xuanchuan.render.literal import columns, cut, fold, pad

CELL = 11
LEAST_CELL = 7
MINI = 25
LEGEND = "重 重点节点  节 其他节点  办 要办的事  休 放假  班 调休上班"
AHEAD = 14


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a line; ``style`` is core, today, off, faint, head or plain."""

    text: str
    style: str = ""


Line = tuple[Piece, ...]


def month_lines(calendar: YearCalendar, month: int, workdays: Workdays, width: int = 76) -> Iterator[Line]:
    """A month's grid: number with marks, the lunar day below it."""
    page = month_page(calendar, month, workdays)
    cell = max(LEAST_CELL, min(CELL, (width + 1) // 7))
    today = calendar.today
    now = f"    今天 {month_day(today)} {short_weekday(today)} 农历{lunar_date_text(today)}"
    title = f"{page.year}年{page.month}月"
    fits = today.month == month and columns(title + now) <= width
    yield Piece(title, "head"), Piece(now if fits else "")
    yield (Piece("".join(pad(f" {day}", cell) for day in WEEKDAYS).rstrip(), "head"),)
    for week in page.weeks:
        busy = {square.day for square in week.squares if _claims(page, square.day)}
        yield tuple(_upper(square, today, square.day in busy, cell) for square in week.squares)
        yield tuple(_lower(square, cell) for square in week.squares)
    for mark in page.whole:
        yield (Piece(f" 整月  {mark.text}{_undecided(not mark.undecided)}"),)
    for piece in fold(f" {LEGEND}{'  集 集日' if calendar.markets else ''}", width):
        yield (Piece(piece, "faint"),)


def year_lines(calendar: YearCalendar, workdays: Workdays, width: int = 76) -> Iterator[Line]:
    """Twelve small months, three abreast where there is room, then the year's 重点 dates."""
    blocks = [_mini(month_page(calendar, month, workdays)) for month in range(1, 13)]
    yield (Piece(calendar.title, "head"),)
    abreast = max(1, min(3, (width + 1) // MINI))
    for row in range(0, 12, abreast):
        yield ()
        for cells in zip(*blocks[row : row + abreast], strict=True):
            yield tuple(piece for cell in cells for piece in cell)
    yield ()
    yield (Piece(" * 重点节点（或其中一天）  . 其他节点  x 放假", "faint"),)
    yield ()
    for one in calendar.occasions:
        if one.key_date.weight == "重点" and one.start and one.end:
            yield (Piece(cut(f" {pad(span(one.start, one.end), 18)} {one.name}{_undecided(one.confirmed)}", width)),)
    yield from _talk(calendar.remarks, width)


def ahead_lines(calendar: YearCalendar, following: YearCalendar, width: int = 76) -> Iterator[Line]:
    """The next 14 days: occasions and tasks with the days left; what is going on; the next 重点 date."""
    today, last = calendar.today, calendar.today + timedelta(days=AHEAD)
    occasions = [one for year in (calendar, following) for one in year.occasions]
    yield Piece(f"未来{AHEAD}天", "head"), Piece("    要办的事后面是为哪一天", "faint")
    rows = [
        *(_occasion_row(one) for one in occasions),
        *(_task_row(one) for one in (*calendar.tasks, *following.tasks)),
    ]
    near = sorted((row for row in rows if today <= row.day <= last), key=lambda row: (row.day, row.label == "办"))
    yield from _table(near, today, width)
    if not near:
        yield (Piece(" 没有节点，也没有要办的事"),)
    yield from _going_on(occasions, today, width)
    core = [one for one in occasions if one.start and one.start > today and one.key_date.weight == "重点"]
    if core and core[0].start:
        left = (core[0].start - today).days
        yield (
            Piece(
                f"下一个重点：{core[0].name}{_undecided(core[0].confirmed)}，{span(core[0].start, core[0].start)}，还有 {left} 天",
                "core",
            ),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A line of what is ahead: its day, 重 节 or 办, what it is, and the end of it that must be seen."""

    day: date
    label: str
    text: str
    tail: str = ""


def _occasion_row(one: Occasion) -> Row:
    label = "重" if one.key_date.weight == "重点" else "节"
    return Row(one.start or date.max, label, one.name, _undecided(one.confirmed))


def _task_row(one: YearTask) -> Row:
    """A task and the days it is for; its full words and who does it stand in the exports."""
    return Row(one.task.day, "办", one.task.what, f" {days_for(one)}{_undecided(one.task.confirmed)}")


def _table(rows: Sequence[Row], today: date, width: int) -> Iterator[Line]:
    """A line for each, the day only where it changes."""
    before = None
    for row in rows:
        when = f" {pad(month_day(row.day), 8)} {short_weekday(row.day)}  {pad(days_left(row.day, row.day, today), 9)}"
        lead = when if row.day != before else " " * columns(when)
        words = f"{cut(row.text, width - columns(f'{when} 办 {row.tail}'))}{row.tail}"
        yield Piece(f"{lead} "), Piece(f"{row.label} {words}", "core" if row.label == "重" else "")
        before = row.day


def _going_on(occasions: Iterable[Occasion], today: date, width: int) -> Iterator[Line]:
    found = [one for one in occasions if one.start and one.end and one.start < today <= one.end]
    if found:
        text = "、".join(f"{one.name}{_undecided(one.confirmed)}（到{month_day(one.end)}）" for one in found if one.end)
        yield from _talk([f"正在进行：{text}"], width)


def _talk(lines: Iterable[str], width: int) -> Iterator[Line]:
    for line in lines:
        for piece in fold(line, width):
            yield (Piece(piece),)


def _claims(page: MonthPage, day: date) -> bool:
    """Whether a 重点 bar of several days runs over the day."""
    for week in page.weeks:
        if week.squares[0].day <= day <= week.squares[-1].day:
            place = (day - week.squares[0].day).days
            return any(bar.first <= place <= bar.last and bar.weight == "重点" for lane in week.lanes for bar in lane)
    return False


def _upper(square: Square, today: date, claimed: bool, cell: int) -> Piece:
    if not square.in_month:
        return Piece(" " * cell)
    core = claimed or any(mark.weight == "重点" for mark in square.marks)
    label = "重" if core else "节" if square.marks else ""
    edge = ">" if square.day == today else " "
    style = "today" if square.day == today else "core" if core else "off" if square.off else ""
    marks = f" {square.badge}{label}" if cell == CELL else f"{square.badge}{label}"
    return Piece(pad(f"{edge}{square.day.day:>2}{marks}", cell), style)


def _lower(square: Square, cell: int) -> Piece:
    if not square.in_month:
        return Piece(" " * cell)
    label = ("办" if square.tasks else "") + ("集" if square.market else "")
    if cell < CELL:
        return Piece(pad(f" {square.lunar}{label[:1]}", cell), "faint")
    return Piece(pad(f" {square.lunar} {label}".rstrip(), cell), "faint")


def _mini(page: MonthPage) -> list[Line]:
    rows: list[Line] = [(Piece(pad(f" {page.month}月", MINI), "head"),)]
    rows.append((Piece(pad(" " + "".join(f"{day} " for day in WEEKDAYS), MINI), "faint"),))
    for week in page.weeks:
        cells = tuple(_mini_cell(square, _claims(page, square.day)) for square in week.squares)
        rows.append((Piece(" "), *cells, Piece(" " * (MINI - 1 - 3 * 7))))
    rows += [(Piece(" " * MINI),)] * (8 - len(rows))
    return rows


def _mini_cell(square: Square, claimed: bool) -> Piece:
    if not square.in_month:
        return Piece("   ")
    core = claimed or any(mark.weight == "重点" for mark in square.marks)
    mark = "*" if core else "." if square.marks else "x" if square.badge == "休" else " "
    return Piece(f"{square.day.day:>2}{mark}", "core" if core else "off" if square.off else "")


def _undecided(confirmed: bool) -> str:
    return "" if confirmed else f"〔{UNDECIDED}〕"

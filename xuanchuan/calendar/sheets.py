"""The year as a workbook: a sheet a quarter, one of tasks to tick off, one of the months' themes."""

from __future__ import annotations

from xuanchuan.calendar.wording import UNDECIDED, articles_text, day_with_weekday, short_weekday, standing
from xuanchuan.calendar.yearplan import dates_of
from xuanchuan.dates.lunar import lunar_date_text
from xuanchuan.files.sheets import BOX, Sheet, SheetColumn, Value, workbook_bytes
from xuanchuan.model.calendar import YearCalendar, YearTask, notes_on
from xuanchuan.model.occasion import Occasion

QUARTERS = "一二三四"
QUARTER_COLUMNS = (
    SheetColumn("完成", 6, tick=True),
    SheetColumn("开始", 11),
    SheetColumn("结束", 11),
    SheetColumn("星期", 6),
    SheetColumn("农历", 11),
    SheetColumn("节点", 28),
    SheetColumn("分量", 6),
    SheetColumn("日期情况", 9),
    SheetColumn("对象", 18),
    SheetColumn("相关法条", 42),
    SheetColumn("依据和说明", 48),
)
TASK_COLUMNS = (
    SheetColumn("完成", 6, tick=True),
    SheetColumn("日期", 12),
    SheetColumn("星期", 7),
    SheetColumn("做什么", 44),
    SheetColumn("为了", 30),
    SheetColumn("谁来做", 16),
    SheetColumn("材料", 18),
    SheetColumn("日期情况", 9),
    SheetColumn("备注", 30),
)


THEME_COLUMNS = (
    SheetColumn("月份", 7),
    SheetColumn("主题", 26),
    SheetColumn("讲什么", 40),
    SheetColumn("用哪些法", 34),
    SheetColumn("讲给谁听", 24),
    SheetColumn("怎么做", 34),
    SheetColumn("节点", 44),
)


def year_xlsx(calendar: YearCalendar) -> bytes:
    """The workbook of a year; the same calendar gives the same bytes."""
    quarters = (_quarter(calendar, number) for number in range(4))
    themes = [_themes(calendar)] if calendar.themes else []
    return workbook_bytes(calendar.title, (*quarters, _tasks(calendar), *themes), calendar.version)


def _themes(calendar: YearCalendar) -> Sheet:
    """The plan of the months, to be edited."""
    rows = (
        (f"{one.month}月", one.theme, one.topics, "、".join(one.laws), one.audience, one.activity)
        for one in calendar.themes
    )
    dates = ("；".join(dates_of(calendar, one.month)) for one in calendar.themes)
    return Sheet(
        name="一月一主题",
        columns=THEME_COLUMNS,
        rows=tuple((*row, day) for row, day in zip(rows, dates, strict=True)),
        heading=f"{calendar.year}年一月一主题",
    )


def _quarter(calendar: YearCalendar, number: int) -> Sheet:
    inside = [one for one in calendar.occasions if _quarter_of(one, calendar.year) == number]
    undated = calendar.undated if number == 3 else ()
    return Sheet(
        name=f"第{QUARTERS[number]}季度",
        columns=QUARTER_COLUMNS,
        rows=tuple(_row(calendar, one) for one in (*inside, *undated)),
        strong=frozenset(row for row, one in enumerate(inside) if one.key_date.weight == "重点"),
        remarks=calendar.remarks,
        heading=f"{calendar.title}　第{QUARTERS[number]}季度",
    )


def _quarter_of(one: Occasion, year: int) -> int:
    """0 to 3; what began in the year before belongs to the first."""
    assert one.start is not None
    return (one.start.month - 1) // 3 if one.start.year == year else 0


def _row(calendar: YearCalendar, one: Occasion) -> tuple[Value, ...]:
    key_date = one.key_date
    notes = (one.remark, key_date.basis, key_date.note, *notes_on(calendar, one))
    weekday, lunar = (short_weekday(one.start), lunar_date_text(one.start)) if one.start else ("", "")
    return (
        BOX,
        one.start,
        one.end,
        weekday,
        lunar,
        one.name,
        key_date.weight,
        standing(one),
        "、".join(key_date.audiences),
        articles_text(key_date.articles),
        "；".join(note.rstrip("。") for note in notes if note),
    )


def _tasks(calendar: YearCalendar) -> Sheet:
    return Sheet(
        name="任务",
        columns=TASK_COLUMNS,
        rows=tuple(_task(one) for one in calendar.tasks),
        remarks=calendar.remarks,
        heading=f"{calendar.title}　任务（做完的把 {BOX} 换成 √，整行变灰）",
    )


def _task(one: YearTask) -> tuple[Value, ...]:
    task, day = one.task, one.task.day
    moved = f"原定{day_with_weekday(task.moved_from)}，遇休息日" if task.moved_from else ""
    state = "已定" if task.confirmed else UNDECIDED
    return BOX, day, short_weekday(day), task.what, one.purpose, task.owner, task.material, state, moved

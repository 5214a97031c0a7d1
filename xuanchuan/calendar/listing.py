"""The year as rows and as plain lines: csv for Excel, txt for a chat, JSON for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from xuanchuan.calendar.wording import UNDECIDED, day_with_weekday, month_day, short_weekday, span, standing, weekday
from xuanchuan.files.sheets import harmless
from xuanchuan.model.calendar import YearCalendar, YearTask, notes_on
from xuanchuan.model.occasion import Occasion

HEADER = (
    "日期", "到", "星期", "类别", "内容", "为了", "谁来做", "材料", "分量", "日期情况", "依据", "备注",
)  # fmt: skip
DATES_HEADER = ("编号", "节点", "开始", "结束", "星期", "分量", "日期情况", "依据", "备注")


def year_csv(calendar: YearCalendar) -> bytes:
    """Occasions and tasks by day, a row each; UTF-8 with a mark for Excel, no cell can act as a formula."""
    undated = ("", "", "", "节点", "", "", "", "", "", UNDECIDED)
    rows = [row for _, row in _rows(calendar)]
    rows += [(*undated[:4], one.name, *undated[5:], one.key_date.basis, one.remark) for one in calendar.undated]
    return _csv([HEADER, *rows]).encode("utf-8-sig")


def dates_csv(occasions: Iterable[Occasion]) -> str:
    """The occasions, a row each."""
    return _csv([DATES_HEADER, *(_date_row(one) for one in occasions)])


def dates_json(occasions: Iterable[Occasion]) -> list[dict[str, Any]]:
    """The occasions with the frozen keys of ``dates --format json``, and a few more."""
    return [
        {
            "id": one.key_date.id,
            "name": one.name,
            "start": one.start.isoformat() if one.start else None,
            "end": one.end.isoformat() if one.end else None,
            "weekday": weekday(one.start) if one.start else None,
            "basis": one.key_date.basis,
            "confirmed": one.confirmed,
            "weight": one.key_date.weight,
            "province": one.key_date.province,
            "part_of": one.key_date.part_of or None,
            "remark": one.remark,
        }
        for one in occasions
    ]


def year_text(calendar: YearCalendar) -> bytes:
    """The year as lines to paste into a chat, month by month; UTF-8 with a mark, CRLF, inside GBK."""
    lines = [calendar.title, *(f"注意：{remark}" for remark in calendar.remarks)]
    month = None
    for day, line in _lines(calendar):
        if (day.year, day.month) != month:
            month = (day.year, day.month)
            lines += ["", f"【{day.year}年{day.month}月】"]
        lines.append(line)
    if calendar.undated:
        lines += ["", "【还没有公布日期】", *(f"● {one.name}：{one.remark}" for one in calendar.undated)]
    lines += ["", "● 节点　□ 要做的事　“待定”的以通知为准"]
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")


def _date_row(one: Occasion) -> tuple[str, ...]:
    first, last = (day.isoformat() if day else "" for day in (one.start, one.end))
    day = weekday(one.start) if one.start else ""
    return (
        one.key_date.id,
        one.name,
        first,
        last,
        day,
        one.key_date.weight,
        standing(one),
        one.key_date.basis,
        one.remark,
    )


def _rows(calendar: YearCalendar) -> list[tuple[date, tuple[str, ...]]]:
    rows = [*_occasion_rows(calendar), *((one.task.day, _task_row(one)) for one in calendar.tasks)]
    return sorted(rows, key=lambda row: row[0])


def _occasion_rows(calendar: YearCalendar) -> Iterator[tuple[date, tuple[str, ...]]]:
    for one in calendar.occasions:
        assert one.start is not None
        assert one.end is not None
        remark = "；".join(filter(None, (one.remark, *notes_on(calendar, one))))
        day, last = one.start.isoformat(), one.end.isoformat() if one.end != one.start else ""
        weight, basis = one.key_date.weight, one.key_date.basis
        row = (day, last, weekday(one.start), "节点", one.name, "", "", "", weight, standing(one), basis, remark)
        yield one.start, row


def _task_row(one: YearTask) -> tuple[str, ...]:
    task = one.task
    state = "已定" if task.confirmed else UNDECIDED
    moved = f"原定{day_with_weekday(task.moved_from)}，遇休息日" if task.moved_from else ""
    day, name = task.day.isoformat(), weekday(task.day)
    return day, "", name, "任务", task.what, one.purpose, task.owner, task.material, "", state, "", moved


def _lines(calendar: YearCalendar) -> list[tuple[date, str]]:
    found: list[tuple[date, str]] = []
    for one in calendar.occasions:
        if one.start and one.end:
            when = f"{span(one.start, one.end)} {short_weekday(one.start)}" if one.start == one.end else ""
            found.append((one.start, f"● {when or span(one.start, one.end)} {one.name}{_mark(one.confirmed)}"))
    for task in calendar.tasks:
        day = task.task.day
        when = f"{month_day(day)} {short_weekday(day)}"
        found.append((day, f"□ {when} {task.task.what}（{task.purpose}）{_mark(task.task.confirmed)}"))
    return sorted(found, key=lambda pair: pair[0])


def _mark(confirmed: bool) -> str:
    return "" if confirmed else f"〔{UNDECIDED}〕"


def _csv(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()

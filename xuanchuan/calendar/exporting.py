"""A year's calendar as one file, of the kind its name ends in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from importlib import import_module

from xuanchuan.calendar.memory import Memory, next_export
from xuanchuan.model.calendar import WallCalendar, YearCalendar
from xuanchuan.model.error import XuanchuanError

KINDS = {
    "ics": "导入手机、电脑的日历",
    "xlsx": "WPS 表格，可以打勾",
    "csv": "表格，导入别的系统",
    "txt": "文字，粘贴到微信、钉钉",
    "docx": "打印的挂历，还能改",
    "pdf": "直接打印的挂历",
}
WALLS = ("docx", "pdf")
LARGE = 1 << 20


@dataclass(frozen=True, slots=True)
class Made:
    """A file's bytes, what to remember of it, and what a person should be told."""

    data: bytes
    memory: Memory
    told: tuple[str, ...] = ()


def export_year(calendar: YearCalendar, kind: str, memory: Memory, cancel: bool) -> Made:
    """The calendar as ics, xlsx, csv or txt, after what ``memory`` says was exported before."""
    if kind == "ics":
        return _ics(calendar, remembered(calendar, memory), cancel)
    return Made(_others(calendar, kind), remembered(calendar, memory))


def export_wall(calendar: YearCalendar, wall: WallCalendar, kind: str, memory: Memory, one_page: bool) -> Made:
    """The wall calendar of a year as docx or PDF: a month a page, or all of it on one sheet of A3.

    XuanchuanError with the exact step when PDF is wanted and the extra that makes it is not installed.
    """
    printer = import_module(f"xuanchuan.render.{'typst' if kind == 'pdf' else 'docx'}.wall")
    data: bytes = printer.yearly(wall) if one_page else printer.monthly(wall)
    return Made(data, remembered(calendar, memory))


def remembered(calendar: YearCalendar, memory: Memory) -> Memory:
    """The memory, and from which days this calendar's timelines were laid out."""
    return replace(memory, planned={**memory.planned, **dict(calendar.planned)})


def kind_of(name: str) -> str:
    """The kind a file name ends in; XuanchuanError names the kinds there are."""
    kind = name.rpartition(".")[2].lower()
    if "." in name and kind in KINDS:
        return kind
    raise XuanchuanError(
        f"不会导出成“{name}”这样的文件",
        why="按文件名的结尾决定做成什么：" + "；".join(f".{kind} {what}" for kind, what in KINDS.items()),
        hint="xuanchuan calendar --output 普法日历.xlsx",
    )


def digest(data: bytes) -> str:
    """What the memory keeps of a written file."""
    return hashlib.sha256(data).hexdigest()


def _ics(calendar: YearCalendar, memory: Memory, cancel: bool) -> Made:
    from xuanchuan.calendar.events import year_events
    from xuanchuan.calendar.ics import year_ics

    export = next_export(year_events(calendar), memory, cancel=cancel)
    data = year_ics(calendar, export.events)
    told = []
    if memory.events:
        told.append(f"和上次相比：新增 {export.added} 项，改动 {export.changed} 项，取消 {len(export.gone)} 项")
    if export.gone and not cancel:
        names = "、".join(event.summary for event in export.gone[:3])
        told.append(
            f"有 {len(export.gone)} 项这次没有了（{names}），日历里旧的不会自己消失；要划掉它们，加 --cancel 再导出"
        )
    if len(data) > LARGE:
        told.append(f"文件有 {len(data) / LARGE:.1f} MB，有的手机导入会很慢")
    return Made(data, export.memory, tuple(told))


def _others(calendar: YearCalendar, kind: str) -> bytes:
    if kind == "xlsx":
        from xuanchuan.calendar.sheets import year_xlsx

        return year_xlsx(calendar)
    from xuanchuan.calendar.listing import year_csv, year_text

    return year_csv(calendar) if kind == "csv" else year_text(calendar)

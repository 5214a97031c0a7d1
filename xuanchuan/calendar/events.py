"""What stands in an .ics file: an occasion and its tasks as events, each with an identity that lasts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xuanchuan.model.calendar import YearCalendar, notes_on
from xuanchuan.model.occasion import Occasion, Task, Timeline

DOMAIN = "xuanchuan"
SUMMARY_LIMIT = 127
DESCRIPTION_LIMIT = 999
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Event:
    """One all-day event; ``end`` is the last day, included. ``parents`` are the uids of the occasions a task serves."""

    uid: str
    start: date
    end: date
    summary: str
    description: str
    categories: tuple[str, ...]
    confirmed: bool = True
    parents: tuple[str, ...] = ()
    sequence: int = 0
    cancelled: bool = False


def uid_of(key_date_id: str, year: int, step: str = "") -> str:
    """The same for the same key date, year and step (none: the occasion), for ever: later exports meet earlier ones."""
    digest = hashlib.sha256(f"{key_date_id}\n{year}\n{step}".encode()).hexdigest()
    return f"{digest[:24]}@{DOMAIN}"


def occasion_event(occasion: Occasion, remarks: Iterable[str] = ()) -> Event:
    """The occasion itself, over all its days. It must have days."""
    assert occasion.start is not None
    assert occasion.end is not None
    lines = [f"依据：{occasion.key_date.basis}" if occasion.key_date.basis else "", occasion.remark, *remarks]
    return Event(
        uid=uid_of(occasion.key_date.id, occasion.year),
        start=occasion.start,
        end=occasion.end,
        summary=_summary(occasion.name, occasion.confirmed),
        description=_description(lines),
        categories=("普法节点", occasion.key_date.weight),
        confirmed=occasion.confirmed,
    )


def task_event(task: Task, occasions: Sequence[Occasion]) -> Event:
    """A task and the occasions it serves; the first gives it its identity."""
    lead, names = occasions[0], "、".join(one.name for one in occasions)
    before = lead.start is not None and task.day < lead.start
    lines = [
        f"为{names}做准备" if before else names,
        f"谁来做：{task.owner}" if task.owner else "",
        f"材料：{task.material}" if task.material else "",
        f"原定{_day(task.moved_from)}，遇休息日改到{_day(task.day)}" if task.moved_from else "",
        "" if task.confirmed else "日子待定：放假安排或节点日期还没有公布，公布后再导出一次",
    ]
    return Event(
        uid=uid_of(lead.key_date.id, lead.year, task.id),
        start=task.day,
        end=task.day,
        summary=_summary(f"{task.what}（{names}）", task.confirmed),
        description=_description(lines),
        categories=("普法准备" if before else "普法活动",),
        confirmed=task.confirmed,
        parents=tuple(uid_of(one.key_date.id, one.year) for one in occasions),
    )


def timeline_events(occasion: Occasion, timeline: Timeline) -> tuple[Event, ...]:
    """The occasion, then its tasks in order of day."""
    remarks = [remark for remark in timeline.remarks if remark != occasion.remark]
    return occasion_event(occasion, [*remarks, *dropped_lines(timeline)]), *(
        task_event(task, [occasion]) for task in timeline.tasks
    )


def year_events(calendar: YearCalendar) -> tuple[Event, ...]:
    """A year's occasions, then its tasks, each in order of day; market days are no events."""
    occasions = (occasion_event(one, notes_on(calendar, one)) for one in calendar.occasions)
    return *occasions, *(task_event(one.task, one.occasions) for one in calendar.tasks)


def dropped_lines(timeline: Timeline) -> tuple[str, ...]:
    """What was left out and why, a line each."""
    return tuple(f"没有排：{one.what}（{one.why}）" for one in timeline.dropped)


def _summary(text: str, confirmed: bool) -> str:
    tail = "" if confirmed else "（待定）"
    return _cut(text, SUMMARY_LIMIT - len(tail)) + tail


def _description(lines: Iterable[str]) -> str:
    return _cut("\n".join(line for line in lines if line), DESCRIPTION_LIMIT)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"

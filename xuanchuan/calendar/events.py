"""What stands in an .ics file: an occasion and its tasks as events, each with an identity that lasts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xuanchuan.model.occasion import Occasion, Task, Timeline

DOMAIN = "xuanchuan"
SUMMARY_LIMIT = 127
DESCRIPTION_LIMIT = 999
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Event:
    """One all-day event; ``end`` is the last day, included. ``parent`` is the uid of the occasion a task serves."""

    uid: str
    start: date
    end: date
    summary: str
    description: str
    categories: tuple[str, ...]
    confirmed: bool = True
    parent: str = ""
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


def task_event(occasion: Occasion, task: Task) -> Event:
    """One task of an occasion's timeline."""
    lines = [
        f"为{occasion.name}做准备" if occasion.start and task.day < occasion.start else occasion.name,
        f"谁来做：{task.owner}" if task.owner else "",
        f"材料：{task.material}" if task.material else "",
        f"原定{_day(task.moved_from)}，遇休息日改到{_day(task.day)}" if task.moved_from else "",
        "" if task.confirmed else "日子待定：放假安排或节点日期还没有公布，公布后再导出一次",
    ]
    return Event(
        uid=uid_of(occasion.key_date.id, occasion.year, task.id),
        start=task.day,
        end=task.day,
        summary=_summary(f"{task.what}（{occasion.name}）", task.confirmed),
        description=_description(lines),
        categories=("普法准备",),
        confirmed=task.confirmed,
        parent=uid_of(occasion.key_date.id, occasion.year),
    )


def timeline_events(occasion: Occasion, timeline: Timeline) -> tuple[Event, ...]:
    """The occasion, then its tasks in order of day."""
    remarks = dict.fromkeys(remark for remark in timeline.remarks if remark != occasion.remark)
    return occasion_event(occasion, remarks), *(task_event(occasion, task) for task in timeline.tasks)


def _summary(text: str, confirmed: bool) -> str:
    tail = "" if confirmed else "（待定）"
    return _cut(text, SUMMARY_LIMIT - len(tail)) + tail


def _description(lines: Iterable[str]) -> str:
    return _cut("\n".join(line for line in lines if line), DESCRIPTION_LIMIT)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"

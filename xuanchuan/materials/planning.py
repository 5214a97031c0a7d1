"""What a plan says about who does what and when, drawn from the timeline and the campaign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xuanchuan.materials.wording import short_day
from xuanchuan.model.campaign import Activity, Campaign
from xuanchuan.model.kit import Kit
from xuanchuan.model.law import ArticleRef
from xuanchuan.model.occasion import Task
from xuanchuan.model.unit import Unit

HERE = {"市": "我市", "县": "我县", "乡": "本乡镇（街道）", "村": "本村（社区）"}
LOWER = {
    "市": "各县（市、区）妇联",
    "县": "各乡镇（街道）妇联，村（社区）妇联",
    "乡": "各村（社区）妇联",
    "村": "村（社区）妇联执委、巾帼志愿者",
}
TITLE = re.compile("《[^》]+》")
OWN = re.compile("妇联|志愿者|网格员|村（|乡镇|融媒体")
PHASES = ("筹备阶段", "实施阶段", "总结阶段")


@dataclass(frozen=True, slots=True)
class Phase:
    """One of 筹备, 实施, 总结: its days in words, and in one sentence what is done; who and when is for the annex."""

    name: str
    span: str
    text: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """An activity on the calendar: when, in words, and the activity."""

    when: str
    activity: Activity


def here(unit: Unit) -> str:
    """How a unit calls its place: 我县, 我区, 本村（社区）."""
    if unit.level == "县" and unit.county.endswith(("区", "市", "旗")):
        return f"我{unit.county[-1]}"
    return HERE[unit.level]


def lower_units(unit: Unit) -> str:
    """Who carries the activity out below a unit."""
    return LOWER[unit.level]


def phases(kit: Kit) -> list[Phase]:
    """The phases that still have tasks, in order; a day before the occasion is 筹备, after its end 总结."""
    start, end = kit.occasion.start, kit.occasion.end
    if start is None or end is None:
        return [_phase("工作安排", kit.timeline.tasks)] if kit.timeline.tasks else []
    sorted_out: dict[str, list[Task]] = {name: [] for name in PHASES}
    for task in kit.timeline.tasks:
        name = "筹备阶段" if task.day < start else "实施阶段" if task.day <= end else "总结阶段"
        sorted_out[name].append(task)
    return [_phase(name, tasks) for name, tasks in sorted_out.items() if tasks]


def duties(kit: Kit) -> list[tuple[str, str]]:
    """Who answers for what: the leading unit of each activity, then those who help; in the campaign's order."""
    led: dict[str, list[str]] = {}
    helped: dict[str, list[str]] = {}
    for activity in kit.campaign.activities:
        led.setdefault(activity.owner, []).append(activity.title)
        for partner in activity.partners:
            helped.setdefault(partner, []).append(activity.title)
    units = dict.fromkeys([*led, *helped])
    return [(unit, _duty(led.get(unit, []), helped.get(unit, []))) for unit in units]


def guests(kit: Kit) -> list[tuple[str, str]]:
    """The units to be invited and what for: all that have duties but the federations, their volunteers and villages."""
    return [(unit, duty) for unit, duty in duties(kit) if not OWN.search(unit)]


def appointments(kit: Kit) -> list[Appointment]:
    """Every activity with its day, in order of day; one whose day has gone by is held on the occasion itself."""
    start, end = kit.occasion.start, kit.occasion.end
    if start is None or end is None:
        return [Appointment("待定", activity) for activity in kit.campaign.activities]
    days = [(_held(start, end, kit.stamp.today, activity.day), activity) for activity in kit.campaign.activities]
    return [Appointment(short_day(day), activity) for day, activity in sorted(days, key=lambda one: one[0])]


def report_day(kit: Kit) -> date | None:
    """The day of the last task after the occasion, when the figures are due; None when there is none."""
    end = kit.occasion.end
    after = [task.day for task in kit.timeline.tasks if end and task.day > end]
    return max(after, default=None)


def named_laws(campaign: Campaign, most: int = 3) -> str:
    """The first laws and documents the legal basis names, as 《…》《…》 (no mark between them)."""
    found = [name for line in campaign.basis for name in TITLE.findall(line)]
    return "".join(list(dict.fromkeys(found))[:most])


def short_articles(kit: Kit, most: int = 260) -> list[ArticleRef]:
    """Up to two articles of the flyer's points whose words together stay within ``most`` characters."""
    chosen: list[ArticleRef] = []
    used = 0
    for ref in dict.fromkeys(point.ref for point in kit.campaign.points):
        length = sum(map(len, kit.excerpts[ref].lines))
        if len(chosen) < 2 and used + length <= most:
            chosen.append(ref)
            used += length
    return chosen


def _held(start: date, end: date, today: date, offset: int) -> date:
    day = start + timedelta(days=offset)
    return start if day < today <= end and day < start else day


def _duty(led: Sequence[str], helped: Sequence[str]) -> str:
    parts = [("牵头：", led), ("配合：", helped)]
    return "。".join(title + "、".join(names) for title, names in parts if names) + "。"


def _phase(name: str, tasks: Sequence[Task]) -> Phase:
    return Phase(name, _span(tasks[0].day, tasks[-1].day), "；".join(task.what for task in tasks) + "。")


def _span(first: date, last: date) -> str:
    if first == last:
        return f"{first.month}月{first.day}日"
    tail = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    return f"{first.month}月{first.day}日至{tail}"

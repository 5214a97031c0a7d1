"""What a plan says about who does what and when, drawn from the timeline and the campaign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xuanchuan.materials.wording import short_day
from xuanchuan.model.kit import Kit
from xuanchuan.model.occasion import Task
from xuanchuan.model.unit import Unit

HERE = {"市": "我市", "县": "我县", "乡": "本乡镇（街道）", "村": "本村（社区）"}
LOWER = {
    "市": "各县（市、区）妇联",
    "县": "各乡镇（街道）妇联，村（社区）妇联",
    "乡": "各村（社区）妇联",
    "村": "村（社区）妇联执委、巾帼志愿者",
}
PHASES = ("筹备阶段", "实施阶段", "总结阶段")


@dataclass(frozen=True, slots=True)
class Phase:
    """One of 筹备, 实施, 总结: its days in words and its tasks in one paragraph."""

    name: str
    span: str
    text: str


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


def duties(kit: Kit) -> list[tuple[str, list[str]]]:
    """Who answers for what: the leading unit of each activity, then those who help."""
    told: dict[str, list[str]] = {}
    for activity in kit.campaign.activities:
        told.setdefault(activity.owner, []).append(f"牵头{activity.title}")
    for activity in kit.campaign.activities:
        for partner in activity.partners:
            told.setdefault(partner, []).append(f"配合{activity.title}")
    return list(told.items())


def _phase(name: str, tasks: Sequence[Task]) -> Phase:
    days = [task.day for task in tasks]
    text = "；".join(f"{short_day(task.day)}，{task.what}（{task.owner}）" for task in tasks)
    return Phase(name, _span(min(days), max(days)), f"{text}。")


def _span(first: date, last: date) -> str:
    if first == last:
        return f"{first.month}月{first.day}日"
    tail = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    return f"{first.month}月{first.day}日至{tail}"

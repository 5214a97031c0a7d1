"""From a day back to the first task: the steps of a campaign on the workdays that are really left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from xuanchuan.dates.workdays import Workdays
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.occasion import Dropped, Occasion, Step, Task, Timeline

USUAL_LOAD = 2


def plan_timeline(occasion: Occasion, steps: Sequence[Step], today: date, workdays: Workdays) -> Timeline:
    """The steps as tasks on days, offsets counted from the occasion's first day.

    Preparation moves off weekends and holidays to the workday before, what follows the occasion to the workday
    after; what happens on the day itself stays there. Nothing lies before ``today``: with too few days
    left the steps are packed into the workdays that remain, a step that needs more of them than there are
    (``needs_days``) is dropped with its reason, and ``compressed`` is set. The first step, settling what is to be
    done, is never dropped: it is done today. An occasion that is over is laid out
    as it would have been. XuanchuanError for an occasion without a day.
    """
    if occasion.start is None or occasion.end is None:
        raise XuanchuanError(
            f"“{occasion.name}”还没有日子，排不了日程",
            why=occasion.remark,
            hint=f"见到通知后在项目文件夹的 campaigns/dates.toml 里写上 {occasion.key_date.id} {occasion.year} 年的日期",
        )
    return _Plan(occasion, occasion.start, occasion.end, today, workdays).timeline(steps)


@dataclass(frozen=True, slots=True)
class _Plan:
    occasion: Occasion
    start: date
    end: date
    today: date
    workdays: Workdays

    @property
    def is_over(self) -> bool:
        return self.end < self.today

    @property
    def event(self) -> date:
        """The day it begins for us: the first day, or today when it has already begun."""
        return self.start if self.is_over else max(self.start, self.today)

    def timeline(self, steps: Sequence[Step]) -> Timeline:
        ordered = sorted(steps, key=lambda step: step.offset)
        before = [step for step in ordered if step.offset < 0]
        late = not self.is_over and any(self.natural(step) < self.today for step in before)
        preparation, dropped = self.packed(before) if late else ([self.task(step) for step in before], ())
        rest = [self.task(step) for step in ordered if step.offset >= 0]
        tasks = tuple(sorted([*preparation, *rest], key=lambda task: task.day))
        days_left = max((self.start - self.today).days, 0)
        remarks = tuple(self.remarks(before, late, tasks))
        return Timeline(tasks, tuple(dropped), days_left, late, remarks)

    def natural(self, step: Step) -> date:
        """The day of a step by its offset, moved off days that are not worked where it may be."""
        day = self.start + timedelta(days=step.offset)
        if step.offset < 0:
            return self.workdays.at_or_before(day)
        return self.event if step.offset == 0 else self.workdays.at_or_after(max(day, self.event))

    def task(self, step: Step) -> Task:
        wanted = self.start + timedelta(days=step.offset)
        day = self.natural(step)
        moved_from = wanted if not self.workdays.is_workday(wanted) and wanted != day else None
        return self.task_on(day, step, moved_from)

    def task_on(self, day: date, step: Step, moved_from: date | None = None) -> Task:
        unsure = (moved_from and not self.workdays.known(day.year)) or self.workdays.near_unknown(day)
        sure = self.occasion.confirmed and (step.offset == 0 or not unsure)
        return Task(step.id, day, step.what, step.owner, step.material, moved_from, confirmed=sure)

    def packed(self, steps: Sequence[Step]) -> tuple[list[Task], tuple[Dropped, ...]]:
        left = self.workdays.between(self.today, self.start - timedelta(days=1))
        window = left or self.days_before()
        feasible = [step for step in steps if step is steps[0] or self.fits(step, len(left))]
        tasks = [self.task_on(day, step) for step, day in zip(feasible, self.pack(feasible, window), strict=True)]
        missed = (step for step in steps if step not in feasible)
        return tasks, tuple(Dropped(step.id, step.what, step.owner, _why(step, len(left))) for step in missed)

    def days_before(self) -> tuple[date, ...]:
        """Without a workday left: whatever days there are before the occasion, or the day itself."""
        return tuple(self.today + timedelta(days=n) for n in range((self.start - self.today).days)) or (self.today,)

    def fits(self, step: Step, workdays_left: int) -> bool:
        """Whether a step started today is done before the occasion; a day's work may use a day off."""
        return step.needs_days <= max(workdays_left, 1 if self.start > self.today else 0)

    def pack(self, steps: Sequence[Step], window: Sequence[date]) -> Iterator[date]:
        """A day for each step, in order, no more a day than must be, none later than lets it finish."""
        load = max(USUAL_LOAD, ceil(len(steps) / len(window)))
        cursor = used = 0
        for step in steps:
            if used == load and cursor < len(window) - 1:
                cursor, used = cursor + 1, 0
            wished = max(cursor, self.position(self.natural(step), window))
            latest = max(len(window) - max(step.needs_days, 1), 0)
            place = min(wished, latest)
            if place > cursor:
                cursor, used = place, 0
            used += 1
            yield window[place]

    def position(self, day: date, window: Sequence[date]) -> int:
        return max((place for place, one in enumerate(window) if one <= day), default=0)

    def remarks(self, before: Iterable[Step], late: bool, tasks: Iterable[Task]) -> Iterator[str]:
        if self.is_over:
            yield f"{self.occasion.name}（{_day(self.start)}）已经过去，这是当时该有的日程"
        elif self.start < self.today:
            yield f"{self.occasion.name}从{_day(self.start)}就开始了，准备工作从今天补起"
        elif late:
            whole = -min(step.offset for step in before)
            yield f"{_left(self.start, self.today)}，完整准备要 {whole} 天，已按剩下的日子压缩"
        if self.occasion.remark:
            yield self.occasion.remark
        years = sorted({task.day.year for task in tasks if not self.workdays.known(task.day.year)})
        for year in years:
            yield f"{year} 年放假安排还没有，先按往年的放假时段避开，标“待定”的日子等通知出来再排一次"


def _why(step: Step, workdays_left: int) -> str:
    left = f"活动前只剩 {workdays_left} 个工作日" if workdays_left else "活动前没有工作日了"
    return f"要 {step.needs_days} 天，{left}"


def _left(start: date, today: date) -> str:
    days = (start - today).days
    return f"离活动只有 {days} 天" if days else "活动就在今天"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"

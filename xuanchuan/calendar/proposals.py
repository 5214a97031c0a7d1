"""What the year before had nothing of, put into a year's calendar as tasks that say they are proposals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from xuanchuan.dates import Workdays
from xuanchuan.model.calendar import Proposal, YearCalendar, YearTask
from xuanchuan.model.occasion import Occasion, Task

AHEAD = timedelta(days=30)


def with_proposals(calendar: YearCalendar, proposals: Sequence[Proposal], workdays: Workdays) -> YearCalendar:
    """The calendar with a task for each proposal, a month before the date it hangs on, on a workday.

    A proposal that hangs on no date goes to the year's first 重点 date; one whose date the year lacks does too.
    """
    tasks = (*calendar.tasks, *_tasks(calendar, proposals, workdays))
    return replace(calendar, tasks=tuple(sorted(tasks, key=lambda one: one.task.day)))


def _tasks(calendar: YearCalendar, proposals: Sequence[Proposal], workdays: Workdays) -> Iterator[YearTask]:
    main = [one for one in calendar.occasions if one.start and one.key_date.weight == "重点"]
    by_id = {one.key_date.id: one for one in reversed(calendar.occasions) if one.start}
    for number, proposal in enumerate(proposals, 1):
        occasion = by_id.get(proposal.key_date) or next(iter(main), None)
        if occasion is not None:
            yield YearTask(_task(proposal, number, occasion, workdays), (occasion,))


def _task(proposal: Proposal, number: int, occasion: Occasion, workdays: Workdays) -> Task:
    assert occasion.start is not None
    wanted = occasion.start - AHEAD
    day = workdays.at_or_before(wanted)
    return Task(
        id=f"propose-{proposal.key_date or number}",
        day=day,
        what=f"建议：{proposal.what}（{proposal.why}）",
        owner="",
        moved_from=wanted if day != wanted else None,
        confirmed=workdays.known(day.year),
    )

"""A year's occasions and the tasks before and after them: the one value every export is drawn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xuanchuan.calendar.events import dropped_lines
from xuanchuan.dates import Workdays, all_occasions, data_version, is_market, plan_timeline
from xuanchuan.model.calendar import YearCalendar, YearTask, key_of
from xuanchuan.model.campaign import Campaign
from xuanchuan.model.occasion import KeyDate, Occasion, Step, Task, Timeline
from xuanchuan.model.yearplan import MonthTheme

CLUSTER_DAYS = 7
REPORT_DAYS = 3


@dataclass(frozen=True, slots=True)
class Sources:
    """What a year is planned from; ``steps`` serve the 重点 dates that have no campaign of their own.

    ``themes`` are those of the twelve months.
    """

    key_dates: Sequence[KeyDate]
    campaigns: Sequence[Campaign]
    steps: Sequence[Step]
    workdays: Workdays
    themes: Sequence[MonthTheme] = ()

    def steps_for(self, occasion: Occasion) -> Sequence[Step]:
        """The campaign's own steps, the standard ones, or none for a date that only stands in the calendar.

        The standard steps that follow are counted from the occasion's last day.
        """
        key_date = occasion.key_date
        for campaign in self.campaigns:
            if campaign.key_date == key_date.id:
                return campaign.steps
        if key_date.weight != "重点" or key_date.part_of or not occasion.start or not occasion.end:
            return ()
        length = (occasion.end - occasion.start).days
        return [replace(step, offset=step.offset + length) if step.offset > 0 else step for step in self.steps]


def plan_year(sources: Sources, year: int, today: date, planned: Mapping[str, date] | None = None) -> YearCalendar:
    """The calendar of a year.

    ``planned`` says from which day an occasion's timeline was laid out before (``id/year``), so that planning again
    leaves what has been done where it was; a timeline not laid out yet starts from ``today``. Tasks of occasions that
    begin within a week of one another merge by step. XuanchuanError for a year outside 1900-2100.
    """
    every = all_occasions(sources.key_dates, year)
    dated = tuple(one for one in every if one.start and not is_market(one.key_date))
    steps = [(one, found) for one in dated if (found := sources.steps_for(one))]
    since = {key_of(one): (planned or {}).get(key_of(one), today) for one, _ in steps}
    timelines = [(one, plan_timeline(one, found, since[key_of(one)], sources.workdays)) for one, found in steps]
    return YearCalendar(
        year=year,
        title=f"{year}年普法日历",
        occasions=dated,
        tasks=tuple(sorted(_serving(_merged(timelines), dated), key=lambda one: one.task.day)),
        today=today,
        version=data_version(),
        undated=tuple(one for one in every if one.start is None),
        markets=tuple(one for one in every if is_market(one.key_date)),
        remarks=(*_remarks(year, dated, sources.workdays), *_market_days(sources.key_dates)),
        notes=tuple((key_of(one), notes) for one, timeline in timelines if (notes := _notes(one, timeline))),
        planned=tuple(sorted(since.items())),
        themes=tuple(sources.themes),
    )


def _serving(tasks: Iterable[YearTask], dated: Sequence[Occasion]) -> Iterator[YearTask]:
    """The tasks, each serving also the 重点 dates near its own that are part of the same campaign: 宪法宣传周 for 12.4."""
    for one in tasks:
        near = [other for other in dated if other.key_date.weight == "重点" and _is_part(other, one.lead)]
        yield replace(one, occasions=(*one.occasions, *(other for other in near if other not in one.occasions)))


def _is_part(other: Occasion, lead: Occasion) -> bool:
    return other.key_date.part_of == lead.key_date.id and abs((_start(other) - _start(lead)).days) <= CLUSTER_DAYS


def _notes(occasion: Occasion, timeline: Timeline) -> tuple[str, ...]:
    if not timeline.compressed:
        return ()
    remarks = (remark for remark in timeline.remarks if remark != occasion.remark and "放假安排" not in remark)
    return (*remarks, *dropped_lines(timeline))


def _merged(timelines: Sequence[tuple[Occasion, Timeline]]) -> Iterator[YearTask]:
    for cluster in _clusters(timelines):
        groups: dict[str, list[tuple[Occasion, Task]]] = defaultdict(list)
        for occasion, timeline in cluster:
            for task in timeline.tasks:
                groups[_group(occasion, task)].append((occasion, task))
        for group in groups.values():
            yield from map(_together, _near(group))


def _near(group: Sequence[tuple[Occasion, Task]]) -> Iterator[list[tuple[Occasion, Task]]]:
    """Parts of a group near enough to be done together: preparation within a week, reports within three days.

    The days meant count, not those a holiday moved them to, so that a notice parts or joins nothing.
    """
    part: list[tuple[Occasion, Task]] = []
    for occasion, task in sorted(group, key=lambda one: _meant(one[1])):
        most = CLUSTER_DAYS if task.day < _start(occasion) else REPORT_DAYS
        if part and (_meant(task) - _meant(part[0][1])).days > most:
            yield part
            part = []
        part.append((occasion, task))
    yield part


def _meant(task: Task) -> date:
    return task.moved_from or task.day


def _clusters(timelines: Sequence[tuple[Occasion, Timeline]]) -> Iterator[Sequence[tuple[Occasion, Timeline]]]:
    """Dates that begin within a week of one another, parted where the gap is widest."""
    starts = [_start(occasion) for occasion, _ in timelines]
    if not starts or (starts[-1] - starts[0]).days <= CLUSTER_DAYS:
        yield timelines
        return
    at = max(range(1, len(starts)), key=lambda place: starts[place] - starts[place - 1])
    yield from _clusters(timelines[:at])
    yield from _clusters(timelines[at:])


def _group(occasion: Occasion, task: Task) -> str:
    """Steps of one name before the occasions are done together, and those after; on the days only the very same."""
    if task.day < _start(occasion):
        return f"before {task.id}"
    if occasion.end and task.day > occasion.end:
        return f"after {task.id}"
    return f"on {task.day} {task.id} {task.what}"


def _together(group: Sequence[tuple[Occasion, Task]]) -> YearTask:
    occasions = tuple(sorted((occasion for occasion, _ in group), key=lambda one: (one.start, one.key_date.id)))
    tasks = [task for _, task in group]
    before = tasks[0].day < _start(group[0][0])
    chosen = (min if before else max)(tasks, key=lambda task: task.day)
    together = replace(
        chosen,
        what="；".join(dict.fromkeys(task.what for task in tasks)),
        owner="、".join(dict.fromkeys(task.owner for task in tasks if task.owner)),
        material="、".join(dict.fromkeys(task.material for task in tasks if task.material)),
        confirmed=all(task.confirmed for task in tasks),
    )
    return YearTask(together, occasions)


def _start(occasion: Occasion) -> date:
    assert occasion.start is not None
    return occasion.start


def _market_days(key_dates: Iterable[KeyDate]) -> Iterator[str]:
    """Markets are no events: once, by their rule, and as marks in every grid."""
    yield from (f"集日：{one.name}，{one.rule}" for one in key_dates if is_market(one))


def _remarks(year: int, dated: Sequence[Occasion], workdays: Workdays) -> Iterator[str]:
    if not workdays.known(year):
        yield f"{year} 年放假安排以国务院办公厅通知为准；现在先避开往年的放假时段，标“待定”的公布后再排"
    undecided = [one.name for one in dated if not one.confirmed]
    if undecided:
        yield f"日期待定，先按往年惯例：{'、'.join(undecided)}"
    yield from (f"{one.name}：{one.remark}" for one in dated if one.confirmed and one.remark)

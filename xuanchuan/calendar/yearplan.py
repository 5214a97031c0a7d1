"""A YearCalendar becomes the year plan: the same dates, told month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from xuanchuan.calendar.wording import UNDECIDED, month_day, span
from xuanchuan.corpus.loading import Corpus
from xuanchuan.model.calendar import YearCalendar, YearTask
from xuanchuan.model.campaign import Campaign
from xuanchuan.model.occasion import Occasion
from xuanchuan.model.unit import Unit
from xuanchuan.model.yearplan import NewLaw, PlannedDate, PlannedMonth, YearPlan

MOST_DATES = 3


def year_plan(calendar: YearCalendar, campaigns: Sequence[Campaign], unit: Unit, corpus: Corpus) -> YearPlan:
    """The plan of a year for a unit. What is not announced says 待定."""
    helpers = {one.key_date: _partners(one) for one in campaigns}
    main = (one for one in calendar.occasions if one.key_date.weight == "重点")
    return YearPlan(
        year=calendar.year,
        unit=unit,
        months=tuple(PlannedMonth(theme, tuple(dates_of(calendar, theme.month))) for theme in calendar.themes),
        main=tuple(_planned(one, calendar, helpers.get(one.key_date.id, ())) for one in main),
        new_laws=tuple(_new_laws(corpus, calendar.year)),
        remarks=calendar.remarks,
        corpus_date=corpus.date,
        today=calendar.today,
    )


def dates_of(calendar: YearCalendar, month: int) -> Iterator[str]:
    """The month's 重点 dates, then others, at most three unless more are 重点, in order of day."""
    here = [one for one in calendar.occasions if _begins_in(one, calendar.year, month)]
    main = [one for one in here if one.key_date.weight == "重点"]
    others = [one for one in here if one.key_date.weight == "一般" and not one.key_date.part_of]
    chosen = [*main, *others[: max(0, MOST_DATES - len(main))]]
    return (f"{_when(one)}{one.name}" for one in here if one in chosen)


def _begins_in(one: Occasion, year: int, month: int) -> bool:
    return bool(one.start and (one.start.year, one.start.month) == (year, month))


def _when(one: Occasion) -> str:
    assert one.start is not None
    assert one.end is not None
    return f"{span(one.start, one.end)}{'' if one.confirmed else f'（{UNDECIDED}）'}"


def _planned(one: Occasion, calendar: YearCalendar, partners: tuple[str, ...]) -> PlannedDate:
    """When preparation begins and when the last report is due, from the same tasks as every export."""
    tasks = [task for task in calendar.tasks if one in task.occasions]
    before = [task for task in tasks if one.start and task.task.day < one.start]
    after = [task for task in tasks if one.end and task.task.day > one.end]
    first, last = (_day(min(before, key=_of)) if before else ""), (_day(max(after, key=_of)) if after else "")
    return PlannedDate(one.name, _when(one), first, last, partners)


def _of(task: YearTask) -> date:
    return task.task.day


def _day(one: YearTask) -> str:
    day = one.task.day
    return f"{month_day(day)}{'' if one.task.confirmed else f' {UNDECIDED}'}"


def _partners(campaign: Campaign) -> tuple[str, ...]:
    """Who helps, in the order of the activities, each once."""
    return tuple(dict.fromkeys(partner for activity in campaign.activities for partner in activity.partners))


def _new_laws(corpus: Corpus, year: int) -> Iterator[NewLaw]:
    """Laws in force from some day of the year, of those whose text or announcement the corpus has."""
    coming = [NewLaw(one.title, one.effective, one.what) for one in corpus.coming if one.effective.year == year]
    ours = [
        NewLaw(law.title, version.effective, "")
        for law in corpus.laws()
        for version in law.versions
        if version.effective.year == year
    ]
    found = {one.title: one for one in (*ours, *coming)}
    yield from sorted(found.values(), key=lambda one: (one.effective, one.title))

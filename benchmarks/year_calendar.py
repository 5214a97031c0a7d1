"""One year's calendar as .ics beside bare icalendar building the very same events, and ten years likewise.

Ours is the whole export: key dates, workdays, working back, numbering after the last export, the file. The peer gets
the finished events and only builds them with ``Event.new`` and ``Alarm.new`` as its documentation shows.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar
from measuring import Effort, Line, Section, in_turn, timed

from xuanchuan.calendar.events import Event, year_events
from xuanchuan.calendar.exporting import export_year
from xuanchuan.calendar.memory import Memory
from xuanchuan.calendar.year import Sources, plan_year
from xuanchuan.dates import load_key_dates, load_steps, load_workdays
from xuanchuan.materials import load_campaigns

TODAY = date(2026, 11, 25)
FIRST = 2027


def ours(sources: Sources, years: range) -> list[bytes]:
    """One file a year, as the command makes them."""
    return [export_year(plan_year(sources, year, TODAY), "ics", Memory(), False).data for year in years]


def bare(events: list[list[Event]]) -> list[bytes]:
    """The same events by icalendar alone."""
    return [_bare_file(year) for year in events]


def _bare_file(events: list[Event]) -> bytes:
    stamp = datetime(2026, 10, 4, tzinfo=UTC)
    made = [
        icalendar.Event.new(
            uid=one.uid,
            stamp=stamp,
            start=one.start,
            end=one.end + timedelta(days=1),
            summary=one.summary,
            description=one.description,
            categories=one.categories,
            sequence=one.sequence,
            status="CONFIRMED" if one.confirmed else "TENTATIVE",
            transparency="TRANSPARENT",
            related_to=list(one.parents),
            subcomponents=[_bare_alarm(one)] if one.start > TODAY else [],
        )
        for one in events
    ]
    return bytes(icalendar.Calendar.new(name="年", uid="x", subcomponents=made).to_ical())


def _bare_alarm(one: Event) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(hours=-15))
    alarm.add("description", one.summary)
    return alarm


def check(one: list[bytes], other: list[bytes]) -> None:
    """Both files hold the same events on the same days."""
    for pair in zip(one, other, strict=True):
        found = [
            sorted(
                (str(event["UID"]), event.start, event.end, str(event["SUMMARY"]))
                for event in icalendar.Calendar.from_ical(data).walk("VEVENT")
            )
            for data in pair
        ]
        assert found[0] == found[1]


def measure(effort: Effort) -> Section:
    """Milliseconds of a year and of ten."""
    sources = Sources(load_key_dates(), load_campaigns(), load_steps(), load_workdays())
    figures = []
    for years in (range(FIRST, FIRST + 1), range(FIRST, FIRST + effort.pick(10, 2))):
        events = [list(year_events(plan_year(sources, year, TODAY))) for year in years]
        check(ours(sources, years), bare(events))
        works = {
            "ours": lambda years=years: timed(lambda: ours(sources, years)),
            "bare": lambda events=events: timed(lambda: bare(events)),
        }
        costs = in_turn(effort.rounds, works)
        figures.append(Line().figure(
            f"{len(years)} 年的日历（{sum(map(len, events))} 项）", costs["ours"], costs["bare"], peer="只用 icalendar 拼同样的事项",
            against="limit", wanted=1.5, bound="icalendar 拼写每一项",
        ))  # fmt: skip
    return Section("日历（ics）", tuple(figures))

"""One year's calendar as .ics beside bare icalendar building the very same events, and ten years likewise.

Ours is the whole export: key dates, workdays, working back, numbering after the last export, the file. The peer gets
the finished events and only builds them with ``Event.new`` and ``Alarm.new`` as its documentation shows. The two run in
turn, so that a machine that slows down slows both. Prints medians and the ratio.
Usage: python benchmarks/year_calendar.py [runs]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import chain

import icalendar

from xuanchuan.calendar.events import Event, year_events
from xuanchuan.calendar.exporting import export_year
from xuanchuan.calendar.memory import Memory
from xuanchuan.calendar.year import Sources, plan_year
from xuanchuan.dates import load_key_dates, load_steps, load_workdays
from xuanchuan.materials import load_campaigns

TODAY = date(2026, 11, 25)
FIRST = 2027
LIMIT = {1: 0.5, 10: 3.0}


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


def seconds(work: Callable[[], list[bytes]]) -> tuple[float, list[bytes]]:
    started = time.perf_counter()
    made = work()
    return time.perf_counter() - started, made


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


def measure(years: range, runs: int) -> None:
    sources = Sources(load_key_dates(), load_campaigns(), load_steps(), load_workdays())
    events = [list(year_events(plan_year(sources, year, TODAY))) for year in years]
    check(ours(sources, years), bare(events))
    pairs = [(seconds(lambda: ours(sources, years)), seconds(lambda: bare(events))) for _ in range(runs)]
    us, them = ([pair[at][0] for pair in pairs] for at in (0, 1))
    ratios = sorted(a / b for a, b in zip(us, them, strict=True))
    count = len(list(chain.from_iterable(events)))
    size = sum(map(len, pairs[0][0][1])) / 1024
    print(f"{len(years)} year(s), {count} events, {size:.0f} KiB")
    print(
        f"  xuanchuan        {statistics.median(us) * 1000:7.0f} ms (median; limit {LIMIT[len(years)] * 1000:.0f} ms)"
    )
    print(f"  bare icalendar   {statistics.median(them) * 1000:7.0f} ms (median)")
    print(f"  ratio            {statistics.median(ratios):7.2f}    (lowest {ratios[0]:.2f}, highest {ratios[-1]:.2f})")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    for years in (range(FIRST, FIRST + 1), range(FIRST, FIRST + 10)):
        measure(years, runs)


if __name__ == "__main__":
    main()

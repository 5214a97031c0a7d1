"""Events as an .ics file that phones, Outlook and WeCom take without complaint.

RFC 5545 and 7986; what real clients do with them decided the rest: all-day events with an exclusive DTEND, one
alarm of -PT15H (09:00 the day before; Outlook rings a positive trigger early), no VTODO, no RRULE, no times.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import icalendar
from icalendar import vCategory, vDate, vDatetime, vDuration, vInt, vText

from xuanchuan.calendar.events import Event, timeline_events, uid_of
from xuanchuan.model.calendar import YearCalendar
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit

PRODUCT = "-//xuanchuan//calendar//ZH"
DAY_BEFORE_AT_NINE = timedelta(hours=-15)
REFRESH = timedelta(days=1)


def timeline_ics(kit: Kit) -> bytes:
    """The kit's occasion and its working-back timeline as one .ics; same kit, same bytes."""
    if kit.occasion.start is None:
        raise XuanchuanError(
            f"“{kit.occasion.name}”还没有日子，做不了日程",
            why=kit.occasion.remark,
            hint="见到通知后写明日子再做，例如  xuanchuan kit 6.20",
        )
    name = f"{kit.occasion.year} {kit.occasion.name}"
    uid = uid_of(kit.occasion.key_date.id, kit.occasion.year, "#calendar")
    return write_ics(timeline_events(kit.occasion, kit.timeline), name, uid, kit.stamp.corpus_date, kit.stamp.today)


def year_ics(calendar: YearCalendar, events: Iterable[Event]) -> bytes:
    """A year's events, numbered by ``memory.next_export``, as one .ics."""
    uid = uid_of("", calendar.year, "#calendar")
    return write_ics(events, calendar.title, uid, calendar.version, calendar.today)


def write_ics(events: Iterable[Event], name: str, uid: str, version: date, today: date) -> bytes:
    """The bytes of a calendar file: UTF-8, CRLF, folded at 75 octets.

    ``version`` is the day of the data, written as DTSTAMP; only events after ``today`` ring.
    """
    calendar = icalendar.Calendar()
    calendar["PRODID"] = vText(PRODUCT)
    calendar["VERSION"] = vText("2.0")
    calendar["CALSCALE"] = vText("GREGORIAN")
    calendar["METHOD"] = vText("PUBLISH")
    calendar["UID"] = vText(uid)
    calendar["NAME"] = calendar["X-WR-CALNAME"] = vText(name)
    calendar["REFRESH-INTERVAL"] = vDuration(REFRESH, {"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    stamp = vDatetime(datetime.combine(version, time(), UTC))
    calendar.subcomponents.extend(_component(event, stamp, rings=event.start > today) for event in events)
    return bytes(calendar.to_ical())


def _component(event: Event, stamp: vDatetime, *, rings: bool) -> icalendar.Event:
    """The properties are set as typed values: ``add`` and ``new`` cost five times as much and invent UID and DTSTAMP."""
    made = icalendar.Event()
    made["UID"] = vText(event.uid)
    made["DTSTAMP"] = stamp
    made["DTSTART"] = vDate(event.start, {"VALUE": "DATE"})
    made["DTEND"] = vDate(event.end + timedelta(days=1), {"VALUE": "DATE"})
    made["SUMMARY"] = vText(event.summary)
    if event.description:
        made["DESCRIPTION"] = vText(event.description)
    made["CATEGORIES"] = vCategory(list(event.categories))
    made["STATUS"] = vText("CANCELLED" if event.cancelled else "CONFIRMED" if event.confirmed else "TENTATIVE")
    made["TRANSP"] = vText("TRANSPARENT")
    made["SEQUENCE"] = vInt(event.sequence)
    if event.parents:
        made["RELATED-TO"] = [vText(parent) for parent in event.parents]
    if rings and not event.cancelled:
        made.subcomponents.append(_alarm(event.summary))
    return made


def _alarm(words: str) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm["ACTION"] = vText("DISPLAY")
    alarm["TRIGGER"] = vDuration(DAY_BEFORE_AT_NINE)
    alarm["DESCRIPTION"] = vText(words)
    return alarm

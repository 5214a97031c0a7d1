from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from ics_reading import Read, by_icaljs, by_libical, by_vobject, icaljs

from xuanchuan.calendar import timeline_ics
from xuanchuan.dates import load_key_dates, load_workdays, occasion, plan_timeline
from xuanchuan.model.campaign import Campaign
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit, Stamp
from xuanchuan.model.occasion import Step
from xuanchuan.model.unit import Unit

KEY_DATES = {key_date.id: key_date for key_date in load_key_dates()}
STEPS = (
    Step("plan", -30, "拟定活动方案，报分管领导审定", "宣传干部", "活动方案", 1),
    Step("print", -15, "送印宣传单；数量、规格按方案", "宣传干部", "宣传单", 5),
    Step("site", -1, "布置现场,挂横幅", "妇联主席"),
    Step("day", 0, "集中宣传咨询", "妇联"),
    Step("summary", 7, "写总结", "宣传干部"),
)


def a_kit(key_date: str = "dv-1125", year: int = 2026, today: date = date(2026, 11, 23)) -> Kit:
    found = occasion(KEY_DATES[key_date], year)
    timeline = plan_timeline(found, STEPS, today, load_workdays()) if found.start else None
    empty = {name: () for name in Campaign.__dataclass_fields__ if name not in ("id", "key_date", "name", "theme")}
    campaign = Campaign(id="c", key_date=key_date, name="活动", theme="主题", **empty)  # type: ignore[arg-type]
    stamp = Stamp(today=today, as_of=today, corpus_date=date(2026, 10, 4), program="xuanchuan")
    return Kit(campaign, found, Unit("某县妇联", "某县妇联"), {}, timeline, (), stamp)  # type: ignore[arg-type]


PARSERS = pytest.mark.parametrize("parse", [by_vobject, by_libical, by_icaljs])


def test_every_line_ends_in_crlf_and_fits_in_75_octets_without_splitting_a_character() -> None:
    data = timeline_ics(a_kit())
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


@PARSERS
def test_other_parsers_read_the_occasion_and_every_task_on_its_day(parse: Callable[[bytes], list[Read]]) -> None:
    kit = a_kit()
    events = parse(timeline_ics(kit))
    assert [(one.start, one.end) for one in events] == [
        (date(2026, 11, 25), date(2026, 11, 26)),
        *((task.day, task.day + timedelta(days=1)) for task in kit.timeline.tasks),
    ]
    assert events[0].summary == "国际消除家庭暴力日"
    assert [one.summary for one in events[1:]] == [f"{task.what}（国际消除家庭暴力日）" for task in kit.timeline.tasks]
    assert "布置现场,挂横幅（国际消除家庭暴力日）" in [one.summary for one in events]
    assert events[0].categories == ("普法节点", "重点")


@PARSERS
def test_tasks_point_to_their_occasion_and_uids_are_unique(parse: Callable[[bytes], list[Read]]) -> None:
    events = parse(timeline_ics(a_kit()))
    assert len({one.uid for one in events}) == len(events)
    assert {one.related for one in events[1:]} == {(events[0].uid,)}


@PARSERS
def test_one_alarm_at_nine_the_day_before_and_none_for_what_is_past(parse: Callable[[bytes], list[Read]]) -> None:
    today = date(2026, 11, 23)
    for one in parse(timeline_ics(a_kit(today=today))):
        assert one.alarms == (("-15h",) if one.start > today else ())


@PARSERS
def test_what_was_dropped_stands_in_the_occasions_description(parse: Callable[[bytes], list[Read]]) -> None:
    found = parse(timeline_ics(a_kit()))[0]
    assert "没有排：送印宣传单" in found.description


def test_an_unconfirmed_date_is_tentative_and_says_so_in_its_title() -> None:
    events = by_vobject(timeline_ics(a_kit("constitution-week", today=date(2026, 10, 10))))
    assert {one.status for one in events} == {"TENTATIVE"}
    assert all(one.summary.endswith("（待定）") for one in events)


def test_the_calendar_has_a_name_and_a_refresh_interval_of_type_duration() -> None:
    data = timeline_ics(a_kit())
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in data
    assert "\r\nX-WR-CALNAME:2026 国际消除家庭暴力日\r\nREFRESH".encode() in data
    assert "\r\nNAME:2026 国际消除家庭暴力日\r\n".encode() in data
    read = icaljs(data)
    assert (read["name"], read["refresh"]) == ("2026 国际消除家庭暴力日", "P1D")


def test_dtstamp_is_the_data_version_and_the_same_kit_gives_the_same_bytes() -> None:
    data = timeline_ics(a_kit())
    assert data == timeline_ics(a_kit())
    assert data.count(b"DTSTAMP:20261004T000000Z") == data.count(b"BEGIN:VEVENT")


def test_the_same_step_keeps_its_uid_when_its_day_moves() -> None:
    late, early = (by_vobject(timeline_ics(a_kit(today=day))) for day in (date(2026, 11, 23), date(2026, 10, 10)))
    assert {one.uid for one in late} < {one.uid for one in early}


def test_an_occasion_without_days_has_no_file() -> None:
    with pytest.raises(XuanchuanError, match="还没有日子"):
        timeline_ics(a_kit("food-june"))

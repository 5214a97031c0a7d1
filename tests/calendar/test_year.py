"""A year as one value: every campaign worked back to its first task, near dates done together, holidays stepped round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from years import TODAY, a_year, bundled, changed, with_dates, with_holidays

from xuanchuan.calendar.year import plan_year
from xuanchuan.model.calendar import YearTask, notes_on
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.occasion import KeyDate


def tasks_for(tasks: tuple[YearTask, ...], key_date: str) -> list[YearTask]:
    return [one for one in tasks if any(other.key_date.id == key_date for other in one.occasions)]


def test_every_main_date_is_worked_back_from_thirty_days_before_to_seven_after() -> None:
    for one in a_year(2027).occasions:
        if one.key_date.weight != "重点" or one.key_date.part_of:
            continue
        tasks = tasks_for(a_year(2027).tasks, one.key_date.id)
        assert one.start
        assert one.end
        before = [task.task for task in tasks if task.task.day < one.start]
        after = [task.task for task in tasks if task.task.day > one.end]
        assert 28 <= (one.start - min(task.day for task in before)).days <= 45, one.name
        assert any((task.day - one.end).days in range(1, 8) for task in after), one.name
        assert all(task.task.owner for task in tasks)


@pytest.mark.parametrize("campaign", bundled().campaigns, ids=lambda one: one.id)
def test_every_campaign_has_the_steps_from_plan_to_summary(campaign) -> None:  # type: ignore[no-untyped-def]
    ids = {step.id for step in campaign.steps}
    assert {"plan", "funds", "print", "notice", "site", "brief", "summary"} <= ids
    assert min(step.offset for step in campaign.steps) == -30
    assert next(step.offset for step in campaign.steps if step.id == "brief") in (1, 2)
    assert all(step.owner for step in campaign.steps)


def test_the_standard_steps_run_from_thirty_days_before_to_seven_after() -> None:
    assert [(step.id, step.offset) for step in bundled().steps] == [
        ("plan", -30), ("funds", -28), ("partners", -20), ("print", -15), ("notice", -10),
        ("site", -1), ("event", 0), ("brief", 1), ("summary", 7),
    ]  # fmt: skip


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_preparation_lies_on_days_that_are_worked(year: int) -> None:
    calendar = plan_year(bundled(), year, date(year - 1, 10, 1))
    for one in calendar.tasks:
        if all(other.start and one.task.day < other.start for other in one.occasions):
            assert bundled().workdays.is_workday(one.task.day), one
    moved = [one.task for one in calendar.tasks if one.task.moved_from]
    assert moved
    assert all(one.moved_from and not bundled().workdays.is_workday(one.moved_from) for one in moved)


def test_the_tasks_of_three_dates_within_a_week_are_done_together() -> None:
    sources = changed("aids-1201", weight="重点")
    dates = tuple(replace(one, part_of="") if one.id == "constitution-week" else one for one in sources.key_dates)
    calendar = plan_year(replace(sources, campaigns=(), key_dates=dates), 2027, TODAY)
    cluster = {"aids-1201", "constitution-1204", "constitution-week"}
    found = [one for one in calendar.tasks if {other.key_date.id for other in one.occasions} & cluster]
    plans = [one for one in found if one.task.id == "plan"]
    assert [{other.key_date.id for other in one.occasions} for one in plans] == [cluster]
    assert plans[0].purpose == "世界艾滋病日、宪法宣传周、国家宪法日"
    apart = 3 * len([step for step in bundled().steps if step.offset < 0])
    before = [one for one in found if one.task.day < date(2027, 12, 1)]
    assert len(before) == apart // 3


def test_the_tasks_of_the_constitution_day_serve_its_week_too() -> None:
    found = tasks_for(a_year(2027).tasks, "constitution-1204")
    assert {one.purpose for one in found} == {"国家宪法日、宪法宣传周"}
    assert {one.lead.key_date.id for one in found} == {"constitution-1204"}


def test_the_same_thing_on_the_same_day_is_one_task() -> None:
    seen = [(one.task.day, one.task.what, one.purpose) for one in a_year(2027).tasks]
    assert len(seen) == len(set(seen))
    labour = [one for one in a_year(2027).tasks if one.task.day == date(2027, 5, 1)]
    assert [one.purpose for one in labour] == ["民法典宣传月、国际劳动节"]


def test_a_late_start_packs_the_plan_and_says_what_was_left_out() -> None:
    calendar = plan_year(bundled(), 2026, date(2026, 11, 23))
    dv = next(one for one in calendar.occasions if one.key_date.id == "dv-1125")
    notes = notes_on(calendar, dv)
    assert notes[0] == "离活动只有 2 天，完整准备要 30 天，已按剩下的日子压缩"
    assert any(note.startswith("没有排：") and "工作日" in note for note in notes)
    assert min(one.task.day for one in tasks_for(calendar.tasks, "dv-1125")) == date(2026, 11, 23)


def test_a_year_without_a_notice_is_marked_and_a_notice_settles_it() -> None:
    calendar = a_year(2027)
    assert any("2027 年放假安排以国务院办公厅通知为准" in remark for remark in calendar.remarks)
    assert any(not one.task.confirmed for one in calendar.tasks)
    settled = plan_year(with_holidays({date(2027, 1, 1): True}), 2027, TODAY)
    assert not any("放假安排" in remark for remark in settled.remarks)
    weeks = {"constitution-week"}
    assert all(one.task.confirmed for one in settled.tasks if not {o.key_date.id for o in one.occasions} & weeks)


def test_the_day_of_an_occasion_is_never_undecided_for_a_holiday() -> None:
    (event,) = [one for one in a_year(2027).tasks if one.task.day == date(2027, 5, 1)]
    assert event.task.confirmed


def test_a_projects_market_days_are_marks_and_not_events() -> None:
    market = KeyDate("jiri-lijia", "李家集", "农历逢3、8")
    calendar = plan_year(with_dates(market), 2027, TODAY)
    assert 68 <= len(calendar.markets) <= 75
    assert not any(one.key_date.id == "jiri-lijia" for one in calendar.occasions)


@pytest.mark.parametrize("year", [1899, 2101, 0, -1, 99999])
def test_a_year_outside_the_almanac_is_refused_in_words(year: int) -> None:
    with pytest.raises(XuanchuanError, match=f"算不了 {year} 年") as caught:
        plan_year(bundled(), year, TODAY)
    assert "1900" in caught.value.why


@pytest.mark.parametrize("year", [1900, 2033, 2099, 2100])
def test_the_edges_of_the_almanac_can_be_planned(year: int) -> None:
    calendar = plan_year(bundled(), year, date(year, 6, 1))
    assert all(one.start and one.end and one.start <= one.end for one in calendar.occasions)


@settings(max_examples=25, deadline=None)
@given(year=st.integers(1901, 2099), ahead=st.integers(-200, 400))
def test_whenever_a_year_is_planned_each_date_is_there_and_nothing_lies_before_today(year: int, ahead: int) -> None:
    today = date.fromordinal(date(year, 1, 1).toordinal() - ahead)
    calendar = plan_year(bundled(), year, today)
    ids = [one.key_date.id for one in (*calendar.occasions, *calendar.undated)]
    assert len(ids) >= len(set(ids)) > 0
    for one in calendar.tasks:
        late = [other for other in one.occasions if other.end and other.end >= today]
        assert not late or one.task.day >= today or len(late) < len(one.occasions)
    assert [one.task.day for one in calendar.tasks] == sorted(one.task.day for one in calendar.tasks)

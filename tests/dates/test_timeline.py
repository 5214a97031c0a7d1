from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuanchuan.dates import Workdays, load_key_dates, load_workdays, occasion, plan_timeline
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.occasion import Step, Timeline

KEY_DATES = {key_date.id: key_date for key_date in load_key_dates()}
WORKDAYS = load_workdays()
STEPS = (
    Step("plan", -30, "拟定活动方案", "宣传干部", "活动方案", 2),
    Step("funds", -28, "申请经费", "宣传干部", "", 5),
    Step("notice", -20, "印发通知", "办公室", "", 1),
    Step("print", -15, "送印宣传单", "宣传干部", "宣传单", 5),
    Step("train", -7, "培训志愿者", "宣传干部", "", 1),
    Step("broadcast", -3, "送广播稿", "宣传干部", "广播稿"),
    Step("site", -1, "布置现场", "宣传干部"),
    Step("day", 0, "集中宣传", "妇联"),
    Step("brief", 1, "写简报", "宣传干部"),
    Step("summary", 7, "写总结", "宣传干部"),
)


def plan(key_date: str, year: int, today: date, workdays: Workdays = WORKDAYS) -> Timeline:
    return plan_timeline(occasion(KEY_DATES[key_date], year), STEPS, today, workdays)


def days(timeline: Timeline) -> dict[str, date]:
    return {task.id: task.day for task in timeline.tasks}


def test_with_time_enough_every_step_has_its_day() -> None:
    timeline = plan("dv-1125", 2026, date(2026, 10, 1))
    assert not timeline.compressed
    assert timeline.dropped == ()
    assert timeline.remarks == ()
    assert days(timeline)["plan"] == date(2026, 10, 26)
    assert days(timeline)["summary"] == date(2026, 12, 2)


def test_preparation_on_a_weekend_moves_to_the_workday_before() -> None:
    timeline = plan("dv-1125", 2026, date(2026, 10, 1))
    task = next(task for task in timeline.tasks if task.id == "broadcast")
    assert (task.day, task.moved_from, task.confirmed) == (date(2026, 11, 20), date(2026, 11, 22), True)


def test_preparation_stays_on_a_weekend_day_that_is_worked() -> None:
    steps = (Step("train", -9, "培训", "妇联"),)
    timeline = plan_timeline(occasion(KEY_DATES["women-0308"], 2026), steps, date(2026, 1, 4), WORKDAYS)
    assert timeline.tasks[0].day == date(2026, 2, 27)
    worked = plan_timeline(
        occasion(KEY_DATES["women-0308"], 2026), (Step("t", -8, "培训", ""),), date(2026, 1, 4), WORKDAYS
    )
    assert worked.tasks[0].day == date(2026, 2, 28)  # a Saturday worked for 春节


def test_preparation_in_a_long_holiday_moves_before_it() -> None:
    timeline = plan_timeline(
        occasion(KEY_DATES["girl-1011"], 2026), (Step("t", -6, "送印", ""),), date(2026, 9, 1), WORKDAYS
    )
    assert timeline.tasks[0].day == date(2026, 9, 30)


def test_what_follows_moves_to_the_workday_after_and_the_day_itself_stays() -> None:
    timeline = plan("drug-0626", 2027, date(2027, 4, 1))
    assert days(timeline)["day"] == date(2027, 6, 26)  # Saturday
    assert days(timeline)["brief"] == date(2027, 6, 28)


def test_two_days_left_is_a_two_day_timeline_that_says_what_it_dropped() -> None:
    timeline = plan("dv-1125", 2026, date(2026, 11, 23))
    assert (timeline.days_left, timeline.compressed) == (2, True)
    assert {one.id for one in timeline.dropped} == {"funds", "print"}
    assert timeline.dropped[1].why == "要 5 天，活动前只剩 2 个工作日"
    before = [task.day for task in timeline.tasks if task.day < date(2026, 11, 25)]
    assert before == [date(2026, 11, 23)] * 3 + [date(2026, 11, 24)] * 2
    assert timeline.remarks == ("离活动只有 2 天，完整准备要 30 天，已按剩下的日子压缩",)


def test_a_step_that_takes_two_days_starts_early_enough_to_finish() -> None:
    assert days(plan("dv-1125", 2026, date(2026, 11, 23)))["plan"] == date(2026, 11, 23)


def test_on_the_day_itself_only_what_takes_no_time_is_left() -> None:
    timeline = plan("dv-1125", 2026, date(2026, 11, 25))
    assert days(timeline) == {
        "plan": date(2026, 11, 25),
        "broadcast": date(2026, 11, 25),
        "site": date(2026, 11, 25),
        "day": date(2026, 11, 25),
        "brief": date(2026, 11, 26),
        "summary": date(2026, 12, 2),
    }
    assert timeline.remarks[0].startswith("活动就在今天")


def test_settling_what_to_do_is_never_dropped() -> None:
    steps = (Step("plan", -30, "拟定活动方案", "", "", 3), Step("print", -15, "送印", "", "", 3), STEPS[7])
    timeline = plan_timeline(occasion(KEY_DATES["dv-1125"], 2026), steps, date(2026, 11, 24), WORKDAYS)
    assert days(timeline)["plan"] == date(2026, 11, 24)
    assert [one.id for one in timeline.dropped] == ["print"]


def test_a_brief_written_during_a_long_occasion_waits_for_a_workday() -> None:
    timeline = plan("civilcode-may", 2026, date(2026, 3, 1))
    assert days(timeline)["day"] == date(2026, 5, 1)
    assert days(timeline)["brief"] == date(2026, 5, 6)


def test_the_day_before_a_sunday_still_has_a_plan() -> None:
    timeline = plan("mothers-day-may", 2026, date(2026, 5, 9))
    assert days(timeline)["site"] == date(2026, 5, 9)
    weekend = plan_timeline(occasion(KEY_DATES["disabled-may"], 2026), STEPS, date(2026, 5, 16), WORKDAYS)
    assert {"notice", "train", "broadcast", "site"} <= set(days(weekend))
    assert days(weekend)["site"] == date(2026, 5, 16)  # a Saturday, the only day left


def test_steps_still_ahead_keep_their_day_when_the_first_are_late() -> None:
    timeline = plan("dv-1125", 2026, date(2026, 11, 9))
    assert timeline.compressed
    assert timeline.dropped == ()
    late, early = days(timeline), days(plan("dv-1125", 2026, date(2026, 10, 1)))
    assert late["plan"] == late["funds"] == date(2026, 11, 9)
    assert {step: late[step] for step in ("train", "broadcast", "site")} == {
        step: early[step] for step in ("train", "broadcast", "site")
    }


def test_a_week_that_has_begun_is_made_up_for_from_today() -> None:
    timeline = plan("women-week-0308", 2026, date(2026, 3, 4))
    assert days(timeline)["day"] == date(2026, 3, 4)
    assert min(days(timeline).values()) == date(2026, 3, 4)
    assert timeline.remarks[0] == "三八妇女维权周从3月1日就开始了，准备工作从今天补起"


def test_what_is_over_is_laid_out_as_it_would_have_been() -> None:
    timeline = plan("dv-1125", 2025, date(2026, 11, 24))
    assert days(timeline)["plan"] == date(2025, 10, 24)
    assert not timeline.compressed
    assert "已经过去" in timeline.remarks[0]


def test_a_year_without_a_notice_is_planned_with_care_and_marked() -> None:
    timeline = plan("women-week-0308", 2027, date(2026, 11, 24))
    found = {task.id: task for task in timeline.tasks}
    assert found["print"].day == date(2027, 2, 4)  # 除夕 is 2027-02-05
    assert not found["print"].confirmed
    assert found["train"].confirmed  # a Monday in February far from any holiday
    assert any("2027 年放假安排还没有" in remark for remark in timeline.remarks)


def test_an_unconfirmed_occasion_has_unconfirmed_tasks() -> None:
    timeline = plan("constitution-week", 2026, date(2026, 10, 1))
    assert {task.confirmed for task in timeline.tasks} == {False}
    assert any("没有见到通知" in remark for remark in timeline.remarks)


def test_an_occasion_without_days_cannot_be_planned() -> None:
    with pytest.raises(XuanchuanError, match="还没有日子") as caught:
        plan("food-june", 2026, date(2026, 5, 1))
    assert "food-june" in caught.value.hint


KEY_IDS = st.sampled_from(sorted(set(KEY_DATES) - {"food-june"}))


@given(KEY_IDS, st.integers(2020, 2030), st.integers(-40, 60))
def test_nothing_lies_before_today_and_nothing_is_lost(key_date: str, year: int, ahead: int) -> None:
    found = occasion(KEY_DATES[key_date], year)
    assert found.start is not None
    assert found.end is not None
    today = found.start - timedelta(days=ahead)
    timeline = plan_timeline(found, STEPS, today, WORKDAYS)
    if found.end >= today:
        assert all(task.day >= today for task in timeline.tasks)
    kept, dropped = {task.id for task in timeline.tasks}, {one.id for one in timeline.dropped}
    assert kept | dropped == {step.id for step in STEPS}
    assert not kept & dropped
    assert list(timeline.tasks) == sorted(timeline.tasks, key=lambda task: task.day)


@given(KEY_IDS, st.integers(2020, 2030), st.integers(3, 60))
def test_preparation_lies_on_workdays_before_the_occasion(key_date: str, year: int, ahead: int) -> None:
    found = occasion(KEY_DATES[key_date], year)
    assert found.start is not None
    today = WORKDAYS.at_or_before(found.start - timedelta(days=ahead))
    for task in plan_timeline(found, STEPS, today, WORKDAYS).tasks:
        if task.id not in ("day", "brief", "summary"):
            assert task.day < found.start
            assert WORKDAYS.is_workday(task.day)

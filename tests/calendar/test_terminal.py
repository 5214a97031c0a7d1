"""The calendar on a terminal of 80 columns: a grid that never zigzags, marks that need no colour, all inside GBK."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from years import a_year, bundled, with_dates

from xuanchuan.calendar.terminal import ahead_lines, month_lines, year_lines
from xuanchuan.calendar.year import plan_year
from xuanchuan.dates import load_workdays
from xuanchuan.model.occasion import KeyDate
from xuanchuan.render.literal import columns

WORKDAYS = load_workdays()


def said(lines) -> list[str]:  # type: ignore[no-untyped-def]
    return ["".join(piece.text for piece in line).rstrip() for line in lines]


def screen(today: date) -> list[str]:
    calendar = plan_year(bundled(), today.year, today)
    following = plan_year(bundled(), today.year + 1, today)
    return [*said(month_lines(calendar, today.month, WORKDAYS)), "", *said(ahead_lines(calendar, following))]


def test_the_month_of_25_november_as_it_looks() -> None:
    calendar = plan_year(bundled(), 2026, date(2026, 10, 1))
    found = said(month_lines(replace(calendar, today=date(2026, 11, 25)), 11, WORKDAYS))
    assert found[0] == "2026年11月    今天 11月25日 周三 农历十月十七"
    assert found[1] == " 一         二         三         四         五         六         日"
    assert found[10] == " 23         24        >25 重      26         27         28         29"
    assert found[11].split() == ["十五", "十六", "办", "十七", "办", "十八", "办", "十九", "办", "二十", "廿一"]
    assert " 整月  根治欠薪冬季行动〔待定〕" in found
    assert found[-1] == " 重 重点节点  节 其他节点  办 要办的事  休 放假  班 调休上班"


def test_the_next_fourteen_days_say_how_many_are_left() -> None:
    found = screen(date(2026, 11, 25))
    at = found.index("未来14天    要办的事后面是为哪一天")
    assert found[at + 1] == " 11月25日 周三  今天      重 国际消除家庭暴力日"
    assert "                          办 拟定活动方案，报分管领导审定 11·25" in found
    assert any(line.startswith(" 12月4日  周五  还有9天   重 国家宪法日") for line in found)
    assert any(line.startswith(" 12月1日  周二  还有6天   节 世界艾滋病日") for line in found)
    assert "                          重 宪法宣传周〔待定〕" in found
    assert found[-1] == "下一个重点：宪法宣传周〔待定〕，12月1日，还有 6 天"
    assert any(line.startswith("正在进行：根治欠薪冬季行动") for line in found)


def test_the_days_ahead_run_over_the_turn_of_the_year() -> None:
    found = screen(date(2026, 12, 28))
    assert any("1月1日" in line and "元旦新法施行日" in line for line in found)
    assert any("还有13天" in line and "110宣传日" in line for line in found)


def test_holidays_and_worked_days_are_badges() -> None:
    found = said(month_lines(a_year(2026), 2, WORKDAYS))
    assert any(re.search(r"17 休", line) for line in found)
    assert any(re.search(r"28 班", line) for line in found)
    assert any("春节" in line for line in found)


def test_market_days_have_their_mark() -> None:
    calendar = plan_year(with_dates(KeyDate("jiri-lijia", "李家集", "农历逢3、8")), 2026, date(2026, 11, 25))
    found = said(month_lines(calendar, 11, WORKDAYS))
    assert sum(line.count("集") for line in found[:-1]) == 6
    assert found[-1].endswith("集 集日")


def test_a_whole_year_is_twelve_small_months_and_the_main_dates() -> None:
    found = said(year_lines(a_year(2027), WORKDAYS))
    assert [found.count(line) for line in ("2027年普法日历",)] == [1]
    assert sum(len(re.findall(r"\d+月", line)) for line in found if re.match(r" \d+月 ", line)) == 12
    assert " 12月1日至7日       宪法宣传周〔待定〕" in found


@settings(max_examples=30, deadline=None)
@given(st.dates(date(2024, 1, 1), date(2035, 12, 31)))
def test_every_day_fits_in_76_columns_of_gbk_without_an_emoji(today: date) -> None:
    for line in screen(today):
        assert columns(line) <= 77
        line.encode("gbk")


@settings(max_examples=20, deadline=None)
@given(st.dates(date(2024, 1, 1), date(2035, 12, 31)))
def test_each_column_of_the_grid_stands_under_its_weekday(today: date) -> None:
    lines = said(month_lines(plan_year(bundled(), today.year, today), today.month, WORKDAYS))
    numbers: dict[int, int] = {}
    for line in lines[2:]:
        for found in re.finditer(r"(?:^|[ >])(\d{1,2})(?= |$)", line):
            if line.lstrip(" >")[0].isdigit():
                place = columns(line[: found.start(1)]) - (len(found[1]) == 1)
                numbers[int(found[1])] = (place - 1) // 11
    day = date(today.year, today.month, 1)
    while day.month == today.month:
        assert numbers[day.day] == day.weekday(), day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", [1900, 2100])
def test_the_edge_years_can_be_shown(year: int) -> None:
    for line in said(year_lines(plan_year(bundled(), year, date(2026, 11, 25)), WORKDAYS)):
        line.encode("gbk")

"""Lunar days and solar terms, day by day against a second almanac."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tyme4py.lunar import LunarDay
from tyme4py.solar import SolarDay

from xuanchuan.dates import lunar


def days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def other_almanac(day: date) -> tuple[int, int, bool]:
    """Month, day, and whether the month is a leap one, by tyme4py."""
    found = SolarDay.from_ymd(day.year, day.month, day.day).get_lunar_day()
    month = found.get_lunar_month()
    return month.get_month(), found.get_day(), month.is_leap()


@pytest.mark.parametrize("year", range(2024, 2036))
def test_every_lunar_day_of_2024_to_2035_agrees_with_a_second_almanac(year: int) -> None:
    for day in days_of(year):
        month, number, leap = other_almanac(day)
        assert lunar.lunar_month_day(day) == (month, number), day
        assert lunar.lunar_date_text(day).startswith("闰") == leap, day


@pytest.mark.parametrize("year", range(2024, 2036))
def test_every_solar_term_of_2024_to_2035_agrees_with_a_second_almanac(year: int) -> None:
    for day in days_of(year):
        term = SolarDay.from_ymd(day.year, day.month, day.day).get_term_day()
        begins = term.get_day_index() == 0
        assert lunar.is_term_day(day) == begins, day
        if begins and not lunar.feast(day):
            assert lunar.lunar_text(day) == term.get_solar_term().get_name()


@pytest.mark.parametrize("year", range(2024, 2036))
def test_the_feasts_of_2024_to_2035_agree_with_a_second_almanac(year: int) -> None:
    for month, number in ((1, 1), (1, 15), (5, 5), (8, 15), (9, 9)):
        other = LunarDay.from_ymd(year, month, number).get_solar_day()
        assert lunar.solar_day(year, month, number) == date(other.get_year(), other.get_month(), other.get_day())
    assert lunar.new_year_eve(year) == lunar.new_year_day(year) - timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (2024, "腊月三十"),
        (2025, "腊月廿九"),
        (2027, "腊月廿九"),
        (2029, "腊月廿九"),
        (2030, "腊月三十"),
        (2031, "腊月廿九"),
    ],
)
def test_the_eve_of_the_new_year_is_the_29th_or_the_30th(year: int, words: str) -> None:
    assert lunar.lunar_date_text(lunar.new_year_eve(year)) == words


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (date(2025, 7, 25), "闰六月"),
        (date(2028, 6, 23), "闰五月"),
        (date(2033, 12, 22), "闰冬月"),
        (date(2023, 3, 22), "闰二月"),
    ],
)
def test_a_leap_month_is_called_one(first: date, words: str) -> None:
    assert lunar.lunar_date_text(first) == f"{words}初一"
    assert lunar.lunar_text(first) in (words, "冬至")  # in 2033 the solstice begins that day
    assert not lunar.lunar_date_text(first - timedelta(days=1)).startswith("闰")


def test_a_lunar_date_is_never_looked_for_in_a_leap_month() -> None:
    found = lunar.solar_day(2025, 6, 15)
    assert found == date(2025, 7, 9)
    assert lunar.lunar_date_text(found) == "六月十五"


def test_a_month_of_29_days_has_no_thirtieth() -> None:
    assert lunar.solar_day(2026, 12, 30) is None
    assert lunar.solar_day(2023, 12, 30) == date(2024, 2, 9)


def test_the_29th_of_february_has_its_lunar_day() -> None:
    assert lunar.lunar_date_text(date(2028, 2, 29)) == "二月初五"
    assert other_almanac(date(2028, 2, 29)) == (2, 5, False)


def test_a_span_names_each_lunar_year_once() -> None:
    assert lunar.lunar_span(date(2027, 2, 1), date(2027, 2, 28)) == "丙午年腊月廿五至丁未年正月廿三"
    assert lunar.lunar_span(date(2027, 3, 1), date(2027, 3, 31)) == "丁未年正月廿四至二月廿四"
    assert lunar.lunar_span(date(2101, 3, 1), date(2101, 3, 31)) == ""


@given(st.dates(date(1900, 2, 1), date(2100, 12, 31)))
def test_a_days_lunar_date_leads_back_to_the_day(day: date) -> None:
    found = lunar.lunar_month_day(day)
    assert found
    if not lunar.lunar_date_text(day).startswith("闰"):
        assert day in (lunar.solar_day(day.year, *found), lunar.solar_day(day.year - 1, *found))


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)))
def test_any_day_has_its_words_or_none(day: date) -> None:
    text = lunar.lunar_text(day)
    assert isinstance(text, str)
    assert (text == "") == (not lunar.lunar_date_text(day) and not lunar.is_term_day(day)) or day.year in (1900, 2101)
    text.encode("gbk")

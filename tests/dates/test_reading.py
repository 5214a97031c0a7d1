from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuanchuan.dates import load_key_dates, read_day
from xuanchuan.dates.spelling import spoken_days
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.occasion import DayMatch

KEY_DATES = load_key_dates()
TODAY = date(2026, 11, 24)


def read(text: str, today: date = TODAY, year: int | None = None) -> DayMatch:
    return read_day(text, today, KEY_DATES, year)


def owner(match: DayMatch) -> str:
    return match.occasion.key_date.id if match.occasion else ""


@pytest.mark.parametrize(
    "text",
    [
        "11.25",
        "11-25",
        "11/25",
        "11·25",
        "１１．２５",
        "11月25日",
        "11月25号",
        "11 月 25 日",
        "１１月２５日",
        "十一月二十五日",
        "2026-11-25",
        "2026.11.25",
        "2026/11/25",
        "2026年11月25日",
        "二〇二六年十一月二十五日",
        "20261125",
        "1125",
        "明天",
        "dv-1125",
        "DV-1125",
        "国际消除家庭暴力日",
        "反家庭暴力日",
        "反家暴日",
        "2026反家暴日",
        "反家暴日 2026年",
    ],
)
def test_every_spelling_of_the_twenty_fifth_of_november_means_the_same(text: str) -> None:
    match = read(text)
    assert (match.day, owner(match), match.passed) == (date(2026, 11, 25), "dv-1125", None)


@pytest.mark.parametrize(
    ("text", "day", "key_date"),
    [
        ("3.8", date(2027, 3, 8), "women-week-0308"),
        ("三八", date(2027, 3, 8), "women-week-0308"),
        ("三八妇女维权周", date(2027, 3, 1), "women-week-0308"),
        ("“三八”妇女维权周", date(2027, 3, 1), "women-week-0308"),
        ("国际妇女节", date(2027, 3, 8), "women-0308"),
        ("3.3", date(2027, 3, 3), "women-week-0308"),
        ("3.5", date(2027, 3, 5), "leifeng-0305"),
        ("12.4", date(2026, 12, 4), "constitution-1204"),
        ("宪法日", date(2026, 12, 4), "constitution-1204"),
        ("一二四", date(2026, 12, 4), "constitution-1204"),
        ("全国法制宣传日", date(2026, 12, 4), "constitution-1204"),
        ("宪法宣传周", date(2026, 12, 1), "constitution-week"),
        ("12.1", date(2026, 12, 1), "aids-1201"),
        ("6.26", date(2027, 6, 26), "drug-0626"),
        ("六二六", date(2027, 6, 26), "drug-0626"),
        ("5.15", date(2027, 5, 15), "family-0515"),
        ("重阳", date(2027, 10, 8), "elder-lunar0909"),
        ("后天", date(2026, 11, 26), "16days-1125"),
        ("4.3", date(2027, 4, 3), ""),
    ],
)
def test_a_day_means_the_campaign_of_that_day(text: str, day: date, key_date: str) -> None:
    match = read(text)
    assert (match.day, owner(match)) == (day, key_date)


def test_all_key_dates_of_a_day_are_told() -> None:
    others = [other.key_date.id for other in read("12.4").others]
    assert others == ["constitution-week", "16days-1125", "sd-law-dec", "wage-winter"]


def test_a_day_gone_by_means_next_years_and_says_so() -> None:
    match = read("11.20")
    assert (match.day, match.passed) == (date(2027, 11, 20), date(2026, 11, 20))


def test_a_name_whose_day_is_gone_means_next_years() -> None:
    match = read("禁毒日")
    assert (match.day, match.passed) == (date(2027, 6, 26), date(2026, 6, 26))


def test_a_week_that_is_going_on_is_this_years() -> None:
    match = read("3.1", today=date(2027, 3, 5))
    assert (match.day, match.passed) == (date(2027, 3, 1), None)
    assert read("三八维权周", today=date(2027, 3, 5)).day == date(2027, 3, 1)


@pytest.mark.parametrize("text", ["11.25", "反家暴日"])
def test_a_year_from_outside_settles_it_even_in_the_past(text: str) -> None:
    match = read(text, year=2025)
    assert (match.day, match.passed) == (date(2025, 11, 25), None)


def test_the_year_in_the_words_wins_over_the_option() -> None:
    assert read("2024-11-25", year=2025).day == date(2024, 11, 25)


@pytest.mark.parametrize(
    ("text", "why", "hint"),
    [
        ("2.29", "2026 年不是闰年，2月只有28天", "2028"),
        ("2027-02-29", "2027 年不是闰年", "2028"),
        ("13.45", "没有13月", "写成"),
        ("25.11", "没有25月", "11.25"),
        ("11.31", "11月只有30天", "写成"),
        ("0.5", "没有0月", "写成"),
        ("11.0", "11月只有30天", "写成"),
        ("2027", "要写出月和日", "写成"),
        ("反家暴力日", "日子可以写成", "国际消除家庭暴力日"),
        ("禁读日", "日子可以写成", "国际禁毒日"),
        ("圣诞", "日子可以写成", "xuanchuan dates"),
        ("", "日子可以写成", "xuanchuan dates"),
    ],
)
def test_words_that_mean_no_day_are_explained(text: str, why: str, hint: str) -> None:
    with pytest.raises(XuanchuanError) as caught:
        read(text)
    assert why in caught.value.why
    assert hint in caught.value.hint


def test_the_leap_day_is_read_in_a_leap_year() -> None:
    assert read("2.29", year=2028).day == date(2028, 2, 29)
    assert read("2.29", today=date(2028, 1, 1)).day == date(2028, 2, 29)


def test_a_date_nobody_has_announced_asks_for_the_notice() -> None:
    with pytest.raises(XuanchuanError, match="还不知道") as caught:
        read("全国食品安全宣传周")
    assert "food-june" in caught.value.hint


def test_a_year_outside_the_almanac_is_refused() -> None:
    with pytest.raises(XuanchuanError, match="2101"):
        read("2101-01-01")


def test_spoken_digits_give_every_way_to_cut_them() -> None:
    assert list(spoken_days("一二四")) == [(1, 24), (12, 4)]
    assert list(spoken_days("十二四")) == []


DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))
CHINESE = ["", *"一二三四五六七八九"]


def spoken(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else CHINESE[tens]) + ("十" if tens else "") + CHINESE[ones]


@given(DAYS)
def test_a_full_date_in_any_spelling_is_that_date(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{day:%Y/%m/%d}".translate({ord("0") + n: ord("０") + n for n in range(10)}),
    ):
        assert read(text).day == day


@given(DAYS, st.integers(0, 364))
def test_month_and_day_alone_mean_a_day_of_that_name_near_today(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    if (day.month, day.day) == (2, 29):
        return
    for text in (f"{day.month}.{day.day}", f"{day:%m%d}", f"{spoken(day.month)}月{spoken(day.day)}日"):
        match = read(text, today)
        assert (match.day.month, match.day.day) == (day.month, day.day)
        assert match.day.year in (today.year, today.year + 1)
        assert match.day >= today or (match.occasion and match.occasion.end and match.occasion.end >= today)


@given(st.text(max_size=12))
def test_any_words_are_read_or_refused_in_chinese(text: str) -> None:
    try:
        match = read(text)
    except XuanchuanError as error:
        assert error.message
        assert error.hint
    else:
        assert isinstance(match.day, date)

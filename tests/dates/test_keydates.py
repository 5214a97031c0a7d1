from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from xuanchuan.dates import all_occasions, in_province, load_key_dates, occasion, occasions
from xuanchuan.dates.keydates import name_in
from xuanchuan.dates.rules import parse_rule
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.occasion import KeyDate

KEY_DATES = {key_date.id: key_date for key_date in load_key_dates()}


def days(key_date: str, year: int) -> tuple[date | None, date | None]:
    found = occasion(KEY_DATES[key_date], year)
    return found.start, found.end


def one(year: int, month: int, day: int) -> tuple[date, date]:
    return date(year, month, day), date(year, month, day)


def test_there_are_seventy_two_key_dates_and_each_says_what_it_rests_on() -> None:
    assert len(KEY_DATES) == 72
    assert all(key_date.basis and key_date.audiences and parse_rule(key_date.rule) for key_date in KEY_DATES.values())


def test_every_short_name_means_one_key_date_only() -> None:
    names = Counter(name for one in KEY_DATES.values() for name in {one.id, one.name, *one.short_names})
    assert [name for name, times in names.items() if times > 1] == []


def test_part_of_names_a_key_date_that_exists() -> None:
    assert {one.part_of for one in KEY_DATES.values()} - {""} <= set(KEY_DATES)


@pytest.mark.parametrize(
    ("key_date", "year", "first", "last"),
    [
        ("dv-1125", 2026, (2026, 11, 25), (2026, 11, 25)),
        ("women-week-0308", 2027, (2027, 3, 1), (2027, 3, 8)),
        ("civilcode-may", 2028, (2028, 5, 1), (2028, 5, 31)),
        ("disabled-may", 2026, (2026, 5, 17), (2026, 5, 17)),
        ("mothers-day-may", 2027, (2027, 5, 9), (2027, 5, 9)),
        ("school-safety-mar", 2026, (2026, 3, 30), (2026, 3, 30)),
        ("defense-sept", 2026, (2026, 9, 19), (2026, 9, 19)),
        ("familyedu-week", 2022, (2022, 5, 9), (2022, 5, 15)),
        ("familyedu-week", 2027, (2027, 5, 10), (2027, 5, 16)),
        ("harvest-qiufen", 2026, (2026, 9, 23), (2026, 9, 23)),
        ("harvest-qiufen", 2028, (2028, 9, 22), (2028, 9, 22)),
        ("elder-lunar0909", 2026, (2026, 10, 18), (2026, 10, 18)),
        ("wage-winter", 2026, (2026, 11, 1), (2027, 2, 5)),
        ("rural-law-month", 2027, (2027, 1, 15), (2027, 2, 20)),
    ],
)
def test_rules_give_the_days_people_keep(
    key_date: str, year: int, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert days(key_date, year) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2019, (2019, 12, 1), (2019, 12, 7)),
        (2021, (2021, 11, 29), (2021, 12, 5)),
        (2022, (2022, 12, 4), (2022, 12, 10)),
        (2023, (2023, 12, 1), (2023, 12, 7)),
        (2025, (2025, 12, 1), (2025, 12, 7)),
    ],
)
def test_the_constitution_week_follows_each_years_notice(
    year: int, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    found = occasion(KEY_DATES["constitution-week"], year)
    assert (found.start, found.end, found.confirmed) == (date(*first), date(*last), True)


def test_a_week_without_a_notice_keeps_its_usual_span_and_is_not_confirmed() -> None:
    found = occasion(KEY_DATES["constitution-week"], 2026)
    assert (found.start, found.end, found.confirmed) == (date(2026, 12, 1), date(2026, 12, 7), False)
    assert "没有见到通知" in found.remark


def test_a_week_known_from_memory_is_not_confirmed_and_says_so() -> None:
    found = occasion(KEY_DATES["constitution-week"], 2020)
    assert (found.start, found.confirmed) == (date(2020, 11, 30), False)
    assert "凭记忆" in found.remark


def test_a_week_without_notice_or_custom_has_no_days() -> None:
    found = occasion(KEY_DATES["food-june"], 2026)
    assert (found.start, found.end, found.confirmed) == (None, None, False)
    assert "还没有公布" in found.remark


def test_the_fourth_of_december_has_its_name_of_the_year() -> None:
    day = KEY_DATES["constitution-1204"]
    assert [occasion(day, year).name for year in (2001, 2013, 2014, 2026)] == [
        "全国法制宣传日",
        "全国法制宣传日",
        "国家宪法日",
        "国家宪法日",
    ]


def test_a_name_without_years_holds_always() -> None:
    assert name_in(KeyDate("x", "集日", "农历逢3、8"), 1950) == "集日"


def test_dates_not_yet_founded_stay_out_of_old_years() -> None:
    names = {found.name for found in all_occasions(KEY_DATES.values(), 1999)}
    assert "国家宪法日" not in names
    assert "国际消除家庭暴力日" not in names
    assert "国际妇女节" in names


def test_the_disputed_double_ninth_of_2057_says_so() -> None:
    found = occasion(KEY_DATES["elder-lunar0909"], 2057)
    assert found.start == date(2057, 10, 7)
    assert "早一天" in found.remark
    assert occasion(KEY_DATES["elder-lunar0909"], 2056).remark == ""


@pytest.mark.parametrize("year", [1899, 2101, 0, -5])
def test_a_year_outside_the_almanac_is_refused_plainly(year: int) -> None:
    with pytest.raises(XuanchuanError, match=f"算不了 {year} 年") as caught:
        occasion(KEY_DATES["dv-1125"], year)
    assert "1900" in caught.value.why


@pytest.mark.parametrize("year", [1900, 1901, 2099, 2100])
def test_the_first_and_last_years_of_the_almanac_can_be_listed(year: int) -> None:
    for found in all_occasions(KEY_DATES.values(), year):
        assert found.start is None or found.end is None or found.start <= found.end


def test_the_dates_of_a_province_show_only_there() -> None:
    here, elsewhere = (in_province(KEY_DATES.values(), name) for name in ("山东", "河南省"))
    assert {one.id for one in here} - {one.id for one in elsewhere} == {"sd-law-dec"}
    assert len(in_province(KEY_DATES.values(), "")) == 71


def test_a_leap_day_exists_in_leap_years_only() -> None:
    leap = KeyDate("leap", "闰日", "02-29")
    assert occasions(leap, 2028)[0].start == date(2028, 2, 29)
    with pytest.raises(XuanchuanError, match="2027 年没有“闰日”") as caught:
        occasion(leap, 2027)
    assert "闰年" in caught.value.why


def test_a_lunar_day_may_fall_twice_in_a_year_or_never() -> None:
    laba = KeyDate("laba", "腊八集", "农历12-08")
    assert [one.start for one in occasions(laba, 2022)] == [date(2022, 1, 10), date(2022, 12, 30)]
    assert occasions(laba, 2023) == ()


def test_market_days_come_round_all_the_year() -> None:
    market = KeyDate("market", "李家集", "农历逢3、8")
    found = [one.start for one in occasions(market, 2026)]
    assert len(found) in range(68, 76)
    assert date(2026, 2, 19) in found  # 正月初三
    assert date(2026, 2, 18) not in found


def test_a_projects_own_dates_replace_by_id_and_follow(tmp_path: Path) -> None:
    (tmp_path / "dates.toml").write_text(
        '[[dates]]\nid = "constitution-week"\nname = "宪法宣传周"\nrule = "逐年公布，一般12-01..12-07"\n'
        'years = { 2026 = "11-30..12-06" }\n'
        '[[dates]]\nid = "jiri-lijia"\nname = "李家集"\nrule = "农历逢3、8"\n',
        encoding="utf-8",
    )
    merged = {key_date.id: key_date for key_date in load_key_dates(tmp_path)}
    assert len(merged) == 73
    found = occasion(merged["constitution-week"], 2026)
    assert (found.start, found.end, found.confirmed) == (date(2026, 11, 30), date(2026, 12, 6), True)


def test_a_project_without_dates_of_its_own_has_the_bundled_ones(tmp_path: Path) -> None:
    assert len(load_key_dates(tmp_path)) == 72


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ('id = "x"\nname = "甲"\nrule = "13-01"', "rule", "没有13月"),
        ('id = "x"\nname = "甲"\nrule = "02-30"', "rule", "2月没有30日"),
        ('id = "x"\nname = "甲"\nrule = "节气秋芬"', "rule", "秋芬"),
        ('id = "x"\nname = "甲"\nrule = "每个周一"', "rule", "看不懂"),
        ('id = "x"\nname = "甲"\nrul = "11-25"', "rul", "是不是想写 rule"),
        ('id = "x"\nname = "甲"', "rule", "不能空"),
        ('id = "李家集"\nname = "甲"\nrule = "11-25"', "id", "小写英文字母"),
        ('id = "x"\nname = 3\nrule = "11-25"', "name", "双引号"),
        ('id = "x"\nname = "甲"\nrule = "11-25"\nweight = "特别"', "weight", "重点、一般、参考"),
        ('id = "x"\nname = "甲"\nrule = "11-25"\nprimary = "是"', "primary", "true"),
        ('id = "x"\nname = "甲"\nrule = "11-25"\narticles = ["反家暴法23条"]', "articles", "看不懂"),
        ('id = "x"\nname = "甲"\nrule = "11-25"\nyears = { 2026 = "农历09-09" }', "years", "2026 年"),
        ('id = "x"\nname = "甲"\nrule = "11-25"\nyears = { 26 = "11-25" }', "years", "看不懂 26"),
        ('id = "x"\nname = "甲"\nrule = "11-25"\nnames = ["旧名"]', "names", "每个名称"),
        ('id = "x"\nname = "甲"\nrule = "11-25"\nshort_names = "甲"', "short_names", "方括号"),
    ],
)
def test_a_typo_in_a_dates_file_names_file_entry_and_key(tmp_path: Path, text: str, place: str, why: str) -> None:
    path = tmp_path / "dates.toml"
    path.write_text('[[dates]]\nid = "a"\nname = "乙"\nrule = "01-01"\n\n[[dates]]\n' + text, encoding="utf-8")
    with pytest.raises(XuanchuanError) as caught:
        load_key_dates(path)
    line = next((n for n, one in enumerate(text.split("\n"), 7) if one.startswith(f"{place} ")), 6)
    assert caught.value.where.startswith(f"{path} 第 {line} 行，")
    assert caught.value.where.endswith(f"，{place}")
    assert why in caught.value.why
    assert "dates.toml" in caught.value.hint


def test_the_same_id_twice_in_one_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dates.toml"
    path.write_text('[[dates]]\nid = "x"\nname = "甲"\nrule = "11-25"\n' * 2, encoding="utf-8")
    with pytest.raises(XuanchuanError, match="写了两次"):
        load_key_dates(path)


def test_a_file_without_entries_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dates.toml"
    path.write_text("[dates]\nid = 1\n", encoding="utf-8")
    with pytest.raises(XuanchuanError, match="没有节点"):
        load_key_dates(path)


def test_a_head_that_is_misspelt_is_refused_and_an_empty_file_is_not(tmp_path: Path) -> None:
    path = tmp_path / "dates.toml"
    path.write_text('[[date]]\nid = "x"\n', encoding="utf-8")
    with pytest.raises(XuanchuanError, match="不认识 date（是不是想写 dates？）"):
        load_key_dates(path)
    path.write_text("# 还没有自己的节点\n", encoding="utf-8")
    assert len(load_key_dates(path)) == 72

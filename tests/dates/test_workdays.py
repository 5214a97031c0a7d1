from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from xuanchuan.dates import load_workdays
from xuanchuan.model.error import XuanchuanError


def holiday_file(folder: Path, table: object) -> Path:
    path = folder / "2027.json"
    path.write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
    return path


NEW_YEAR = {"name": "元旦", "date": "2027-01-01", "isOffDay": True}
WORKED = {"name": "元旦", "date": "2027-01-03", "isOffDay": False}


def test_a_year_with_a_notice_knows_holidays_and_worked_weekends() -> None:
    workdays = load_workdays()
    assert workdays.known(2026)
    assert workdays.kind(date(2026, 2, 17)).badge == "休"
    assert workdays.kind(date(2026, 2, 17)).name == "春节"
    assert workdays.kind(date(2026, 2, 28)).badge == "班"
    assert workdays.is_workday(date(2026, 2, 28))
    assert not workdays.is_workday(date(2026, 11, 28))
    assert workdays.kind(date(2026, 11, 28)).badge == ""
    assert workdays.at_or_before(date(2026, 10, 7)) == date(2026, 9, 30)
    assert workdays.at_or_after(date(2026, 10, 1)) == date(2026, 10, 8)


@pytest.mark.parametrize("year", [1900, 2003, 2027, 2100])
def test_a_year_without_a_notice_treats_the_usual_holidays_as_off_and_undecided(year: int) -> None:
    workdays = load_workdays()
    assert not workdays.known(year)
    for month, day in ((1, 1), (5, 1), (10, 1), (10, 7)):
        kind = workdays.kind(date(year, month, day))
        assert (kind.off, kind.badge, kind.confirmed) == (True, "休", False)
    assert not workdays.kind(date(year, 3, 10)).confirmed
    assert "班" not in {workdays.kind(date(year, 2, day)).badge for day in range(1, 29)}


def test_the_spring_festival_of_2027_is_off_from_its_eve() -> None:
    workdays = load_workdays()
    assert workdays.is_workday(date(2027, 2, 4))
    assert [workdays.kind(date(2027, 2, day)).name for day in range(5, 13)] == ["春节"] * 8
    assert workdays.near_unknown(date(2027, 2, 3))
    assert not workdays.near_unknown(date(2027, 3, 10))


def test_a_users_file_settles_its_year(tmp_path: Path) -> None:
    table = {"$schema": "x", "year": 2027, "papers": ["x"], "days": [NEW_YEAR, WORKED]}
    workdays = load_workdays(holiday_file(tmp_path, table))
    assert workdays.known(2027)
    assert workdays.kind(date(2027, 1, 1)).confirmed
    assert workdays.is_workday(date(2027, 1, 3))  # a Sunday
    assert workdays.is_workday(date(2027, 10, 1))  # the file names no such holiday
    assert workdays.known(2026)


def test_several_years_in_one_file_and_days_of_the_december_before(tmp_path: Path) -> None:
    eve = {"name": "元旦", "date": "2027-12-31", "isOffDay": True}
    tables = [{"year": 2027, "days": [NEW_YEAR]}, {"year": 2028, "days": [eve]}]
    workdays = load_workdays(holiday_file(tmp_path, tables))
    assert workdays.known(2027)
    assert workdays.known(2028)
    assert workdays.kind(date(2027, 12, 31)).badge == "休"


def test_a_year_without_days_says_nothing_yet(tmp_path: Path) -> None:
    workdays = load_workdays(holiday_file(tmp_path, {"year": 2027, "days": []}))
    assert not workdays.known(2027)
    assert not workdays.is_workday(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("table", "place", "why"),
    [
        ([1], "", "最外层"),
        ({"days": []}, "year", "年份"),
        ({"year": "2027", "days": []}, "year", "'2027'"),
        ({"year": 2027}, "days", "一列日子"),
        ({"year": 2027, "days": ["2027-01-01"]}, "days 第 1 项", "isOffDay"),
        ({"year": 2027, "days": [NEW_YEAR, {**NEW_YEAR, "date": "1.1"}]}, "days 第 2 项", "2027-01-01"),
        ({"year": 2027, "days": [{**NEW_YEAR, "date": "2027-02-30"}]}, "days 第 1 项", "2027-02-30"),
        ({"year": 2027, "days": [{**NEW_YEAR, "isOffDay": "true"}]}, "days 第 1 项", "isOffDay"),
        ({"year": 2027, "days": [{**NEW_YEAR, "date": "2025-01-01"}]}, "days 第 1 项", "不在 2027 年"),
        ({"year": 2027, "days": [NEW_YEAR, {**NEW_YEAR, "isOffDay": False}]}, "days 第 2 项", "写了两次"),
    ],
)
def test_a_file_of_another_shape_is_refused_with_its_place(tmp_path: Path, table: object, place: str, why: str) -> None:
    path = holiday_file(tmp_path, table)
    with pytest.raises(XuanchuanError) as caught:
        load_workdays(path)
    assert caught.value.where == "，".join(filter(None, (str(path), place)))
    assert why in caught.value.why


def test_broken_json_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "2027.json"
    path.write_text('{"year": 2027,\n "days": [\n', encoding="utf-8")
    with pytest.raises(XuanchuanError, match="完整的 JSON") as caught:
        load_workdays(path)
    assert caught.value.where == f"{path} 第 3 行"


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(XuanchuanError, match="打不开"):
        load_workdays(tmp_path / "2027.json")

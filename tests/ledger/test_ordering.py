"""Places stand in the order of the roster, else as a person counts: 2村 before 11村, 第二村 before 第十一村."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_making import TODAY, event, new_ledger, project, run

from xuanchuan.ledger.events import add_events
from xuanchuan.ledger.ordering import naturally, read_number
from xuanchuan.ledger.stations import Station, save_stations, stations
from xuanchuan.ledger.store import FILE, open_ledger

DIGITS = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """A number below ten thousand as Chinese writes it: 10 十, 21 二十一, 108 一百零八."""
    said, gap = "", False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            said += ("零" if gap and said else "") + DIGITS[digit] + word
        gap = not digit
    return said.removeprefix("一") if said.startswith("一十") else said


@given(st.integers(1, 9999))
def test_a_chinese_number_is_read_as_it_is_spelled(number):
    assert read_number(spelled(number)) == read_number(str(number)) == number


@pytest.mark.parametrize("text", ["千", "百", "百千", "二三十", "十百", "一二千", "三百五百"])
def test_what_spells_no_number_is_no_number(text):
    assert read_number(text) is None


@given(st.lists(st.integers(1, 200), unique=True, max_size=8))
def test_villages_go_by_their_number_however_it_is_written(numbers):
    for name in ("{}村", "第{}村", "城关镇{}组", "前刘{}"):
        for write in (
            str,
            spelled,
            lambda number: str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        ):
            names = [name.format(write(number)) for number in numbers]
            assert sorted(names, key=naturally) == [name.format(write(number)) for number in sorted(numbers)]


@given(st.lists(st.text(max_size=6)))
def test_any_names_have_one_order(names):
    mixed = list(names)
    random.Random(1).shuffle(mixed)
    assert sorted(mixed, key=naturally) == sorted(names, key=naturally)


def test_names_without_numbers_go_by_pinyin():
    assert sorted(["张庄", "安庄", "李庄", "百花村", "千佛村"], key=naturally) == [
        "安庄",
        "百花村",
        "李庄",
        "千佛村",
        "张庄",
    ]


def test_the_register_keeps_the_order_of_the_roster_and_new_places_follow(tmp_path):
    roster = [("马坊镇", "后李村"), ("马坊镇", "11村"), ("马坊镇", "2村"), ("城关镇", "张庄"), ("城关镇", "安庄")]
    with new_ledger(tmp_path) as ledger:
        save_stations(ledger, [Station("村", *place) for place in roster])
        save_stations(ledger, [Station("村", "马坊镇", "安家"), Station("村", "马坊镇", "2村", frozenset(["有牌子"]))])
        found = [(one.town, one.village) for one in stations(ledger)]
    assert found == [*roster[:3], ("马坊镇", "安家"), *roster[3:]]


def test_places_of_no_known_order_are_put_as_a_person_counts(tmp_path):
    with new_ledger(tmp_path) as ledger:
        save_stations(
            ledger, [Station("村", "第十一镇", f"{n}村") for n in (11, 2, 1)] + [Station("村", "第二镇", "甲村")]
        )
        with ledger.writing() as connection:
            connection.execute("UPDATE stations SET rank = 0")
        found = [(one.town, one.village) for one in stations(ledger)]
    assert found == [("第二镇", "甲村"), ("第十一镇", "1村"), ("第十一镇", "2村"), ("第十一镇", "11村")]


def test_every_table_puts_the_towns_in_the_order_of_the_roster(tmp_path):
    folder = project(tmp_path / "县")
    with open_ledger(folder / FILE, "county") as ledger:
        save_stations(ledger, [Station("村", town, "甲村") for town in ("城关镇", "安镇", "第十一镇", "第二镇")])
        add_events(ledger, [event(town=town) for town in ("第二镇", "安镇", "城关镇", "外镇", "", "第十一镇")], TODAY)
    told = json.loads(run(folder, "stats", "--format", "json").stdout)
    assert [one["name"] for one in told["by_town"]] == ["", "城关镇", "安镇", "第十一镇", "第二镇", "外镇"]
    shown = json.loads(run(folder, "coverage", "--format", "json").stdout)
    assert [one["town"] for one in shown] == ["城关镇", "安镇", "第十一镇", "第二镇"]

"""One line as an officer would say it becomes an event; nothing is guessed, nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_making import TODAY

from xuanchuan.dates import load_key_dates
from xuanchuan.ledger.amounts import read_figure
from xuanchuan.ledger.figures import figure_words
from xuanchuan.ledger.spoken import read_line, read_past_day
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import Figure

KEY_DATES = load_key_dates(None)


def heard(line: str, today: date = TODAY, towns=None):
    return read_line(line, today, KEY_DATES, towns)


def test_the_line_of_the_journey_is_read_whole():
    event = heard("12.4 广场宣传，横幅2 展板6 资料500 咨询31 到场约200人 司法局法院联合").event
    assert (event.day, event.campaign, event.title, event.form) == (
        date(2026, 12, 4),
        "constitution-1204",
        "广场宣传",
        "集中宣传",
    )
    assert event.partners == ("司法局", "人民法院")
    assert figure_words(event.figures) == "横幅2条、展板6块、资料500份、咨询31件、受众200人次（估）"


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("11.25 悬挂横幅3条，发放宣传资料1200余份，接待咨询45人次", "横幅3条、资料1200份（估）、咨询45件"),
        ("12.4 发放500份资料5名志愿者参与 咨询31人次", "资料500份、咨询31件、志愿者5人次"),
        ("12.4 覆盖师生800人 发放500余份普法资料 5名志愿者", "资料500份（估）、受众800人次、志愿者5人次"),
        ("11.25 横幅 2 展板 6 资料 500 咨询 31", "横幅2条、展板6块、资料500份、咨询31件"),
        ("6.26 资料500份咨询31件横幅2条", "横幅2条、资料500份、咨询31件"),
        ("6.1 悬挂条幅二十条，发放明白纸一千二百份", "横幅20条、资料1200份"),
        ("6.26 大喇叭播放12次 短信3000条 公众号阅读1.2万", "播放12次、短信3000条、阅读12000次"),
        ("昨天 大集上 发了三百份传单 来了两百多人", "资料300份、受众200人次（估）"),
        ("１２．４　资料５００份，到场近２００人", "资料500份、受众200人次（估）"),
        ("3.8 讲座，60人参加", "受众60人次"),
        ("3.8 座谈会", ""),
    ],
)
def test_figures_are_read_in_either_direction_and_about_means_estimated(line, figures):
    assert figure_words(heard(line).event.figures) == figures


@pytest.mark.parametrize(
    ("today", "said", "day"),
    [
        (date(2026, 12, 20), "12.4", date(2026, 12, 4)),
        (date(2027, 1, 5), "12.4", date(2026, 12, 4)),
        (date(2026, 12, 20), "昨天", date(2026, 12, 19)),
        (date(2026, 12, 20), "2025-12-04", date(2025, 12, 4)),
        (date(2026, 11, 25), "11.25", date(2026, 11, 25)),
    ],
)
def test_a_day_means_the_latest_that_has_come(today, said, day):
    assert read_past_day(said, today, KEY_DATES).day == day


@pytest.mark.parametrize("said", ["明天", "2027-03-08", "12.31"])
def test_a_day_to_come_is_not_logged(said):
    with pytest.raises(XuanchuanError) as refused:
        read_past_day(said, date(2026, 11, 25), KEY_DATES)
    assert "还没有到" in refused.value.message


def test_a_known_village_brings_its_town():
    event = heard("3.8 后李村妇女之家讲座，60人参加", towns={"后李村": "张镇"}).event
    assert (event.town, event.village) == ("张镇", "后李村")


def test_a_number_nobody_understands_is_named():
    assert heard("12.4 广场宣传，资料500，气球30个").unread == ("气球30个",)


def test_the_words_are_kept_whole():
    line = "12.4 广场宣传，资料500"
    assert heard(f"  {line} ").event.said == line


@pytest.mark.parametrize(
    ("text", "figure"),
    [("500", Figure(500)), ("500份", Figure(500)), ("约200", Figure(200, True)), ("200余人次", Figure(200, True)),
     ("1.2万", Figure(12000)), ("200（估）", Figure(200, True)), ("三百", Figure(300)), ("1,200", Figure(1200)),
     ("500.0", Figure(500)), ("abc", None), ("12a", None), ("", None), ("-5", None)],
)  # fmt: skip
def test_one_figure_alone(text, figure):
    assert read_figure(text) == figure


@given(st.text(max_size=80))
def test_no_line_breaks_the_reader(text):
    try:
        event = heard(f"12.4 {text}").event
    except XuanchuanError:
        return
    assert event.day <= TODAY
    assert all(figure.value >= 0 for figure in event.figures.values())


@given(st.text(max_size=30))
def test_no_text_breaks_the_figure_reader(text):
    figure = read_figure(text)
    assert figure is None or figure.value >= 0


def test_laws_in_book_marks_are_kept_with_the_event():
    event = heard("12月4号上午 广场宣传《反家庭暴力法》《民法典》，资料500份").event
    assert event.laws == ("反家庭暴力法", "民法典")
    assert (event.day, event.figures["资料"]) == (date(2026, 12, 4), Figure(500))


@pytest.mark.parametrize("number", ["13812345678", "138-1234-5678", "37230119800101123X", "0543-3212345"])
def test_a_number_of_someone_who_seeks_help_is_never_stored(number):
    found = heard(f"12.4 广场宣传，资料500份，来访电话{number}")
    assert found.hidden == 1
    assert number not in repr(found.event)
    assert found.event.figures == {"资料": Figure(500)}


def test_a_number_nobody_took_is_shown_even_in_the_title():
    assert heard("11.25 播放反家暴短片20次").unread == ("播放反家暴短片20次",)


def test_an_article_of_a_law_is_no_unread_figure():
    assert heard("11.25 妇女之家讲课，讲《反家庭暴力法》第二十三条").unread == ()


def test_who_went_to_a_village_is_no_part_of_its_name():
    assert heard("3月8日，司法所律师到前刘村讲课40人").event.village == "前刘村"

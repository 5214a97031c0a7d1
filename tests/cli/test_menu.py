"""Bare ``xuanchuan`` on a real terminal: what is near, numbers, Enter for what is shown, q leaves."""

from __future__ import annotations

import pytest
from talking import talk


def test_it_says_what_is_near_and_leaves_with_q_changing_nothing(tmp_path):
    screen = talk(tmp_path, "q")
    assert "离 11·25 国际消除家庭暴力日 还有 1 天" in screen
    assert "离 12·4 国家宪法日 还有 10 天" in screen
    assert "语料截至 2026-10-04" in screen
    assert "再见" in screen
    assert list(tmp_path.iterdir()) == []


def test_enter_twice_makes_the_kit_of_the_nearest_day(tmp_path):
    screen = talk(tmp_path, "1", "", "", "", "", "q")
    assert "相当于打：xuanchuan kit 11.25" in screen
    assert [path.name for path in tmp_path.iterdir()] == ["2026-11-25 国际消除家庭暴力日"]


def test_a_wrong_number_is_asked_again(tmp_path):
    assert "请打 1 到 6" in talk(tmp_path, "9", "q")


def test_leaving_a_question_with_q_does_nothing_and_comes_back(tmp_path):
    screen = talk(tmp_path, "1", "q", "q")
    assert "没有做，什么也没有改" in screen
    assert list(tmp_path.iterdir()) == []


def test_a_law_is_found_through_the_menu(tmp_path):
    screen = talk(tmp_path, "6", "1", "彩礼能退吗", "q")
    assert "xuanchuan law search 彩礼能退吗" in screen
    assert "彩礼" in screen.split("相当于打")[1]


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_line_of_the_menu_is_wider_than_the_console(tmp_path, width):
    from xuanchuan.commands.words import columns

    for line in talk(tmp_path, "q", width=width).splitlines():
        assert columns(line) <= width, line


def test_an_event_is_logged_by_questions_and_a_word_that_is_no_number_is_asked_again(tmp_path):
    answers = ("4", "2027-01-01", "11.20", "广场宣传", "人民广场", "张镇", "", "司法局，法院", "2", "", "好多", "约500")
    screen = talk(tmp_path, *answers, "", "", "", "", "", "", "", "q")
    assert "还没有到" in screen
    assert "请写一个数" in screen
    assert "横幅2条、资料500份（估）" in screen
    assert "司法局、法院" in screen
    assert "已登记为第 1 号" in screen


def test_leaving_the_questions_with_q_logs_nothing(tmp_path):
    assert "没有登记" in talk(tmp_path, "4", "11.20", "q", "q")
    assert list(tmp_path.iterdir()) == []

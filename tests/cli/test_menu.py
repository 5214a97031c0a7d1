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
    screen = talk(tmp_path, "1", "n", "", "", "", "", "", "n", "q")
    assert "2026年11月25日（星期三）　国际消除家庭暴力日" in screen
    assert "会做出 " in screen.split("相当于打")[0]
    assert "相当于打：xuanchuan kit 11.25" in screen
    assert [path.name for path in tmp_path.iterdir()] == ["2026-11-25 国际消除家庭暴力日"]


def test_a_new_user_fills_in_her_unit_and_makes_the_kit_from_one_choice(tmp_path):
    unit = ("", "县", "清河县妇女联合会", "", "0543-1234567", "", "")
    screen = talk(tmp_path, "1", *unit, "11.25", "人民广场", "没定", "无", "", "n", "q")
    assert "保存吗" in screen
    assert "xuanchuan kit 11.25 --place 人民广场 --partners 无" in screen
    (folder,) = [path for path in tmp_path.iterdir() if path.is_dir()]
    page = (folder / "首页.html").read_text(encoding="utf-8")
    assert "清河县妇联" in page
    assert "人民广场" in page


@pytest.mark.parametrize("left_at", [0, 3, 5])
def test_leaving_a_kit_at_any_question_makes_nothing(left_at, tmp_path):
    answers = ("n", "11.25", "", "", "", "")[:left_at]
    assert "没有做，什么也没有改" in talk(tmp_path, "1", *answers, "q", "q")
    assert list(tmp_path.iterdir()) == []


def test_wrong_answers_are_told_and_asked_again(tmp_path):
    screen = talk(tmp_path, "1", "n", "13.45", "5.20", "12.4", "q", "2", "没有.docx", "q", "3", "村.csv", "q", "q")
    assert "没有 13.45 这一天" in screen
    assert "还没有这一天的活动文件" in screen
    assert "2026年12月4日（星期五）　国家宪法日" in screen
    assert "没有这个文件：没有.docx" in screen
    assert "没有这个文件：村.csv" in screen
    assert list(tmp_path.iterdir()) == []


def test_a_roster_is_made_from_the_menu_with_wrong_materials_asked_again(tmp_path):
    screen = talk(tmp_path, "3", "", "3", '"村名单.csv"', "联系单", "联系卡", "12.4", "", "q")
    assert "名单样子" in screen or "写好了" in screen or "村名单.csv" in screen
    assert "没有“联系单”" in screen
    assert "batch 联系卡 --roster 村名单.csv --day 12.4" in screen
    assert [path for path in tmp_path.rglob("*联系卡*.docx") if "试做" not in str(path)]


def test_a_command_can_be_pasted_and_a_file_dropped_at_the_menus_own_question(tmp_path):
    (tmp_path / "旧 稿.txt").write_text("《婚姻法》第三十二条", encoding="utf-8")
    screen = talk(tmp_path, "xuanchuan law show 刑法 133-1", '"旧 稿.txt"', 'xuanchuan law show "刑法', "q")
    assert "第一百三十三条之一" in screen
    assert '相当于打：xuanchuan check "旧 稿.txt"' in screen
    assert "先别印" in screen
    assert "引号没有成对" in screen


def test_the_page_is_opened_with_enter(tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "xdg-open").write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/opened"\n', encoding="utf-8")
    (folder / "xdg-open").chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    talk(work, "1", "n", "", "", "", "", "", "", "q", path=folder)
    assert (tmp_path / "opened").read_text(encoding="utf-8").strip().endswith("首页.html")


def test_a_profile_with_mistakes_is_mended_from_the_menu(tmp_path):
    (tmp_path / "xuanchuan.toml").write_text('[unit]\nname = "甲县妇联"\nlevel = "好"\n', encoding="utf-8")
    screen = talk(tmp_path, "", "", "", "", "", "", "", "q")
    assert "现在重新填写" in screen
    assert "宣传助手　甲县妇联" in screen


def test_q_in_every_line_of_the_other_choices_comes_back_to_the_menu(tmp_path):
    (tmp_path / "Desktop").mkdir()
    from xuanchuan.commands.choices import OTHERS

    answers = [word for number in range(1, len(OTHERS) + 1) for word in ("6", str(number), "q")]
    screen = talk(tmp_path, *answers, "q", "q")
    assert "再见" in screen
    assert "Traceback" not in screen
    assert "出错了" not in screen.replace("出错了：还没有登记过活动", "")


def test_a_roster_dropped_at_the_menu_is_asked_for_its_materials_and_its_day(tmp_path):
    (tmp_path / "名单.csv").write_text("村名,手机\n后李村,13800000001\n马坊村,\n", encoding="gb18030")
    screen = talk(tmp_path, f'"{tmp_path}/名单.csv"', "宣传弹", "宣传单", "12.4", "", "q")
    assert "2 行 = 做了 1 + 先不做 1 + 重复 0" in screen
    assert [path.name for path in (tmp_path / "2026-12-04 国家宪法日 分村").glob("*.docx")] == [
        "001-后李村-宣传单.docx"
    ]

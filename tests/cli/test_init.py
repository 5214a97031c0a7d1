"""``init``: five questions and a card; run again, it keeps an officer's own remarks and the lines she did not change."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import say
from hypothesis import given
from hypothesis import strategies as st
from talking import talk

from xuanchuan.files.profiles import changed_text
from xuanchuan.files.project import parse_project, project_text
from xuanchuan.model.unit import Unit

OWN = """# 我们县的资料，小李 2026年春天填的
[unit]
name = "清河县妇女联合会"   # 公章上的全称
short = '清河县妇联'
level = "县"
phone = "0543-1111111" # 旧楼
partners = ["司法局", "公安局"]
# 指导思想等文件来了再填
"""


@pytest.fixture
def own(tmp_path) -> Path:
    path = tmp_path / "xuanchuan.toml"
    path.write_text(OWN, encoding="utf-8", newline="")
    return path


def test_five_questions_a_card_and_a_commented_file(tmp_path):
    screen = talk(tmp_path, "县", "清河县妇女联合会", "", "0543-1234567", "", "", words=["init"])
    assert "3/5 单位简称 [清河县妇联]" in screen
    assert "  电话　0543-1234567" in screen
    text = (tmp_path / "xuanchuan.toml").read_text(encoding="utf-8")
    assert 'short = "清河县妇联"' in text
    assert "# 办公地址" in text


def test_answers_that_will_not_do_are_asked_again_and_a_province_is_read_from_the_name(tmp_path):
    answers = ("省", "县级", "", "12", "山东省清河县妇女联合会", "", "打我", "123", "0543-1234567", "无", "")
    screen = talk(tmp_path, *answers, words=["init"])
    for said in ("请写 市、县、乡、村 之一", "单位全称不能空着", "这里要写单位的名称", "请写电话号码"):
        assert said in screen
    unit = parse_project((tmp_path / "xuanchuan.toml").read_text(encoding="utf-8"), tmp_path).unit
    assert (unit.level, unit.province, unit.phone, unit.address) == ("县", "山东省", "0543-1234567", "")


@pytest.mark.parametrize("before", [0, 2, 5])
def test_q_at_any_question_changes_nothing(before, own):
    screen = talk(own.parent, *([""] * before), "q", words=["init"])
    assert "没有改动任何东西" in screen
    assert [path.name for path in own.parent.iterdir()] == [own.name]
    assert own.read_text(encoding="utf-8") == OWN


def test_enter_at_every_question_of_a_second_run_changes_nothing(own):
    screen = talk(own.parent, *([""] * 6), words=["init"])
    assert "没有变化" in screen
    assert own.read_text(encoding="utf-8") == OWN
    assert [path.name for path in own.parent.iterdir()] == [own.name]


def test_a_second_run_changes_its_line_and_keeps_every_other_one_and_her_remarks(own):
    talk(own.parent, "", "", "", "0543-2222222", "新城路1号", "", words=["init"])
    text = own.read_text(encoding="utf-8")
    assert 'phone = "0543-2222222" # 旧楼' in text
    assert 'address = "新城路1号"' in text
    for line in OWN.splitlines():
        assert line in text or line.startswith("phone")
    assert own.with_name("xuanchuan.toml.旧").read_text(encoding="utf-8") == OWN


def test_windows_line_ends_and_the_mark_of_notepad_stay(own):
    own.write_bytes(b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode())
    assert say(["init", "--phone", "0543-3333333", "--no-input"], own.parent).code == 0
    data = own.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf#")
    assert data.count(b"\r\n") == data.count(b"\n")
    assert b'phone = "0543-3333333" # ' in data


def test_a_file_with_mistakes_is_filled_in_anew_with_what_can_be_read(own):
    own.write_text('[unit]\nname = "清河县妇女联合会"\nlevel = "好"\nphnoe = "1"\n', encoding="utf-8")
    screen = talk(own.parent, "", "", "", "0543-1234567", "", "", words=["init"])
    assert "原来的资料读不通" in screen
    assert "2/5 单位全称 [清河县妇女联合会]" in screen
    assert parse_project(own.read_text(encoding="utf-8"), own).unit.phone == "0543-1234567"
    assert "phnoe" in own.with_name("xuanchuan.toml.旧").read_text(encoding="utf-8")


def test_the_sample_is_never_put_over_an_officers_own(own):
    said = say(["init", "--sample"], own.parent)
    assert said.code == 2
    assert "xuanchuan init --sample 示例" in said.err
    assert own.read_text(encoding="utf-8") == OWN
    assert say(["init", "--sample", "示例"], own.parent).code == 0
    assert say(["init", "--sample", "示例"], own.parent).code == 0


@pytest.mark.parametrize(("said", "code"), [("山东", 0), ("山懂", 2)])
def test_a_province_is_written_by_its_full_name_or_asked_for(said, code, tmp_path):
    told = say(["init", "--name", "甲县妇女联合会", "--province", said, "--no-input"], tmp_path)
    assert told.code == code
    assert "山东省" in told.out + told.err


WORDS = st.text("甲乙丙 1a\"'\\#=[]{}\t，。㐀𠮷&%", max_size=12)


@given(old=st.tuples(WORDS, WORDS, WORDS), new=st.tuples(WORDS, WORDS, WORDS))
def test_whatever_is_changed_the_text_reads_as_what_was_meant(old, new):
    before, after = (Unit(name=f"甲{one}", short=f"乙{two}", phone=three) for one, two, three in (old, new))
    text = project_text(before)
    made = changed_text(text, before, after)
    assert parse_project(made, Path()).unit == parse_project(project_text(after), Path()).unit
    assert made.count("\n") == text.count("\n")

"""Safe file names, whole writes, and the unit's file read with all its mistakes told at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuanchuan.files.atomic import write_bytes
from xuanchuan.files.decoding import decode
from xuanchuan.files.names import RESERVED, beside, safe_name
from xuanchuan.files.project import FIELDS, UNPRINTABLE, project_text, read_project
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.unit import Unit

TYPED = st.text(st.characters(exclude_categories=("Cs",)), max_size=60).map(lambda text: UNPRINTABLE.sub("", text))


@given(st.text(max_size=300))
def test_a_safe_name_is_one_name_on_every_system(text):
    name = safe_name(text)
    assert 1 <= len(name) <= 81
    assert not set(name) & set('\\/:*?"<>|\n\r\t\0')
    assert name not in (".", "..")
    assert not name.endswith((" ", "."))
    assert name.split(".")[0].upper() not in RESERVED


def test_what_windows_forbids_still_looks_the_same():
    assert safe_name('a/b\\c:d*e?f"g<h>i|j') == "a／b＼c：d＊e？f＂g＜h＞i｜j"
    assert safe_name("CON") == "_CON"
    assert safe_name("...") == "未命名"
    assert safe_name("01 活动方案") == "01 活动方案"
    assert beside("02 宣传单.docx", 2) == "02 宣传单(2).docx"


def test_a_write_replaces_whole_and_leaves_no_temporary_file(tmp_path):
    path = tmp_path / "子文件夹" / "a.txt"
    write_bytes(path, b"one")
    write_bytes(path, b"two")
    assert path.read_bytes() == b"two"
    assert [one.name for one in path.parent.iterdir()] == ["a.txt"]


def test_a_write_that_fails_keeps_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write_bytes(path, b"old")

    def fail(*args):
        raise PermissionError(13, "held")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(XuanchuanError):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


@given(TYPED.filter(lambda text: text.strip()), TYPED, st.lists(TYPED, max_size=3))
def test_a_projects_file_gives_back_what_was_typed(tmp_path_factory, name, address, partners):
    unit = Unit(name=name, short=name, level="县", address=address, partners=tuple(partners))
    path = tmp_path_factory.mktemp("unit") / "xuanchuan.toml"
    path.write_text(project_text(unit), encoding="utf-8", newline="")
    assert read_project(path).unit == unit


def test_every_key_of_the_file_is_explained():
    text = project_text(Unit(name="甲", short="甲"))
    lines = text.splitlines()
    for field in FIELDS:
        row = next(i for i, line in enumerate(lines) if line.startswith(f"{field.key} = "))
        assert lines[row - 1].startswith(f"# {field.title}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[unit]\nnmae = "甲"\n', "是不是想写 name"),
        ('[unit]\nname = "甲"\nlevel = "省"\n', "市、县、乡、村"),
        ("[unit]\nname = 3.5\n", "name（单位全称）应当是文字"),
        ('[unit]\nname = "甲"\npartners = [1]\n', "一组文字"),
        ('[nuit]\nname = "甲"\n', "缺少 [unit]"),
        ('name = "甲"\n', "写在 [unit] 一节里"),
    ],
)
def test_a_mistake_in_the_units_file_is_named(text, said, tmp_path):
    path = tmp_path / "xuanchuan.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(XuanchuanError) as caught:
        read_project(path)
    assert said in caught.value.why
    assert caught.value.hint


def test_all_mistakes_are_told_at_once(tmp_path):
    path = tmp_path / "xuanchuan.toml"
    path.write_text('[unit]\nphnoe = "1"\nlevel = "省"\n', encoding="utf-8")
    with pytest.raises(XuanchuanError) as caught:
        read_project(path)
    assert caught.value.message == "单位资料有 3 处要改"


def test_a_file_saved_by_chinese_notepad_is_read():
    assert decode("清河县".encode("gb18030"), "x")[0] == "清河县"
    assert decode("清河县".encode("utf-8-sig"), "x")[0] == "清河县"
    assert decode("清河县".encode("utf-16"), "x")[0] == "清河县"
    with pytest.raises(XuanchuanError):
        decode(b"\xff\xff\x00\x80", "x")

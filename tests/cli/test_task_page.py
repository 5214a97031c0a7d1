"""任务单: filled in with the keyboard in a real browser, saved, and carried out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest
from browser_driving import ENTER, SPACE, TAB, browser, needs_driver
from hypothesis import given
from hypothesis import strategies as st
from page_judging import assert_fits, assert_legible, assert_readable, printed, words_of

from xuanchuan.files.tasks import read_task
from xuanchuan.model.error import XuanchuanError

ROOT = Path(__file__).parents[2]
TASK = {"任务单": 1, "日子": "2026-12-04", "地点": "人民广场", "时间": "上午9:00至11:00", "联合单位": ["司法局"], "材料": ["活动方案"]}  # fmt: skip


def run(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "xuanchuan", *words],
        cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def task_file(folder: Path, value: object) -> Path:
    path = folder / "任务单.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def words(path: Path) -> str:
    return "".join(node.text or "" for node in docx.Document(str(path)).element.body.iter() if node.tag.endswith("}t"))


@pytest.mark.slow
@needs_driver
def test_a_person_without_a_mouse_fills_it_in_saves_it_and_it_is_carried_out(tmp_path):
    assert run(tmp_path, "run", "--page", "任务单.html").returncode == 0
    with browser(tmp_path) as window:
        window.open(tmp_path / "任务单.html")
        window.keys(f"{TAB}{TAB}人民广场{TAB}上午9:00至11:00{TAB}")
        window.keys(SPACE)  # the first partner is ticked: untick it
        focus = "return document.activeElement.id"
        while window.run(focus) != "m1":
            window.keys(TAB)
        window.keys(SPACE)
        while window.run("return document.activeElement.tagName") != "BUTTON":
            window.keys(TAB)
        window.keys(ENTER)
        assert "存好了" in window.run("return document.getElementById('said').textContent")
        saved = tmp_path / "任务单.json"
        for _ in range(100):
            if saved.exists():
                break
            time.sleep(0.1)
    value = json.loads(saved.read_text(encoding="utf-8"))
    assert (value["地点"], value["时间"], value["材料"]) == ("人民广场", "上午9:00至11:00", ["活动方案"])
    assert "司法局" not in value["联合单位"]
    done = run(tmp_path, "run", "任务单.json")
    assert done.returncode == 0, done.stderr
    (plan,) = tmp_path.glob("*/01 活动方案.docx")
    assert "人民广场" in words(plan)
    assert "上午9:00至11:00" in words(plan)


@pytest.mark.slow
@needs_driver
def test_the_page_can_be_read_by_everybody_and_filled_in_on_paper(tmp_path):
    run(tmp_path, "run", "--page", "任务单.html")
    with browser(tmp_path) as window:
        window.open(tmp_path / "任务单.html")
        assert_readable(window, {"banner", "main", "form"})
        assert_fits(window, 320, 360, 640, 1280)
        assert_legible(window)
        sheets = printed(window)
    assert len(sheets) <= 3
    assert "宣传单" in words_of(sheets)
    assert "保存任务单" not in words_of(sheets)


def test_the_page_fetches_nothing(tmp_path):
    run(tmp_path, "run", "--page", "任务单.html")
    text = (tmp_path / "任务单.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", text)
    assert "fetch(" not in text


def test_place_hours_and_partners_reach_the_materials(tmp_path):
    task_file(tmp_path, TASK)
    assert run(tmp_path, "run", "任务单.json").returncode == 0
    (plan,) = tmp_path.glob("*/01 活动方案.docx")
    text = words(plan)
    assert "（二）集中宣传地点：人民广场" in text
    assert "联合单位：司法局。" in text


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({}, "不是任务单"),
        ([1], "不是任务单"),
        ({"任务单": 1}, "没有写“日子”"),
        ({**TASK, "地址": "x"}, "不认识“地址”"),
        ({**TASK, "地点": 5}, "“地点”应当是文字"),
        ({**TASK, "地点": "长" * 500}, "太长"),
        ({**TASK, "材料": "活动方案"}, "应当是一组文字"),
        ({**TASK, "大字": "是"}, "应当是 true 或 false"),
        ({**TASK, "材料": ["没有这种"]}, "没有这种材料"),
        ({**TASK, "日子": "三十二月"}, "不认识"),
    ],
)
def test_a_mistake_in_the_file_is_told_and_makes_nothing(tmp_path, value, said):
    task_file(tmp_path, value)
    done = run(tmp_path, "run", "任务单.json")
    assert done.returncode == 2
    assert said in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["任务单.json"]


@given(st.binary(max_size=200))
def test_no_file_breaks_the_reader(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("task") / "任务单.json"
    path.write_bytes(data)
    with pytest.raises(XuanchuanError):
        read_task(path)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*TASK, "x"]), inner, max_size=4), max_leaves=12))  # fmt: skip
def test_no_value_breaks_the_reader(tmp_path_factory, value):
    path = task_file(tmp_path_factory.mktemp("task"), value)
    try:
        assert read_task(path).day
    except XuanchuanError as error:
        assert error.hint

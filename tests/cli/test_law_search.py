"""``law search`` at the command line: pleasant to read, exact as JSON, honest when there is nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from xuanchuan.commands.law import command
from xuanchuan.commands.words import columns
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 25)


@pytest.fixture
def law(tmp_path):
    return lambda *args: CliRunner().invoke(command, args, obj=Desk(TODAY, tmp_path), catch_exceptions=False)


def test_the_list_can_be_read_at_80_columns_on_a_chinese_console(law):
    done = law("search", "彩礼能退吗")
    assert done.exit_code == 0
    assert done.stdout.startswith("按 2026-11-25 有效的法律找；语料截至 ")
    assert "1. 婚姻家庭编解释（一） 第五条" in done.stdout or "1. 涉彩礼规定 第" in done.stdout
    assert done.stdout.count("为什么是这条：") == 5
    assert all(columns(line) <= 80 for line in done.output.splitlines())
    done.output.encode("gbk")
    assert "下一步：看全文  xuanchuan law show " in done.stderr


def test_danger_is_answered_with_110_before_any_article(law):
    lines = law("search", "老公打我怎么办").stdout.splitlines()
    assert "先打 110" in lines[0]
    assert lines[0].index("110") < lines[0].index("12338")


def test_json_has_the_frozen_keys_and_ten_rows(law):
    rows = json.loads(law("search", "产假几天", "--format", "json").stdout)
    assert len(rows) == 10
    assert {"law", "article", "suffix", "text", "score", "topics"} <= set(rows[0])
    assert rows[0]["law"] == "女职工劳动保护特别规定"
    assert (rows[0]["article"], rows[0]["suffix"]) == (7, 0)
    assert isinstance(rows[0]["topics"], list)


def test_limit_and_several_words(law):
    assert len(json.loads(law("search", "外嫁女", "分红", "--limit", "3", "--format", "json").stdout)) == 3


def test_chinese_names_work(law):
    assert law("查找", "彩礼", "--limit", "1").stdout == law("search", "彩礼", "--limit", "1").stdout


@pytest.mark.parametrize("words", [[], [""], ["？！"]])
def test_no_question_is_a_mistake_with_an_example(law, words):
    with pytest.raises(XuanchuanError) as error:
        law("search", *words)
    assert error.value.code == 2
    assert error.value.hint == "xuanchuan law search 彩礼能退吗"


def test_nothing_found_is_said_and_is_no_mistake(law):
    done = law("search", "asdfgh")
    assert done.exit_code == 0
    assert "没有找到" in done.stdout
    assert "不等于法律没有规定" in done.stdout.replace("\n", "")
    assert json.loads(law("search", "asdfgh", "--format", "json").stdout) == []


def test_a_law_that_has_ended_is_said_and_its_heir_shown(law):
    shown = law("search", "婚姻法32条").stdout
    assert shown.startswith("《婚姻法》2021-01-01 起不再有效，现在看民法典")
    assert "1. 民法典 第一千零七十九条" in shown


def test_a_law_not_yet_in_force_is_said(law):
    shown = law("search", "医疗保障法").stdout
    assert "还没有施行（2027-01-01 起施行）" in shown.replace("\n", "")


def test_an_old_day_says_how_little_of_its_law_we_have(law):
    shown = law("search", "离婚", "--as-of", "2005-01-01").stdout.replace("\n", "")
    assert "按 2005-01-01 有效的法律找，那天有效、语料又有原文的只有 " in shown


def run(*args: str, cwd: Path, home: Path) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "xuanchuan", *args], cwd=cwd, env=env, capture_output=True, check=False
    )


def test_a_search_leaves_nothing_on_the_disk(tmp_path):
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    done = run("law", "search", "彩礼能退吗", "--format", "json", cwd=work, home=home)
    assert done.returncode == 0
    assert done.stderr == b""
    assert len(json.loads(done.stdout)) == 10
    assert list(home.rglob("*")) == []
    assert list(work.rglob("*")) == []


def test_a_law_of_the_units_own_is_searched_too(tmp_path):
    assert run("init", "--sample", cwd=tmp_path, home=tmp_path).returncode == 0
    (project,) = (file.parent for file in tmp_path.rglob("xuanchuan.toml"))
    source = ROOT / "xuanchuan" / "corpus" / "laws" / "人民调解法" / "2011-01-01.md"
    folder = project / "laws" / "示例市养犬管理条例"
    folder.mkdir(parents=True)
    facts = source.read_text(encoding="utf-8")
    body = facts.split("+++", 2)[1]
    for old, new in (("人民调解法", "示例市养犬管理条例"), ("中华人民共和国", "")):
        body = body.replace(old, new)
    text = f"+++{body}+++\n\n## 第一条\n遛狗应当使用不超过一点五米的犬绳，并及时清理犬只粪便。\n"
    (folder / "2011-01-01.md").write_text(text, encoding="utf-8")
    done = run("law", "search", "遛狗不拴犬绳", "--format", "json", cwd=project, home=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)[0]["short"] == "示例市养犬管理条例"
    shutil.rmtree(folder)

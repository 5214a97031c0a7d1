"""The first screen: fast, Chinese, complete on any console."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

HEAVY = ("rich", "jinja2", "docx", "lxml", "icalendar", "markdown_it", "borax", "chinese_calendar", "openpyxl", "segno")


def run(*args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "xuanchuan", *args], capture_output=True, env={**os.environ, **env}, check=False
    )


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from xuanchuan.cli import run; run(['--help']);"
        f"print(sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"


@pytest.mark.parametrize(
    "words",
    [
        ["calendar", "--year", "2027"],
        ["dates"],
        ["law", "show", "反家庭暴力法", "23"],
        ["law", "search", "彩礼"],
        ["stats"],
        ["check", "稿子.txt"],
    ],
    ids=lambda words: words[0],
)
def test_what_is_only_shown_on_the_screen_loads_nothing_that_makes_files(words, tmp_path):
    (tmp_path / "稿子.txt").write_text("《反家庭暴力法》第二十三条", encoding="utf-8")
    makers = {"jinja2", "docx", "lxml", "icalendar", "markdown_it", "openpyxl", "segno", "typst", "numpy", "PIL"}
    code = (
        f"import sys; from xuanchuan.cli import run; run({words!r});"
        f"print(sorted(set(sys.modules) & {makers!r}), file=sys.stderr)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path, env=env)
    assert done.stderr.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "env", [{"PYTHONIOENCODING": "gbk"}, {"PYTHONUTF8": "1"}, {"NO_COLOR": "1"}, {"COLUMNS": "60"}]
)
def test_help_prints_on_every_console(env):
    done = run("--help", **env)
    text = done.stdout.decode("gbk" if "PYTHONIOENCODING" in env else "utf-8")
    assert done.returncode == 0
    assert done.stderr == b""
    assert "用法" in text
    assert "普法宣传工具箱" in text
    assert "\\u" not in text


def test_a_closed_stdout_ends_quietly():
    command = f'"{sys.executable}" -m xuanchuan --help | "{sys.executable}" -c "pass"'
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


def test_an_unknown_command_names_the_nearest():
    done = run("kti", "11.25")
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").splitlines() == [
        "出错了：没有“kti”这个命令",
        "为什么：最像的是：kit（整套）",
        "下一步：xuanchuan kit --help",
    ]


def test_an_unknown_chinese_name_and_a_groups_own_are_answered_the_same_way():
    assert "为什么：最像的是：kit（整套）" in run("整逃").stderr.decode("utf-8")
    told = run("law", "shwo", "刑法").stderr.decode("utf-8").splitlines()
    assert told[1:] == ["为什么：最像的是：show（查看）", "下一步：xuanchuan law show --help"]
    assert run("活动", "列表").stderr.decode("utf-8").splitlines()[-1] == "下一步：xuanchuan 活动 --help"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("11.25", "kit 11.25"),
        ("三八", "kit 三八"),
        ("旧 折页.docx", 'check "旧 折页.docx"'),
        ("任务单.json", "run 任务单.json"),
    ],
)
def test_a_day_or_a_file_without_a_command_names_the_command(word, meant):
    done = run(word)
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").splitlines()[-1] == f"下一步：xuanchuan {meant}"


def test_an_unknown_option_is_told_in_chinese():
    done = run("--form")
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").splitlines()[0].startswith("出错了：没有 “--form” 这个选项")


def test_what_is_missing_is_told_with_an_example_that_has_it():
    assert run("kit").stderr.decode("utf-8").splitlines() == [
        "出错了：少了要填的内容 “日子”",
        "下一步：xuanchuan kit 11.25",
    ]
    told = run("dates", "--format", "xml").stderr.decode("utf-8").splitlines()
    assert told == [
        "出错了：“--format” 填得不对：“xml” 不对，可以写：“text”, “json”, “csv”",
        "下一步：xuanchuan dates --help",
    ]


def test_a_group_without_a_command_shows_its_page():
    done = run("law")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "用平常说的话找法条" in done.stdout.decode("utf-8")


def test_chinese_names_and_help_words_work():
    for args in (("整套", "帮助"), ("help", "kit"), ("kit", "-h")):
        done = run(*args)
        assert done.returncode == 0, args
        assert "用法" in done.stdout.decode("utf-8")


def test_a_fault_of_ours_leaves_a_log_and_no_traceback():
    code = (
        "import xuanchuan.cli as cli; cli.show_version = lambda desk: 1 / 0; raise SystemExit(cli.run(['--version']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 1
    lines = done.stderr.decode("utf-8").splitlines()
    assert len(lines) <= 4
    assert "出错记录" in lines[-1]
    assert "Traceback" not in done.stderr.decode("utf-8")

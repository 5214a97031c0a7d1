"""The documents say what is true: commands run, every command is listed, its help has two examples that work."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from xuanchuan.cli import Commands, command
from xuanchuan.commands import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```\n(.*?)```", README, re.DOTALL)
# Their examples name a file, an entry or a project that only the officer has.
NEEDS_THE_OFFICERS_OWN = ("reprint", "import", "unpack", "restore", "merge", "amend", "handover", "check", "bundle")
OPTIONS = re.compile(r"--[a-z-]+")


def run(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a pasted ``xuanchuan …`` line in a folder."""
    words = shlex.split(line)
    assert words[0] == "xuanchuan", line
    return subprocess.run(
        [sys.executable, "-m", "xuanchuan", *words[1:]],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795478400", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def leaves(group=command, path=("xuanchuan",)):
    """Every command with its path, groups followed down."""
    import click

    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        one = group.get_command(ctx, name)
        if isinstance(one, click.Group):
            yield from leaves(one, (*path, name))
        else:
            yield (*path, name), one


LEAVES = list(leaves())


def test_the_readme_starts_with_the_two_commands():
    assert BLOCKS[0].strip() == "python -m pip install . && xuanchuan kit 11.25"
    assert BLOCKS[1].strip() == 'python -m pip install ".[test]" && python -m pytest'
    assert "python -m pytest" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_readmes_first_command_makes_what_the_readme_lists(tmp_path):
    done = run("xuanchuan kit 11.25", tmp_path)
    assert done.returncode == 0
    (folder,) = tmp_path.iterdir()
    for name in ("01 活动方案.docx", "02 宣传单.docx", "03 法律知识讲义.docx", "04 广播稿.docx", "05 短信微信文案.txt",
                 "06 横幅标语.docx", "07 签到表.docx", "08 咨询登记表.docx", "09 知识竞答.docx", "10 活动日程.ics", "11 活动通知.docx", "12 物资清单与预算.xlsx", "13 海报.docx", "14 求助卡.docx",
                 "15 公众号推文.html", "首页.html", "清单.json"):  # fmt: skip
        assert (folder / name).exists(), name
        assert name in README or name.split(".")[0] in README, name


@pytest.mark.parametrize("line", re.findall(r"\| `(xuanchuan [^`]+)` \|", README))
def test_every_command_of_the_readmes_table_runs(line, tmp_path):
    done = run(line + (" --sample" if line.endswith("init") else ""), tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_readme_lists_every_command_with_its_chinese_name():
    for row in COMMANDS:
        assert re.search(rf"`xuanchuan {row.name}[ `]", README), row.name
        assert f"| {row.chinese} |" in README, row.chinese


def test_pictures_and_pages_that_are_linked_exist():
    for text in (README, CONTRIBUTING):
        for link in re.findall(r"\]\(([^)#]+)\)", text):
            assert (ROOT / link).exists(), link


@pytest.mark.parametrize(("path", "one"), LEAVES, ids=[" ".join(path) for path, _ in LEAVES])
def test_every_command_says_what_it_does_and_gives_two_examples_that_work(path, one, tmp_path):
    assert one.help
    assert "。" in one.help
    examples = re.findall(r"xuanchuan [^　]+?(?=\s{2,}|$)", (one.epilog or "").replace("例如：", "").strip())
    assert len(examples) >= 2, one.epilog
    for example in examples:
        done = run(example.strip(), tmp_path)
        if path[-1] in NEEDS_THE_OFFICERS_OWN:
            assert done.returncode == 2, (example, done.stderr)
            assert "下一步：" in done.stderr
        else:
            assert done.returncode == 0, (example, done.stderr)


@pytest.mark.parametrize(("path", "one"), LEAVES, ids=[" ".join(path) for path, _ in LEAVES])
def test_every_option_is_explained_in_chinese(path, one):
    import click

    for param in one.params:
        if isinstance(param, click.Option):
            assert param.help, param.name
            assert re.search(r"[一-鿿]", param.help), param.name


def test_the_list_of_commands_is_what_help_shows():
    assert isinstance(command, Commands)
    done = subprocess.run([sys.executable, "-m", "xuanchuan", "--help"], cwd=ROOT, capture_output=True, check=True)
    shown = "".join(done.stdout.decode("utf-8").split())
    for row in COMMANDS:
        assert "".join(row.help.split()) in shown

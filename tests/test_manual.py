"""docs/commands: a page a command, generated from its help; ``python -m pytest tests/test_manual.py --accept`` rewrites."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from xuanchuan.cli import command, speak_chinese
from xuanchuan.commands import COMMANDS
from xuanchuan.commands.groups import TableGroup

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = DOCS / "commands"


def page_of(name: str, chinese: str) -> str:
    """The page of a top-level command: its help, and that of each of its own commands."""
    speak_chinese()
    found = command.get_command(click.Context(command), name)
    assert found is not None
    parts = [
        f"# xuanchuan {name}　{chinese}",
        "",
        "这一页由命令自己的说明生成，不要手改。",
        *_section(found, ("xuanchuan", name)),
    ]
    if isinstance(found, click.Group):
        for sub in found.list_commands(click.Context(found)):
            inner = found.get_command(click.Context(found), sub)
            assert inner is not None
            parts += ["", f"## {name} {sub}", *_section(inner, ("xuanchuan", name, sub))]
    return "\n".join(parts) + "\n"


def _section(one: click.Command, path: tuple[str, ...]) -> list[str]:
    with click.Context(
        one, info_name=" ".join(path), max_content_width=100, terminal_width=100, help_option_names=["-h", "--help"]
    ) as ctx:
        return ["", "```text", *(line.rstrip() for line in one.get_help(ctx).splitlines()), "```"]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Every page, made in a process of its own: click keeps the help option of whoever asked a command first."""
    program = "import json, test_manual as one; print(json.dumps({row.name: one.page_of(row.name, row.chinese) for row in one.COMMANDS}))"
    env = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join([str(ROOT), str(Path(__file__).parent)])}
    done = subprocess.run(
        [sys.executable, "-c", program], env=env, capture_output=True, text=True, encoding="utf-8", check=True
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_every_command_has_its_page_and_it_says_what_the_command_says(row, request, pages):
    path, wanted = PAGES / f"{row.name}.md", pages[row.name]
    if request.config.getoption("--accept"):
        path.write_text(wanted, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == wanted


def test_the_manual_lists_every_page_and_no_other():
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    for folder in (PAGES, DOCS / "tutorials"):
        for path in folder.glob("*.md"):
            assert f"({folder.name}/{path.name})" in index, path.name
    assert {path.stem for path in PAGES.glob("*.md")} == {row.name for row in COMMANDS}


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_links_and_pictures_exist_and_everything_prints_in_gbk(path):
    text = path.read_text(encoding="utf-8")
    text.encode("gbk")
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (path.parent / link).exists(), link


def tutorial_lines() -> list[tuple[str, list[str]]]:
    """(tutorial, its xuanchuan lines in order), from the blocks marked ``run``."""
    found = []
    for path in sorted((DOCS / "tutorials").glob("*.md")):
        blocks = re.findall(r"```run\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
        found.append((path.name, [line for block in blocks for line in block.splitlines() if line.strip()]))
    return found


@pytest.mark.parametrize(("name", "lines"), tutorial_lines(), ids=[name for name, _ in tutorial_lines()])
def test_every_tutorial_can_be_followed_line_by_line(name, lines, tmp_path):
    assert lines, "a tutorial without a line to run teaches nothing"
    env = {**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795392000", "PYTHONPATH": str(ROOT)}
    for line in lines:
        words = shlex.split(line)
        assert words[0] == "xuanchuan"
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=tmp_path, env=env, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode in (0, 4, 5), (line, done.stderr)


def test_groups_answer_to_chinese_names_too():
    for row in COMMANDS:
        found = command.get_command(click.Context(command), row.chinese)
        assert found is not None
        if isinstance(found, TableGroup):
            assert found.list_commands(click.Context(found))

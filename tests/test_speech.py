"""What the program says, read from its source: every error has a next step, every command it names exists, all of it is GBK."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from xuanchuan.cli import command
from xuanchuan.commands.groups import TableGroup

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "xuanchuan"
SOURCES = sorted(PACKAGE.rglob("*.py"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
WORDS = [path for folder in ("templates", "campaigns") for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]

# A command line ends where Chinese talk goes on: at a full-width mark, two spaces, a backtick, a table's bar, a comment.
LINE = re.compile(
    r"(?<![-\w./\"=\[])xuanchuan (?P<rest>[^，。；：（）、”“…`\n|#<&]+?)(?=  |　|[，。；：（）、”“…`\n|#<&]|$)"
)
# What stands after the program's name without being a command: ``help`` is a word of its own, the other is English prose.
NO_COMMANDS = ("help", "turns")
OPTION = re.compile(r"^--[a-z][a-z-]*$")


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text of a source but its docstrings; what an f-string fills in stands as 某."""
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
            parts = (str(one.value) if isinstance(one, ast.Constant) else "某" for one in node.values)
            yield node.lineno, "".join(parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


def spoken() -> Iterator[tuple[Path, int, str]]:
    """Every text of the source that says something in Chinese, patterns and their classes of characters left out."""
    for path in SOURCES:
        for line, text in literals(ast.parse(path.read_text(encoding="utf-8"))):
            said = re.sub(r"\[[^\]\s]*\]", "", text)
            if re.search(r"[一-龥]", said) and not re.search(r"\(\?|\\[dswbn]|\^", text):
                yield path, line, said


def wordless_errors(source: str) -> list[int]:
    """The lines that raise an error with no next step, or with one that may be empty."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "XuanchuanError":
            continue
        hint = next((one.value for one in node.keywords if one.arg == "hint"), None)
        empty = [one for one in ast.walk(hint) if isinstance(one, ast.Constant) and one.value == ""] if hint else [1]
        if empty:
            found.append(node.lineno)
    return found


def test_every_error_says_what_to_do_next():
    found = {str(path): wordless_errors(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "planted",
    ["XuanchuanError('坏了')", "XuanchuanError('坏了', hint='')", "XuanchuanError('坏了', hint=a if b else '')"],
)
def test_the_guard_of_errors_bites(planted):
    assert wordless_errors(planted) == [1]


def unknown_words(line: str) -> list[str]:
    """What of ``xuanchuan …`` is no command, and which options its command does not have."""
    words = line.split()
    group: click.Command = command
    while words and isinstance(group, click.Group) and not words[0].startswith(("-", "某", "[", "{")):
        found = group.get_command(click.Context(group), words[0])
        if found is None:
            return [] if words[0] in NO_COMMANDS else [words[0]]
        group, words = found, words[1:]
    known = {option for one in group.params for option in one.opts} | {"--help", "-h"}
    return [word for word in words if OPTION.match(word) and word not in known]


def named_commands(text: str) -> list[str]:
    return [one["rest"] for one in LINE.finditer(text) if re.match(r"[a-z-]|[一-龥]{1,4}(?: |$)", one["rest"])]


def wrong_commands(text: str) -> list[tuple[str, list[str]]]:
    return [(one, unknown_words(one)) for one in named_commands(text) if unknown_words(one)]


def test_every_command_the_program_names_exists_with_the_options_it_names():
    for path, line, text in spoken():
        assert wrong_commands(text) == [], f"{path}:{line}"


def test_every_command_the_pages_and_templates_name_exists():
    for path in [*PAGES, *WORDS]:
        assert wrong_commands(path.read_text(encoding="utf-8")) == [], path


def every_option(group: click.Command = command) -> set[str]:
    inner = [group.get_command(click.Context(group), name) for name in group.list_commands(click.Context(group))] if isinstance(group, click.Group) else []  # fmt: skip
    return {word for one in group.params for word in one.opts}.union(*(every_option(one) for one in inner if one))


def test_every_option_the_program_names_belongs_to_some_command():
    known = every_option() | {"--help"}
    for path, line, text in spoken():
        for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*[a-z](?=[ ，。；：（）、”]|$)", text):
            assert option in known, f"{path}:{line}: {option}"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("看看：  xuanchuan kti 11.25", ["kti"]),
        ("xuanchuan kit 11.25 --olny 宣传单，再试", ["--olny"]),
        ("xuanchuan law shwo 刑法 1", ["shwo"]),
        ("xuanchuan 整套 11.25 --only 宣传单", []),
        ("xuanchuan 整逃 11.25", ["整逃"]),
    ],
)
def test_the_guard_of_commands_bites(said, wrong):
    assert [word for _, words in wrong_commands(said) for word in words] == wrong


def test_every_group_and_command_has_a_chinese_name_and_says_so():
    for group, path in groups():
        assert isinstance(group, TableGroup), path
        for row in group.rows:
            assert re.fullmatch(r"[一-鿿]{1,4}", row.chinese), row
            one = group.get_command(click.Context(group), row.chinese)
            assert one is group.get_command(click.Context(group), row.name)
            assert one.help
            assert re.search("也可以(打|写作)：xuanchuan ", one.help), (path, row.name)


def groups(group: click.Command = command, path: str = "xuanchuan") -> Iterator[tuple[click.Group, str]]:
    if isinstance(group, click.Group):
        yield group, path
        for name in group.list_commands(click.Context(group)):
            inner = group.get_command(click.Context(group), name)
            assert inner is not None
            yield from groups(inner, f"{path} {name}")


def beyond_gbk(text: str) -> str:
    return "".join(sorted({char for char in text if not _in_gbk(char)}))


def _in_gbk(char: str) -> bool:
    try:
        return bool(char.encode("gbk"))
    except UnicodeEncodeError:
        return False


def test_everything_in_the_source_that_may_be_printed_is_in_gbk():
    said = list(spoken())
    assert len(said) > 2000
    for path, line, text in said:
        assert not beyond_gbk(text), f"{path}:{line}: {beyond_gbk(text)!r}"


def test_everything_in_templates_campaigns_and_pages_is_in_gbk():
    for path in [*WORDS, *PAGES]:
        assert not beyond_gbk(path.read_text(encoding="utf-8")), path


def test_the_guard_of_gbk_bites():
    assert beyond_gbk("√ × ● → 好") == ""
    assert beyond_gbk("做好了 ✓") == "✓"

"""The house's import rules, read from the source: rooms look down, never up, never sideways into a peer."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "xuanchuan"

# A room may import from rooms of a lower rank only.
RANKS = {
    "model": 0,
    "console": 0,
    "files": 1,
    "corpus": 2,
    "dates": 2,
    "materials": 3,
    "render": 3,
    "kit": 4,
    "batch": 4,
    "check": 4,
    "ledger": 4,
    "calendar": 4,
    "commands": 5,
    "desk": 4,
    "cli": 6,
    "__main__": 7,
}
# Third-party packages, and the rooms that may name them.
HOMES = {
    "click": {"commands", "cli"},
    "rich": {"commands", "desk", "cli"},
    "jinja2": {"files", "materials", "render"},
    "markdown_it": {"materials"},
    "mdit_py_plugins": {"materials"},
    "docx": {"render", "check"},
    "pypinyin": {"materials"},
    "docxtpl": {"render"},
    "lxml": {"render", "check"},
    "openpyxl": {"files"},
    "python_calamine": {"files"},
    "distributed": {"batch"},
    "icalendar": {"calendar"},
    "borax": {"dates"},
    "chinese_calendar": {"dates"},
    "segno": {"render"},
    "typst": {"render"},
    "pypdfium2": {"check"},
}
# What only the desk and the commands may know: the clock, the environment, the terminal.
WORLDLY = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("os", "environ"),
    ("os", "getenv"),
    ("Path", "cwd"),
    ("Path", "home"),
    ("time", "time"),
    ("sys", "stdout"),
    ("sys", "stderr"),
    ("sys", "stdin"),
    ("sys", "exit"),
}
AT_THE_DESK = {"desk", "cli", "commands", "__main__"}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.module, node.lineno))
            found += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
    return found


def broken_rules(source: str, room: str, where: str) -> list[str]:
    tree = ast.parse(source)
    broken = []
    for name, line in imports(tree):
        top, _, rest = name.partition(".")
        if top == "xuanchuan" and rest:
            other = rest.split(".")[0]
            if other in RANKS and other != room and RANKS[other] >= RANKS[room]:
                broken.append(f"{where}:{line}: {room} imports {other}")
        elif top in HOMES and room not in HOMES[top]:
            broken.append(f"{where}:{line}: {top} outside {sorted(HOMES[top])}")
    if room not in AT_THE_DESK:
        broken += worldly(tree, where)
    return broken


def worldly(tree: ast.AST, where: str) -> list[str]:
    broken = []
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and (node.value.id, node.attr) in WORLDLY
        ):
            broken.append(f"{where}:{node.lineno}: {node.value.id}.{node.attr} below the desk")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "input"):
            broken.append(f"{where}:{node.lineno}: {node.func.id}() below the desk")
    return broken


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_looks_down_only_and_a_package_is_named_in_its_room(path):
    if path == PACKAGE / "__init__.py":
        return
    room = room_of(path)
    assert room in RANKS, f"{room} has no place in the house; give it a rank"
    assert broken_rules(path.read_text(encoding="utf-8"), room, str(path.relative_to(PACKAGE))) == []


@pytest.mark.parametrize(
    ("room", "source", "said"),
    [
        ("model", "from xuanchuan.files import atomic", "model imports files"),
        ("files", "import xuanchuan.corpus.loading", "files imports corpus"),
        ("kit", "from xuanchuan.calendar import timeline_ics", "kit imports calendar"),
        ("kit", "from xuanchuan import calendar", "kit imports calendar"),
        ("corpus", "def f():\n    from xuanchuan.dates import rules", "corpus imports dates"),
        ("kit", "import click", "click outside"),
        ("corpus", "from docx import Document", "docx outside"),
        ("dates", "from datetime import date\nx = date.today()", "date.today below the desk"),
        ("kit", "import os\nx = os.environ['A']", "os.environ below the desk"),
        ("corpus", "print('x')", "print() below the desk"),
    ],
)
def test_the_guard_bites(room, source, said):
    assert any(said in one for one in broken_rules(source, room, "planted.py"))


def test_every_room_says_what_it_is_for():
    for folder in (path for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()):
        assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))), folder.name

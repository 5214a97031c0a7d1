"""A whole pack: ``kit 11.25`` as a process, beside a process that only imports the libraries it needs."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

from measuring import Effort, Line, Section, in_turn, python, xuanchuan

LIBRARIES = "import click, docx, icalendar, jinja2, jinja2.sandbox, markdown_it, openpyxl, segno"


def measure(effort: Effort) -> Section:
    """Seconds of a pack, each into a fresh folder."""
    turns = itertools.count()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        works = {
            "kit": lambda: xuanchuan("kit", "11.25", "--out", f"包{next(turns)}", cwd=folder),
            "libraries": lambda: python(LIBRARIES, cwd=folder),
        }
        costs = in_turn(effort.rounds, works)
        made = sum(one.is_file() for one in (folder / "包0").rglob("*"))
    figure = Line("秒", 1).figure(
        "kit 11.25",
        costs["kit"],
        costs["libraries"],
        peer="只载入要用的库",
        against="limit",
        bound="首页上每份材料的小图由 Typst 排版，其次是载入库",
    )
    return Section("整套材料", (figure,), remarks=(f"一套 {made} 份文件。",))

"""Rosters and batches for the tests: small files on disk, and the makers behind them."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from functools import cache
from pathlib import Path

import docx

from xuanchuan.batch.columns import load_columns
from xuanchuan.batch.opening import open_roster
from xuanchuan.batch.roster import Roster
from xuanchuan.batch.survey import Survey, survey
from xuanchuan.commands.preparing import prepare
from xuanchuan.desk import Desk
from xuanchuan.materials import Template, load_templates
from xuanchuan.materials.templates import read_template
from xuanchuan.model.kit import Kit
from xuanchuan.model.unit import Unit

ROOT = Path(__file__).parents[2]
NOW = "1795478400"  # 2026-11-25
COUNTY = Unit(
    name="清河县妇女联合会",
    short="清河县妇联",
    level="县",
    province="山东省",
    county="清河县",
    address="清河路1号",
    phone="0543-1234567",
    contact="权益部",
    partners=("司法局", "公安局"),
)


def csv_bytes(rows, encoding="utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def write_csv(path: Path, rows, encoding="utf-8") -> Path:
    path.write_bytes(csv_bytes(rows, encoding))
    return path


@cache
def templates() -> dict[str, Template]:
    return {one.name: one for one in load_templates()}


@cache
def kit(day: str = "12.4", unit: Unit = COUNTY) -> Kit:
    from dataclasses import replace

    return replace(prepare(Desk(date(2026, 11, 25), ROOT, quiet=True), day).kit, unit=unit)


def template(body: str, layout: str = "flyer", formats: str = '["docx"]', name: str = "试") -> Template:
    return read_template(f'+++\nname = "{name}"\nlayout = "{layout}"\nformats = {formats}\n+++\n{body}', "try", "try")


def opened(path: Path, names=("宣传单",), unit: Unit = COUNTY, named=None, own: Template | None = None) -> Roster:
    chosen = [own] if own else [templates()[name] for name in names]
    return open_roster(path, chosen, load_columns(), unit, named or {})


def looked_at(path: Path, names=("宣传单",), unit: Unit = COUNTY, **more) -> tuple[Roster, Survey]:
    roster = opened(path, names, unit, **more)
    return roster, survey(roster)


def run(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """``xuanchuan batch …`` in a folder, as pasted."""
    return subprocess.run(
        [sys.executable, "-m", "xuanchuan", "batch", *args],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": NOW, "PYTHONPATH": str(ROOT), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


HEAD = ["村(社区)", "乡镇", "妇联主席", "手机", "法律顾问", "所", "户数"]
OUT = "2026-12-04 国家宪法日 分村"


def rows(many: int, town=lambda number: "前刘镇"):
    return [
        [f"第{number}村", town(number), "王䶮", f"138{number:08d}", "李律师", "某某律所", str(200 + number)]
        for number in range(1, many + 1)
    ]


def manifest(folder: Path) -> dict:
    return json.loads((folder / "清单.json").read_text(encoding="utf-8"))


def card_cells(path: Path) -> list[list[str]]:
    """The words of the cards of each side of each sheet, in the order of the paper."""
    sides = []
    for table in docx.Document(str(path)).tables:
        cells = [cell for row in table.rows for cell in row.cells]
        sides.append(
            ["".join(node.text or "" for node in cell._tc.iter() if node.tag.endswith("}t")) for cell in cells]
        )
    return sides


def files(folder: Path) -> dict[str, bytes]:
    lists = ("清单.json", "进度.jsonl", "分发清单.xlsx", "先不做的村.xlsx")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in lists
    }


def killed(folder: Path, args: list[str], many: int) -> None:
    """Start a batch and kill it when so many files are there."""
    env = {**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": NOW, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-m", "xuanchuan", "batch", *args], cwd=folder, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        out = folder / args[-1]
        while process.poll() is None and (not out.exists() or sum(1 for _ in out.iterdir()) < many):
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)

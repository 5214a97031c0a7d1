"""Ledgers and projects for the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from xuanchuan.ledger.store import Ledger, open_ledger
from xuanchuan.model.ledger import Event, Figure

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 12, 20)
UNIT = """[unit]
name = "清河县妇女联合会"
short = "清河县妇联"
level = "县"
province = "山东省"
phone = "0543-7654321"
"""


def new_ledger(folder: Path, name: str = "county") -> Ledger:
    return open_ledger(folder / "xuanchuan.db", name)


def event(day: str = "2026-12-04", title: str = "广场宣传", **values) -> Event:
    figures = {
        name: figure if isinstance(figure, Figure) else Figure(figure)
        for name, figure in values.pop("figures", {"资料": 500, "横幅": 2}).items()
    }
    return Event(date.fromisoformat(day), title, figures=figures, **values)


def project(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "xuanchuan.toml").write_text(UNIT, encoding="utf-8")
    return folder


def run(cwd: Path, *words: str, today: date = TODAY, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, off a terminal."""
    stamp = str(int((today - date(1970, 1, 1)).total_seconds()))
    return subprocess.run(
        [sys.executable, "-m", "xuanchuan", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": stamp, "PYTHONPATH": str(ROOT), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

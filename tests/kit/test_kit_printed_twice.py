"""The same kit twice, in other processes, gives the same bytes in every printed format."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


PRINTED = ("kit", "11.25", "--only", "宣传单,三折页,求助卡,商请函", "--to", "docx,pdf,png,屏幕版,封面图")


def made(folder: Path, seed: str, zone: str, command: tuple[str, ...] = PRINTED) -> dict[str, bytes]:
    folder.mkdir()
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    subprocess.run(
        [sys.executable, "-m", "xuanchuan", *command],
        cwd=folder,
        env=env | {"PYTHONHASHSEED": seed, "TZ": zone},
        check=True,
        capture_output=True,
    )
    (kit,) = folder.iterdir()
    return {path.name: path.read_bytes() for path in kit.iterdir()}


def test_everything_a_campaign_has_is_the_same_to_the_byte_in_the_formats_officers_work_with(tmp_path):
    command = ("kit", "11.25", "--all")
    first = made(tmp_path / "一", "3", "America/St_Johns", command)
    second = made(tmp_path / "二", "901", "Pacific/Kiritimati", command)
    assert first.keys() == second.keys()
    assert {".docx", ".xlsx", ".html", ".txt", ".ics", ".json"} <= {Path(name).suffix for name in first}
    assert [name for name in first if first[name] != second[name]] == []


def test_a_kit_printed_twice_is_the_same_to_the_byte(tmp_path):
    first = made(tmp_path / "一", "1", "Asia/Shanghai")
    second = made(tmp_path / "二", "77", "Pacific/Auckland")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    for name in ("02 宣传单.pdf", "02 宣传单.png", "02 宣传单 封面图.png", "02 宣传单 屏幕版.pdf"):
        assert name in first

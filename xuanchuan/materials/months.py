"""一月一主题: the twelve themes of ``campaigns/months.toml``, a project's own over them month by month."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xuanchuan.files.bundled import folder
from xuanchuan.files.toml import parse_toml, read_toml
from xuanchuan.materials.records import read_record
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.yearplan import MonthTheme

FILE = "months.toml"
LONGEST = 14


def load_themes(extra: Path | None = None) -> tuple[MonthTheme, ...]:
    """The twelve themes in order; ``extra`` is a project's ``campaigns`` folder. XuanchuanError lists what is wrong."""
    found = {one.month: one for one in _read(parse_toml(_bundled(), FILE), FILE)}
    own = extra / FILE if extra else None
    if own is not None and own.exists():
        found |= {one.month: one for one in _read(read_toml(own), str(own))}
    return tuple(found[month] for month in sorted(found))


def _bundled() -> str:
    return (folder("campaigns") / FILE).read_text(encoding="utf-8")


def _read(tables: dict[str, Any], where: str) -> list[MonthTheme]:
    rows = tables.get("months")
    mistakes: list[str] = []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        rows, mistakes = [], ["每个月要以单独一行 [[months]] 开头"]
    themes = [read_record(MonthTheme, row, f"第 {number} 项", mistakes) for number, row in enumerate(rows, 1)]
    made = [one for one in themes if one is not None]
    mistakes += _contradictions(made)
    if mistakes:
        raise XuanchuanError(
            f"一月一主题有 {len(mistakes)} 处要改", where=where, why="；".join(mistakes[:6]), hint="改好后再运行一次"
        )
    return made


def _contradictions(themes: list[MonthTheme]) -> Iterator[str]:
    months = [one.month for one in themes]
    yield from (f"没有 {month} 月" for month in months if not 1 <= month <= 12)
    yield from (f"{month} 月写了两次" for month in sorted({one for one in months if months.count(one) > 1}))
    for one in themes:
        if len(one.theme) > LONGEST:
            yield f"{one.month} 月的 theme 有 {len(one.theme)} 个字，最多 {LONGEST} 个"

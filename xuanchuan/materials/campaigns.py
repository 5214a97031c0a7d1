"""Campaigns and hotlines as their files say them, the project's own over the bundled ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from xuanchuan.files import bundled
from xuanchuan.files.toml import parse_toml, read_toml
from xuanchuan.materials.records import read_record
from xuanchuan.model.campaign import Campaign, SafetyTheme, TopicBook
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.unit import Hotline

THEMES, TOPICS = "safe-family.toml", "topics.toml"
NOT_CAMPAIGNS = ("assessment.toml", "dates.toml", "hotlines.toml", "months.toml", THEMES, TOPICS)


def load_campaigns(extra: Path | None = None, about: Iterable[str] = ()) -> tuple[Campaign, ...]:
    """All campaigns in order of id; a project's file with the same id replaces the bundled one.

    ``about`` are ids of key dates: bundled files that name none of them need not be read, the rest are, and the project's.
    XuanchuanError lists every mistake of the first bad file: which key, what was expected.
    """
    found: dict[str, Campaign] = {}
    for where, table in (*_bundled_tables(tuple(about)), *_own_tables(extra)):
        campaign = read_campaign(table, where)
        found[campaign.id] = campaign
    return tuple(found[name] for name in sorted(found))


def read_campaign(table: dict[str, Any], where: str) -> Campaign:
    """One campaign from its TOML table; XuanchuanError tells all its mistakes at once."""
    mistakes: list[str] = []
    campaign = read_record(Campaign, table, "活动文件", mistakes)
    if campaign is not None:
        mistakes += _contradictions(campaign)
    if mistakes or campaign is None:
        shown = mistakes[:8] + ([f"……另有 {len(mistakes) - 8} 处"] if len(mistakes) > 8 else [])
        raise XuanchuanError(
            f"活动文件有 {len(mistakes)} 处要改",
            where=where,
            why="；".join(shown),
            hint="用记事本改好上面几处，再运行一次",
        )
    return campaign


def _contradictions(campaign: Campaign) -> Iterator[str]:
    """What the types allow and sense forbids."""
    for row, item in enumerate(campaign.quiz, 1):
        if any(answer not in range(len(item.options)) for answer in item.answers) or not item.answers:
            yield f"quiz 第 {row} 题的 answers 超出了选项（从 0 数起）"
        elif item.kind != "多选" and len(item.answers) != 1:
            yield f"quiz 第 {row} 题是{item.kind}，只能有一个答案"
    if campaign.accent and not _bears_white(campaign.accent):
        yield f"accent 应是六位十六进制颜色，深到能印白字，如 A3163B，现在是 {campaign.accent}"
    ids = [step.id for step in campaign.steps]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"steps 里 id {name} 写了两次"


def _bears_white(color: str) -> bool:
    """Whether white type on the colour has a contrast of at least 4.5 to 1 (WCAG 2.1, 1.4.3)."""
    if not re.fullmatch("[0-9A-Fa-f]{6}", color):
        return False
    shares = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05) >= 4.5


def load_hotlines() -> tuple[Hotline, ...]:
    """The bundled hotlines, each with what it is for and when it answers."""
    file = bundled.folder("campaigns") / "hotlines.toml"
    mistakes: list[str] = []
    rows = parse_toml(file.read_text(encoding="utf-8"), file.name)["hotlines"]
    hotlines = [read_record(Hotline, row, f"第 {i} 条热线", mistakes) for i, row in enumerate(rows, 1)]
    if mistakes:
        raise XuanchuanError("热线表有错", where=file.name, why="；".join(mistakes), hint="改好后再运行一次")
    return tuple(one for one in hotlines if one)


def load_themes(extra: Path | None = None) -> tuple[SafetyTheme, ...]:
    """六防六无: the bundled twelve, or all those of a project's own file of the same name."""
    where, table = _own_or_bundled(THEMES, extra)
    mistakes: list[str] = []
    rows = table.get("themes", [])
    themes = [read_record(SafetyTheme, row, f"themes 第 {i} 项", mistakes) for i, row in enumerate(rows, 1)]
    if mistakes:
        raise XuanchuanError("六防六无的主题有错", where=where, why="；".join(mistakes[:6]), hint="改好后再运行一次")
    return tuple(one for one in themes if one)


def load_topics(extra: Path | None = None) -> TopicBook:
    """The prepared topics of handouts: the bundled ones, or all those of a project's own file of the same name."""
    where, table = _own_or_bundled(TOPICS, extra)
    mistakes: list[str] = []
    book = read_record(TopicBook, table, "话题文件", mistakes)
    if book is None:
        raise XuanchuanError("话题文件有错", where=where, why="；".join(mistakes[:6]), hint="改好后再运行一次")
    return book


def _own_or_bundled(name: str, extra: Path | None) -> tuple[str, dict[str, Any]]:
    """Where a data file was found and its table: a project's own replaces the bundled one."""
    own = extra / name if extra else None
    if own is not None and own.is_file():
        return str(own), read_toml(own)
    file = bundled.folder("campaigns") / name
    return file.name, parse_toml(file.read_text(encoding="utf-8"), file.name)


def _bundled_tables(about: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in _toml_files(bundled.folder("campaigns")):
        text = file.read_text(encoding="utf-8")
        if not about or any(f'"{one}"' in text for one in about):
            yield file.name, parse_toml(text, file.name)


def _own_tables(folder: Path | None) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in _toml_files(folder) if folder else ():
        path = Path(str(file))
        yield str(path), read_toml(path)


def _toml_files(folder: Traversable) -> list[Traversable]:
    files = [one for one in folder.iterdir() if one.name.endswith(".toml") and one.name not in NOT_CAMPAIGNS]
    return sorted(files, key=lambda one: one.name)

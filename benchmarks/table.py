"""The figures of a run as the generated part of docs/performance.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from measuring import FLAG, Curve, Figure, Section, Spread, from_json

BEGIN, END = "<!-- 以下由 benchmarks/all.py 生成，不要手改 -->", "<!-- 生成到此为止 -->"
EMPTY = f"{BEGIN}\n{END}\n"


def write_page(report: Mapping[str, Any], path: Path) -> None:
    """Put the tables between the marks of a page; the words around them are kept."""
    page = path.read_text(encoding="utf-8") if path.exists() else EMPTY
    head, _, rest = page.partition(BEGIN)
    tail = rest.partition(END)[2]
    path.write_text(f"{head}{BEGIN}\n\n{generated(report)}\n{END}{tail}", encoding="utf-8")


def generated(report: Mapping[str, Any]) -> str:
    """The whole generated part."""
    return "\n".join(_lines(report)).rstrip("\n") + "\n"


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    before, after = report["before"], report["after"]
    trial = "**试跑，数字没有意义。**" if report["quick"] else ""
    yield (
        f"{trial}{report['date']} 测；{before['system']}，{before['cores']} 核，Python {before['python']}，"
        f"开始时负载 {before['load']}，结束时 {after['load']}，共用 {report['seconds'] / 60:.0f} 分钟。"
    )
    yield ""
    for kept in report["sections"].values():
        section = from_json(kept)
        yield f"### {section.title}"
        yield ""
        day = kept["date"]
        if day != report["date"]:
            yield f"这一节是 {day} 测的。"
            yield ""
        yield from _section(section)
        yield ""


def _section(section: Section) -> Iterator[str]:
    if section.figures:
        yield "| 项目 | 本项目 | 对照 | 对照的数 | 比值 | 要求 | 峰值内存 | 受什么限制 |"
        yield "|---|---|---|---|---|---|---|---|"
        yield from map(_figure, section.figures)
    if section.curves:
        yield "| 项目 | 大小：秒（峰值内存） | 最陡的斜率 | 内存斜率 | 受什么限制 |"
        yield "|---|---|---|---|---|"
        yield from map(_curve, section.curves)
    for remark in section.remarks:
        yield ""
        yield remark


def _figure(one: Figure) -> str:
    peak = f"{one.megabytes:.0f} MB" if one.megabytes else ""
    wanted = ""
    if one.wanted is not None:
        wanted = f"{'不超过' if one.against == 'limit' else '至少'} {one.wanted:g} 倍"
    theirs = spread(one.theirs) if one.theirs else ""
    cells = (one.name, f"{spread(one.ours)} {one.unit}", one.peer, theirs, _ratio(one), wanted, peak, one.bound)
    return f"| {' | '.join(cells)} |"


def _ratio(one: Figure) -> str:
    if one.ratio is None:
        return ""
    return f"{'用时是它的' if one.against == 'limit' else '快'} {spread(one.ratio)} 倍"


def _curve(one: Curve) -> str:
    points = "；".join(
        f"{_size(point.size)} {one.unit}：{digits(point.seconds)}（{point.megabytes:.0f} MB）" for point in one.points
    )
    steep = "几乎不变" if one.slope is None else f"{one.slope:.2f}" + (f" **超过 {FLAG}**" if one.steep else "")
    memory = "几乎不变" if one.memory_slope is None else f"{one.memory_slope:.2f}"
    return f"| {one.name} | {points} | {steep} | {memory} | {one.bound} |"


def _size(value: float) -> str:
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def spread(one: Spread) -> str:
    """中间（最低–最高）."""
    return f"{digits(one.middle)}（{digits(one.low)}–{digits(one.high)}）"


def digits(value: float) -> str:
    """Three figures are all that the noise leaves."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"

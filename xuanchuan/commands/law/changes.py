"""What changed between two versions of a law, as lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xuanchuan.commands.words import wrapped
from xuanchuan.desk import Desk

if TYPE_CHECKING:
    from xuanchuan.corpus.importing.comparing import Change

SHOWN = 40


def counted(changes: Sequence[Change]) -> str:
    """新增 2 条，改动 3 条; 没有变化 when nothing changed."""
    kinds = Counter(change.kind for change in changes)
    order = ("新增", "删去", "改动", "改条号并改动", "改条号")
    return "，".join(f"{kind} {kinds[kind]} 条" for kind in order if kinds[kind]) or "没有变化"  # type: ignore[index]


def show_changes(desk: Desk, changes: Sequence[Change]) -> None:
    """The count, then article by article with the differing words; a row of renumbered ones in one line."""
    from xuanchuan.corpus.importing.comparing import differing

    desk.show(f"  {counted(changes)}。")
    told = [change for change in changes if change.kind != "改条号"]
    for change in told[:SHOWN]:
        desk.show(f"  {change.kind}　{change.label}")
        if change.older and change.newer:
            before, after = differing(change.older.text, change.newer.text)
            if not before and not after:
                _line(desk, "只是分款、分项有变", 1)
            else:
                _line(desk, f"原：{before}", 2)
                _line(desk, f"现：{after}", 2)
        else:
            article = change.newer or change.older
            _line(desk, article.lines[0] if article else "", 1)
    if len(told) > SHOWN:
        desk.show(f"  还有 {len(told) - SHOWN} 条没有列出")
    moved = [change.label for change in changes if change.kind == "改条号"]
    for line in wrapped("只改了条号：" + "、".join(moved), desk.width, "  ") if moved else ():
        desk.show(line)


def _line(desk: Desk, text: str, longest: int) -> None:
    for line in wrapped(text, desk.width, "      ", longest):
        desk.show(line)

"""``doctor``: is this computer fit for the work; each thing looked at with 好, 注意 or 不行 and a remedy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.commands.words import FORMAT, columns, wrapped
from xuanchuan.commands.writing import write_beside
from xuanchuan.desk import Desk

if TYPE_CHECKING:
    from xuanchuan.commands.doctor.judging import Judged

MUST_CHANGE = 4
# The columns of the longest state: [注意] and a space.
MARGIN = 7


def _show(desk: Desk, one: Judged) -> None:
    """The state and what was seen, and under it the remedy, each hung under itself."""
    about = f"{one.file}：" if one.file else ""
    lines = [f"[{one.state}] ", *wrapped(f"{about}{one.what}", desk.width - MARGIN)]
    lines[:2] = [f"{lines[0]}{' ' * (MARGIN - columns(lines[0]))}{lines[1]}"]
    for line in (*lines[:1], *(" " * MARGIN + more for more in lines[1:])):
        desk.show(line)
    for line in wrapped(f"→ {one.remedy}", desk.width, " " * MARGIN) if one.remedy else ():
        desk.show(line)


def _as_json(one: Judged) -> dict[str, str]:
    told = {"group": one.group, "state": one.state, "what": one.what, "remedy": one.remedy}
    return {**told, "file": one.file} if one.file else told


@click.command(name="doctor", epilog="例如：xuanchuan doctor    xuanchuan doctor --save 体检.txt")
@click.option(
    "--save", type=click.Path(path_type=Path), metavar="文件", help="存成文字，发给技术人员看；不含个人信息和文件夹名。"
)
@FORMAT
@click.pass_context
def command(ctx: click.Context, save: Path | None, form: str) -> None:
    """给这台电脑体检：程序、语料、字体、写入权限、磁盘、代码页、单位资料和模板。也可以打：xuanchuan 体检"""
    from xuanchuan.commands.doctor.computer import look
    from xuanchuan.commands.doctor.judging import BAD, as_text, examine, summary

    desk = ctx.obj
    assert isinstance(desk, Desk)
    found = examine(look(desk))
    if save is not None:
        desk.show(f"存好了：{write_beside(desk, desk.cwd / save, as_text(found).encode('utf-8-sig'))}")
    if form == "json":
        desk.json([_as_json(one) for one in found])
    elif save is None:
        for one in found:
            _show(desk, one)
        desk.show(summary(found))
        desk.say("要发给别人看：  xuanchuan doctor --save 体检.txt（不含个人信息）")
    if any(one.state == BAD for one in found):
        ctx.exit(MUST_CHANGE)

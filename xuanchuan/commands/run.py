"""``run``: carry out a 任务单 filled in on a page; ``--page`` writes that page."""

from __future__ import annotations

from pathlib import Path

import click

from xuanchuan.commands.writing import write_beside
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError


@click.command(name="run", epilog="例如：xuanchuan run --page 任务单.html    xuanchuan run --help")
@click.argument("task", required=False, type=click.Path(path_type=Path), metavar="[任务单.json]")
@click.option("--page", type=click.Path(path_type=Path), metavar="文件", help="写出填任务单的网页，双击打开就能填。")
@click.option("--out", type=click.Path(path_type=Path), metavar="文件夹", help="材料放在哪里，不写就放在当前文件夹。")
@click.option("--dry-run", is_flag=True, help="只看会做出什么，不写文件。")
@click.pass_context
def command(ctx: click.Context, task: Path | None, page: Path | None, out: Path | None, dry_run: bool) -> None:
    """照任务单做一整套材料：先用 --page 写出网页，填好保存，再交给这个命令。也可以打：xuanchuan 任务单"""
    from xuanchuan.commands.kit import command as kit
    from xuanchuan.files.tasks import read_task

    desk = ctx.obj
    assert isinstance(desk, Desk)
    if page is not None:
        _write_page(desk, desk.cwd / page)
        return
    if task is None:
        raise XuanchuanError("还没有任务单", why="要写明是哪个文件", hint="xuanchuan run --page 任务单.html")
    read = read_task(desk.cwd / task)
    ctx.invoke(
        kit,
        words=read.day,
        year=None,
        out=out,
        to=None,
        only=",".join(read.materials) or None,
        everything=False,
        place=read.place,
        hours=read.hours,
        partners="、".join(read.partners) or None,
        large_print=read.large_print,
        bw=read.black_white,
        dry_run=dry_run,
        overwrite=False,
    )


def _write_page(desk: Desk, path: Path) -> None:
    from xuanchuan.commands.near import coming
    from xuanchuan.materials import load_templates
    from xuanchuan.materials.wording import full_day
    from xuanchuan.render.taskpage import Day, Offer, TaskPage, task_page

    days = [Day(str(one.start), f"{full_day(one.start)}　{one.name}") for one in coming(desk, most=8) if one.start]
    templates = [one for one in load_templates(desk.own("templates")) if not one.facts.anytime]
    offers = tuple(Offer(one.name, one.facts.purpose) for one in templates)
    data = task_page(TaskPage(desk.unit.name, tuple(days), desk.unit.partners, offers))
    desk.show(f"做好了：{write_beside(desk, path, data)}")
    desk.say("下一步：双击打开，填好保存；再运行：  xuanchuan run 任务单.json")

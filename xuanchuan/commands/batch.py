"""``xuanchuan batch MATERIALS --roster FILE``: one roster, every village its own pack."""

from __future__ import annotations

from pathlib import Path

import click

from xuanchuan.desk import Desk

DONE_IN_PART = 5


@click.command(
    epilog="例如：xuanchuan batch --sample    xuanchuan batch 宣传单,广播稿 --roster 村名单.csv --day 12.4    "
    "xuanchuan batch 宣传单 --roster 村名单.csv --day 12.4 --dry-run"
)
@click.argument("materials", required=False, default="", metavar="材料")
@click.option("--roster", type=click.Path(path_type=Path), metavar="名单", help="名单：csv、xlsx、xls 都行。")
@click.option("--day", default="", metavar="日子", help="哪个日子的材料，如 12.4、三八。")
@click.option("--year", type=int, metavar="年份", help="哪一年的，不写就是下一个。")
@click.option("--out", type=click.Path(path_type=Path), metavar="文件夹", help="放在哪里，不写就放在当前文件夹。")
@click.option("--to", default="", metavar="格式", help="做成哪些格式，如 docx,txt；不写就每种材料按常用的做。")
@click.option("--only", default="", metavar="村名", help="只做其中几个村，如 后李村,前刘村。")
@click.option("--dry-run", is_flag=True, help="只看名单和会做出什么，不写文件。")
@click.option("--flat", is_flag=True, help="不给每个村建文件夹，文件都放在一起。")
@click.option("--shard", type=click.Choice(["zip"]), help="每个乡镇打成一个 zip，便于下发。")
@click.option("--columns", default="", metavar="列名", help="告诉程序哪一列是什么，如 村名=名称,电话=联系方式。")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, metavar="个数", help="同时用几个进程做。")
@click.option("--dask", default="", metavar="地址", help="交给现成的 Dask 集群做，如 tcp://10.0.0.5:8786。")
@click.option("--plan", is_flag=True, help="确实要成批做方案：先看雷同情况，每村留两处由本村填写。")
@click.option("--plain", is_flag=True, help="docx 用普通压缩，个别老软件打不开时用。")
@click.option("--overwrite", is_flag=True, help="您改过的文件也换成新的。")
@click.option(
    "--resume",
    type=click.Path(path_type=Path),
    is_flag=False,
    flag_value=".",
    metavar="文件夹",
    help="接着上次停下的地方做；不写文件夹，就是当前文件夹里的那一个。",
)
@click.option("--sample", is_flag=True, help="写一份名单样子：村名单.csv。")
@click.option("--yes", is_flag=True, help="不试做、不问，直接全部做。")
@click.pass_context
def command(
    ctx: click.Context,
    materials: str,
    roster: Path | None,
    day: str,
    year: int | None,
    out: Path | None,
    to: str,
    only: str,
    dry_run: bool,
    flat: bool,
    shard: str | None,
    columns: str,
    jobs: int,
    dask: str,
    plan: bool,
    plain: bool,
    overwrite: bool,
    resume: Path | None,
    sample: bool,
    yes: bool,
) -> None:
    """按名单给每个村做一份自己的材料。也可以写作：xuanchuan 分村 宣传单 --roster 村名单.csv --day 12.4。

    先核对名单，缺电话、电话不对的村先不做，其余的照做；补好名单再用 --resume 接着做，做好的不重做。
    """
    from xuanchuan.commands.batching import carry_out
    from xuanchuan.commands.batchjob import Job, begun_in, resumed, write_sample
    from xuanchuan.commands.words import split
    from xuanchuan.files.names import whole_path
    from xuanchuan.model.error import XuanchuanError

    desk: Desk = ctx.obj
    if sample:
        write_sample(desk)
        return
    if resume is None and not (materials and roster and day) and desk.terminal:
        from xuanchuan.commands.asking import LeavingError
        from xuanchuan.commands.choices import batch_words

        try:
            materials, roster, day = batch_words(desk, materials, roster, day)
        except LeavingError:
            desk.say("没有做。")
            return
        if roster is None:
            write_sample(desk)
            return
    job = Job(
        materials=split(materials),
        roster=str(whole_path(desk.cwd / roster)) if roster else "",
        day=day,
        year=year,
        out=str(whole_path(desk.cwd / out)) if out else "",
        to=split(to),
        flat=flat,
        shard="thousands" if dask else shard or "",
        columns=columns,
        plan=plan,
        plain=plain,
        folder=str(desk.cwd),
        today=desk.today.isoformat(),
    )
    if resume is not None:
        job = resumed(begun_in(desk.cwd / resume), job)
    elif not (materials and roster and day):
        said = {"材料": materials, "名单": roster, "日子": day}
        raise XuanchuanError(
            f"还不知道做什么：没有写{'、'.join(what for what, word in said.items() if not word)}",
            why="" if roster else "没有名单的话，先看一份样子：  xuanchuan batch --sample",
            hint=f'xuanchuan batch {materials or "宣传单,广播稿"} --roster "{roster or "村名单.csv"}" --day {day or "12.4"}',
        )
    held = carry_out(
        desk, job, only=split(only), dry_run=dry_run, jobs=jobs, dask=dask, overwrite=overwrite, ask=not (yes or resume)
    )
    if held:
        ctx.exit(DONE_IN_PART)

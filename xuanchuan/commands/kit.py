"""``xuanchuan kit DATE``: the whole pack for one occasion in one folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.commands.completing import complete_days
from xuanchuan.commands.words import split
from xuanchuan.desk import Desk

if TYPE_CHECKING:
    from xuanchuan.kit.making import KitFile


@click.command(
    epilog="例如：xuanchuan kit 11.25    xuanchuan kit 三八 --only 宣传单,横幅标语    xuanchuan kit 12.4 --dry-run"
)
@click.argument("words", metavar="日子", shell_complete=complete_days)
@click.option("--year", type=int, metavar="年份", help="哪一年的，不写就是下一个。")
@click.option("--out", type=click.Path(path_type=Path), metavar="文件夹", help="放在哪里，不写就放在当前文件夹。")
@click.option("--to", metavar="格式", help="做成哪些格式，如 docx,pdf,png；不写就每种材料按常用的做。")
@click.option("--only", metavar="材料", help="只做其中几种，如 宣传单,横幅标语。")
@click.option("--all", "everything", is_flag=True, help="把能做的材料全做出来，不只常用的。")
@click.option("--place", default="", metavar="地点", help="集中宣传在哪里办。")
@click.option("--hours", default="", metavar="时间", help="几点办，如 上午9:00至11:00。")
@click.option("--partners", metavar="单位", help="这次和哪些单位联合，用顿号分开；不写就用单位资料里的，没有就写 无。")
@click.option("--large-print", is_flag=True, help="大字版，给老年人看。")
@click.option("--pinyin", is_flag=True, help="不常用的字上面注拼音，法条原文不注。")
@click.option("--bw", is_flag=True, help="黑白版，复印也看得清。")
@click.option("--dry-run", is_flag=True, help="只看会做出什么，不写文件。")
@click.option("--overwrite", is_flag=True, help="您改过的文件也换成新的。")
@click.pass_obj
def command(
    desk: Desk,
    words: str,
    year: int | None,
    out: Path | None,
    to: str | None,
    only: str | None,
    everything: bool,
    place: str,
    hours: str,
    partners: str | None,
    large_print: bool,
    pinyin: bool,
    bw: bool,
    dry_run: bool,
    overwrite: bool,
) -> None:
    """做好一个日子的整套宣传材料，放进一个文件夹。也可以写作：xuanchuan 整套 11.25。

    日子可以写成 11.25、11月25日、三八、国家宪法日。
    """
    from xuanchuan.calendar import timeline_ics
    from xuanchuan.commands.preparing import Arrangement, prepare
    from xuanchuan.files.manifest import read_record
    from xuanchuan.kit import folder_name
    from xuanchuan.kit.making import Edition, Extra, Wanted, count_steps, plan_kit
    from xuanchuan.kit.writing import plan_places, write_kit
    from xuanchuan.render import remarks

    ready = prepare(desk, words, year, Arrangement(place.strip(), hours.strip(), _partners(partners)))
    kit, wanted = ready.kit, Wanted(split(only), split(to), everything, Edition(large_print, bw, pinyin))
    folder = (desk.cwd / out if out else desk.cwd) / folder_name(kit)
    schedule = Extra("活动日程", "ics", "导入手机或电脑的日历，到日子提醒", timeline_ics(kit))
    for note in ready.notes:
        desk.say(f"注意：{note}")
    for note in remarks(wanted.formats):
        desk.say(f"注意：{note}")
    with desk.progress(count_steps(kit, ready.templates, wanted), "正在做材料") as bar:
        pack = plan_kit(kit, ready.templates, wanted, (schedule,), read_record(folder), bar.step)
    written = plan_places(folder, pack, overwrite) if dry_run else write_kit(folder, pack, overwrite)
    desk.show(f"{'会做出' if dry_run else '做好了'} {len(written)} 个文件，放在：{folder}")
    for one, file in zip(written, pack.files, strict=True):
        desk.show(f"  {one.path.name}{f'  还有{file.slots}处要填' if file.slots else ''}")
    for one in written:
        if one.told:
            desk.say(f"注意：{one.told}")
    desk.say(_next(dry_run, _slots_once(pack.files)))


def _partners(said: str | None) -> tuple[str, ...] | None:
    """Those named; none for 无; None where nothing is said."""
    return () if said and said.strip() in ("无", "没有") else split(said) or None


def _slots_once(files: Sequence[KitFile]) -> int:
    """All slots, those of a material in several formats counted once."""
    return sum({file.material: file.slots for file in files}.values())


def _next(dry_run: bool, slots: int) -> str:
    if dry_run:
        return "下一步：去掉 --dry-run 再运行一次，就写成文件"
    fill = f"；把标黄的 {slots} 处填好" if slots else ""
    return f"下一步：双击打开 首页.html 看全部材料{fill}，定稿前请逐份看一遍"

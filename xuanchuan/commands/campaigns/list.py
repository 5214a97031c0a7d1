"""``campaigns list``: every campaign, its theme and how much it holds."""

from __future__ import annotations

import click

from xuanchuan.commands.near import dateless
from xuanchuan.commands.words import FORMAT, wrapped
from xuanchuan.desk import Desk


@click.command(epilog="例如：xuanchuan campaigns list    xuanchuan campaigns list --format json")
@FORMAT
@click.pass_obj
def command(desk: Desk, form: str) -> None:
    """列出全部活动。也可以打：xuanchuan 活动 目录"""
    from xuanchuan.materials.campaigns import load_campaigns

    campaigns = load_campaigns(desk.own("campaigns"))
    if form == "json":
        desk.json([{"id": one.id, "key_date": one.key_date, "name": one.name, "theme": one.theme} for one in campaigns])
        return
    for one in campaigns:
        desk.show(one.name)
        held = f"引用法条 {len(one.excerpts)} 条，问答 {len(one.questions)} 个，标语 {len(one.slogans)} 条"
        for text in (f"主题：{one.theme}", f"编号：{one.id}", held):
            for line in wrapped(text, desk.width, "    "):
                desk.show(line)
    desk.say()
    for wrong in dateless(desk, campaigns):
        desk.say(f"注意：{wrong}；各日子的编号：  xuanchuan dates --format csv")
    desk.say("下一步：看一个活动：  xuanchuan campaigns show 11.25")
    desk.say("        做整套材料：  xuanchuan kit 11.25")

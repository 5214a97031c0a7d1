"""``campaigns list / show``: the campaigns and what they hold."""

from __future__ import annotations

import click

from xuanchuan.commands import Row
from xuanchuan.commands.groups import TableGroup

ROWS: tuple[Row, ...] = (
    Row("list", "目录", "xuanchuan.commands.campaigns.list", "有哪些宣传活动"),
    Row("show", "查看", "xuanchuan.commands.campaigns.show", "看一个活动里备了什么"),
)


@click.group(
    name="campaigns",
    cls=TableGroup,
    rows=ROWS,
    epilog="例如：xuanchuan campaigns list    xuanchuan campaigns show 11.25",
)
def command() -> None:
    """查看有哪些宣传活动、每个活动里备了什么。也可以打：xuanchuan 活动"""

"""``config show``: the unit's facts and where they come from."""

from __future__ import annotations

import click

from xuanchuan.commands import Row
from xuanchuan.commands.groups import TableGroup

ROWS: tuple[Row, ...] = (Row("show", "查看", "xuanchuan.commands.config.show", "每项单位资料是什么、从哪来"),)


@click.group(
    name="config",
    cls=TableGroup,
    rows=ROWS,
    epilog="例如：xuanchuan config show    xuanchuan config show --why",
)
def command() -> None:
    """看单位资料。要改，运行 xuanchuan init。也可以打：xuanchuan 设置"""

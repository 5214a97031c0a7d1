"""``desktop install / remove``: entries that need no typing; nothing in the registry, no administrator."""

from __future__ import annotations

import click

from xuanchuan.commands import Row
from xuanchuan.commands.groups import TableGroup

ROWS: tuple[Row, ...] = (
    Row("install", "装上", "xuanchuan.commands.desktop.install", "在桌面和“发送到”里放好入口"),
    Row("remove", "取下", "xuanchuan.commands.desktop.remove", "取下这些入口，材料和台账都不动"),
    Row("bundle", "打包", "xuanchuan.commands.desktop.bundle", "做一个放进 U 盘的安装文件夹"),
)


@click.group(
    name="desktop",
    cls=TableGroup,
    rows=ROWS,
    epilog="例如：xuanchuan desktop install --dry-run    xuanchuan desktop remove --dry-run",
)
def command() -> None:
    """桌面和“发送到”里的入口：双击就能用，把稿子、名单拖上去就行。也可以打：xuanchuan 桌面"""

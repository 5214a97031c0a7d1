"""``log …``: what was held goes into the ledger here; one module a command."""

from __future__ import annotations

import click

from xuanchuan.commands import Row
from xuanchuan.commands.groups import TableGroup

ROWS: tuple[Row, ...] = (
    Row("add", "记", "xuanchuan.commands.log.add", "登记一场活动：写一句话，或一问一答"),
    Row("list", "看", "xuanchuan.commands.log.list", "看登记过的活动、更正过什么、哪些像是重复"),
    Row("amend", "改", "xuanchuan.commands.log.amend", "更正或作废一条，原来的数和原因都留着"),
    Row("form", "表", "xuanchuan.commands.log.form", "做一张发给乡镇填的登记表"),
    Row("reprint", "重印", "xuanchuan.commands.log.reprint", "登记改好重印的一批，召回不再提旧的"),
    Row("import", "收", "xuanchuan.commands.log.collect", "收乡镇交来的表；或从做过的材料里理出没登记的活动"),
)


@click.group(
    name="log",
    cls=TableGroup,
    rows=ROWS,
    epilog='例如：xuanchuan log add "2026-03-08 广场宣传，横幅2 资料500"    xuanchuan log list',
)
def command() -> None:
    """登记活动：办一场记一笔，年底统计、总结都从这里来。也可以打：xuanchuan 登记"""

"""``law …``: the corpus at the command line; one module a command, this table is all that its ``--help`` reads."""

from __future__ import annotations

import click

from xuanchuan.commands import Row
from xuanchuan.commands.groups import TableGroup

ROWS: tuple[Row, ...] = (
    Row("list", "目录", "xuanchuan.commands.law.list", "语料收了哪些法律法规"),
    Row("show", "查看", "xuanchuan.commands.law.show", "看一部法或其中几条的原文、版本和来源"),
    Row("search", "查找", "xuanchuan.commands.law.search", "用平常说的话找法条：彩礼能退吗"),
    Row("verify", "核对", "xuanchuan.commands.law.verify", "核对一条引用：有没有这一条，现在还有没有效"),
    Row("import", "导入", "xuanchuan.commands.law.importing", "把下载的法规文件收进来"),
    Row("status", "状态", "xuanchuan.commands.law.status", "语料新不新，明年有哪些新法，本省该导入什么"),
    Row("pack", "打包", "xuanchuan.commands.law.pack", "把法规打成一个文件，用优盘带走"),
    Row("unpack", "装包", "xuanchuan.commands.law.unpack", "核对别处带来的语料包，装进单位文件夹"),
)


@click.group(
    name="law",
    cls=TableGroup,
    rows=ROWS,
    epilog="例如：xuanchuan law show 反家庭暴力法 23    xuanchuan law search 彩礼能退吗",
)
def command() -> None:
    """查法条：用平常话找，看原文、从哪天起施行、废止了没有、旧条号现在是第几条。也可以打：xuanchuan 法条"""

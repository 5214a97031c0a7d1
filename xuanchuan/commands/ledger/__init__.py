"""``ledger …``: the ledger's file itself: copies of it, and other townships' ledgers brought in."""

from __future__ import annotations

import click

from xuanchuan.commands import Row
from xuanchuan.commands.groups import TableGroup

ROWS: tuple[Row, ...] = (
    Row("backup", "备份", "xuanchuan.commands.ledger.backup", "把台账备份成一个文件"),
    Row("restore", "恢复", "xuanchuan.commands.ledger.restore", "用备份换回台账，现在的留在旁边"),
    Row("merge", "合并", "xuanchuan.commands.ledger.merge", "把乡镇的台账合进来，合两次也不重复"),
)


@click.group(
    name="ledger",
    cls=TableGroup,
    rows=ROWS,
    epilog="例如：xuanchuan ledger backup    xuanchuan ledger merge 张镇.db",
)
def command() -> None:
    """台账的备份、恢复与合并。也可以打：xuanchuan 台账"""

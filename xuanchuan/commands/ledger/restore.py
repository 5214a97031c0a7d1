"""``ledger restore``: a backup takes the ledger's place; what was there is kept beside it."""

from __future__ import annotations

from pathlib import Path

import click

from xuanchuan.commands.keeping import ledger_path
from xuanchuan.desk import Desk


@click.command(
    epilog="例如：xuanchuan ledger restore 台账备份.db    xuanchuan ledger restore E:\\台账备份-2026-12-01.db"
)
@click.argument("backup", type=click.Path(path_type=Path), metavar="备份文件")
@click.pass_obj
def command(desk: Desk, backup: Path) -> None:
    """用备份换回台账；先查备份是完整的，现在的台账改名留在旁边。也可以打：xuanchuan 台账 恢复"""
    from xuanchuan.ledger.safekeeping import restore

    kept = restore(desk.cwd / backup, ledger_path(desk))
    desk.show(f"恢复好了：{ledger_path(desk)}")
    if kept:
        desk.say(f"原来的台账留在 {kept.name}，确认没问题再删")
    desk.say("下一步：看看对不对：  xuanchuan log list")

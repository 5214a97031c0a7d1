"""``ledger merge``: another ledger's rows come in; merging twice adds nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from xuanchuan.commands.keeping import writable
from xuanchuan.desk import Desk


@click.command(epilog="例如：xuanchuan ledger merge 张镇.db    xuanchuan ledger merge E:\\李镇\\xuanchuan.db")
@click.argument("other", type=click.Path(path_type=Path), metavar="对方的台账")
@click.pass_obj
def command(desk: Desk, other: Path) -> None:
    """把乡镇的台账合进来：已经有的不动，合两次也不重复；像是同一场的由您来定。也可以打：xuanchuan 台账 合并"""
    from xuanchuan.ledger.doubts import undecided_pairs
    from xuanchuan.ledger.events import entries
    from xuanchuan.ledger.safekeeping import merge

    with writable(desk) as ledger:
        merged = merge(ledger, desk.cwd / other)
        pairs = undecided_pairs(ledger, entries(ledger, date(desk.today.year, 1, 1), desk.today))
    desk.show(f"合并好了：新添活动 {merged.events} 条，已经有的 {merged.known} 条，其他登记 {merged.others} 条。")
    if pairs:
        desk.say(f"注意：有 {len(pairs)} 对像是同一场活动，由您来定：  xuanchuan log list --pairs")
    desk.say("下一步：xuanchuan stats")

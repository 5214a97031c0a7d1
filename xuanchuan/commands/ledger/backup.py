"""``ledger backup``: a whole copy, even while another window is writing."""

from __future__ import annotations

from pathlib import Path

import click

from xuanchuan.commands.keeping import ledger_path, readable, say_nothing_yet
from xuanchuan.desk import Desk


@click.command(epilog="例如：xuanchuan ledger backup    xuanchuan ledger backup 台账备份.db")
@click.argument("target", required=False, type=click.Path(path_type=Path), metavar="[文件]")
@click.pass_obj
def command(desk: Desk, target: Path | None) -> None:
    """把台账备份成一个文件，查过是完整的才算数；不覆盖已有的。也可以打：xuanchuan 台账 备份"""
    from xuanchuan.ledger.safekeeping import back_up

    with readable(desk) as ledger:
        if ledger is None:
            say_nothing_yet(desk)
            return
        place = desk.cwd / (target or f"台账备份-{desk.today}.db")
        place = place / f"台账备份-{desk.today}.db" if place.is_dir() else place
        made = back_up(ledger, place)
    desk.show(f"备份好了：{made}")
    desk.say(f"下一步：拷到另一个盘；要恢复时运行：  xuanchuan ledger restore {made.name}")
    desk.say(f"台账在 {ledger_path(desk)}")

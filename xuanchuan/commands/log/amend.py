"""``log amend``: correct, withdraw, or decide on two entries that may be one; what was there stays readable."""

from __future__ import annotations

import click

from xuanchuan.commands.keeping import ledger_path
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import Figure, LedgerEntry


@click.command(epilog='例如：xuanchuan log amend 3 资料=480 --reason "清点后更正"    xuanchuan log amend 5 --same-as 3')
@click.argument("number", type=int, metavar="序号")
@click.argument("changes", nargs=-1, metavar="[项=新值 …]")
@click.option("--reason", default="", metavar="原因", help="为什么改，会一直留着。")
@click.option("--withdraw", "withdrawn", is_flag=True, help="作废这一条，不再计数，记录还在。")
@click.option("--same-as", type=int, metavar="序号", help="和那一条是同一场，本条不再计数。")
@click.option("--different-from", type=int, metavar="序号", help="和那一条不是同一场，以后不再提示。")
@click.pass_obj
def command(
    desk: Desk,
    number: int,
    changes: tuple[str, ...],
    reason: str,
    withdrawn: bool,
    same_as: int | None,
    different_from: int | None,
) -> None:
    """更正或作废一条登记：xuanchuan log amend 3 资料=480 --reason 清点后更正。也可以打：xuanchuan 登记 改"""
    from xuanchuan.ledger.doubts import Pair, decide
    from xuanchuan.ledger.events import amend, entry, withdraw
    from xuanchuan.ledger.store import open_ledger

    with open_ledger(ledger_path(desk)) as ledger:
        if same_as or different_from:
            one, other = sorted((entry(ledger, number), entry(ledger, same_as or different_from or 0)), key=_number)
            decide(ledger, Pair(one, other, ""), bool(same_as), desk.today)
            kept = f"第 {one.number} 号保留，第 {other.number} 号不再计数" if same_as else "两条都算"
            desk.show(f"记下了：{kept}。")
        elif withdrawn:
            withdraw(ledger, number, reason, desk.today)
            desk.show(f"第 {number} 号已作废，不再计数；记录和原因还在：  xuanchuan log list --corrections")
        elif not changes:
            raise XuanchuanError("没有写要改什么", hint=f'xuanchuan log amend {number} 资料=480 --reason "清点后更正"')
        else:
            before = entry(ledger, number)
            after = amend(ledger, number, dict(map(_change, changes)), reason, desk.today)
            _told(desk, before, after, [name for name, _ in map(_change, changes)])


def _number(one: LedgerEntry) -> int:
    return one.number


def _change(text: str) -> tuple[str, str | Figure]:
    """资料=480 -> the field and its new value; figures may be estimated: 受众=约200."""
    from xuanchuan.ledger.amounts import read_figure
    from xuanchuan.ledger.events import WORDS
    from xuanchuan.ledger.figures import BY_NAME

    name, mark, value = text.replace("＝", "=").partition("=")
    name = name.strip()
    if not mark or name not in (*WORDS, *BY_NAME):
        raise XuanchuanError(
            f"看不懂“{text}”",
            why=f"要写成 项=新值，能改的有：{'、'.join((*WORDS, *BY_NAME))}",
            hint='xuanchuan log amend 3 资料=480 --reason "清点后更正"',
        )
    if name not in BY_NAME:
        return name, value.strip()
    figure = read_figure(value)
    if figure is None:
        raise XuanchuanError(f"{name}写的是“{value}”，不是一个数", hint=f"{name}=480  或  {name}=约500")
    return name, figure


def _told(desk: Desk, before: LedgerEntry, after: LedgerEntry, names: list[str]) -> None:
    from xuanchuan.ledger.events import said

    for name in names:
        desk.show(
            f"第 {after.number} 号　{name}：{said(before.event, name) or '（空）'} 改成 {said(after.event, name)}"
        )
    desk.say("原来的数和原因都留着：  xuanchuan log list --corrections")

"""``log import``: a town's filled form into the ledger, or drafts of events from the outputs nobody logged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.commands.keeping import writable
from xuanchuan.commands.words import wrapped
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

if TYPE_CHECKING:
    from xuanchuan.ledger.townform import Held
    from xuanchuan.model.ledger import Event, LedgerEntry

PARTLY = 5


@click.command(epilog="例如：xuanchuan log import 张镇登记表.xlsx    xuanchuan log import . --dry-run")
@click.argument("path", type=click.Path(path_type=Path), metavar="文件或文件夹")
@click.option("--sent", default="", metavar="去向", help="收文件夹时：这些材料发到哪里去了。")
@click.option("--copies", type=click.IntRange(0), default=0, metavar="份数", help="收文件夹时：印了多少份。")
@click.option("--dry-run", is_flag=True, help="只看会登记什么，不登记。")
@click.pass_context
def command(ctx: click.Context, path: Path, sent: str, copies: int, dry_run: bool) -> None:
    """收乡镇填好的登记表；给的是文件夹，就从里面做过的材料理出没登记的活动。也可以打：xuanchuan 登记 收"""
    desk = ctx.obj
    assert isinstance(desk, Desk)
    place = desk.cwd / path
    held = _folder(desk, place, sent, copies, dry_run) if place.is_dir() else _file(desk, place, dry_run)
    if held:
        ctx.exit(PARTLY)


def _file(desk: Desk, path: Path, dry_run: bool) -> int:
    """Read one form, whichever register it belongs to; how many rows were held."""
    from xuanchuan.dates import load_key_dates
    from xuanchuan.files.rows import read_tables
    from xuanchuan.ledger.registerforms import read_register
    from xuanchuan.ledger.townform import read_form

    refused: XuanchuanError | None = None
    for table in read_tables(path, "登记表"):
        rows = [list(row) for row in table.again()]
        register = read_register(rows, desk.today)
        if register is not None:
            if not dry_run:
                with writable(desk) as ledger:
                    register.form.save(ledger, register.records)
            desk.show(f"{register.form.name}：{len(register.records) + len(register.held)} 行 = "
                      f"{'会登记' if dry_run else '登记了'} {len(register.records)} + 先不登 {len(register.held)}")  # fmt: skip
            _held(desk, path, register.held)
            _strange(desk, register.strange)
            return len(register.held)
        try:
            read = read_form(rows, desk.today, load_key_dates(desk.own("campaigns")), path.name)
        except XuanchuanError as error:
            refused = refused or error
            continue
        _strange(desk, read.strange)
        return _enter(desk, path, read.events, read.held, dry_run)
    assert refused is not None
    raise refused


def _enter(desk: Desk, path: Path, events: tuple[tuple[int, Event], ...], held: tuple[Held, ...], dry_run: bool) -> int:
    """Enter the events that are not there yet; the counts add up to the rows of the form."""
    from xuanchuan.ledger.doubts import doubts
    from xuanchuan.ledger.events import add_events, entries

    with writable(desk) as ledger:
        known = {_key(one.event) for one in entries(ledger, withdrawn=True)}
        fresh: dict[tuple[object, ...], tuple[int, Event]] = {}
        for row, event in events:
            if _key(event) not in known:
                fresh.setdefault(_key(event), (row, event))
        for row, event in fresh.values():
            for question in doubts(event, desk.unit.level, desk.today):
                desk.say(f"请核对：第 {row} 行 {event.title}　{question}")
        added = [] if dry_run else add_events(ledger, [event for _, event in fresh.values()], desk.today)
    again = len(events) - len(fresh)
    verb = "会登记" if dry_run else "登记了"
    desk.show(
        f"{path.name}：{len(events) + len(held)} 行 = {verb} {len(fresh)} + 先不登 {len(held)} + 已经有了 {again}"
    )
    _held(desk, path, held)
    _ask_about_pairs(desk, added)
    return len(held)


def _key(event: Event) -> tuple[object, ...]:
    """What makes two rows the same row sent twice."""
    return event.day, event.title, event.where, event.partners, tuple(sorted(event.figures.items()))


def _held(desk: Desk, path: Path, held: tuple[Held, ...]) -> None:
    for one in held:
        for line in wrapped(f"第 {one.row} 行　{one.why}", desk.width, "  "):
            desk.show(line)
    if held:
        desk.say(f"下一步：在表里改好这 {len(held)} 行，再运行一次  xuanchuan log import {path.name}（登过的不会重复）")


def _strange(desk: Desk, titles: tuple[str, ...]) -> None:
    if titles:
        desk.say(f"注意：不认识的列没有收：{'、'.join(titles)}")


def _ask_about_pairs(desk: Desk, added: list[LedgerEntry]) -> None:
    from xuanchuan.commands.log.list import show_pairs
    from xuanchuan.ledger.doubts import undecided_pairs
    from xuanchuan.ledger.events import entries

    if not added:
        return
    new = {one.uid for one in added}
    with writable(desk) as ledger:
        found = entries(ledger, min(one.event.day for one in added), max(one.event.day for one in added))
        pairs = [pair for pair in undecided_pairs(ledger, found) if {pair.one.uid, pair.other.uid} & new]
        if pairs:
            desk.say(f"有 {len(pairs)} 对像是同一场活动（乡镇和县里都登了），由您来定：")
            show_pairs(desk, ledger, found)


def _folder(desk: Desk, root: Path, sent: str, copies: int, dry_run: bool) -> int:
    """Keep what the manifests say, and offer a draft for each occasion nobody logged; never a figure."""
    from xuanchuan.ledger.events import add_events, entries
    from xuanchuan.ledger.outputs import drafts, keep_made, require_made
    from xuanchuan.materials import load_campaigns

    made = require_made(root)
    campaigns = {one.name: one.key_date for one in load_campaigns(desk.own("campaigns"))}
    with writable(desk) as ledger:
        found = [one for one in drafts(made, entries(ledger), campaigns) if one.day <= desk.today]
        if not dry_run:
            files = keep_made(ledger, made, desk.today, sent, copies)
            desk.show(f"记下了做过的材料：{len(made)} 个文件夹，{files} 个文件。")
        chosen = [one for one in found if not dry_run and _wanted(desk, one)]
        for entry in add_events(ledger, chosen, desk.today) if chosen else ():
            desk.show(f"第 {entry.number} 号　{entry.event.day}　{entry.event.title}（数字还没有填）")
    for one in found if dry_run or not desk.terminal else ():
        if dry_run:
            desk.show(f"可以登记：{one.day}　{one.title}　{one.said}")
    if not found:
        desk.show("没有发现漏登的活动。")
    desk.say('下一步：补上数字：  xuanchuan log amend 序号 资料=500 受众=约200 --reason "补登"')
    return 0


def _wanted(desk: Desk, event: Event) -> bool:
    """Each draft is agreed to one by one on a terminal; off a terminal all are entered, with no figure."""
    if not desk.terminal:
        return True
    question = f"{event.day} {event.title}：{event.said}。当天办了吗？回车登记，n 不登记"
    return str(click.prompt(question, default="", show_default=False)).strip().lower() not in ("n", "q")

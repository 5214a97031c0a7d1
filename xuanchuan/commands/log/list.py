"""``log list``: the entries of a year, their corrections, and pairs that may be one event."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from xuanchuan.commands.keeping import YEAR, readable, say_nothing_yet
from xuanchuan.commands.words import FORMAT, wrapped
from xuanchuan.desk import Desk

if TYPE_CHECKING:
    from xuanchuan.ledger.store import Ledger
    from xuanchuan.model.ledger import LedgerEntry


@click.command(epilog="例如：xuanchuan log list    xuanchuan log list --year 2026 --pairs")
@YEAR
@click.option("--pairs", is_flag=True, help="只看像是同一场活动的两条。")
@click.option("--corrections", "corrected", is_flag=True, help="只看更正和作废的记录。")
@FORMAT
@click.pass_obj
def command(desk: Desk, year: int | None, pairs: bool, corrected: bool, form: str) -> None:
    """看登记过的活动。作废的不列出，用 --corrections 看。也可以打：xuanchuan 登记 看"""
    from xuanchuan.ledger.events import entries

    first, last = date(year or desk.today.year, 1, 1), date(year or desk.today.year, 12, 31)
    with readable(desk) as ledger:
        found = entries(ledger, first, last) if ledger else []
        if form == "json":
            desk.json([_record(one) for one in found])
        elif ledger is None:
            say_nothing_yet(desk)
        elif pairs:
            show_pairs(desk, ledger, found)
        elif corrected:
            _corrections(desk, ledger)
        else:
            _entries(desk, ledger, found)


def _entries(desk: Desk, ledger: Ledger, found: list[LedgerEntry]) -> None:
    from xuanchuan.ledger.doubts import undecided_pairs
    from xuanchuan.ledger.reporting import event_words

    for one in found:
        for line in wrapped(f"{one.number:>4}　{one.event.day.year}年{event_words(one)}", desk.width):
            desk.show(line)
    desk.show(f"共 {len(found)} 条。")
    if pairs := undecided_pairs(ledger, found):
        desk.say(f"注意：有 {len(pairs)} 对像是同一场活动，请看：  xuanchuan log list --pairs")


def show_pairs(desk: Desk, ledger: Ledger, found: list[LedgerEntry]) -> None:
    """The pairs among entries that nobody has decided, and how to decide each."""
    from xuanchuan.ledger.doubts import undecided_pairs
    from xuanchuan.ledger.reporting import event_words

    pairs = undecided_pairs(ledger, found)
    for pair in pairs:
        desk.show(f"{pair.why}：")
        for one in (pair.one, pair.other):
            for line in wrapped(f"{one.number:>4}　{event_words(one)}", desk.width, "  "):
                desk.show(line)
        desk.show(f"  是同一场：  xuanchuan log amend {pair.other.number} --same-as {pair.one.number}")
        desk.show(f"  不是：      xuanchuan log amend {pair.other.number} --different-from {pair.one.number}")
    desk.show(f"像是同一场的 {len(pairs)} 对，由您来定。" if pairs else "没有像是重复的。")


def _corrections(desk: Desk, ledger: Ledger) -> None:
    from xuanchuan.ledger.events import corrections

    numbers = {row["uid"]: row["number"] for row in ledger.rows("SELECT uid, number FROM events")}
    found = corrections(ledger)
    for one in found:
        change = f"{one.field}：{one.old or '（空）'} 改成 {one.new}" if one.field != "作废" else "作废"
        for line in wrapped(f"{one.day}　第 {numbers[one.uid]} 号　{change}，原因：{one.reason}", desk.width):
            desk.show(line)
    desk.show(f"共 {len(found)} 次更正。")


def _record(one: LedgerEntry) -> dict[str, Any]:
    event = one.event
    return {
        "number": one.number,
        "uid": one.uid,
        "day": event.day.isoformat(),
        "last": event.last.isoformat() if event.last else None,
        "title": event.title,
        "key_date": event.campaign or None,
        "form": event.form,
        "place": event.place,
        "town": event.town,
        "village": event.village,
        "partners": list(event.partners),
        "laws": list(event.laws),
        "media": list(event.media),
        "figures": {name: {"value": one.value, "estimated": one.estimated} for name, one in event.figures.items()},
        "source": event.source,
    }

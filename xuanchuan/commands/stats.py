"""``stats``: the year's figures with bars, what had nothing, and the same as a workbook or document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xuanchuan.commands.keeping import YEAR, facts_of, readable, say_nothing_yet
from xuanchuan.commands.words import FORMAT, columns, wrapped
from xuanchuan.commands.writing import write_beside
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

if TYPE_CHECKING:
    from xuanchuan.ledger.reporting import Facts
    from xuanchuan.ledger.statistics import Tally

NAME_WIDTH = 24


@click.command(epilog="例如：xuanchuan stats    xuanchuan stats --year 2026 --format json")
@click.argument("words", nargs=-1, type=int, metavar="[年份]")
@YEAR
@click.option(
    "--as",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="文件",
    help="写成 .xlsx 或 .docx，可以写几次。",
)
@FORMAT
@click.pass_obj
def command(desk: Desk, words: tuple[int, ...], year: int | None, files: tuple[Path, ...], form: str) -> None:
    """全年统计：按节点、乡镇、法律、媒体，哪些是估计数，哪些一场也没有。也可以打：xuanchuan 统计"""
    wanted = year or next(iter(words), desk.today.year)
    with readable(desk) as ledger:
        if ledger is None:
            desk.json(_nothing(wanted)) if form == "json" and not files else say_nothing_yet(desk, wanted=bool(files))
            return
        facts = facts_of(desk, ledger, wanted, listed=bool(files))
        for file in files:
            write_statistics(desk, facts, desk.cwd / file)
    if form == "json":
        desk.json(_record(facts))
    elif not files:
        _show(desk, facts)


def _show(desk: Desk, facts: Facts) -> None:
    from xuanchuan.ledger.reporting import sections, tally_words

    year, names = facts.year, facts.names
    for line in wrapped(
        f"{year.first.year}年登记活动 {year.whole.held} 场"
        + (f"：{tally_words(year.whole)}" if year.whole.totals else ""),
        desk.width,
    ):
        desk.show(line)
    _bars(desk, "按节点", [one.tally for one in sections(facts)], lambda name: names.get(name, name) or "其他")
    _bars(desk, "按乡镇", year.by_town, lambda name: name or "本级")
    _bars(desk, "按月", year.by_month, lambda name: f"{int(name[5:])}月")
    _bars(desk, "按法律", [one for one in year.by_law if one.name], lambda name: f"《{name}》")
    _bars(desk, "按媒体", [one for one in year.by_medium if one.name], str)
    _gaps(desk, facts)
    desk.say(f"下一步：xuanchuan report --year {year.first.year} --as 总结.docx --as 统计表.docx    xuanchuan coverage")


def _bars(desk: Desk, title: str, tallies: Sequence[Tally], say: Callable[[str], str]) -> None:
    """A line each: name, number of events, a bar no longer than the console, in characters every font has."""
    if not tallies:
        return
    most = max(one.held for one in tallies)
    room = max(4, (desk.width - NAME_WIDTH - 8) // 2)
    desk.show()
    desk.show(f"{title}（场次）")
    for one in tallies:
        name = wrapped(say(one.name), NAME_WIDTH, longest=1)[0]
        bar = "#" * max(1, round(room * one.held / most))
        desk.show(f"  {name}{' ' * (NAME_WIDTH - columns(name))}{one.held:>5}  {bar}")


def _gaps(desk: Desk, facts: Facts) -> None:
    gaps = facts.gaps
    if gaps is None:
        return
    rows = (
        ("没有活动的节点", [one.name for one in gaps.occasions]),
        ("没有宣传到的法律", [f"《{law}》" for law in gaps.laws]),
        ("没有用到的媒体", list(gaps.media)),
    )
    for title, found in rows:
        if found:
            desk.show()
            for line in wrapped(f"{title}（{len(found)}）：{'、'.join(found)}", desk.width, longest=3):
                desk.show(line)
    if gaps.villages:
        desk.show()
        desk.show(f"今年没有活动的村（社区）：{gaps.villages} 个，名单看  xuanchuan coverage")


def write_statistics(desk: Desk, facts: Facts, path: Path) -> None:
    """The year's figures as a workbook or a document, by the file's ending; XuanchuanError for any other."""
    from xuanchuan.commands.report import write_report
    from xuanchuan.ledger.tables import statistics_bytes

    if path.suffix.lower() == ".xlsx":
        desk.show(f"做好了：{write_beside(desk, path, statistics_bytes(facts))}")
    elif path.suffix.lower() == ".docx":
        write_report(desk, facts, "统计表", path)
    else:
        raise XuanchuanError(
            f"统计不会写成 {path.suffix or '没有后缀的文件'}",
            where=str(path),
            hint="--as 统计.xlsx  或  --as 统计表.docx",
        )


def _nothing(year: int) -> dict[str, Any]:
    return {"year": year, "held": 0, "totals": {}}


def _record(facts: Facts) -> dict[str, Any]:
    year = facts.year
    gaps = facts.gaps
    return {
        "year": year.first.year,
        **_tally(year.whole),
        "by_key_date": [_named(one) for one in year.by_campaign],
        "by_town": [_named(one) for one in year.by_town],
        "by_month": [_named(one) for one in year.by_month],
        "by_form": [_named(one) for one in year.by_form],
        "by_law": [_named(one) for one in year.by_law],
        "by_medium": [_named(one) for one in year.by_medium],
        "nothing": {
            "key_dates": [one.key_date.id for one in gaps.occasions] if gaps else [],
            "laws": list(gaps.laws) if gaps else [],
            "media": list(gaps.media) if gaps else [],
            "villages": gaps.villages if gaps else 0,
        },
    }


def _named(one: Tally) -> dict[str, Any]:
    return {"name": one.name, **_tally(one)}


def _tally(one: Tally) -> dict[str, Any]:
    totals = {name: {"value": total.value, "estimated": total.estimated} for name, total in one.totals.items()}
    return {"held": one.held, "totals": totals}

"""``report``: the year's summary, one event's brief, the self-assessment, or a superior's own table filled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.commands.keeping import YEAR, facts_of, readable, say_nothing_yet
from xuanchuan.commands.words import wrapped
from xuanchuan.commands.writing import write_beside
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

if TYPE_CHECKING:
    from xuanchuan.ledger.reporting import Facts
    from xuanchuan.ledger.store import Ledger
    from xuanchuan.model.document import Document
    from xuanchuan.model.ledger import LedgerEntry

KINDS = ("总结", "统计表", "考核自评表", "简报")


@click.command(epilog="例如：xuanchuan report    xuanchuan report --year 2026")
@click.argument("event", required=False, metavar="[序号或日子]")
@YEAR
@click.option(
    "--as",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="文件",
    help="总结.docx、统计表.docx、考核自评表.docx、简报.docx；或上级发的 .xlsx、.docx 空表，填好另存。可以写几次。",
)
@click.option("--issue", type=click.IntRange(1), metavar="期数", help="简报是第几期，不写就留空标黄。")
@click.option("--why", is_flag=True, help="简报里每一处是从台账哪一项来的，列出来看。")
@click.pass_obj
def command(
    desk: Desk, event: str | None, year: int | None, files: tuple[Path, ...], issue: int | None, why: bool
) -> None:
    """年终总结、统计表、考核自评表、一场活动的简报，或填上级的表；数字都从台账来。也可以打：xuanchuan 报告"""
    with readable(desk) as ledger:
        if ledger is None:
            say_nothing_yet(desk, wanted=bool(files) or not (event or "0000").isdecimal() or len(event or "0000") != 4)
            return
        if event and event.isdecimal() and len(event) == 4:
            year, event = int(event), None
        entry = _entry(desk, ledger, event) if event else None
        facts = facts_of(desk, ledger, entry.event.day.year if entry else year or desk.today.year)
        if entry:
            facts = _only(ledger, facts, entry)
        for file in files:
            _write(desk, facts, entry, desk.cwd / file, issue or 0)
    if entry and why:
        _trace(desk, facts, entry)
    elif not files:
        _offer(desk, facts, entry)


def _entry(desk: Desk, ledger: Ledger, event: str) -> LedgerEntry:
    """The entry of that number, or the only one of that day; XuanchuanError (3) where a day had several."""
    from xuanchuan.dates import load_key_dates
    from xuanchuan.ledger.events import entries, entry
    from xuanchuan.ledger.reporting import event_words
    from xuanchuan.ledger.spoken import read_past_day

    if event.isdecimal() and len(event) < 4:
        return entry(ledger, int(event))
    day = read_past_day(event, desk.today, load_key_dates(desk.own("campaigns"))).day
    found = entries(ledger, day, day)
    if not found:
        raise XuanchuanError(f"{day} 没有登记活动", hint="看看登记了哪些：  xuanchuan log list")
    if len(found) > 1:
        raise XuanchuanError(
            f"{day} 登记了 {len(found)} 场，不知道要哪一场",
            why="；".join(f"{one.number} 号 {event_words(one)}" for one in found),
            hint=f"xuanchuan report {found[0].number} --as 简报.docx",
            code=3,
        )
    return found[0]


def _only(ledger: Ledger, facts: Facts, entry: LedgerEntry) -> Facts:
    """The same facts with the figures of one event, from the same query."""
    from xuanchuan.ledger.statistics import Crossing, count_year

    span = (date.min, date.max)
    return replace(
        facts,
        year=count_year(ledger, *span, uid=entry.uid),
        entries=(entry,),
        crossing=Crossing(ledger, *span, entry.uid),
    )


def _offer(desk: Desk, facts: Facts, entry: LedgerEntry | None) -> None:
    from xuanchuan.ledger.reporting import event_words, tally_words

    if entry:
        desk.show(event_words(entry))
        desk.say(f"下一步：xuanchuan report {entry.number} --as 简报.docx")
        return
    year = facts.year.first.year
    for line in wrapped(f"{year}年登记活动 {facts.year.whole.held} 场。{tally_words(facts.year.whole)}", desk.width):
        desk.show(line)
    if facts.scored:
        score = sum(one.score or 0 for one in facts.scored)
        desk.show(
            f"考核自评 {score:g} 分（满分 {sum(one.indicator.points for one in facts.scored):g}，不是上级评定的）"
        )
    _alarms(desk, facts, year)
    desk.say(f"下一步：xuanchuan report --year {year} --as 总结.docx --as 统计表.docx --as 考核自评表.docx")
    desk.say(
        "填上级发的表：  xuanchuan report --as 上级的表.xlsx    一场活动的简报：  xuanchuan report 序号 --as 简报.docx"
    )


def _alarms(desk: Desk, facts: Facts, year: int) -> None:
    """What the assessment wants by a day and is not done yet, the nearest first."""
    due = sorted((day, one.indicator.name, one) for one in facts.scored if (day := one.due(year)))
    for day, name, one in due:
        left = (day - desk.today).days
        when = f"还有 {left} 天" if left > 0 else "就是今天" if not left else f"已经过了 {-left} 天"
        target = f"目标 {one.indicator.target:g}{one.indicator.unit}，现在 {one.shown}"
        for line in wrapped(f"考核期限 {day.month}月{day.day}日（{when}）：{name}，{target}", desk.width):
            desk.show(line)


def _trace(desk: Desk, facts: Facts, entry: LedgerEntry) -> None:
    """Where each part of a brief comes from, a line each."""
    from xuanchuan.ledger.reporting import backing

    desk.show(f"简报里的话都出自台账第 {entry.number} 号：")
    for name, text in backing(entry, facts):
        for line in wrapped(f"{name}　{text}", desk.width, "  "):
            desk.show(line)
    desk.show("单位名称出自单位资料；标黄的由您填写。")


def _write(desk: Desk, facts: Facts, entry: LedgerEntry | None, path: Path, issue: int = 0) -> None:
    from xuanchuan.ledger.theirtable import waits_for_figures

    docx = path.suffix.lower() == ".docx"
    if path.suffix.lower() == ".xlsx" or (docx and not entry and waits_for_figures(path, facts)):
        _fill(desk, facts, path)
    elif docx:
        kind = "简报" if entry else next((one for one in KINDS if one in path.stem or one[:2] in path.stem), "总结")
        if kind == "简报" and entry is None:
            raise XuanchuanError("简报要写明是哪一场", hint="xuanchuan report 序号 --as 简报.docx")
        write_report(desk, facts, kind, path, entry, issue)
    else:
        raise XuanchuanError(
            f"报告不会写成 {path.suffix or '没有后缀的文件'}",
            where=str(path),
            hint="--as 总结.docx  或  --as 上级的表.xlsx",
        )


def write_report(
    desk: Desk, facts: Facts, kind: str, path: Path, entry: LedgerEntry | None = None, issue: int = 0
) -> None:
    """Write one report from its template; a file that is there already is never overwritten."""
    from xuanchuan.model.document import slots
    from xuanchuan.render import render

    document = _compose(desk, facts, kind, entry, issue)
    desk.show(f"做好了：{write_beside(desk, path, render(document, 'docx'))}")
    left = len(slots(document))
    desk.say(f"下一步：打开文件，{f'把标黄的 {left} 处填好，' if left else ''}定稿前请看一遍")


def _compose(desk: Desk, facts: Facts, kind: str, entry: LedgerEntry | None, issue: int) -> Document:
    from xuanchuan.ledger.reporting import compose_brief, compose_report
    from xuanchuan.materials import find_template, load_templates

    template = find_template(load_templates(desk.own("templates"), "reports"), kind)
    return compose_brief(template, entry, facts, issue) if entry else compose_report(template, facts)


def _fill(desk: Desk, facts: Facts, path: Path) -> None:
    """Fill a superior's table and put it beside the empty one; what matched is shown."""
    from xuanchuan.ledger.theirtable import fill_table, told

    if not path.is_file():
        raise XuanchuanError(
            "找不到要填的表",
            where=str(path),
            why="--as 后面的 .xlsx 应是上级发来的空表",
            hint="没有空表，只要统计：  xuanchuan stats --as 统计.xlsx",
        )
    data, fillings = fill_table(path, facts)
    place = write_beside(desk, path.with_name(f"{path.stem}-已填{path.suffix}"), data)
    for line in told(fillings):
        for part in wrapped(line, desk.width):
            desk.show(part)
    desk.show(f"做好了：{place}（原来的空表没有动）")
    desk.say("下一步：标黄的格子台账里没有，请自己填；标“估”的是估计数")

"""``xuanchuan dates``: the year's key dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from xuanchuan.desk import Desk

if TYPE_CHECKING:
    from xuanchuan.model.occasion import KeyDate, Occasion

FORMATS = ("text", "json", "csv")


@click.command(
    name="dates",
    epilog="例如：xuanchuan dates --within 60    xuanchuan dates --year 2027 --format csv",
)
@click.option("--year", type=int, metavar="年份", help="哪一年的，不写就是今年。")
@click.option("--within", type=click.IntRange(0, 3660), metavar="天数", help="只看从今天起多少天以内的。")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="输出成文字、JSON 或表格。")
@click.pass_obj
def command(desk: Desk, year: int | None, within: int | None, form: str) -> None:
    """全年有哪些普法节点：哪一天、依据是什么、日期定了没有。也可以写作：xuanchuan 节点。"""
    from xuanchuan.calendar.listing import dates_csv, dates_json
    from xuanchuan.dates import in_province, load_key_dates

    key_dates = in_province(load_key_dates(desk.own("campaigns")), desk.unit.province)
    found = (
        _within(key_dates, desk, within, year)
        if within is not None
        else _of_year(key_dates, desk.today.year if year is None else year)
    )
    if form == "json":
        desk.json(dates_json(found))
    elif form == "csv":
        desk.show(dates_csv(found).rstrip("\r\n").replace("\r\n", "\n"))
    else:
        _tell(desk, found)


def _of_year(key_dates: Sequence[KeyDate], year: int) -> list[Occasion]:
    """Every date of a year once; market days by their first."""
    from xuanchuan.dates import all_occasions, is_market

    seen: set[str] = set()
    found = []
    for one in all_occasions(key_dates, year):
        if not (is_market(one.key_date) and one.key_date.id in seen):
            found.append(one)
        seen.add(one.key_date.id)
    return found


def _within(key_dates: Sequence[KeyDate], desk: Desk, days: int, year: int | None) -> list[Occasion]:
    """What is going on today or begins within ``days``, over the turn of the year."""
    from xuanchuan.dates import all_occasions

    last = desk.today + timedelta(days=days)
    years = [year] if year is not None else range(desk.today.year - 1, last.year + 2)
    every = (one for which in years for one in all_occasions(key_dates, which))
    found = [one for one in every if one.start and one.end and one.start <= last and one.end >= desk.today]
    return sorted(found, key=lambda one: (one.start, one.end, one.key_date.id))


def _tell(desk: Desk, found: Sequence[Occasion]) -> None:
    from xuanchuan.calendar.wording import days_left, short_weekday, span
    from xuanchuan.render.literal import columns, pad

    month, room = None, min(36, desk.width - 32)
    for one in found:
        if not one.start or not one.end:
            continue
        if (one.start.year, one.start.month) != month:
            month = (one.start.year, one.start.month)
            desk.show(f"{'' if one is found[0] else chr(10)}{one.start.year}年{one.start.month}月")
        when = span(one.start, one.end) + (f" {short_weekday(one.start)}" if one.start == one.end else "")
        name = f"{one.name}{'' if one.confirmed else '〔待定〕'}"
        mark = "重" if one.key_date.weight == "重点" else "  "
        gap = "\n" + " " * 23 if columns(when) > 18 else ""
        desk.show(
            f"  {mark} {pad(when, 18)}{gap} {pad(name, room)}  {days_left(one.start, one.end, desk.today)}".rstrip()
        )
    undated = [one for one in found if not one.start]
    if undated:
        desk.show("\n还没有公布日期")
    for one in undated:
        desk.show(f"     {one.name}：{one.remark}")
    _say_more(desk, found)


def _say_more(desk: Desk, found: Sequence[Occasion]) -> None:
    if not found:
        desk.show("这些天里没有节点")
        desk.say("下一步：看全年的：  xuanchuan dates")
        return
    for one in found:
        if one.confirmed and one.remark:
            desk.say(f"注意：{one.name}：{one.remark}")
    if any(not one.confirmed for one in found):
        desk.say("标〔待定〕的还没有见到通知，先按往年惯例；见到通知后写进项目的 campaigns/dates.toml")
    desk.say("下一步：做一个日子的整套材料：  xuanchuan kit 11.25    看日历：  xuanchuan calendar")

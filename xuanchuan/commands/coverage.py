"""``coverage``: stations by the standards, and how far this year's events reached, town by town."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xuanchuan.commands.keeping import YEAR, facts_of, readable, say_nothing_yet
from xuanchuan.commands.words import FORMAT, columns, wrapped
from xuanchuan.desk import Desk

if TYPE_CHECKING:
    from xuanchuan.ledger.reporting import Facts
    from xuanchuan.ledger.stations import Share, Station

PARTS = (("built", "已建"), ("four", "四有"), ("five", "五个一"), ("reached", "今年到过"))
MARKS = {(True, True): "●", (True, False): "○", (False, True): "△", (False, False): "×"}


@click.command(epilog="例如：xuanchuan coverage    xuanchuan coverage --year 2026 --format json")
@YEAR
@click.option("--as", "file", type=click.Path(path_type=Path), metavar="文件", help="写成 .xlsx 或 .docx。")
@click.option("--grid", is_flag=True, help="一个村一个记号地画出来。")
@FORMAT
@click.pass_obj
def command(desk: Desk, year: int | None, file: Path | None, grid: bool, form: str) -> None:
    """站点和覆盖：各乡镇建了几个站点，四有、五个一够不够，今年哪些村还没有到。也可以打：xuanchuan 覆盖"""
    from xuanchuan.ledger.stations import stations

    with readable(desk) as ledger:
        if ledger is None:
            desk.json([]) if form == "json" and not file else say_nothing_yet(desk, wanted=file is not None)
            return
        facts = facts_of(desk, ledger, year or desk.today.year, listed=file is not None)
        register = stations(ledger)
        if file is not None:
            from xuanchuan.commands.stats import write_statistics

            write_statistics(desk, facts, desk.cwd / file)
            return
    if form == "json":
        desk.json([_record(one) for one in facts.towns])
    elif not facts.towns:
        desk.show("还没有登记村（社区）名单和站点。")
        desk.say("下一步：做一张站点表，填好再收：  xuanchuan log form --kind 站点")
    else:
        _show(desk, facts, register, grid)


def _show(desk: Desk, facts: Facts, register: list[Station], grid: bool) -> None:
    from xuanchuan.ledger.stations import together

    _line(desk, "乡镇（街道）", [title for _, title in PARTS])
    for town in facts.towns:
        _line(desk, town.town, [_said(getattr(town, name)) for name, _ in PARTS])
    whole = [together(getattr(town, name) for town in facts.towns) for name, _ in PARTS]
    _line(desk, "合计", [_said(share) for share in whole])
    desk.show()
    for town in facts.towns:
        if grid:
            _grid(
                desk, town.town, [one for one in register if (one.level, one.town) == ("村", town.town)], town.unreached
            )
            continue
        for title, names in (("没有站点", town.missing), ("今年没有到", town.unreached)):
            if names:
                for line in wrapped(f"{town.town}　{title}（{len(names)}）：{'、'.join(names)}", desk.width, longest=3):
                    desk.show(line)
    if grid:
        desk.show("● 有站点、今年到过　○ 有站点、没有到　△ 没有站点、到过　× 都没有")
    _others(desk, facts, register)
    desk.say("下一步：名单全，写成表：  xuanchuan coverage --as 覆盖.xlsx")


def _line(desk: Desk, name: str, cells: list[str]) -> None:
    shown = wrapped(name, 20, longest=1)[0]
    desk.show(
        shown
        + " " * (22 - columns(shown))
        + "".join(cell + " " * max(1, 14 - columns(cell)) for cell in cells).rstrip()
    )


def _said(share: Share) -> str:
    return f"{share} {share.percent}"


def _grid(desk: Desk, town: str, villages: list[Station], unreached: tuple[str, ...]) -> None:
    marks = "".join(MARKS[one.built, one.village not in unreached] for one in villages)
    desk.show(town)
    for line in wrapped(marks, desk.width, "  "):
        desk.show(line)


def _others(desk: Desk, facts: Facts, register: list[Station]) -> None:
    """What the standards ask of the county itself: hotline and letter-box, trainings, the four levels of volunteers."""
    from xuanchuan.ledger.stations import COUNTY

    county = next((one for one in register if one.level == "县"), None)
    has = "、".join(trait for trait in COUNTY if county and trait in county.traits) or "没有登记"
    levels = (
        "、".join(sorted({one.level for one in facts.volunteers if one.people}, key="市县乡村".index)) or "没有登记"
    )
    desk.show()
    desk.show(f"县级热线和信箱：{has}")
    desk.show(f"近三年信访干部培训：{len(facts.trainings)} 期")
    desk.show(f"志愿者四级网络：{levels}")


def _record(one: Any) -> dict[str, Any]:
    shares = {name: {"done": getattr(one, name).done, "of": getattr(one, name).of} for name, _ in PARTS}
    return {"town": one.town, **shares, "missing": list(one.missing), "unreached": list(one.unreached)}

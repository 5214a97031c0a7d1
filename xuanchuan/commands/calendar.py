"""``xuanchuan calendar``: the year on the terminal, or as a file of the kind its name ends in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.desk import Desk

if TYPE_CHECKING:
    from xuanchuan.calendar.exporting import Made
    from xuanchuan.calendar.memory import Memory
    from xuanchuan.calendar.terminal import Line
    from xuanchuan.calendar.year import Sources
    from xuanchuan.model.calendar import Proposal, YearCalendar

STYLES = {
    "core": {"fg": "red", "bold": True},
    "today": {"reverse": True},
    "off": {"fg": "green"},
    "faint": {"dim": True},
    "head": {"bold": True},
}


@click.command(
    name="calendar",
    epilog="例如：xuanchuan calendar    xuanchuan calendar --year 2027 --output 2027.ics    xuanchuan calendar --year 2027 --output 2027.docx",
)
@click.argument("number", required=False, type=int, metavar="[年份]")
@click.option("--year", type=int, metavar="年份", help="哪一年的，不写就是今年。")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="写成文件，按结尾定种类：ics xlsx csv txt docx pdf。",
)
@click.option(
    "--holidays",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="放假安排文件（形状同 holiday-cn 的 2027.json）。",
)
@click.option("--cancel", is_flag=True, help="ics 里把上次有、这次没有的标成取消。")
@click.option("--propose", is_flag=True, help="把上一年台账里空着的节点、村、法律和媒体，作为建议排进来。")
@click.option("--one-page", is_flag=True, help="挂历（docx、pdf）做成一张 A3 的全年表，不做一月一页的。")
@click.pass_obj
def command(
    desk: Desk,
    number: int | None,
    year: int | None,
    output: Path | None,
    holidays: Path | None,
    cancel: bool,
    propose: bool,
    one_page: bool,
) -> None:
    """全年日历：节点和倒排的任务，在屏幕上看，或导出成文件。也可以写作：xuanchuan 日历。"""
    from xuanchuan.commands.planning import sources

    found = sources(desk, desk.cwd / holidays if holidays else None)
    year = number if year is None else year
    year = desk.today.year if year is None else year
    proposals = _proposals(desk, year) if propose else ()
    if output is not None:
        _export(desk, found, year, desk.cwd / output, _Wish(cancel, one_page, proposals))
    else:
        _show(desk, found, year, proposals)


def _proposals(desk: Desk, year: int) -> tuple[Proposal, ...]:
    """What the ledger of the year before shows nothing of; each is said, so that nobody is surprised by it."""
    from xuanchuan.commands.keeping import facts_of, readable
    from xuanchuan.ledger.gaps import propose

    with readable(desk) as ledger:
        gaps = facts_of(desk, ledger, year - 1, listed=False).gaps if ledger else None
    if gaps is None:
        desk.say(f"注意：没有 {year - 1} 年的台账，提不出建议；先登记办过的活动：  xuanchuan log add")
        return ()
    proposals = tuple(propose(gaps, year - 1))
    for one in proposals:
        desk.say(f"建议：{one.what}（{one.why}）")
    return proposals


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was asked for that only some kinds of file can do."""

    cancel: bool
    one_page: bool
    proposals: tuple[Proposal, ...] = ()

    def ignored(self, kind: str) -> Iterator[str]:
        from xuanchuan.calendar.exporting import WALLS

        if self.cancel and kind != "ics":
            yield "--cancel 只对 .ics 有用，这次没有用上"
        if self.one_page and kind not in WALLS:
            yield "--one-page 只对挂历（.docx、.pdf）有用，这次没有用上"


def _show(desk: Desk, found: Sources, year: int, proposals: tuple[Proposal, ...]) -> None:
    from xuanchuan.calendar.proposals import with_proposals
    from xuanchuan.calendar.terminal import ahead_lines, month_lines, year_lines
    from xuanchuan.calendar.year import plan_year

    calendar = with_proposals(plan_year(found, year, desk.today), proposals, found.workdays)
    if year != desk.today.year:
        _print(desk, year_lines(calendar, found.workdays, desk.width))
    else:
        _print(desk, month_lines(calendar, desk.today.month, found.workdays, desk.width))
        desk.show()
        _print(desk, ahead_lines(calendar, plan_year(found, min(year + 1, 2100), desk.today), desk.width))
    desk.say()
    desk.say(f"下一步：导出到手机：  xuanchuan calendar --year {year} --output {year}.ics")
    desk.say("        做成表格把 .ics 换成 .xlsx，发群里换成 .txt，打印挂历换成 .docx 或 .pdf")


def _print(desk: Desk, lines: Iterable[Line]) -> None:
    coloured = desk.terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for line in lines:
        if not coloured:
            desk.show("".join(piece.text for piece in line).rstrip())
            continue
        click.echo("".join(click.style(piece.text, **STYLES.get(piece.style, {})) for piece in line))  # type: ignore[arg-type]


def _export(desk: Desk, found: Sources, year: int, output: Path, wish: _Wish) -> None:
    from xuanchuan.calendar.exporting import KINDS, digest, kind_of
    from xuanchuan.calendar.memory import memory_bytes, read_memory
    from xuanchuan.calendar.proposals import with_proposals
    from xuanchuan.calendar.year import plan_year
    from xuanchuan.files.atomic import write_bytes
    from xuanchuan.files.names import free_path

    kind = kind_of(output.name)
    record = (desk.project.folder if desk.project else output.parent) / f"日历记录-{year}.json"
    memory = read_memory(record)
    calendar = with_proposals(plan_year(found, year, desk.today, memory.planned), wish.proposals, found.workdays)
    made = _made(desk, found, calendar, memory, kind, wish)
    ours = output.exists() and digest(output.read_bytes()) == memory.files.get(output.name)
    place = output if ours else free_path(output, made.data)
    write_bytes(place, made.data)
    files = {**made.memory.files, place.name: digest(made.data)}
    write_bytes(record, memory_bytes(replace(made.memory, files=files)))
    desk.show(f"做好了：{place}（{KINDS[kind]}）")
    desk.show(f"  {year} 年节点 {len(calendar.occasions)} 个，要办的事 {len(calendar.tasks)} 件")
    if place != output:
        desk.say(f"注意：{output.name} 不是本程序写的或您改过，原样保留，新的另存为 {place.name}")
    for line in (*wish.ignored(kind), *made.told, *calendar.remarks):
        desk.say(f"注意：{line}")
    _advise(desk, kind, year, output.name, record, wish)


def _made(desk: Desk, found: Sources, calendar: YearCalendar, memory: Memory, kind: str, wish: _Wish) -> Made:
    from xuanchuan.calendar.exporting import WALLS, export_wall, export_year
    from xuanchuan.calendar.grid import wall_calendar
    from xuanchuan.commands.planning import hotlines_of

    if kind not in WALLS:
        return export_year(calendar, kind, memory, wish.cancel)
    wall = wall_calendar(calendar, found.workdays, hotlines_of(desk.unit), desk.unit.name)
    return export_wall(calendar, wall, kind, memory, wish.one_page)


def _advise(desk: Desk, kind: str, year: int, name: str, record: Path, wish: _Wish) -> None:
    from xuanchuan.calendar.exporting import WALLS

    said = re.search(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", name)
    if said and int(said[0]) != year:
        desk.say(f"注意：文件名里写的是 {said[0]}，里面是 {year} 年的；要 {said[0]} 年的加 --year {said[0]}")
    if kind == "ics":
        desk.say(f"{record.name} 记着这次导出的内容，请留着：下次导出只更新有变化的")
        desk.say(
            f"下一步：在手机或电脑上新建一个“{year}普法”日历，导入到里面，以后好更新、好删除；"
            "微信里点不开 .ics，发群里请用 .txt"
        )
    else:
        if kind in WALLS and not wish.one_page:
            desk.say("A4 横放；双面打印时选“长边翻转”，正面是月历，往上翻看背面的节点和要做的事")
            desk.say(
                f"还可以做一张 A3 全年表：  xuanchuan calendar --year {year} --output {year}全年.{kind} --one-page"
            )
        desk.say(f"下一步：导出到手机日历：  xuanchuan calendar --year {year} --output {year}.ics")

"""``xuanchuan yearplan``: 年度普法工作计划, drawn from the same dates as the calendar."""

from __future__ import annotations

from pathlib import Path

import click

from xuanchuan.commands.writing import write_beside
from xuanchuan.desk import Desk
from xuanchuan.model.document import Document

NEXT_YEAR_FROM = 10
LIMIT = 4000


@click.command(
    name="yearplan",
    epilog="例如：xuanchuan yearplan    xuanchuan yearplan --year 2027 --output 2027年度计划.docx",
)
@click.argument("number", required=False, type=int, metavar="[年份]")
@click.option("--year", type=int, metavar="年份", help="哪一年的；不写就是今年，10 月以后是明年。")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="文件", help="写到哪个文件，按结尾定种类：docx html txt。"
)
@click.option(
    "--holidays",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="放假安排文件（形状同 holiday-cn 的 2027.json）。",
)
@click.pass_obj
def command(desk: Desk, number: int | None, year: int | None, output: Path | None, holidays: Path | None) -> None:
    """年度普法工作计划：一月一主题，内容、责任、措施、标准四张清单，日期和日历一致。也可以写作：xuanchuan 年度计划。"""
    from xuanchuan.render import render

    year = number if year is None else year
    if year is None:
        year = desk.today.year + (desk.today.month >= NEXT_YEAR_FROM)
    wanted = desk.cwd / (output or f"{year}年度普法工作计划.docx")
    document, remarks = _document(desk, year, desk.cwd / holidays if holidays else None)
    data = render(document, wanted.suffix.removeprefix(".").lower())
    desk.show(f"做好了：{write_beside(desk, wanted, data)}")
    for remark in remarks:
        desk.say(f"注意：{remark}")
    _advise(desk, document, year)


def _document(desk: Desk, year: int, holidays: Path | None) -> tuple[Document, tuple[str, ...]]:
    from xuanchuan.calendar.year import plan_year
    from xuanchuan.calendar.yearplan import year_plan
    from xuanchuan.commands.planning import sources
    from xuanchuan.corpus import load_corpus
    from xuanchuan.materials.yearplan import compose_year_plan

    found = sources(desk, holidays)
    calendar = plan_year(found, year, desk.today)
    plan = year_plan(calendar, found.campaigns, desk.unit, load_corpus(desk.own("laws")))
    return compose_year_plan(plan, desk.own("templates")), plan.remarks


def _advise(desk: Desk, document: Document, year: int) -> None:
    from xuanchuan.materials.wording import count
    from xuanchuan.model.document import slots
    from xuanchuan.render import render

    length = count(render(document, "txt").decode("utf-8-sig"))
    desk.show(f"  全文连清单约 {length} 字")
    if length > LIMIT:
        desk.say(f"注意：超过 {LIMIT} 字，印发前请删去不重要的行")
    if desk.unit.sample:
        desk.say("还没有单位资料，用的是“示例单位”；填好本单位资料再做一次：  xuanchuan init")
    left = len(slots(document))
    desk.say(
        f"下一步：{f'把标黄的 {left} 处填好；' if left else ''}同一份日期的日历：  xuanchuan calendar --year {year} --output {year}.xlsx"
    )

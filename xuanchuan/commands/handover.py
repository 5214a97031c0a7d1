"""``handover``: the unit's files, ledger, calendar and a two-page note, in one zip for the next officer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.commands.keeping import facts_of, readable, root_of
from xuanchuan.commands.writing import write_beside
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

if TYPE_CHECKING:
    from xuanchuan.ledger.handing_over import Parcel


@click.command(epilog="例如：xuanchuan handover    xuanchuan handover --output 交接.zip")
@click.option("--output", type=click.Path(path_type=Path), metavar="文件", help="写到哪个 .zip，默认“交接-日期.zip”。")
@click.pass_obj
def command(desk: Desk, output: Path | None) -> None:
    """换人时把单位资料、台账、自己的模板、日历和两页交接说明打成一个包。也可以打：xuanchuan 交接"""
    from xuanchuan.ledger import handing_over
    from xuanchuan.ledger.outputs import all_made
    from xuanchuan.materials import find_template, load_templates
    from xuanchuan.model.document import slots
    from xuanchuan.render import render

    if desk.project is None:
        raise XuanchuanError("这个文件夹里没有单位资料，没有可以交接的", where=str(desk.cwd), hint="xuanchuan init")
    with readable(desk) as ledger:
        if ledger is None:
            raise XuanchuanError(
                "台账里还没有登记，没有可以交接的",
                where=str(root_of(desk)),
                hint='xuanchuan log add "12.4 广场宣传，资料500"',
            )
        facts = facts_of(desk, ledger, desk.today.year)
        made = all_made(ledger, root_of(desk))
        copy = handing_over.ledger_copy(ledger)
        template = find_template(load_templates(desk.own("templates"), "reports"), "交接说明")
        note = handing_over.compose_handover(template, facts, made, _coming(desk))
    parcels = [
        handing_over.Parcel("交接说明.docx", render(note, "docx")),
        copy,
        *handing_over.own_files(root_of(desk)),
        *_calendar(desk),
    ]
    path = desk.cwd / (output or f"交接-{desk.today}.zip")
    desk.show(f"做好了：{write_beside(desk, path, handing_over.zipped(parcels))}")
    for one in parcels:
        desk.show(f"  {one.name}")
    desk.say(f"下一步：把交接说明里标黄的 {len(slots(note))} 处填好；接手的人解开压缩包，就在那个文件夹里接着用")


def _coming(desk: Desk) -> dict[date, str]:
    """The next key dates of weight by their first day."""
    from xuanchuan.dates import all_occasions, in_province, load_key_dates

    key_dates = in_province(load_key_dates(desk.own("campaigns")), desk.unit.province)
    years = (desk.today.year, desk.today.year + 1)
    found = [one for year in years for one in all_occasions(key_dates, year) if one.key_date.weight == "重点"]
    return {one.start: one.name for one in found if one.start and one.start >= desk.today}


def _calendar(desk: Desk) -> list[Parcel]:
    """This year's and next year's calendars as text."""
    from xuanchuan.calendar.exporting import export_year
    from xuanchuan.calendar.memory import Memory
    from xuanchuan.calendar.year import plan_year
    from xuanchuan.commands.planning import sources
    from xuanchuan.ledger.handing_over import Parcel

    found = sources(desk, None)
    years = (desk.today.year, desk.today.year + 1)
    return [
        Parcel(f"{year}年日历.{kind}", export_year(plan_year(found, year, desk.today), kind, Memory(), False).data)
        for year in years
        for kind in ("txt", "xlsx")
    ]

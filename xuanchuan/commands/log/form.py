"""``log form``: an empty form for towns to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from xuanchuan.commands.keeping import readable
from xuanchuan.commands.writing import write_beside
from xuanchuan.desk import Desk


@click.command(epilog="例如：xuanchuan log form    xuanchuan log form --kind 站点 --output 站点表.xlsx")
@click.option("--kind", default="活动", metavar="种类", help="活动、站点、培训、志愿者、咨询，默认是活动。")
@click.option("--town", default="", metavar="乡镇", help="填好乡镇名再发。")
@click.option("--output", type=click.Path(path_type=Path), metavar="文件", help="写到哪个文件。")
@click.pass_obj
def command(desk: Desk, kind: str, town: str, output: Path | None) -> None:
    """做一张发给乡镇填的登记表（xlsx），填好后用 log import 收。也可以打：xuanchuan 登记 表"""
    from xuanchuan.files.names import safe_name
    from xuanchuan.ledger.registerforms import find_form, register_form_bytes
    from xuanchuan.ledger.stations import stations
    from xuanchuan.ledger.townform import form_bytes

    with readable(desk) as ledger:
        known = [one for one in stations(ledger) if one.village and town in ("", one.town)] if ledger else []
    if kind == "活动":
        data = form_bytes(
            desk.unit.short, desk.today.year, desk.today, town, [one.village for one in known] if town else []
        )
    else:
        places = [(one.town, one.village) for one in known] if kind == "站点" else []
        data = register_form_bytes(find_form(kind), town or desk.unit.short, desk.today, places)
    path = desk.cwd / (output or safe_name(f"{town}{desk.today.year}年{kind}登记表.xlsx"))
    place = write_beside(desk, path, data)
    desk.show(f"做好了：{place}")
    desk.say(f"下一步：发给乡镇填好，收回来运行：  xuanchuan log import {place.name}")

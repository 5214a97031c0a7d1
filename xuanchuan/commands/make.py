"""``xuanchuan make MATERIAL [DATE]``: any one material, of one day or of none; ``--list`` shows them all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.commands.single import Making, make_material, options, write_material
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

if TYPE_CHECKING:
    from xuanchuan.materials import Template


# What materials are for, in the order an officer meets them; a kind of one's own comes after.
KINDS = ("公文", "印刷品", "户外", "广播", "电视", "手机", "公众号", "短视频", "报纸", "讲座", "活动", "表格", "站点")


@click.command(
    epilog="例如：xuanchuan make 横幅标语 11.25    xuanchuan make --list    xuanchuan make 站点牌    xuanchuan make 口袋书 彩礼    xuanchuan 材料 海报 三八"
)
@click.argument("material", metavar="材料", required=False)
@click.argument("words", metavar="日子或话题", required=False)
@click.option("--list", "listing", is_flag=True, help="列出全部材料：叫什么、做什么用、在不在整套里。")
@click.option(
    "--form",
    type=click.Path(path_type=Path),
    metavar="表.docx",
    help="填进本单位自己的文头或表格：里面写 {{ 单位 }}、{{ 标题 }}、{{ 正文 }}；只填表就不写材料。",
)
@options
@click.pass_obj
def command(
    desk: Desk, material: str | None, words: str | None, listing: bool, form: Path | None, making: Making
) -> None:
    """做好一种材料：大多要写日子，口袋书也可以写话题，站点牌这样的常年材料不用写。也可以写作：xuanchuan 材料 横幅标语 11.25。"""
    from xuanchuan.materials import find_template, load_templates

    if form is not None and not listing:
        from xuanchuan.commands.own_form import make_form

        make_form(desk, form, material, words, making)
        return
    templates = load_templates(desk.own("templates"))
    if listing or material is None:
        _list(desk, templates)
        return
    template = find_template(templates, material)
    if template.facts.anytime:
        _standing(desk, template, making)
    elif words is None:
        raise XuanchuanError(
            f"“{template.name}”是按日子做的，还没有写哪个日子", hint=f"xuanchuan make {template.name} 11.25"
        )
    else:
        _make(desk, template, words, making)


def _make(desk: Desk, template: Template, words: str, making: Making) -> None:
    """The material of a day, or of a law or topic where it can be made of one."""
    from xuanchuan.commands.lessons import lesson

    kit = lesson(desk, words) if template.facts.topical and making.year is None else None
    if kit is None:
        make_material(desk, template.name, words, making)
    else:
        write_material(desk, template, kit, making)


def _standing(desk: Desk, template: Template, making: Making) -> None:
    from xuanchuan.commands.preparing import prepare_station

    ready = prepare_station(desk)
    for note in ready.notes:
        desk.say(f"注意：{note}")
    write_material(desk, template, ready.kit, making)


def _list(desk: Desk, templates: Sequence[Template]) -> None:
    """Every material under what it is for, those of the usual pack with their number."""
    desk.show(f"共 {len(templates)} 种材料。有编号的在整套里，其余单独做。")
    kinds = list(dict.fromkeys([*KINDS, *(one.facts.medium or "其他" for one in templates)]))
    ordered = sorted(templates, key=lambda one: kinds.index(one.facts.medium or "其他"))
    for kind, group in groupby(ordered, key=lambda one: one.facts.medium or "其他"):
        desk.show()
        desk.show(kind)
        for one in group:
            number = f"{one.facts.order:02d}" if one.facts.order else "  "
            tail = "（不用写日子）" if one.facts.anytime else ""
            desk.show(f"  {number} {one.name}：{one.facts.purpose}{tail}")
    desk.say()
    desk.say("下一步：xuanchuan make 海报 11.25")

"""``xuanchuan handout WORDS``: the handout of a day, a law or a topic."""

from __future__ import annotations

import click

from xuanchuan.commands.single import Making, make_material, options, write_material
from xuanchuan.desk import Desk

MATERIAL = "法律知识讲义"


@click.command(
    epilog="例如：xuanchuan handout 11.25    xuanchuan 讲义 反家庭暴力法    xuanchuan handout 土地权益 --audience 农村妇女 --large-print"
)
@click.argument("words", metavar="日子、法名或话题")
@click.option("--audience", metavar="对象", default="", help="只选写给这些人的法条，如 农村妇女、女职工、家长。")
@options
@click.pass_obj
def command(desk: Desk, words: str, audience: str, making: Making) -> None:
    """做好一份法律知识讲义：写日子就是那天的，写法名或话题就从法律条文里选。也可以写作：xuanchuan 讲义 11.25。"""
    from xuanchuan.commands.lessons import lesson
    from xuanchuan.materials import find_template, load_templates

    kit = lesson(desk, words, audience) if making.year is None else None
    if kit is None:
        if audience:
            desk.say("注意：按日子做的讲义不分对象，--audience 没有用上")
        make_material(desk, MATERIAL, words, making)
        return
    write_material(desk, find_template(load_templates(desk.own("templates")), MATERIAL), kit, making)

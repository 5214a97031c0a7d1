"""``xuanchuan handout WORDS``: the handout of a day, a law or a topic."""

from __future__ import annotations

from pathlib import Path

import click

from xuanchuan.commands.single import make_material, options, write_material
from xuanchuan.desk import Desk

MATERIAL = "法律知识讲义"


@click.command(epilog="例如：xuanchuan handout 11.25    xuanchuan 讲义 反家庭暴力法    xuanchuan 讲义 人身安全保护令")
@click.argument("words", metavar="日子、法名或话题")
@options
@click.pass_obj
def command(desk: Desk, words: str, year: int | None, to: str | None, output: Path | None) -> None:
    """做好一份法律知识讲义：写日子就是那天的，写法名或话题就从法律条文里选。也可以写作：xuanchuan 讲义 11.25。"""
    from xuanchuan.commands.lessons import lesson
    from xuanchuan.materials import find_template, load_templates

    kit = lesson(desk, words) if year is None else None
    if kit is None:
        make_material(desk, MATERIAL, words, year, to, output)
    else:
        write_material(desk, find_template(load_templates(desk.own("templates")), MATERIAL), kit, to, output)

"""``xuanchuan plan DATE``: the plan of one day."""

from __future__ import annotations

import click

from xuanchuan.commands.single import Making, make_material, options
from xuanchuan.desk import Desk


@click.command(epilog="例如：xuanchuan plan 11.25    xuanchuan 方案 三八 --year 2027")
@click.argument("words", metavar="日子")
@options
@click.pass_obj
def command(desk: Desk, words: str, making: Making) -> None:
    """做好一个日子的活动方案。也可以写作：xuanchuan 方案 11.25。"""
    make_material(desk, "活动方案", words, making)

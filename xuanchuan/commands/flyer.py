"""``xuanchuan flyer DATE``: the flyer of one day."""

from __future__ import annotations

import click

from xuanchuan.commands.single import Making, make_material, options
from xuanchuan.desk import Desk


@click.command(epilog="例如：xuanchuan flyer 11.25    xuanchuan 宣传单 12.4 --to docx,html")
@click.argument("words", metavar="日子")
@options
@click.pass_obj
def command(desk: Desk, words: str, making: Making) -> None:
    """做好一个日子的宣传单。也可以写作：xuanchuan 宣传单 11.25。"""
    make_material(desk, "宣传单", words, making)

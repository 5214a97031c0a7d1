"""``xuanchuan make MATERIAL DATE``: any one material of one day."""

from __future__ import annotations

from pathlib import Path

import click

from xuanchuan.commands.single import make_material, options
from xuanchuan.desk import Desk


@click.command(epilog="例如：xuanchuan make 横幅标语 11.25    xuanchuan 材料 广播稿 三八 --to txt")
@click.argument("material", metavar="材料")
@click.argument("words", metavar="日子")
@options
@click.pass_obj
def command(desk: Desk, material: str, words: str, year: int | None, to: str | None, output: Path | None) -> None:
    """做好一个日子的某一种材料，如 横幅标语、广播稿、签到表。也可以写作：xuanchuan 材料 横幅标语 11.25。"""
    make_material(desk, material, words, year, to, output)

"""``desktop remove``: take our entries away, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from xuanchuan.commands.desktop.entries import ENTRIES, is_ours
from xuanchuan.commands.desktop.places import places_of
from xuanchuan.desk import Desk


@click.command(epilog="例如：xuanchuan desktop remove --to 入口 --dry-run    xuanchuan desktop remove --to 入口")
@click.option("--to", type=click.Path(path_type=Path), metavar="文件夹", help="从哪里取下，不写就是桌面和“发送到”。")
@click.option("--dry-run", is_flag=True, help="只看会取下哪些，不动。")
@click.pass_obj
def command(desk: Desk, to: Path | None, dry_run: bool) -> None:
    """取下本程序放的入口；材料、台账、单位资料都不动。也可以打：xuanchuan 桌面 取下"""
    from xuanchuan.files.atomic import unwritable

    places = places_of(desk, to)
    windows = sys.platform == "win32"
    names = [f"{entry.title}.bat" if windows else f"{entry.stem}.desktop" for entry in ENTRIES]
    folders = [folder for folder in (places.desktop, places.send_to) if folder is not None]
    found = [folder / name for folder in folders for name in names if is_ours(folder / name)]
    for path in found:
        if not dry_run:
            try:
                path.unlink()
            except OSError as fault:
                raise unwritable(path, fault) from fault
        desk.show(f"{'会取下' if dry_run else '取下了'}：{path}")
    if not found:
        desk.show("没有本程序放的入口。")

"""``desktop install``: write the entries; what a person put there under the same name is kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from xuanchuan.commands.desktop.entries import entry_files, is_ours, private_python
from xuanchuan.commands.desktop.places import places_of
from xuanchuan.desk import Desk


@click.command(epilog="例如：xuanchuan desktop install --to 入口 --dry-run    xuanchuan desktop install --to 入口")
@click.option("--to", type=click.Path(path_type=Path), metavar="文件夹", help="放在哪里，不写就放在桌面和“发送到”。")
@click.option("--dry-run", is_flag=True, help="只看会放哪些，不放。")
@click.pass_obj
def command(desk: Desk, to: Path | None, dry_run: bool) -> None:
    """在桌面和“发送到”里放好入口；不写注册表，不要管理员。也可以打：xuanchuan 桌面 装上"""
    from xuanchuan.files.atomic import write_bytes

    files = entry_files(places_of(desk, to), private_python(), sys.platform == "win32", os.environ)
    for path, data in files.items():
        if path.exists() and not is_ours(path):
            desk.say(f"注意：{path.name} 不是本程序放的，没有动它")
            continue
        if not dry_run:
            write_bytes(path, data)
            if sys.platform != "win32":
                path.chmod(0o755)
        desk.show(f"{'会放' if dry_run else '放好了'}：{path}")
    desk.say("下一步：双击“宣传助手”；把稿子拖到“检查稿子”上，或右键“发送到”")
    desk.say("要取下：  xuanchuan desktop remove")

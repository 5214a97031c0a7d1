"""``law pack``: the project's laws, and on request the whole corpus, in one file for a USB stick."""

from __future__ import annotations

from pathlib import Path

import click

from xuanchuan.commands.law.asking import open_corpus
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError


@click.command(epilog="例如：xuanchuan law pack 语料.zip --all    xuanchuan law pack 语料.zip --all --dry-run")
@click.argument("path", metavar="文件.zip", type=click.Path(path_type=Path))
@click.option("--all", "whole", is_flag=True, help="连程序自带的语料一起打包，带给版本旧的电脑。")
@click.option("--dry-run", is_flag=True, help="只看看会打进什么，不写文件。")
@click.pass_obj
def command(desk: Desk, path: Path, whole: bool, dry_run: bool) -> None:
    """把本单位导入的法规打成一个文件，用优盘带到别的电脑。也可以打：xuanchuan 法条 打包"""
    from xuanchuan import __version__
    from xuanchuan.corpus.packing import manifest, pack_members
    from xuanchuan.files.atomic import write_bytes
    from xuanchuan.files.manifest import sha256
    from xuanchuan.files.packs import pack_bytes

    corpus = open_corpus(desk)
    members = pack_members(desk.own("laws") if corpus.own_shorts else None, corpus.root if whole else None)
    if not members:
        raise XuanchuanError(
            "没有可打包的法规", why="本单位还没有导入过", hint=f"连自带的语料一起打包：xuanchuan law pack {path} --all"
        )
    target = desk.cwd / path
    if target.suffix.lower() != ".zip":
        target = target.with_name(f"{target.name}.zip")
    data = pack_bytes(manifest(f"xuanchuan {__version__}", corpus.date), members)
    _refuse_overwriting(target, data)
    desk.show(
        f"本单位的法规 {len(corpus.own_shorts)} 部" + (f"，程序自带的语料（截至 {corpus.date}）" if whole else "")
    )
    desk.show(f"共 {len(members)} 个文件，{len(data) / 1024:.0f} KB")
    if dry_run:
        desk.say("只是看看，没有写文件。")
        return
    write_bytes(target, data)
    desk.say(f"已打好 {target.name}，校验码 {sha256(data)[:16]}。")
    desk.say(f"下一步：在另一台电脑的单位文件夹里运行  xuanchuan law unpack {target.name}")


def _refuse_overwriting(target: Path, data: bytes) -> None:
    if target.exists() and not (target.is_file() and target.read_bytes() == data):
        raise XuanchuanError(
            "已经有这个文件，没有覆盖", where=str(target), why="内容同现在要打的不一样", hint="换一个文件名"
        )

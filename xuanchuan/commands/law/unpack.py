"""``law unpack``: a pack from a USB stick, proved before anything is written, shown law by law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.commands.asking import QUIT
from xuanchuan.commands.law.asking import open_corpus
from xuanchuan.commands.law.changes import counted
from xuanchuan.commands.words import wrapped
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

if TYPE_CHECKING:
    from xuanchuan.corpus.loading import Corpus
    from xuanchuan.corpus.packing import LawChange
    from xuanchuan.files.packs import Pack
    from xuanchuan.model.law import Law

PARTLY = 5


@dataclass(slots=True)
class _Plan:
    """What to write where, below ``laws``; what stays because the project has another text under that name."""

    files: dict[str, bytes] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    corpus: date | None = None


@click.command(epilog="例如：xuanchuan law unpack 语料.zip    xuanchuan law unpack 语料.zip --dry-run")
@click.argument("path", metavar="文件.zip", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只看看会改变什么，不写文件。")
@click.pass_obj
def command(desk: Desk, path: Path, dry_run: bool) -> int:
    """核对语料包，说清哪部法有变化，再装进单位文件夹；原来的都留着。也可以打：xuanchuan 法条 装包"""
    from xuanchuan.corpus.packing import law_changes, prove
    from xuanchuan.files.manifest import sha256
    from xuanchuan.files.packs import read_pack

    if desk.project is None:
        raise XuanchuanError(
            "还没有单位资料，不知道装到哪里", why="语料包装进单位文件夹的 laws 里", hint="先运行  xuanchuan init"
        )
    pack = read_pack(desk.cwd / path)
    day, whole = prove(pack)
    corpus = open_corpus(desk)
    desk.show(f"{path.name}：{len(pack.members)} 个文件，校验码都对上了；语料截至 {day}")
    desk.show(f"整包校验码 {sha256((desk.cwd / path).read_bytes())[:16]}，可以同打包的人核对。")
    plan = _plan(pack, desk.project.folder / "laws", day, corpus, whole)
    if whole is not None and plan.corpus is None:
        desk.show(f"里面的语料截至 {day}，不比现在用的（{corpus.date}）新，语料没有换。")
    coming = _own_laws(pack) | ({law.short: law for law in whole.laws()} if whole and plan.corpus else {})
    _tell(desk, law_changes(corpus, coming), plan)
    if dry_run or not plan.files:
        desk.say("只是看看，没有写文件。" if dry_run else "都已经有了，没有改动。")
    elif desk.terminal and click.prompt("装吗？回车装，q 不装", default="", show_default=False) in QUIT:
        desk.say("没有改动任何东西。")
    else:
        _install(desk, desk.project.folder / "laws", plan)
    return PARTLY if plan.kept else 0


def _plan(pack: Pack, laws: Path, day: date, corpus: Corpus, whole: Corpus | None) -> _Plan:
    """The files that are not there yet; a newer corpus goes into a folder of its date."""
    from xuanchuan.corpus.loading import UNPACKED

    plan = _Plan(corpus=day if whole is not None and day > corpus.date else None)
    for path, data in pack.members.items():
        top, _, rest = path.partition("/")
        if top == "corpus" and plan.corpus is None:
            continue
        name = f"{UNPACKED}/{day}/{rest}" if top == "corpus" else rest
        place = laws / name
        if not place.exists():
            plan.files[name] = data
        elif place.read_bytes() != data:
            plan.kept.append(name)
    return plan


def _own_laws(pack: Pack) -> dict[str, Law]:
    """The laws a pack brings from another project, all versions of one together."""
    from dataclasses import replace

    from xuanchuan.corpus.lawfiles import read_law_file

    found: dict[str, Law] = {}
    for path, data in sorted(pack.members.items()):
        if path.startswith("laws/"):
            law = read_law_file(data.decode("utf-8"), path)
            older = found[law.short].versions if law.short in found else ()
            found[law.short] = replace(law, versions=(*older, *law.versions))
    return found


def _tell(desk: Desk, changes: tuple[LawChange, ...], plan: _Plan) -> None:
    """Law by law what is new, amended, added to or worded otherwise."""
    if plan.corpus:
        desk.show(f"语料换成截至 {plan.corpus} 的，原来的留着。")
    for one in changes:
        first, *rest = wrapped(_said(one), desk.width, "    ")
        desk.show(first[2:])
        for line in rest:
            desk.show(line)
    if not changes:
        desk.show("法条没有变化。")
    for name in plan.kept:
        desk.show(f"  没有动：laws/{name}，本单位已有的同语料包里的不一样")


def _said(change: LawChange) -> str:
    law, version = change.law, change.version
    if change.what == "新收":
        return f"{law.short}　新收，{version.effective} 起施行，{len(version.articles)} 条"
    if change.what == "新版本":
        told = f"：{counted(change.changes)}" if change.changes else ""
        return f"{law.short}　已修订，{version.effective} 起施行{told}"
    if change.what == "补充":
        return f"{law.short}　补充 {len(change.changes)} 条"
    return f"{law.short}　{version.effective} 的文本有更正：{counted(change.changes)}"


def _install(desk: Desk, laws: Path, plan: _Plan) -> None:
    """Law files one by one; a corpus into a temporary folder first, so that there is a whole one or none."""
    from xuanchuan.corpus.loading import UNPACKED
    from xuanchuan.files.atomic import write_bytes

    inside = f"{UNPACKED}/{plan.corpus}/"
    for name, data in plan.files.items():
        if not name.startswith(inside):
            write_bytes(laws / name, data)
    if plan.corpus:
        _install_corpus(laws / inside.rstrip("/"), {name.removeprefix(inside): data for name, data in plan.files.items() if name.startswith(inside)})  # fmt: skip
    desk.say(f"已装好 {len(plan.files)} 个文件，在 laws 文件夹里。")
    desk.say("下一步：xuanchuan law status")


def _install_corpus(place: Path, files: Mapping[str, bytes]) -> None:
    import shutil

    from xuanchuan.files.atomic import unwritable, write_bytes

    making = place.with_name(f".{place.name}.tmp")
    shutil.rmtree(making, ignore_errors=True)
    try:
        for name, data in files.items():
            write_bytes(making / name, data)
        making.rename(place)
    except OSError as fault:
        raise unwritable(place, fault) from fault
    finally:
        shutil.rmtree(making, ignore_errors=True)

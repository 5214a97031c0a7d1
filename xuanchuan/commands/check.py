"""``xuanchuan check FILE…``: what is wrong with a draft, before it is printed; the draft itself is never touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.commands.words import wrapped
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

if TYPE_CHECKING:
    from xuanchuan.check.checking import Checked, Standard

MUST, UNREADABLE = 4, 2


@click.command(
    name="check",
    epilog="例如：xuanchuan check 旧折页.docx    xuanchuan 检查 宣传单.txt 讲义.docx --format json",
)
@click.argument("files", nargs=-1, required=True, metavar="文件…", type=click.Path(path_type=Path))
@click.option("--as-of", "as_of", default="", metavar="日期", help="按哪一天的法律查，默认今天。")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="输出成文字、JSON 或网页。"
)
@click.pass_obj
def command(desk: Desk, files: tuple[Path, ...], as_of: str, form: str) -> int:
    """检查稿子：法条引用、原文字句、旧说法、电话、个人信息、没填的空。不改动稿子。也可以打：xuanchuan 检查"""
    paths = _gathered(desk, files)
    standard = _standard(desk, as_of)
    results, unread = _check_all(desk, paths, standard)
    if form == "json":
        rows = [_json(one) for one in results]
        desk.json(rows[0] if len(paths) == 1 and rows else rows)
    else:
        for one in results:
            _show(desk, one)
    for error in unread:
        desk.say(f"{Path(error.where).name}　{error.message}：{error.why}。{error.hint}" if error.why else f"{error.where}　{error.message}。{error.hint}")
    if any(one.of("must") for one in results):
        return MUST
    return UNREADABLE if unread else 0


def _gathered(desk: Desk, files: tuple[Path, ...]) -> list[Path]:
    """The files named, and those inside the folders named, in order and once each."""
    from xuanchuan.check.reading import is_readable

    found: dict[Path, None] = {}
    for one in files:
        path = desk.cwd / one
        if path.is_dir():
            inside = sorted(entry for entry in path.rglob("*") if entry.is_file() and is_readable(entry))
            if not inside:
                raise XuanchuanError("文件夹里没有能查的稿子", where=str(one), hint="能查的有 .docx .txt .md .html .pdf")
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def _standard(desk: Desk, as_of: str) -> Standard:
    from xuanchuan.check.checking import Standard
    from xuanchuan.corpus.loading import load_corpus
    from xuanchuan.materials import load_hotlines

    unit = desk.project.unit if desk.project else None
    return Standard(load_corpus(desk.own("laws")), _day(desk, as_of), unit, load_hotlines())


def _day(desk: Desk, as_of: str) -> date:
    if not as_of:
        return desk.today
    try:
        return date.fromisoformat(as_of.strip())
    except ValueError:
        from xuanchuan.dates import load_key_dates, read_day

        return read_day(as_of, desk.today, load_key_dates()).day


def _check_all(desk: Desk, paths: list[Path], standard: Standard) -> tuple[list[Checked], list[XuanchuanError]]:
    """Every file checked; what cannot be read is kept for the end, and raised when it is the only one."""
    from xuanchuan.check.checking import check
    from xuanchuan.check.reading import read_draft

    results: list[Checked] = []
    unread: list[XuanchuanError] = []
    with desk.progress(len(paths), "检查稿子") as bar:
        for path in paths:
            try:
                results.append(check(read_draft(path), standard))
            except XuanchuanError as error:
                if len(paths) == 1:
                    raise
                unread.append(error)
            bar.step(path.name)
    return results, unread


def _json(checked: Checked) -> dict[str, object]:
    return {
        "file": str(checked.draft.path),
        "as_of": str(checked.on),
        "corpus_date": str(checked.corpus_date),
        "findings": [one.json() for one in checked.findings],
        "remarks": list(checked.draft.remarks),
    }


def _show(desk: Desk, checked: Checked) -> None:
    from xuanchuan.check.terminal import citations_line, counts_line, headline, screen

    desk.show(headline(checked))
    desk.show(f"{checked.draft.path.name}　{citations_line(checked)}")
    for indent, text in screen(checked):
        for line in wrapped(text, desk.width, indent):
            desk.show(line)
    desk.show(counts_line(checked))
    for remark in checked.draft.remarks:
        desk.show(f"注意：{remark}")

"""``xuanchuan check FILE…``: what is wrong with a draft, before it is printed; the draft itself is never touched."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.commands.words import columns, wrapped
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

if TYPE_CHECKING:
    from xuanchuan.check.checking import Checked, Standard

MUST, UNREADABLE = 4, 2


@click.command(
    name="check",
    epilog="例如：xuanchuan check 旧折页.docx    xuanchuan 检查 宣传单.txt 讲义.docx",
)
@click.argument("files", nargs=-1, metavar="[文件…]", type=click.Path(path_type=Path))
@click.option("--as-of", "as_of", default="", metavar="日期", help="按哪一天的法律查，默认今天。")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="输出成文字、JSON 或网页。"
)
@click.option("--annotate", type=click.Path(path_type=Path), metavar="文件", help="另存一份 .docx，问题写成批注。")
@click.option(
    "--fix", type=click.Path(path_type=Path), metavar="文件", help="另存一份 .docx，只改答案唯一的地方，改处有批注。"
)
@click.option("--format-check", "layout", is_flag=True, help="再查公文格式：纸张、页边距、字体字号（GB/T 9704）。")
@click.option("--no-report", is_flag=True, help="不写网页报告。")
@click.pass_obj
def command(
    desk: Desk,
    files: tuple[Path, ...],
    as_of: str,
    form: str,
    annotate: Path | None,
    fix: Path | None,
    layout: bool,
    no_report: bool,
) -> int:
    """检查稿子：法条引用、原文字句、旧说法、电话、个人信息、没填的空。不写文件名，就查当前文件夹里的稿子。不改动稿子。也可以打：xuanchuan 检查"""
    paths = _gathered(desk, files) if files else _here(desk)
    if not paths:
        desk.say("这个文件夹里没有能查的稿子。下一步：xuanchuan check 旧折页.docx，或者把稿子拖进窗口")
        return 0
    if (annotate or fix) and len(paths) != 1:
        raise XuanchuanError(
            "写批注、改好另存，一次只做一份稿子", hint="xuanchuan check 旧折页.docx --annotate 批注.docx"
        )
    results, unread = _check_all(desk, paths, _standard(desk, as_of), layout=layout)
    if form == "json":
        desk.pieces(_json(results, alone=len(paths) == 1))
    elif form == "html":
        desk.pieces((_page(results, unread),))
    else:
        _show(desk, results, unread)
        if results and not no_report:
            _write_report(desk, files, results, unread)
    for error in unread if form != "text" else ():
        desk.say(_one_line(error))
    _write_copies(desk, results, annotate, fix)
    if any(one.of("must") for one in results):
        return MUST
    return UNREADABLE if unread else 0


def _here(desk: Desk) -> list[Path]:
    """The drafts that lie in the current folder itself: what is checked when nothing is named."""
    from xuanchuan.check.reading import is_readable

    return sorted(entry for entry in desk.cwd.iterdir() if entry.is_file() and is_readable(entry))


def _gathered(desk: Desk, files: tuple[Path, ...]) -> list[Path]:
    """The files named, and those inside the folders named, in order and once each."""
    from xuanchuan.check.reading import is_readable

    found: dict[Path, None] = {}
    for one in files:
        path = desk.cwd / one
        if path.is_dir():
            inside = sorted(entry for entry in path.rglob("*") if entry.is_file() and is_readable(entry))
            if not inside:
                raise XuanchuanError(
                    "文件夹里没有能查的稿子",
                    where=str(one),
                    why="能查的有 .docx .txt .md .html .pdf",
                    hint="换一个文件夹",
                )
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def _standard(desk: Desk, as_of: str) -> Standard:
    from xuanchuan.check.checking import Standard
    from xuanchuan.check.hotlines import hotline_table
    from xuanchuan.commands.law.asking import open_corpus, read_on

    unit = desk.project.unit if desk.project else None
    return Standard(open_corpus(desk), read_on(desk, as_of), unit, hotline_table())


def _check_all(
    desk: Desk, paths: list[Path], standard: Standard, *, layout: bool
) -> tuple[list[Checked], list[XuanchuanError]]:
    """Every file checked; what cannot be read is kept for the end, and raised when it is the only one."""
    from xuanchuan.check.checking import check
    from xuanchuan.check.reading import read_draft

    results: list[Checked] = []
    unread: list[XuanchuanError] = []
    gc.disable()  # findings are many small values without cycles; looking for cycles would cost a tenth of the time
    with desk.progress(len(paths), "检查稿子") as bar:
        for path in paths:
            try:
                results.append(check(read_draft(path), standard, layout=layout))
            except XuanchuanError as error:
                if len(paths) == 1:
                    raise
                unread.append(error)
            bar.step(path.name)
    return results, unread


def _json(results: Sequence[Checked], *, alone: bool) -> Iterator[str]:
    """The frozen JSON of one file, or a list of those of several, a finding at a time."""
    for row, one in enumerate(results):
        yield ("" if alone else ",\n" if row else "[") + "".join(_json_head(one))
        for number, finding in enumerate(one.findings):
            yield (",\n    " if number else "\n    ") + json.dumps(finding.json(one.where(finding)), ensure_ascii=False)
        yield f'\n  ],\n  "remarks": {json.dumps(list(one.draft.remarks), ensure_ascii=False)}\n}}'
    yield "\n" if alone else "]\n" if results else "[]\n"


def _json_head(checked: Checked) -> Iterator[str]:
    facts = {"file": checked.draft.path, "as_of": checked.on, "corpus_date": checked.corpus_date}
    yield "{\n"
    for key, value in facts.items():
        yield f'  "{key}": {json.dumps(str(value), ensure_ascii=False)},\n'
    yield '  "findings": ['


def _show(desk: Desk, results: Sequence[Checked], unread: Sequence[XuanchuanError]) -> None:
    """The verdict first, then what must be changed, then the counts; files without a fault take one line."""
    from xuanchuan.check.terminal import citations_line, counts_line, headline, screen, verdict_of_all

    desk.show(verdict_of_all(results))
    alone = len(results) == 1 and not unread
    for one in results:
        remarks = "" if alone else f"　{headline(one)}"
        name = _shortened(one.draft.path.name)
        for line in wrapped(f"{name}　{citations_line(one)}{remarks}", desk.width, ""):
            desk.show(line)
        for indent, text in screen(one):
            for line in wrapped(text, desk.width, indent):
                desk.show(line)
        if alone:
            desk.show(counts_line(one))
        for remark in one.draft.remarks:
            desk.show(f"   注意：{remark}")
    for error in unread:
        for line in wrapped(_one_line(error), desk.width):
            desk.show(line)
    if not results:
        desk.say("下一步：照上面说的处理好，再查一遍")


def _shortened(name: str) -> str:
    return name if columns(name) <= 40 else name[:18] + "……"


def _one_line(error: XuanchuanError) -> str:
    why = f"{error.message}：{error.why}" if error.why else error.message
    return f"{Path(error.where).name}　{why}。{error.hint}"


def _page(results: Sequence[Checked], unread: Sequence[XuanchuanError]) -> str:
    from xuanchuan.check.page import report

    return report(results, [(Path(one.where).name, f"{one.message}。{one.hint}") for one in unread])


def _write_report(
    desk: Desk, files: tuple[Path, ...], results: Sequence[Checked], unread: Sequence[XuanchuanError]
) -> None:
    """The report beside the draft; in the place of an earlier report of ours, never of anything else."""
    from xuanchuan.check.page import MARK
    from xuanchuan.files.atomic import write_text
    from xuanchuan.files.names import free_path

    path = _report_path(desk, files, results)
    page = _page(results, unread)
    try:
        ours = path.is_file() and MARK.encode() in path.read_bytes()[:600]
        place = write_text(path if ours else free_path(path, page.encode()), page)
    except (XuanchuanError, OSError) as fault:
        desk.say(f"报告没有写成：{getattr(fault, 'why', fault)}。加 --format html 可以另存。")
        return
    desk.show(f"报告：{place}")
    if any(one.of("must") for one in results):
        desk.say("下一步：双击打开报告，照着改；改好后再查一遍")


def _report_path(desk: Desk, files: tuple[Path, ...], results: Sequence[Checked]) -> Path:
    folders = [desk.cwd / one for one in files if (desk.cwd / one).is_dir()]
    first = results[0].draft.path
    if len(results) == 1:
        return first.with_name(f"{first.stem}.检查.html")
    return (folders[0] if folders else first.parent) / "全部稿子.检查.html"


def _write_copies(desk: Desk, results: Sequence[Checked], annotate: Path | None, fix: Path | None) -> None:
    """The copies asked for; a file that is there already is never overwritten."""
    if annotate:
        from xuanchuan.check.wordcopy import annotated

        place = _write_copy(desk, annotate, annotated(results[0]), results[0])
        desk.say(f"写好批注：{place}（稿子没有动）")
    if fix:
        from xuanchuan.check.wordcopy import fixed

        data, made = fixed(results[0])
        place = _write_copy(desk, fix, data, results[0])
        left = len(results[0].of("must")) - sum(one.severity == "must" for one in made)
        desk.say(f"改好另存：{place}，改了 {len(made)} 处，改处有批注；还有 {left} 处必须改的要您来定")


def _write_copy(desk: Desk, target: Path, data: bytes, checked: Checked) -> Path:
    from xuanchuan.files.atomic import write_bytes
    from xuanchuan.files.names import free_path

    path = desk.cwd / target
    if path.suffix.lower() != ".docx" or path == checked.draft.path:
        raise XuanchuanError(
            "另存的文件要是 .docx，而且不能和稿子同名",
            where=str(target),
            hint=f"--annotate {checked.draft.path.stem}-批注.docx",
        )
    return write_bytes(free_path(path, data), data)

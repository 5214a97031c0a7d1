"""``law import``: a law's own file becomes part of the project's corpus, shown before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.commands.asking import QUIT
from xuanchuan.commands.law.asking import open_corpus
from xuanchuan.commands.law.changes import show_changes
from xuanchuan.commands.law.settling import ASKING, quoted, settle
from xuanchuan.commands.words import wrapped
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

if TYPE_CHECKING:
    from xuanchuan.corpus.importing.filing import Filing
    from xuanchuan.corpus.importing.reading import ReadLaw
    from xuanchuan.corpus.importing.writing import Facts

PLAIN = (".txt", ".md", ".markdown", ".text")


@click.command(
    name="import",
    epilog="例如：xuanchuan law import 山东省反家庭暴力条例.docx    xuanchuan law import 条例.docx --effective 2019-03-01",
)
@click.argument("path", metavar="文件", type=click.Path(path_type=Path))
@click.option("--effective", default="", metavar="日期", help="哪一天起施行；正文没有写明时要填，照官方公布的填。")
@click.option("--province", default="", metavar="省份", help="哪个省的规定；名称里没有省份时要填。")
@click.option("--short", default="", metavar="简称", help="以后用的简称；不填就用名称。")
@click.option("--allow-gaps", is_flag=True, help="条号不连续也收，只收文件里有的。")
@click.option("--replace", is_flag=True, help="同一天施行的文本已有而字句不同时，用这一份；原来的改名留着。")
@click.option("--dry-run", is_flag=True, help="只看看会收进什么，不写文件。")
@click.pass_obj
def command(
    desk: Desk,
    path: Path,
    effective: str,
    province: str,
    short: str,
    allow_gaps: bool,
    replace: bool,
    dry_run: bool,
) -> None:
    """把下载的法规（docx、txt、md）收进本单位的 laws 文件夹，以后就能查、能引用。也可以打：xuanchuan 法条 导入"""
    from xuanchuan.corpus.importing.filing import file_law, version_like

    if desk.project is None and not dry_run:
        raise XuanchuanError(
            "还没有单位资料，不知道收到哪里", why="法规收进单位文件夹的 laws 里", hint="先运行  xuanchuan init"
        )
    corpus = open_corpus(desk)
    read = read_file(desk.cwd / path)
    same = version_like(corpus, read)
    if same is not None and effective in ("", str(same.effective)):
        desk.say(f"《{read.title}》{same.effective} 起施行的文本以前导入过，一字不差，没有改动。")
        return
    _refuse_gaps(read, path, allow_gaps)
    facts = settle(desk, corpus, read, path, (effective, province, short))
    filing = file_law(corpus, read, facts)
    _summary(desk, read, filing)
    _refuse_disagreement(filing, path, replace, facts)
    if dry_run:
        desk.say("只是看看，没有写文件。")
        return
    if desk.terminal and click.prompt("收进来吗？回车收，q 不收", default="", show_default=False) in QUIT:
        desk.say("没有改动任何东西。")
        return
    _keep(desk, filing)


def read_file(path: Path) -> ReadLaw:
    """Read a law from a Word or text file; XuanchuanError says plainly why it cannot be read."""
    from dataclasses import replace

    from xuanchuan.corpus.importing.lines import text_paragraphs
    from xuanchuan.corpus.importing.reading import read_law

    if path.suffix.lower() in PLAIN:
        from xuanchuan.files.decoding import read_plain

        return read_law(text_paragraphs(read_plain(path).text), str(path))
    from xuanchuan.files.wordtext import read_word

    word = read_word(path)
    if word.numbered:
        raise XuanchuanError(
            "文件没有收：有的编号是 Word 自动生成的，正文里没有",
            where=str(path),
            why=f"{word.numbered} 段带自动编号，收进来会缺条号或项号",
            hint="用 WPS 打开，全选复制到记事本，存成 txt（编码选 UTF-8），再导入这个 txt",
        )
    read = read_law(word.paragraphs, str(path))
    left = (
        (word.macros, "文件带有宏，没有运行，也没有收"),
        (word.tracked, "文件里有没接受的修订，按接受以后的样子收"),
        (word.boxes, f"{word.boxes} 个文本框没有收"),
        (word.pictures, f"{word.pictures} 张图片没有收"),
    )
    return replace(read, remarks=(*read.remarks, *(text for there, text in left if there)))


def _refuse_gaps(read: ReadLaw, path: Path, allowed: bool) -> None:
    """A broken run of articles: what is missing may be allowed, what stands twice never."""
    from xuanchuan.corpus.importing.reading import gaps

    found = gaps(read.articles)
    unclear = [one for one in found if "缺" not in one]
    if unclear:
        raise XuanchuanError(
            "文件没有收：条号乱了",
            where=str(path),
            why=_few(unclear) + "，分不清哪一处是真的",
            hint="打开文件改好，再导入；一个文件里只放一部法规",
        )
    if found and not allowed:
        raise XuanchuanError(
            "文件没有收：条号不连续",
            where=str(path),
            why=f"{_few(found)}；可能没有下载全",
            hint=f"重新下载全文；只要文件里有的：xuanchuan law import {quoted(path)} --allow-gaps",
            code=ASKING,
        )


def _few(found: list[str] | tuple[str, ...]) -> str:
    return "，".join(found[:5]) + (f" 等 {len(found)} 处" if len(found) > 5 else "")


def _summary(desk: Desk, read: ReadLaw, filing: Filing) -> None:
    """Title, days, articles, chapters, the first and last article, what else there is, what changed."""
    law, version = filing.law, filing.version
    _rows(desk, "名称", law.title + (f"（简称 {law.short}）" if law.short != law.title else ""))
    _rows(desk, "类别", law.level + (f"，{law.province}" if law.province else ""))
    _rows(desk, "沿革", "；".join(f"{one.day} {one.verb}" for one in read.acts) or "正文没有写")
    _rows(desk, "施行", f"{version.effective} 起" + _first(filing))
    chapters = sum("章" in one.title.partition("　")[0] for one in version.headings)
    parts = [f"{len(version.articles)} 条", f"{chapters} 章" if chapters else "", "有附录" if version.appendix else ""]
    _rows(desk, "条文", "，".join(part for part in parts if part) + ("" if version.complete else "，条号不连续"))
    for title, article in (("首条", version.articles[0]), ("末条", version.articles[-1])):
        _rows(desk, title, f"{article.number.label}　{article.lines[-1 if title == '末条' else 0]}", longest=2)
    if version.repeals:
        _rows(desk, "废止", "、".join(f"《{one}》" for one in version.repeals) + "，正文写明同时废止")
    for remark in read.remarks:
        _rows(desk, "留意", remark)
    if filing.proved:
        _rows(desk, "核对", f"{filing.proved} 条同公开文本的摘要逐字一致")
    if filing.neighbour:
        desk.show()
        older = f"{filing.neighbour.effective} 起施行的文本"
        desk.show(f"这是较早的版本，后来（{older}）改了这些：" if filing.oldest else f"同以前的版本（{older}）比：")
        show_changes(desk, filing.changes)


def _first(filing: Filing) -> str:
    first = filing.law.first_effective
    return f"（首次施行 {first}）" if first and first != filing.version.effective else ""


def _rows(desk: Desk, title: str, text: str, longest: int = 0) -> None:
    first, *rest = wrapped(text, desk.width, "      ", longest)
    desk.show(f"{title}　{first.lstrip()}")
    for line in rest:
        desk.show(line)


def _refuse_disagreement(filing: Filing, path: Path, replace: bool, facts: Facts) -> None:
    if filing.disagreeing and not replace:
        labels = [number.label for number in filing.disagreeing]
        raise XuanchuanError(
            f"《{filing.law.title}》同已有的 {facts.effective} 文本有 {len(labels)} 条不一样，没有收",
            where=str(path),
            why=_few(labels) + "；可能是文件不对，也可能施行日填错了",
            hint=f"对照官方网站；确定用这一份：xuanchuan law import {quoted(path)} --effective {facts.effective} --replace",
            code=ASKING,
        )


def _keep(desk: Desk, filing: Filing) -> None:
    from xuanchuan.files.atomic import write_text

    assert desk.project is not None
    place = desk.project.folder / "laws" / filing.law.short / filing.name
    if place.exists():
        kept = _put_aside(place)
        desk.say(f"原来的文本留在 {kept.name}。")
    write_text(place, filing.text)
    desk.say(f"已收好：{place.relative_to(desk.project.folder).as_posix()}")
    if filing.known and not filing.oldest and filing.neighbour:
        desk.say("以前的版本都留着，加 --as-of 能查。")
    first = filing.version.articles[0].number
    desk.say(f"下一步：xuanchuan law show {filing.law.short} {first}")


def _put_aside(place: Path) -> Path:
    """Rename the text that was there to a name that no longer counts as a law file; nothing is lost."""
    number = 1
    while (kept := place.with_name(f"{place.name}.旧{number if number > 1 else ''}")).exists():
        number += 1
    place.rename(kept)
    return kept

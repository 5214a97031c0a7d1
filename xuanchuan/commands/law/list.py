"""``law list``: the laws we have text of, level by level."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from xuanchuan.commands.law.asking import AS_OF, open_corpus, read_on
from xuanchuan.commands.words import FORMAT, columns, wrapped
from xuanchuan.corpus.loading import Answer, Corpus
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import Law

ORDER = ("宪法", "法律", "行政法规", "党内法规", "司法解释", "部门规章", "地方性法规", "地方政府规章")
NAME_WIDTH, TAIL_WIDTH = 34, 38
NOT_NOW = {"repealed": "已废止", "not_yet_in_force": "还没有施行", "not_bundled": "没有那一天的文本"}


@click.command(epilog="例如：xuanchuan law list    xuanchuan law list 妇女 --as-of 2022-11-25")
@click.argument("word", default="", metavar="[名称里的字]")
@click.option("--level", default="", metavar="类别", help="只列一类：法律、行政法规、司法解释、地方性法规等。")
@click.option("--own", is_flag=True, help="只列本单位导入的。")
@AS_OF
@FORMAT
@click.pass_obj
def command(desk: Desk, word: str, level: str, own: bool, as_of: str, form: str) -> None:
    """列出语料收了原文的法律法规，从哪天起施行，收了多少条。也可以打：xuanchuan 法条 目录"""
    corpus, on = open_corpus(desk), read_on(desk, as_of)
    laws = [law for law in corpus.laws() if _wanted(corpus, law, word, level, own)]
    if form == "json":
        desk.json([_law_row(corpus, law, on) for law in laws])
        return
    if not laws:
        raise _nothing(corpus, word, level, own)
    group = ""
    for law in sorted(laws, key=lambda one: (_rank(one.level), one.province or "", one.short)):
        name = law.level + (f"　{law.province}" if law.province else "")
        if name != group:
            group = name
            mine = "（本省）" if law.province and law.province == desk.unit.province else ""
            desk.show(f"[{group}{mine}]")
        _print_row(desk, corpus, law, corpus.ask(law.short, on))
    desk.say()
    desk.say(f"共 {len(laws)} 部，按 {on}；语料截至 {corpus.date}。另知道 {len(corpus.register)} 部的名称。")
    desk.say(f"下一步：xuanchuan law show {laws[0].short if word or own else '反家庭暴力法 23'}")


def _wanted(corpus: Corpus, law: Law, word: str, level: str, own: bool) -> bool:
    named = not word or any(word in name for name in (law.title, law.short, *law.aliases))
    return named and (not level or law.level.startswith(level)) and (not own or law.short in corpus.own_shorts)


def _nothing(corpus: Corpus, word: str, level: str, own: bool) -> XuanchuanError:
    if own and not corpus.own_shorts:
        return XuanchuanError("本单位还没有导入过法规", why="laws 文件夹里没有", hint="xuanchuan law import 文件.docx")
    levels = sorted({law.level for law in corpus.laws()}, key=_rank)
    if level and not any(one.startswith(level) for one in levels):
        return XuanchuanError(f"没有“{level}”这一类", why=f"有这些：{'、'.join(levels)}", hint="xuanchuan law list")
    return XuanchuanError(
        f"语料收了原文的法里，没有名称带“{word}”的",
        why="也可能只知道名称，没有收原文",
        hint=f"xuanchuan law show {word}",
    )


def _print_row(desk: Desk, corpus: Corpus, law: Law, answer: Answer) -> None:
    """Name, day and count in columns; a long name on a line of its own."""
    version = answer.version or law.versions[-1]
    count = (
        f"全文 {len(version.articles)} 条"
        if version.complete
        else f"{len(version.articles)}/{version.article_count} 条"
    )
    marks = [NOT_NOW.get(answer.status, ""), "本单位导入" if corpus.is_own(law.short, version) else _versions(law)]
    tail = "　".join([f"{version.effective} 起", count, *(mark for mark in marks if mark)])
    room = max(16, min(NAME_WIDTH, desk.width - TAIL_WIDTH))
    gap = room - columns(law.short)
    if gap >= 0:
        desk.show(f"  {law.short}{' ' * gap}{tail}")
        return
    for line in wrapped(law.short, desk.width, "  "):
        desk.show(line)
    desk.show(" " * (room + 2) + tail)


def _versions(law: Law) -> str:
    return f"{len(law.versions)} 个版本" if len(law.versions) > 1 else ""


def _rank(level: str) -> int:
    return next((row for row, name in enumerate(ORDER) if level.startswith(name)), len(ORDER))


def _law_row(corpus: Corpus, law: Law, on: date) -> dict[str, Any]:
    answer = corpus.ask(law.short, on)
    version = answer.version or law.versions[-1]
    return {
        "law": law.title,
        "short": law.short,
        "level": law.level,
        "province": law.province,
        "effective": str(version.effective),
        "status": answer.status,
        "articles": len(version.articles),
        "article_count": version.article_count,
        "complete": version.complete,
        "sources": version.sources,
        "aliases": list(law.aliases),
        "own": corpus.is_own(law.short, version),
        "versions": [str(one.effective) for one in law.versions],
    }

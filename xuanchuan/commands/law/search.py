"""``law search``: everyday words -> the articles that answer, as text for a person or JSON for a program."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from xuanchuan.commands.law.asking import AS_OF, open_corpus, read_on
from xuanchuan.commands.words import FORMAT, wrapped
from xuanchuan.corpus.loading import Corpus
from xuanchuan.corpus.search import Found, Hit, find
from xuanchuan.corpus.search.asking import Named
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

MOST_SHOWN, MOST_LISTED, MOST_LINES = 5, 10, 3


@click.command(epilog="例如：xuanchuan law search 彩礼能退吗    xuanchuan law search 产假几天 --limit 3")
@click.argument("words", nargs=-1, metavar="要问的话")
@click.option(
    "--limit", type=click.IntRange(1, 100), metavar="条数", help="最多列几条；默认显示 5 条，输出 JSON 时 10 条。"
)
@AS_OF
@FORMAT
@click.pass_obj
def command(desk: Desk, words: tuple[str, ...], limit: int | None, as_of: str, form: str) -> None:
    """用平常说的话找法条，最对得上的排在前面。也可以打：xuanchuan 法条 查找"""
    question = " ".join(words).strip()
    if not any(char.isalnum() for char in question):
        raise XuanchuanError(
            "没有写要找什么",
            why="把要问的话照平常说的写在后面，不用写法条里的词",
            hint="xuanchuan law search 彩礼能退吗",
        )
    corpus, on = open_corpus(desk), read_on(desk, as_of)
    found = find(corpus, question, on, limit or (MOST_LISTED if form == "json" else MOST_SHOWN))
    if form == "json":
        desk.json([_row(hit) for hit in found.hits])
        return
    _remarks(desk, corpus, found, on)
    if not found.hits:
        _nothing(desk, question)
        return
    for place, hit in enumerate(found.hits, 1):
        _print(desk, place, hit)
    first = found.hits[0].excerpt.ref
    article = "" if found.whole_law else f" {first.article}"
    desk.say()
    desk.say(f"下一步：看全文  xuanchuan law show {first.law}{article}")


def _row(hit: Hit) -> dict[str, Any]:
    """One item of the frozen JSON."""
    excerpt = hit.excerpt
    return {
        "law": excerpt.title,
        "article": excerpt.ref.article.number,
        "suffix": excerpt.ref.article.suffix,
        "text": "\n".join(excerpt.lines),
        "score": hit.score,
        "topics": list(excerpt.note.topics),
        "short": excerpt.ref.law,
        "label": excerpt.label,
        "effective": str(excerpt.effective),
        "province": excerpt.province,
        "gloss": excerpt.note.gloss or None,
        "caution": excerpt.note.caution or None,
        "why": hit.why,
    }


def _remarks(desk: Desk, corpus: Corpus, found: Found, on: date) -> None:
    """What must be known before the list: danger comes first, then what of the law was searched."""
    if found.asked.danger:
        _lines(desk, "要是正在挨打、有危险：先打 110；受了伤打 120；想找人帮忙打 12338（妇女维权热线）。")
    if found.asked.named:
        _of_the_law(desk, found.asked.named, on)
    few = f"，那天有效、语料又有原文的只有 {found.laws} 部" if found.laws < len(corpus.shorts) / 2 else ""
    _lines(desk, f"按 {on} 有效的法律找{few}；语料截至 {corpus.date}。")
    if found.hits and not found.sure:
        _lines(desk, "没有很对得上的，下面只是字面相近，用之前请看清楚：")


def _of_the_law(desk: Desk, named: Named, on: date) -> None:
    """What is to be said of the law that the question names, unless it is simply in force."""
    answer = named.answer
    if answer.status == "repealed" and answer.repeal:
        _lines(desk, f"《{answer.repeal.name}》{answer.repeal.ended} 起不再有效，现在看{answer.repeal.replaced_by}。")
    elif answer.status == "not_yet_in_force" and answer.version:
        _lines(desk, f"{answer.title}在 {on} 还没有施行（{answer.version.effective} 起施行），下面不列它的条文。")
    elif answer.status == "not_bundled":
        _lines(desk, f"{answer.title}在 {on} 有效的文本，语料没有收。")


def _nothing(desk: Desk, question: str) -> None:
    asked = question if len(question) <= 30 else question[:29] + "…"
    _lines(desk, f"没有找到能回答“{asked}”的法条。语料里没有，不等于法律没有规定。")
    desk.say("可以换个说法，写短一点，例如：xuanchuan law search 老公打我怎么办")
    desk.say("下一步：xuanchuan law list（看语料收了哪些法律），或者打 12348 问法律咨询热线")


def _print(desk: Desk, place: int, hit: Hit) -> None:
    """An article as a person reads it: what it is, how it begins, plain words, why."""
    excerpt = hit.excerpt
    desk.show()
    where = f"（{excerpt.province}）" if excerpt.province else ""
    _lines(desk, f"{place}. {excerpt.ref.law} {excerpt.label}{where}")
    for line in wrapped("".join(excerpt.lines), desk.width, "   ", longest=MOST_LINES):
        desk.show(line)
    for title, text in (("白话", excerpt.note.gloss), ("注意", excerpt.note.caution), ("为什么是这条", hit.why)):
        if text:
            _lines(desk, f"{title}：{text}", "   ")


def _lines(desk: Desk, text: str, indent: str = "") -> None:
    for line in wrapped(text, desk.width, indent):
        desk.show(line)

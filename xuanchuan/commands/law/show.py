"""``law show``: a law or some of its articles, as text for a person or JSON for a program."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import Any

import click

from xuanchuan.commands.completing import complete_laws
from xuanchuan.commands.law.asking import AS_OF, open_corpus, read_on
from xuanchuan.commands.words import FORMAT, wrapped
from xuanchuan.corpus.loading import Answer, Corpus
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import Article, ArticleNumber, ArticleRef, Law, Repeal, Version

STATUS = {
    "in_force": "现行有效",
    "repealed": "已废止",
    "not_yet_in_force": "还没有施行",
    "not_bundled": "语料没有收它那一天的文本",
}


@click.command(
    epilog="例如：xuanchuan law show 反家庭暴力法 23至25    xuanchuan law show 刑法 133-1 --as-of 2026-11-25"
)
@click.argument("law", metavar="法名", shell_complete=complete_laws)
@click.argument("articles", nargs=-1, metavar="[条号 …]")
@AS_OF
@FORMAT
@click.pass_obj
def command(desk: Desk, law: str, articles: tuple[str, ...], as_of: str, form: str) -> None:
    """看一部法或其中几条的原文、版本和来源。也可以打：xuanchuan 法条 查看

    条号可以写几个，也可以写一段：23 133-1 第二十五条 27至29。133-1 是第一百三十三条之一，不是一段。
    """
    from xuanchuan.corpus.numbers import parse_articles

    corpus, on = open_corpus(desk), read_on(desk, as_of)
    answer = corpus.ask(law, on)
    ranges = tuple(parse_articles(one) for one in articles)
    numbers = tuple(start for start, _ in ranges)
    chosen = _chosen(answer, ranges)
    if form == "json":
        desk.json(_shown(answer, chosen))
        return
    _headline(desk, answer, on)
    if answer.law is None or answer.version is None:
        _where_to_look(desk, corpus, answer, numbers, on)
        return
    if answer.status == "not_yet_in_force":
        _then_in_force(desk, corpus, answer.law, numbers, on)
    if answer.status == "not_bundled":
        _show(desk, f"那一天的文本语料没有收。下面是 {answer.version.effective} 起施行的，当时还不是这样写的：")
    for article in chosen if numbers else ():
        _print_article(desk, corpus, answer.law, answer.version, article)
    if not numbers:
        _contents(desk, answer.law, answer.version)
        desk.say(f"下一步：xuanchuan law show {answer.law.short} {answer.version.articles[0].number}")


def _chosen(answer: Answer, ranges: tuple[tuple[ArticleNumber, ArticleNumber], ...]) -> tuple[Article, ...]:
    """The articles asked for in the order asked, or all of them; XuanchuanError for one that is not there."""
    if answer.version is None or answer.law is None:
        return ()
    if not ranges:
        return answer.version.articles
    found: dict[ArticleNumber, Article] = {}
    for start, end in ranges:
        within = [one for one in answer.version.articles if start <= one.number <= end]
        if not within:
            raise _absent(answer.law, answer.version, start)
        found |= {one.number: one for one in within if one.number not in found}
    return tuple(found.values())


def _absent(law: Law, version: Version, number: ArticleNumber) -> XuanchuanError:
    gone = version.complete or 0 < version.article_count < number.number
    meant = f" {number.number}至{number.suffix}" if number.suffix > number.number else ""
    return XuanchuanError(
        f"《{law.short}》没有{number.label}" if gone else f"语料里没有收《{law.short}》{number.label}",
        why=f"{version.effective} 起施行的文本共 {version.article_count} 条，语料收了 {len(version.articles)} 条",
        hint=f"xuanchuan law show {law.short}{meant}",
    )


def _shown(answer: Answer, chosen: tuple[Article, ...]) -> dict[str, Any]:
    """The frozen JSON of ``law show``."""
    from xuanchuan.corpus.lawfiles import digest

    law, version = answer.law, answer.version
    replaced = answer.repeal.replaced_by if answer.repeal else None
    return {
        "law": answer.title,
        "short": law.short if law else answer.repeal.name if answer.repeal else answer.title,
        "province": law.province if law else answer.known.province if answer.known else None,
        "effective": str(version.effective) if version else None,
        "status": answer.status,
        "replaced_by": replaced or None,
        "source": version.source if version else None,
        "sources": version.sources if version else 0,
        "checked": str(version.checked) if version and version.checked else None,
        "articles": [
            {
                "article": article.number.number,
                "suffix": article.number.suffix,
                "label": article.number.label,
                "text": article.text,
                "digest": digest(article.text),
            }
            for article in chosen
        ],
    }


def _headline(desk: Desk, answer: Answer, on: date) -> None:
    _show(desk, f"{answer.title}　{STATUS[answer.status]}（按 {on}）")
    version = answer.version
    if version is None:
        return
    change = f"，{version.amendment}" if version.amendment else ""
    held = "语料收全文" if version.complete else f"语料收 {len(version.articles)} 条"
    _show(desk, f"{version.effective} 起施行{change}；共 {version.article_count} 条，{held}")
    checked = f"{version.checked} 由人核对过" if version.checked else "还没有人同官方网站核对过"
    _show(desk, f"来源：{version.source}；{checked}")


def _show(desk: Desk, text: str) -> None:
    for line in wrapped(text, desk.width):
        desk.show(line)


def _where_to_look(desk: Desk, corpus: Corpus, answer: Answer, numbers: tuple[ArticleNumber, ...], on: date) -> None:
    """For a law whose text we do not have: why, and where to look instead."""
    repeal = answer.repeal
    if repeal is None:
        desk.show("只知道名称，语料没有收原文，没法核对字句。")
        desk.say("下一步：从国家法律法规数据库下载原文，再导入：xuanchuan law import 文件.docx")
        return
    then = repeal.began is not None and repeal.began <= on < repeal.ended
    held = f"{repeal.began} 起施行，" if repeal.began else ""
    if then:
        desk.show("那一天有效，原文语料没有收。")
    _show(desk, f"{held}{repeal.ended} 起不再有效；现在看{repeal.replaced_by or '别的法律'}")
    if repeal.basis:
        desk.show(f"依据：{repeal.basis}")
    for number in numbers:
        now = corpus.now(ArticleRef(repeal.name, number), repeal.ended)
        if now:
            _show(desk, f"原{number.label}，现在看：{'、'.join(f'{ref.law}{ref.article.label}' for ref in now)}")
    desk.say(f"下一步：xuanchuan law show {repeal.successor}" if repeal.successor else "下一步：xuanchuan law list")


def _then_in_force(desk: Desk, corpus: Corpus, law: Law, numbers: tuple[ArticleNumber, ...], on: date) -> None:
    """Before a law took effect: which laws it replaced were in force then, and where they said the same."""
    older: dict[str, Repeal] = {
        one.name: one
        for one in corpus.repeals.values()
        if one.successor == law.short and one.name.endswith(("法", "通则", "总则"))
        if on < one.ended and (one.began is None or one.began <= on)
    }
    for number in numbers:
        old = [ref for ref in corpus.before(ArticleRef(law.short, number), on) if ref.law in older]
        if old:
            _show(desk, f"{number.label}说的事，那一天看：{'、'.join(f'{ref.law}{ref.article.label}' for ref in old)}")
    if older:
        _show(desk, f"那一天有效的是：{'、'.join(older)}（原文语料没有收）。下面是后来施行的文本：")


def _print_article(desk: Desk, corpus: Corpus, law: Law, version: Version, article: Article) -> None:
    desk.show()
    desk.show(article.number.label)
    for paragraph in article.lines:
        for line in wrapped(paragraph, desk.width, "    "):
            desk.show(line)
    if version is not law.versions[-1]:
        now = corpus.now(ArticleRef(law.short, article.number), law.versions[-1].effective)
        if now:
            _show(desk, f"  现在看：{'、'.join(f'{ref.law}{ref.article.label}' for ref in now)}")
        return
    note = corpus.note(ArticleRef(law.short, article.number))
    for title, text in (("白话", note.gloss), ("注意", note.caution), ("主题", "、".join(note.topics))):
        for line in wrapped(f"{title}：{text}", desk.width, "  ") if text else ():
            desk.show(line)


def _contents(desk: Desk, law: Law, version: Version) -> None:
    """Chapters, and each article's number and how it begins, a line each; what is missing is counted."""
    desk.show()
    if version.preamble:
        desk.show(f"  前言　{len(version.preamble)} 段")
    for article in version.articles:
        for heading in version.headings:
            if heading.before == article.number:
                desk.show(heading.title)
        begins = textwrap.shorten(article.lines[0], 200, placeholder="")
        desk.show(wrapped(f"{article.number.label}　{begins}", desk.width, "  ", longest=1)[0])
    if version.appendix:
        desk.show(f"  附录　{len(version.appendix)} 行")
    others = [str(one.effective) for one in law.versions if one is not version]
    if others:
        desk.show()
        _show(desk, f"另有这些日子起施行的文本：{'、'.join(others)}，加 --as-of 能查")

"""``law list / show / verify / status``: the corpus, as text for a person or JSON for a program."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import Any

import click

from xuanchuan.commands.words import FORMAT, wrapped
from xuanchuan.corpus.loading import Answer, Corpus, find_article
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import Article, ArticleNumber, ArticleRef, Law, Repeal, Version

AS_OF = click.option("--as-of", "as_of", default="", metavar="日期", help="按哪一天的法律，默认今天。")
STATUS = {
    "in_force": "现行有效",
    "repealed": "已废止",
    "not_yet_in_force": "还没有施行",
    "not_bundled": "语料没有收它那一天的文本",
}
VERDICTS = {
    "ok": "有这一条，现行有效",
    "name_outdated": "名称不对",
    "no_such_law": "没有这部法",
    "repealed": "已经废止",
    "not_yet_in_force": "还没有施行",
    "no_such_article": "没有这一条",
    "unverifiable": "没法核对",
}


@click.group(name="law", epilog="例如：xuanchuan law show 反家庭暴力法 23    xuanchuan law list")
def command() -> None:
    """查法条：原文、从哪天起施行、废止了没有、旧条号现在是第几条。也可以打：xuanchuan 法条"""


@command.command(name="list", epilog="例如：xuanchuan law list    xuanchuan law list --format json")
@FORMAT
@click.pass_obj
def list_(desk: Desk, form: str) -> None:
    """列出语料收了原文的法律法规。"""
    corpus = _corpus(desk)
    laws = corpus.laws()
    if form == "json":
        desk.json([_law_row(corpus, law, desk.today) for law in laws])
        return
    level = ""
    for law in sorted(laws, key=lambda one: (_rank(one.level), one.short)):
        if law.level != level:
            level = law.level
            desk.show(f"[{level}]")
        version = law.versions[-1]
        count = "全文" if version.complete else f"{len(version.articles)}条"
        coming = "（还没有施行）" if version.effective > desk.today else ""
        desk.show(f"  {law.short}　{version.effective} 起{coming}　收{count}，共{version.article_count}条")
    desk.say()
    desk.say(f"共 {len(laws)} 部，语料截至 {corpus.date}。另知道 {len(corpus.register)} 部的名称。")
    desk.say("下一步：xuanchuan law show 反家庭暴力法 23")


@command.command(epilog="例如：xuanchuan law show 反家庭暴力法 23    xuanchuan law show 刑法 133-1 --as-of 2026-11-25")
@click.argument("law", metavar="法名")
@click.argument("articles", nargs=-1, metavar="[条号 …]")
@AS_OF
@FORMAT
@click.pass_obj
def show(desk: Desk, law: str, articles: tuple[str, ...], as_of: str, form: str) -> None:
    """看一部法或其中几条的原文、版本和来源。"""
    from xuanchuan.corpus.numbers import parse_article

    corpus, on = _corpus(desk), _day(desk, as_of)
    answer = corpus.ask(law, on)
    numbers = tuple(parse_article(one) for one in articles)
    chosen = _chosen(answer, numbers)
    if form == "json":
        desk.json(_shown(answer, chosen))
        return
    _headline(desk, answer, on)
    if answer.law is None or answer.version is None:
        _where_to_look(desk, corpus, answer, numbers)
        return
    if answer.status == "not_yet_in_force":
        _then_in_force(desk, corpus, answer.law, on)
    for article in chosen if numbers else ():
        _print_article(desk, corpus, answer.law, answer.version, article)
    if not numbers:
        _contents(desk, answer.version)
        desk.say(f"下一步：xuanchuan law show {answer.law.short} {answer.version.articles[0].number}")


@command.command(epilog="例如：xuanchuan law verify 婚姻法 32    xuanchuan law verify 妇女权益保障法 40 --format json")
@click.argument("law", metavar="法名")
@click.argument("article", metavar="条号")
@AS_OF
@FORMAT
@click.pass_obj
def verify(desk: Desk, law: str, article: str, as_of: str, form: str) -> None:
    """核对一条引用：有没有这部法、这一条，现在还有没有效。"""
    from xuanchuan.corpus.numbers import parse_article
    from xuanchuan.corpus.verifying import verify as check

    corpus, on, number = _corpus(desk), _day(desk, as_of), parse_article(article)
    found = check(corpus, law, number, on)
    if form == "json":
        desk.json(
            {
                "law": found.title,
                "article": number.number,
                "suffix": number.suffix,
                "verdict": found.verdict,
                "text": found.text or None,
                "suggest": found.suggest or None,
                "evidence": found.evidence,
            }
        )
        return
    mark = "√" if found.verdict == "ok" else "？" if found.verdict == "unverifiable" else "×"
    desk.show(f"{mark} {law} {number.label}：{VERDICTS[found.verdict]}")
    for line in wrapped(found.evidence, desk.width, "  "):
        desk.show(line)
    if found.text:
        desk.show()
        for paragraph in found.text.split("\n"):
            for line in wrapped(paragraph, desk.width, "    "):
                desk.show(line)
    if found.suggest:
        desk.say(f"下一步：改写成 {found.suggest}")


@command.command(epilog="例如：xuanchuan law status    xuanchuan law status --days 180")
@click.option("--days", type=click.IntRange(1, 36500), default=60, show_default=True, help="多少天没更新就提醒。")
@FORMAT
@click.pass_obj
def status(desk: Desk, days: int, form: str) -> None:
    """语料新不新：截至哪天、哪些还没人工核对、明年有哪些新法、本省该导入什么。"""
    corpus = _corpus(desk)
    laws = corpus.laws()
    unchecked = [law.short for law in laws if not _checked_within(law, desk.today, days)]
    coming = [one for one in corpus.coming if one.effective > desk.today]
    province = desk.unit.province
    wanted = [one for one in corpus.local_rules if one.province == province and corpus.law(one.name) is None]
    age = (desk.today - corpus.date).days
    if form == "json":
        desk.json(
            {
                "corpus_date": str(corpus.date),
                "age_days": age,
                "laws": len(laws),
                "articles": sum(len(law.versions[-1].articles) for law in laws),
                "unchecked": unchecked,
                "coming": [{"law": one.title, "effective": str(one.effective), "what": one.what} for one in coming],
                "to_import": [{"province": one.province, "law": one.name, "note": one.note} for one in wanted],
            }
        )
        return
    articles = sum(len(law.versions[-1].articles) for law in laws)
    old = "，该更新了" if age > days else ""
    desk.show(f"语料截至 {corpus.date}，已经 {age} 天{old}；收 {len(laws)} 部法、{articles} 条。")
    desk.show(f"{days} 天内由人同官方网站核对过的：{len(laws) - len(unchecked)} 部；没有的：{len(unchecked)} 部。")
    if coming:
        desk.show("已公布、还没有施行的：")
        for row in coming:
            desk.show(f"  {row.effective} 起　{row.title}（{row.what}）")
    if wanted:
        desk.show(f"{province}的规定，语料不带，请从国家法律法规数据库下载后导入：")
        for one in wanted:
            desk.show(f"  {one.name}" + (f"（{one.note}）" if one.note else ""))
    elif not province:
        desk.say("填好省份（xuanchuan init），会列出本省该导入的规定。")


def _corpus(desk: Desk) -> Corpus:
    from xuanchuan.corpus.loading import load_corpus

    return load_corpus(desk.own("laws"))


def _day(desk: Desk, as_of: str) -> date:
    """The day whose law counts; XuanchuanError for words that mean no day."""
    if not as_of:
        return desk.today
    try:
        return date.fromisoformat(as_of.strip())
    except ValueError:
        from xuanchuan.dates import load_key_dates, read_day

        return read_day(as_of, desk.today, load_key_dates()).day


def _rank(level: str) -> int:
    order = ("宪法", "法律", "行政法规", "党内法规", "司法解释", "地方性法规")
    return next((row for row, name in enumerate(order) if level.startswith(name)), len(order))


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
    }


def _chosen(answer: Answer, numbers: tuple[ArticleNumber, ...]) -> tuple[Article, ...]:
    """The articles asked for, or all of them; XuanchuanError for one that is not there."""
    if answer.version is None or answer.law is None:
        return ()
    if not numbers:
        return answer.version.articles
    found = []
    for number in numbers:
        article = find_article(answer.version, number)
        if article is None:
            raise _absent(answer.law, answer.version, number)
        found.append(article)
    return tuple(found)


def _absent(law: Law, version: Version, number: ArticleNumber) -> XuanchuanError:
    gone = version.complete or 0 < version.article_count < number.number
    return XuanchuanError(
        f"《{law.short}》没有{number.label}" if gone else f"语料里没有收《{law.short}》{number.label}",
        why=f"{version.effective} 起施行的文本共 {version.article_count} 条，语料收了 {len(version.articles)} 条",
        hint=f"xuanchuan law show {law.short}",
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
    _show(desk, f"{version.effective} 起施行{change}；共 {version.article_count} 条，语料收 {len(version.articles)} 条")
    checked = f"{version.checked} 由人核对过" if version.checked else "还没有人同官方网站核对过"
    _show(desk, f"来源：{version.source}；{checked}")


def _show(desk: Desk, text: str) -> None:
    for line in wrapped(text, desk.width):
        desk.show(line)


def _where_to_look(desk: Desk, corpus: Corpus, answer: Answer, numbers: tuple[ArticleNumber, ...]) -> None:
    """For a law whose text we do not have: why, and where to look instead."""
    repeal = answer.repeal
    if repeal is None:
        desk.show("只知道名称，语料没有收原文，没法核对字句。")
        desk.say("下一步：从国家法律法规数据库下载原文，再导入：xuanchuan law import 文件.docx")
        return
    held = f"{repeal.began} 起施行，" if repeal.began else ""
    _show(desk, f"{held}{repeal.ended} 起不再有效；现在看{repeal.replaced_by or '别的法律'}")
    if repeal.basis:
        desk.show(f"依据：{repeal.basis}")
    for number in numbers:
        now = corpus.now(ArticleRef(repeal.name, number), repeal.ended)
        if now:
            _show(desk, f"原{number.label}，现在看：{'、'.join(f'{ref.law}{ref.article.label}' for ref in now)}")
    desk.say(f"下一步：xuanchuan law show {repeal.successor}" if repeal.successor else "下一步：xuanchuan law list")


def _then_in_force(desk: Desk, corpus: Corpus, law: Law, on: date) -> None:
    """Before a law took effect: which laws it replaced were in force then."""
    older: dict[str, Repeal] = {
        one.name: one
        for one in corpus.repeals.values()
        if one.successor == law.short and one.name.endswith(("法", "通则", "总则"))
        if on < one.ended and (one.began is None or one.began <= on)
    }
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


def _contents(desk: Desk, version: Version) -> None:
    """Each article's number and how it begins, a line each."""
    desk.show()
    for article in version.articles:
        begins = textwrap.shorten(article.lines[0], 200, placeholder="")
        desk.show(wrapped(f"{article.number.label}　{begins}", desk.width, "  ", longest=1)[0])


def _checked_within(law: Law, today: date, days: int) -> bool:
    checked = law.versions[-1].checked
    return checked is not None and (today - checked).days <= days

"""``law status``: how fresh the corpus is, what is coming, what the unit should import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from xuanchuan.commands.law.asking import open_corpus
from xuanchuan.commands.words import FORMAT, wrapped
from xuanchuan.desk import Desk

if TYPE_CHECKING:
    from xuanchuan.corpus.freshness import Freshness
    from xuanchuan.corpus.loading import Corpus
    from xuanchuan.corpus.repeals import LocalName

SHOWN = 12


@click.command(epilog="例如：xuanchuan law status    xuanchuan law status --days 180")
@click.option("--days", type=click.IntRange(1, 36500), default=60, show_default=True, help="多少天没更新就提醒。")
@FORMAT
@click.pass_obj
def command(desk: Desk, days: int, form: str) -> None:
    """语料新不新：截至哪天、哪些还没人工核对、明年有哪些新法、本省该导入什么。也可以打：xuanchuan 法条 状态"""
    from xuanchuan.corpus.freshness import freshness

    corpus = open_corpus(desk)
    found = freshness(corpus, desk.today, days, desk.unit.province)
    if form == "json":
        desk.json(_value(corpus, found))
        return
    _age(desk, corpus, found, days)
    _named(
        desk, f"{days} 天内没有人同官方网站核对过的 {len(found.unchecked)} 部", [one.short for one in found.unchecked]
    )
    _named(desk, f"全部或部分条文只见到一份公开文本的 {len(found.single)} 部", [one.short for one in found.single])
    _named(
        desk,
        f"本单位导入的 {len(found.own)} 部",
        [f"{one.short}（{one.versions[-1].effective} 起）" for one in found.own],
    )
    if found.coming:
        desk.show()
        desk.show("一年之内要施行的新法、修订：")
        for row in found.coming:
            desk.show(f"  {row.effective} 起　{row.title}（{row.what}）")
    _wanted(desk, found.wanted)
    if not desk.unit.province:
        desk.say("填好省份（xuanchuan init），会列出本省该导入的规定。")
    elif found.wanted:
        desk.say("下一步：从国家法律法规数据库下载以后，xuanchuan law import 文件.docx")


def _age(desk: Desk, corpus: Corpus, found: Freshness, days: int) -> None:
    old = f"，超过 {days} 天，该更新了" if found.age > days else ""
    desk.show(f"语料截至 {corpus.date}，到今天 {max(found.age, 0)} 天{old}")
    desk.show(f"收了原文 {len(found.laws)} 部、{found.articles} 条；另知道 {len(corpus.register)} 部的名称")


def _named(desk: Desk, title: str, names: list[str]) -> None:
    """A heading with names behind it, the first ones only where there are many."""
    if not names:
        return
    more = f" 等 {len(names)} 部" if len(names) > SHOWN else ""
    for line in wrapped(f"{title}：{'、'.join(names[:SHOWN])}{more}", desk.width):
        desk.show(line)


def _wanted(desk: Desk, rules: Iterable[LocalName]) -> None:
    """Rule by rule: what it is about, which articles the campaigns would quote, what to mind."""
    for number, one in enumerate(rules):
        if not number:
            desk.show()
            desk.show(f"{one.province}的规定，语料不带原文，本单位还没有导入：")
        _indented(desk, f"{one.name}（{one.about}）", "  ")
        if one.articles:
            numbers = "、".join(str(article) for article, _ in one.articles)
            _indented(desk, f"宣传用得着的（按 {one.seen} 的文本）：第 {numbers} 条", "      ")
        if one.note:
            _indented(desk, f"留意：{one.note}", "      ")


def _indented(desk: Desk, text: str, indent: str) -> None:
    for line in wrapped(text, desk.width, indent):
        desk.show(line)


def _value(corpus: Corpus, found: Freshness) -> dict[str, Any]:
    return {
        "corpus_date": str(corpus.date),
        "age_days": found.age,
        "laws": len(found.laws),
        "articles": found.articles,
        "unchecked": [one.short for one in found.unchecked],
        "single_source": [one.short for one in found.single],
        "coming": [{"law": one.title, "effective": str(one.effective), "what": one.what} for one in found.coming],
        "to_import": [
            {
                "province": one.province,
                "law": one.name,
                "about": one.about,
                "note": one.note,
                "seen": str(one.seen) if one.seen else None,
                "articles": [
                    {"article": number.number, "suffix": number.suffix, "topics": list(topics)}
                    for number, topics in one.articles
                ],
            }
            for one in found.wanted
        ],
        "own": [{"law": one.title, "effective": str(one.versions[-1].effective)} for one in found.own],
    }

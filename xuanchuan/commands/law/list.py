"""``law list``: the laws we have text of."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from xuanchuan.commands.law.asking import open_corpus
from xuanchuan.commands.words import FORMAT
from xuanchuan.corpus.loading import Corpus
from xuanchuan.desk import Desk
from xuanchuan.model.law import Law


@click.command(epilog="例如：xuanchuan law list    xuanchuan law list --format json")
@FORMAT
@click.pass_obj
def command(desk: Desk, form: str) -> None:
    """列出语料收了原文的法律法规。也可以打：xuanchuan 法条 目录"""
    corpus = open_corpus(desk)
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

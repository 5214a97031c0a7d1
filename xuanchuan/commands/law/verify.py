"""``law verify``: one citation held against the corpus."""

from __future__ import annotations

import click

from xuanchuan.commands.completing import complete_laws
from xuanchuan.commands.law.asking import AS_OF, open_corpus, read_on
from xuanchuan.commands.words import FORMAT, wrapped
from xuanchuan.desk import Desk

VERDICTS = {
    "ok": "有这一条，现行有效",
    "name_outdated": "名称不对",
    "no_such_law": "没有这部法",
    "repealed": "已经废止",
    "not_yet_in_force": "还没有施行",
    "no_such_article": "没有这一条",
    "unverifiable": "没法核对",
}


@click.command(epilog="例如：xuanchuan law verify 婚姻法 32    xuanchuan law verify 妇女权益保障法 40 --format json")
@click.argument("law", metavar="法名", shell_complete=complete_laws)
@click.argument("article", metavar="条号")
@AS_OF
@FORMAT
@click.pass_obj
def command(desk: Desk, law: str, article: str, as_of: str, form: str) -> None:
    """核对一条引用：有没有这部法、这一条，现在还有没有效。也可以打：xuanchuan 法条 核对"""
    from xuanchuan.corpus.numbers import parse_article
    from xuanchuan.corpus.verifying import verify as check

    corpus, on, number = open_corpus(desk), read_on(desk, as_of), parse_article(article)
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

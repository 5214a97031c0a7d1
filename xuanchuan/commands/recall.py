"""``recall``: past outputs that quote an article which has changed since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xuanchuan.commands.keeping import readable, root_of
from xuanchuan.commands.words import FORMAT, wrapped
from xuanchuan.desk import Desk

if TYPE_CHECKING:
    from xuanchuan.ledger.recalling import Recall

MUST_CHANGE = 4


@click.command(epilog="例如：xuanchuan recall    xuanchuan recall --format json")
@click.option("--as-of", "as_of", default="", metavar="日期", help="按哪一天的法律，默认今天。")
@FORMAT
@click.pass_context
def command(ctx: click.Context, as_of: str, form: str) -> None:
    """以前做的材料里，哪些引用的法条后来改了、废止了，发到哪里去了。也可以打：xuanchuan 召回"""
    from xuanchuan.commands.law.asking import read_on
    from xuanchuan.corpus import load_corpus
    from xuanchuan.ledger.outputs import all_made
    from xuanchuan.ledger.recalling import recalls, settled

    desk = ctx.obj
    assert isinstance(desk, Desk)
    broken: list[Path] = []
    with readable(desk) as ledger:
        made = all_made(ledger, root_of(desk), broken)
        done = settled(ledger) if ledger else frozenset()
    corpus = load_corpus(desk.own("laws"))
    found = recalls(made, corpus, read_on(desk, as_of), done)
    for path in broken:
        desk.say(f"注意：这个清单读不了，里面的材料没有查：{path}")
    if form == "json":
        desk.json([_record(one) for one in found])
    else:
        _show(desk, found, len(made))
    if any(article.fate != "unknown" for one in found for article in one.articles):
        ctx.exit(MUST_CHANGE)


def _show(desk: Desk, found: list[Recall], looked: int) -> None:
    from xuanchuan.corpus import CORPUS_DATE

    for one in found:
        sent = f"　发到：{one.made.sent}" if one.made.sent else ""
        copies = f"　{one.made.copies} 份" if one.made.copies else ""
        desk.show(f"{one.made.folder}{sent}{copies}")
        for article in one.articles:
            for line in wrapped(article.words, desk.width, "  "):
                desk.show(line)
    desk.show(
        f"看了 {looked} 个文件夹，有 {len(found)} 个引用的法条要换。"
        if found
        else f"看了 {looked} 个文件夹，引用的法条都没有变。"
    )
    desk.say(f"语料截至 {CORPUS_DATE}；之后若有修法，程序不知道。")
    if found:
        day = found[0].made.day
        desk.say(
            f"下一步：重做一套：  xuanchuan kit {f'{day.month}.{day.day}' if day else '日子'}；旧的不要再发，发出去的请收回"
        )
        desk.say(
            f'改好重印了，登记一笔就不再提：  xuanchuan log reprint "{found[0].made.folder}" --copies 份数 --sent 去向'
        )


def _record(one: Recall) -> dict[str, Any]:
    return {
        "folder": one.made.folder,
        "files": [row["path"] for row in one.made.files],
        "sent": one.made.sent,
        "copies": one.made.copies,
        "articles": [
            {
                "law": article.quoted.law,
                "article": article.quoted.article,
                "suffix": article.quoted.suffix,
                "effective": article.quoted.effective.isoformat(),
                "fate": article.fate,
                "since": article.since.isoformat() if article.since else None,
                "now": article.now,
            }
            for article in one.articles
        ],
    }

"""``law search``: everyday words -> the articles that answer, as text for a person or JSON for a program."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from xuanchuan.commands.law.asking import AS_OF, open_corpus, read_on
from xuanchuan.commands.words import FORMAT, wrapped
from xuanchuan.corpus.loading import Corpus
from xuanchuan.corpus.search import Hit, find
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

MOST_SHOWN, MOST_LISTED = 5, 10


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
            "没有写要找什么", why="把要问的话照平常说的写在后面，不用写法条里的词", hint="xuanchuan law search 彩礼能退吗"
        )
    corpus, on = open_corpus(desk), read_on(desk, as_of)
    hits = find(corpus, question, on, limit or (MOST_LISTED if form == "json" else MOST_SHOWN))
    if form == "json":
        desk.json([_row(hit) for hit in hits])
        return
    _print(desk, corpus, question, on, hits)


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


def _print(desk: Desk, corpus: Corpus, question: str, on: date, hits: list[Hit]) -> None:
    ...

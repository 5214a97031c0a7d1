"""Which past outputs quote an article that has changed since: the folder, the files, where they went, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from xuanchuan.corpus.lawfiles import digest
from xuanchuan.corpus.loading import Corpus, find_article
from xuanchuan.ledger.discretion import discreet
from xuanchuan.ledger.outputs import MadeFolder, Quoted
from xuanchuan.ledger.store import Ledger
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import ArticleNumber, ArticleRef

# Folder, law, article, suffix, the digest quoted, the digest in force.
Settled = tuple[str, str, int, int, str, str]
Fate = Literal["changed", "repealed", "gone", "unknown"]
FATES: dict[Fate, str] = {
    "changed": "字句已经改了",
    "repealed": "这部法已经废止",
    "gone": "现行文本里没有这一条了",
    "unknown": "语料里没有这部法现在的文本，没法核对",
}


@dataclass(frozen=True, slots=True)
class Recalled:
    """One quoted article that no longer stands as quoted; ``now`` says where to look, ``since`` the day it changed."""

    quoted: Quoted
    label: str
    fate: Fate
    since: date | None = None
    now: str = ""
    digest: str = ""
    """Of the text in force now, '' where there is none."""

    @property
    def words(self) -> str:
        """One line for a person: 《…法》第四十条：字句已经改了（2023-01-01 起），现在看……"""
        since = f"（{self.since} 起）" if self.since else ""
        return f"《{self.quoted.law}》{self.label}：{FATES[self.fate]}{since}" + (
            f"，现在看{self.now}" if self.now else ""
        )


@dataclass(frozen=True, slots=True)
class Recall:
    """A folder of outputs with what it quotes wrongly today."""

    made: MadeFolder
    articles: tuple[Recalled, ...]


def recalls(
    made: Iterable[MadeFolder], corpus: Corpus, on: date, settled: frozenset[Settled] = frozenset()
) -> list[Recall]:
    """The folders that quote an article whose words are others, or are none, on a day; in order of folder.

    What a reprint has ``settled`` is left out, until the words change again.
    """
    judged: dict[Quoted, Recalled | None] = {}
    found = []
    for one in made:
        for quoted in one.quoted:
            if quoted not in judged:
                judged[quoted] = judge(quoted, corpus, on)
        fates = (fate for quoted in one.quoted if (fate := judged[quoted]))
        wrong = tuple(fate for fate in fates if settling(one.folder, fate) not in settled)
        if wrong:
            found.append(Recall(one, wrong))
    return found


def settling(folder: str, one: Recalled) -> Settled:
    """What tells one outdated quotation of a folder, and the text in force against it."""
    quoted = one.quoted
    return (folder, quoted.law, quoted.article, quoted.suffix, quoted.digest, one.digest)


def settled(ledger: Ledger) -> frozenset[Settled]:
    """What reprints have settled."""
    rows = ledger.rows("SELECT folder, law, article, suffix, digest, now FROM reprints")
    return frozenset(tuple(row) for row in rows)


def keep_reprint(ledger: Ledger, one: Recall, today: date, sent: str, copies: int) -> None:
    """A corrected run has been printed in place of the one recalled; what the old one quoted stays on record."""
    rows = [
        (*settling(one.made.folder, article), today.isoformat(), discreet(sent), copies) for article in one.articles
    ]
    with ledger.writing() as connection:
        connection.executemany("INSERT OR REPLACE INTO reprints VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def judge(quoted: Quoted, corpus: Corpus, on: date) -> Recalled | None:
    """What became of one quoted article by a day; None when it still stands word for word."""
    number = ArticleNumber(quoted.article, quoted.suffix)
    try:
        answer = corpus.ask(quoted.law, on)
    except XuanchuanError:
        return Recalled(quoted, number.label, "unknown")
    if answer.status == "repealed" and answer.repeal:
        ref = ArticleRef(quoted.law, number)
        now = "、".join(_places(corpus, ref, on)) or f"《{answer.repeal.replaced_by}》" * bool(
            answer.repeal.replaced_by
        )
        return Recalled(quoted, number.label, "repealed", answer.repeal.ended, now)
    if answer.status != "in_force" or answer.version is None or answer.law is None:
        return Recalled(quoted, number.label, "unknown")
    article = find_article(answer.version, number)
    if article is not None and digest(article.text) == quoted.digest:
        return None
    now = "、".join(_places(corpus, ArticleRef(answer.law.short, number), on))
    words = digest(article.text) if article else ""
    if article is None and not answer.version.complete and number.number <= answer.version.article_count:
        return Recalled(quoted, number.label, "unknown", answer.version.effective, now)
    return Recalled(quoted, number.label, "changed" if article else "gone", answer.version.effective, now, words)


def _places(corpus: Corpus, ref: ArticleRef, on: date) -> Iterator[str]:
    for now in corpus.now(ref, on):
        yield f"《{now.law}》{now.article.label}"

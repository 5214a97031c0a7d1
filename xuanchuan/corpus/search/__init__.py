"""Everyday words -> the articles that answer: no index to build, nothing kept between runs.

Officers ask as people speak (老公打我怎么办), the law speaks otherwise (家庭成员、殴打). ``asking`` reads the question:
a law it names, the law's words it calls up (``everyday.toml``), its pieces. ``scoring`` holds every article in force
against it: the questions it is known to answer, what people say of it (``sayings.tsv``), its topics, its gloss, its own
words. ``reasons`` says in one line why an article was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xuanchuan.corpus.loading import Corpus
from xuanchuan.corpus.search.asking import Asked, read_question
from xuanchuan.corpus.search.pages import read_pages
from xuanchuan.corpus.search.reasons import reason
from xuanchuan.corpus.search.scoring import rank
from xuanchuan.model.law import Excerpt

__all__ = ["Asked", "Found", "Hit", "find"]

# A best hit below this only looks alike.
SURE = 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found: ``score`` is above 0, comparable within one search only; ``why`` says what matched."""

    excerpt: Excerpt
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first, in the texts of so many ``laws``."""

    asked: Asked
    hits: tuple[Hit, ...]
    laws: int

    @property
    def sure(self) -> bool:
        """Whether the best hit is more than alike."""
        return bool(self.hits) and self.hits[0].score >= SURE

    @property
    def whole_law(self) -> bool:
        """Whether only a law was named, and nothing asked of it."""
        return self.asked.named is not None and not self.asked.pieces and not self.asked.named.refs


def find(corpus: Corpus, words: str, on: date, limit: int = 10) -> Found:
    """The articles in force on a day that answer ``words`` best, at most ``limit``; none when none does."""
    asked = read_question(words, corpus, on)
    pages = read_pages(corpus.excerpts(on))
    hits = [Hit(one.page.excerpt, round(one.score, 4), reason(one, asked)) for one in rank(pages, asked)[:limit]]
    return Found(asked, tuple(hits), len({page.excerpt.ref.law for page in pages}))

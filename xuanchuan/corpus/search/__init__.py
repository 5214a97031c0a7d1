"""Everyday words -> the articles that answer: no index to build, nothing kept between runs.

Officers ask as people speak (老公打我怎么办), the law speaks otherwise (家庭成员、殴打). ``asking`` reads the question:
a law it names, the law's words it calls up (``everyday.toml``), its two-character pieces. ``scoring`` holds every
article in force against it: the questions it is known to answer, what people say of it (``sayings.tsv``), its topics,
its gloss, its own words. ``reasons`` says in one line why an article was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xuanchuan.corpus.loading import Corpus
from xuanchuan.corpus.search.asking import read_question
from xuanchuan.corpus.search.pages import read_pages
from xuanchuan.corpus.search.reasons import reason
from xuanchuan.corpus.search.scoring import rank
from xuanchuan.model.law import Excerpt


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found: ``score`` is above 0, comparable within one search only; ``why`` says what matched."""

    excerpt: Excerpt
    score: float
    why: str


def find(corpus: Corpus, words: str, on: date, limit: int = 10) -> list[Hit]:
    """The articles in force on a day that answer ``words`` best, best first, at most ``limit``; empty when none does."""
    pages = read_pages(corpus.excerpts(on))
    asked = read_question(words)
    return [Hit(page.excerpt, round(score, 4), reason(page, asked)) for page, score in rank(pages, asked)[:limit]]

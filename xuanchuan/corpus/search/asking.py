"""A question as the search reads it: the law and articles it names, its pieces, the law's words it calls up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from xuanchuan.corpus.loading import Answer, Corpus
from xuanchuan.corpus.names import bare_name
from xuanchuan.corpus.numbers import NUMERALS, parse_article
from xuanchuan.corpus.search.wording import Meaning, bare, everyday, pieces, plain, settled
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import ArticleNumber, ArticleRef

NAMES_END = re.compile(r"法|典|条例|规定|解释|办法|通则")
NUMBER = re.compile(
    rf"[\s的、，,和第]*(?:(\d+(?:-\d+)?)(?![岁年月日天个块万元%\d])条?|([{NUMERALS}]+)条)((?:之[{NUMERALS}\d]+)?)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A law that the question names: what the corpus says of it, and its articles that are asked for, as of that day.

    ``refs`` are those articles; for a law that has ended, the articles that hold now. ``rest`` is the question
    without the name and the numbers.
    """

    answer: Answer
    refs: tuple[ArticleRef, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: pieces of two characters and of one, meanings and intents; ``named`` None when no law is named."""

    pieces: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    intents: tuple[Meaning, ...]
    danger: bool
    named: Named | None = None


def read_question(words: str, corpus: Corpus, on: date) -> Asked:
    """The question read; never fails, an empty one has no pieces."""
    named = _named(words, corpus, on)
    typed = plain(named.rest if named else words)
    one = settled(typed)
    kept = bare(one)
    heard = f"{typed}\n{one}"
    return Asked(
        pieces=tuple(pieces(kept if kept.strip() else one)),
        meanings=_heard(everyday().meanings, heard),
        intents=_heard(everyday().intents, heard),
        danger=any(word in heard for word in everyday().danger),
        named=named,
    )


def _heard(meanings: tuple[Meaning, ...], heard: str) -> tuple[Meaning, ...]:
    return tuple(row for row in meanings if any(word in heard for word in row.said))


def _named(words: str, corpus: Corpus, on: date) -> Named | None:
    """The law with the longest name in the question, if it has any."""
    text = unicodedata.normalize("NFKC", words).translate(str.maketrans("", "", "《》〈〉<>“”\"'"))
    if not NAMES_END.search(text):
        return None
    names = _names(corpus)
    found = max((name for name in names if name in text), key=len, default="")
    if not found:
        return None
    before, _, after = text.partition(found)
    numbers, after = _numbers(after)
    answer = corpus.ask(names[found], on)
    short = answer.law.short if answer.law else answer.repeal.name if answer.repeal else names[found]
    refs = tuple(ref for number in numbers for ref in _now(corpus, answer, ArticleRef(short, number), on))
    return Named(answer, refs, f"{before} {after}".strip())


def _names(corpus: Corpus) -> Mapping[str, str]:
    """Every name that a question may use -> one that ``Corpus.ask`` knows: ours, misnamed, ended."""
    ours = {name: law.short for law in corpus.laws() for name in (law.title, law.short, *law.aliases)}
    ended = {name: name for name in corpus.repeals if NAMES_END.search(name)}
    return {bare_name(name): known for name, known in (ended | dict(corpus.misnamed) | ours).items()}


def _numbers(text: str) -> tuple[list[ArticleNumber], str]:
    """The article numbers that a text begins with, and what follows them."""
    found = []
    while match := NUMBER.match(text):
        try:
            found.append(parse_article(f"{match[1] or match[2]}{match[3]}"))
        except XuanchuanError:
            break
        text = text[match.end() :]
    return found, text


def _now(corpus: Corpus, answer: Answer, ref: ArticleRef, on: date) -> Iterator[ArticleRef]:
    if answer.status == "repealed":
        yield from corpus.now(ref, on)
    else:
        yield ref

"""A question as the search reads it: the law and articles it names, its pieces, the law's words it calls up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xuanchuan.corpus.loading import Answer, Corpus
from xuanchuan.corpus.names import bare_name
from xuanchuan.corpus.numbers import NUMERALS, parse_article
from xuanchuan.corpus.search.wording import Meaning, bare, everyday, pieces, plain, settled
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import ArticleNumber, ArticleRef

# What a name ends with, and words that only look like an end of one.
NAMES_END = re.compile(r"法|典|条例|规定|解释|办法|通则")
NO_NAME = re.compile(
    r"犯法|违法|合法|没法|无法|办法|想法|方法|法院|法官|法律|法子|司法|普法|规定[了是说的]|解释[一了]下"
)
# After these the words are a day or a lesson, not a law: 宪法日、宪法宣传周.
NOT_AFTER = ("日", "周", "宣传", "知识")
NUMBER = re.compile(
    rf"[\s的、，,和第]*(?:(\d+(?:-\d+)?)(?![岁年月日天个块万元%\d])条?|([{NUMERALS}]+)条)((?:之[{NUMERALS}\d]+)?)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A law that the question names: what the corpus says of it, and its articles that are asked for, as of that day.

    ``refs`` are those articles; for a law that has ended, the articles that hold now. ``rest`` is the question
    without the numbers, and without the name of a law that we have text of.
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
    """The question read; one that says nothing (怎么办) has no pieces."""
    named = _named(words, corpus, on)
    typed = plain(named.rest if named else words)
    one = settled(typed)
    heard = f"{typed}\n{one}"
    return Asked(
        pieces=tuple(pieces(bare(one))),
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
    if not NAMES_END.search(NO_NAME.sub("", text)):
        return None
    found = _longest(corpus, bare_name(text))
    if found is None:
        return None
    name, known = found
    before, _, after = bare_name(text).partition(name)
    numbers, after = _numbers(after)
    answer = corpus.ask(known, on)
    short = answer.law.short if answer.law else answer.repeal.name if answer.repeal else known
    refs = tuple(ref for number in numbers for ref in _now(corpus, answer, ArticleRef(short, number), on))
    kept = "" if answer.law or refs else name  # 继承法 女儿: the old name still says what is meant
    return Named(answer, refs, f"{before} {kept} {after}".strip())


def _longest(corpus: Corpus, text: str) -> tuple[str, str] | None:
    """The longest name of a law that stands in a text, and the name that ``Corpus.ask`` knows it by."""
    ours = {bare_name(name): law.short for law in corpus.laws() for name in (law.title, law.short, *law.aliases)}
    others = {name: name for name in (*corpus.register, *corpus.repeals) if NAMES_END.search(name)}
    names = others | dict(corpus.misnamed) | ours
    standing = [name for name in names if name in text and not text.partition(name)[2].startswith(NOT_AFTER)]
    longest = max(standing, key=len, default=None)
    return (longest, names[longest]) if longest else None


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

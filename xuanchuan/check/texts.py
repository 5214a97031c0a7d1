"""The words citations are compared with: articles of the version in force on a day, without marks and spaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from xuanchuan.corpus.figures import UNHEARD, Figures
from xuanchuan.corpus.loading import Answer, Corpus
from xuanchuan.corpus.names import bare_name
from xuanchuan.corpus.paragraphs import items, paragraphs
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import Article, ArticleNumber, ArticleRef, Law, Version


def heard(text: str) -> str:
    """The words alone: no punctuation, no spaces."""
    return UNHEARD.sub("", text)


@dataclass(frozen=True, slots=True)
class Words:
    """One article's words: as printed, as compared, and 款 by 款 with the number of 项 of each."""

    article: Article
    plain: str
    paragraphs: tuple[str, ...]
    items: tuple[int, ...]


@dataclass
class Texts:
    """The corpus on one day, each law's words prepared when first asked for."""

    corpus: Corpus
    on: date
    _answers: dict[str, Answer | None] = field(default_factory=dict)
    _words: dict[tuple[str, date], dict[ArticleNumber, Words]] = field(default_factory=dict)
    _joined: dict[tuple[str, date], str] = field(default_factory=dict)

    def answer(self, name: str) -> Answer | None:
        """What the corpus says of a law on the day; None when nobody knows it."""
        if name not in self._answers:
            try:
                self._answers[name] = self.corpus.ask(name, self.on)
            except XuanchuanError:
                self._answers[name] = None
        return self._answers[name]

    def of(self, law: Law, version: Version) -> dict[ArticleNumber, Words]:
        """A version's articles as words."""
        key = law.short, version.effective
        if key not in self._words:
            self._words[key] = {one.number: _words(one) for one in version.articles}
        return self._words[key]

    def words(self, name: str, number: ArticleNumber) -> Words | None:
        """The words of an article in force on the day, if we have them."""
        answer = self.answer(name)
        if answer is None or answer.law is None or answer.version is None:
            return None
        return self.of(answer.law, answer.version).get(number)

    def figures(self, name: str, number: ArticleNumber) -> Figures | None:
        """The figures of an article whose latest text is the one in force on the day."""
        answer = self.answer(name)
        if answer is None or (answer.law and answer.version is not answer.law.versions[-1]):
            return None
        return self.corpus.figures.of(bare_name(answer.title)).get(number)

    def holding(
        self, law: Law, version: Version, said: Sequence[str], but: ArticleNumber | None = None
    ) -> ArticleNumber | None:
        """The article of a version that holds the pieces in order; None when none does."""
        if not holds(self.joined(law, version), said[:1]):
            return None
        words = self.of(law, version)
        return next((number for number, one in words.items() if number != but and holds(one.plain, said)), None)

    def joined(self, law: Law, version: Version) -> str:
        """All words of a version we have, an article a line."""
        key = law.short, version.effective
        if key not in self._joined:
            self._joined[key] = "\n".join(one.plain for one in self.of(law, version).values())
        return self._joined[key]

    def anywhere(self, said: Sequence[str], but: Law | None) -> ArticleRef | None:
        """The article in force on the day, of any law but one, that holds the pieces in order."""
        for law, version in self._in_force:
            if but is None or law.short != but.short:
                number = self.holding(law, version, said)
                if number:
                    return ArticleRef(law.short, number)
        return None

    @cached_property
    def _in_force(self) -> tuple[tuple[Law, Version], ...]:
        answers = [self.answer(law.short) for law in self.corpus.laws()]
        return tuple(
            (one.law, one.version) for one in answers if one and one.status == "in_force" and one.law and one.version
        )


def begins_clause(words: Words, said: str) -> bool:
    """Whether the article has these words at the beginning of a clause: of a line, or behind a mark.

    Of 教唆他人吸食毒品 the last four say another thing.
    """
    text = "\n".join(words.article.lines)
    places = [number for number, char in enumerate(text) if heard(char)]
    at = words.plain.find(said)
    while at >= 0:
        if at == 0 or places[at] - places[at - 1] > 1:
            return True
        at = words.plain.find(said, at + 1)
    return False


def holds(words: str, said: Sequence[str]) -> bool:
    """Whether all pieces stand in the words, in order."""
    place = 0
    for one in said:
        place = words.find(one, place)
        if place < 0:
            return False
        place += len(one)
    return True


def _words(article: Article) -> Words:
    parts = paragraphs(article.lines)
    return Words(
        article,
        heard("".join(article.lines)),
        tuple(heard("".join(one)) for one in parts),
        tuple(len(items(one)) for one in parts),
    )

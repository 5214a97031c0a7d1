"""Old numbers told by content: the words around a citation fit the article of another version better than today's."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from xuanchuan.check.texts import Texts, heard
from xuanchuan.corpus.loading import Answer
from xuanchuan.corpus.names import bare_name
from xuanchuan.model.law import ArticleNumber, ArticleRef

# How well words must fit an old article (0 to 1), and how much better than today's.
FITS, BETTER = 0.18, 1.6
# Pairs of characters that must be shared at least, none so common that most articles have it.
LEAST, COMMON = 3, 1.1


@dataclass
class Renumbered:
    """Judges by pairs of characters, the rare ones counting more."""

    texts: Texts
    _weights: dict[str, dict[str, float]] = field(default_factory=dict)

    def meant(
        self, name: str, number: ArticleNumber, around: str, *, company: bool = False
    ) -> tuple[ArticleNumber, ...]:
        """The articles of today that an old number means here; empty when the number is today's.

        ``company``: other numbers of the same list are old for certain, so it is enough to fit better than today's.
        """
        answer = self.texts.answer(name)
        if answer is None or answer.law is None or answer.status != "in_force":
            return ()
        old, now = self._other_versions(answer, number)
        if not old or not now:
            return ()
        weights = self._of(answer)
        words = pairs(around)
        today = self.texts.words(answer.law.short, number)
        fit_today = fit(words, today.plain, weights) if today else 0.0
        fit_old = max(fit(words, one, weights) for one in old)
        shared = max(sum(pair in one and weights.get(pair, 0) > COMMON for pair in set(words)) for one in old)
        if company:
            return now if fit_old > fit_today else ()
        return now if shared >= LEAST and fit_old >= FITS and fit_old > BETTER * fit_today else ()

    def _other_versions(self, answer: Answer, number: ArticleNumber) -> tuple[list[str], tuple[ArticleNumber, ...]]:
        """The words the number had in another version, and where they stand in the version of the day."""
        law, version = answer.law, answer.version
        assert law is not None
        old = [
            words.plain
            for other in law.versions
            if other is not version and (words := self.texts.of(law, other).get(number))
        ]
        now = tuple(one.article for one in self.texts.corpus.now(ArticleRef(law.short, number), self.texts.on))
        if not now:
            now = tuple(self._backwards(law.short, number))
        old += [words.plain for one in now if (words := self.texts.words(law.short, one))]
        return ([], ()) if now == (number,) else (old, now)

    def _backwards(self, short: str, number: ArticleNumber) -> Iterable[ArticleNumber]:
        """Where today's number stood before, for a day before the change."""
        for one in self.texts.corpus.renumbered:
            if bare_name(one.law) == bare_name(short) and self.texts.on < one.until:
                yield from (was for was, refs in one.pairs.items() if any(ref.article == number for ref in refs))

    def _of(self, answer: Answer) -> dict[str, float]:
        """The weight of each pair of characters in a law: log of how rare it is."""
        law = answer.law
        assert law is not None
        if law.short not in self._weights:
            rows = [set(pairs(words.plain)) for one in law.versions for words in self.texts.of(law, one).values()]
            counts = Counter(pair for row in rows for pair in row)
            self._weights[law.short] = {pair: math.log(1 + len(rows) / count) for pair, count in counts.items()}
        return self._weights[law.short]


def pairs(text: str) -> list[str]:
    """The pairs of neighbouring characters of a text, marks left out."""
    plain = heard(text)
    return [plain[n : n + 2] for n in range(len(plain) - 1)]


def fit(words: list[str], article: str, weights: dict[str, float]) -> float:
    """The share of the words' weight that the article has too; words that no article has weigh little."""
    unique = set(words)
    total = sum(weights.get(one, 0.7) for one in unique)
    return sum(weights.get(one, 0.0) for one in unique if one in article) / total if total else 0.0

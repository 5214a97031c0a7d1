"""Two versions of a law, article by article: what was added, taken out, reworded, moved to another number."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from xuanchuan.corpus.lawfiles import digest
from xuanchuan.model.law import Article, ArticleNumber

Kind = Literal["新增", "删去", "改动", "改条号", "改条号并改动"]
# Share of common pairs of characters above which two articles are taken for the same one reworded.
ALIKE = 0.45
AROUND = 10


@dataclass(frozen=True, slots=True)
class Change:
    """One article that is not what it was; ``older`` or ``newer`` is None where it has no counterpart."""

    kind: Kind
    older: Article | None = None
    newer: Article | None = None

    @property
    def number(self) -> ArticleNumber:
        """The number to find it under now, or that it had."""
        article = self.newer or self.older
        assert article is not None
        return article.number

    @property
    def label(self) -> str:
        """第五条, or 第五条 → 第六条 for a moved one."""
        if self.older and self.newer and self.older.number != self.newer.number:
            return f"{self.older.number.label} → {self.newer.number.label}"
        return self.number.label


def compare(older: Sequence[Article], newer: Sequence[Article]) -> tuple[Change, ...]:
    """What changed from one version to the next, in the newer order, what was taken out last.

    Articles that kept their words are paired first, under whatever number; the others with the most alike one left.
    """
    pairs = _same_words(older, newer)
    left = [one for one in older if one.number not in pairs]
    free = [one for one in newer if one.number not in {two.number for two in pairs.values()}]
    pairs |= _alike(left, free)
    before = {two.number: one for one in older if (two := pairs.get(one.number))}
    changes = [change for two in newer if (change := _change(before.get(two.number), two))]
    return (*changes, *(Change("删去", one) for one in older if one.number not in pairs))


def _change(older: Article | None, newer: Article) -> Change | None:
    if older is None:
        return Change("新增", None, newer)
    moved, reworded = older.number != newer.number, digest(older.text) != digest(newer.text)
    if moved:
        return Change("改条号并改动" if reworded else "改条号", older, newer)
    return Change("改动", older, newer) if reworded or len(older.lines) != len(newer.lines) else None


def _same_words(older: Sequence[Article], newer: Sequence[Article]) -> dict[ArticleNumber, Article]:
    """Old number -> the new article with the same words; the same number is preferred."""
    found: dict[ArticleNumber, Article] = {}
    by_words: dict[str, list[Article]] = {}
    for article in newer:
        by_words.setdefault(digest(article.text), []).append(article)
    for one in older:
        same = by_words.get(digest(one.text), [])
        if same:
            kept = next((two for two in same if two.number == one.number), same[0])
            same.remove(kept)
            found[one.number] = kept
    return found


def _alike(older: Sequence[Article], newer: Sequence[Article]) -> dict[ArticleNumber, Article]:
    """The most alike pairs first; each article once, none below ALIKE."""
    grams = {id(article): _pairs(article.text) for article in (*older, *newer)}
    scored = sorted(
        ((_likeness(grams[id(one)], grams[id(two)]), one.number == two.number, i, j)
         for i, one in enumerate(older) for j, two in enumerate(newer)),
        key=lambda row: (-row[0], not row[1], row[2], row[3]),
    )  # fmt: skip
    found: dict[ArticleNumber, Article] = {}
    taken: set[int] = set()
    for likeness, _, i, j in scored:
        if likeness >= ALIKE and older[i].number not in found and j not in taken:
            found[older[i].number] = newer[j]
            taken.add(j)
    return found


def _pairs(text: str) -> Counter[str]:
    bare = re.sub(r"[\s，。；：、]", "", text)
    return Counter(bare[place : place + 2] for place in range(len(bare) - 1))


def _likeness(one: Counter[str], two: Counter[str]) -> float:
    """Twice what they share over what they hold together: 0 to 1."""
    both = one.total() + two.total()
    return 2 * (one & two).total() / both if both else 0.0


def differing(older: str, newer: str) -> tuple[str, str]:
    """The words from the first to the last difference of both sides, with a little around them and … where cut."""
    old, new = older.replace("\n", ""), newer.replace("\n", "")
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    edits = [row for row in matcher.get_opcodes() if row[0] != "equal"]
    if not edits:
        return "", ""
    return (
        _around(old, edits[0][1], edits[-1][2]),
        _around(new, edits[0][3], edits[-1][4]),
    )


def _around(text: str, start: int, end: int) -> str:
    first, last = max(start - AROUND, 0), min(end + AROUND, len(text))
    return ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")

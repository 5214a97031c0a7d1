"""How well an article answers a question: the share of what was asked that its parts hold, the rarer the weightier.

The weights were set on ``tests/corpus/questions_tuned.tsv`` and on questions of the notes that were left out for it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xuanchuan.corpus.search.asking import Asked
from xuanchuan.corpus.search.pages import Page
from xuanchuan.corpus.search.wording import Meaning

LIKE, ABOUT, SAID, NOTES, TEXT = 0.46, 0.3, 0.38, 0.33, 0.6
MEANT_SAID, MEANT_NOTES, MEANT_TEXT, CALLED = 0.42, 0.7, 0.2, 0.24
INTENT, EXPLAINED, FORMAL = 0.1, 0.05, -0.05
NAMED_LAW, NAMED_ARTICLE = 0.5, 5.0

# What one character weighs beside a piece of two, and how much a phrase loses with each further character.
LONE, LENGTH = 0.45, 0.036
# What a piece weighs that stands in no article: such a question can never be answered in full.
UNSEEN = 3.0
# What the meanings weigh in a question beside its pieces.
MEANINGS = 2.0
# What an article loses for every 200 characters: long ones hold something of everything.
LONG = 0.045
# Below it an article only happens to share a word.
LEAST = 0.2
# How much less each further word of the law tells.
FADING = 0.2

Shares = Sequence[tuple[str, float]]
FORMALITIES = ("本法自", "本条例自", "本规定自", "本解释自", "本办法自", "制定本法", "制定本规定", "制定本条例")


@dataclass(frozen=True, slots=True)
class Scored:
    """An article and how well it answers; ``phrase`` is the place of its phrase nearest to the question, -1 if none."""

    page: Page
    score: float
    phrase: int = -1
    likeness: float = 0.0


def rank(pages: Sequence[Page], asked: Asked) -> list[Scored]:
    """The pages that answer, best first; equal ones in the order given."""
    weights = _weights(pages, asked.pieces)
    meant = _meant(pages, asked.meanings, sum(weights.values()))
    shares = _shares(weights)
    scored = (_scored(page, asked, shares, extra) for page, extra in zip(pages, meant, strict=True))
    return sorted((one for one in scored if one.score >= LEAST), key=lambda one: -one.score)


def rarity(holding: float, of: int) -> float:
    """Inverse document frequency: about 0 for what stands everywhere or nowhere, 7 for what stands once in 900."""
    return math.log(1 + (of - holding + 0.5) / (holding + 0.5)) if holding else 0.0


def _scored(page: Page, asked: Asked, shares: Shares, meant: float) -> Scored:
    said = _held(page.said, shares)
    like, phrase, about = _nearest(page.phrases, shares) if said else (0.0, -1, 0.0)
    score = (
        LIKE * like
        + ABOUT * about
        + SAID * said
        + NOTES * _held(page.notes, shares)
        + TEXT * _held(page.text, shares)
        + meant
    )
    if asked.intents:
        score += INTENT * sum(any(word in page.text for word in one.law) for one in asked.intents) / len(asked.intents)
    score += _named(page, asked)
    if score:
        score -= LONG * len(page.text) / 200
        score += EXPLAINED * bool(page.excerpt.note.gloss) + FORMAL * any(word in page.text for word in FORMALITIES)
    return Scored(page, score, phrase, like)


def _named(page: Page, asked: Asked) -> float:
    """What an article gains when the question names it, or its law."""
    if asked.named is None:
        return 0.0
    ref, refs, answer = page.excerpt.ref, asked.named.refs, asked.named.answer
    if ref in refs:
        return NAMED_ARTICLE * (len(refs) - refs.index(ref))
    short = answer.law.short if answer.law else answer.repeal.successor if answer.repeal else ""
    return NAMED_LAW if ref.law == short and not refs else 0.0


def _weights(pages: Sequence[Page], asked: Sequence[str]) -> dict[str, float]:
    """Pieces and the characters they are made of, with what each weighs; a piece that stands nowhere counts too."""
    lone = dict.fromkeys(char for piece in asked if not piece.isascii() for char in piece)
    wholes = [page.whole for page in pages]
    found = {one: rarity(sum(one in whole for whole in wholes), len(pages)) for one in (*asked, *lone)}
    return {one: (weight or UNSEEN) if len(one) > 1 else weight * LONE for one, weight in found.items()}


def _shares(weights: Mapping[str, float]) -> Shares:
    total = sum(weights.values()) or 1.0
    return [(one, weight / total) for one, weight in weights.items() if weight]


def _held(text: str, shares: Shares) -> float:
    """The share of what was asked that stands in a text."""
    return sum(weight for one, weight in shares if one in text)


def _nearest(phrases: Sequence[str], shares: Shares) -> tuple[float, int, float]:
    """How like the question the nearest phrase is (1: it says the same and no more), its place, and the mean of all."""
    likeness = [_held(one, shares) / math.sqrt(1 + LENGTH * max(0, len(one) - 2)) for one in phrases]
    best = max(range(len(phrases)), key=likeness.__getitem__)
    return likeness[best], best, sum(likeness) / len(likeness)


def _meant(pages: Sequence[Page], meanings: Sequence[Meaning], pieces: float) -> list[float]:
    """What each page gains from the meanings of the question, which share weight with its pieces."""
    rows = [[_standing(page, one) for page in pages] for one in meanings]
    rare = [rarity(sum(max(one) for one in row), len(pages)) for row in rows]
    part = sum(rare) * MEANINGS / (sum(rare) * MEANINGS + pieces) if any(rare) else 0.0
    gains = [0.0] * len(pages)
    for row, weight in zip(rows, rare, strict=True):
        share = weight / sum(rare) * part if weight else 0.0
        for place, (said, notes, text) in enumerate(row):
            gains[place] += share * (MEANT_SAID * said + MEANT_NOTES * notes + MEANT_TEXT * text)
    return [gain + part * CALLED * called for gain, called in zip(gains, _called(pages, meanings), strict=True)]


def _standing(page: Page, meaning: Meaning) -> tuple[float, float, float]:
    """Whether what is meant is said of the article, is in its notes, and how squarely it stands in its words."""
    text = next((1 / (1 + FADING * place) for place, word in enumerate(meaning.law) if word in page.text), 0.0)
    return (
        float(any(word in page.said for word in meaning.words)),
        float(any(word in page.notes for word in meaning.words)),
        text,
    )


def _called(pages: Sequence[Page], meanings: Sequence[Meaning]) -> list[float]:
    """The share of all the law's words called up that each page holds."""
    weights: dict[str, float] = {}
    for meaning in meanings:
        for place, word in enumerate(meaning.law):
            holding = sum(word in page.text or word in page.notes for page in pages)
            weights[word] = max(weights.get(word, 0.0), rarity(holding, len(pages)) / (1 + FADING * place))
    shares = _shares(weights) if any(weights.values()) else []
    return [sum(share for word, share in shares if word in page.text or word in page.notes) for page in pages]

"""How well an article answers a question."""

from __future__ import annotations

import math
from collections.abc import Sequence

from xuanchuan.corpus.search.asking import Asked
from xuanchuan.corpus.search.pages import Page
from xuanchuan.corpus.search.wording import pieces

FEATURES = ("like", "said", "notes", "text", "title", "called", "meant", "intent", "noted", "dull")
WEIGHTS = dict(zip(FEATURES, (1.0, 0.4, 0.5, 0.3, 0.3, 0.5, 0.5, 0.15, 0.1, -0.3)))
DULL = ("本法自", "本条例自", "本规定自", "本解释自", "本办法自", "制定本法", "制定本规定", "制定本条例")


def features(pages: Sequence[Page], asked: Asked) -> list[tuple[float, ...]]:
    wholes = [page.whole for page in pages]
    rare = {one: rarity(sum(one in whole for whole in wholes), len(pages)) * (1 if len(one) > 1 else 0.4) for one in asked.pieces}
    total = sum(rare.values()) or 1.0
    called = {}
    for meaning in asked.meanings:
        for rank, word in enumerate(meaning.law):
            n = sum(word in page.text or word in page.notes for page in pages)
            called[word] = max(called.get(word, 0), rarity(n, len(pages)) / (1 + 0.25 * rank))
    called_total = sum(called.values()) or 1.0
    meant = []
    for meaning in asked.meanings:
        row = [_meant(page, meaning) for page in pages]
        meant.append((rarity(sum(row), len(pages)), row))
    meant_total = sum(w for w, _ in meant) or 1.0
    out = []
    for i, page in enumerate(pages):
        out.append((
            max((_like(p, rare, total) for p in page.phrases), default=0.0),
            sum(w for p, w in rare.items() if p in page.said) / total,
            sum(w for p, w in rare.items() if p in page.notes) / total,
            sum(w for p, w in rare.items() if p in page.text) / total,
            sum(w for p, w in rare.items() if p in page.title) / total,
            sum(w for p, w in called.items() if p in page.text or p in page.notes) / called_total,
            sum(w * row[i] for w, row in meant) / meant_total,
            sum(any(word in page.text for word in it.law) for it in asked.intents) / (len(asked.intents) or 1),
            1.0 if page.excerpt.note.gloss else 0.0,
            1.0 if any(d in page.text for d in DULL) else 0.0,
        ))
    return out


def _meant(page: Page, meaning) -> float:
    if any(w in page.said for w in meaning.said) or any(w in page.notes for w in meaning.said):
        return 1.0
    for r, w in enumerate(meaning.law):
        if w in page.text or w in page.notes:
            return 0.9 / (1 + 0.2 * r)
    return 0.0


def _like(phrase: str, rare, total) -> float:
    grams = pieces(phrase)
    held = set(grams)
    shared = sum(w for p, w in rare.items() if p in held)
    if not shared:
        return 0.0
    extra = sum(p not in rare for p in grams)
    return shared / total / math.sqrt(1 + 0.12 * extra)


def rarity(holding: float, of: int) -> float:
    """Inverse document frequency; 0 for what stands nowhere."""
    return math.log(1 + (of - holding + 0.5) / (holding + 0.5)) if holding else 0.0


def rank(pages: Sequence[Page], asked: Asked, weights=WEIGHTS) -> list[tuple[Page, float]]:
    scored = [(sum(w * f for w, f in zip(weights.values(), row, strict=True)), -i) for i, row in enumerate(features(pages, asked))]
    return [(pages[-i], s) for s, i in sorted(scored, reverse=True) if s > 0.2]

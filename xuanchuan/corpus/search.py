"""Everyday words -> articles: no index to build, nothing kept between runs.

Officers ask as people speak (老公打我怎么办), the law speaks otherwise (家庭成员、殴打). Every article is scored on
the questions it answers, its topics, its gloss and its own words, by shared two-character pieces weighted by how rare
they are; ``everyday.toml`` says which words of the law stand for which words of the street.
"""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from xuanchuan.model.law import ArticleRef

# Words that carry no subject; removed before matching, longest first.
FILLERS = (
    "请问一下|请问|怎么办|怎么处理|怎么样|怎么|咋办|咋整|咋|如何|什么|是不是|能不能|可不可以|可以|能否|是否|有没有|应该|需要|"
    "合法吗|犯法吗|违法吗|行不行|行吗|对吗|好吗|吗|呢|吧|啊|呀|了|的|我们|我|你|他们|她们|他|她|它|人家|别人|一个|这个|那个|就是|就|都|还|"
    "也|又|很|太|有点|一直|老是|总是|总|会不会|会|要不要|想|到底|多少|几|哪里|哪儿|哪|谁|为什么|凭什么|啥|算不算|算|说|把|被|给|让|跟|和|在|"
    "是|有|没有|没|不知道|不能|不给|不让"
)
DROP = re.compile(r"[\s　，。！？、；：“”‘’《》（）()…,.!?;:\"'~～—\-]+")
FILLER = re.compile(FILLERS)

QUESTION_WEIGHT = 1.0
TOPIC_WEIGHT = 0.55
GLOSS_WEIGHT = 0.4
TEXT_WEIGHT = 0.3
TITLE_WEIGHT = 0.35
EVERYDAY_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as the search sees it; all fields plain text, ``questions`` may be empty."""

    ref: ArticleRef
    title: str
    text: str
    topics: tuple[str, ...] = ()
    gloss: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found: ``score`` is above 0, comparable within one search only; ``why`` says what matched."""

    entry: Entry
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class _Query:
    """A question cut into pieces (two characters each) with their weight, and the law's words it calls up."""

    plain: str
    pieces: Mapping[str, float]
    called: Mapping[str, float]


def search(entries: Sequence[Entry], words: str, limit: int = 10) -> list[Hit]:
    """The articles that answer ``words`` best, best first, at most ``limit``; empty when nothing is shared."""
    whole = [_flat(entry) for entry in entries]
    query = _read(words, whole)
    if not query.pieces and not query.called:
        return []
    scored = [
        (_score(entry, text, query), index) for index, (entry, text) in enumerate(zip(entries, whole, strict=True))
    ]
    best = sorted(((score, -index) for score, index in scored if score > 0.05), reverse=True)[:limit]
    return [Hit(entries[-index], round(score, 4), _why(entries[-index], query)) for score, index in best]


def pieces(text: str) -> set[str]:
    """The overlapping two-character pieces of a text; a single character stands alone."""
    return {text[i : i + 2] for i in range(len(text) - 1)} or ({text} if text else set())


def _normal(text: str) -> str:
    return DROP.sub("", unicodedata.normalize("NFKC", text).lower())


def _flat(entry: Entry) -> str:
    return _normal("|".join((entry.title, entry.text, *entry.topics, entry.gloss, *entry.questions)))


@cache
def everyday_words() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The bundled (said, law's words) pairs, said words longest first."""
    data = tomllib.loads((resources.files(__package__) / "everyday.toml").read_text(encoding="utf-8"))
    return tuple((tuple(sorted(row["say"], key=len, reverse=True)), tuple(row["law"])) for row in data["words"])


def _read(words: str, whole: Sequence[str]) -> _Query:
    plain = _normal(words)
    kept = [part for part in FILLER.split(plain) if part] or [plain]
    grams = {gram for part in kept for gram in pieces(part)}
    return _Query(
        plain="".join(kept),
        pieces={gram: _rarity(gram, whole) * (1.0 if len(gram) > 1 else 0.4) for gram in grams},
        called=_called(plain, whole),
    )


def _called(plain: str, whole: Sequence[str]) -> dict[str, float]:
    """Words of the law that the question's everyday words stand for, the first of each group weighing most."""
    called: dict[str, float] = {}
    for said, law in everyday_words():
        if any(word in plain for word in said):
            for rank, word in enumerate(law):
                weight = _rarity(word, whole) / (1 + 0.25 * rank)
                called[word] = max(called.get(word, 0.0), weight)
    return called


def _rarity(piece: str, whole: Sequence[str]) -> float:
    """Inverse document frequency: about 0.1 for what stands everywhere, up to 7 for what stands once."""
    holding = sum(piece in text for text in whole)
    return math.log(1 + (len(whole) - holding + 0.5) / (holding + 0.5)) if holding else 0.0


def _score(entry: Entry, text: str, query: _Query) -> float:
    total = sum(query.pieces.values()) or 1.0
    score = QUESTION_WEIGHT * max((_likeness(_normal(one), query, total) for one in entry.questions), default=0.0)
    score += TOPIC_WEIGHT * _covered("".join(entry.topics), query.pieces, total)
    score += GLOSS_WEIGHT * _covered(entry.gloss, query.pieces, total)
    score += TEXT_WEIGHT * _covered(entry.text, query.pieces, total)
    score += TITLE_WEIGHT * _covered(entry.title, query.pieces, total)
    if query.called:
        full = sum(query.called.values()) or 1.0
        own = _covered(entry.text + "".join(entry.topics), query.called, full)
        score += EVERYDAY_WEIGHT * own
    return score


def _likeness(question: str, query: _Query, total: float) -> float:
    """How much of the query stands in a question, dampened where the question says much else."""
    grams = pieces("".join(FILLER.split(question)))
    shared = sum(weight for gram, weight in query.pieces.items() if gram in grams)
    if not shared:
        return 0.0
    extra = max(len(grams) - sum(gram in grams for gram in query.pieces), 0)
    return shared / total / math.sqrt(1 + 0.12 * extra)


def _covered(text: str, wanted: Mapping[str, float], total: float) -> float:
    """The share of the wanted pieces' weight that stands in a text."""
    return sum(weight for piece, weight in wanted.items() if piece in text) / total


def _why(entry: Entry, query: _Query) -> str:
    """One short line for a person: the question it answers, or the words it shares."""
    total = sum(query.pieces.values()) or 1.0
    answered = max(entry.questions, key=lambda one: _likeness(_normal(one), query, total), default="")
    if answered and _likeness(_normal(answered), query, total) >= 0.35:
        return f"能回答：{answered}"
    shared = [word for word in query.called if word in entry.text or word in "".join(entry.topics)][:3]
    if shared:
        return "说到：" + "、".join(shared)
    return "字面相近：" + "、".join(sorted(_shared_words(entry, query.pieces))[:3])


def _shared_words(entry: Entry, wanted: Iterable[str]) -> list[str]:
    return [piece for piece in wanted if piece in entry.text or piece in entry.gloss]

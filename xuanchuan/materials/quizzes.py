"""Quiz papers: the same questions, their options in an order that a name fixes for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from xuanchuan.model.campaign import QuizItem

LETTERS = "ABCDEFGH"


def shuffled(items: Sequence[QuizItem], seed: str) -> tuple[QuizItem, ...]:
    """The items with their options reordered by ``seed``, answers following; 判断 keeps 对, 错."""
    return tuple(_reordered(item, f"{seed} {row}") for row, item in enumerate(items))


def paper(items: Sequence[QuizItem], seed: str, name: str) -> tuple[QuizItem, ...]:
    """A paper of the quiz: A keeps the questions' order, any other name has its own; options differ between papers."""
    made = shuffled(items, f"{seed} {name}")
    return made if name == "A" else tuple(sorted(made, key=lambda item: _weight(f"{seed} {name} {item.question}")))


def letters(item: QuizItem) -> str:
    """The right letters: AC."""
    return "".join(LETTERS[answer] for answer in sorted(item.answers))


def _reordered(item: QuizItem, seed: str) -> QuizItem:
    if item.kind == "判断":
        return item
    order = sorted(range(len(item.options)), key=lambda index: _weight(f"{seed} {index}"))
    return replace(
        item,
        options=tuple(item.options[index] for index in order),
        answers=tuple(sorted(order.index(answer) for answer in item.answers)),
    )


def _weight(words: str) -> bytes:
    return hashlib.sha256(words.encode()).digest()

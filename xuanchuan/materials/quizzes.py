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


def letters(item: QuizItem) -> str:
    """The right letters: AC."""
    return "".join(LETTERS[answer] for answer in sorted(item.answers))


def _reordered(item: QuizItem, seed: str) -> QuizItem:
    if item.kind == "判断":
        return item
    order = sorted(range(len(item.options)), key=lambda index: hashlib.sha256(f"{seed} {index}".encode()).digest())
    return replace(
        item,
        options=tuple(item.options[index] for index in order),
        answers=tuple(sorted(order.index(answer) for answer in item.answers)),
    )

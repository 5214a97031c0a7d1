"""Figures of national laws whose text is not bundled: digests of clauses, numbers of 款 and 项; no text.

They prove that words are those of an article, or that some are not; never whether the law is in force.
The file: a line of JSON ({law: [[version day, where], start, length]}), a line end, then per law its articles one
after another, each ``>HBB`` (number, suffix, 款) + one byte per 款 (its 项) + ``>H`` (clauses) + four bytes a clause.
"""

from __future__ import annotations

import json
import re
import struct
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from xuanchuan.model.law import ArticleNumber

CLAUSE_END = re.compile(r"[，。；：！？,;:!?\n]+")
UNHEARD = re.compile(r"[^0-9A-Za-z\u3400-\u9fff\U00020000-\U0003ffff]+")
SIZE = 4


@dataclass(frozen=True, slots=True)
class Figures:
    """An article's 项 by 款, and the digests of its clauses in order."""

    items: tuple[int, ...]
    clauses: tuple[int, ...]


class FigureFile:
    """All figures, each law read when it is first asked for."""

    def __init__(self, data: bytes) -> None:
        head, _, self._body = data.partition(b"\n")
        self._index: Mapping[str, tuple[str, int, int]] = json.loads(head)
        self._read: dict[str, Mapping[ArticleNumber, Figures]] = {}

    def of(self, law: str) -> Mapping[ArticleNumber, Figures]:
        """A law's articles by compared name; empty when there are no figures of it."""
        if law not in self._read:
            _, start, length = self._index.get(law, ("", 0, 0))
            self._read[law] = read_articles(self._body[start : start + length])
        return self._read[law]

    def version(self, law: str) -> date | None:
        """The day the version compared was published, as far as the copy says."""
        day, _, _ = self._index.get(law, ("", 0, 0))
        return date.fromisoformat(day) if day else None


def clauses(text: str) -> list[str]:
    """The clauses of a text, punctuation and space left out; a part in brackets is read like the rest."""
    plain = unicodedata.normalize("NFKC", text)
    return [one for one in (UNHEARD.sub("", part) for part in CLAUSE_END.split(plain)) if one]


@lru_cache(maxsize=8192)
def clause_digest(clause: str) -> int:
    """Thirty-two bits of BLAKE2b."""
    return int.from_bytes(blake2b(clause.encode(), digest_size=SIZE).digest(), "big")


def read_articles(data: bytes) -> dict[ArticleNumber, Figures]:
    """The articles of one law's part of the file."""
    found: dict[ArticleNumber, Figures] = {}
    place = 0
    while place < len(data):
        number, suffix, paragraphs = struct.unpack_from(">HBB", data, place)
        items = tuple(data[place + 4 : place + 4 + paragraphs])
        place += 4 + paragraphs
        (count,) = struct.unpack_from(">H", data, place)
        found[ArticleNumber(number, suffix)] = Figures(items, struct.unpack_from(f">{count}I", data, place + 2))
        place += 2 + SIZE * count
    return found


def pack_article(number: ArticleNumber, items: Sequence[int], text: str) -> bytes:
    """One article as :func:`read_articles` reads it."""
    digests = [clause_digest(one) for one in clauses(text)]
    head = struct.pack(">HBB", number.number, number.suffix, len(items)) + bytes(min(one, 255) for one in items)
    return head + struct.pack(f">H{len(digests)}I", len(digests), *digests)

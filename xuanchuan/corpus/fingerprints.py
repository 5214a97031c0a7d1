"""What proves a text verbatim: per version the digest of each article and, where we ship it, its number of 款."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from xuanchuan.corpus.numbers import parse_article
from xuanchuan.model.law import ArticleNumber


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The digest of one article's words; ``paragraphs`` is its number of 款, 0 where the text is not shipped."""

    digest: str
    paragraphs: int = 0


def read_fingerprints(text: str) -> dict[tuple[str, date], Mapping[ArticleNumber, Fingerprint]]:
    """``digests.json``: {"反家庭暴力法@2016-03-01": {"1": "<16 hex>/<款>" or "<16 hex>"}} by law and effective day."""
    found: dict[tuple[str, date], Mapping[ArticleNumber, Fingerprint]] = {}
    for key, articles in json.loads(text).items():
        short, _, effective = key.rpartition("@")
        found[short, date.fromisoformat(effective)] = {_number(one): _print(value) for one, value in articles.items()}
    return found


def _number(text: str) -> ArticleNumber:
    number, _, suffix = text.partition("-")
    return ArticleNumber(int(number), int(suffix or 0)) if number.isdecimal() else parse_article(text)


def _print(value: str) -> Fingerprint:
    hexadecimal, _, paragraphs = value.partition("/")
    return Fingerprint(hexadecimal, int(paragraphs or 0))

"""The bank of examples: drafts with the citations a careful reader finds in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from xuanchuan.corpus.loading import Corpus
from xuanchuan.corpus.numbers import parse_article
from xuanchuan.model.law import ArticleRef

BANK = Path(__file__).parent / "bank"
TODAY = date(2026, 11, 25)
QUOTE = re.compile(r"\{([^{}:]+):([^{}|]+)(?:\|([^{}|]*)\|([^{}|]*))?\}")


@dataclass(frozen=True)
class Expected:
    law: str
    article: int | None
    suffix: int
    last: int | None
    paragraph: int | None
    item: int | None
    verdict: str
    suggest: str = ""

    @property
    def key(self):
        return self.law, self.article, self.suffix, self.last, self.paragraph, self.item


@dataclass(frozen=True)
class Example:
    group: str
    text: str
    on: date
    expected: tuple[Expected, ...]
    line: int = field(default=0, compare=False)


def read_bank(corpus: Corpus, name: str = "citations.txt") -> list[Example]:
    found: list[Example] = []
    group, text, on, rows, at = "", None, TODAY, [], 0
    lines = (BANK / name).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate([*lines, "## "], 1):
        if line.startswith(("> ", "## ")) and text is not None:
            found.append(Example(group, text, on, tuple(rows), at))
            text = None
        if line.startswith("## "):
            group = line[3:]
        elif line.startswith("> "):
            raw, on, rows, at = line[2:], TODAY, [], number
            if raw.startswith("@"):
                day, _, raw = raw[1:].partition(" ")
                on = date.fromisoformat(day)
            text = QUOTE.sub(lambda m, on=on: _quoted(corpus, m, on), raw.replace("\\n", "\n"))
        elif line and not line.startswith("#"):
            rows.append(_expected(corpus, line))
    return found


def _quoted(corpus: Corpus, match: re.Match[str], on: date) -> str:
    words = "".join(corpus.excerpt(ArticleRef(match[1], parse_article(match[2])), on).lines)
    if match[3] is not None:
        assert match[3] in words
        words = words.replace(match[3], match[4], 1)
    return words


def _expected(corpus: Corpus, line: str) -> Expected:
    law, *words = line.split()
    article = suffix = last = paragraph = item = None
    verdict, suggest = "", ""
    for word in words:
        if re.fullmatch(r"\d+(-\d+)?(~\d+)?", word):
            first, _, end = word.partition("~")
            number, _, after = first.partition("-")
            article, suffix, last = int(number), int(after or 0), int(end) if end else None
        elif word.startswith("款="):
            paragraph = int(word[2:])
        elif word.startswith("项="):
            item = int(word[2:])
        elif not verdict:
            verdict = word
        else:
            suggest = word
    return Expected(_title(corpus, law), article, suffix or 0, last, paragraph, item, verdict, suggest)


def _title(corpus: Corpus, name: str) -> str:
    law, repeal, known = corpus.law(name), corpus.repeal(name), corpus.known(name)
    return law.title if law else repeal.title if repeal else known.title if known else name

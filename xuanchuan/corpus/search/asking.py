"""A question as the search reads it: a law and article it names, its pieces, the law's words it calls up."""

from __future__ import annotations

from dataclasses import dataclass

from xuanchuan.corpus.search.wording import Intent, Meaning, bare, everyday, pieces, plain, settled


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: ``plain`` as typed but cleaned, ``pieces`` of two characters, ``meanings`` and ``intents``."""

    plain: str
    settled: str
    pieces: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    intents: tuple[Intent, ...]
    law: str = ""


def read_question(words: str) -> Asked:
    """The question read; never fails, an empty one has no pieces."""
    typed = plain(words)
    one = settled(typed)
    kept = bare(one)
    return Asked(
        plain=typed,
        settled=one,
        pieces=tuple(pieces(kept if kept.strip() else one)),
        meanings=tuple(row for row in everyday().meanings if any(word in typed or word in one for word in row.said)),
        intents=tuple(row for row in everyday().intents if any(word in typed for word in row.said)),
    )

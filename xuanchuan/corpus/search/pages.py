"""Articles as the search sees them: what they answer, what people say of them, their topics, gloss and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from xuanchuan.corpus.search.wording import bare, plain, settled
from xuanchuan.model.law import Excerpt

BREAK, STOP = "\n", "\x1f"


@dataclass(frozen=True, slots=True)
class Page:
    """One article: ``text`` are its own words, ``notes`` its topics and gloss, ``said`` all its phrases.

    ``phrases`` are the questions it answers and what people say of it, bare (a gap for each filler).
    """

    excerpt: Excerpt
    phrases: tuple[str, ...]
    said: str
    notes: str
    text: str

    @property
    def whole(self) -> str:
        """All of it, for counting how rare a piece is."""
        return BREAK.join((self.said, self.notes, self.text))


def read_pages(excerpts: Iterable[Excerpt]) -> list[Page]:
    """A page for each article; texts are cleaned all at once, which is many times faster than one by one."""
    held = list(excerpts)
    said = settled(plain(BREAK.join(STOP.join(raw_phrases(one)) for one in held))).split(BREAK)
    notes = BREAK.join(STOP.join((*one.note.topics, one.note.gloss)) for one in held).lower().split(BREAK)
    bared = bare(BREAK.join(said)).split(BREAK)
    texts = BREAK.join("".join(one.lines) for one in held).lower().split(BREAK)
    return [Page(one, tuple(bared[row].split(STOP)), said[row], notes[row], texts[row]) for row, one in enumerate(held)]


def raw_phrases(excerpt: Excerpt) -> tuple[str, ...]:
    """The questions an article answers and what people say of it, as they were written."""
    return (*excerpt.note.questions, *sayings().get(str(excerpt.ref), ()))


@cache
def sayings() -> Mapping[str, tuple[str, ...]]:
    """What people say when they mean an article, by ``反家庭暴力法:23``."""
    text = (resources.files("xuanchuan.corpus") / "sayings.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {ref: tuple(words.split()) for ref, words in rows}

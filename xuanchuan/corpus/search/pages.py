"""Articles as the search sees them: what they answer, what people say of them, their topics, gloss and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from xuanchuan.corpus.search.wording import bare, plain, settled
from xuanchuan.model.law import Excerpt

BREAK, STOP = "\n", "\x1f"


@dataclass(frozen=True, slots=True)
class Page:
    """One article; every field but ``excerpt`` is plain text, ``phrases`` are bare (gaps for fillers)."""

    excerpt: Excerpt
    phrases: tuple[str, ...]
    said: str
    notes: str
    text: str
    title: str

    @property
    def whole(self) -> str:
        """All of it, for counting how rare a piece is."""
        return BREAK.join((self.said, self.notes, self.text, self.title))


def read_pages(excerpts: Iterable[Excerpt]) -> list[Page]:
    """A page for each article; texts are cleaned all at once, which is many times faster than one by one."""
    held = list(excerpts)
    said = _cleaned([STOP.join((*one.note.questions, *sayings().get(str(one.ref), ()))) for one in held])
    notes = _cleaned([STOP.join((*one.note.topics, one.note.gloss)) for one in held])
    bared = bare(BREAK.join(said)).split(BREAK)
    texts = plain(BREAK.join("".join(one.lines) for one in held)).split(BREAK)
    return [
        Page(one, tuple(filter(None, bared[row].split(STOP))), said[row], notes[row], texts[row], one.title)
        for row, one in enumerate(held)
    ]


def _cleaned(texts: Sequence[str]) -> list[str]:
    return settled(plain(BREAK.join(texts))).split(BREAK)


@cache
def sayings() -> Mapping[str, tuple[str, ...]]:
    """What people say when they mean an article, by ``反家庭暴力法:23``."""
    text = (resources.files("xuanchuan.corpus") / "sayings.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {ref: tuple(words.split()) for ref, words in rows}

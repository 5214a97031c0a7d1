"""Plans made by the batch: how much of them is the same in every village, and two places only the village can fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xuanchuan.materials.templates import Template
from xuanchuan.model.document import Document, slots
from xuanchuan.render.text import words

SLOTS = (
    "本村（社区）的情况：户数、留守妇女儿童和老人、近两年常见的矛盾纠纷，写明数字出处",
    "本村（社区）准备怎么做：在哪里、谁来讲、怎样让外出和不识字的人也知道",
)
_ASKED = "\n\n".join(f'{{{{ slot("{hint}") }}}}' for hint in SLOTS)
_SECTION = f"\n### 本村（社区）的情况和做法\n\n{_ASKED}\n\n"
_BEFORE = "::: signature"


@dataclass(frozen=True, slots=True)
class Similarity:
    """Of all paragraphs of several villages' plans: those that are the same in every one, the first's own, slots each."""

    villages: int
    common: tuple[str, ...]
    local: tuple[str, ...]
    slots: int

    @property
    def same(self) -> int:
        """How many paragraphs are the same everywhere."""
        return len(self.common)

    @property
    def differ(self) -> int:
        """How many paragraphs of a plan are not."""
        return len(self.local)

    @property
    def share(self) -> int:
        """Per cent of the paragraphs that are the same everywhere."""
        return round(100 * self.same / max(1, self.same + self.differ))


def with_local_slots(template: Template) -> Template:
    """The template with two places to fill before its signature, or at its end."""
    head, mark, tail = template.body.partition(_BEFORE)
    return replace(template, body=f"{head.rstrip()}\n{_SECTION}{mark}{tail}")


def similarity(documents: Sequence[Document]) -> Similarity:
    """Compare the paragraphs of several villages' documents, the longest first."""
    texts = [_paragraphs(one) for one in documents]
    shared = set.intersection(*map(set, texts)) if texts else set()
    first = sorted(dict.fromkeys(texts[0] if texts else ()), key=len, reverse=True)
    common = tuple(one for one in first if one in shared)
    local = tuple(one for one in first if one not in shared)
    return Similarity(len(texts), common, local, max((len(slots(one)) for one in documents), default=0))


def _paragraphs(document: Document) -> list[str]:
    lines = [document.title, *(line for block in document.blocks for line in words(block).split("\n"))]
    return [text for line in lines if len(text := line.strip(" 　-□")) > 3]

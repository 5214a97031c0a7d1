"""Plans made by the batch: how much of them is the same in every village, and two places only the village can fill."""

from __future__ import annotations

from collections import Counter
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
    """Of all paragraphs of several villages' plans: how many are the same in every one, how many differ, slots each."""

    villages: int
    same: int
    differ: int
    slots: int

    @property
    def share(self) -> int:
        """Per cent of the paragraphs that are the same everywhere."""
        return round(100 * self.same / max(1, self.same + self.differ))


def with_local_slots(template: Template) -> Template:
    """The template with two places to fill before its signature, or at its end."""
    head, mark, tail = template.body.partition(_BEFORE)
    return replace(template, body=f"{head.rstrip()}\n{_SECTION}{mark}{tail}")


def similarity(documents: Sequence[Document]) -> Similarity:
    """Compare the paragraphs of several villages' documents."""
    texts = [{text for block in one.blocks if (text := words(block).strip())} for one in documents]
    counted = Counter(text for found in texts for text in found)
    same = sum(many == len(texts) for many in counted.values())
    each = max((len(found) for found in texts), default=0)
    return Similarity(len(texts), same, each - same, max((len(slots(one)) for one in documents), default=0))

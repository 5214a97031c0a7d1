"""A finding with its place, its verdict and its evidence; and the frozen JSON of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from xuanchuan.model.finding import Severity

Kind = Literal["citation", "term", "hotline", "privacy", "residue", "format", "harm", "burden"]

# The three answers and what must be done: in the order of a report.
GROUPS: tuple[tuple[Severity, str], ...] = (
    ("must", "必须改"),
    ("should", "建议改"),
    ("look", "请您核对"),
    ("ok", "没有问题"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a draft; ``start`` and ``end`` count code points of the extracted text.

    ``message`` says what is wrong in one sentence; ``fix`` (start, end, new words) is set only where one exact
    correction is right.
    """

    kind: Kind
    severity: Severity
    start: int
    end: int
    text: str
    message: str
    law: str | None = None
    article: int | None = None
    suffix: int = 0
    article_end: int | None = None
    paragraph: int | None = None
    item: int | None = None
    verdict: str | None = None
    suggest: str = ""
    evidence: str = ""
    fix: tuple[int, int, str] | None = None

    def json(self, where: str) -> dict[str, Any]:
        """The frozen keys, and ``message``; ``where`` is the place in words."""
        return {
            "kind": self.kind,
            "severity": self.severity,
            "text": self.text,
            "span": [self.start, self.end],
            "where": where,
            "law": self.law,
            "article": self.article,
            "suffix": self.suffix,
            "article_end": self.article_end,
            "paragraph": self.paragraph,
            "item": self.item,
            "verdict": self.verdict,
            "suggest": self.suggest,
            "evidence": self.evidence,
            "message": self.message,
        }

"""One draft checked: every kind of finding, in the order of the text, each with its place in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from xuanchuan.check.citations import Checker
from xuanchuan.check.compact import compact
from xuanchuan.check.drafts import Draft
from xuanchuan.check.findings import Found
from xuanchuan.check.harm import find_harm
from xuanchuan.check.hotlines import find_hotlines
from xuanchuan.check.privacy import find_private
from xuanchuan.check.residue import find_residue
from xuanchuan.check.terms import Terms
from xuanchuan.corpus.loading import Corpus
from xuanchuan.model.unit import Hotline, Unit


@dataclass
class Standard:
    """What drafts are checked against: the corpus on a day, the unit's own facts, the table of hotlines."""

    corpus: Corpus
    on: date
    unit: Unit | None = None
    hotlines: Sequence[Hotline] = ()
    checker: Checker = field(init=False)
    terms: Terms = field(init=False)

    def __post_init__(self) -> None:
        self.checker = Checker(self.corpus, self.on)
        self.terms = Terms(self.corpus.terms, self.on)


@dataclass(frozen=True)
class Checked:
    """A draft with its findings in the order of the text."""

    draft: Draft
    on: date
    corpus_date: date
    findings: tuple[Found, ...]

    def where(self, one: Found) -> str:
        """The place of a finding in words."""
        return self.draft.where(one.start)

    def of(self, severity: str) -> tuple[Found, ...]:
        """The findings of one severity."""
        return tuple(one for one in self.findings if one.severity == severity)


def check(draft: Draft, standard: Standard, *, layout: bool = False) -> Checked:
    """All findings of a draft, with ``layout`` also those on the look of an official document."""
    text = draft.text
    small = compact(text)
    citations, verbatim = standard.checker.citations(text, small)
    found = [
        *citations,
        *standard.terms.find(small, text, verbatim),
        *find_hotlines(small, text, standard.hotlines, standard.unit),
        *find_private(small, text, standard.unit),
        *find_residue(small, text, standard.on, standard.unit),
        *find_harm(small, text),
    ]
    if layout:
        from xuanchuan.check.layout import find_layout

        found += find_layout(draft)
    ordered = sorted(found, key=lambda one: (one.start, one.end, one.kind, one.message))
    return Checked(draft, standard.on, standard.corpus.date, tuple(ordered))

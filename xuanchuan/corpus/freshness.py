"""How fresh the corpus is on a day: what nobody has checked, what is coming, what a province's unit should import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from xuanchuan.corpus.loading import Corpus
from xuanchuan.corpus.repeals import Coming, LocalName
from xuanchuan.model.law import Law

AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Freshness:
    """The state of a corpus on a day.

    ``unchecked``: laws that no person has compared with the official site within the days asked for; ``single``: laws
    whose shipped text is known from one copy only; ``coming``: what takes effect within a year; ``wanted``: rules of
    the unit's province that it has not imported; ``own``: laws whose present text is the unit's own.
    """

    age: int
    articles: int
    laws: tuple[Law, ...]
    unchecked: tuple[Law, ...]
    single: tuple[Law, ...]
    coming: tuple[Coming, ...]
    wanted: tuple[LocalName, ...]
    own: tuple[Law, ...]


def freshness(corpus: Corpus, on: date, days: int, province: str) -> Freshness:
    """How fresh a corpus is for a unit of a province; laws unchecked for more than ``days`` are listed."""
    laws = corpus.laws()
    own = tuple(law for law in laws if corpus.is_own(law.short, law.versions[-1]))
    return Freshness(
        age=(on - corpus.date).days,
        articles=sum(len(law.versions[-1].articles) for law in laws),
        laws=laws,
        unchecked=tuple(law for law in laws if not _checked_within(law, on, days)),
        single=tuple(law for law in laws if law not in own and (law.versions[-1].sources == 1 or law.versions[-1].alone)),
        coming=_coming(corpus, laws, on),
        wanted=to_import(corpus, province),
        own=own,
    )  # fmt: skip


def to_import(corpus: Corpus, province: str) -> tuple[LocalName, ...]:
    """The rules of a province that its unit has not imported yet."""
    return tuple(one for one in corpus.local_rules if one.province == province and corpus.law(one.name) is None)


def _checked_within(law: Law, on: date, days: int) -> bool:
    checked = law.versions[-1].checked
    return checked is not None and (on - checked).days <= days


def _coming(corpus: Corpus, laws: tuple[Law, ...], on: date) -> tuple[Coming, ...]:
    """What the corpus lists, and versions at hand that begin later, within a year of the day; by day, then title."""
    listed = {one.title: one for one in corpus.coming}
    for law in laws:
        for version in law.versions:
            if version.effective > on and law.title not in listed:
                listed[law.title] = Coming(law.title, version.effective, "修订" if version.amendment else "新法")
    near = [one for one in listed.values() if on < one.effective <= on + AHEAD]
    return tuple(sorted(near, key=lambda one: (one.effective, one.title)))

"""A Kit: everything one occasion's materials are made from. Same kit, same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from xuanchuan.model.campaign import Campaign, SafetyTheme
from xuanchuan.model.law import ArticleRef, Excerpt
from xuanchuan.model.occasion import Occasion, Timeline
from xuanchuan.model.unit import Hotline, Unit


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was known when: the day of making, the day of law that counts, the corpus date, the program."""

    today: date
    as_of: date
    corpus_date: date
    program: str


@dataclass(frozen=True, slots=True)
class Kit:
    """Campaign + occasion + unit + excerpts + timeline + hotlines + stamp; ``themes`` are 六防六无 where wanted.

    ``imports`` are rules of the unit's province that it has not imported yet.
    ``place`` and ``hours`` are where and at what time the main event is held, as the officer said; empty where not.
    """

    campaign: Campaign
    occasion: Occasion
    unit: Unit
    excerpts: Mapping[ArticleRef, Excerpt]
    timeline: Timeline
    hotlines: tuple[Hotline, ...]
    stamp: Stamp
    themes: tuple[SafetyTheme, ...] = ()
    imports: tuple[str, ...] = ()
    place: str = ""
    hours: str = ""

"""A kit that belongs to no day: signs, rules and self-checks of a station, handouts on a law or a topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import MISSING, fields
from types import MappingProxyType
from typing import Any

from xuanchuan.corpus.loading import Corpus
from xuanchuan.model.campaign import Campaign, SafetyTheme
from xuanchuan.model.kit import Kit, Stamp
from xuanchuan.model.law import Excerpt
from xuanchuan.model.occasion import KeyDate, Occasion, Timeline
from xuanchuan.model.unit import Hotline, Unit

STATION = "平安家庭和维权站点"
STATION_HOTLINES = ("110", "120", "119", "12338", "12348", "12368", "96110")


def bare_campaign(name: str, **said: Any) -> Campaign:
    """A campaign that says only what is given, for material that belongs to no key date."""
    silent: dict[str, Any] = {
        one.name: "" if one.type == "str" else () for one in fields(Campaign) if one.default is MISSING
    }
    return Campaign(**(silent | {"id": "standing", "name": name} | said))


def standing_kit(
    campaign: Campaign,
    unit: Unit,
    excerpts: Iterable[Excerpt],
    hotlines: tuple[Hotline, ...],
    stamp: Stamp,
    themes: tuple[SafetyTheme, ...] = (),
) -> Kit:
    """The kit of a campaign without a day; it quotes ``excerpts`` and nothing else."""
    day = Occasion(KeyDate(id=campaign.id, name=campaign.name, rule=""), stamp.today.year, campaign.name, None, None)
    found = MappingProxyType({one.ref: one for one in excerpts})
    return Kit(campaign, day, unit, found, Timeline(()), unit.answers(hotlines), stamp, themes)


def station_kit(
    unit: Unit, themes: Sequence[SafetyTheme], hotlines: tuple[Hotline, ...], corpus: Corpus, stamp: Stamp
) -> Kit:
    """The kit of a station and of 平安家庭; XuanchuanError when a theme rests on an article the corpus lacks."""
    excerpts = [corpus.excerpt(theme.ref, stamp.as_of) for theme in themes if theme.ref]
    campaign = bare_campaign(STATION, hotlines=STATION_HOTLINES)
    return standing_kit(campaign, unit, excerpts, hotlines, stamp, tuple(themes))

"""Every material of every campaign, made once for the tests of the catalogue."""

from __future__ import annotations

import datetime
from functools import cache

from xuanchuan.corpus import load_corpus
from xuanchuan.dates import load_key_dates, load_workdays, occasion, plan_timeline
from xuanchuan.kit import gather, law_day, station_kit
from xuanchuan.materials import (
    load_campaigns,
    load_hotlines,
    load_templates,
    load_themes,
)
from xuanchuan.materials.compose import compose
from xuanchuan.model.document import Quote
from xuanchuan.model.kit import Stamp
from xuanchuan.model.unit import Unit
from xuanchuan.render import render
from xuanchuan.render.front import walk

TODAY = datetime.date(2026, 1, 5)
UNIT = Unit(
    name="清河县妇女联合会", short="清河县妇联", province="山东省", county="清河县", address="人民路8号三楼",
    phone="0543-7654321", contact="权益部", hotline_hours="工作日9:00-17:00", partners=("司法局", "公安局"),
)  # fmt: skip
CAMPAIGNS = {one.id: one for one in load_campaigns()}
TEMPLATES = {one.id: one for one in load_templates()}
DATED = [name for name, one in TEMPLATES.items() if not one.facts.anytime]
HOTLINES = {one.number for one in load_hotlines()}


@cache
def kit_of(campaign: str):
    found = CAMPAIGNS[campaign]
    day = occasion(next(one for one in load_key_dates() if one.id == found.key_date), 2026)
    corpus = load_corpus()
    stamp = Stamp(TODAY, law_day(day, TODAY), corpus.date, "xuanchuan")
    timeline = plan_timeline(day, found.steps, TODAY, load_workdays())
    return gather(found, day, UNIT, timeline, load_hotlines(), corpus, stamp)


@cache
def station():
    corpus = load_corpus()
    return station_kit(UNIT, load_themes(), load_hotlines(), corpus, Stamp(TODAY, TODAY, corpus.date, "xuanchuan"))


@cache
def document(template: str, campaign: str):
    kit = station() if TEMPLATES[template].facts.anytime else kit_of(campaign)
    return compose(TEMPLATES[template], kit)


@cache
def words(template: str, campaign: str) -> str:
    return render(document(template, campaign), "txt").decode("utf-8-sig").replace("\r\n", "\n")


def own_lines(template: str, campaign: str) -> list[str]:
    """The lines of a material that are ours, not the statutes'."""
    statutes = {line.strip() for block in walk(document(template, campaign).blocks)
                if isinstance(block, Quote) for line in block.lines}  # fmt: skip
    return [line for line in words(template, campaign).split("\n") if line.strip() not in statutes]

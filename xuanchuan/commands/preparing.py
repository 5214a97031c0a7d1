"""From an officer's words to a Kit: the day, its campaign, the unit's facts, the law of that day, the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xuanchuan import __version__
from xuanchuan.corpus import load_corpus
from xuanchuan.corpus.freshness import to_import
from xuanchuan.dates import in_province, load_key_dates, load_workdays, occasion, plan_timeline, read_day
from xuanchuan.desk import Desk
from xuanchuan.kit import gather, law_day, station_kit
from xuanchuan.materials import Template, load_campaigns, load_hotlines, load_templates, load_themes
from xuanchuan.materials.wording import full_day, long_day
from xuanchuan.model.campaign import Campaign
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit, Stamp
from xuanchuan.model.occasion import DayMatch, KeyDate, Occasion

SAMPLE = "还没有单位资料，材料里用的是“示例单位”；填好本单位资料再做一次：  xuanchuan init"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A kit ready to be made, the templates at hand, and what the officer should be told first."""

    kit: Kit
    templates: tuple[Template, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What an officer says of this one occasion: where, at what time, with whom; empty where nothing is said.

    ``partners``: None means the unit's usual ones, an empty tuple that she goes alone.
    """

    place: str = ""
    hours: str = ""
    partners: tuple[str, ...] | None = None


NOTHING_SAID = Arrangement()


def prepare(desk: Desk, words: str, year: int | None = None, said: Arrangement = NOTHING_SAID) -> Prepared:
    """The kit that ``words`` mean, everything checked before anything is made.

    XuanchuanError for words that mean no day, a day no campaign is for, or an article that the corpus lacks.
    """
    key_dates = in_province(load_key_dates(desk.own("campaigns")), desk.unit.province)
    match = read_day(words, desk.today, key_dates, year)
    campaign = _campaign(match, desk, words)
    day = _occasion(match, campaign, key_dates)
    corpus = load_corpus(desk.own("laws"))
    stamp = Stamp(desk.today, law_day(day, desk.today), corpus.date, f"xuanchuan {__version__}")
    timeline = plan_timeline(day, campaign.steps, desk.today, load_workdays())
    unit = replace(desk.unit, partners=desk.unit.partners if said.partners is None else said.partners)
    kit = gather(campaign, day, unit, timeline, load_hotlines(), corpus, stamp)
    imports = tuple(rule.name for rule in to_import(corpus, unit.province))
    kit = replace(kit, place=said.place, hours=said.hours, imports=imports)
    return Prepared(kit, load_templates(desk.own("templates")), tuple(_notes(desk, words, match, kit)))


def prepare_station(desk: Desk) -> Prepared:
    """The kit of material that belongs to no day: a station's signs and rules, 六防六无."""
    corpus = load_corpus(desk.own("laws"))
    stamp = Stamp(desk.today, desk.today, corpus.date, f"xuanchuan {__version__}")
    kit = station_kit(desk.unit, load_themes(desk.own("campaigns")), load_hotlines(), corpus, stamp)
    return Prepared(kit, load_templates(desk.own("templates")), (SAMPLE,) if desk.unit.sample else ())


def _campaign(match: DayMatch, desk: Desk, words: str) -> Campaign:
    """The campaign of the day's key date, or of the one it is a part of."""
    own = desk.own("campaigns")
    wanted = [match.occasion.key_date] if match.occasion else []
    names = [name for one in wanted for name in (one.id, one.part_of) if name]
    by_date = {campaign.key_date: campaign for campaign in load_campaigns(own, names)}
    if found := next((by_date[name] for name in names if name in by_date), None):
        return found
    campaigns = load_campaigns(own)
    by_date = {campaign.key_date: campaign for campaign in campaigns}
    ready = "、".join(campaign.name for campaign in campaigns)
    near = next(
        (by_date[name] for one in match.others for name in (one.key_date.id, one.key_date.part_of) if name in by_date),
        None,
    )
    what = f"{full_day(match.day)}" + (f"是{match.occasion.name}，" if match.occasion else "，")
    raise XuanchuanError(
        f"{what}还没有这一天的活动文件",
        where=f"您写的是“{words}”",
        why=f"现有的活动：{ready}",
        hint=f"这一天也在“{near.name}”期间：  xuanchuan kit {near.name}" if near else "xuanchuan campaigns list",
    )


def _occasion(match: DayMatch, campaign: Campaign, key_dates: Sequence[KeyDate]) -> Occasion:
    """The campaign's own occasion in the year meant, whichever of its days was named."""
    if match.occasion and match.occasion.key_date.id == campaign.key_date:
        return match.occasion
    found = next((one for one in key_dates if one.id == campaign.key_date), None)
    if found is None:
        raise XuanchuanError(
            f"活动“{campaign.name}”写的节点 {campaign.key_date} 没有找到",
            where=f"campaigns/{campaign.id}.toml",
            hint="看看有哪些节点：  xuanchuan dates",
        )
    return occasion(found, match.day.year)


def _notes(desk: Desk, words: str, match: DayMatch, kit: Kit) -> list[str]:
    """What must be said before the result: whose kit, which day, what the calendar does to the plan."""
    notes = []
    if match.passed:
        notes.append(
            f"今年的{kit.campaign.name}（{long_day(match.passed)}）已经过去，做的是 {kit.occasion.year} 年的；"
            f"要补做今年的：  xuanchuan kit {words} --year {match.passed.year}"
        )
    if desk.unit.sample:
        notes.append(SAMPLE)
    dropped = [f"时间来不及，没有排：{one.what}（{one.why}）" for one in kit.timeline.dropped]
    return [*notes, *kit.timeline.remarks, *dropped]

"""Campaign + occasion + unit -> Kit: every article a campaign names is fetched before anything is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from xuanchuan.corpus.loading import Corpus
from xuanchuan.files.names import safe_name
from xuanchuan.model.campaign import Campaign
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit, Stamp
from xuanchuan.model.law import ArticleRef, Excerpt
from xuanchuan.model.occasion import Occasion, Timeline
from xuanchuan.model.unit import Hotline, Unit


def gather(
    campaign: Campaign,
    occasion: Occasion,
    unit: Unit,
    timeline: Timeline,
    hotlines: tuple[Hotline, ...],
    corpus: Corpus,
    stamp: Stamp,
) -> Kit:
    """The Kit; XuanchuanError lists every article the campaign names and the corpus cannot give for that day."""
    found: dict[ArticleRef, Excerpt] = {}
    missing: list[str] = []
    for key, ref in named_articles(campaign):
        if ref in found:
            continue
        try:
            found[ref] = corpus.excerpt(ref, stamp.as_of)
        except XuanchuanError as error:
            missing.append(f"{key} 引用的 {ref}：{error.message}")
    known = {hotline.number for hotline in hotlines}
    missing += [f"hotlines 里的 {number}：热线表里没有" for number in campaign.hotlines if number not in known]
    if missing:
        raise XuanchuanError(
            f"活动“{campaign.name}”有 {len(missing)} 处引用对不上，什么也没有生成",
            where=f"campaigns/{campaign.id}.toml",
            why="；".join(missing[:6]) + ("……" if len(missing) > 6 else ""),
            hint="改正条号，或先导入那部法：xuanchuan law list",
        )
    answered = unit.answers(hotlines)
    return Kit(campaign, occasion, unit, MappingProxyType(found), timeline, answered, stamp)


def named_articles(campaign: Campaign) -> Iterator[tuple[str, ArticleRef]]:
    """(key in the campaign file, article) for every article a campaign names, in file order."""
    for ref in campaign.excerpts:
        yield "excerpts", ref
    for point in campaign.points:
        yield "points", point.ref
    for question in campaign.questions:
        yield from (("questions", ref) for ref in question.refs)
    for case in campaign.cases:
        yield from (("cases", ref) for ref in case.refs)
    for item in campaign.quiz:
        yield "quiz", item.ref
    for section in campaign.post.sections if campaign.post else ():
        if section.ref:
            yield "post", section.ref
    for statement in campaign.survey:
        yield "survey", statement.ref


def law_day(occasion: Occasion, today: date) -> date:
    """The day whose law the kit quotes: the occasion's first day, or today when that is past or not yet known."""
    return max(occasion.start, today) if occasion.start else today


def folder_name(kit: Kit) -> str:
    """2026-11-25 国际消除家庭暴力日; without a day yet, the year stands alone."""
    return safe_name(f"{kit.occasion.start or kit.occasion.year} {kit.campaign.name}")

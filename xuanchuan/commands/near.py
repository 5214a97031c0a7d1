"""What is near: the next occasions that have a campaign."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from xuanchuan.desk import Desk
from xuanchuan.model.occasion import Occasion

if TYPE_CHECKING:
    from xuanchuan.model.campaign import Campaign

NEAR_DAYS = 60
MOST_NEAR = 3


def coming(desk: Desk, most: int = MOST_NEAR) -> list[Occasion]:
    """The next occasions that have a campaign, nearest first: those of two months, or as many as ``most``."""
    from xuanchuan.dates import all_occasions, in_province, load_key_dates
    from xuanchuan.materials import load_campaigns

    ready = {one.key_date for one in load_campaigns(desk.own("campaigns"))}
    key_dates = [
        one for one in in_province(load_key_dates(desk.own("campaigns")), desk.unit.province) if one.id in ready
    ]
    found = [one for year in (desk.today.year, desk.today.year + 1) for one in all_occasions(key_dates, year)]
    open_ones = [one for one in found if one.start and one.end and one.end >= desk.today]
    near = [one for one in open_ones if one.start and (one.start - desk.today).days <= NEAR_DAYS]
    if most > MOST_NEAR or not near:
        return sorted(open_ones, key=_start)[: most if near else 1]
    return sorted(near, key=_start)[:most]


def dateless(desk: Desk, campaigns: Iterable[Campaign]) -> list[str]:
    """What is wrong with those campaigns whose day nobody knows, so that no command would ever make them."""
    from xuanchuan.dates import load_key_dates
    from xuanchuan.files.toml import did_you_mean

    known = [one.id for one in load_key_dates(desk.own("campaigns"))]
    return [
        f"活动“{one.name}”（{one.id}）的 key_date 写的是 {one.key_date}，日期文件里没有这个编号"
        + did_you_mean(one.key_date, known)
        for one in campaigns
        if one.key_date not in known
    ]


def _start(one: Occasion) -> date:
    return one.start or date.max

"""``campaigns show ID``: what one campaign holds."""

from __future__ import annotations

from typing import Any

import click

from xuanchuan.commands.words import FORMAT, wrapped
from xuanchuan.desk import Desk
from xuanchuan.model.campaign import Campaign
from xuanchuan.model.error import XuanchuanError


@click.command(
    epilog="例如：xuanchuan campaigns show 11.25    xuanchuan campaigns show 1204-constitution-day --format json"
)
@click.argument("name", metavar="编号或日期")
@FORMAT
@click.pass_obj
def command(desk: Desk, name: str, form: str) -> None:
    """看一个活动里有什么：主题、活动、标语、问答、引用的法条。也可以打：xuanchuan 活动 查看 11.25"""
    campaign = _find(desk, name)
    if form == "json":
        desk.json(_as_json(campaign))
        return
    for text in (f"{campaign.name}　主题：{campaign.theme}", "", campaign.origin):
        _show(desk, text)
    for title, lines in _sections(campaign):
        desk.show()
        desk.show(f"{title}（{len(lines)}）")
        for line in lines:
            _show(desk, f"· {line}", "  ")
    desk.say()
    desk.say(f"下一步：xuanchuan kit {campaign.key_date}")


def _show(desk: Desk, text: str, indent: str = "") -> None:
    for line in wrapped(text, desk.width, indent):
        desk.show(line)


def _sections(campaign: Campaign) -> list[tuple[str, list[str]]]:
    return [
        ("对象", list(campaign.audiences)),
        ("标语", [slogan.text for slogan in campaign.slogans]),
        ("活动", [f"{one.title}（{one.owner}）" for one in campaign.activities]),
        ("问答", [one.question for one in campaign.questions]),
        ("引用法条", [f"{ref.law}{ref.article.label}" for ref in campaign.excerpts]),
        ("热线", list(campaign.hotlines)),
        ("提前准备", [f"{_offset(one.offset)}：{one.what}（{one.owner}）" for one in campaign.steps]),
    ]


def _offset(days: int) -> str:
    return f"提前{-days}天" if days < 0 else "当天" if days == 0 else f"之后{days}天"


def _as_json(campaign: Campaign) -> dict[str, Any]:
    return {
        "id": campaign.id,
        "key_date": campaign.key_date,
        "name": campaign.name,
        "theme": campaign.theme,
        "audiences": list(campaign.audiences),
        "slogans": [slogan.text for slogan in campaign.slogans],
        "activities": [
            {"title": one.title, "owner": one.owner, "partners": list(one.partners)} for one in campaign.activities
        ],
        "questions": [{"question": one.question, "refs": [str(ref) for ref in one.refs]} for one in campaign.questions],
        "excerpts": [str(ref) for ref in campaign.excerpts],
        "quiz": len(campaign.quiz),
        "hotlines": list(campaign.hotlines),
    }


def _campaigns(desk: Desk) -> tuple[Campaign, ...]:
    from xuanchuan.materials.campaigns import load_campaigns

    return load_campaigns(desk.own("campaigns"))


def _find(desk: Desk, name: str) -> Campaign:
    """The campaign by id, name, key date or any spelling of its day."""
    campaigns = _campaigns(desk)
    for one in campaigns:
        if name in (one.id, one.name, one.key_date):
            return one
    from xuanchuan.dates import load_key_dates, read_day

    match = read_day(name, desk.today, load_key_dates(desk.own("campaigns")))
    named = {match.occasion.key_date.id, match.occasion.key_date.part_of} if match.occasion else set()
    for one in campaigns:
        if one.key_date in named:
            return one
    raise XuanchuanError(
        f"“{name}”还没有备好的活动",
        why=f"现有：{'、'.join(one.name for one in campaigns)}",
        hint="xuanchuan campaigns list",
    )

"""Days as official texts write them, what happened on them, and when a text takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from xuanchuan.corpus.numbers import read_number

NUM = "〇零○一二三四五六七八九十"
GAP = r"[\s　]*"
DAY = rf"(\d{{4}}|[{NUM}]{{4}}){GAP}年{GAP}(\d{{1,2}}|[{NUM}]{{1,3}}){GAP}月{GAP}(\d{{1,2}}|[{NUM}]{{1,3}}){GAP}日"
A_DAY = re.compile(DAY)
VERB = re.compile(r"通过|公布|发布|颁布|印发|批准|修订|修正|施行|实施|废止")
EFFECT = re.compile(
    rf"(?:(第[^，。；]{{1,20}}条)|本[一-鿿]{{1,8}}?)?，?[自从]{GAP}{DAY}{GAP}起(?:正式)?(?:施行|实施|生效)"
)
AT_ONCE = re.compile(r"自(?:公布|发布|颁布|印发)之日起(?:施行|实施|生效)")
PUBLISHED = ("公布", "发布", "颁布", "印发")
CHANGED = ("修正", "修订")


@dataclass(frozen=True, slots=True)
class Amendment:
    """One adoption, amendment or promulgation: the day and the verb (通过 修正 修订 公布 …)."""

    day: date
    verb: str


@dataclass(frozen=True, slots=True)
class Effect:
    """When a text takes effect: ``day`` is None where the text does not settle it, ``remark`` says why."""

    day: date | None = None
    first: date | None = None
    remark: str = ""


def read_acts(text: str) -> tuple[Amendment, ...]:
    """Every dated act in the lines under a title, in the order printed."""
    found: list[Amendment] = []
    for match in A_DAY.finditer(text):
        tail = text[match.end() :]
        until = A_DAY.search(tail)
        verb = VERB.search(tail[: until.start()] if until else tail)
        if verb and (day := read_day(match.groups()[-3:])):
            found.append(Amendment(day, verb.group()))
    return tuple(found)


def read_day(parts: Sequence[str]) -> date | None:
    """Year, month and day in either kind of figures; None when there is no such day."""
    try:
        year, month, day = map(read_number, parts)
        return date(year, month, day)
    except ValueError:
        return None


def effect(acts: tuple[Amendment, ...], head: str, body: str) -> Effect:
    """The day a version takes effect, only where its text settles it: one day named, and no amendment since.

    ``head`` is what stands above the articles, ``body`` all articles. Texts that begin to hold part by part, and
    amended texts that only repeat the day of an earlier version, leave it open. ``first`` is the day the law first
    took effect, where the text tells that.
    """
    named = {*_named(head), *_named(body)}
    if any(part for part, _ in named):
        return Effect(remark="正文写明有的条文另外定日子施行，整部法哪一天起施行要由您定")
    days = sorted({day for _, day in named})
    if not days:
        return _at_once(acts, body) or Effect(remark="正文没有写明哪一天起施行")
    changes = [one for one in acts if one.verb in CHANGED]
    first = None if any(one.day <= days[0] for one in changes) else days[0]
    later = [one for one in changes if one.day > days[-1]]
    if later:
        last = later[-1]
        return Effect(
            first=first,
            remark=f"正文写的 {days[-1]} 是以前的施行日；{last.day} 又{last.verb}过，这一版哪天起施行正文没有写",
        )
    return Effect(days[-1], first)


def _named(text: str) -> Iterator[tuple[str, date]]:
    for match in EFFECT.finditer(text):
        if day := read_day(match.groups()[1:]):
            yield match[1] or "", day


def _at_once(acts: tuple[Amendment, ...], body: str) -> Effect | None:
    """自公布之日起施行: settled where the day of publication is printed and nothing was changed since."""
    if not AT_ONCE.search(re.sub(r"[\s　]+", "", body)):
        return None
    published = [one.day for one in acts if one.verb in PUBLISHED]
    if len(published) == 1 and not any(one.verb in CHANGED and one.day > published[0] for one in acts):
        return Effect(published[0], published[0])
    return Effect(remark="正文写“自公布之日起施行”，公布是哪一天没有写")

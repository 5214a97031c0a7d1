"""What a careful colleague would ask before a figure goes into the ledger: asked, never refused.

And the same event told twice, by township and county: shown as pairs, decided by a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xuanchuan.ledger.discretion import NAME_LEFT_OUT, without_names
from xuanchuan.ledger.events import strike
from xuanchuan.ledger.figures import BY_NAME
from xuanchuan.ledger.store import Ledger
from xuanchuan.model.ledger import Event, LedgerEntry

# Reports of single town events seen in public tell of 500-1000 leaflets and 30-66 enquiries.
USUAL_BY_LEVEL: Mapping[str, Mapping[str, int]] = {
    "村": {"横幅": 10, "展板": 12, "资料": 500, "咨询": 30, "受众": 300, "志愿者": 30},
    "乡": {"横幅": 30, "展板": 30, "资料": 2000, "咨询": 100, "受众": 1500, "志愿者": 100},
    "县": {"横幅": 100, "展板": 100, "资料": 10000, "咨询": 300, "受众": 5000, "志愿者": 500},
    "市": {"横幅": 500, "展板": 300, "资料": 50000, "咨询": 1000, "受众": 20000, "志愿者": 2000},
}
NEAR_DAYS = 1
NEAR_LIMIT = 0.1


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one event, and why one thinks so."""

    one: LedgerEntry
    other: LedgerEntry
    why: str


def doubts(event: Event, level: str, today: date) -> list[str]:
    """What to ask about one event, each a sentence; ``level`` is that of the unit that enters it."""
    return [*_private(event), *_too_many(event, level), *_at_odds(event), *_days(event, today)]


def _private(event: Event) -> Iterator[str]:
    """Whoever seeks help is not named in the ledger."""
    if without_names(event.said)[1] or NAME_LEFT_OUT in event.said:
        yield f"这句话像是写了求助人的姓名，已经换成{NAME_LEFT_OUT}：台账只记件数，不记是谁，也不会写进报告"


def _too_many(event: Event, level: str) -> Iterator[str]:
    level = "村" if event.village else "乡" if event.town else level
    place = {"村": "一个村", "乡": "一个乡镇"}.get(level, "一场")
    for name, usual in USUAL_BY_LEVEL.get(level, {}).items():
        figure = event.figures.get(name)
        if figure and figure.value > usual:
            measure = BY_NAME[name].measure
            yield f"{name} {figure.value} {measure}：{place}的活动一般不超过 {usual} {measure}，是几场加在一起，还是多写了一位？"


def _at_odds(event: Event) -> Iterator[str]:
    """Figures that do not fit together."""
    figures = event.figures
    people = figures.get("受众")
    for name in ("咨询", "志愿者"):
        if people and name in figures and figures[name].value > people.value > 0:
            yield f"{name} {figures[name].value} 比受众 {people.value} 还多，请核对"
    if people and people.value >= 100 and people.value % 100 == 0 and not people.estimated:
        yield f"受众 {people.value} 是整数，是数出来的，还是估的？估的请写“约{people.value}人”"
    if not figures:
        yield "没有一个数字：横幅、展板、资料、咨询、受众，有的请补上"


def _days(event: Event, today: date) -> Iterator[str]:
    if (today - event.day).days > 366:
        yield f"{event.day} 是一年多以前，年份对吗？"
    if event.last and (event.last - event.day).days > 31:
        yield f"从 {event.day} 到 {event.last} 超过一个月，是一场活动吗？"


def undecided_pairs(ledger: Ledger, found: Sequence[LedgerEntry]) -> list[Pair]:
    """Pairs among entries that look like one event and that nobody has decided yet."""
    decided = {(row["one"], row["other"]) for row in ledger.rows("SELECT one, other FROM pairs")}
    return [pair for pair in look_alikes(found) if (pair.one.uid, pair.other.uid) not in decided]


def look_alikes(found: Sequence[LedgerEntry]) -> Iterator[Pair]:
    """Pairs of entries with the same campaign or title, a day apart at most, in the same or an unnamed town."""
    ordered = sorted(found, key=lambda one: (one.event.day, one.number))
    for index, one in enumerate(ordered):
        for other in _soon_after(ordered, index):
            if why := _alike(one.event, other.event):
                first, second = sorted((one, other), key=lambda entry: entry.number)
                yield Pair(first, second, why)


def _soon_after(ordered: Sequence[LedgerEntry], index: int) -> Iterator[LedgerEntry]:
    for other in ordered[index + 1 :]:
        if (other.event.day - ordered[index].event.day).days > NEAR_DAYS:
            return
        yield other


def _alike(one: Event, other: Event) -> str:
    """Why two events a day apart at most may be one; empty where they are not."""
    if one.village != other.village and one.village and other.village:
        return ""
    if one.town != other.town and one.town and other.town:
        return ""
    if one.day == other.day and one.title == other.title and one.where == other.where:
        return "同一天、同一地点、同一名称"
    same_place = bool(one.place and other.place and (one.place in other.place or other.place in one.place))
    if one.day == other.day and same_place:
        return "同一天、同一地点"
    shared = [name for name in one.figures if name in other.figures and _close(one, other, name)]
    if one.campaign == other.campaign and one.form == other.form and len(shared) >= 2:
        return f"日子相近，{'、'.join(shared)}的数字一样或很接近"
    return ""


def _close(one: Event, other: Event, name: str) -> bool:
    a, b = one.figures[name].value, other.figures[name].value
    return abs(a - b) <= NEAR_LIMIT * max(a, b) and max(a, b) > 0


def decide(ledger: Ledger, pair: Pair, same: bool, today: date) -> None:
    """Keep a person's word on a pair; of one event told twice the later entry counts no longer."""
    with ledger.writing() as connection:
        verdict = "same" if same else "different"
        row = (pair.one.uid, pair.other.uid, verdict, today.isoformat())
        connection.execute("INSERT OR REPLACE INTO pairs VALUES (?, ?, ?, ?)", row)
        if same:
            strike(connection, pair.other, f"与第 {pair.one.number} 号是同一场活动", today)

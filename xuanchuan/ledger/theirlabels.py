"""What a label of a superior's table means: some months, a town, a form …; and the tally of one or two such labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xuanchuan.ledger.reporting import Facts
from xuanchuan.ledger.spoken import FORMS, MEDIA
from xuanchuan.ledger.statistics import Tally, Total
from xuanchuan.ledger.theirheads import plain

TOTALS = ("合计", "总计", "总数", "共计", "全县", "全市", "全区", "全镇", "本级合计")
MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
SPANS: Mapping[str, tuple[int, ...]] = {
    "上半年": tuple(range(1, 7)),
    "下半年": tuple(range(7, 13)),
    **{
        f"{the}{name}季度": tuple(range(3 * n + 1, 3 * n + 4))
        for n, name in enumerate(MONTHS[:4])
        for the in ("", "第")
    },
    **{f"{the}{n + 1}季度": tuple(range(3 * n + 1, 3 * n + 4)) for n in range(4) for the in ("", "第")},
}
# Titles of a column that ask for the whole year.
WHOLE = ("数量", "数", "数据", "完成", "完成数", "完成情况", "完成数量", "实际完成", "本年", "今年", "全年", "本年度", "全年累计", "累计", "累计完成")  # fmt: skip
_LAW = re.compile(r"[《》〈〉]|^中华人民共和国")


@dataclass(frozen=True, slots=True)
class Part:
    """The part of the year a label asks for: its axis (乡镇, 月份 …; empty for the whole year) and the names on it.

    ``why`` says why it cannot be told; then nothing is filled.
    """

    label: str
    axis: str = ""
    names: frozenset[str] = frozenset()
    why: str = ""


def read_part(label: str, facts: Facts, axis: str = "") -> Part | None:
    """What a label asks for, on this axis where the table says one; None where the ledger knows no such name."""
    bare = plain(label)
    if bare in TOTALS:
        return Part(label)
    found = [one for one in _parts(label, bare, facts) if axis in ("", one.axis)]
    if len(found) > 1:
        return Part(label, why=f"既是{'又是'.join(one.axis for one in found)}，分不清")
    return found[0] if found else None


def asks_for_all(title: str, facts: Facts) -> bool:
    """Whether a column's title asks for the whole year: 数量, 完成数, 2026年, 合计."""
    year = facts.year.first.year
    bare = re.sub(r"\([^()]*\)", "", plain(title))
    return bare in (*TOTALS, *WHOLE, str(year), f"{year}年", f"{year}年度")


def _parts(label: str, bare: str, facts: Facts) -> Iterable[Part]:
    year = facts.year
    if months := read_months(bare, year.first.year):
        yield _months(label, months, facts)
        return
    towns = {plain(one.name): one.name for one in year.by_town if one.name} | {plain(one.town): one.town for one in facts.towns}  # fmt: skip
    own = {plain(facts.unit.short), plain(facts.unit.name), "本级", "县级", "县妇联"}
    if bare in towns or bare in own:
        yield Part(label, "乡镇", frozenset([towns.get(bare, "")]))
    if ids := frozenset(one for one, name in facts.names.items() if plain(name) == bare):
        yield Part(label, "节点", ids)
    if bare and bare in _known(FORMS, year.by_form):
        yield Part(label, "形式", frozenset([_known(FORMS, year.by_form)[bare]]))
    law = _LAW.sub("", bare)
    if laws := frozenset(one.name for one in year.by_law if one.name and _LAW.sub("", plain(one.name)) == law):
        yield Part(label, "法律", laws)
    if bare and bare in _known(MEDIA, year.by_medium):
        yield Part(label, "媒体", frozenset([_known(MEDIA, year.by_medium)[bare]]))


def _known(words: Sequence[str], tallies: Sequence[Tally]) -> dict[str, str]:
    return {plain(name): name for name in (*words, *(one.name for one in tallies)) if name}


def _months(label: str, months: Sequence[int], facts: Facts) -> Part:
    year = facts.year.first.year
    if (year, months[0]) > (facts.today.year, facts.today.month):
        return Part(label, "月份", why="还没到")
    return Part(label, "月份", frozenset(f"{year}-{month:02}" for month in months))


def read_months(label: str, year: int) -> tuple[int, ...]:
    """The months a label means: 3月, 三月份, 2026年3月, 第一季度, 上半年, 1-6月; none where it is no such label."""
    words = re.sub(rf"^{year}[年.-]", "", label).removesuffix("份")
    if words in SPANS:
        return SPANS[words]
    if found := re.fullmatch(r"(\d{1,2})月?(?:[-—~至到]+(\d{1,2}))?月?", words):
        first, last = int(found[1]), int(found[2] or found[1])
        named = "月" in words or re.fullmatch(rf"{year}\D0?\d{{1,2}}", label)
        return tuple(range(first, last + 1)) if named and 1 <= first <= last <= 12 else ()
    spelled = words.removesuffix("月")
    return (MONTHS.index(spelled) + 1,) if words.endswith("月") and spelled in MONTHS else ()


def tally_of(parts: Sequence[Part], facts: Facts) -> Tally | None:
    """The tally of what all the parts ask for together; None where it cannot be told."""
    axes = [one.axis for one in parts if one.axis]
    if any(one.why for one in parts) or len(axes) != len(set(axes)):
        return None
    wanted = {one.axis: one.names for one in parts if one.axis}
    label = " ".join(one.label for one in parts)
    if len(wanted) < 2:
        return _of_one(label, wanted, facts)
    return facts.crossing.tally(label, wanted) if facts.crossing else None


def _of_one(label: str, wanted: Mapping[str, frozenset[str]], facts: Facts) -> Tally:
    for axis, names in wanted.items():
        return added(label, [one for one in view(axis, facts) if one.name in names])
    return facts.year.whole


def view(axis: str, facts: Facts) -> Sequence[Tally]:
    """The year's tallies along an axis."""
    year = facts.year
    return {
        "乡镇": year.by_town,
        "节点": year.by_campaign,
        "月份": year.by_month,
        "形式": year.by_form,
        "法律": year.by_law,
        "媒体": year.by_medium,
    }[axis]


def added(name: str, tallies: Sequence[Tally]) -> Tally:
    """Tallies of separate events as one."""
    kinds = {kind for one in tallies for kind in one.totals}
    totals = {kind: sum((one.total(kind) for one in tallies), Total()) for kind in kinds}
    return Tally(name, sum(one.held for one in tallies), totals, min((one.first for one in tallies), default=""))

"""Plan against done: which key dates, villages, laws and media had nothing, and what to propose for next year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xuanchuan.ledger.stations import TownCoverage
from xuanchuan.ledger.statistics import Year
from xuanchuan.model.calendar import Proposal
from xuanchuan.model.campaign import Campaign
from xuanchuan.model.occasion import Occasion


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a year's ledger shows nothing of, each in the order of the plan."""

    occasions: tuple[Occasion, ...]
    towns: tuple[TownCoverage, ...]
    laws: tuple[str, ...]
    media: tuple[str, ...]

    @property
    def villages(self) -> int:
        """How many villages of the register nothing reached."""
        return sum(len(town.unreached) for town in self.towns)


def find_gaps(
    year: Year, planned: Iterable[Occasion], campaigns: Sequence[Campaign], towns: Sequence[TownCoverage], today: date
) -> Gaps:
    """What had nothing, of the occasions that have begun by today, the towns, and the campaigns' laws and media."""
    held = {one.name for one in year.by_campaign if one.held}
    laws = {one.name for one in year.by_law}
    media = {one.name for one in year.by_medium}
    wanted_laws = dict.fromkeys(ref.law for campaign in campaigns for ref in campaign.excerpts)
    every = (one.medium for campaign in campaigns for one in campaign.media)
    wanted_media = dict.fromkeys(part for medium in every for part in medium.split("、"))
    return Gaps(
        occasions=tuple(one for one in planned if one.start and one.start <= today and not _held(one, held)),
        towns=tuple(town for town in towns if town.unreached),
        laws=tuple(law for law in wanted_laws if law not in laws),
        media=tuple(
            medium for medium in wanted_media if not any(medium in one or one in medium for one in media if one)
        ),
    )


def _held(one: Occasion, held: set[str]) -> bool:
    return bool({one.key_date.id, one.key_date.part_of} & held)


def propose(gaps: Gaps, year: int) -> list[Proposal]:
    """What to propose for the year after: each gap on the date where it belongs, with its reason in words."""
    found = [
        Proposal(one.key_date.id, f"{one.name}：安排一场活动", f"{year}年台账里没有这个节点的活动")
        for one in gaps.occasions
    ]
    found += [
        Proposal(
            "",
            f"{town.town}：安排进村宣传，还差{_some(town.unreached)}",
            f"{year}年有{len(town.unreached)}个村没有活动",
        )
        for town in gaps.towns
    ]
    if gaps.laws:
        found.append(Proposal("", f"讲一讲{_some([f'《{law}》' for law in gaps.laws])}", f"{year}年台账里没有提到"))
    if gaps.media:
        found.append(Proposal("", f"用一用{_some(gaps.media)}", f"{year}年台账里没有用过"))
    return found


def _some(names: Sequence[str], most: int = 5) -> str:
    shown = "、".join(names[:most])
    return f"{shown}等{len(names)}个" if len(names) > most else shown

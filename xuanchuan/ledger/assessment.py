"""The year-end assessment: each indicator's target against what the ledger shows, scored by the unit itself (自评)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor
from pathlib import Path
from typing import Any

from xuanchuan.files import bundled
from xuanchuan.files.toml import did_you_mean, parse_toml, read_toml
from xuanchuan.ledger.figures import BY_NAME
from xuanchuan.ledger.registers import Volunteers
from xuanchuan.ledger.stations import COUNTY, MODEL, SIX_AGAINST, SIX_WITHOUT, Share, Station
from xuanchuan.ledger.statistics import Year
from xuanchuan.model.error import XuanchuanError

FILE = "assessment.toml"
MEASURES = ("held", "key_dates", "media", "built", "four", "five", "reached", "county", "trained", "volunteers", "model", "six")  # fmt: skip
TRAINED_WITHIN_YEARS = 3


@dataclass(frozen=True, slots=True)
class Phase:
    """One five-year plan of legal publicity; ``basis`` names its document where known."""

    name: str
    first: int
    last: int
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of the assessment: full ``points`` are earned at ``target``; ``measure`` says how it is counted."""

    name: str
    points: float
    target: float
    measure: str
    unit: str = ""
    evidence: str = ""
    by: str = ""
    """The day of the year by which it must be done, as 11-30; empty where the assessment names none."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An indicator with what was done. ``done`` is None where the ledger holds nothing to tell it from."""

    indicator: Indicator
    done: float | None
    shown: str

    @property
    def score(self) -> float | None:
        """The unit's own estimate: in proportion, never above the full points, one decimal, rounded down."""
        if self.done is None:
            return None
        target = self.indicator.target
        return floor(self.indicator.points * min(1.0, self.done / target if target else 1.0) * 10 + 1e-9) / 10

    def due(self, year: int) -> date | None:
        """The day it must be done by in a year, where the assessment names one and it is not done."""
        if not self.indicator.by or (self.done is not None and self.done >= self.indicator.target):
            return None
        return date.fromisoformat(f"{year}-{self.indicator.by}")


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the indicators are counted from; ``key_dates`` are the ids of those that have a campaign."""

    year: Year
    key_dates: frozenset[str]
    stations: Sequence[Station]
    reached: Mapping[str, frozenset[str]]
    trainings: int
    volunteers: Sequence[Volunteers]


def load_assessment(own: Path | None) -> tuple[tuple[Phase, ...], tuple[Indicator, ...]]:
    """The phases and indicators, a project's own file in place of the bundled one; XuanchuanError lists mistakes."""
    path = own / FILE if own and (own / FILE).is_file() else None
    where = str(path) if path else f"campaigns/{FILE}"
    table = read_toml(path) if path else parse_toml((bundled.folder("campaigns") / FILE).read_text("utf-8"), where)
    mistakes: list[str] = []
    phases = tuple(_record(Phase, row, mistakes) for row in table.get("phases", ()))
    indicators = tuple(_record(Indicator, row, mistakes) for row in table.get("indicators", ()))
    for one in indicators:
        if one and one.measure not in (*MEASURES, *BY_NAME):
            mistakes.append(f"“{one.name}”的 measure 写的是 {one.measure}{did_you_mean(one.measure, MEASURES)}")
        if one and one.by and not _is_day(one.by):
            mistakes.append(f"“{one.name}”的 by 写的是 {one.by}，要写成 11-30")
    if mistakes:
        raise XuanchuanError("考核指标有错", where=where, why="；".join(mistakes), hint="改好后再运行一次")
    return tuple(filter(None, phases)), tuple(filter(None, indicators))


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(f"2001-{text}"))
    except ValueError:
        return False


def _record(kind: type[Any], row: Mapping[str, Any], mistakes: list[str]) -> Any:
    try:
        return kind(**row)
    except TypeError:
        mistakes.append(f"“{row.get('name', '没有名称的一项')}”缺了该写的，或者多了不认识的键")
        return None


def phase_of(phases: Sequence[Phase], year: int) -> tuple[Phase, int] | None:
    """The plan a year belongs to and which of its years it is (from 1); None where no plan is known."""
    return next(((one, year - one.first + 1) for one in phases if one.first <= year <= one.last), None)


def score(indicators: Sequence[Indicator], standing: Standing) -> list[Scored]:
    """Each indicator against the ledger, in the order of the file."""
    return [_scored(one, standing) for one in indicators]


def _scored(indicator: Indicator, standing: Standing) -> Scored:
    share = _share(indicator.measure, standing)
    if share is not None:
        return Scored(indicator, share.done * 100 / share.of if share.of else None, f"{share}（{share.percent}）")
    done = _count(indicator.measure, standing)
    return Scored(indicator, done, f"{done:g}{indicator.unit}" if done is not None else "台账里没有")


def _share(measure: str, standing: Standing) -> Share | None:
    villages = [one for one in standing.stations if one.level == "村"]
    met = {
        "built": lambda one: one.built,
        "four": lambda one: one.meets_four,
        "five": lambda one: one.meets_five,
        "reached": lambda one: one.village in standing.reached.get(one.town, frozenset()),
        "six": lambda one: one.traits >= {*SIX_AGAINST, *SIX_WITHOUT},
    }.get(measure)
    return Share(sum(map(met, villages)), len(villages)) if met else None


def _count(measure: str, standing: Standing) -> float | None:
    year, register = standing.year, standing.stations
    if measure in BY_NAME:
        return year.whole.total(measure).value if measure in year.whole.totals else None
    return {
        "held": year.whole.held,
        "key_dates": sum(one.name in standing.key_dates and one.held > 0 for one in year.by_campaign),
        "media": sum(bool(one.name) for one in year.by_medium) or None,
        "county": max((len(one.traits & {*COUNTY}) for one in register if one.level == "县"), default=None),
        "trained": standing.trainings or None,
        "volunteers": len({one.level for one in standing.volunteers if one.people}) or None,
        "model": sum(MODEL in one.traits for one in register) if register else None,
    }[measure]


def trained_since(year: int) -> date:
    """The first day from which a training still counts for a year: two years before it began."""
    return date(year - TRAINED_WITHIN_YEARS + 1, 1, 1)

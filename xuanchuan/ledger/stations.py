"""The register of service stations, by the standards of 2011: 四有 for every one, 五个一 for a model station."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Row

from xuanchuan.ledger.discretion import discreet
from xuanchuan.ledger.ordering import Key, naturally
from xuanchuan.ledger.store import Ledger
from xuanchuan.model.error import XuanchuanError

FOUR = ("有人员", "有牌子", "有场所", "有任务目标")
FIVE = ("办公室", "热线", "电脑", "制度", "队伍")
COUNTY = ("12338热线", "维权信箱")
SIX_AGAINST = ("防拐卖", "防盗窃", "防抢劫", "防渗透", "防隐患", "防犯罪")
SIX_WITHOUT = ("无毒品", "无赌博", "无暴力", "无邪教", "无传销", "无事故")
MODEL, PEACEFUL = "示范站", "平安家庭示范"
TRAITS = (*FOUR, *FIVE, *COUNTY, *SIX_AGAINST, *SIX_WITHOUT, MODEL, PEACEFUL)
LEVELS = ("县", "乡", "村")


@dataclass(frozen=True, slots=True)
class Station:
    """A station of a county, town or village, and which of ``TRAITS`` somebody has seen there.

    A place of the roster that has no station yet has no traits. ``checked``: the day it was last looked at.
    """

    level: str
    town: str = ""
    village: str = ""
    traits: frozenset[str] = frozenset()
    checked: date | None = None
    remark: str = ""

    @property
    def uid(self) -> str:
        """What tells it apart in every copy of the ledger."""
        return "/".join((self.level, self.town, self.village))

    @property
    def name(self) -> str:
        """Town and village in one phrase."""
        return " ".join(part for part in (self.town, self.village) if part) or "县级"

    @property
    def built(self) -> bool:
        """Whether there is a station at all: somebody or something of the four stands there."""
        return bool(self.traits & {*FOUR})

    @property
    def meets_four(self) -> bool:
        """四有."""
        return self.traits >= {*FOUR}

    @property
    def meets_five(self) -> bool:
        """五个一, which a model station must meet."""
        return self.traits >= {*FIVE}

    @property
    def missing(self) -> tuple[str, ...]:
        """What is wanting of the four."""
        return tuple(trait for trait in FOUR if trait not in self.traits)


def save_stations(ledger: Ledger, stations: Iterable[Station]) -> int:
    """Enter stations, each in place of what was known of it; the number entered. All or none.

    A place that is known keeps its place in the roster; new ones follow in the order they come.
    """
    rows = []
    for one in stations:
        if strange := sorted(one.traits - {*TRAITS}):
            raise XuanchuanError(
                f"站点没有“{strange[0]}”这一项",
                where=one.name,
                why=f"能登记的有：{'、'.join(TRAITS)}",
                hint="改好表头，再导入一次",
            )
        checked = one.checked.isoformat() if one.checked else ""
        traits = " ".join(trait for trait in TRAITS if trait in one.traits)
        rows.append((one.uid, one.town, one.village, one.level, traits, checked, discreet(one.remark)))
    with ledger.writing() as connection:
        ranks = dict(connection.execute("SELECT uid, rank FROM stations WHERE rank > 0").fetchall())
        last = max(ranks.values(), default=0)
        for row in rows:
            last += row[0] not in ranks
            ranks.setdefault(row[0], last)
        ranked = [(*row, ranks[row[0]]) for row in rows]
        connection.executemany("INSERT OR REPLACE INTO stations VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ranked)
    return len(rows)


def stations(ledger: Ledger) -> list[Station]:
    """Every station of the register, county first, then town by town, in the order of the roster they came in.

    Places of no known order follow it, 2村 before 11村.
    """
    rows = sorted(ledger.rows("SELECT * FROM stations"), key=_place)
    towns: dict[str, int] = {}
    for row in rows:
        towns.setdefault(row["town"], len(towns))
    found = [
        Station(
            level=row["level"],
            town=row["town"],
            village=row["village"],
            traits=frozenset(row["traits"].split()),
            checked=date.fromisoformat(row["checked"]) if row["checked"] else None,
            remark=row["remark"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (LEVELS.index(one.level), towns[one.town]))


def _place(row: Row) -> tuple[bool, int, Key, Key]:
    return (not row["rank"], row["rank"], naturally(row["town"]), naturally(row["village"]))


@dataclass(frozen=True, slots=True)
class Share:
    """x of y: how many of those that should, do. Never more than all of them."""

    done: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.done <= self.of:
            raise ValueError(f"{self.done} of {self.of}")

    @property
    def percent(self) -> str:
        """97.5%, rounded down so that only all of them make 100%; 无 where there are none."""
        return f"{self.done * 1000 // self.of / 10:g}%" if self.of else "无"

    def __str__(self) -> str:
        return f"{self.done}/{self.of}"


@dataclass(frozen=True, slots=True)
class TownCoverage:
    """One town: its villages with a station, with all four, with all five, and reached this year; those still missing."""

    town: str
    built: Share
    four: Share
    five: Share
    reached: Share
    missing: tuple[str, ...] = ()
    unreached: tuple[str, ...] = ()


def coverage(register: Sequence[Station], reached: Mapping[str, frozenset[str]]) -> list[TownCoverage]:
    """Town by town in the register's order, how far stations and this year's events reach; ``reached``: town -> names of villages.

    Villages that the register does not know are not counted: no share can exceed the whole.
    """
    towns = dict.fromkeys(one.town for one in register if one.level == "村")
    return [_town(town, [one for one in register if (one.level, one.town) == ("村", town)], reached) for town in towns]


def _town(town: str, villages: Sequence[Station], reached: Mapping[str, frozenset[str]]) -> TownCoverage:
    here = reached.get(town, frozenset())
    return TownCoverage(
        town=town,
        built=_share(villages, [one.built for one in villages]),
        four=_share(villages, [one.meets_four for one in villages]),
        five=_share(villages, [one.meets_five for one in villages]),
        reached=_share(villages, [one.village in here for one in villages]),
        missing=tuple(one.village for one in villages if not one.built),
        unreached=tuple(one.village for one in villages if one.village not in here),
    )


def _share(villages: Sequence[Station], met: Sequence[bool]) -> Share:
    return Share(sum(met), len(villages))


def together(shares: Iterable[Share]) -> Share:
    """Shares of separate places as one."""
    parts = list(shares)
    return Share(sum(one.done for one in parts), sum(one.of for one in parts))


def reached_villages(ledger: Ledger, first: date, last: date) -> dict[str, frozenset[str]]:
    """Town -> villages that had an event of their own between two days, or whose town's event names them."""
    rows = ledger.rows(
        "SELECT DISTINCT town, village FROM events INDEXED BY events_by_place WHERE withdrawn = '' AND village <> '' AND day BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["town"], set()).update(part for part in row["village"].split("、") if part)
    return {town: frozenset(villages) for town, villages in found.items()}

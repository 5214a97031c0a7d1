"""What the chosen materials need of a village: the unit's fields they print, and the roster columns these come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from xuanchuan.batch.columns import Header
from xuanchuan.files.toml import did_you_mean
from xuanchuan.materials.templates import Template
from xuanchuan.materials.tracing import ALL, SITES, Uses, trace
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.roster import RosterColumn, Village
from xuanchuan.model.unit import Unit

# Unit fields that differ from village to village and are printed as they are.
PLAIN = ("name", "short", "address", "phone", "contact", "hotline_hours", "account", "town", "village", "link")
# Unit fields that a template's logic, or the law it names, may turn on.
PLACES = ("province", "city", "county")
# Unit field -> the roster fields it is made of.
SOURCES = {"name": ("unit", "town", "village"), "short": ("unit", "village")}
TITLES = {"村名": "village", "乡镇": "town", "联系人": "contact", "电话": "phone", "地址": "address"}
# Always read: they tell villages apart and name the files.
KEYS = ("village", "town", "county", "code")
DETAIL = f"{SITES[0]}."


@dataclass(frozen=True, slots=True)
class Needs:
    """The fields to read: of the roster (``read``), printed bare and so never empty (``required``), details by title."""

    read: tuple[str, ...]
    required: frozenset[str]
    details: tuple[str, ...]
    uses: Uses

    @property
    def filled(self) -> tuple[str, ...]:
        """The names of a unit's values in the order they are kept: plain fields, then details as 站点.名称."""
        return (*PLAIN, *(DETAIL + title for title in self.details))


def needs(templates: Iterable[Template], columns: Sequence[RosterColumn], header: Header) -> Needs:
    """What the templates need, checked against the roster's header.

    XuanchuanError names a column that a template of the officer's own asks for and the roster lacks.
    """
    uses = Uses(bare={"name"})
    for template in templates:
        uses = uses | trace(template)
    asked = _asked(uses)
    titles = {column.title: column.field for column in columns}
    details = tuple(sorted({name.removeprefix(DETAIL) for name in asked if name.startswith(DETAIL)} - TITLES.keys()))
    _refuse_missing(details, titles, header)
    wanted = [name for name in asked if not name.startswith(DETAIL)]
    read = {source for name in wanted for source in SOURCES.get(name, (name,))}
    read |= {titles.get(title, title) for title in details} | {*KEYS}
    read |= {TITLES[name.removeprefix(DETAIL)] for name in asked if name.removeprefix(DETAIL) in TITLES}
    bare = {TITLES.get(name.removeprefix(DETAIL), titles.get(name.removeprefix(DETAIL), name)) for name in uses.bare}
    required = {"village"} | ({"town"} & set(header.places)) | (bare & set(header.places)) | ({"phone"} & read)
    return Needs(tuple(sorted(read)), frozenset(required), details, uses)


def _asked(uses: Uses) -> set[str]:
    every = uses.every
    return (every - {ALL}) | {*PLAIN} if ALL in every else every


def _refuse_missing(details: Sequence[str], titles: dict[str, str], header: Header) -> None:
    for title in details:
        if title not in titles and header.place(title) is None:
            raise XuanchuanError(
                f"材料要用“{title}”这一列，名单里没有{did_you_mean(title, header.names)}",
                where=f"名单的列：{'、'.join(name for name in header.names if name.strip())[:80]}",
                why="模板里写了 站点." + title,
                hint="在名单里加上这一列，或者改模板",
            )


def unit_of(village: Village, filled: Sequence[str], parent: Unit) -> Unit:
    """The unit that a village is: its ``filled`` values by name, its place, what it shares with its parent."""
    known = dict(zip(filled, village.values, strict=True))
    details = tuple((name.removeprefix(DETAIL), words) for name, words in known.items() if name.startswith(DETAIL))
    plain: dict[str, Any] = {name: words for name, words in known.items() if not name.startswith(DETAIL)}
    *spots, partners = village.place
    plain |= dict(zip(PLACES, spots, strict=True))
    plain["partners"] = tuple(partners.split("、")) if partners else ()
    return replace(parent, **plain, level="村", details=details)

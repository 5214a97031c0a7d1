"""A roster of villages: its columns, the villages that can be made, the rows that are held and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnKind = Literal["name", "text", "phone", "number"]


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """What a roster may hold: the field it fills, its title, the kind of its cells, the names it goes by."""

    field: str
    title: str
    kind: ColumnKind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Village:
    """A village ready to be made.

    ``row`` is its row in the roster as a spreadsheet counts, ``number`` its place among the villages, ``key`` what
    tells it from every other. ``values`` are what is printed of it; ``place`` is province, city, county and the
    partners joined by 、.
    """

    row: int
    number: int
    key: str
    name: str
    town: str
    values: tuple[str, ...]
    place: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A row that is not made: where it is, what it is called, why, and what to do about it."""

    row: int
    name: str
    reason: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that says again what an earlier one said."""

    row: int
    name: str
    first: int

"""The unit in whose name everything is printed: a women's federation, a station, a village."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

Level = Literal["市", "县", "乡", "村"]

# The women's hotline: each county answers it at hours of its own.
OWN_LINE = "12338"


@dataclass(frozen=True, slots=True)
class Hotline:
    """A hotline with what it is for and when it answers; never printed as a bare number."""

    number: str
    name: str
    purpose: str
    hours: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's facts, as typed by the officer; empty where not given.

    ``sample``: the marked 示例单位. ``link``: the address a printed QR code opens. ``town`` and ``village`` are where
    a village stands; ``details`` are further columns of a roster, (title, words).
    """

    name: str
    short: str
    level: Level = "县"
    province: str = ""
    city: str = ""
    county: str = ""
    address: str = ""
    phone: str = ""
    contact: str = ""
    hotline_hours: str = ""
    partners: tuple[str, ...] = ()
    account: str = ""
    guiding: str = ""
    sample: bool = False
    link: str = ""
    town: str = ""
    village: str = ""
    details: tuple[tuple[str, str], ...] = ()

    def answers(self, hotlines: tuple[Hotline, ...]) -> tuple[Hotline, ...]:
        """The hotlines, 12338 with the unit's own hours where it has given them."""
        hours = self.hotline_hours
        return tuple(replace(one, hours=hours) if hours and one.number == OWN_LINE else one for one in hotlines)


@dataclass(frozen=True, slots=True)
class Project:
    """A unit's own folder: where ``xuanchuan.toml`` stands, the unit it describes, and remarks from reading it."""

    folder: Path
    unit: Unit
    remarks: tuple[str, ...] = ()

"""The first look at a roster: how many villages can be made, which rows are held, which say the same thing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from xuanchuan.batch.rare import Rare, rare
from xuanchuan.batch.roster import Roster
from xuanchuan.model.roster import Duplicate, Held, Village

_IDENTITY = re.compile(r"^\s*[1-9]\d{5}(?:18|19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx]\s*$")
LOOKED_AT = 50
FEW = 2000  # villages that are kept instead of being read again
ROW_BITS = 24


@dataclass
class Survey:
    """What a roster holds: rows in, held and duplicate rows, the first villages that can be made, uncommon characters.

    ``read`` are the villages of its rows while they are few; of more, none is kept.
    """

    rows: int = 0
    held: list[Held] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    first: list[Village] = field(default_factory=list)
    towns: dict[str, int] = field(default_factory=dict)
    identity: str = ""
    rare: list[Rare] = field(default_factory=list)
    read: list[Village] = field(default_factory=list)

    @property
    def makeable(self) -> int:
        """Villages that can be made."""
        return self.rows - len(self.held) - len(self.duplicates)

    @property
    def left_out(self) -> frozenset[int]:
        """The rows that are not made."""
        return frozenset([*(one.row for one in self.held), *(one.row for one in self.duplicates)])


def survey(roster: Roster, samples: int = 3) -> Survey:
    """Read the roster once; what is made later is exactly what this counts."""
    found = Survey(identity=_identity_column(roster))
    seen: dict[int, int] = {}
    clashing: dict[int, Held] = {}
    for one in roster.read():
        found.rows += 1
        if isinstance(one, Held):
            found.held.append(one)
            continue
        if found.rows <= FEW:
            found.read.append(one)
        _place(one, found, seen, clashing)
    if found.rows > FEW:
        found.read.clear()
    if clashing:
        found.held = sorted([*found.held, *clashing.values()], key=lambda held: held.row)
        found.first = []
    if len(found.first) < samples:
        found.first = list(islice(villages(roster, found), samples))
    return found


def _place(one: Village, found: Survey, seen: dict[int, int], clashing: dict[int, Held]) -> None:
    """Sort a village in: new, said before, or of the same name as another with other words."""
    key = hash(one.key)
    words = hash((one.values, one.place)) >> ROW_BITS << ROW_BITS
    before = seen.setdefault(key, words | one.row)
    row = before & (1 << ROW_BITS) - 1
    if row == one.row:
        found.towns[one.town] = found.towns.get(one.town, 0) + 1
        found.rare += rare(one)
        if len(found.first) < 3:
            found.first.append(one)
    elif before >> ROW_BITS == words >> ROW_BITS:
        found.duplicates.append(Duplicate(one.row, one.name, row))
    else:
        for number, other in ((row, one.row), (one.row, row)):
            reason = f"和第 {other} 行是同一个村名，内容却不同"
            clashing.setdefault(number, Held(number, one.name, reason, "加一列乡镇（或编码）分清楚，或删去错的一行"))


def villages(roster: Roster, found: Survey) -> Iterator[Village]:
    """The villages that can be made, in roster order."""
    left_out = found.left_out
    return (one for one in found.read or roster.read() if isinstance(one, Village) and one.row not in left_out)


def _identity_column(roster: Roster) -> str:
    """The name of a column of identity-card numbers, by its header or by what the first rows hold; else ''."""
    names = roster.header.names
    place = roster.header.places.get("identity")
    if place is not None:
        return names[place].strip()
    for row in islice(roster.rows.again(), roster.header.at + 1, roster.header.at + 1 + LOOKED_AT):
        for at, cell in enumerate(row[: len(names)]):
            if 18 <= len(cell) <= 24 and _IDENTITY.match(cell):
                return names[at].strip() or f"第 {at + 1} 列"
    return ""

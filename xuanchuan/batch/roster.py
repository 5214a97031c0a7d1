"""The rows of a roster, one at a time: villages that can be made, rows that are held, each with its reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from xuanchuan.batch.cells import clean, is_plain
from xuanchuan.batch.columns import Header, folded, towns_header
from xuanchuan.batch.fields import DETAIL, KEYS, PLACES, PLAIN, SOURCES, Needs
from xuanchuan.files.rows import Row, Rows
from xuanchuan.model.roster import ColumnKind, Held, RosterColumn, Village
from xuanchuan.model.unit import Unit

MERGED = {"town": "（合并过的格子导出后只剩第一行有，要拆开填满）"}
TOTALS = frozenset(("合计", "总计", "小计", "共计"))
INHERITED = ("address", "phone", "contact", "hotline_hours", "account", "link", "partners")
# What stands below a table, beside its totals: who filled it in, what is to be noted.
_NOTE = re.compile(
    r"(?:[*＊※]?\s*(?:注|备注|附注|说明|填表说明)|(?:填表|制表|填报|统计|审核|复核|经办|负责)(?:人|单位|时间|日期|签字|签名)*"
    r"|(?:单位)?负责人(?:签字|签名)?|日期|时间)\s*[:：]"
)
NAMED = ("妇联", "妇女联合会", "妇代会")


@dataclass(frozen=True, slots=True)
class _Place:
    """A column to read: where, which field it fills, its kind, its name as typed, whether it may be empty."""

    at: int
    field: str
    kind: ColumnKind
    title: str
    required: bool


@dataclass(frozen=True)
class Roster:
    """A roster: its rows, its header, what is needed of it, the unit above its villages, its sheet of townships.

    ``passed`` grows while it is read: row -> the totals or the note that stands there instead of a village.
    """

    rows: Rows
    header: Header
    columns: tuple[RosterColumn, ...]
    needs: Needs
    parent: Unit
    towns: Rows | None = None
    passed: dict[int, str] = field(default_factory=dict, repr=False)
    _known: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    @cached_property
    def places(self) -> tuple[_Place, ...]:
        """The columns that are read; every other one is left alone."""
        kinds = {one.field: one.kind for one in self.columns}
        places = [
            _Place(at, name, kinds[name], self.header.names[at].strip(), name in self.needs.required)
            for name, at in self.header.places.items()
            if name in self.needs.read
        ]
        taken = {one.field for one in places}
        titles = {one.title for one in self.columns}
        for title in self.needs.details:
            at = self.header.place(title)
            if at is not None and title not in taken and title not in titles:
                bare = DETAIL + title in self.needs.uses.bare
                places.append(_Place(at, title, "text", title, bare))
        return tuple(sorted(places, key=lambda one: one.at))

    def read(self) -> Iterator[Village | Held]:
        """Each row that names a village, or is held; blank rows, repeated headers, totals and notes are passed over."""
        at = self.header.places["village"]
        head = self.header.names[at].strip()
        number = 0
        for row, cells in enumerate(self.rows.again(), 1):
            if row <= self.header.at + 1 or not any(cells) or not any(cell.strip() for cell in cells):
                continue
            if _is_header(cells, at, head):
                continue
            if words := _totals_or_note(cells, at):
                self.passed[row] = words
                continue
            number += 1
            yield self._village(row, number, cells)

    def _village(self, row: int, number: int, cells: Row) -> Village | Held:
        found: dict[str, str] = {}
        width = len(cells)
        for place in self.places:
            text = cells[place.at] if place.at < width else ""
            if is_plain(text, place.kind):
                found[place.field] = text
                continue
            cell = clean(text, place.kind, place.title)
            if cell.reason:
                return Held(row, found.get("village") or _name(cells, self.header), cell.reason, cell.fix)
            if place.required and not cell.value:
                name = found.get("village") or _name(cells, self.header)
                return Held(row, name, f"缺 {place.title}", f"补上{place.title}{MERGED.get(place.field, '')}")
            found[place.field] = cell.value
        return self._made(row, number, found)

    def _made(self, row: int, number: int, found: dict[str, str]) -> Village | Held:
        town = found.get("town") or self._parent_town
        above = self._above(town)
        village = found["village"]
        named = village.endswith(NAMED)
        short = village if named else f"{village}妇联"
        name = found.get("unit") or (short if village.startswith(town) else f"{town}{short}")
        own = {"name": name, "short": short, "town": town, "village": village}
        plain = [own.get(key) or found.get(key, above.get(key, "")) for key in PLAIN]
        details = [self._detail(title, found) for title in self.needs.details]
        place = tuple(found.get(key) or above.get(key, "") for key in (*PLACES, "partners"))
        code = found.get("code", "")
        key = code or f"{place[2]}|{town}|{village}"
        return Village(row, number, _key(key), village, town, (*plain, *details), place)

    def _detail(self, title: str, found: Mapping[str, str]) -> str:
        return found.get(self._fields_by_title.get(title, title), "")

    @cached_property
    def _fields_by_title(self) -> dict[str, str]:
        return {one.title: one.field for one in self.columns}

    @cached_property
    def _parent_town(self) -> str:
        return town_of(self.parent)

    def _above(self, town: str) -> Mapping[str, str]:
        """What a village takes from its township and from the unit above, where the roster has no such column."""
        if town not in self._known:
            self._known[town] = {**_given(self.parent), **self._townships.get(_key(town), {})}
        return self._known[town]

    @cached_property
    def _townships(self) -> dict[str, dict[str, str]]:
        """Township -> its own phone, contact, address … from the sheet that lists townships."""
        header = towns_header(self.towns, self.columns) if self.towns else None
        if self.towns is None or header is None:
            return {}
        kinds = {one.field: one.kind for one in self.columns}
        found: dict[str, dict[str, str]] = {}
        for row, cells in enumerate(self.towns.again()):
            if row <= header.at:
                continue
            values = {
                name: clean(cells[at], kinds[name], header.names[at]).value
                for name, at in header.places.items()
                if at < len(cells)
            }
            if town := values.pop("town", ""):
                found[_key(town)] = {name: words for name, words in values.items() if words and name in INHERITED}
        return found

    def lacking(self) -> list[str]:
        """Titles of fields that every village would print empty: no column holds them and no unit above has them."""
        above = _given(self.parent)
        have = {one.field for one in self.places}
        bare = [name for name in PLAIN if name in self.needs.uses.bare and name not in SOURCES and name not in KEYS]
        inherited = {name for values in self._townships.values() for name in values}
        titles = {one.field: one.title for one in self.columns}
        return [titles.get(name, name) for name in bare if not ({name} & (have | inherited) or above.get(name))]


def town_of(unit: Unit) -> str:
    """The township a unit is the federation of: 城关镇 of 城关镇妇女联合会; '' for other levels."""
    if unit.town or unit.level != "乡" or unit.sample:
        return unit.town
    name = unit.short or unit.name
    for tail in ("妇女联合会", "妇联"):
        name = name.removesuffix(tail)
    return name.removeprefix(unit.county)


def only(village: Village, names: Sequence[str]) -> bool:
    """Whether a village is one of those asked for, by name or by town and name."""
    return not names or any(_key(name) in (_key(village.name), _key(village.town + village.name)) for name in names)


def renumbered(village: Village, number: int) -> Village:
    """The village under another number."""
    return village if village.number == number else replace(village, number=number)


def _given(parent: Unit) -> dict[str, str]:
    """What villages may take over; nothing of the sample unit but where it is."""
    places = {key: str(getattr(parent, key)) for key in PLACES}
    if parent.sample:
        return places
    given = {key: str(getattr(parent, key)) for key in INHERITED if key != "partners"}
    return {**places, **given, "partners": "、".join(parent.partners)}


def _is_header(cells: Row, at: int, head: str) -> bool:
    """A header printed again on a later page."""
    return at < len(cells) and cells[at].strip() == head


def _totals_or_note(cells: Row, at: int) -> str:
    """The words of a line of totals or of a note below the table; '' for a village's line."""
    words = cells[at].strip() if at < len(cells) else ""
    if words in TOTALS:
        return words
    first = next((cell.strip() for cell in cells if cell.strip()), "")
    if _NOTE.match(words or first):
        return words or first
    return "" if words else next((cell.strip() for cell in cells[:4] if len(cell) < 9 and folded(cell) in TOTALS), "")


def _name(cells: Row, header: Header) -> str:
    at = header.places["village"]
    cell = clean(cells[at] if at < len(cells) else "", "name", "村名")
    return cell.value


def _key(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text).replace(" ", "").casefold()

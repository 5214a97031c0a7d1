"""A superior's own table filled by the names of its columns: what matched is shown, the rest stays empty and yellow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xuanchuan.files.workbooks import Grid, Put, filled, read_grids
from xuanchuan.ledger.events import said
from xuanchuan.ledger.figures import BY_NAME
from xuanchuan.ledger.reporting import Facts
from xuanchuan.ledger.statistics import Tally
from xuanchuan.ledger.townform import column_name
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import LedgerEntry

HEADER_WITHIN = 12
HELD_WORDS = ("场次", "活动场次", "活动次数", "次数", "开展场次", "场数", "举办场次", "活动数")
NUMBER_WORDS = ("序号", "编号", "号")
LABELS = {
    "节点": ("节点", "活动节点", "重要节点", "宣传节点", "节日"),
    "乡镇": ("乡镇", "乡镇(街道)", "镇街", "镇(街道)", "街道", "所在乡镇", "县市区", "单位", "填报单位"),
    "月份": ("月份", "月"),
    "形式": ("活动形式", "形式", "宣传形式", "活动类别", "类别", "类型"),
    "法律": ("法律", "法律法规", "法律法规名称"),
}
TOTALS = ("合计", "总计", "总数", "共计", "全县", "全市", "全区", "全镇", "本级合计")
REMARKS = ("填表", "备注", "说明", "注:", "审核", "单位负责人", "制表")


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into one sheet: the cells, which column title was read as what, and what was left out."""

    sheet: str
    puts: tuple[Put, ...]
    matched: Mapping[str, str] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Row:
    """One line to write: its tally or its entry, and the words it goes by."""

    name: str
    tally: Tally | None = None
    entry: LedgerEntry | None = None


def fill_table(path: Path, facts: Facts) -> tuple[bytes, list[Filling]]:
    """The workbook filled from the ledger, and what was matched; XuanchuanError when no sheet has a column we know."""
    fillings = [filling for grid in read_grids(path) if (filling := plan_filling(grid, facts))]
    if not fillings:
        raise XuanchuanError(
            "这张表里没有认得的列，没有填",
            where=str(path),
            why=f"认得的列名有：场次、{'、'.join(BY_NAME)}、乡镇、节点、日期等",
            hint="把表头改成这些名称，再运行一次；或者  xuanchuan report --as 统计表.docx",
        )
    puts = [(filling.sheet, put) for filling in fillings for put in filling.puts]
    return filled(path, puts), fillings


def plan_filling(grid: Grid, facts: Facts) -> Filling | None:
    """What to put where in one sheet; None where no row of titles is known."""
    found = _header(grid)
    if found is None:
        return _beside_labels(grid, facts)
    row, names = found
    titles = {x: _title(grid, row, x) for x in range(len(grid.rows[row]))}
    body = list(_body(grid, row))
    label = next((x for x, name in names.items() if name in LABELS), None)
    written = [y for y in body if label is not None and _cell(grid, y, label)]
    if label is not None and written:
        lines = [(y, _by_label(_cell(grid, y, label), facts)) for y in written]
        left_out = 0
    else:
        rows = _rows(names, facts)
        empty = [y for y in body if not any(_cell(grid, y, x) for x in names if names[x] != "序号")]
        empty += _rows_below(grid, row, empty, len(rows))
        whole = _Row("", facts.year.whole)
        lines = [*zip(empty, rows, strict=False)]
        lines += [(y, whole) for y in body if any(_plain(cell) in TOTALS for cell in grid.rows[y])]
        label = None
        left_out = max(0, len(rows) - len(empty))
    wanted = {x: names.get(x, "") for x, title in titles.items() if x != label and (title or names.get(x))}
    puts = [put for y, one in lines for put in _line(grid, y, wanted, one)]
    matched = {titles[x]: name for x, name in names.items() if name}
    unmatched = tuple(dict.fromkeys(title for x, title in titles.items() if title and not names.get(x)))
    return Filling(grid.name, tuple(puts), matched, unmatched, left_out)


def _header(grid: Grid) -> tuple[int, dict[int, str]] | None:
    """The row of titles, the one of the first twelve with most known names, and its names by column."""
    best: tuple[int, dict[int, str]] | None = None
    for y in range(min(HEADER_WITHIN, len(grid.rows))):
        names = {x: heading(_title(grid, y, x)) for x in range(len(grid.rows[y]))}
        known = {name for name in names.values() if name}
        if len(known) >= 2 and known & {"场次", *BY_NAME} and (best is None or len(known) >= _known(best[1])):
            best = (y, names)
    return best


def _known(names: Mapping[int, str]) -> int:
    return len({name for name in names.values() if name})


def _title(grid: Grid, y: int, x: int) -> str:
    """The title of a column: its own cell, or the one above where that reaches down."""
    own = _cell(grid, y, x)
    return own or (_cell(grid, y - 1, x) if y else "")


def heading(title: str) -> str:
    """What a column title means to the ledger: a figure, 场次, a label, a field of an event; '' where unknown."""
    plain = _plain(title)
    bare = re.sub(r"[(（][^()（）]*[)）]", "", plain)
    for candidate in (plain, bare):
        if candidate in HELD_WORDS:
            return "场次"
        if candidate in NUMBER_WORDS:
            return "序号"
        for name, words in LABELS.items():
            if candidate in words:
                return name
    return column_name(title)


def _body(grid: Grid, header: int) -> Iterator[int]:
    """The rows below the titles, up to the remarks at the foot."""
    for y in range(header + 1, len(grid.rows)):
        first = next((_plain(cell) for cell in grid.rows[y] if cell), "")
        if first.startswith(REMARKS):
            return
        yield y


def _rows_below(grid: Grid, header: int, empty: Sequence[int], wanted: int) -> range:
    """Rows under the table, as many as are wanting, where nothing stands below its last empty row or its titles."""
    last = len(grid.rows) - 1
    free = last == header or last in empty
    return range(last + 1, last + 1 + (max(0, wanted - len(empty)) if free else 0))


def _rows(names: Mapping[int, str], facts: Facts) -> list[_Row]:
    """What an empty table wants a line of: each event, each town, each key date … or the whole in one."""
    known = set(names.values())
    if known & {"日期", "名称"}:
        return [_Row(facts.names.get(entry.event.campaign, ""), entry=entry) for entry in facts.entries]
    if "乡镇" in known:
        return [_Row(one.name or facts.unit.short, one) for one in facts.year.by_town]
    if "节点" in known:
        return [_Row(facts.names.get(one.name, one.name) or "其他", one) for one in facts.year.by_campaign]
    if "月份" in known:
        return [_Row(one.name, one) for one in facts.year.by_month]
    if "形式" in known:
        return [_Row(one.name or "其他", one) for one in facts.year.by_form]
    if "法律" in known:
        return [_Row(one.name, one) for one in facts.year.by_law if one.name]
    return [_Row(facts.unit.short, facts.year.whole)]


def _by_label(label: str, facts: Facts) -> _Row | None:
    """The tally that a row's own label asks for; None where the ledger knows no such name."""
    plain = _plain(label)
    if plain in TOTALS:
        return _Row(label, facts.year.whole)
    short = {_plain(facts.unit.short), _plain(facts.unit.name), "本级", "县级", "县妇联"}
    views = (
        ((one.name, one) for one in facts.year.by_town),
        ((facts.names.get(one.name, ""), one) for one in facts.year.by_campaign),
        ((one.name, one) for one in facts.year.by_form),
        ((one.name, one) for one in facts.year.by_law),
        ((f"{int(one.name[5:])}月", one) for one in facts.year.by_month),
    )
    for view in views:
        for name, tally in view:
            if name and _plain(name) == plain:
                return _Row(label, tally)
    if plain in short:
        return _Row(label, next((one for one in facts.year.by_town if not one.name), Tally("")))
    if any(plain == _plain(town.town) for town in facts.towns):
        return _Row(label, Tally(label))
    return None


def _line(grid: Grid, y: int, wanted: Mapping[int, str], row: _Row | None) -> Iterator[Put]:
    """The cells of one line: known ones with their value, unknown ones empty and yellow; nothing is written over."""
    for x, name in wanted.items():
        if not _cell(grid, y, x) and (y, x) not in grid.fixed:
            put = _value(y, x, name, row)
            if put is not None:
                yield put


def _value(y: int, x: int, name: str, row: _Row | None) -> Put | None:
    if name == "序号":
        return None
    if row is None or not name:
        return Put(y, x, None)
    if row.entry is not None:
        return Put(y, x, row.name or None) if name == "节点" else _of_entry(y, x, name, row.entry)
    assert row.tally is not None
    if name in LABELS:
        return Put(y, x, row.name)
    if name == "场次":
        return Put(y, x, row.tally.held)
    if name in BY_NAME and name in row.tally.totals:
        total = row.tally.total(name)
        return Put(y, x, total.value, "估" if total.estimated == total.value else "含估" if total.estimated else "")
    return Put(y, x, 0 if name in BY_NAME and not row.tally.held else None)


def _of_entry(y: int, x: int, name: str, entry: LedgerEntry) -> Put:
    if name == "场次":
        return Put(y, x, 1)
    if name in BY_NAME:
        figure = entry.event.figures.get(name)
        return Put(y, x, figure.value, "估" if figure.estimated else "") if figure else Put(y, x, None)
    text = f"{entry.event.day.month}月" if name == "月份" else said(entry.event, name)
    return Put(y, x, text or None)


def _beside_labels(grid: Grid, facts: Facts) -> Filling | None:
    """A table of labels with an empty cell to the right of each: the year's totals go there."""
    puts, matched = [], {}
    for y, row in enumerate(grid.rows):
        for x, cell in enumerate(row[:-1]):
            name = heading(cell) if cell else ""
            if name in ("场次", *BY_NAME) and not row[x + 1] and (y, x + 1) not in grid.fixed:
                put = _value(y, x + 1, name, _Row("", facts.year.whole))
                if put is not None:
                    puts.append(put)
                    matched[cell] = name
    return Filling(grid.name, tuple(puts), matched) if puts else None


def _cell(grid: Grid, y: int, x: int) -> str:
    return grid.rows[y][x] if 0 <= y < len(grid.rows) and x < len(grid.rows[y]) else ""


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def told(fillings: Sequence[Filling]) -> list[str]:
    """What was matched and what was not, a line each, for a person."""
    lines = []
    for one in fillings:
        lines.append(
            f"“{one.sheet}”："
            + "　".join(f"{title}=台账的{name}" for title, name in one.matched.items() if name != "序号")
        )
        if one.unmatched:
            lines.append(f"  不认得的列，留空并标黄：{'、'.join(one.unmatched)}")
        if one.left_out:
            lines.append(f"  表里的空行不够，还有 {one.left_out} 行没有填进去：请在表里加行，再运行一次")
    return lines

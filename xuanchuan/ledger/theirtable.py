"""A superior's own table filled by the names of its columns: what matched is shown, the rest stays empty and yellow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xuanchuan.files.workbooks import Grid, Put, filled, read_grids
from xuanchuan.ledger.events import said
from xuanchuan.ledger.figures import BY_NAME
from xuanchuan.ledger.reporting import Facts
from xuanchuan.ledger.statistics import Tally
from xuanchuan.ledger.theirheads import HELD, LABELS, NUMBER, TIMES, Column, columns, heading, plain
from xuanchuan.ledger.theirlabels import TOTALS, asks_for_all, read_part, tally_of
from xuanchuan.ledger.townform import REMARK_FROM
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import LedgerEntry

HEADER_WITHIN = 12
REMARKS = ("填表", "备注", "说明", "注:", "审核", "单位负责人", "制表")


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into one sheet: the cells, which column title was read as what, and what was left out."""

    sheet: str
    puts: tuple[Put, ...]
    matched: Mapping[str, str] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    left_out: int = 0
    difference: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """One line to write: its tally or its entry, and the words it goes by."""

    name: str
    tally: Tally | None = None
    entry: LedgerEntry | None = None


def fill_table(path: Path, facts: Facts) -> tuple[bytes, list[Filling]]:
    """The workbook or document filled from the ledger, and what was matched.

    XuanchuanError when no table in it has a column we know.
    """
    fillings = plan_fillings(path, facts)
    if not fillings:
        raise XuanchuanError(
            "这张表里没有认得的列，没有填",
            where=str(path),
            why=f"认得的列名有：场次、{'、'.join(BY_NAME)}、乡镇、节点、日期等",
            hint="把表头改成这些名称，再运行一次；或者  xuanchuan report --as 统计表.docx",
        )
    puts = [(filling.sheet, put) for filling in fillings for put in filling.puts]
    if path.suffix.lower() == ".docx":
        from xuanchuan.render.docx.theirs import filled_tables

        return filled_tables(path, puts), fillings
    return filled(path, puts), fillings


def plan_fillings(path: Path, facts: Facts) -> list[Filling]:
    """What to put into each table of a .xlsx or .docx that has a column we know."""
    if path.suffix.lower() == ".docx":
        from xuanchuan.render.docx.theirs import read_tables

        grids = read_tables(path)
    else:
        grids = read_grids(path)
    return [filling for grid in grids if (filling := plan_filling(grid, facts))]


def waits_for_figures(path: Path, facts: Facts) -> bool:
    """Whether a document that is there already has a table with empty cells the ledger can fill: a superior's form."""
    return path.is_file() and any(put.value is not None for one in plan_fillings(path, facts) for put in one.puts)


def plan_filling(grid: Grid, facts: Facts) -> Filling | None:
    """What to put where in one sheet; None where no row of titles is known."""
    found = _header(grid)
    if found is None:
        return _beside_labels(grid, facts)
    row, heads = found
    body = list(_body(grid, row))
    labels = [x for x, one in enumerate(heads) if one.name in LABELS]
    written = [y for y in body if labels and _cell(grid, y, labels[0])]
    if written:
        lines = [(y, _by_labels(grid, y, labels, heads, facts)) for y in written]
        left_out, skipped = 0, {*labels}
    else:
        lines, left_out = _new_lines(grid, row, body, heads, facts)
        skipped = set()
    wanted = {x: one for x, one in enumerate(heads) if x not in skipped and (one.title or one.name)}
    puts = [put for y, one in lines for put in _line(grid, y, wanted, one)]
    return Filling(
        grid.name,
        tuple(puts),
        {one.title: _meant(one) for one in heads if one.name},
        tuple(dict.fromkeys(f"{one.title}{f'（{one.why}）' if one.why else ''}" for one in heads if one.title and not one.name)),
        left_out,
        _difference(lines, facts),
    )  # fmt: skip


def _meant(column: Column) -> str:
    size = next(word for word, size in TIMES.items() if size == column.scale)
    return f"{column.name}{f'，以{size}计' if size else ''}"


def _new_lines(
    grid: Grid, row: int, body: Sequence[int], heads: Sequence[Column], facts: Facts
) -> tuple[list[tuple[int, _Row | None]], int]:
    """The lines of a table whose rows are still empty, and how many found no row."""
    rows = _rows({one.name for one in heads}, facts)
    empty = [y for y in body if not any(_cell(grid, y, x) for x, one in enumerate(heads) if one.name and one.name != NUMBER)]  # fmt: skip
    if grid.grows:
        empty += _rows_below(grid, row, empty, len(rows))
    whole = _Row("", facts.year.whole)
    totals = [(y, whole) for y in body if any(plain(cell) in TOTALS for cell in grid.rows[y])]
    return [*zip(empty, rows, strict=False), *totals], max(0, len(rows) - len(empty))


def _difference(lines: Sequence[tuple[int, _Row | None]], facts: Facts) -> str:
    """Why a line of totals is more than the lines above it add up to; empty where it is not."""
    rows = [row for _, row in lines if row and row.tally and not row.entry]
    whole = facts.year.whole
    listed = [row.tally for row in rows if row.tally and plain(row.name) not in TOTALS and row.tally is not whole]
    held = sum(one.held for one in listed)
    if len(listed) == len(rows) or not listed or held >= whole.held:
        return ""
    return f"合计是全部 {whole.held} 场，上面各行共 {held} 场：差的 {whole.held - held} 场表里没有行（如本级办的）"


def _header(grid: Grid) -> tuple[int, list[Column]] | None:
    """The row of titles, the one of the first twelve with most known names, and what its columns ask for."""
    best: tuple[int, list[Column]] | None = None
    for y in range(min(HEADER_WITHIN, len(grid.rows))):
        heads = columns((_title(grid, y, x), _above(grid, y, x)) for x in range(len(grid.rows[y])))
        if _known(heads) >= 2 and _tells(grid, y) and (best is None or _known(heads) >= _known(best[1])):
            best = (y, heads)
    return best


def _tells(grid: Grid, y: int) -> bool:
    """Whether a title of this row by itself is a figure's, be it one that cannot be filled."""
    return any(heading(_title(grid, y, x)).name in (HELD, *BY_NAME) for x in range(len(grid.rows[y])))


def _known(heads: Sequence[Column]) -> int:
    return len({one.name for one in heads if one.name})


def _title(grid: Grid, y: int, x: int) -> str:
    """The title of a column: its own cell, or the one above where that reaches down."""
    own = _cell(grid, y, x)
    return own or (_cell(grid, y - 1, x) if y else "")


def _above(grid: Grid, y: int, x: int) -> str:
    """The title of the group a column stands in: the cell above, where it reaches over a column beside it."""
    above = _cell(grid, y - 1, x) if y else ""
    beside = above and above in (_cell(grid, y - 1, x - 1) if x else "", _cell(grid, y - 1, x + 1))
    whole = set(grid.rows[y - 1]) == {above} if y else False
    return above if beside and not whole else ""


def _body(grid: Grid, header: int) -> Iterator[int]:
    """The rows below the titles, up to the remarks at the foot."""
    for y in range(header + 1, len(grid.rows)):
        said = list(dict.fromkeys(plain(cell) for cell in grid.rows[y] if cell))
        if said and (said[0].startswith(REMARKS) or (len(said) == 1 and len(said[0]) > REMARK_FROM)):
            return
        yield y


def _rows_below(grid: Grid, header: int, empty: Sequence[int], wanted: int) -> range:
    """Rows under the table, as many as are wanting, where nothing stands below its last empty row or its titles."""
    last = len(grid.rows) - 1
    free = last == header or last in empty
    return range(last + 1, last + 1 + (max(0, wanted - len(empty)) if free else 0))


def _rows(known: set[str], facts: Facts) -> list[_Row]:
    """What an empty table wants a line of: each event, each town, each key date … or the whole in one."""
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


def _by_labels(grid: Grid, y: int, labels: Sequence[int], heads: Sequence[Column], facts: Facts) -> _Row | None:
    """The tally that a row's labels ask for, each in the column of its sort; None where it cannot be told."""
    said = {_cell(grid, y, x): heads[x].name for x in labels if _cell(grid, y, x)}
    parts = [read_part(label, facts, name if len(said) > 1 else "") for label, name in said.items()]
    known = [part for part in parts if part]
    tally = tally_of(known, facts) if known and len(known) == len(parts) else None
    return _Row(next(iter(said)), tally) if tally else None


def _line(grid: Grid, y: int, wanted: Mapping[int, Column], row: _Row | None) -> Iterator[Put]:
    """The cells of one line: known ones with their value, unknown ones empty and yellow; nothing is written over."""
    for x, column in wanted.items():
        if not _cell(grid, y, x) and (y, x) not in grid.fixed:
            put = _value(y, x, column, row)
            if put is not None:
                yield put


def _value(y: int, x: int, column: Column, row: _Row | None) -> Put | None:
    name = column.name
    if name == NUMBER:
        return None
    if row is None or not name:
        return Put(y, x, None)
    if row.entry is not None:
        return Put(y, x, row.name or None) if name == "节点" else _of_entry(y, x, column, row.entry)
    assert row.tally is not None
    if name in LABELS:
        return Put(y, x, row.name)
    if name == HELD:
        return Put(y, x, _scaled(row.tally.held, column))
    if name in BY_NAME and name in row.tally.totals:
        total = row.tally.total(name)
        mark = "估" if total.estimated == total.value else "含估" if total.estimated else ""
        return Put(y, x, _scaled(total.value, column), mark if total.value else "")
    return Put(y, x, 0 if name in BY_NAME and not row.tally.held else None)


def _scaled(value: int, column: Column) -> int | float:
    """The number in the column's unit, never rounded: 12345份 is 1.2345万份."""
    return value // column.scale if value % column.scale == 0 else value / column.scale


def _of_entry(y: int, x: int, column: Column, entry: LedgerEntry) -> Put:
    name = column.name
    if name == HELD:
        return Put(y, x, _scaled(1, column))
    if name in BY_NAME:
        figure = entry.event.figures.get(name)
        return Put(y, x, _scaled(figure.value, column), "估" if figure.estimated else "") if figure else Put(y, x, None)
    text = f"{entry.event.day.month}月" if name == "月份" else said(entry.event, name)
    return Put(y, x, text or None)


def _beside_labels(grid: Grid, facts: Facts) -> Filling | None:
    """A table of labels with an empty cell to the right of each: the year's totals go there."""
    puts, matched, unmatched = [], {}, []
    for y, row in enumerate(grid.rows):
        for x, cell in enumerate(row[:-1]):
            column = heading(cell) if cell else Column("")
            if row[x + 1] or (y, x + 1) in grid.fixed:
                continue
            over = _over(grid, y, x + 1, facts)
            if column.name in (HELD, *BY_NAME) and over:
                puts.append(Put(y, x + 1, None))
                unmatched.append(f"{cell}（上面写着“{over}”，不知道是不是全年的数）")
            elif column.name in (HELD, *BY_NAME):
                put = _value(y, x + 1, column, _Row("", facts.year.whole))
                puts += [put] if put else []
                matched[cell] = _meant(column)
            elif column.why:
                puts.append(Put(y, x + 1, None))
                unmatched.append(f"{cell}（{column.why}）")
    return Filling(grid.name, tuple(puts), matched, tuple(unmatched)) if matched or puts else None


def _over(grid: Grid, y: int, x: int, facts: Facts) -> str:
    """The title over a value's cell that may ask for something else than the whole year (上年, 目标, 1月); else empty.

    A title over the whole table, or the value of a label that ends in a colon, is none.
    """
    for above in range(y - 1, -1, -1):
        said, beside = _cell(grid, above, x), _cell(grid, above, x - 1)
        if said and said != beside and not plain(beside).endswith(":"):
            return "" if asks_for_all(said, facts) else said
    return ""


def _cell(grid: Grid, y: int, x: int) -> str:
    return grid.rows[y][x] if 0 <= y < len(grid.rows) and x < len(grid.rows[y]) else ""


def told(fillings: Sequence[Filling]) -> list[str]:
    """What was matched and what was not, a line each, for a person."""
    lines = []
    for one in fillings:
        lines.append(
            f"“{one.sheet}”："
            + "　".join(f"{title}=台账的{name}" for title, name in one.matched.items() if name != NUMBER)
        )
        if one.unmatched:
            lines.append(f"  不认得的列，留空并标黄：{'、'.join(one.unmatched)}")
        if one.left_out:
            lines.append(f"  表里的空行不够，还有 {one.left_out} 行没有填进去：请在表里加行，再运行一次")
        if one.difference:
            lines.append(f"  {one.difference}")
    return lines

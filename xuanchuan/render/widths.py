"""How wide a table's columns are: by share first, then so that short words stay whole and rows stay low."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from math import ceil

from xuanchuan.model.document import Table
from xuanchuan.render.front import is_number_column, plain
from xuanchuan.render.literal import columns
from xuanchuan.render.looks import Look
from xuanchuan.render.units import points

SHORT = 8
STEPS = (113, 283, 567, 850)  # two, five, ten and fifteen millimetres in twips
LEAST = 0.6  # of its share, however little a column holds
BOLD_DIGIT = 0.72  # of the size: the widest bold figures that may stand in for 黑体
MOST_MOVES = 60
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the widths are weighed by: line widths of every cell in points, and the room each column needs.

    ``known`` grows: how high the cells of a column are at a width, which most moves leave as it was.
    """

    rows: tuple[tuple[tuple[float, ...], ...], ...]
    floors: tuple[int, ...]
    padding: int
    size: float
    known: dict[tuple[int, int], list[int]] = field(default_factory=dict, compare=False, repr=False)

    def lines(self, widths: Sequence[int]) -> float:
        """The lines of all rows together, a little more where single cells turn over."""
        heights = zip(*(self._heights(at, width) for at, width in enumerate(widths)), strict=True)
        return sum((max(row) + sum(row) / 30 for row in heights), 0.0)

    def _heights(self, at: int, width: int) -> list[int]:
        if (at, width) not in self.known:
            self.known[at, width] = [self._height(row[at], width) for row in self.rows]
        return self.known[at, width]

    def _height(self, cell: tuple[float, ...], width: int) -> int:
        room = max(1.0, (width - self.padding) / 20)
        turning = max(1.0, room - self.size)  # marks that may not begin a line cost about a character
        return sum(1 if line <= room else max(2, ceil(line / turning)) for line in cell)


def column_widths(block: Table, width: int, look: Look, padding: int) -> list[int]:
    """Widths in twips that add up to ``width``; the same table again costs nothing."""
    return list(_weighed(block, width, look, padding))


@lru_cache(maxsize=256)
def _weighed(block: Table, width: int, look: Look, padding: int) -> tuple[int, ...]:
    widths = shares([column.share for column in block.columns], width)
    needs = [_need(block, at, look) + padding + points(2) for at in range(len(widths))]
    if sum(needs) > width:
        return tuple(widths)
    floors = tuple(max(need, round(LEAST * wide)) for need, wide in zip(needs, widths, strict=True))
    sheet = _Sheet(_line_widths(block, look), floors, padding, look.styles["cell"].size)
    return tuple(_lowest(_raised(widths, needs), sheet))


def shares(parts: Sequence[int], width: int) -> list[int]:
    """Split a width in proportion to the parts; the pieces add up exactly."""
    total = sum(parts)
    edges = [round(width * sum(parts[:at]) / total) for at in range(len(parts) + 1)]
    return [right - left for left, right in zip(edges, edges[1:], strict=False)]


def is_short(block: Table, at: int) -> bool:
    """Whether every cell of a column is a short word or figure."""
    words = [plain(row[at]) for row in block.rows]
    return any(words) and all(columns(word) <= SHORT for word in words)


def _raised(widths: list[int], needs: list[int]) -> list[int]:
    """Widths with none below its need, the wider columns giving in proportion to what they can spare."""
    spare = sum(max(0, width - need) for need, width in zip(needs, widths, strict=True))
    missing = sum(max(0, need - width) for need, width in zip(needs, widths, strict=True))
    if not missing:
        return widths
    raised = [
        max(need, width - round((width - need) * missing / spare)) for need, width in zip(needs, widths, strict=True)
    ]
    raised[raised.index(max(raised))] += sum(widths) - sum(raised)
    return raised


def _lowest(widths: list[int], sheet: _Sheet) -> list[int]:
    """Move a few millimetres at a time from one column to another as long as the table gets lower."""
    best = sheet.lines(widths)
    for _ in range(MOST_MOVES):
        moved = min(_moves(widths, sheet), key=sheet.lines, default=widths)
        if (lines := sheet.lines(moved)) >= best:
            break
        widths, best = moved, lines
    return widths


def _moves(widths: list[int], sheet: _Sheet) -> Iterator[list[int]]:
    for step, at, to in product(STEPS, range(len(widths)), range(len(widths))):
        if at != to and widths[at] - step >= sheet.floors[at]:
            yield [width - step * (here == at) + step * (here == to) for here, width in enumerate(widths)]


def _need(block: Table, at: int, look: Look) -> int:
    """The room in twips that a column's short words need to stay on one line."""
    number = block.role == "hotlines" and is_number_column(block, at)
    size = look.styles["number" if number else "cell"].size
    words = [plain(row[at]) for row in block.rows] if number or is_short(block, at) else []
    head = min(columns(block.columns[at].header), SHORT)
    em = BOLD_DIGIT if number else 0.5
    wants = [points(columns(word) * em * size) for word in words]
    return max([*wants, points(head / 2 * look.styles["head"].size)])


def _line_widths(block: Table, look: Look) -> tuple[tuple[tuple[float, ...], ...], ...]:
    cell, head = look.styles["cell"].size, look.styles["head"].size
    header = tuple((columns(column.header) / 2 * head,) for column in block.columns)
    return (
        header,
        *(
            tuple(tuple(columns(line) / 2 * cell for line in plain(words).split("\n")) for words in row)
            for row in block.rows[:MOST_ROWS]
        ),
    )

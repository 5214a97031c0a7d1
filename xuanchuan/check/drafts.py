"""A draft as it is checked: one text, and where each of its lines stands in the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph or cell: its words, where it stands (正文第3段), and which paragraph of which part it is.

    Plain text leaves ``where`` empty: a line is told by its number.
    """

    text: str
    where: str = ""
    part: str = ""
    row: int = 0


@dataclass(frozen=True)
class Draft:
    """What was read of a file: its lines in order, joined by one line end each, and what could not be read.

    ``remarks`` are said beside the findings (pictures, changes not accepted …); ``kind`` is docx, txt, md, html or pdf.
    """

    path: Path
    kind: str
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """The extracted text; spans of findings are places in it."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each line begins in the text."""
        return tuple(accumulate((len(line.text) + 1 for line in self.lines[:-1]), initial=0))

    def row(self, place: int) -> int:
        """The line that holds a place of the text."""
        return max(0, bisect_right(self.starts, place) - 1)

    def where(self, place: int) -> str:
        """A place of the text in words."""
        row = self.row(place)
        return (self.lines[row].where or f"第{row + 1}行") if self.lines else ""


def draft_of_text(text: str, path: Path = Path("稿子.txt"), kind: str = "txt") -> Draft:
    """A draft of a plain text, a line each."""
    return Draft(path, kind, tuple(map(Line, text.split("\n"))))

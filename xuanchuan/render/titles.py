"""Where a long official title turns over: on sense, in lines of nearly the same length (GB/T 9704 cl. 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from xuanchuan.render.literal import columns

# Good places for a new line: before what a title does, or after a complete name.
_BEFORE = re.compile(
    "(?=[《“]|关于|开展|组织|做好|举办|进一步|宣传|法治|普法|主题|系列|专项|活动|工作|实施|集中|知识|问答|手册)"
)
_AFTER = re.compile("(?<=[》”）、])|(?<=[0-9]年)(?![0-9])|(?<=[节周日月])(?=[^0-9的》”）])")
# Never: before closing marks, after opening marks, inside a number, Latin words or a day such as 6·26.
_NEVER = re.compile("(?=[》”’）、，。：；？！])|(?<=[《“‘（])|(?<=[ -~])(?=[ -~年月日·])|(?=[的])")

# Where a slogan pauses: its comma or colon ends the line.
_PAUSE = re.compile("(?<=[，：；！？—])")

# Titles of other characters, a name with odd marks in it for one, are left to the program's own line breaking.
_SLOGAN = re.compile("[\u4e00-\u9fff0-9“”《》（）、·—，：；？！]+")
_CLAUSES = re.compile("[，：；？！]")
_INSIDE_NAME = 12
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"))
MOST_LINES = 3


def title_lines(title: str, width: int) -> list[str]:
    """The title in one line if ``width`` characters hold it, else in two or three lines nearly alike.

    A slogan turns over where it pauses. A title that needs more lines, has no good places, or is more than plain Chinese
    is left as it is.
    """
    if columns(title) <= 2 * width or not _SLOGAN.fullmatch(title):
        return [title]
    if paused := _turned(title, _pauses(title), width):
        return paused
    places = [] if _CLAUSES.search(title) else [at for at in range(1, len(title)) if _is_good(title, at)]
    return _turned(title, places, width) or [title]


def _turned(title: str, places: Sequence[int], width: int) -> list[str]:
    """The title cut at as few of the places as let every line fit, the best way; none if no way does."""
    for breaks in range(1, MOST_LINES):
        cuts = (_cut(title, chosen) for chosen in combinations(places, breaks))
        if fitting := [lines for lines in cuts if max(map(columns, lines)) <= 2 * width]:
            return min(fitting, key=_cost)
    return []


def line_choices(title: str, most: int) -> list[list[str]]:
    """The title in one line, in two, and so on up to ``most``, each time in lines as even as sense allows."""
    places = _pauses(title) or [at for at in range(2, len(title) - 1) if _is_good(title, at)]
    choices = [[title]]
    for count in range(1, min(most, len(places) + 1)):
        best = min(combinations(places, count), key=lambda cuts: _widest(title, cuts))
        choices.append(_cut(title, best))
    return choices


def paused_choices(words: str) -> list[list[str]]:
    """The words in two lines, in three, each ending where the words pause: none where they do not."""
    return line_choices(words, MOST_LINES)[1:] if _pauses(words) else []


def _pauses(title: str) -> list[int]:
    return [at for at in range(2, len(title) - 1) if _PAUSE.match(title, at) and not _NEVER.match(title, at)]


def _widest(title: str, cuts: Sequence[int]) -> tuple[int, int]:
    """The widest line, then how uneven the lines are."""
    widths = [columns(line) for line in _cut(title, cuts)]
    return max(widths), max(widths) - min(widths)


def _is_good(title: str, at: int) -> bool:
    return bool(_BEFORE.match(title, at) or _AFTER.match(title, at)) and not _NEVER.match(title, at)


def _cut(title: str, places: Sequence[int]) -> list[str]:
    return [title[start:end] for start, end in pairwise((0, *places, len(title)))]


def _cost(lines: Sequence[str]) -> float:
    uneven = (max(map(columns, lines)) - min(map(columns, lines))) / 2
    heads = ("".join(lines[:number]) for number in range(1, len(lines)))
    inside = sum(any(head.count(left) > head.count(right) for left, right in _PAIRS) for head in heads)
    return uneven + _INSIDE_NAME * inside

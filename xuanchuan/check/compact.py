"""The text as it is searched: no spaces, one width, line breaks inside a citation closed; every place maps back."""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import sub

NUMERALS = "0-9一二三四五六七八九十百千零〇○两"

# One character each way, so that offsets stay: full-width digits, letters and marks, look-alike brackets and numerals.
WIDTHS = {0xFF10 + n: str(n) for n in range(10)}
WIDTHS |= {0xFF21 + n: chr(ord("A") + n) for n in range(26)} | {0xFF41 + n: chr(ord("a") + n) for n in range(26)}
WIDTHS |= dict(zip(map(ord, "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"), "一二三四五六七八九十", strict=True))
WIDTHS |= dict(zip(map(ord, "()[]<>﹙﹚［］＜＞:;,?!"), "（）〔〕〈〉（）〔〕〈〉：；，？！", strict=True))
WIDTHS |= (
    dict.fromkeys(map(ord, "~〜∼˜"), "～") | dict.fromkeys(map(ord, "－–—―‐‑−﹣─"), "-") | {0x3007: "〇", 0x25CB: "〇"}
)
WIDTHS |= dict.fromkeys(map(ord, "「『＂"), "“") | dict.fromkeys(map(ord, "」』"), "”") | {0x301D: "“", 0x301E: "”"}
WIDTHS |= {0x2460 + n: "①②③④⑤⑥⑦⑧⑨⑩"[n] for n in range(10)}
WIDE = re.compile(f"[{re.escape(''.join(map(chr, WIDTHS)))}]")

INVISIBLE = " \\t\\r\\f\\v\\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2064\\u3000\\ufeff"
COUNTED = "0123456789０１２３４５６７８９一二三四五六七八九十百千零〇○两"
COUNTS = frozenset(COUNTED)
UNITS = frozenset("条款项")
# Between two of these a space stays: 1　1月29日 must not become 11月29日, nor words of English one word.
WORD = "0-9０-９a-zA-Z"
BESIDE = re.compile(f"[{WORD}]")
# Runs of what may not count; those with a line end have a group. What surely stays is passed over here, where it costs
# least: the spaces between two words of English, and line ends alone that no number stands before.
RUN = re.compile(
    rf"[{INVISIBLE}\n*`~](?:"
    rf"(?<=[{INVISIBLE}])(?<![{INVISIBLE}\n][{INVISIBLE}])(?:(?<![{WORD}][{INVISIBLE}])|(?![{INVISIBLE}]*+[{WORD}]))"
    rf"[{INVISIBLE}]*+(?:(\n)[{INVISIBLE}\n]*+)?"
    rf"|(?<=\n)(?<!\n\n)\n*+([{INVISIBLE}])[{INVISIBLE}\n]*+"
    rf"|(?<=[{COUNTED}条款项第]\n)(?![{INVISIBLE}\n])()"
    r"|(?P<marks>(?<=\*)\*{1,2}|(?<=`)`*+|(?<=~)~))"
)
AT_ONCE = 1 << 15
# What goes on after a line end inside a number, and after 条, 款 or 项.
NUMBER_ON = re.compile(rf"[{NUMERALS}０-９{INVISIBLE}]*[条款项]")
PART_ON = re.compile(rf"第[（(]?[{NUMERALS}０-９]+[）)]?[款项]")
# A title broken over a line end; at most one break, and no end of a sentence inside.
BROKEN_TITLE = re.compile(r"《[^《》\n。！？]{1,40}\n[^《》\n。！？]{1,40}》")


@dataclass(frozen=True, slots=True)
class Compact:
    """``text`` without what does not count, and where each kept piece began in the original."""

    text: str
    starts: array[int]
    origins: array[int]

    def origin(self, place: int) -> int:
        """The place in the original of the character at ``place`` (not the end of a span)."""
        row = bisect_right(self.starts, place) - 1
        return self.origins[row] + place - self.starts[row]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original that holds exactly the characters ``start`` to ``end``; never empty."""
        return self.origin(start), self.origin(end - 1) + 1


def compact(original: str) -> Compact:
    """Close spaces and the line breaks that cut a citation; keep all other line breaks."""
    ends, origins = array("q"), array("q", [0])
    for start, end in _cuts(original):
        ends.append(start)
        origins.append(end)
    ends.append(len(original))
    starts = array("q", accumulate(map(sub, ends[:-1], origins), initial=0))
    return Compact("".join(_pieces(original, origins, ends)), starts, origins)


def _pieces(text: str, origins: array[int], ends: array[int]) -> Iterator[str]:
    """What is kept, one width each, so many pieces at a time: all at once would weigh several times the text."""
    for at in range(0, len(origins), AT_ONCE):
        spans = map(slice, origins[at : at + AT_ONCE], ends[at : at + AT_ONCE])
        kept = "".join(map(text.__getitem__, spans))
        for place in range(0, len(kept), AT_ONCE):
            yield WIDE.sub(_one_width, kept[place : place + AT_ONCE])


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """All that is left out, in order, none inside another."""
    broken = _broken_titles(text)
    return iter(_merged(list(_gaps(text)), broken)) if broken else _gaps(text)


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """What does not count, in order: spaces, marks of emphasis, line ends that cut a number."""
    for match in RUN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup or match.lastindex
        if kind == "marks":
            if not (BESIDE.match(text, start - 1) and BESIDE.match(text, end)):
                yield start, end
        elif not kind or _joins(text, start, end):
            yield start, end
        elif end - start > 1:
            yield from _around_ends(text, start, end)


def _broken_titles(text: str) -> list[tuple[int, int]]:
    """The line end inside each title that is broken over two lines."""
    places = (text.index("\n", match.start(), match.end()) for match in BROKEN_TITLE.finditer(text))
    return [(place, place + 1) for place in places]


def _one_width(match: re.Match[str]) -> str:
    return WIDTHS[ord(match.group())]


def _joins(text: str, start: int, end: int) -> bool:
    """Whether a line end between two places cuts a number or an article off from its 款."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before not in COUNTS and before not in UNITS and before != "第":
        return False
    if text.count("\n", start, end) != 1:
        return False
    if before == "第":
        return after in COUNTS
    if before in COUNTS:
        return bool(NUMBER_ON.match(text, end))
    return bool(PART_ON.match(text, end)) or (before == "条" and after == "之")


def _around_ends(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What is not a line end of a run of spaces and line ends."""
    gaps, place = [], start
    for at in range(start, end + 1):
        if at == end or text[at] == "\n":
            if at > place:
                gaps.append((place, at))
            place = at + 1
    return gaps


def _merged(gaps: list[tuple[int, int]], broken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Gaps and the line ends of broken titles in order."""
    return sorted([*gaps, *(one for one in broken if not _covered(gaps, one[0]))])


def _covered(gaps: list[tuple[int, int]], place: int) -> bool:
    """Whether one of the gaps holds ``place``."""
    row = bisect_right(gaps, (place, sys.maxsize)) - 1
    return row >= 0 and gaps[row][1] > place

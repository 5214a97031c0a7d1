"""The text as it is searched: no spaces, one width, line breaks inside a citation closed; every place maps back."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

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

INVISIBLE = " \\t\\r\\f\\v\\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2064\\u3000\\ufeff"
SOFT = rf"[{INVISIBLE}]*\n[{INVISIBLE}]*"
DROPPED = re.compile(
    rf"(?<=第){SOFT}(?=[{NUMERALS}０-９])"
    rf"|(?<=[{NUMERALS}０-９]){SOFT}(?=[{NUMERALS}０-９{INVISIBLE}]*[条款项])"
    rf"|(?<=[条款项]){SOFT}(?=第[（(]?[{NUMERALS}０-９]+[）)]?[款项])"
    rf"|(?<=条){SOFT}(?=之[{NUMERALS}０-９])"
    rf"|[{INVISIBLE}]+|\*{{2,3}}|`+|~~"
)
# A title broken over a line end; at most one break, and no end of a sentence inside.
BROKEN_TITLE = re.compile(r"《[^《》\n。！？]{1,40}\n[^《》\n。！？]{1,40}》")


@dataclass(frozen=True, slots=True)
class Compact:
    """``text`` without what does not count, and where each kept piece began in the original."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, place: int) -> int:
        """The place in the original of the character at ``place`` (not the end of a span)."""
        row = bisect_right(self.starts, place) - 1
        return self.origins[row] + place - self.starts[row]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original that holds exactly the characters ``start`` to ``end``; never empty."""
        return self.origin(start), self.origin(end - 1) + 1


def compact(original: str) -> Compact:
    """Close spaces and the line breaks that cut a citation; keep all other line breaks."""
    gaps = [match.span() for match in DROPPED.finditer(original)]
    broken = [
        (place, place + 1)
        for match in BROKEN_TITLE.finditer(original)
        for place in [original.index("\n", match.start(), match.end())]
    ]
    pieces: list[str] = []
    starts, origins = [0], [0]
    length = place = 0
    for start, end in _merged(gaps, broken):
        if start > place:
            pieces.append(original[place:start])
            length += start - place
        place = end
        if starts[-1] == length:
            origins[-1] = end
        else:
            starts.append(length)
            origins.append(end)
    pieces.append(original[place:])
    return Compact("".join(pieces).translate(WIDTHS), tuple(starts), tuple(origins))


def _merged(gaps: list[tuple[int, int]], broken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """All gaps in order, none inside another."""
    if not broken:
        return gaps
    merged: list[tuple[int, int]] = []
    for start, end in sorted([*gaps, *broken]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged

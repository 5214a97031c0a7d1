"""Uncommon characters in what a village prints: which fonts lack them, and what stands on the paper instead.

Nothing is changed or dropped. The fonts that come with Windows and WPS differ by age: 仿宋_GB2312 and 楷体_GB2312 hold
GB 2312-80; 宋体, 黑体, 仿宋 and 楷体 hold at least GBK; characters beyond the first plane are in 宋体-ExtB alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from xuanchuan.model.roster import Village

Scarcity = Literal["old", "new", "far"]
SHOWN, MANY = 3, 12
SAID: dict[Scarcity, str] = {
    "old": "老字体（仿宋_GB2312、楷体_GB2312）里没有，会自动换成宋体，字样略有不同",
    "new": "不少电脑的仿宋、楷体、黑体里没有，会换成宋体；宋体也没有的，印成空框",
    "far": "只有“宋体-ExtB”一类字体里有，没装的电脑印成空框",
}


@dataclass(frozen=True, slots=True)
class Rare:
    """A row with such characters: its number, the village, the characters of one scarcity."""

    row: int
    village: str
    characters: str
    scarcity: Scarcity


@lru_cache(maxsize=8192)
def scarcity(char: str) -> Scarcity | None:
    """How scarce a character is in the fonts of office computers; None for a common one."""
    if not (char == "〇" or "CJK" in unicodedata.name(char, "")) or _in(char, "gb2312"):
        return None
    if ord(char) > 0xFFFF:
        return "far"
    return "old" if _in(char, "gbk") else "new"


def rare(village: Village) -> Iterator[Rare]:
    """What of a village's values common fonts lack, once for each scarcity."""
    words = "".join(village.values)
    if _in(words, "gb2312"):
        return
    found = {char: scarcity(char) for char in dict.fromkeys(words)}
    for how in SAID:
        if some := "".join(char for char, one in found.items() if one == how):
            yield Rare(village.row, village.name, some, how)


def told(found: Sequence[Rare]) -> Iterator[str]:
    """A line for each scarcity: the characters, where they are, what prints instead; the scarcest first."""
    for how in reversed(SAID):
        rows = [one for one in found if one.scarcity == how]
        if rows:
            characters = list(dict.fromkeys("".join(one.characters for one in rows)))
            places = "、".join(f"第 {one.row} 行 {one.village}" for one in rows[:SHOWN])
            more = f" 等 {len(rows)} 个村" if len(rows) > SHOWN else ""
            many = "等" if len(characters) > MANY else ""
            yield f"{'、'.join(characters[:MANY])}{many}（{places}{more}）：{SAID[how]}"


def _in(words: str, codec: str) -> bool:
    try:
        words.encode(codec)
    except UnicodeEncodeError:
        return False
    return True

"""How people write a day: 11.25, 11月25日, 十一月二十五日, 2026-11-25, 明天. Spelling only, no calendar."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

RELATIVE = {"前天": -2, "昨天": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}

_SEPARATOR = r"[.\-/·•・。、_,]"
_FULL = re.compile(rf"(\d{{4}})(?:年|{_SEPARATOR})(\d{{1,2}})(?:月|{_SEPARATOR})(\d{{1,2}})[日号]?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(rf"(\d{{1,2}})(?:月|{_SEPARATOR})(\d{{1,2}})[日号]?")
_SHORT_PACKED = re.compile(r"([01]\d)(\d{2})")
_SPOKEN = re.compile(
    r"(?:([〇零一二三四五六七八九]{4})年)?([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿卅]{1,3})[日号]"
)
_YEAR_FIRST = re.compile(r"(\d{4})年?(\D.*)")
_YEAR_LAST = re.compile(r"(.*\D)(\d{4})年?")
_NOISE = re.compile(r"[\s\"'“”‘’《》〈〉「」『』()·•・]")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}


@dataclass(frozen=True, slots=True)
class Written:
    """A month and day as written, with the year where one was written; not yet known to exist."""

    month: int
    day: int
    year: int | None = None


def read_written(text: str) -> Written | None:
    """The numbers in a spelling of a date, full-width and Chinese digits included; None if it is no such spelling."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if found := _FULL.fullmatch(plain) or _PACKED.fullmatch(plain):
        return Written(int(found[2]), int(found[3]), int(found[1]))
    if found := _SHORT.fullmatch(plain) or _SHORT_PACKED.fullmatch(plain):
        return Written(int(found[1]), int(found[2]))
    if found := _SPOKEN.fullmatch(plain):
        year = int("".join(str(_DIGITS[digit]) for digit in found[1])) if found[1] else None
        return Written(_chinese(found[2]), _chinese(found[3]), year)
    return None


def read_relative(text: str) -> int | None:
    """Days from today for 今天, 明天, 后天 …; None for anything else."""
    return RELATIVE.get(text.strip())


def split_year(text: str) -> tuple[str, int | None]:
    """A name and the year written before or after it: 2027三八, 三八 2027年; the name whole where there is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := _YEAR_FIRST.fullmatch(plain):
        return found[2].strip(), int(found[1])
    if found := _YEAR_LAST.fullmatch(plain):
        return found[1].strip(), int(found[2])
    return plain, None


def fold(name: str) -> str:
    """A name without quotes, spaces, brackets, dots and case, for comparing."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()


def spoken_days(name: str) -> Iterator[tuple[int, int]]:
    """The days that digits said in a row may mean: 三八 is 3.8, 六二六 6.26, 一二四 1.24 or 12.4."""
    if not 2 <= len(name) <= 4 or any(digit not in _DIGITS for digit in name):
        return
    numbers = "".join(str(_DIGITS[digit]) for digit in name)
    for cut in (1, 2):
        if numbers[cut:]:
            yield int(numbers[:cut]), int(numbers[cut:])


def _chinese(text: str) -> int:
    """十 10, 十一 11, 二十五 25, 廿五 25, 三十一 31; digits in a row (二五) are read as such."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return int("".join(str(_DIGITS[digit]) for digit in text))
    tens, _, ones = text.partition("十")
    return 10 * (_DIGITS[tens] if tens else 1) + (_chinese(ones) if ones else 0)

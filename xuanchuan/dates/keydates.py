"""Key dates: read from ``campaigns/dates.toml`` and a project's own file, and what they are in a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from xuanchuan.dates import lunar
from xuanchuan.dates.entries import DatesFile, read_entry, read_step
from xuanchuan.dates.rules import Announced, Lunar, Market, Range, Span, parse_rule, spans
from xuanchuan.files.bundled import folder
from xuanchuan.files.toml import did_you_mean, parse_toml, toml_text
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.occasion import KeyDate, Occasion, Step

BUNDLED = "campaigns/dates.toml"
TABLES = ("dates", "steps", "version")
HEAD = "每个节点要以单独一行 [[dates]] 开头"
MEND = "改好再试；写法见自带的 campaigns/dates.toml，看有没有改对：  xuanchuan dates"


def load_key_dates(extra: Path | None = None) -> tuple[KeyDate, ...]:
    """The bundled key dates in file order, a project's own merged in: the same id replaces, a new one follows.

    ``extra`` is a dates file or a folder that may hold ``dates.toml``. A mistake in a file raises
    XuanchuanError that names the file, the entry and the key.
    """
    merged = {key_date.id: key_date for key_date in _bundled_dates()}
    if own := _own(extra):
        merged |= {key_date.id: key_date for key_date in _read_dates(own)}
    return tuple(merged.values())


def load_steps(extra: Path | None = None) -> tuple[Step, ...]:
    """The standard steps for a key date without a campaign of its own; a project's dates file may replace them all."""
    file = _own(extra)
    if file is None or "steps" not in file.tables:
        file = _bundled()
    return tuple(read_step(table, number, file) for number, table in enumerate(file.tables["steps"], 1))


def data_version() -> date:
    """The day the bundled key dates were last revised."""
    version = _bundled().tables["version"]
    assert isinstance(version, date)
    return version


def _own(extra: Path | None) -> DatesFile | None:
    own = extra / "dates.toml" if extra is not None and extra.is_dir() else extra
    return _file(toml_text(own), str(own)) if own is not None and own.exists() else None


@cache
def _bundled_dates() -> tuple[KeyDate, ...]:
    return tuple(_read_dates(_bundled()))


@cache
def _bundled() -> DatesFile:
    return _file((folder("campaigns") / "dates.toml").read_text(encoding="utf-8"), BUNDLED)


def _file(text: str, where: str) -> DatesFile:
    return DatesFile(where, text, parse_toml(text, where))


def _read_dates(file: DatesFile) -> list[KeyDate]:
    for name in (name for name in file.tables if name not in TABLES):
        raise XuanchuanError(
            f"日期文件里不认识 {name}{did_you_mean(name, TABLES)}", where=file.where, why=HEAD, hint=MEND
        )
    entries = file.tables.get("dates", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise XuanchuanError("日期文件里没有节点", where=file.where, why=HEAD, hint=MEND)
    key_dates = [read_entry(entry, number, file) for number, entry in enumerate(entries, 1)]
    ids = [key_date.id for key_date in key_dates]
    for at, twice in ((at, one) for at, one in enumerate(ids) if one in ids[:at]):
        place = file.place("dates", at + 1, "id")
        raise XuanchuanError(f"id“{twice}”写了两次", where=place, why="每个节点的 id 只能用一次", hint=MEND)
    return key_dates


def in_province(key_dates: Iterable[KeyDate], province: str) -> tuple[KeyDate, ...]:
    """The key dates that hold for a unit of ``province`` (山东 or 山东省; empty: national ones only)."""
    return tuple(key_date for key_date in key_dates if not key_date.province or _same(key_date.province, province))


def _same(one: str, other: str) -> bool:
    return bool(other) and (one.startswith(other) or other.startswith(one))


def exists_in(key_date: KeyDate, year: int) -> bool:
    """False in years before the key date's first known name; True where the first year is not known."""
    firsts = [span.first for span in key_date.names]
    return not firsts or None in firsts or year >= min(first for first in firsts if first is not None)


def name_in(key_date: KeyDate, year: int) -> str:
    """What the key date was called in a year."""
    for span in key_date.names:
        if (span.first is None or span.first <= year) and (span.last is None or year <= span.last):
            return span.name
    return key_date.name


def occasion(key_date: KeyDate, year: int) -> Occasion:
    """The key date in one year, the first where a year has several.

    Without a notice: the usual span, or no days at all, and not confirmed. XuanchuanError for a year outside
    1900-2100, and for a date that this year does not have (2月29日, a lunar day that skips the year).
    """
    found = occasions(key_date, year)
    if found:
        return found[0]
    raise XuanchuanError(
        f"{year} 年没有“{key_date.name}”",
        why=_why_none(key_date),
        hint=f"看看其他年份：  xuanchuan dates --year {year + 1}",
    )


def occasions(key_date: KeyDate, year: int) -> tuple[Occasion, ...]:
    """The key date's occasions in one year: mostly one, many for market days, none where the year has none."""
    known = {y: (start, end) for y, start, end in key_date.known_years}
    rule = parse_rule(key_date.rule)
    found = spans(rule, year)
    if year in known:
        return (_occasion(key_date, year, known[year], confirmed=year not in key_date.remembered_years),)
    if not isinstance(rule, Announced):
        return tuple(_occasion(key_date, year, span, confirmed=True) for span in found)
    return tuple(_occasion(key_date, year, span, confirmed=False) for span in found or (None,))


def all_occasions(key_dates: Iterable[KeyDate], year: int) -> tuple[Occasion, ...]:
    """Every occasion of a year by its first day (those without a day last), dates not yet founded left out."""
    found = [one for key_date in key_dates if exists_in(key_date, year) for one in occasions(key_date, year)]
    return tuple(sorted(found, key=lambda one: (one.start or date.max, one.end or date.max, one.key_date.id)))


def is_market(key_date: KeyDate) -> bool:
    """Whether the key date is a market day (集日), which comes round all the year."""
    return isinstance(parse_rule(key_date.rule), Market)


def _occasion(key_date: KeyDate, year: int, span: Span | None, *, confirmed: bool) -> Occasion:
    start, end = span or (None, None)
    plain = Occasion(key_date, year, name_in(key_date, year), start, end, confirmed)
    return replace(plain, remark=_remark(plain))


def _remark(found: Occasion) -> str:
    rule = parse_rule(found.key_date.rule)
    if found.start is None:
        return f"{found.year} 年的日期还没有公布，也没有惯例可用"
    if found.year in found.key_date.remembered_years:
        return f"{found.year} 年的日期凭记忆，没有见到通知原文"
    if not found.confirmed:
        usual = "由本地定" if found.key_date.rule.startswith("各地自定") else "没有见到通知"
        return f"{found.year} 年的日期{usual}，先按往年惯例"
    if _is_lunar(rule) and lunar.is_disputed(found.start):
        return f"{found.year} 年这个农历月的初一，各家历书相差一天，公历日期可能早一天，以当年公布的历书为准"
    if not exists_in(found.key_date, found.year):
        return f"{found.year} 年还没有这个节点"
    return ""


def _is_lunar(rule: object) -> bool:
    match rule:
        case Lunar():
            return True
        case Market(lunar=lunar_days):
            return lunar_days
        case Range(first=first, last=last):
            return isinstance(first, Lunar) or isinstance(last, Lunar)
        case _:
            return False


def _why_none(key_date: KeyDate) -> str:
    if key_date.rule == "02-29":
        return "只有闰年才有2月29日"
    if "农历" in key_date.rule:
        return "这个农历日子没有落在这一年里"
    return f"按“{key_date.rule}”，这一年没有这一天"

"""One ``[[dates]]`` entry of a dates file becomes a KeyDate, or an error a person can mend."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn, get_args

from xuanchuan.dates.rules import Range, RuleError, Solar, Span, parse_rule, spans
from xuanchuan.files.toml import line_of
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.occasion import KeyDate, NameSpan, Step, Weight

KEYS = (
    "id",
    "name",
    "rule",
    "names",
    "short_names",
    "basis",
    "articles",
    "audiences",
    "confidence",
    "note",
    "province",
    "years",
    "years_from_memory",
    "primary",
    "part_of",
    "weight",
)
STEP_KEYS = ("id", "offset", "what", "owner", "material", "needs_days")
NAME_KEYS = ("name", "from", "to")
CONFIDENCES = ("high", "medium", "low")

_ID = re.compile(r"[0-9a-z]+(-[0-9a-z]+)*")
_ARTICLES = re.compile(r"([^:：]+)[:：](\d+(?:-\d+)?(?:[,，]\s*\d+(?:-\d+)?)*)")


@dataclass(frozen=True, slots=True)
class DatesFile:
    """A dates file: where it lies, its text and its tables."""

    where: str
    text: str
    tables: dict[str, Any]

    def place(self, table: str, number: int, key: str = "") -> str:
        """The file and the line of a key in the ``number``th (from 1) ``[[table]]``."""
        line = line_of(self.text, table, number, key)
        return f"{self.where} 第 {line} 行" if line else self.where


def read_entry(entry: dict[str, Any], number: int, file: DatesFile) -> KeyDate:
    """The key date of entry ``number`` (from 1) of a file; XuanchuanError names line, key and remedy."""
    return _Entry(entry, number, file).key_date()


def read_step(table: Any, number: int, file: DatesFile) -> Step:
    """The standard step of entry ``number`` (from 1) of ``[[steps]]``; XuanchuanError names line, key and remedy."""
    entry = _Entry(table if isinstance(table, dict) else {}, number, file, "steps")
    entry.refuse_unknown(entry.table, STEP_KEYS)
    return Step(
        id=entry.identity(),
        offset=entry.number_of("offset"),
        what=entry.text("what", needed=True),
        owner=entry.text("owner"),
        material=entry.text("material"),
        needs_days=entry.number_of("needs_days", 0),
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    table: dict[str, Any]
    number: int
    file: DatesFile
    kind: str = "dates"

    def key_date(self) -> KeyDate:
        self.refuse_unknown(self.table, KEYS)
        memory = self.numbers("years_from_memory")
        return KeyDate(
            id=self.identity(),
            name=self.text("name", needed=True),
            rule=self.rule(),
            names=tuple(self.names()),
            short_names=self.texts("short_names"),
            basis=self.text("basis"),
            articles=tuple(self.articles()),
            audiences=self.texts("audiences"),
            confidence=self.choice("confidence", CONFIDENCES, "medium"),
            note=self.text("note"),
            province=self.text("province") or None,
            known_years=tuple(self.years()),
            remembered_years=memory,
            primary=self.flag("primary"),
            part_of=self.text("part_of"),
            weight=self.choice("weight", get_args(Weight), "一般"),  # type: ignore[arg-type]
        )

    def identity(self) -> str:
        found = self.text("id", needed=True)
        if not _ID.fullmatch(found):
            self.fail("id", f"“{found}”不行：只能用小写英文字母、数字和 -，例如 jiri-lijia")
        return found

    def rule(self) -> str:
        text = self.text("rule", needed=True)
        try:
            parse_rule(text)
        except RuleError as error:
            self.fail("rule", str(error))
        return text

    def names(self) -> Iterator[NameSpan]:
        for item in self.listed("names"):
            if not isinstance(item, dict) or not isinstance(item.get("name"), str):
                self.fail("names", '每个名称写成 { name = "旧名称", from = 2001, to = 2013 }')
            self.refuse_unknown(item, NAME_KEYS)
            first, last = item.get("from"), item.get("to")
            if not all(year is None or type(year) is int for year in (first, last)):
                self.fail("names", "from 和 to 要写年份数字，如 from = 2001")
            yield NameSpan(item["name"], first, last)

    def articles(self) -> Iterator[str]:
        for item in self.texts("articles"):
            found = _ARTICLES.fullmatch(item)
            if not found:
                self.fail("articles", f"看不懂“{item}”；写成 反家庭暴力法:23,29")
            yield from (f"{found[1].strip()}:{article.strip()}" for article in re.split("[,，]", found[2]))

    def years(self) -> Iterator[tuple[int, date, date]]:
        table = self.table.get("years", {})
        if not isinstance(table, dict):
            self.fail("years", '写成 years = { 2025 = "12-01..12-07" }')
        for key, text in table.items():
            if not re.fullmatch(r"\d{4}", key) or not isinstance(text, str):
                self.fail("years", f'看不懂 {key}；写成 years = {{ 2025 = "12-01..12-07" }}')
            yield (int(key), *self.known_span(int(key), text))

    def known_span(self, year: int, text: str) -> Span:
        try:
            rule = parse_rule(text)
            ends = (rule.first, rule.last) if isinstance(rule, Range) else (rule,)
            found = spans(rule, year)
        except RuleError as error:
            self.fail("years", f"{year} 年：{error}")
        if not found or not all(isinstance(end, Solar) for end in ends):
            self.fail("years", f"{year} 年：写成 12-01 或 12-01..12-07")
        return found[0]

    def text(self, key: str, *, needed: bool = False) -> str:
        value = self.table.get(key, "")
        if not isinstance(value, str):
            self.fail(key, f'要写成带英文双引号的文字，如 {key} = "…"')
        if needed and not value.strip():
            self.fail(key, "没有写，这一项不能空")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.listed(key)
        if not all(isinstance(item, str) for item in found):
            self.fail(key, f'要写成一列文字，如 {key} = ["甲", "乙"]')
        return tuple(found)

    def numbers(self, key: str) -> tuple[int, ...]:
        found = self.listed(key)
        if not all(type(item) is int for item in found):
            self.fail(key, f"要写成一列年份，如 {key} = [2018, 2020]")
        return tuple(found)

    def listed(self, key: str) -> list[Any]:
        value = self.table.get(key, [])
        if not isinstance(value, list):
            self.fail(key, f"要放在方括号里，如 {key} = [ … ]")
        return value

    def number_of(self, key: str, default: int | None = None) -> int:
        value = self.table.get(key, default)
        if type(value) is not int:
            self.fail(key, f"要写成整数，如 {key} = -20")
        return value

    def flag(self, key: str) -> bool:
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            self.fail(key, f"只能写 {key} = true 或 {key} = false，不加引号")
        return value

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(key) or default
        if value not in allowed:
            self.fail(key, f"“{value}”不行，只能写：{'、'.join(allowed)}")
        return value

    def refuse_unknown(self, table: dict[str, Any], keys: tuple[str, ...]) -> None:
        for key in table:
            if key not in keys:
                near = difflib.get_close_matches(key, keys, 1)
                self.fail(key, f"没有这一项{f'，是不是想写 {near[0]}' if near else '，可写：' + '、'.join(keys)}")

    def fail(self, key: str, why: str) -> NoReturn:
        name = self.table.get("id") or self.table.get("name") or f"第 {self.number} 项"
        raise XuanchuanError(
            "日期文件里有一项写法不对",
            where=f"{self.file.place(self.kind, self.number, key)}，{name}，{key}",
            why=why,
            hint="改好这一项再试；各种写法见自带的 campaigns/dates.toml 开头",
        )

"""Law files: one version a file, facts between ``+++`` lines, then ``## 第N条`` and the official lines.

``# 第一章　总则`` is a heading; ``## 前言`` and ``## 附录`` hold what stands before the first and after the last article.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

from xuanchuan.corpus.numbers import parse_article
from xuanchuan.files.toml import did_you_mean, parse_toml
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import Article, ArticleNumber, Heading, Law, Version

FENCE = "+++"
PREAMBLE, APPENDIX = "前言", "附录"
LABEL = re.compile(r"^第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十百]+)?")
SPACES = re.compile(r"\s")

# The facts a file may state: key -> (type, example shown when it is wrong). The first four must be there.
FACTS: dict[str, tuple[type, str]] = {
    "title": (str, '"中华人民共和国反家庭暴力法"'),
    "short": (str, '"反家庭暴力法"'),
    "level": (str, '"法律"'),
    "effective": (date, "2016-03-01"),
    "aliases": (list, '["反家暴法"]'),
    "province": (str, '"山东省"'),
    "adopted": (date, "2015-12-27"),
    "first_effective": (date, "2016-03-01"),
    "amendment": (str, '"2022-10-30 修订"'),
    "ended": (date, "2026-01-01"),
    "repealed": (date, "2026-01-01"),
    "replaced_by": (str, '"社会救助法"'),
    "article_count": (int, "38"),
    "complete": (bool, "true"),
    "source": (str, '"国家法律法规数据库下载的文本"'),
    "sources": (int, "1"),
    "repeals": (list, '["山东省某某办法"]'),
    "alone": (list, '["41", "133-1"]'),
    "checked": (date, "2026-11-24"),
}
REQUIRED = 4


def digest(text: str) -> str:
    """First 16 hex digits of SHA-256 over the words alone: no label, NFKC, no white space.

    The normalisation is that of the published digests, so that a text can be proved verbatim against them.
    """
    bare = LABEL.sub("", text.strip())
    return hashlib.sha256(SPACES.sub("", unicodedata.normalize("NFKC", bare)).encode()).hexdigest()[:16]


def read_law_file(text: str, where: str) -> Law:
    """One law file as a Law with one version; XuanchuanError names the file, the line and what is wrong."""
    facts, lines, first = _front(text, where)
    body = _body(lines, first, where)
    return Law(
        title=facts["title"],
        short=facts["short"],
        level=facts["level"],
        aliases=_texts(facts, "aliases", where),
        province=facts.get("province") or None,
        repealed=facts.get("repealed"),
        replaced_by=facts.get("replaced_by") or None,
        first_effective=facts.get("first_effective"),
        versions=(_version(facts, body, where),),
    )


def read_names(text: str, where: str) -> tuple[str, ...]:
    """The names a law file answers to (short, full title, aliases) without reading its articles."""
    facts, _, _ = _front(text, where)
    return (facts["short"], facts["title"], *_texts(facts, "aliases", where))


def ends_others(text: str) -> bool:
    """Whether the facts in front of a law file may name other laws that end with it; its articles are not read."""
    return "repeals" in text[: text.find(f"\n{FENCE}", len(FENCE))]


def _version(facts: dict[str, Any], body: _Body, where: str) -> Version:
    articles = tuple(Article(number, tuple(lines)) for number, lines in body.articles.items())
    if facts.get("complete") and len(articles) < facts.get("article_count", 0):
        raise _wrong(where, f"写的是全文（complete = true）、{facts['article_count']} 条，下面只有 {len(articles)} 条")
    return Version(
        effective=facts["effective"],
        articles=articles,
        adopted=facts.get("adopted"),
        amendment=facts.get("amendment", ""),
        ended=facts.get("ended"),
        source=facts.get("source", ""),
        sources=facts.get("sources", 1),
        checked=facts.get("checked"),
        complete=facts.get("complete", False),
        article_count=facts.get("article_count", len(articles)),
        preamble=tuple(body.preamble),
        headings=tuple(body.headings),
        appendix=tuple(body.appendix),
        repeals=_texts(facts, "repeals", where),
        alone=tuple(parse_article(one) for one in _texts(facts, "alone", where)),
    )


def _front(text: str, where: str) -> tuple[dict[str, Any], list[str], int]:
    """The facts, the lines after them, and the number of the first of those lines."""
    lines = text.replace("\r\n", "\n").lstrip("\ufeff").split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() == FENCE), 0)
    if lines[0].strip() != FENCE or not end:
        raise _wrong(f"{where} 第 1 行", "开头的资料要放在两行 +++ 之间")
    # The blank line in front makes the parser's line numbers those of the file.
    facts = parse_toml("\n" + "\n".join(lines[1:end]), where)
    _check_facts(facts, where)
    return facts, lines[end + 1 :], end + 2


def _check_facts(facts: dict[str, Any], where: str) -> None:
    missing = [f"{key} = {FACTS[key][1]}" for key in list(FACTS)[:REQUIRED] if not facts.get(key)]
    if missing:
        raise _wrong(where, f"开头缺少：{'，'.join(missing)}")
    for key, value in facts.items():
        if key not in FACTS:
            raise _wrong(where, f"开头不认识 {key}{did_you_mean(key, FACTS)}")
        if type(value) is not FACTS[key][0]:
            raise _wrong(where, f"开头的 {key} 应写成这样：{key} = {FACTS[key][1]}")


def _texts(facts: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    values = facts.get(key, [])
    if not all(isinstance(value, str) for value in values):
        raise _wrong(where, f"开头的 {key} 应写成这样：{key} = {FACTS[key][1]}")
    return tuple(values)


@dataclass(slots=True)
class _Body:
    """What stands after the facts, being gathered."""

    articles: dict[ArticleNumber, list[str]] = field(default_factory=dict)
    preamble: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    appendix: list[str] = field(default_factory=list)


def _body(lines: Sequence[str], first: int, where: str) -> _Body:
    """Articles in file order, headings by the article after them, and what stands around the articles."""
    body = _Body()
    words: list[str] | None = None
    waiting: list[str] = []
    for row, raw in enumerate(lines, first):
        line = raw.strip(" \r　")
        if raw.startswith("## "):
            heading = line[3:].strip()
            around = {PREAMBLE: body.preamble, APPENDIX: body.appendix}.get(heading)
            words = _open(body.articles, heading, f"{where} 第 {row} 行") if around is None else around
            if around is None:
                body.headings += [Heading(title, next(reversed(body.articles))) for title in waiting]
                waiting = []
        elif raw.startswith("# "):
            waiting.append(line[2:].strip())
        elif line.strip():
            if words is None:
                raise _wrong(f"{where} 第 {row} 行", f"第一条之前有不认识的文字：{line[:20]}")
            words.append(line)
    for number, lines_of in body.articles.items():
        if not lines_of:
            raise _wrong(where, f"{number.label}下面没有文字")
    return body


def _open(found: dict[ArticleNumber, list[str]], heading: str, where: str) -> list[str]:
    """A new article's empty list of lines; articles stand in order and once only."""
    try:
        number = parse_article(heading)
    except XuanchuanError as error:
        raise _wrong(where, f"条号看不懂：{heading}") from error
    if number in found:
        raise _wrong(where, f"{number.label}写了两次")
    last = next(reversed(found), None)
    if last is not None and number < last:
        raise _wrong(where, f"{number.label}排在了{last.label}后面")
    found[number] = []
    return found[number]


def _wrong(where: str, why: str) -> XuanchuanError:
    return XuanchuanError(
        "法条文件写法不对", where=where, why=why, hint="用记事本改好这一处；或者用  xuanchuan law import  重新导入"
    )


def law_files(folder: Traversable) -> list[tuple[str, list[Traversable]]]:
    """(short name, its version files) of a folder of laws, in order of name; empty when there is no folder."""
    if not folder.is_dir():
        return []
    rows = [
        (entry.name, sorted((one for one in entry.iterdir() if one.name.endswith(".md")), key=lambda one: one.name))
        for entry in folder.iterdir()
        if entry.is_dir()
    ]
    return sorted((name, files) for name, files in rows if files)

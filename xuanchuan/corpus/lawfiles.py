"""Law files: one version a file, facts between ``+++`` lines, then ``## 第N条`` and the official lines."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

from xuanchuan.corpus.numbers import parse_article
from xuanchuan.files.toml import parse_toml
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import Article, Law, Version

FENCE = "+++"
APPENDIX = "附录"
LABEL = re.compile(r"^第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十百]+)?")
SPACES = re.compile(r"\s")
REQUIRED = ("title", "short", "level", "effective")


def digest(text: str) -> str:
    """First 16 hex digits of SHA-256 over the words alone: no label, NFKC, no white space.

    The normalisation is that of the published digests, so that a text can be proved verbatim against them.
    """
    bare = LABEL.sub("", text.strip())
    return hashlib.sha256(SPACES.sub("", unicodedata.normalize("NFKC", bare)).encode()).hexdigest()[:16]


def read_law_file(text: str, where: str) -> Law:
    """One law file as a Law with one version; XuanchuanError names the file and what is wrong."""
    front, body = _split(text, where)
    facts = parse_toml(front, where)
    missing = [key for key in REQUIRED if key not in facts]
    if missing or not isinstance(facts.get("effective"), date):
        raise _wrong(where, f"开头缺少 {'、'.join(missing) or 'effective（施行日，例如 2016-03-01）'}")
    articles = tuple(_articles(body, where))
    return Law(
        title=str(facts["title"]),
        short=str(facts["short"]),
        level=str(facts["level"]),
        aliases=tuple(map(str, facts.get("aliases", ()))),
        province=facts.get("province") or None,
        versions=(_version(facts, articles),),
    )


def _version(facts: dict[str, Any], articles: tuple[Article, ...]) -> Version:
    return Version(
        effective=facts["effective"],
        articles=articles,
        adopted=facts.get("adopted"),
        amendment=str(facts.get("amendment", "")),
        ended=facts.get("ended"),
        source=str(facts.get("source", "")),
        sources=int(facts.get("sources", 1)),
        checked=facts.get("checked"),
        complete=bool(facts.get("complete", False)),
        article_count=int(facts.get("article_count", len(articles))),
    )


def _split(text: str, where: str) -> tuple[str, list[str]]:
    """The facts and the lines after them."""
    lines = text.replace("\r\n", "\n").lstrip("\ufeff").split("\n")
    if lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        raise _wrong(where, "开头的资料要放在两行 +++ 之间")
    end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    return "\n".join(lines[1:end]), lines[end + 1 :]


def _articles(lines: Iterable[str], where: str) -> Iterable[Article]:
    """The articles in file order; the appendix is left aside."""
    number, words = None, list[str]()
    for line in lines:
        if line.startswith("## "):
            if number is not None:
                yield Article(number, tuple(words))
            heading = line[3:].strip()
            if heading == APPENDIX:
                return
            number, words = _numbered(heading, where), []
        elif line.strip():
            if number is None:
                raise _wrong(where, f"第一条之前有不认识的文字：{line.strip()[:20]}")
            words.append(line.strip())
    if number is not None:
        yield Article(number, tuple(words))


def _numbered(heading: str, where: str) -> Any:
    try:
        return parse_article(heading)
    except XuanchuanError as error:
        raise _wrong(where, f"条号看不懂：{heading}") from error


def _wrong(where: str, why: str) -> XuanchuanError:
    return XuanchuanError("法条文件写法不对", where=where, why=why, hint="照着 CONTRIBUTING 里的样子改好，再运行一次")


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

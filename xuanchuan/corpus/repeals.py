"""What is no longer law, words no longer used, slips in names, old numbers: read from the data files beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xuanchuan.corpus.names import bare_name
from xuanchuan.corpus.numbers import parse_article
from xuanchuan.files.toml import parse_toml
from xuanchuan.model.law import ArticleNumber, ArticleRef, OldTerm, Repeal


@dataclass(frozen=True, slots=True)
class Coming:
    """A law promulgated but not yet in force on the corpus date; ``what`` is 新法, 修订 or 修正."""

    title: str
    effective: date
    what: str


@dataclass(frozen=True, slots=True)
class LocalName:
    """A provincial rule to import: its province, name, what it is about, and what to mind before importing it.

    ``articles`` are those that campaigns would quote, each with its topics, numbered as in the text of ``seen``.
    """

    province: str
    name: str
    about: str
    note: str = ""
    seen: date | None = None
    articles: tuple[tuple[ArticleNumber, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Renumbering:
    """Where the articles of a law, numbered as until ``until``, are found now."""

    law: str
    until: date
    pairs: dict[ArticleNumber, tuple[ArticleRef, ...]]


def read_repeals(text: str) -> tuple[Repeal, ...]:
    """The rows of ``repealed.toml``."""
    return tuple(
        Repeal(
            names=tuple(row["names"]),
            ended=row["ended"],
            replaced_by=row.get("replaced_by", ""),
            successor=row.get("successor", ""),
            began=row.get("began"),
            article_count=row.get("articles", 0),
            level=row.get("level", "法律"),
            basis=row.get("basis", ""),
            note=row.get("note", ""),
        )
        for row in parse_toml(text, "repealed.toml")["repealed"]
    )


def read_terms(text: str) -> tuple[OldTerm, ...]:
    """The rows of ``terms.toml``."""
    return tuple(
        OldTerm(
            words=tuple(row["words"]),
            kind=row["kind"],
            since=row["since"],
            now=row["now"],
            basis=row.get("basis", ""),
            keep=row.get("keep", ""),
            near=tuple(row.get("near", ())),
            exact=row.get("exact", {}),
        )
        for row in parse_toml(text, "terms.toml")["term"]
    )


def read_misnamed(text: str) -> dict[str, str]:
    """The rows of ``misnamed.toml``: compared wrong name -> short name of the law meant."""
    rows = parse_toml(text, "misnamed.toml")["misnamed"]
    return {bare_name(wrong): row["right"] for row in rows for wrong in row["wrong"]}


def read_short_names(text: str) -> dict[str, str]:
    """The rows of ``shortnames.toml``."""
    return dict(parse_toml(text, "shortnames.toml")["short"])


def read_coming(text: str) -> tuple[Coming, ...]:
    """The rows of ``coming.toml``."""
    return tuple(Coming(**row) for row in parse_toml(text, "coming.toml")["coming"])


def read_local(text: str) -> tuple[LocalName, ...]:
    """The rows of ``local.toml``."""
    return tuple(
        LocalName(**(row | {"articles": tuple(map(_local_article, row.get("articles", ())))}))
        for row in parse_toml(text, "local.toml")["local"]
    )


def _local_article(text: str) -> tuple[ArticleNumber, tuple[str, ...]]:
    number, _, topics = text.partition(" ")
    return parse_article(number), tuple(topics.split("、"))


def read_renumbered(text: str) -> tuple[Renumbering, ...]:
    """The rows of ``renumbered.toml``."""
    return tuple(
        Renumbering(
            law=row["law"],
            until=row["until"],
            pairs={
                parse_article(old): tuple(ArticleRef(row["to"], parse_article(one)) for one in new.split("、"))
                for old, new in row["pairs"].items()
            },
        )
        for row in parse_toml(text, "renumbered.toml")["renumbered"]
    )

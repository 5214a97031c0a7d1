"""Nouns of the law: a law, its versions by the day they take effect, articles, and references to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

DIGITS = "零一二三四五六七八九"

# How the source of a text begins that a unit brought in itself.
IMPORTED = "本单位导入的文件"

# How full titles begin.
ISSUED = ("中华人民共和国", "最高人民法院", "全国人民代表大会")

NESTED = str.maketrans("《》", "〈〉")

LawStatus = Literal["in_force", "repealed", "not_yet_in_force", "not_bundled"]


def chinese_number(number: int) -> str:
    """1 -> 一, 10 -> 十, 23 -> 二十三, 105 -> 一百零五, 1260 -> 一千二百六十; 1 to 9999."""
    if not 1 <= number <= 9999:
        raise ValueError(f"out of range: {number}")
    out = ""
    pending_zero = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            if pending_zero and out:
                out += "零"
            out += ("" if unit == 10 and digit == 1 and not out else DIGITS[digit]) + name
            pending_zero = False
        else:
            pending_zero = bool(out)
    return out


@dataclass(frozen=True, slots=True, order=True)
class ArticleNumber:
    """An article's number: 133 with suffix 1 is 第一百三十三条之一; suffix 0 where there is none."""

    number: int
    suffix: int = 0

    @property
    def label(self) -> str:
        """第二十三条, 第一百三十三条之一."""
        tail = f"之{chinese_number(self.suffix)}" if self.suffix else ""
        return f"第{chinese_number(self.number)}条{tail}"

    def __str__(self) -> str:
        """The short spelling used in data files: ``23``, ``133-1``."""
        return f"{self.number}-{self.suffix}" if self.suffix else str(self.number)


@dataclass(frozen=True, slots=True, order=True)
class ArticleRef:
    """One article of one law, by the law's short name; written ``反家庭暴力法:23`` in data files."""

    law: str
    article: ArticleNumber

    def __str__(self) -> str:
        return f"{self.law}:{self.article}"


@dataclass(frozen=True, slots=True)
class Article:
    """One article's words; ``lines`` are the official lines (款 and 项 each on its own), untouched."""

    number: ArticleNumber
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words with official line breaks."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading (第一章　总则) and the article it stands before."""

    title: str
    before: ArticleNumber


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a law's text, keyed by the day it takes effect.

    ``ended`` is the first day it no longer holds (None: still the last known). ``complete`` promises that
    every article of the version is bundled. ``sources`` counts the independent copies whose words agree,
    except for the articles in ``alone``, known from one copy only; ``checked`` is the day a person compared
    the text with the official site (None: nobody yet). ``preamble`` and ``appendix`` hold the lines before the
    first and after the last article, ``repeals`` the titles that the text says end with it.
    """

    effective: date
    articles: tuple[Article, ...]
    adopted: date | None = None
    amendment: str = ""
    ended: date | None = None
    source: str = ""
    sources: int = 1
    checked: date | None = None
    complete: bool = False
    article_count: int = 0
    preamble: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    appendix: tuple[str, ...] = ()
    repeals: tuple[str, ...] = ()
    alone: tuple[ArticleNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """A law we have text of: full title, short name, aliases and its versions, oldest first.

    ``first_effective`` is the day its very first version took effect: before it there was no such law.
    """

    title: str
    short: str
    level: str
    versions: tuple[Version, ...]
    aliases: tuple[str, ...] = ()
    province: str | None = None
    repealed: date | None = None
    replaced_by: str | None = None
    first_effective: date | None = None


@dataclass(frozen=True, slots=True)
class KnownLaw:
    """A law known by name only: what level it is, the version last seen and its article count (0: not counted)."""

    title: str
    level: str
    seen: date | None = None
    article_count: int = 0
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Repeal:
    """A law no longer in force: every name it had, when it held, and what stands in its place.

    ``successor`` is the short name of the law to look at now, ``replaced_by`` the same in words with the part
    of it; ``began`` is None where the first day is not known; ``article_count`` is 0 where not counted.
    """

    names: tuple[str, ...]
    ended: date
    replaced_by: str = ""
    successor: str = ""
    began: date | None = None
    article_count: int = 0
    level: str = "法律"
    basis: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """The name it goes by."""
        return self.names[0]

    @property
    def title(self) -> str:
        """The full title where it is known, else the name."""
        return max(self.names, key=lambda name: (name.startswith(ISSUED), name == self.names[0]))


@dataclass(frozen=True, slots=True)
class OldTerm:
    """A word, figure or name that drafts still use though something else holds now.

    ``since`` is the day from which the new one holds, as far as it is known ("2014-11-01", "2016"); ``words`` are
    the spellings to look for; ``keep`` says when the old words are right (in a quotation of the statute itself);
    ``near``, where given: they count only in a paragraph that holds one of these; ``exact`` maps a spelling to the
    one right word that can simply be put in its place.
    """

    words: tuple[str, ...]
    kind: str
    since: str
    now: str
    basis: str = ""
    keep: str = ""
    near: tuple[str, ...] = ()
    exact: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """What we say about an article, never inside the quotation: topics, audiences, 白话, questions, caution."""

    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    gloss: str = ""
    questions: tuple[str, ...] = ()
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words of one article in force on a day, with all that must be printed beside them."""

    ref: ArticleRef
    title: str
    label: str
    lines: tuple[str, ...]
    effective: date
    source: str
    sources: int
    checked: date | None
    digest: str
    province: str | None = None
    note: Note = field(default_factory=Note)

    @property
    def imported(self) -> bool:
        """Whether the unit brought this text in itself: we compared it with nothing."""
        return self.source.startswith(IMPORTED)

    @property
    def citation(self) -> str:
        """《中华人民共和国反家庭暴力法》第二十三条."""
        return f"《{self.title.translate(NESTED)}》{self.label}"

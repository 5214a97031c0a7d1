"""Where an imported law belongs among the versions we have, and all that a person should see before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from xuanchuan.corpus.importing.comparing import Change, compare
from xuanchuan.corpus.importing.reading import ReadLaw
from xuanchuan.corpus.importing.writing import Facts, law_text
from xuanchuan.corpus.lawfiles import digest, read_law_file
from xuanchuan.corpus.loading import Corpus
from xuanchuan.corpus.names import COUNTRY
from xuanchuan.files.names import safe_name
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import ArticleNumber, Law, Version

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Filing:
    """An imported law ready to be kept: its file, the version it is compared with, what changed, what disagrees.

    ``neighbour`` is the nearest earlier version (or, for a text older than all, the nearest later one: ``oldest``);
    ``twin`` a version we have that takes effect the same day; ``proved`` counts articles whose words agree with the
    published digests of that day, ``disagreeing`` names those that do not.
    """

    law: Law
    text: str
    name: str
    known: Law | None = None
    neighbour: Version | None = None
    oldest: bool = False
    twin: Version | None = None
    changes: tuple[Change, ...] = ()
    proved: int = 0
    disagreeing: tuple[ArticleNumber, ...] = ()

    @property
    def version(self) -> Version:
        """The version to be kept."""
        return self.law.versions[0]


def short_of(corpus: Corpus, title: str, wanted: str = "") -> str:
    """The short name a law is filed under: that of the corpus, else the title without 中华人民共和国.

    XuanchuanError when ``wanted`` already means another law or no folder could bear the name.
    """
    known = corpus.law(title)
    if known is not None:
        return known.short
    short = wanted or (title.removeprefix(COUNTRY) if title.startswith(COUNTRY) else title)
    other = corpus.law(short)
    if other is not None:
        raise XuanchuanError(
            f"“{short}”已经是《{other.title}》的简称", why="两部法不能共用一个简称", hint="换一个：--short 简称"
        )
    if safe_name(short, LONGEST) != short:
        raise XuanchuanError(
            f"“{short[:20]}…”不能做文件夹的名称",
            why=f"超过 {LONGEST} 个字，或者有文件夹不能用的字符",
            hint="另定一个简称：--short 简称",
        )
    return short


def version_like(corpus: Corpus, read: ReadLaw) -> Version | None:
    """A version in the project that holds exactly these articles: the same file imported before."""
    known = corpus.law(read.title)
    if known is None or known.short not in corpus.own_shorts:
        return None
    words = _words(read.articles)
    return next((one for one in known.versions if corpus.is_own(known.short, one) and _words(one.articles) == words), None)  # fmt: skip


def file_law(corpus: Corpus, read: ReadLaw, facts: Facts) -> Filing:
    """Everything there is to say of a law that was read and settled; nothing is written."""
    known = corpus.law(read.title)
    if known is not None:
        first = known.first_effective or facts.first_effective
        facts = replace(facts, aliases=known.aliases, first_effective=first)
    text = law_text(read, facts)
    law = read_law_file(text, f"{facts.short}/{facts.effective}.md")
    new = law.versions[0]
    versions = known.versions if known else ()
    twin = next((one for one in versions if one.effective == new.effective), None)
    before = [one for one in versions if one.effective < new.effective]
    after = [one for one in versions if one.effective > new.effective]
    neighbour = before[-1] if before else after[0] if after else None
    proved, disagreeing = _proof(corpus, law.short, new)
    return Filing(
        law=law,
        text=text,
        name=f"{new.effective}.md",
        known=known,
        neighbour=neighbour,
        oldest=not before and bool(after),
        twin=twin,
        changes=_changes(neighbour, new, bool(before)) if neighbour else (),
        proved=proved,
        disagreeing=disagreeing or _differing(twin, new),
    )


def _words(articles: object) -> list[tuple[ArticleNumber, tuple[str, ...]]]:
    return [(one.number, one.lines) for one in articles]  # type: ignore[attr-defined]


def _changes(other: Version, new: Version, later: bool) -> tuple[Change, ...]:
    """From the older to the newer of the two; where one is not complete, only what both could hold."""
    older, newer = (other, new) if later else (new, other)
    found = compare(older.articles, newer.articles)
    if not older.complete:
        found = tuple(one for one in found if one.kind != "新增")
    if not newer.complete:
        found = tuple(one for one in found if one.kind != "删去")
    return found


def _proof(corpus: Corpus, short: str, new: Version) -> tuple[int, tuple[ArticleNumber, ...]]:
    """How many articles agree with the published digests of that day, and which do not."""
    prints = corpus.fingerprints.get((short, new.effective), {})
    compared = [
        (one.number, prints[one.number].digest == digest(one.text)) for one in new.articles if one.number in prints
    ]
    return sum(same for _, same in compared), tuple(number for number, same in compared if not same)  # fmt: skip


def _differing(twin: Version | None, new: Version) -> tuple[ArticleNumber, ...]:
    """Articles whose words are not those of the version we have of the same day."""
    if twin is None:
        return ()
    words = {one.number: digest(one.text) for one in new.articles}
    return tuple(one.number for one in twin.articles if words.get(one.number) != digest(one.text))


def unsettled(corpus: Corpus, read: ReadLaw, effective: date | None) -> str:
    """Why a given effective day cannot be right, in words; empty when nothing speaks against it."""
    if effective is None:
        return ""
    made = [one.day for one in read.acts if one.verb not in ("施行", "实施", "废止")]
    if made and effective < max(made):
        return f"施行日 {effective} 早于正文写的最后一次通过或修改（{max(made)}）"
    if read.effective and effective < read.effective:
        return f"正文写明自 {read.effective} 起施行"
    known = corpus.law(read.title)
    if known and known.short not in corpus.own_shorts and effective < (known.first_effective or effective):
        return f"这部法 {known.first_effective} 才首次施行"
    return ""

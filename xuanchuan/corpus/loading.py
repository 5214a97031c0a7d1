"""The corpus opened: laws by name, the text in force on a day, and plain answers where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from xuanchuan.corpus.fingerprints import Fingerprint, read_fingerprints
from xuanchuan.corpus.lawfiles import digest, ends_others, law_files, read_law_file, read_names
from xuanchuan.corpus.names import bare_name, nearest
from xuanchuan.corpus.notes import read_notes
from xuanchuan.corpus.register import read_register
from xuanchuan.corpus.repeals import (
    Coming,
    LocalName,
    Renumbering,
    read_coming,
    read_local,
    read_misnamed,
    read_renumbered,
    read_repeals,
    read_short_names,
    read_terms,
)
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import (
    Article,
    ArticleNumber,
    ArticleRef,
    Excerpt,
    KnownLaw,
    Law,
    LawStatus,
    Note,
    OldTerm,
    Repeal,
    Version,
)

if TYPE_CHECKING:
    from xuanchuan.corpus.figures import FigureFile

# Where a project keeps a corpus that came in a pack, below its laws, by corpus date.
UNPACKED = "语料包"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the corpus says of a law on a day: its status, and what we have or know of it.

    ``version`` is the text of that day; for a law not yet in force, the coming text. ``known`` is set for a law that
    we know by name only, ``repeal`` for one that has ended (even where it still held on that day).
    """

    status: LawStatus
    law: Law | None = None
    version: Version | None = None
    repeal: Repeal | None = None
    known: KnownLaw | None = None

    @property
    def title(self) -> str:
        """The full title as far as it is known."""
        return (
            self.law.title if self.law else self.repeal.title if self.repeal else self.known.title if self.known else ""
        )


class Corpus:
    """The bundled laws and, over them, a project's own; each law is read when it is first asked for.

    ``date`` is the corpus date, ``root`` the folder that the data is read from.
    """

    def __init__(self, bundled: Traversable, own: Path | None, corpus_date: date) -> None:
        self.date = corpus_date
        self.root = bundled
        self._bundled = bundled
        self._files = dict(law_files(bundled / "laws"))
        self._own: dict[str, frozenset[str]] = {}
        for name, files in law_files(own) if own else ():
            if name == UNPACKED:
                continue
            older = {file.name: file for file in self._files.get(name, [])}
            self._files[name] = [file for _, file in sorted((older | {file.name: file for file in files}).items())]
            self._own[name] = frozenset(file.name for file in files)
        self._read: dict[str, Law] = {}
        self._notes: dict[str, dict[ArticleNumber, Note]] = {}

    @property
    def shorts(self) -> tuple[str, ...]:
        """The short names of all laws we have text of, in order."""
        return tuple(sorted(self._files))

    @property
    def own_shorts(self) -> tuple[str, ...]:
        """The short names of the laws of which the project keeps a text of its own."""
        return tuple(sorted(self._own))

    def is_own(self, short: str, version: Version) -> bool:
        """Whether this version's text is the project's own."""
        return f"{version.effective}.md" in self._own.get(short, ())

    def laws(self) -> tuple[Law, ...]:
        """Every law we have text of, in order of short name."""
        return tuple(self._law(short) for short in self.shorts)

    def law(self, name: str) -> Law | None:
        """A law by short name, full title or alias, with or without 《》; None when we have no text of it."""
        short = self._short(bare_name(name))
        return self._law(short) if short else None

    def repeal(self, name: str) -> Repeal | None:
        """What we know of a law that is no longer in force, by its name or full title."""
        return self.repeals.get(bare_name(name))

    def known(self, name: str) -> KnownLaw | None:
        """A law of the register, by its whole name; None when nobody has listed it."""
        return self.register.get(bare_name(name))

    @cached_property
    def repeals(self) -> Mapping[str, Repeal]:
        """Repealed laws by every name they are known by; the project's own laws say which others end with them."""
        rows = (*self._ended_by_own(), *read_repeals(self._data("repealed.toml")))
        return {bare_name(name): one for one in rows for name in one.names}

    def _ended_by_own(self) -> Iterator[Repeal]:
        for law in map(self._law, filter(self._ends_others, self.own_shorts)):
            for version in law.versions:
                for title in version.repeals:
                    if bare_name(title) != bare_name(law.title):
                        yield Repeal(
                            names=(title,),
                            ended=version.effective,
                            replaced_by=law.title,
                            successor=law.short,
                            level=law.level,
                            basis=f"《{law.title}》{version.articles[-1].number.label}",
                        )

    def _ends_others(self, short: str) -> bool:
        return any(ends_others(file.read_text(encoding="utf-8")) for file in self._files[short])

    @cached_property
    def register(self) -> Mapping[str, KnownLaw]:
        """The register of known laws by compared name."""
        return read_register(self._data("registry.tsv"))

    @cached_property
    def terms(self) -> tuple[OldTerm, ...]:
        """Words, figures and names that something else has replaced."""
        return read_terms(self._data("terms.toml"))

    @cached_property
    def misnamed(self) -> Mapping[str, str]:
        """Compared wrong name -> short name of the law meant."""
        return read_misnamed(self._data("misnamed.toml"))

    @cached_property
    def short_names(self) -> Mapping[str, str]:
        """Usual short names of laws -> the name they are listed by."""
        return read_short_names(self._data("shortnames.toml"))

    @property
    def names(self) -> Mapping[str, str]:
        """Every compared name of a law we have text of -> its short name."""
        return self._names

    @cached_property
    def coming(self) -> tuple[Coming, ...]:
        """Laws promulgated before the corpus date and taking effect after it."""
        return read_coming(self._data("coming.toml"))

    @cached_property
    def local_rules(self) -> tuple[LocalName, ...]:
        """Rules that a unit of their province should import before quoting them."""
        return read_local(self._data("local.toml"))

    @cached_property
    def renumbered(self) -> tuple[Renumbering, ...]:
        """Where articles under old numbers are found now."""
        return read_renumbered(self._data("renumbered.toml"))

    @cached_property
    def fingerprints(self) -> Mapping[tuple[str, date], Mapping[ArticleNumber, Fingerprint]]:
        """What proves the bundled texts verbatim."""
        return read_fingerprints(self._data("digests.json"))

    @cached_property
    def figures(self) -> FigureFile:
        """Digests and counts of national laws' articles, for those whose text is not bundled."""
        from xuanchuan.corpus.figures import FigureFile

        return FigureFile((self._bundled / "figures.bin").read_bytes())

    def ask(self, name: str, on: date) -> Answer:
        """The status of a law on a day; XuanchuanError with the nearest names when nobody knows it."""
        law = self.law(name)
        if law is not None:
            return self._ask_ours(law, on)
        repeal = self.repeal(name)
        if repeal is not None:
            return Answer("repealed" if on >= repeal.ended else "not_bundled", repeal=repeal)
        known = self.known(name)
        if known is not None:
            return Answer("not_bundled", known=known)
        raise self._unknown(name)

    def _ask_ours(self, law: Law, on: date) -> Answer:
        ended = self.repeals.get(bare_name(law.title)) if law.short in self._own else None
        if ended and on >= ended.ended and law.versions[-1].effective < ended.ended:
            return Answer("repealed", law, law.versions[-1], ended)
        if law.repealed and on >= law.repealed:
            ended = Repeal(names=(law.short, law.title), ended=law.repealed, replaced_by=law.replaced_by or "")
            return Answer("repealed", law, law.versions[-1], ended)
        current = [one for one in law.versions if one.effective <= on and (one.ended is None or on < one.ended)]
        if current:
            return Answer("in_force", law, current[-1])
        coming = [one for one in law.versions if one.effective > on]
        began = law.first_effective or min((one.effective for one in law.versions if not one.amendment), default=None)
        status: LawStatus = "not_yet_in_force" if began and on < began else "not_bundled"
        return Answer(status, law, coming[0] if coming else None)

    def now(self, ref: ArticleRef, on: date) -> tuple[ArticleRef, ...]:
        """Where an article cited under its number of an earlier version is found now; empty when not known."""
        for one in self.renumbered:
            if bare_name(one.law) == bare_name(ref.law) and one.until <= on and ref.article in one.pairs:
                return one.pairs[ref.article]
        return ()

    def before(self, ref: ArticleRef, on: date) -> tuple[ArticleRef, ...]:
        """Which articles under earlier numbers said on a day what an article of today says; empty when not known."""
        return tuple(
            ArticleRef(one.law, old)
            for one in self.renumbered
            if on < one.until
            for old, new in one.pairs.items()
            if ref in new
        )

    def excerpt(self, ref: ArticleRef, on: date) -> Excerpt:
        """The words of an article in force on a day; XuanchuanError says which of the reasons there is none."""
        answer = self.ask(ref.law, on)
        law, version = answer.law, answer.version
        if answer.status == "repealed" and answer.repeal:
            raise XuanchuanError(
                f"《{ref.law}》已经废止",
                why=f"{answer.repeal.ended} 起不再有效，现在看{answer.repeal.replaced_by or '别的法律'}",
                hint=f"xuanchuan law show {answer.repeal.successor or ref.law}",
            )
        if answer.status != "in_force" or law is None or version is None:
            why = "那一天还没有施行" if answer.status == "not_yet_in_force" else "语料里没有收那一天有效的文本"
            raise XuanchuanError(
                f"《{ref.law}》在 {on} 没有可引用的文本", why=why, hint=f"xuanchuan law show {ref.law}"
            )
        article = find_article(version, ref.article)
        if article is None:
            raise _no_article(law, version, ref)
        return self._excerpt(law, version, article)

    def excerpts(self, on: date) -> Iterator[Excerpt]:
        """Every article in force on a day that we have, law by law."""
        for law in self.laws():
            answer = self.ask(law.short, on)
            if answer.status == "in_force" and answer.version:
                for article in answer.version.articles:
                    yield self._excerpt(law, answer.version, article)

    def note(self, ref: ArticleRef) -> Note:
        """Our note on an article; an empty one where there is none."""
        return self.notes_of(ref.law).get(ref.article, Note())

    def nearest(self, name: str) -> list[str]:
        """Up to three known names that look like ``name``; a known slip of the pen names its law first."""
        meant = self.misnamed.get(bare_name(name))
        others = nearest(name, [*self._names, *self.repeals])
        return [*([meant] if meant else []), *(one for one in others if one != meant)][:3]

    def _data(self, name: str) -> str:
        return (self._bundled / name).read_text(encoding="utf-8")

    def _excerpt(self, law: Law, version: Version, article: Article) -> Excerpt:
        ref = ArticleRef(law.short, article.number)
        latest = version is law.versions[-1]
        return Excerpt(
            ref=ref,
            title=law.title,
            label=article.number.label,
            lines=article.lines,
            effective=version.effective,
            source=version.source,
            sources=1 if article.number in version.alone else version.sources,
            checked=version.checked,
            digest=digest(article.text),
            province=law.province,
            note=self.note(ref) if latest else Note(),
        )

    def _unknown(self, name: str) -> XuanchuanError:
        near = self.nearest(name)
        return XuanchuanError(
            f"没有找到“{name}”这部法",
            why=f"最像的是：{'、'.join(near)}" if near else "可能名称有误，或者语料里没有收",
            hint=f"xuanchuan law show {near[0]}" if near else "xuanchuan law list",
        )

    def _law(self, short: str) -> Law:
        """The law with all its versions, oldest first; each older one ends where the next begins."""
        if short not in self._read:
            laws = [read_law_file(file.read_text(encoding="utf-8"), str(file)) for file in self._files[short]]
            versions = sorted((law.versions[0] for law in laws), key=lambda one: one.effective)
            ended = [
                replace(one, ended=one.ended or after.effective)
                for one, after in zip(versions, versions[1:], strict=False)
            ]
            self._read[short] = replace(laws[-1], versions=(*ended, versions[-1]))
        return self._read[short]

    def _short(self, name: str) -> str | None:
        return name if name in self._files else self._names.get(name)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Every name a law is known by -> its short name. Whole names only, never a part of one."""
        return {
            bare_name(name): short
            for short, files in self._files.items()
            for file in files
            for name in (*read_names(file.read_text(encoding="utf-8"), str(file)), short)
        }

    def notes_of(self, short: str) -> Mapping[ArticleNumber, Note]:
        """Our notes on a law by article; empty where there are none.

        A note explains the words we ship: where a newer text of the project's own words an article otherwise, the
        note is not about it and is left out.
        """
        if short not in self._notes:
            file = self._bundled / "notes" / f"{short}.md"
            notes = read_notes(file.read_text(encoding="utf-8"), file.name) if file.is_file() else {}
            self._notes[short] = self._still_true(short, notes) if short in self._own else notes
        return self._notes[short]

    def _still_true(self, short: str, notes: dict[ArticleNumber, Note]) -> dict[ArticleNumber, Note]:
        shipped = dict(law_files(self._bundled / "laws")).get(short, [])
        words = {
            article.number: digest(article.text)
            for file in shipped[-1:]
            for article in read_law_file(file.read_text(encoding="utf-8"), str(file)).versions[0].articles
        }
        now = {article.number: digest(article.text) for article in self._law(short).versions[-1].articles}
        return {number: note for number, note in notes.items() if words.get(number) == now.get(number)}


def find_article(version: Version, number: ArticleNumber) -> Article | None:
    """The article of that number in a version, or None."""
    return next((article for article in version.articles if article.number == number), None)


def _no_article(law: Law, version: Version, ref: ArticleRef) -> XuanchuanError:
    """There is no such article, or it is not among those we have: two different answers."""
    if ref.article.number > version.article_count > 0 or version.complete:
        return XuanchuanError(
            f"《{law.short}》没有{ref.article.label}",
            why=f"{version.effective} 起施行的文本一共 {version.article_count} 条",
            hint=f"xuanchuan law show {law.short}",
        )
    return XuanchuanError(
        f"语料里没有收《{law.short}》{ref.article.label}",
        why=f"这部法共 {version.article_count} 条，语料收了 {len(version.articles)} 条",
        hint=f"xuanchuan law show {law.short}",
    )


def load_corpus(project_laws: Path | None = None) -> Corpus:
    """The bundled corpus, or a newer one unpacked in the project, with the project's own laws over it."""
    from xuanchuan.corpus import CORPUS_DATE

    unpacked = newest_unpacked(project_laws)
    if unpacked is not None and unpacked[0] > CORPUS_DATE:
        return Corpus(unpacked[1], project_laws, unpacked[0])
    return Corpus(resources.files("xuanchuan.corpus"), project_laws, CORPUS_DATE)


def newest_unpacked(project_laws: Path | None) -> tuple[date, Path] | None:
    """The latest corpus unpacked in a project: ``laws/语料包/<corpus date>``; None when there is none."""
    folder = project_laws / UNPACKED if project_laws else None
    found = [one for one in folder.iterdir() if _day_of(one.name)] if folder and folder.is_dir() else []
    newest = max(found, key=lambda one: one.name, default=None)
    day = _day_of(newest.name) if newest else None
    return (day, newest) if newest and day else None


def _day_of(name: str) -> date | None:
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None

"""The corpus opened: laws by name, the text in force on a day, and plain answers where there is none."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from xuanchuan.corpus.lawfiles import digest, law_files, read_law_file
from xuanchuan.corpus.notes import read_notes
from xuanchuan.corpus.repeals import Repeal, read_repeals
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import (
    Article,
    ArticleNumber,
    ArticleRef,
    Excerpt,
    Law,
    LawStatus,
    Note,
    Version,
)

COUNTRY = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the corpus says of a law on a day: its status, the version then in force, and what replaced it.

    ``version`` is the text of that day where we have it; for a law that is not yet in force, the coming text.
    """

    status: LawStatus
    law: Law | None
    version: Version | None = None
    repeal: Repeal | None = None


class Corpus:
    """The bundled laws and, over them, a project's own; each law is read when it is first asked for."""

    def __init__(self, bundled: Traversable, own: Path | None, corpus_date: date) -> None:
        self.date = corpus_date
        self._bundled = bundled
        self._files = dict(law_files(bundled / "laws"))
        for name, files in law_files(own) if own else ():
            older = {file.name: file for file in self._files.get(name, [])}
            self._files[name] = [file for _, file in sorted((older | {file.name: file for file in files}).items())]
        self._read: dict[str, Law] = {}
        self._notes: dict[str, dict[ArticleNumber, Note]] = {}

    @property
    def shorts(self) -> tuple[str, ...]:
        """The short names of all laws we have text of, in order."""
        return tuple(sorted(self._files))

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

    @cached_property
    def repeals(self) -> dict[str, Repeal]:
        """Repealed laws by every name they are known by."""
        text = (self._bundled / "repealed.toml").read_text(encoding="utf-8")
        return {bare_name(name): one for one in read_repeals(text) for name in one.names}

    def ask(self, name: str, on: date) -> Answer:
        """The status of a law on a day; XuanchuanError with the nearest names when nobody knows it."""
        law = self.law(name)
        if law is None:
            repeal = self.repeal(name)
            if repeal is None:
                raise self._unknown(name)
            return Answer("repealed" if on >= repeal.ended else "not_bundled", None, repeal=repeal)
        current = [one for one in law.versions if one.effective <= on and (one.ended is None or on < one.ended)]
        if current:
            return Answer("in_force", law, current[-1])
        coming = [one for one in law.versions if one.effective > on]
        first = not any(one.effective <= on for one in law.versions) and _first_version(coming)
        return Answer("not_yet_in_force" if first else "not_bundled", law, coming[0] if coming else None)

    def excerpt(self, ref: ArticleRef, on: date) -> Excerpt:
        """The words of an article in force on a day; XuanchuanError says which of the reasons there is none."""
        answer = self.ask(ref.law, on)
        law, version = answer.law, answer.version
        if answer.status == "repealed" and answer.repeal:
            raise XuanchuanError(
                f"{ref.law}已经废止",
                why=f"{answer.repeal.ended} 起由{answer.repeal.replaced_by}代替",
                hint=f"xuanchuan law search {ref.law}",
            )
        if answer.status != "in_force" or law is None or version is None:
            why = "那一天还没有施行" if answer.status == "not_yet_in_force" else "语料里没有那一天施行的文本"
            raise XuanchuanError(
                f"《{ref.law}》在 {on} 没有可引用的文本", why=why, hint=f"xuanchuan law show {ref.law}"
            )
        article = find_article(version, ref.article)
        if article is None:
            raise XuanchuanError(
                f"语料里没有《{law.short}》{ref.article.label}",
                why=f"这部法共 {version.article_count} 条，语料收了 {len(version.articles)} 条",
                hint=f"xuanchuan law show {law.short}",
            )
        return self._excerpt(law, version, article)

    def excerpts(self, on: date) -> Iterator[Excerpt]:
        """Every article in force on a day that we have, law by law."""
        for law in self.laws():
            version = self.ask(law.short, on).version
            if version and version.effective <= on:
                for article in version.articles:
                    yield self._excerpt(law, version, article)

    def note(self, ref: ArticleRef) -> Note:
        """Our note on an article; an empty one where there is none."""
        return self._notes_of(ref.law).get(ref.article, Note())

    def nearest(self, name: str) -> list[str]:
        """Up to three known names that look like ``name``."""
        return difflib.get_close_matches(bare_name(name), list(self._names) + list(self.repeals), n=3, cutoff=0.5)

    def _excerpt(self, law: Law, version: Version, article: Article) -> Excerpt:
        ref = ArticleRef(law.short, article.number)
        return Excerpt(
            ref=ref,
            title=law.title,
            label=article.number.label,
            lines=article.lines,
            effective=version.effective,
            source=version.source,
            sources=version.sources,
            checked=version.checked,
            digest=digest(article.text),
            province=law.province,
            note=self.note(ref),
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
            newest = laws[-1]
            versions = sorted((law.versions[0] for law in laws), key=lambda one: one.effective)
            ended = [
                replace(one, ended=one.ended or after.effective)
                for one, after in zip(versions, versions[1:], strict=False)
            ]
            self._read[short] = replace(newest, versions=(*ended, versions[-1]))
        return self._read[short]

    def _short(self, name: str) -> str | None:
        return name if name in self._files else self._names.get(name)

    @cached_property
    def _names(self) -> dict[str, str]:
        """Every name a law is known by -> its short name. Whole names only, never a part of one."""
        return {bare_name(name): law.short for law in self.laws() for name in (*law.aliases, law.title, law.short)}

    def _notes_of(self, short: str) -> dict[ArticleNumber, Note]:
        if short not in self._notes:
            file = self._bundled / "notes" / f"{short}.md"
            self._notes[short] = read_notes(file.read_text(encoding="utf-8"), file.name) if file.is_file() else {}
        return self._notes[short]


def bare_name(name: str) -> str:
    """A law's name without 《》, spaces and 中华人民共和国 at the front, brackets full-width."""
    text = "".join(name.split()).replace("(", "（").replace(")", "）")
    if text.startswith("《") and text.endswith("》"):
        text = text[1:-1]
    return text.replace("〈", "《").replace("〉", "》").removeprefix(COUNTRY)


def find_article(version: Version, number: ArticleNumber) -> Article | None:
    """The article of that number in a version, or None."""
    return next((article for article in version.articles if article.number == number), None)


def _first_version(coming: list[Version]) -> bool:
    """Whether the coming text is a law's first: then before it there was none."""
    return bool(coming) and not coming[0].amendment


def load_corpus(project_laws: Path | None = None) -> Corpus:
    """The bundled corpus, with the laws of a project's own ``laws`` folder over it."""
    from xuanchuan.corpus import CORPUS_DATE

    return Corpus(resources.files("xuanchuan.corpus"), project_laws, CORPUS_DATE)

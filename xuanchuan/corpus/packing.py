"""A corpus update carried by hand: the project's laws, and on request the whole corpus, into a pack and out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

from xuanchuan.corpus.importing.comparing import Change, compare
from xuanchuan.corpus.lawfiles import digest, law_files, read_law_file
from xuanchuan.corpus.loading import Corpus
from xuanchuan.files.names import safe_name
from xuanchuan.files.packs import Pack
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import Law, Version

KIND, FORMAT = "普法语料包", 1
LAWS, CORPUS = "laws", "corpus"
DATA = (".toml", ".tsv", ".json")
LAW_PATH = re.compile(r"(?:corpus/)?laws/([^/]+)/(\d{4}-\d{2}-\d{2})\.md")
OTHER_PATH = re.compile(r"corpus/(?:notes/([^/]+)\.md|([a-z][a-z0-9_-]*\.(?:toml|tsv|json)))")


@dataclass(frozen=True, slots=True)
class LawChange:
    """One law that a pack brings or alters: 新收, 新版本, 补充 (more articles of a version) or 改字 (other words)."""

    what: str
    law: Law
    version: Version
    changes: tuple[Change, ...] = ()


def pack_members(own: Traversable | None, whole: Traversable | None) -> dict[str, bytes]:
    """path -> bytes of what goes into a pack: the project's own law files, and those of a whole corpus."""
    members: dict[str, bytes] = {}
    for short, files in law_files(own) if own else ():
        members |= {f"{LAWS}/{short}/{file.name}": file.read_bytes() for file in files}
    if whole is not None:
        members |= {f"{CORPUS}/{path}": file.read_bytes() for path, file in corpus_files(whole)}
    return members


def corpus_files(root: Traversable) -> Iterator[tuple[str, Traversable]]:
    """The data files of a corpus: registers, digests, notes, laws; no program."""
    for file in root.iterdir():
        if file.is_file() and file.name.endswith(DATA):
            yield file.name, file
    for short, files in law_files(root / "laws"):
        for file in files:
            yield f"laws/{short}/{file.name}", file
    for file in (root / "notes").iterdir():
        if file.name.endswith(".md"):
            yield f"notes/{file.name}", file


def manifest(made_by: str, corpus_date: date) -> dict[str, Any]:
    """What a pack says of itself, without its files."""
    return {"kind": KIND, "format": FORMAT, "made_by": made_by, "corpus_date": str(corpus_date)}


def prove(pack: Pack) -> tuple[date, Corpus | None]:
    """The corpus date a pack states and its whole corpus (None when it brings only laws of a project).

    XuanchuanError for a pack of another kind or a later format, for any path that has no place in it, for a law file
    that cannot be read or stands under another name, and for an article that its own digests do not prove.
    """
    if pack.said.get("kind") != KIND or pack.said.get("format") != FORMAT:
        raise _refused(pack, "不是语料包，或者是更新的程序打的，这个程序读不懂")
    try:
        day = date.fromisoformat(str(pack.said.get("corpus_date")))
    except ValueError as fault:
        raise _refused(pack, "没有写明语料日期") from fault
    for path, data in pack.members.items():
        _check(pack, path, data)
    if not any(path.startswith(f"{CORPUS}/") for path in pack.members):
        return day, None
    return day, _proved(pack, Corpus(pack.folder(CORPUS), None, day))


def _check(pack: Pack, path: str, data: bytes) -> None:
    """A member stands where it may stand, and a law file is what its name says."""
    law, other = LAW_PATH.fullmatch(path), OTHER_PATH.fullmatch(path)
    name = law[1] if law else (other[1] or other[2]) if other else ""
    if not name or safe_name(name) != name:
        raise _refused(pack, f"里面有不该有的文件 {path[:40]}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise _refused(pack, f"{path} 不是 UTF-8 文字") from fault
    if law:
        read = read_law_file(text, f"{pack.where} 里的 {path}")
        if (read.short, str(read.versions[0].effective)) != law.groups():
            raise _refused(pack, f"{path} 里写的简称或施行日同文件名不一样")


def _proved(pack: Pack, corpus: Corpus) -> Corpus:
    """The corpus, every part of it read once and every article proved by the digests it brings."""
    try:
        _ = (corpus.repeals, corpus.register, corpus.terms, corpus.misnamed, corpus.coming, corpus.local_rules)
        _ = (corpus.renumbered, [corpus.notes_of(short) for short in corpus.shorts])
        prints = corpus.fingerprints
    except (OSError, KeyError, ValueError, TypeError) as fault:
        raise _refused(pack, "登记资料缺少或读不懂") from fault
    for law in corpus.laws():
        for version in law.versions:
            proof = prints.get((law.short, version.effective), {})
            for article in version.articles:
                if article.number not in proof or proof[article.number].digest != digest(article.text):
                    raise _refused(pack, f"《{law.short}》{article.number.label}同它自带的摘要对不上")
    return corpus


def _refused(pack: Pack, why: str) -> XuanchuanError:
    return XuanchuanError("语料包有问题，没有装", where=pack.where, why=why, hint="请对方用新版程序重新打包")


def law_changes(current: Corpus, coming: Mapping[str, Law]) -> tuple[LawChange, ...]:
    """What laws would be new or altered, law by law, versions oldest first."""
    found: list[LawChange] = []
    for short, law in sorted(coming.items()):
        known = current.law(short)
        have = {one.effective: one for one in known.versions} if known else {}
        for version in law.versions:
            found += _one_change(law, version, have)
    return tuple(found)


def _one_change(law: Law, version: Version, have: Mapping[date, Version]) -> Iterator[LawChange]:
    if not have:
        yield LawChange("新收", law, version)
    elif version.effective not in have:
        before = [one for day, one in sorted(have.items()) if day < version.effective]
        yield LawChange("新版本", law, version, _between(before[-1], version) if before else ())
    else:
        old = have[version.effective]
        changes = compare(old.articles, version.articles)
        more = [one for one in changes if one.kind == "新增"]
        if len(more) < len(changes):
            yield LawChange("改字", law, version, changes)
        elif more:
            yield LawChange("补充", law, version, changes)


def _between(old: Version, new: Version) -> tuple[Change, ...]:
    """From the older to the newer; additions and omissions only where both texts are complete."""
    changes = compare(old.articles, new.articles)
    if old.complete and new.complete:
        return changes
    return tuple(one for one in changes if one.kind not in ("新增", "删去"))

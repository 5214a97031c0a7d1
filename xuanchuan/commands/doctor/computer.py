"""What can be seen of this computer, collected once as plain values; nothing here judges."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from xuanchuan.commands.doctor.rosters import RosterSeen, rosters_in
from xuanchuan.commands.near import dateless
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

EXTRAS = {"typst": "pdf", "pypdfium2": "pdfread", "distributed": "cluster"}
LOCKS = ("~$", ".~")
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Computer:
    """The facts of one look. ``remarks`` name what is wrong with the unit's own files; paths are only in ``folder``."""

    today: date
    program: str
    python: str
    system: str
    corpus_date: date
    proved: int
    unproved: int
    folder: Path
    writable: str
    free_mb: int
    longest_path: int
    long_paths: bool
    encoding: str
    newest_file: date | None
    fonts: Mapping[str, str]
    fonts_known: bool
    extras: Mapping[str, bool]
    locked: tuple[str, ...]
    project: bool
    remarks: tuple[tuple[str, str], ...]
    rosters: tuple[RosterSeen, ...] = ()


def look(desk: Desk) -> Computer:
    """Look at this computer and this folder; reads only, but for one temporary file that is taken away again."""
    from xuanchuan import __version__
    from xuanchuan.corpus import CORPUS_DATE

    folder = desk.cwd
    project, remarks = _project(desk)
    proved, unproved = _proofs()
    fonts, known = _fonts()
    return Computer(
        today=desk.today,
        program=__version__,
        python=sys.version.split()[0],
        system=sys.platform,
        corpus_date=CORPUS_DATE,
        proved=proved,
        unproved=unproved,
        folder=folder,
        writable=_try_to_write(folder),
        free_mb=shutil.disk_usage(folder).free >> 20,
        longest_path=max((len(str(path)) for path in _files(folder)), default=len(str(folder))),
        long_paths=sys.platform != "win32" or _windows_allows_long_paths(),
        encoding=(getattr(sys.stdout, "encoding", "") or "").lower(),
        newest_file=_newest(folder),
        fonts=fonts,
        fonts_known=known,
        extras={extra: find_spec(name) is not None for name, extra in EXTRAS.items()},
        locked=tuple(_locked(folder)),
        project=project,
        remarks=tuple(remarks),
        rosters=tuple(rosters_in(folder, _own_templates(desk))),
    )


def _project(desk: Desk) -> tuple[bool, list[tuple[str, str]]]:
    """Whether there is a project, and what is wrong with each kind of its own files."""
    from xuanchuan.corpus import load_corpus
    from xuanchuan.dates import load_key_dates
    from xuanchuan.materials import load_campaigns, load_templates

    remarks: list[tuple[str, str]] = []
    try:
        if desk.project is None:
            return False, []
    except XuanchuanError as error:
        return True, [("单位资料", _said(error))]
    for what, load in (
        ("日期", lambda: load_key_dates(desk.own("campaigns"))),
        ("活动", lambda: load_campaigns(desk.own("campaigns"))),
        ("模板", lambda: load_templates(desk.own("templates"))),
        ("法规", lambda: load_corpus(desk.own("laws")).laws()),
    ):
        try:
            load()
        except XuanchuanError as error:
            remarks.append((what, _said(error)))
    if not remarks:
        remarks += [("活动", wrong) for wrong in dateless(desk, load_campaigns(desk.own("campaigns")))]
    return True, remarks


def _own_templates(desk: Desk) -> Path | None:
    try:
        return desk.own("templates")
    except XuanchuanError:
        return None


def _said(error: XuanchuanError) -> str:
    where = f"（{Path(error.where).name}）" if error.where else ""
    return f"{error.message}{where}" + (f"：{error.why}" if error.why else "")


def _proofs() -> tuple[int, int]:
    """How many bundled articles their digests prove, and how many they do not."""
    from xuanchuan.corpus import load_corpus
    from xuanchuan.corpus.lawfiles import digest

    corpus = load_corpus()
    good = bad = 0
    for law in corpus.laws():
        for version in law.versions:
            prints = corpus.fingerprints.get((law.short, version.effective), {})
            for article in version.articles:
                known = prints.get(article.number)
                if known is not None and known.digest == digest(article.text):
                    good += 1
                else:
                    bad += 1
    return good, bad


def _try_to_write(folder: Path) -> str:
    """Why nothing can be written here; empty where it can."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".xuanchuan-"):
            return ""
    except OSError as fault:
        return fault.strerror or str(fault)


def _files(folder: Path) -> Iterator[Path]:
    """Files here and three levels below at most; what cannot be read is passed over."""
    for place, folders, files in os.walk(folder):
        depth = len(Path(place).relative_to(folder).parts)
        folders[:] = [] if depth >= DEEPEST else [name for name in folders if not name.startswith(".")]
        yield from (Path(place) / name for name in files)


def _newest(folder: Path) -> date | None:
    """The day of the newest file: a clock set back shows in files from the future."""
    newest = None
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            day = date.fromtimestamp(path.stat().st_mtime)
            newest = day if newest is None or day > newest else newest
    return newest


def _locked(folder: Path) -> Iterator[str]:
    """Names of documents that an office program has open."""
    for path in _files(folder):
        for mark in LOCKS:
            if path.name.startswith(mark):
                yield path.name.removeprefix(mark)
                break


def _fonts() -> tuple[dict[str, str], bool]:
    """Role -> the family that plays it ('' for none); False where fonts cannot be listed without the pdf extra."""
    from xuanchuan.render.looks import fonts

    if find_spec("typst") is None:
        return {}, False
    from xuanchuan.render.typst.fonts import shelf

    try:
        found = shelf()
    except XuanchuanError:
        return dict.fromkeys(fonts(), ""), True
    return {
        role: face.families[0] + ("（代替）" if face.is_stand_in else "") for role, face in found.faces.items()
    }, True


def _windows_allows_long_paths() -> bool:
    """Whether an administrator has switched long paths on (registry value LongPathsEnabled; only read)."""
    if sys.platform != "win32":
        return True
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as key:
            return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
    except OSError:
        return False

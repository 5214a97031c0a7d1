"""What was made: kits and batches found by their 清单.json, kept in the ledger, and drafts of events nobody logged."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from xuanchuan.files import manifest
from xuanchuan.ledger.store import Ledger
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import Event, LedgerEntry

DEEPEST = 4
BIGGEST = 64 * 1024 * 1024
FOLDER_DAY = re.compile(r"^(\d{4}-\d{2}-\d{2})[ 　]*(.*)$")


@dataclass(frozen=True, slots=True)
class Quoted:
    """An article that a folder of outputs quotes, with the day its version took effect and its digest."""

    law: str
    article: int
    suffix: int
    effective: date
    digest: str


@dataclass(frozen=True, slots=True)
class MadeFolder:
    """A folder of outputs as its manifest tells: its files, what they quote, and where they went (as a person said)."""

    folder: str
    as_of: str
    files: tuple[Mapping[str, Any], ...]
    quoted: tuple[Quoted, ...]
    sent: str = ""
    copies: int = 0

    @property
    def day(self) -> date | None:
        """The day its name begins with."""
        found = FOLDER_DAY.match(Path(self.folder).name)
        return date.fromisoformat(found[1]) if found else None

    @property
    def title(self) -> str:
        """Its name without the day."""
        found = FOLDER_DAY.match(Path(self.folder).name)
        return found[2] if found else Path(self.folder).name


def find_made(root: Path, broken: list[Path] | None = None) -> Iterator[MadeFolder]:
    """Every folder below ``root`` (four levels deep at most, links not followed) with a manifest that can be read.

    Manifests that cannot be read are added to ``broken``. Folders that a manifest lists as its own are not entered: a
    batch has one for each of its villages.
    """
    for place, folders, files in os.walk(root):
        here = Path(place)
        depth = len(here.relative_to(root).parts)
        folders[:] = [] if depth >= DEEPEST else sorted(name for name in folders if not name.startswith("."))
        if manifest.NAME not in files:
            continue
        if found := read_made(here, root):
            own = {str(row["path"]).replace("\\", "/").split("/")[0] for row in found.files}
            folders[:] = [name for name in folders if name not in own]
            yield found
        elif broken is not None:
            broken.append(here / manifest.NAME)


def read_made(folder: Path, root: Path) -> MadeFolder | None:
    """What the manifest of a folder says; None when it is none of ours or too damaged to be believed."""
    path = folder / manifest.NAME
    try:
        if path.stat().st_size > BIGGEST:
            return None
        value = json.loads(path.read_text(encoding="utf-8"))
        files = tuple({**row, "path": str(row["path"])} for row in value["files"])
        quoted = tuple(map(_quoted, value.get("articles", ())))
        name = folder.relative_to(root).as_posix() if folder != root else folder.name
        return MadeFolder(name, str(value.get("as_of", "")), files, quoted)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _quoted(row: Mapping[str, Any]) -> Quoted:
    effective = date.fromisoformat(row["effective"])
    return Quoted(str(row["law"]), int(row["article"]), int(row["suffix"]), effective, str(row["digest"]))


def keep_made(ledger: Ledger, made: Iterable[MadeFolder], today: date, sent: str = "", copies: int = 0) -> int:
    """Keep what the manifests say in the ledger, so that it is known after the folders have gone; the files kept.

    ``sent`` (where they went) and ``copies`` are kept for each folder when given; otherwise what was said before stays.
    """
    count = 0
    with ledger.writing() as connection:
        for one in made:
            _forget_undistributed(connection, one.folder)
            for row in one.files:
                uid = f"{one.folder}/{row['path']}"
                values = (
                    uid, one.folder, row["path"], str(row.get("sha256", "")), str(row.get("material", "")),
                    str(row.get("format", "")), str(row.get("unit", "")), one.as_of, today.isoformat(), sent, copies,
                )  # fmt: skip
                connection.execute(
                    "INSERT INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uid) DO UPDATE SET "
                    "sha256 = excluded.sha256, as_of = excluded.as_of, "
                    "sent = CASE excluded.sent WHEN '' THEN sent ELSE excluded.sent END, "
                    "copies = CASE excluded.copies WHEN 0 THEN copies ELSE excluded.copies END",
                    values,
                )
                count += 1
            for each in one.quoted:
                connection.execute(
                    "INSERT OR REPLACE INTO quoted VALUES (?, ?, ?, ?, ?, ?)",
                    (one.folder, each.law, each.article, each.suffix, each.effective.isoformat(), each.digest),
                )
    return count


def _forget_undistributed(connection: sqlite3.Connection, folder: str) -> None:
    """What a folder quoted before it was made again is no longer out there, unless it was printed or sent."""
    out = connection.execute("SELECT 1 FROM outputs WHERE folder = ? AND (sent <> '' OR copies > 0)", (folder,))
    if out.fetchone() is None:
        connection.execute("DELETE FROM quoted WHERE folder = ?", (folder,))


def kept_made(ledger: Ledger) -> list[MadeFolder]:
    """Every folder of outputs the ledger remembers, in order of name."""
    files: dict[str, list[Mapping[str, Any]]] = {}
    facts: dict[str, tuple[str, str, int]] = {}
    for row in ledger.rows("SELECT * FROM outputs ORDER BY folder, path"):
        files.setdefault(row["folder"], []).append(
            {key: row[key] for key in ("path", "sha256", "material", "format", "unit")}
        )
        facts[row["folder"]] = (row["as_of"], row["sent"], row["copies"])
    quoted: dict[str, list[Quoted]] = {}
    for row in ledger.rows("SELECT * FROM quoted ORDER BY folder, law, article, suffix"):
        one = Quoted(row["law"], row["article"], row["suffix"], date.fromisoformat(row["effective"]), row["digest"])
        quoted.setdefault(row["folder"], []).append(one)
    return [
        MadeFolder(folder, facts[folder][0], tuple(rows), tuple(quoted.get(folder, ())), *facts[folder][1:])
        for folder, rows in files.items()
    ]


def all_made(ledger: Ledger | None, root: Path, broken: list[Path] | None = None) -> list[MadeFolder]:
    """What lies in the folders now, and what the ledger remembers of those that are gone or where they went.

    A folder that was printed or sent and then made again still quotes what went out.
    """
    kept = {one.folder: one for one in kept_made(ledger)} if ledger else {}
    for one in find_made(root, broken):
        before = kept.get(one.folder)
        out = before if before and (before.sent or before.copies) else None
        kept[one.folder] = replace(
            one,
            quoted=tuple(dict.fromkeys((*one.quoted, *out.quoted))) if out else one.quoted,
            sent=out.sent if out else "",
            copies=out.copies if out else 0,
        )
    return [kept[folder] for folder in sorted(kept)]


def drafts(made: Sequence[MadeFolder], known: Sequence[LedgerEntry], campaigns: Mapping[str, str]) -> list[Event]:
    """Events that the outputs suggest and the ledger does not know: the day and what was made; never a figure.

    ``campaigns``: campaign name -> id of its key date.
    """
    held = {entry.event.day for entry in known} | {(entry.event.campaign, entry.event.day.year) for entry in known}
    found = []
    for one in made:
        day = one.day
        campaign = campaigns.get(one.title, "")
        if day is None or day in held or (campaign and (campaign, day.year) in held):
            continue
        laws = tuple(dict.fromkeys(each.law.removeprefix("中华人民共和国") for each in one.quoted))
        said = f"文件夹“{one.folder}”里做过 {len(one.files)} 份材料"
        found.append(Event(day, f"{one.title}宣传", campaign=campaign, laws=laws, said=said, source="材料清单"))
    return found


def laws_used(made: Sequence[MadeFolder], first: date, last: date) -> dict[str, int]:
    """Law -> how many folders of outputs of these days quote it."""
    counts: dict[str, int] = {}
    for one in made:
        if one.day and first <= one.day <= last:
            for law in {each.law for each in one.quoted}:
                counts[law] = counts.get(law, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def require_made(root: Path) -> list[MadeFolder]:
    """The folders of outputs below ``root``; XuanchuanError when there is none."""
    found = list(find_made(root))
    if not found:
        raise XuanchuanError(
            "没有找到做过的材料", where=str(root), why="下面没有带 清单.json 的文件夹", hint="xuanchuan kit 11.25"
        )
    return found

"""清单.json: what was made, so that a re-run replaces only what nobody has touched."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xuanchuan.model.law import Excerpt

NAME = "清单.json"


@dataclass(frozen=True, slots=True)
class Record:
    """What an earlier run left in a folder, as its manifest tells: rows of files, rows of articles."""

    files: tuple[Mapping[str, Any], ...] = ()
    articles: tuple[Mapping[str, Any], ...] = ()

    @property
    def made(self) -> dict[str, str]:
        """path -> sha256 of every file we made."""
        return {str(row["path"]): str(row["sha256"]) for row in self.files}


def sha256(data: bytes) -> str:
    """The hexadecimal SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def article_row(excerpt: Excerpt) -> dict[str, Any]:
    """What a manifest says of an article its files quote."""
    number = excerpt.ref.article
    return {
        "law": excerpt.title,
        "article": number.number,
        "suffix": number.suffix,
        "effective": str(excerpt.effective),
        "digest": excerpt.digest,
    }


def dump(value: Mapping[str, Any]) -> bytes:
    """A manifest as bytes: UTF-8, keys in the given order, Chinese unescaped, one final newline."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def read_record(folder: Path) -> Record:
    """What the manifest of ``folder`` says of files that are still there; empty when there is none to trust."""
    try:
        value = json.loads((folder / NAME).read_text(encoding="utf-8"))
        files = tuple(row for row in value["files"] if row["sha256"] and (folder / row["path"]).is_file())
        return Record(files, tuple(row for row in value.get("articles", ()) if row["law"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Record()


def untouched(path: Path, made: Mapping[str, str], name: str) -> bool:
    """Whether the file at ``path`` is still exactly what the manifest says we made under ``name``."""
    try:
        return made.get(name) == sha256(path.read_bytes())
    except OSError:
        return False

"""Laws that are no longer in force: when they ended, and what replaced them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xuanchuan.files.toml import parse_toml


@dataclass(frozen=True, slots=True)
class Repeal:
    """A repealed law: every name it is known by, its first day of not being law, what stands in its place."""

    names: tuple[str, ...]
    ended: date
    replaced_by: str
    basis: str = ""
    note: str = ""


def read_repeals(text: str) -> tuple[Repeal, ...]:
    """The rows of ``repealed.toml``."""
    return tuple(
        Repeal(
            names=tuple(row["names"]),
            ended=row["ended"],
            replaced_by=row["replaced_by"],
            basis=row.get("basis", ""),
            note=row.get("note", ""),
        )
        for row in parse_toml(text, "repealed.toml")["repealed"]
    )

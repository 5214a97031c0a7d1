"""Everything the next officer needs, in one zip: the unit's files, a sound copy of the ledger, and how to go on."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xuanchuan.files.atomic import unwritable
from xuanchuan.ledger.events import make_discreet
from xuanchuan.ledger.outputs import MadeFolder
from xuanchuan.ledger.reporting import Facts, event_words, tally_words
from xuanchuan.ledger.store import FILE, Ledger, open_ledger
from xuanchuan.materials import Template
from xuanchuan.materials.compose import assemble, mark_as_draft
from xuanchuan.materials.wording import long_day, short_day
from xuanchuan.model.document import Document, Slot

OWN = ("xuanchuan.toml", "campaigns", "templates", "laws")
FIXED = (1980, 1, 1, 0, 0, 0)
COMING = 5


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file of the zip."""

    name: str
    data: bytes


def compose_handover(
    template: Template, facts: Facts, made: Sequence[MadeFolder], coming: Mapping[date, str]
) -> Document:
    """交接说明; ``coming`` are the next key dates by day."""
    names = {
        "unit": facts.unit,
        "today": facts.today,
        "whole": facts.year.whole,
        "last_event": facts.entries[-1] if facts.entries else None,
        "folders": [one for one in made if one.day][-6:],
        "coming": [
            (short_day(day), name, f"{(day - facts.today).days}天") for day, name in sorted(coming.items())[:COMING]
        ],
        "tally_words": tally_words,
        "event_words": event_words,
        "slot": Slot,
        "long": long_day,
    }
    return mark_as_draft(assemble(template, names))


def own_files(folder: Path) -> Iterator[Parcel]:
    """The unit's own files below its folder, in order of name; links and hidden files stay behind."""
    for name in OWN:
        place = folder / name
        found = [place] if place.is_file() else sorted(place.rglob("*")) if place.is_dir() else []
        for path in found:
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                try:
                    yield Parcel(path.relative_to(folder).as_posix(), path.read_bytes())
                except OSError as fault:
                    raise unwritable(path, fault) from fault


def ledger_copy(ledger: Ledger) -> Parcel:
    """A sound copy of the ledger under its usual name, with nobody in it who sought help."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / FILE
        ledger.backup(place)
        with open_ledger(place) as copy:
            make_discreet(copy)
            copy.rows("PRAGMA journal_mode = DELETE")
        return Parcel(FILE, place.read_bytes())


def zipped(parcels: Sequence[Parcel]) -> bytes:
    """The zip: the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in parcels:
            info = zipfile.ZipInfo(one.name, FIXED)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, one.data)
    return out.getvalue()

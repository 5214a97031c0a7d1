"""A pack's files onto the disk: nothing of a person's is overwritten, nothing is half-written."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xuanchuan.files import manifest
from xuanchuan.files.atomic import discard, stage, unwritable, write_bytes
from xuanchuan.files.locks import is_open_elsewhere
from xuanchuan.files.manifest import Record
from xuanchuan.files.names import beside
from xuanchuan.kit.making import KitFile, Pack


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one file: where it went, and what a person should be told ('' when nothing)."""

    path: Path
    told: str = ""
    changed: bool = True


def write_kit(folder: Path, pack: Pack, overwrite: bool = False) -> list[Written]:
    """Write the files and, last, the manifest that says where each went.

    Everything is on the disk under temporary names before the first file is renamed, so a full disk leaves the
    folder as it was. A file that still is what an earlier run made is replaced; one that a person changed, or that
    another program holds open, is kept and the new one put beside it as ``名字(2).docx``. ``overwrite`` replaces
    what a person changed. XuanchuanError says why nothing could be written.
    """
    places = plan_places(folder, pack, overwrite)
    fresh = not folder.exists()
    staged: dict[int, Path] = {}
    try:
        for row, (place, file) in enumerate(zip(places, pack.files, strict=True)):
            if place.changed:
                staged[row] = stage(place.path, file.data)
        listing = stage(folder / manifest.NAME, pack.manifest([place.path.name for place in places]))
        staged[len(places)] = listing
        written = [_settle(place, staged.pop(row, None), pack.earlier) for row, place in enumerate(places)]
        _finish(folder, pack, written, listing)
        return written
    finally:
        discard(staged.values())
        if fresh:
            with contextlib.suppress(OSError):
                folder.rmdir()  # succeeds only when nothing could be put in it


def plan_places(folder: Path, pack: Pack, overwrite: bool = False) -> list[Written]:
    """Where each file would go, and what would be told of it; nothing is written."""
    return [_place(folder / file.path, file, pack.earlier, overwrite) for file in pack.files]


def _place(path: Path, file: KitFile, earlier: Record, overwrite: bool) -> Written:
    if _same(path, file.data):
        return Written(path, changed=False)
    if not path.exists():
        return Written(path)
    if is_open_elsewhere(path):
        return _aside(path, file.data, earlier, f"{path.name} 正被别的程序打开")
    if overwrite or manifest.untouched(path, earlier.made, path.name):
        return Written(path)
    return _aside(path, file.data, earlier, f"{path.name} 您改过，原样保留")


def _aside(path: Path, data: bytes, earlier: Record, why: str) -> Written:
    """The first place beside ``path`` that is free, is ours, or already holds exactly these bytes."""
    number = 2
    while not _free(other := path.with_name(beside(path.name, number)), data, earlier):
        number += 1
    return Written(other, f"{why}，新的另存为 {other.name}", changed=not _same(other, data))


def _free(path: Path, data: bytes, earlier: Record) -> bool:
    if not path.exists() or _same(path, data):
        return True
    return manifest.untouched(path, earlier.made, path.name) and not is_open_elsewhere(path)


def _settle(place: Written, temporary: Path | None, earlier: Record) -> Written:
    """Rename a staged file to its place, or beside it when another program will not let go."""
    if temporary is None:
        return place
    try:
        temporary.replace(place.path)
        return place
    except PermissionError:
        place = _aside(place.path, b"", earlier, f"{place.path.name} 正被别的程序打开")
        _rename(temporary, place.path)
        return place
    except OSError as fault:
        raise unwritable(place.path, fault) from fault


def _finish(folder: Path, pack: Pack, written: Sequence[Written], listing: Path) -> None:
    """The manifest, written again when a file could not go where it was meant to."""
    data = pack.manifest([one.path.name for one in written])
    if _same(listing, data):
        _rename(listing, folder / manifest.NAME)
    else:
        write_bytes(folder / manifest.NAME, data)


def _rename(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except OSError as fault:
        raise unwritable(path, fault) from fault


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False

"""A pack's files onto the disk: nothing of a person's is overwritten, nothing is half-written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xuanchuan.files import manifest
from xuanchuan.files.atomic import write_bytes
from xuanchuan.files.names import beside
from xuanchuan.kit.making import KitFile
from xuanchuan.model.error import XuanchuanError


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one file: where it went, and what a person should be told ('' when nothing)."""

    path: Path
    told: str = ""


def write_kit(folder: Path, files: Sequence[KitFile], overwrite: bool = False) -> list[Written]:
    """Write the files, the manifest last.

    A file that still is what an earlier run made is replaced; one that a person changed, or that another program
    holds open, is kept and the new one written beside it as ``名字(2).docx``. ``overwrite`` replaces all the same.
    """
    made = manifest.made_files(folder)
    written: list[Written] = []
    for file in files:
        known = file.path == manifest.NAME or overwrite
        written.append(_write(folder / file.path, file.data, made, known))
    return written


def _write(path: Path, data: bytes, made: Mapping[str, str], ours: bool) -> Written:
    if _same(path, data):
        return Written(path)
    if not path.exists() or ours or manifest.untouched(path, made, path.name):
        try:
            return Written(write_bytes(path, data))
        except XuanchuanError as error:
            if not isinstance(error.__cause__, PermissionError) or not path.exists():
                raise
            told = f"{path.name} 正被别的程序打开，新的另存为"
    else:
        told = f"{path.name} 您改过，原样保留，新的另存为"
    other = _free(path, data)
    write_bytes(other, data)
    return Written(other, f"{told} {other.name}")


def _free(path: Path, data: bytes) -> Path:
    """The first name beside ``path`` that is free, or already holds exactly these bytes."""
    number = 2
    while (other := path.with_name(beside(path.name, number))).exists() and not _same(other, data):
        number += 1
    return other


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False

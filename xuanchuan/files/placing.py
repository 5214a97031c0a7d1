"""Many files put in their places quickly: each whole or not there at all, nothing of a person's replaced.

A file is written under a temporary name beside its place and renamed. The disk is not told to hurry for every one of
70,000 files: what a power cut may tear is found by its hash when the work goes on, and made again.
"""

from __future__ import annotations

import hashlib
import io
import os
import zlib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from xuanchuan.files.atomic import unwritable
from xuanchuan.files.links import make_way, refuse_link_out
from xuanchuan.files.locks import is_open_elsewhere
from xuanchuan.files.manifest import sha256
from xuanchuan.files.names import beside

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a file went, below the folder; whether it was written now; what a person should be told of it.

    ``digest`` is the SHA-256 of what is there when that is packed otherwise than what was to be put there.
    """

    path: str
    written: bool = True
    told: str = ""
    digest: str = ""


class Placer:
    """Puts files into one folder, no path twice; ``earlier`` is path -> SHA-256 of what we made there before.

    ``passed`` are names of files of ours that may lie in the folder already and are never put there.
    """

    def __init__(self, folder: Path, overwrite: bool = False, passed: Container[str] = ()) -> None:
        self.root = f"{folder}{os.sep}"
        self.overwrite, self.passed = overwrite, passed
        # Folder -> whether there was nothing in it when it was first met: then nothing stands in the way of a file.
        self._folders: dict[str, bool] = {}

    def put(self, path: str, data: bytes, earlier: Mapping[str, str]) -> Placed:
        """Put a file in its place, or beside it when a person changed what is there or holds it open.

        XuanchuanError says plainly why it could not be written; nothing half-written stays under the file's name.
        """
        folder = path.rpartition("/")[0]
        empty = self._folders.get(folder)
        if self._prepare(folder) if empty is None else empty:
            return self._write(path, data, earlier)
        full = self.root + path
        try:
            size = os.stat(full).st_size  # noqa: PTH116 - a Path for each of 70,000 files costs more than the writing
        except FileNotFoundError:
            return self._write(path, data, earlier)
        except OSError as fault:
            raise unwritable(Path(full), fault) from fault
        return self._again(path, data, size, earlier)

    def settle(self, temporary: Path, path: str, earlier: Mapping[str, str], digest: str = "") -> Placed:
        """Give a finished temporary file its name, or one beside it; as ``put`` does for bytes."""
        place = Path(self.root + path)
        digest = digest or _digest(temporary)
        try:
            if place.exists():
                found = _digest(place)
                if found == digest:
                    temporary.unlink()
                    return Placed(path, written=False, digest=digest)
                if is_open_elsewhere(place):
                    return self._settle_aside(temporary, path, digest, "正被别的程序打开")
                if not self.overwrite and found != earlier.get(path) and place.stat().st_size:
                    return self._settle_aside(temporary, path, digest, "您改过，原样保留")
            temporary.replace(place)
        except PermissionError:
            return self._settle_aside(temporary, path, digest, "正被别的程序打开")
        except OSError as fault:
            _drop(str(temporary))
            raise unwritable(place, fault) from fault
        return Placed(path, digest=digest)

    def _settle_aside(self, temporary: Path, path: str, digest: str, why: str) -> Placed:
        number = 2
        while (other := Path(self.root + beside(path, number))).exists() and _digest(other) != digest:
            number += 1
        temporary.replace(other)
        return Placed(beside(path, number), told=f"{path} {why}，新的另存为 {other.name}", digest=digest)

    def holds(self, path: str, digest: str) -> bool:
        """Whether the file at a path is there and is what the hash says."""
        try:
            return _digest(Path(self.root + path)) == digest
        except OSError:
            return False

    def _again(self, path: str, data: bytes, size: int, earlier: Mapping[str, str]) -> Placed:
        """A file is there already: the same, an older one of ours, a torn one, or a person's."""
        place = Path(self.root + path)
        try:
            found = place.read_bytes()
        except OSError as fault:
            if place.is_dir():
                raise unwritable(place, fault) from fault
            return self._aside(path, data, earlier, "正被别的程序打开")
        if found == data:
            return Placed(path, written=False)
        if _holds_the_same(found, data):
            return Placed(path, written=False, digest=sha256(found))
        if is_open_elsewhere(place):
            return self._aside(path, data, earlier, "正被别的程序打开")
        if self.overwrite or _is_torn(found, data) or earlier.get(path) == sha256(found):
            return self._write(path, data, earlier)
        return self._aside(path, data, earlier, "您改过，原样保留")

    def _aside(self, path: str, data: bytes, earlier: Mapping[str, str], why: str) -> Placed:
        folder, name = os.path.split(path)
        number = 2
        while not self._free(other := os.path.join(folder, beside(name, number)), data, earlier):  # noqa: PTH118
            number += 1
        other = other.replace(os.sep, "/")
        told = f"{name} {why}，新的另存为 {beside(name, number)}"
        if Path(self.root + other).exists() and Path(self.root + other).read_bytes() == data:
            return Placed(other, written=False, told=told)
        return Placed(self._write(other, data, {}).path, told=told)

    def _free(self, path: str, data: bytes, earlier: Mapping[str, str]) -> bool:
        place = Path(self.root + path)
        try:
            found = place.read_bytes()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return found == data or earlier.get(path) == sha256(found)

    def _write(self, path: str, data: bytes, earlier: Mapping[str, str]) -> Placed:
        full = self.root + path
        temporary = f"{full}.tmp"
        try:
            descriptor = _open_new(temporary)
            try:
                _write_all(descriptor, data)
            finally:
                os.close(descriptor)
        except OSError as fault:
            _drop(temporary)
            raise unwritable(Path(full), fault) from fault
        try:
            os.replace(temporary, full)  # noqa: PTH105
        except PermissionError:
            _drop(temporary)
            return self._aside(path, data, earlier, "正被别的程序打开")
        except OSError as fault:
            _drop(temporary)
            raise unwritable(Path(full), fault) from fault
        return Placed(path)

    def _prepare(self, folder: str) -> bool:
        """Have a folder and those it is in; whether there is nothing in it yet."""
        if folder in self._folders:
            return self._folders[folder]
        if folder:
            self._prepare(folder.rpartition("/")[0])
        place = self.root + folder
        try:
            empty = _make_folder(place)
            if not empty:
                refuse_link_out(self.root, place)
                empty = self._is_empty(place)
        except OSError as fault:
            raise unwritable(Path(place), fault) from fault
        if len(self._folders) > 4096:
            self._folders.clear()
        self._folders[folder] = empty
        return empty

    def _is_empty(self, place: str) -> bool:
        with os.scandir(place) as found:
            return all(one.name in self.passed for one in found)


def _make_folder(place: str) -> bool:
    """Make a folder, and those it is in; whether it was not there before."""
    try:
        os.makedirs(place)  # noqa: PTH103
    except FileExistsError:
        if not os.path.isdir(place):  # noqa: PTH112
            raise
        return False
    return True


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _open_new(temporary: str) -> int:
    """A new file under a temporary name; what a run that was cut off left there goes, and a link is not followed."""
    try:
        return os.open(temporary, _FLAGS, 0o644)
    except FileExistsError:
        make_way(Path(temporary))
        return os.open(temporary, _FLAGS, 0o644)


def _write_all(descriptor: int, data: bytes) -> None:
    written = os.write(descriptor, data)
    while written < len(data):
        written += os.write(descriptor, data[written:])


def _drop(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108
    except OSError:
        return


def _holds_the_same(found: bytes, data: bytes) -> bool:
    """Whether two packages hold the same members, packed in another way."""
    if not (found.startswith(b"PK") and data.startswith(b"PK")):
        return False
    try:
        with ZipFile(io.BytesIO(found)) as one, ZipFile(io.BytesIO(data)) as other:
            names = sorted(one.namelist())
            return names == sorted(other.namelist()) and all(one.read(name) == other.read(name) for name in names)
    except (BadZipFile, OSError, ValueError, zlib.error):
        return False


def _is_torn(found: bytes, data: bytes) -> bool:
    """Whether a file is what a power cut leaves of ``data``: its beginning, and zeros or nothing after."""
    return len(found) <= len(data) and data.startswith(found.rstrip(b"\0"))

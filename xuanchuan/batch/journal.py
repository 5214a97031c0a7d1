"""进度.jsonl: what was asked and what was made, a line a village, so that work goes on where it stopped.

Lines are only ever added; the last one of a village counts. A line that a power cut tore is passed over. No word of the
roster but the village's key and name is kept: the rest is there as a hash.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from json.encoder import encode_basestring as _quoted
from pathlib import Path
from threading import Thread
from typing import Any, TextIO

from xuanchuan.files.atomic import unwritable
from xuanchuan.files.links import refuse_link_out
from xuanchuan.model.roster import Village

NAME = "进度.jsonl"
FLUSHED = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A village made: its number, row, key, town, name, the hash of what it was made from, and its files.

    A file is (path, SHA-256, material, format).
    """

    number: int
    row: int
    key: str
    town: str
    name: str
    inputs: str
    files: tuple[tuple[str, str, str, str], ...]

    def line(self) -> str:
        """The entry as one line."""
        words = ",".join(map(_quoted, (self.key, self.town, self.name, self.inputs)))
        files = ",".join([f"[{','.join(map(_quoted, file))}]" for file in self.files])
        return f"[{self.number},{self.row},{words},[{files}]]"


def read_entry(line: bytes) -> Entry | None:
    """The entry a line holds; None when it holds none or is torn."""
    if not line.startswith(b"[") or not line.endswith(b"]\n"):
        return None
    try:
        number, row, key, town, name, inputs, files = json.loads(line)
        return Entry(number, row, key, town, name, inputs, tuple((a, b, c, d) for a, b, c, d in files))
    except (ValueError, TypeError):
        return None


class Journal:
    """The journal of one folder, open for adding; what it held before is found by key."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._places: dict[str, tuple[int, str, int]] = {}
        self.zips: dict[str, tuple[str, str]] = {}
        self.prints: dict[str, str] = {}
        self._printed_of: dict[str, str] = {}
        self._waiting = 0
        self._keeping: Thread | None = None
        self.highest = 0
        self._read()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            refuse_link_out(str(self.path.parent), str(self.path))
            self._stream: TextIO = self.path.open("a", encoding="utf-8", newline="\n")
        except OSError as fault:
            raise unwritable(self.path, fault) from fault
        if self.path.stat().st_size and not _ends_whole(self.path):
            self._stream.write("\n")

    def _read(self) -> None:
        for at, line in _lines(self.path):
            if entry := read_entry(line):
                self._places[entry.key] = (entry.number, entry.inputs, at)
                self.highest = max(self.highest, entry.number)
            elif line.startswith(b'{"print"'):
                with contextlib.suppress(ValueError):
                    told = json.loads(line)
                    self.prints.update(told["print"])
                    self._printed_of.update(dict.fromkeys(told["print"], told.get("of", "")))
            elif found := _zip(line):
                self.zips[found[0]] = found[1:]

    @property
    def fresh(self) -> bool:
        """Whether nothing was made in this folder before."""
        return not self._places

    def number(self, village: Village) -> int | None:
        """The number the village had before."""
        found = self._places.get(village.key)
        return found[0] if found else None

    def numbers(self) -> set[int]:
        """Every number given before."""
        return {number for number, _, _ in self._places.values()}

    def besides(self, keys: Set[str]) -> dict[str, str]:
        """Key -> name of every village made before that is none of these, by number."""
        found = sorted((number, key) for key, (number, _, _) in self._places.items() if key not in keys)
        return {key: entry.name for _, key in found if (entry := self.earlier(key))}

    def earlier(self, key: str) -> Entry | None:
        """What was made of the village before."""
        found = self._places.get(key)
        if found is None:
            return None
        with self.path.open("rb") as stream:
            stream.seek(found[2])
            return read_entry(stream.readline())

    def begin(self, job: Mapping[str, Any]) -> None:
        """Write down what is asked before anything is made, and have the disk begin to keep it.

        Nobody waits for the disk: killed, the program leaves the line behind with the system; and should the power fail
        in the first moment, the same command given again finds by their bytes which files are whole.
        """
        self._write(json.dumps({"job": job}, ensure_ascii=False), last=True)
        self._keeping = Thread(target=_keep, args=(os.dup(self._stream.fileno()),), daemon=True)
        self._keeping.start()

    def add(self, entries: Sequence[str]) -> None:
        """Add entries as lines; a few may wait before they are written."""
        for entry in entries:
            self._write(entry)

    def printed(self, path: str, digest: str, inputs: str = "") -> None:
        """Write down a file that holds many villages; ``inputs`` is the hash of what it was made from."""
        self.prints[path], self._printed_of[path] = digest, inputs
        self._write(json.dumps({"print": {path: digest}, "of": inputs}, ensure_ascii=False))

    def printed_of(self, path: str) -> str:
        """The hash of what the file at a path was made from; '' where that is not known."""
        return self._printed_of.get(path, "")

    def _write(self, line: str, last: bool = False) -> None:
        try:
            self._stream.write(f"{line}\n")
            self._waiting += 1
            if last or self._waiting >= FLUSHED:
                self._stream.flush()
                self._waiting = 0
        except OSError as fault:
            raise unwritable(self.path, fault) from fault

    def flush(self) -> None:
        """Write what waits, to be read back."""
        try:
            self._stream.flush()
        except OSError as fault:
            raise unwritable(self.path, fault) from fault

    def close(self) -> None:
        """Write what waits."""
        try:
            if self._keeping:
                self._keeping.join()
            self._stream.close()
        except OSError as fault:
            raise unwritable(self.path, fault) from fault


def _keep(descriptor: int) -> None:
    """See a file onto the disk, as far as that can be done."""
    with contextlib.suppress(OSError):
        os.fsync(descriptor)
    os.close(descriptor)


def zips(folder: Path) -> list[dict[str, str]]:
    """path and SHA-256 of every zip made in a folder, in order of their names."""
    found = {zipped[0]: zipped[1] for _, line in _lines(folder / NAME) if (zipped := _zip(line))}
    return [{"path": path, "sha256": digest} for path, digest in sorted(found.items())]


def _zip(line: bytes) -> tuple[str, str, str] | None:
    """(path, SHA-256, hash of what it was made from) of a zip that a line tells of."""
    if not line.startswith(b'{"zip"'):
        return None
    try:
        path, digest, inputs = json.loads(line)["zip"]
        return path, digest, inputs
    except (ValueError, TypeError):
        return None


def read_job(folder: Path) -> Mapping[str, Any] | None:
    """What was last asked in a folder; None when there is no journal."""
    job = None
    for _, line in _lines(folder / NAME):
        if line.startswith(b'{"job"'):
            with contextlib.suppress(ValueError):
                job = json.loads(line)["job"]
    return job


def entries(folder: Path) -> Iterator[Entry]:
    """The last entry of every village, by number; read line by line where lines are in order already."""
    path = folder / NAME
    if _in_order(path):
        yield from (entry for _, line in _lines(path) if (entry := read_entry(line)))
        return
    latest: dict[str, tuple[int, int]] = {}
    for at, line in _lines(path):
        if entry := read_entry(line):
            latest[entry.key] = (entry.number, at)
    with path.open("rb") as stream:
        for _, at in sorted(latest.values()):
            stream.seek(at)
            if entry := read_entry(stream.readline()):
                yield entry


def _in_order(path: Path) -> bool:
    """Whether every village is written down once, by number."""
    last = 0
    for _, line in _lines(path):
        if not line.startswith(b"["):
            continue
        number = line[1 : line.find(b",")]
        if not number.isdigit() or int(number) <= last:
            return False
        last = int(number)
    return True


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """(place, line) of every line, its end included."""
    try:
        with path.open("rb") as stream:
            at = 0
            for line in stream:
                yield at, line
                at += len(line)
    except FileNotFoundError:
        return


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"

"""A zip of finished files, written piece by piece to a temporary name; same files, same bytes."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from xuanchuan.files.atomic import discard, unwritable
from xuanchuan.files.links import make_way

_STAMP = (1980, 1, 1, 0, 0, 0)


class Parcel:
    """A zip being written under a temporary name; ``close`` gives its SHA-256. Left without it, nothing stays behind."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.temporary = path.with_name(f"{path.name}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            make_way(self.temporary)
            self._stream = _Hashed(self.temporary.open("xb"))
            self._zip = ZipFile(cast(BinaryIO, self._stream), "w", ZIP_STORED)
        except OSError as fault:
            raise unwritable(path, fault) from fault

    def add(self, name: str, data: bytes) -> None:
        """Add a file as it is: what is packed already gains nothing from being packed again."""
        info = ZipInfo(name, _STAMP)
        info.create_system = 0
        try:
            self._zip.writestr(info, data)
        except OSError as fault:
            raise unwritable(self.path, fault) from fault

    def close(self) -> str:
        """Finish the zip; its SHA-256. The temporary file is left for its place to be found."""
        try:
            self._zip.close()
            self._stream.close()
        except OSError as fault:
            raise unwritable(self.path, fault) from fault
        return self._stream.digest.hexdigest()

    def __enter__(self) -> Parcel:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._zip.fp = None  # nothing more is to be written: when it is forgotten, it would try to
            with contextlib.suppress(OSError):
                self._stream.close()
            discard([self.temporary])


class _Hashed:
    """A stream that cannot go back, and hashes what passes; zipfile then writes sizes after each member."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Pass bytes on."""
        self.digest.update(data)
        return self.stream.write(data)

    def flush(self) -> None:
        """Pass on what waits."""
        self.stream.flush()

    def close(self) -> None:
        """Close the stream."""
        self.stream.close()

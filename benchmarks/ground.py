"""Fresh ground to write on, where no round pays for what another one deleted.

ext4 passes over the inodes of files that were deleted within the last minutes, one by one, whenever it makes a file
near them: a few thousand files deleted make every new one ten times as slow, whoever deleted them. So nothing is deleted
before all is measured, folders lie far apart on the disk where the system can be told (where, is decided by their names,
which are never the same), and a place where a few files take long to make is left for another.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

TRIES, PROBES, EASE = 40, 24, 1.5
GET_FLAGS, SET_FLAGS, TOP = 0x80086601, 0x40086602, 0x00020000  # FS_IOC_GETFLAGS, FS_IOC_SETFLAGS, FS_TOPDIR_FL


@contextlib.contextmanager
def ground() -> Iterator[Path]:
    """A folder whose subfolders are each put somewhere else on the disk; all is deleted at the end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _spread(folder)
        yield folder


def fresh(folder: Path) -> Path:
    """A place below that folder that nobody has used, where files are made as quickly as anywhere tried."""
    tried: list[tuple[float, Path]] = []
    for _ in range(TRIES):
        place = folder / secrets.token_hex(6)
        (place / "probe").mkdir(parents=True)
        tried.append((_probed(place / "probe"), place))
        quickest, best = min(tried)
        if len(tried) > 2 and sum(took <= EASE * quickest for took, _ in tried) > 2:
            break
    return best / "new"


def _probed(folder: Path) -> float:
    """How long a few empty files take."""
    begun = time.perf_counter()
    for number in range(PROBES):
        os.close(os.open(folder / str(number), os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    return time.perf_counter() - begun


def settled() -> None:
    """Have the disk finish what it was given before, so that nobody else's writing is measured."""
    if hasattr(os, "sync"):
        os.sync()


def _spread(folder: Path) -> None:
    """Mark a folder as the top of others, which ext2, 3 and 4 then put into different groups of blocks."""
    with contextlib.suppress(ImportError, OSError):
        import array
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY)
        try:
            flags = array.array("l", [0])
            fcntl.ioctl(descriptor, GET_FLAGS, flags, True)
            flags[0] |= TOP
            fcntl.ioctl(descriptor, SET_FLAGS, flags)
        finally:
            os.close(descriptor)

"""Writing without half-written files: a temporary name in the same folder, then a rename."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from xuanchuan.model.error import XuanchuanError

REASONS = {
    errno.ENOSPC: ("磁盘满了", "请清理磁盘，或换一个文件夹"),
    errno.EDQUOT: ("磁盘配额用完了", "请清理磁盘，或换一个文件夹"),
    errno.EFBIG: ("文件太大，这个盘放不下", "请清理磁盘，或换一个文件夹"),
    errno.EROFS: ("这个盘是只读的（写保护）", "请换一个能写的文件夹"),
    errno.EACCES: ("没有写入权限，或者文件正被别的程序打开", "请关闭正打开它的程序，或换一个文件夹"),
    errno.EPERM: ("没有写入权限，或者文件正被别的程序打开", "请关闭正打开它的程序，或换一个文件夹"),
    errno.ENAMETOOLONG: ("文件名或路径太长", "请换一个路径短一些的文件夹"),
    errno.ENOTDIR: ("路径里有一段是文件，不是文件夹", "请换一个文件夹"),
    errno.ENOENT: ("文件夹不存在", "请先建好文件夹"),
    errno.ELOOP: ("它是一个快捷链接，绕了一圈又指回自己", "请写真正的那个文件"),
    errno.EISDIR: ("同名的是一个文件夹", "请换一个名字"),
}

LONGEST = 247  # Windows takes no longer path of a folder, and 259 for a file


def write_bytes(path: Path, data: bytes) -> Path:
    """Write ``data`` to ``path`` whole or not at all, replacing what is there; the folder is made if missing.

    XuanchuanError says plainly why it could not be written; nothing half-written stays behind.
    """
    temporary = stage(path, data)
    try:
        temporary.replace(path)
    except OSError as fault:
        discard([temporary])
        raise unwritable(path, fault) from fault
    return path


def stage(path: Path, data: bytes) -> Path:
    """Write ``data`` safely onto the disk under a temporary name beside ``path``, ready to be renamed to it."""
    temporary = path.with_name(f".{path.name[:60]}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as fault:
        discard([temporary])
        raise unwritable(path, fault) from fault
    return temporary


def discard(temporaries: Iterable[Path]) -> None:
    """Take temporary files away, as far as that can be done."""
    for temporary in temporaries:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write text whole or not at all; line ends are written as they are in ``text``."""
    return write_bytes(path, text.encode(encoding))


def unwritable(path: Path, fault: OSError) -> XuanchuanError:
    """The plain-language error for a file or folder that could not be written."""
    number = fault.errno or 0
    if number == errno.ENOENT and len(str(path)) > LONGEST:  # Windows says of a path too long that it is not there
        number = errno.ENAMETOOLONG
    why, hint = REASONS.get(number, (fault.strerror or str(fault), "请换一个文件夹再试"))
    return XuanchuanError("文件写不进去，没有留下半截文件", where=str(path), why=why, hint=hint)

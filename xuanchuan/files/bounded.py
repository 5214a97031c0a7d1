"""The bytes of a file from a stranger: of an ordinary file only, and never more than was asked for."""

from __future__ import annotations

import stat
from pathlib import Path

from xuanchuan.files.atomic import REASONS
from xuanchuan.model.error import XuanchuanError

MB = 1024 * 1024


def bytes_of(path: Path, most: int) -> bytes:
    """All bytes of a file of at most ``most``; OSError as opening it raises.

    XuanchuanError for what is larger, and for a pipe or a device, which would keep whoever reads it waiting for ever.
    """
    kind = path.stat().st_mode
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise XuanchuanError(
            "这不是普通文件，没有读", where=str(path), why="它是管道或设备，没有尽头", hint="请写一个文件的名字"
        )
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        shown = f"{most // MB} MB" if most >= MB else f"{most // 1024} KB"
        raise XuanchuanError(
            "文件太大，没有读", where=str(path), why=f"超过 {shown}", hint="请只留要用的内容，另存一份"
        )
    return data


def read_bounded(path: Path, most: int) -> bytes:
    """The bytes of a file of at most ``most`` bytes; XuanchuanError when missing, empty, unreadable or larger."""
    data = told_bytes(path, most, "把文件拖进窗口，就会写出完整路径")
    if not data:
        raise XuanchuanError("这个文件是空的", where=str(path), hint="请重新下载或另存一份")
    return data


def told_bytes(path: Path, most: int, find: str) -> bytes:
    """The bytes of a file, which may be empty; XuanchuanError as ``read_bounded``. ``find``: how to find a missing one."""
    try:
        return bytes_of(path, most)
    except FileNotFoundError as fault:
        raise XuanchuanError("找不到文件", where=str(path), why="文件不在这里，或名称不对", hint=find) from fault
    except OSError as fault:
        raise XuanchuanError(
            "文件打不开", where=str(path), why=reason(fault), hint="关掉正打开它的程序，再试一次"
        ) from fault


def reason(fault: OSError) -> str:
    """Why a file could not be opened, in plain Chinese as far as the system's number tells."""
    return REASONS.get(fault.errno or 0, (fault.strerror or str(fault), ""))[0]

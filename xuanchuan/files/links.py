"""Links are not followed out of a folder: what is written there stays there."""

from __future__ import annotations

import os
from pathlib import Path

from xuanchuan.model.error import XuanchuanError


def refuse_link_out(root: str, place: str) -> None:
    """XuanchuanError when a file or folder below ``root`` is a link, or lies behind one, that leads elsewhere."""
    inside, real = os.path.realpath(root), os.path.realpath(place)
    if real != inside and not real.startswith(inside.rstrip(os.sep) + os.sep):
        raise XuanchuanError(
            "没有写：这里有一个快捷链接，通到文件夹外面去了",
            where=place,
            why=f"它指向 {real}",
            hint="删掉这个链接，或者换一个文件夹，再运行一次",
        )


def make_way(temporary: Path) -> None:
    """Take away what a run that was cut off, or somebody else, left under a temporary name; a link is not followed."""
    temporary.unlink(missing_ok=True)

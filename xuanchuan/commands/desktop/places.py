"""Where this person's entries go, told by the options or by the system."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from xuanchuan.commands.desktop.entries import Places, usual_places
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError


def places_of(desk: Desk, to: Path | None) -> Places:
    """The folder asked for, or the usual ones; XuanchuanError where neither can be found."""
    if to is not None:
        return Places(desk.cwd / to, None)
    try:
        home = Path.home()
    except RuntimeError as fault:
        raise XuanchuanError(
            "找不到您的用户文件夹", why="系统没有告诉程序", hint="写明放在哪里：  xuanchuan desktop install --to 文件夹"
        ) from fault
    return usual_places(home, os.environ, sys.platform == "win32", _told_desktop())


def _told_desktop() -> Path | None:
    """The desktop as Windows has it written down (only read): a cloud or an administrator may have moved it."""
    if sys.platform != "win32":
        return None
    import winreg

    key = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as shelf:
            return Path(os.path.expandvars(str(winreg.QueryValueEx(shelf, "Desktop")[0])))
    except OSError:
        return None

"""The entries themselves: .bat files on Windows, .desktop files on Linux; plain text, ours to know again by a mark.

A .bat is ASCII with CRLF ends and calls the private Python by its whole path: cmd.exe misreads UTF-8 and LF, and the
first ``python`` on PATH may be the Store's stub. Chinese is printed by the program. A person's folder whose name is not
ASCII (C:\\Users\\王芳) stands there as a variable that cmd.exe fills in itself.

Explorer quotes a dropped file only if it has a space in its name, so that cmd.exe cuts a&b.docx in two: the .bat hands
the whole of its command line over in a variable, where nothing is cut, and the program reads the files from there.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xuanchuan.model.error import XuanchuanError

MARK = "xuanchuan-entry"

# What the program looks for in its environment: the command line of the .bat, how many of its words are the .bat's own,
# whether to wait for Enter at the end.
DROPPED, OWN, STAY = "XUANCHUAN_DROPPED", "XUANCHUAN_OWN", "XUANCHUAN_STAY"

# The folders of a person that Windows itself names, the longest paths first.
VARIABLES = ("LOCALAPPDATA", "APPDATA", "USERPROFILE", "ProgramFiles")

# A draft may lie anywhere: the unit's facts are those of the folder of the entry, or of the desktop.
HOME_LINES = (
    'if exist "%USERPROFILE%\\Desktop\\xuanchuan.toml" set "XUANCHUAN_HOME=%USERPROFILE%\\Desktop"',
    'if exist "%~dp0xuanchuan.toml" set "XUANCHUAN_HOME=%~dp0."',
)
# The command line as it came, nothing of it parsed again: %cmdcmdline% would be.
DROPPED_LINES = (
    "setlocal EnableDelayedExpansion",
    f'set "{DROPPED}=!cmdcmdline!"',
    "setlocal DisableDelayedExpansion",
)
# With a file dropped the window is ours: it ends here, before cmd.exe runs what it has cut off after an &.
END_LINE = 'if not "%~1"=="" exit'


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its title, file stem in ASCII, the words it runs, and whether files are dropped onto it."""

    title: str
    stem: str
    words: tuple[str, ...]
    takes_files: bool = False
    send_to: bool = False


ENTRIES = (
    Entry("宣传助手", "xuanchuan-menu", ()),
    Entry("检查稿子", "xuanchuan-check", ("check",), takes_files=True, send_to=True),
    Entry("按名单分村做", "xuanchuan-batch", ("batch", "--roster"), takes_files=True, send_to=True),
    Entry("照任务单做", "xuanchuan-task", ("run",), takes_files=True),
    Entry("宣传助手体检", "xuanchuan-doctor", ("doctor",)),
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where entries go: the desktop, and the 发送到 folder (None where the system has none)."""

    desktop: Path
    send_to: Path | None


def entry_files(places: Places, python: Path, windows: bool, environment: Mapping[str, str]) -> dict[Path, bytes]:
    """Every file to write and its bytes; XuanchuanError when the program's own path cannot stand in a .bat."""
    files: dict[Path, bytes] = {}
    for entry in ENTRIES:
        name = f"{entry.title}.bat" if windows else f"{entry.stem}.desktop"
        data = batch_file(entry, python, environment) if windows else desktop_file(entry, python)
        files[places.desktop / name] = data
        if entry.send_to and places.send_to is not None:
            files[places.send_to / name] = data
    return files


def batch_file(entry: Entry, python: Path, environment: Mapping[str, str]) -> bytes:
    """A .bat: ASCII, CRLF, whole path, ``pause`` at the end so that the window stays."""
    run = " ".join([f'"{_spelled(python, environment)}" -m xuanchuan', *entry.words])
    lines = ["@echo off", f"rem {MARK}", "setlocal EnableExtensions DisableDelayedExpansion", "set PYTHONUTF8="]
    if entry.takes_files:
        lines += [
            *HOME_LINES,
            *DROPPED_LINES,
            f"set {OWN}={len(entry.words)}",
            f"{run} %*",
            "echo.",
            "pause",
            END_LINE,
        ]
    else:
        lines += ['pushd "%~dp0"', run, "echo.", "pause"]
    return ("\r\n".join(lines) + "\r\n").encode("ascii")


def _spelled(python: Path, environment: Mapping[str, str]) -> str:
    """The path in ASCII, its beginning as a variable where that is needed; XuanchuanError where that is not enough."""
    path = str(python)
    for name in VARIABLES if not path.isascii() else ():
        start = environment.get(name, "").rstrip("\\/")
        if start and path.lower().startswith(start.lower() + "\\"):
            rest = path[len(start) :]
            if rest.isascii():
                return f"%{name}%" + rest.replace("%", "%%")
    if path.isascii():
        return path.replace("%", "%%")
    raise XuanchuanError(
        "程序装在有汉字的文件夹里，做不成双击的入口",
        where=path,
        why=".bat 文件里只能写英文路径，写汉字会打不开",
        hint="把程序装到英文文件夹，如 D:\\xuanchuan，再运行：  xuanchuan desktop install",
    )


def desktop_file(entry: Entry, python: Path) -> bytes:
    """A .desktop entry of the freedesktop.org specification; the program keeps the terminal open until Enter."""
    command = " ".join(["env", f"{STAY}=1", _quoted(str(python)), "-m", "xuanchuan", *entry.words])
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.0",
        f"Name={entry.title}",
        f"Exec={command}{' %F' if entry.takes_files else ''}",
        "Terminal=true",
        "Categories=Office;",
        f"X-Mark={MARK}",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _quoted(text: str) -> str:
    """A word of an Exec line: quoted, with what the specification reserves escaped."""
    escaped = "".join(f"\\{char}" if char in '"`$\\' else char for char in text)
    return '"' + escaped.replace("%", "%%") + '"'


def is_ours(path: Path) -> bool:
    """Whether a file is an entry of ours: it carries our mark."""
    try:
        return path.is_file() and MARK.encode() in path.read_bytes()[:4096]
    except OSError:
        return False


def usual_places(home: Path, environment: Mapping[str, str], windows: bool, told: Path | None = None) -> Places:
    """The desktop and 发送到 folders of this person; XuanchuanError when there is no desktop.

    ``told``: the desktop as the system itself says, looked at first.
    """
    if windows:
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        cloud = environment.get("OneDrive")
        desktops = [told] if told else []
        desktops += [Path(cloud) / name for name in ("Desktop", "桌面")] if cloud else []
        desktops += [home / "Desktop", home / "桌面"]
        desktop = next((one for one in desktops if one.is_dir()), None)
        send_to: Path | None = roaming / "Microsoft" / "Windows" / "SendTo"
    else:
        named = environment.get("XDG_DESKTOP_DIR")
        desktops = [Path(named)] if named else []
        desktops += [home / "Desktop", home / "桌面", home / ".local" / "share" / "applications"]
        desktop = next((one for one in desktops if one.is_dir()), None)
        send_to = None
    if desktop is None:
        raise XuanchuanError(
            "找不到桌面文件夹",
            where=str(home),
            why="可能被网盘搬走了",
            hint="写明放在哪里：  xuanchuan desktop install --to 文件夹",
        )
    return Places(desktop, send_to if send_to and send_to.is_dir() else None)


def private_python() -> Path:
    """The Python that runs this program, by its whole path."""
    return Path(sys.executable)

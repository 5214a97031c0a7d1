"""What goes onto the USB stick beside the wheels: the installer, its .bat files, checksums, and the page to read first.

The installer (``stick_install.py`` here, ``install.py`` on the stick) is plain Python of the standard library: it runs
on the embeddable Python, which has no pip, and so unpacks wheels itself.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path

from xuanchuan.files.bundled import folder

WHEELS, INSTALLER = "wheels", "install.py"
SUMS, PAGE = "SHA256.txt", "先看我.html"


def launcher(words: str) -> bytes:
    """A .bat beside the private Python folder: ASCII, CRLF, paths relative to itself, ``pause`` at the end."""
    lines = [
        "@echo off",
        "setlocal",
        "set PYTHONUTF8=",
        'if not exist "%~dp0python\\python.exe" goto missing',
        f'"%~dp0python\\python.exe" -E -s "%~dp0{INSTALLER}" {words}',
        "echo.",
        "pause",
        "exit /b",
        ":missing",
        "echo python\\python.exe is not in this folder. Open the HTML page for the next step.",
        "pause",
    ]
    return ("\r\n".join(lines) + "\r\n").encode("ascii")


def stick_files(version: str, python_version: str) -> dict[str, bytes]:
    """Every file of the stick but the wheels and the checksums."""
    installer = (resources.files("xuanchuan.commands.desktop") / "stick_install.py").read_bytes()
    page = (folder("templates") / "layouts" / "stick.html").read_text(encoding="utf-8")
    page = page.replace("{{ version }}", version).replace("{{ python }}", python_version)
    return {
        "安装.bat": launcher("install"),
        "卸载.bat": launcher("remove"),
        "回退.bat": launcher("back"),
        "核对.bat": launcher("check"),
        INSTALLER: installer,
        PAGE: page.encode("utf-8"),
    }


def checksums(root: Path) -> bytes:
    """``SHA256  path`` of every file of the stick in order of path, the private Python's too; CRLF for 记事本."""
    lines = []
    for path in sorted(one for one in root.rglob("*") if one.is_file() and one.name != SUMS):
        lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}")
    return ("\r\n".join(lines) + "\r\n").encode("utf-8")

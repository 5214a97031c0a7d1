"""The files that were dropped onto a .bat, read from the command line that Explorer wrote for cmd.exe."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from xuanchuan.commands.desktop.entries import DROPPED, OWN

# cmd.exe /c ""C:\\...\\检查稿子.bat" D:\\a&b.docx "D:\\c d.docx""
AFTER_BAT = re.compile(r"\.bat\"(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
WORD = re.compile(r'"([^"]+)"|([^\s"]+)')


def dropped_files(line: str) -> list[str]:
    """The paths in the order they were dropped; none where the line is no call of a .bat."""
    found = AFTER_BAT.search(line.rstrip())
    if not found:
        return []
    return [quoted or bare for quoted, bare in WORD.findall(found["rest"].removesuffix('"'))]


def with_dropped(words: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    """The words of a .bat's call, the files taken from its own command line where it tells them."""
    own = environment.get(OWN, "")
    files = dropped_files(environment.get(DROPPED, ""))
    return [*words[: int(own)], *files] if own.isdecimal() and files else list(words)


def folder_of(words: Sequence[str], environment: Mapping[str, str]) -> Path | None:
    """The folder to work in: that of the first file dropped; None where none was."""
    own = environment.get(OWN, "")
    first = words[int(own) :][:1] if own.isdecimal() else []
    return next((Path(one).parent for one in first if Path(one).is_file() and Path(one).is_absolute()), None)

"""File names that Windows, WPS and WeChat accept."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
RESERVED = frozenset(["CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in "123456789")])
FULL_WIDTH = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")


def safe_name(text: str, longest: int = 80) -> str:
    """A file or folder name that looks like ``text``: forbidden marks become full-width, never empty, no path.

    At most ``longest`` characters; names Windows reserves (CON, NUL …) get an underscore.
    """
    name = unicodedata.normalize("NFC", text).translate(FULL_WIDTH)
    name = INVISIBLE.sub("", FORBIDDEN.sub("", name.replace("\t", " ").replace("\n", " "))).strip(" .")
    name = re.sub(r"\s+", " ", name)[:longest].rstrip(" .")
    if name.split(".", 1)[0].upper() in RESERVED:
        name = f"_{name}"
    return name or "未命名"


def whole_path(path: Path) -> Path:
    """The path from the root with links followed, as far as that can be done: one that leads in a circle stays."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def beside(name: str, number: int) -> str:
    """``名字.docx`` -> ``名字(2).docx``: the name of a file written beside one that is kept."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}({number}).{suffix}" if dot else f"{name}({number})"


def free_path(path: Path, data: bytes) -> Path:
    """``path``, or the first ``名字(2)`` beside it that is free or already holds exactly ``data``."""
    place, number = path, 2
    while place.exists() and not (place.is_file() and place.read_bytes() == data):
        place, number = path.with_name(beside(path.name, number)), number + 1
    return place

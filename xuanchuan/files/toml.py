"""Reading TOML with mistakes told in Chinese: which file, which line, what was expected."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from xuanchuan.files.encodings import decode
from xuanchuan.model.error import XuanchuanError

PLACE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
MEANINGS = (
    ("Expected '=' after a key", '键的后面要有等号，例如 name = "…"'),
    ("Invalid value", '等号右边看不懂：文字要放在英文双引号 " " 里'),
    ("Unclosed array", "方括号 [ ] 没有收尾"),
    ("Unterminated string", "引号没有收尾"),
    ("Illegal character", "引号没有在同一行收尾，或有看不见的字符"),
    ("Cannot overwrite a value", "同一个键写了两次"),
    ("Cannot declare", "同一节写了两次"),
    ("Expected newline or end of document", "一行只能写一项；文字里的英文双引号要改成中文引号"),
    ("Unescaped '\\'", "反斜杠 \\ 要写成两个 \\\\"),
    ("Invalid statement", "这一行看不懂：键名只能用字母、数字、横线"),
    ("Expected", "括号或等号写得不对"),
)


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file in UTF-8 (with or without BOM) or GB18030; XuanchuanError names file and line."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise XuanchuanError(
            "文件读不了", where=str(path), why=fault.strerror or str(fault), hint="请看看文件还在不在"
        ) from fault
    return parse_toml(decode(data, str(path)), str(path))


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """Parse TOML text; ``where`` names it in the error."""
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as fault:
        raise _explained(text, where, str(fault)) from fault


def _explained(text: str, where: str, said: str) -> XuanchuanError:
    match = PLACE.search(said)
    lines = text.splitlines()
    row = int(match[1]) if match and match[1] else max(len(lines), 1)
    line = lines[row - 1].strip()[:60] if 0 < row <= len(lines) else ""
    why = next((meaning for start, meaning in MEANINGS if said.startswith(start)), "写法不对")
    return XuanchuanError(
        "文件里有一处写法不对",
        where=f"{where} 第 {row} 行：{line}" if line else f"{where} 第 {row} 行",
        why=why,
        hint="用记事本打开，改好这一行，再运行一次",
    )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``（是不是想写 "name"？）`` when a known word is near, else an empty string."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"（是不是想写 {near[0]}？）" if near else ""

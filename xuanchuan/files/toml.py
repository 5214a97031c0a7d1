"""TOML read with errors a person can mend: file, line and what is wrong, in Chinese."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from xuanchuan.files.bounded import MB, told_bytes
from xuanchuan.model.error import XuanchuanError

# Far longer than any of our files.
MOST = 4 * MB
# Names within names within names: the parser needs the square of them.
_TOO_DEEP = re.compile(r"(?<![\w.-])(?:[\w-]++\s*+\.\s*+){64}")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_REASONS = (
    ("Cannot overwrite", "这个名称前面已经写过一次"),
    ("Cannot declare", "这一节前面已经写过一次"),
    ("Cannot mutate", "这一节前面已经写过一次"),
    ("Illegal character", "引号里有换行或看不见的控制字符"),
    ("Unterminated string", "引号没有成对：少了一个英文双引号"),
    ("Unclosed array", "方括号没有成对：少了 ]"),
    ("Unclosed inline table", "花括号没有成对：少了 }"),
    ("Expected '='", '名称后面要有等号 =，写成 名称 = "内容"'),
    ("Expected ']'", "方括号没有成对：少了 ]"),
    (
        "Invalid statement",
        '这一行看不懂：应写成 name = "内容" 的样子；等号前用英文字母、数字、- 和 _，中文名称要加英文双引号',
    ),
    ("Invalid value", '等号后面的内容要放在英文双引号里，如 "0543-1234567"'),
    ("Unescaped '\\'", "引号里的反斜杠要写成两个 \\\\"),
    ("Expected newline", "一行只能写一项，这一行后面多了内容"),
)


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a UTF-8 TOML file; an unreadable or misspelt file raises with the line to mend."""
    return parse_toml(toml_text(path), str(path))


def toml_text(path: Path) -> str:
    """The text of a UTF-8 file; XuanchuanError when it is not there, cannot be opened, is huge or in another encoding."""
    raw = told_bytes(path, MOST, "看看文件名和所在的文件夹对不对")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise XuanchuanError(
            "文件不是 UTF-8 编码",
            where=f"{path} 第 {line} 行",
            hint="用记事本打开，“另存为”时编码选 UTF-8，再试一次",
        ) from error


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """The tables in ``text``; ``where`` names its file in the error."""
    if _TOO_DEEP.search(text):
        raise _inhuman(where)
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _PLACE.search(message)
        line = place.group(1) if place and place.group(1) else str(text.count("\n") + 1)
        raise XuanchuanError(
            "文件里有一行写法不对",
            where=f"{where} 第 {line} 行",
            why=_reason(message),
            hint="改好这一行再试；引号、等号、方括号都要用英文的",
        ) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise _inhuman(where) from error


def _inhuman(where: str) -> XuanchuanError:
    """For what the format allows and nobody writes: numbers of thousands of digits, tables nested without end."""
    return XuanchuanError(
        "文件读不懂", where=where, why="里面的数字长得不正常，或者层层套得太深", hint="换一份没有改坏的文件再试"
    )


def line_of(text: str, table: str, number: int, key: str = "") -> int:
    """The line (from 1) of a key in the ``number``th ``[[table]]`` of a TOML text, or of its head; 0: not found."""
    heads = re.compile(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]")
    wanted = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
    found, seen = 0, 0
    for place, line in enumerate(text.splitlines(), 1):
        if heads.match(line):
            seen += 1
            found = place if seen == number else found
        elif seen == number and line.lstrip().startswith("[") and not line.lstrip().startswith("[{"):
            break
        elif seen == number and key and wanted.match(line):
            return place
    return found


def _reason(message: str) -> str:
    return next((reason for start, reason in _REASONS if message.startswith(start)), "这一行不合 TOML 的写法")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``（是不是想写 name？）`` when a known word is near, else an empty string."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"（是不是想写 {near[0]}？）" if near else ""

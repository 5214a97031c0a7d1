"""拼音 over characters that many readers do not meet every day; the law's own words are left as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from xuanchuan.files.extras import require
from xuanchuan.model.document import Document, Text

# The first level of GB/T 2312: 3755 characters in everyday use, by the first byte of their code.
FIRST_LEVEL = range(0xB0, 0xD8)

_RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[^\u3400-\u9fff\U00020000-\U0003ffff]+")


def with_readings(document: Document) -> Document:
    """The document with the reading of every uncommon character in our own words.

    XuanchuanError with the exact step when the extra that knows readings is not installed.
    """
    require("pypinyin", "pinyin", "还没有装注拼音的部件", "不加 --pinyin 照常能做")
    return cast(Document, _read(document))


def is_chinese(char: str) -> bool:
    """Whether it is a Chinese character, rare ones included."""
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


def is_uncommon(char: str) -> bool:
    """Whether a Chinese character is outside the 3755 in everyday use (GB/T 2312, first level)."""
    if not is_chinese(char):
        return False
    try:
        return char.encode("gb2312")[0] not in FIRST_LEVEL
    except UnicodeEncodeError:
        return True


def _read(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(made for item in value for made in (_split(item) if isinstance(item, Text) else (_read(item),)))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _read(getattr(value, field.name)) for field in fields(value)})
    return value


def _split(text: Text) -> Iterator[Text]:
    """The text in pieces: an uncommon character alone with its reading, the rest as it was."""
    if not any(map(is_uncommon, text.text)):
        yield text
        return
    kept = ""
    for char, reading in zip(text.text, _readings(text.text), strict=True):
        if is_uncommon(char) and reading != char:
            if kept:
                yield replace(text, text=kept)
            yield replace(text, text=char, reading=reading)
            kept = ""
        else:
            kept += char
    if kept:
        yield replace(text, text=kept)


def _readings(text: str) -> list[str]:
    """How each character is said where it stands; what has no reading stands for itself."""
    from pypinyin import Style, pinyin

    out: list[str] = []
    for run in _RUNS.findall(text):
        said = [one[0] for one in pinyin(run, style=Style.TONE)] if is_chinese(run[0]) else list(run)
        out += said if len(said) == len(run) else run
    return out

"""A unit's facts changed in the text she keeps of them: her own remarks and the lines of what did not change stay."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from xuanchuan.files.project import FIELDS, Field, parse_project, project_text, toml_value
from xuanchuan.files.toml import parse_toml, toml_text
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.unit import Unit

VALUE = r"""(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|\[[^\]\r\n]*\]|\d+)"""
HEAD = re.compile(r"^[ \t]*\[[ \t]*unit[ \t]*\][^\r\n]*(?:\r?\n|$)", re.MULTILINE)


def changed_text(text: str, old: Unit, new: Unit) -> str:
    """``text`` with the values that differ written over the old ones; reading it gives ``new``.

    Where a value cannot be changed by itself (one of several lines, say), the whole commented text is written anew.
    """
    made = text
    for field in FIELDS:
        if getattr(old, field.key) != getattr(new, field.key):
            made = _with(made, field, new)
    try:
        if parse_project(made, Path()).unit == new:
            return made
    except XuanchuanError:
        pass
    return project_text(new)


def _with(text: str, field: Field, unit: Unit) -> str:
    """The text with one value: in place of the old one, or on a line of its own below [unit]."""
    value = toml_value(field, unit)
    line = re.compile(rf"^([ \t]*{field.key}[ \t]*=[ \t]*){VALUE}(?=[ \t]*(?:#[^\r\n]*)?\r?$)", re.MULTILINE)
    if line.search(text):
        return line.sub(lambda found: found[1] + value, text, count=1)
    end = "\r\n" if "\r\n" in text else "\n"
    added = f"{end}# {field.title}{end}{field.key} = {value}{end}"
    return HEAD.sub(lambda found: found[0].rstrip("\r\n") + end + added, text, count=1)


def readable_facts(path: Path) -> dict[str, Any]:
    """What can still be read of a file with mistakes in it: the texts of [unit] by key; empty where nothing can."""
    try:
        unit = parse_toml(toml_text(path), str(path)).get("unit", {})
    except XuanchuanError:
        return {}
    texts = {field.key for field in FIELDS if not field.many}
    return {key: str(value) for key, value in unit.items() if key in texts and isinstance(value, str | int)}

"""TOML tables -> the frozen records of the model, every mistake collected with its key and what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from xuanchuan.corpus.numbers import parse_ref
from xuanchuan.files.toml import did_you_mean
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import ArticleRef

Record = TypeVar("Record")


def read_record(kind: type[Record], table: Mapping[str, Any], place: str, mistakes: list[str]) -> Record | None:
    """A record of ``kind`` from a TOML table; None when something was wrong, which ``mistakes`` then tells."""
    assert is_dataclass(kind)
    before = len(mistakes)
    hints, known = _known(kind)
    for key in table.keys() - known.keys():
        mistakes.append(f"{place}里不认识 {key}{did_you_mean(key, known)}")
    values: dict[str, Any] = {}
    for name, field in known.items():
        if name in table:
            values[name] = _value(hints[name], table[name], f"{place}的 {name}", mistakes)
        elif field.default is MISSING and field.default_factory is MISSING:
            mistakes.append(f"{place}缺少 {name}")
    return kind(**values) if len(mistakes) == before else None


@cache
def _known(kind: type[Any]) -> tuple[dict[str, Any], dict[str, Field[Any]]]:
    """The fields of a record by name: what type each is, and the field itself."""
    return get_type_hints(kind), {field.name: field for field in fields(kind)}


def _value(hint: Any, value: Any, place: str, mistakes: list[str]) -> Any:
    """One value as its type wants it; a mistake is noted and something harmless returned."""
    if get_origin(hint) is tuple:
        return _many(get_args(hint)[0], value, place, mistakes)
    if get_origin(hint) is Literal:
        if value in get_args(hint):
            return value
        mistakes.append(f"{place}写的是“{value}”，应当是 {'、'.join(map(str, get_args(hint)))} 之一")
        return None
    if isinstance(hint, UnionType):
        return _value(next(one for one in get_args(hint) if one is not type(None)), value, place, mistakes)
    if hint is ArticleRef:
        return _ref(value, place, mistakes)
    if is_dataclass(hint):
        if isinstance(value, Mapping):
            return read_record(hint, value, place, mistakes)  # type: ignore[arg-type]
        mistakes.append(f"{place}应当是一节 [[…]]")
        return None
    if isinstance(value, hint) and not (hint is int and isinstance(value, bool)):
        return value.strip() if isinstance(value, str) else value
    mistakes.append(f"{place}应当是{_expected(hint)}，现在写的是 {value!r:.40}")
    return None


def _many(hint: Any, value: Any, place: str, mistakes: list[str]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        mistakes.append(f"{place}应当是一组，写在方括号 [ ] 里")
        return ()
    return tuple(_value(hint, one, f"{place}第 {row} 项", mistakes) for row, one in enumerate(value, 1))


def _ref(value: Any, place: str, mistakes: list[str]) -> ArticleRef | None:
    try:
        return parse_ref(value)
    except (XuanchuanError, AttributeError):
        mistakes.append(f"{place}应当是 法名:条号（例如 反家庭暴力法:23），现在写的是 {value!r:.40}")
        return None


def _expected(hint: Any) -> str:
    return {str: "文字", int: "整数", bool: "true 或 false"}.get(hint, "别的写法")

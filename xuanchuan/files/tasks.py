"""任务单.json: what the page saves, read with every mistake told at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xuanchuan.files.bounded import bytes_of, reason
from xuanchuan.files.project import UNPRINTABLE
from xuanchuan.files.toml import did_you_mean
from xuanchuan.model.error import XuanchuanError

BIGGEST = 256 * 1024
TEXTS = {"日子": 40, "地点": 120, "时间": 80}
LISTS = {"联合单位": 20, "材料": 60}
SWITCHES = ("大字", "黑白")
KNOWN = ("任务单", *TEXTS, *LISTS, *SWITCHES)
HINT = "重新填一份：  xuanchuan run --page 任务单.html"


@dataclass(frozen=True, slots=True)
class Task:
    """One task: the day in words, where, at what time, with whom, which materials (none: the usual pack), how it looks."""

    day: str
    place: str = ""
    hours: str = ""
    partners: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    large_print: bool = False
    black_white: bool = False


def read_task(path: Path) -> Task:
    """The task in a file; XuanchuanError names every mistake, and what is no task file."""
    try:
        value = json.loads(bytes_of(path, BIGGEST).decode("utf-8-sig"))
    except FileNotFoundError as fault:
        raise XuanchuanError("找不到任务单", where=str(path), why="文件不在这里，或名称不对", hint=HINT) from fault
    except OSError as fault:
        raise XuanchuanError("打不开任务单", where=str(path), why=reason(fault), hint=HINT) from fault
    except (ValueError, RecursionError) as fault:
        raise XuanchuanError("读不懂这个文件", where=str(path), why="不是任务单，或者没有存完整", hint=HINT) from fault
    if not isinstance(value, dict) or "任务单" not in value:
        raise XuanchuanError("这个文件不是任务单", where=str(path), why="里面没有“任务单”这一项", hint=HINT)
    return _task(value, path)


def _task(value: Mapping[str, Any], path: Path) -> Task:
    mistakes = [f"不认识“{key}”{did_you_mean(key, KNOWN)}" for key in value if key not in KNOWN]
    texts = {key: _text(value.get(key, ""), key, longest, mistakes) for key, longest in TEXTS.items()}
    lists = {key: _list(value.get(key, []), key, most, mistakes) for key, most in LISTS.items()}
    switches = {key: value.get(key, False) for key in SWITCHES}
    mistakes += [f"“{key}”应当是 true 或 false" for key, one in switches.items() if not isinstance(one, bool)]
    if not texts["日子"] and not any("日子" in one for one in mistakes):
        mistakes.append("没有写“日子”")
    if mistakes:
        raise XuanchuanError(
            f"任务单有 {len(mistakes)} 处要改", where=str(path), why="；".join(mistakes[:6]), hint=HINT
        )
    return Task(
        texts["日子"],
        texts["地点"],
        texts["时间"],
        lists["联合单位"],
        lists["材料"],
        switches["大字"],
        switches["黑白"],
    )


def _text(value: Any, key: str, longest: int, mistakes: list[str]) -> str:
    if not isinstance(value, str):
        mistakes.append(f"“{key}”应当是文字")
        return ""
    text = UNPRINTABLE.sub("", value.replace("\n", " ").replace("\t", " ")).strip()
    if len(text) > longest:
        mistakes.append(f"“{key}”太长，最多 {longest} 个字")
    return text


def _list(value: Any, key: str, most: int, mistakes: list[str]) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > most:
        mistakes.append(f"“{key}”应当是一组文字，最多 {most} 个")
        return ()
    texts = (_text(one, key, 60, mistakes) for one in value)
    return tuple(text for text in texts if text)

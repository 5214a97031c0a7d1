"""Every command with the examples of its own help, and a workplace where an officer's files lie ready for them."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import click

from xuanchuan.cli import command, run

ROOT = Path(__file__).parents[2]
DAY = "1795478400"  # 2026-11-24


@dataclass(frozen=True)
class Said:
    """What one run said on each stream, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return [*self.out.splitlines(), *self.err.splitlines()]


def leaves(
    group: click.Command = command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its path, groups followed down."""
    if not isinstance(group, click.Group):
        yield path, group
        return
    for name in group.list_commands(click.Context(group)):
        inner = group.get_command(click.Context(group), name)
        assert inner is not None
        yield from leaves(inner, (*path, name))


def examples() -> list[list[str]]:
    """The words of every example of every command, without the program's name."""
    found = []
    for _, one in leaves():
        for line in re.findall(r"xuanchuan ([^　]+?)(?=\s{2,}|$)", one.epilog or ""):
            found.append(shlex.split(line.strip()))
    return found


def first_examples() -> list[list[str]]:
    """One example a command: the first of its help."""
    return [
        shlex.split(re.findall(r"xuanchuan ([^　]+?)(?=\s{2,}|$)", one.epilog or "")[0].strip()) for _, one in leaves()
    ]


class NoBar:
    """No progress bar: whether one is drawn hangs on how busy the computer is."""

    def __init__(self, total: int, what: str) -> None:
        self.close = self.step = lambda what="": None


class Console(io.TextIOWrapper):
    """A stream that says it is a terminal: what is printed to it is fitted to its width."""

    def isatty(self) -> bool:
        return True


def say(words: list[str], cwd: Path, encoding: str = "utf-8", columns: int = 80, **env: str) -> Said:
    """Run in this process with streams as a console of that encoding and width gives them."""
    out, err = (Console(io.BytesIO(), encoding=encoding, newline="") for _ in range(2))
    before, here = dict(os.environ), Path.cwd()
    os.environ.update({"COLUMNS": str(columns), "SOURCE_DATE_EPOCH": DAY, **env})
    os.chdir(cwd)
    old = sys.stdin
    sys.stdin = io.StringIO("")
    try:
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            mock.patch("xuanchuan.desk._RichBar", NoBar),
        ):
            code = run(words)
            sys.stdout.flush()
    finally:
        sys.stdin = old
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)
    err.flush()
    # JSON is UTF-8 everywhere; click, too, takes a stream that says it is ASCII for a UTF-8 one.
    shown = "utf-8" if "json" in words or encoding == "ascii" else encoding
    return Said(code, out.buffer.getvalue().decode(shown), err.buffer.getvalue().decode(encoding))

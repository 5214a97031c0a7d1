"""The desk: the only place that knows the clock, the environment and the terminal.

Commands get it as ``click``'s context object and take from it what the library below must be handed:

* ``desk.today`` - the day (SOURCE_DATE_EPOCH or the clock), read once;
* ``desk.cwd``, ``desk.project`` (nearest xuanchuan.toml, or None), ``desk.unit`` (the project's, or the marked 示例单位);
* ``desk.own(name)`` - the project's own folder ``laws``, ``campaigns`` or ``templates`` if it has one, else None;
* ``desk.show(text)`` - the result, to stdout; ``desk.say(text)`` - talk, to stderr; ``desk.json(value)`` - one JSON value;
* ``desk.progress(total, what)`` - a bar on a terminal when the work is long, else nothing.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from xuanchuan.model.error import XuanchuanError

if TYPE_CHECKING:
    from xuanchuan.model.unit import Project, Unit


class Bar(Protocol):
    """What a progress bar can do."""

    def step(self, what: str = "") -> None:
        """One more piece is done."""


@dataclass
class Desk:
    """One run of the program: when, where, and how to talk to the person.

    ``home``: where the unit's facts lie when they are neither here nor above (XUANCHUAN_HOME).
    """

    today: date
    cwd: Path
    quiet: bool = False
    home: Path | None = None

    @cached_property
    def project(self) -> Project | None:
        """The nearest project, its remarks said once; XuanchuanError when its file has mistakes."""
        from xuanchuan.files.project import find_project

        found = find_project(self.cwd) or (find_project(self.home) if self.home else None)
        for remark in found.remarks if found else ():
            self.say(f"注意：{remark}")
        return found

    def look_again(self) -> None:
        """Forget the project: a command that has just run may have changed it."""
        self.__dict__.pop("project", None)

    @property
    def unit(self) -> Unit:
        """The project's unit, or the sample unit, which every output marks as 示例."""
        if self.project:
            return self.project.unit
        from xuanchuan.files.project import SAMPLE

        return SAMPLE

    def own(self, name: str) -> Path | None:
        """The project's own folder of that name, if there is one."""
        folder = self.project.folder / name if self.project else None
        return folder if folder and folder.is_dir() else None

    @property
    def terminal(self) -> bool:
        """Whether a person sits at both ends: nothing is asked otherwise."""
        return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)

    @property
    def width(self) -> int:
        """Columns to write in: at most 76, at least 40."""
        return max(40, min(76, terminal_width() - 4))

    def show(self, text: str = "") -> None:
        """Print a piece of the result to stdout."""
        tell(text, sys.stdout)

    def say(self, text: str = "") -> None:
        """Talk to the person on stderr; silent with --quiet."""
        if not self.quiet:
            tell(text, sys.stderr)

    def json(self, value: Any) -> None:
        """Print exactly one JSON value to stdout, as UTF-8 whatever the console is."""
        import json

        self.pieces((json.dumps(value, ensure_ascii=False, indent=2), "\n"))

    def pieces(self, pieces: Iterable[str]) -> None:
        """Print a page or a value, piece by piece, to stdout as UTF-8, whatever the console is."""
        stream = getattr(sys.stdout, "buffer", None)
        sys.stdout.flush()
        for piece in pieces:
            data = piece.encode("utf-8", "backslashreplace")
            if stream is None:
                sys.stdout.write(data.decode("utf-8"))
            else:
                stream.write(data)
        (stream or sys.stdout).flush()

    @contextlib.contextmanager
    def progress(self, total: int, what: str) -> Iterator[Bar]:
        """A bar for ``total`` pieces of work; drawn only on a terminal and only when it takes over a second."""
        if self.quiet or not _is_terminal(sys.stderr):
            yield _NoBar()
            return
        bar = _RichBar(total, what)
        try:
            yield bar
        finally:
            bar.close()


class _NoBar:
    def step(self, what: str = "") -> None:
        """Nothing to draw."""


class _RichBar:
    """A rich progress bar in characters that every Chinese console has; appears after a second."""

    def __init__(self, total: int, what: str) -> None:
        self._total, self._what, self._done, self._started = total, what, 0, time.monotonic()
        self._live: Any = None

    def step(self, what: str = "") -> None:
        """Count one more piece; draw when the work proves long."""
        self._done += 1
        if self._live is None and time.monotonic() - self._started > 1:
            self._live = self._open()
        if self._live is not None:
            self._live[0].update(self._live[1], completed=self._done, description=what or self._what)

    def _open(self) -> Any:
        from rich.console import Console
        from rich.progress import Progress, TaskProgressColumn, TextColumn

        shown = Progress(
            TextColumn("{task.description}"), TaskProgressColumn(), console=Console(stderr=True), transient=True
        )
        shown.start()
        return shown, shown.add_task(self._what, total=self._total)

    def close(self) -> None:
        """Take the bar away."""
        if self._live is not None:
            self._live[0].stop()


def tell(text: str, stream: TextIO) -> None:
    """Print lines; on a terminal the long ones are broken so that no word, command or path is cut in two."""
    from xuanchuan.console import fitted

    if not _is_terminal(stream):
        print(text, file=stream)
        return
    for line in text.split("\n"):
        for piece in fitted(line, terminal_width()):
            print(piece, file=stream)


def terminal_width() -> int:
    """The columns of this terminal; 80 where it does not tell."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def open_desk() -> Desk:
    """The desk of this process; XuanchuanError when SOURCE_DATE_EPOCH is not a number of seconds."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        today = datetime.fromtimestamp(int(stamp), UTC).date() if stamp else datetime.now().astimezone().date()
    except (ValueError, OverflowError, OSError) as fault:
        raise XuanchuanError(
            "环境变量 SOURCE_DATE_EPOCH 不对", why="应当是从1970年起的秒数", hint="清除这个环境变量再试"
        ) from fault
    try:
        cwd = Path.cwd()
    except OSError as fault:
        raise XuanchuanError("当前文件夹已经不在了", hint="先进入一个存在的文件夹，再运行") from fault
    home = os.environ.get("XUANCHUAN_HOME", "").strip()
    return Desk(today=today, cwd=cwd, home=cwd / home if home else None)


def make_streams_safe() -> None:
    """Let stdout and stderr print anything without a crash; their encodings stay what they are."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False

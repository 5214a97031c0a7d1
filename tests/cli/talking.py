"""The program on a pseudo-terminal, its questions answered one after the other."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from examples import DAY, ROOT


def talk(cwd: Path, *answers: str, words: Sequence[str] = (), width: int = 80, path: Path | None = None) -> str:
    """Run the program, answer each prompt when the screen falls quiet at one, and return the screen.

    ``path``: a folder whose programs go before all others.
    """
    ours, theirs = pty.openpty()
    env = {
        **os.environ,
        "SOURCE_DATE_EPOCH": DAY,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "COLUMNS": str(width),
        "HOME": str(cwd),
    }
    if path is not None:
        env["PATH"] = f"{path}{os.pathsep}{env['PATH']}"
    process = subprocess.Popen(
        [sys.executable, "-m", "xuanchuan", *words], cwd=cwd, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    screen = b""
    waiting = [f"{answer}\n".encode() for answer in answers]
    seen = 0
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([ours], [], [], 0.05)
        if ready:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            screen += piece
        elif waiting and len(screen) > seen and not screen.endswith(b"\n"):
            seen = len(screen)
            os.write(ours, waiting.pop(0))
        elif process.poll() is not None:
            break
    process.kill()
    process.wait()
    os.close(ours)
    return screen.decode("utf-8").replace("\r\n", "\n")

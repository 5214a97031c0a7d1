"""Command lines run where they can do no harm: each in a process of its own, with little memory and a time to be back.

``python ward.py`` reads jobs as JSON from standard input, carries each out in a fork of one warm process, and prints
what came of them as JSON. ``answers`` starts it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
MEMORY = 2 << 30
# Far more than any of them needs: only what hangs meets it.
PATIENCE = 120
NOON = "1795478400"


@dataclass(frozen=True, slots=True)
class Job:
    """A command line in a folder; ``largest`` is the most bytes a file may grow to (0: no bound)."""

    folder: str
    words: list[str]
    largest: int = 0
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job: its exit code (None: it had to be stopped), what it printed."""

    code: int | None
    out: str
    err: str

    @property
    def plain(self) -> bool:
        """Whether it went well, or said in a few Chinese lines why not."""
        if self.code in (0, 4, 5):
            return True
        error = self.err[max(0, self.err.rfind("出错了：")) :]
        told = [
            line for line in error.splitlines() if line.startswith(("出错了：", "在哪里：", "为什么：", "下一步："))
        ]
        return self.code in (2, 3) and 1 < len(told) <= 4 and "Traceback" not in self.err


def answers(jobs: Sequence[Job], warm: Sequence[Job] = (), memory: int = MEMORY) -> list[Answer]:
    """What comes of each job; ``warm`` ones are carried out before, so that each need not load everything anew."""
    done = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps({"memory": memory, "jobs": [*map(asdict, jobs)], "warm": [*map(asdict, warm)]}),
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": NOON},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [Answer(*one) for one in json.loads(done.stdout)]


def _carry_out(job: dict, memory: int, out: int, err: int) -> int:
    """In the fork: bounds first, then the command line."""
    import resource

    from xuanchuan.cli import run

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if job["largest"]:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["largest"], job["largest"]))
    os.environ.update(job["environment"])
    os.chdir(job["folder"])
    os.dup2(out, 1)
    os.dup2(err, 2)
    code = run(job["words"])
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _one(job: dict, memory: int) -> tuple[int | None, str, str]:
    (out, outer), (err, errer) = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        code = 97
        try:
            code = _carry_out(job, memory, outer, errer)
        finally:
            os._exit(code)
    os.close(outer)
    os.close(errer)
    with ThreadPoolExecutor(2) as readers:
        said = [readers.submit(_said, one) for one in (out, err)]
        return _awaited(child), *(one.result() for one in said)


def _awaited(child: int) -> int | None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _said(stream: int) -> str:
    with os.fdopen(stream, "rb") as opened:
        return opened.read().decode("utf-8", "replace")


def main() -> None:
    """Carry out what stands in standard input."""
    from xuanchuan.cli import run

    asked = json.load(sys.stdin)
    sys.modules["typst"] = None  # type: ignore[assignment] # it starts threads, and who has threads must not fork
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for job in asked["warm"]:
            os.chdir(job["folder"])
            run(job["words"])
    del sys.modules["typst"]
    sys.stdout.flush()
    print(json.dumps([_one(job, asked["memory"]) for job in asked["jobs"]]))


if __name__ == "__main__":
    main()

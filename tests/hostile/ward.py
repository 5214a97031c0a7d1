"""Command lines run where they can do no harm: each in a process of its own, with little memory and a time to be back.

``python ward.py`` reads jobs as JSON from standard input, carries each out in a fork of one warm process, and prints
what came of them as JSON. ``answers`` starts it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
MEMORY = 2 << 30
# Far more than any of them needs: only what hangs meets it.
PATIENCE = 25


@dataclass(frozen=True, slots=True)
class Job:
    """A command line in a folder; ``largest`` is the most bytes a file may grow to (0: no bound)."""

    folder: Path
    words: list[str]
    largest: int = 0
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job: its exit code (None: it had to be stopped), what it printed."""

    code: int | None
    out: str
    err: str


def answers(jobs: list[Job], memory: int = MEMORY) -> list[Answer]:
    """What comes of each job."""
    asked = [{"folder": str(one.folder), "words": one.words, "largest": one.largest, "environment": one.environment}
             for one in jobs]  # fmt: skip
    done = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps({"memory": memory, "jobs": asked}),
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795478400"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [Answer(*one) for one in json.loads(done.stdout)]


def _carry_out(job: dict, memory: int) -> None:
    """In the fork: bounds first, then the command line."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if job["largest"]:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["largest"], job["largest"]))
    os.environ.update(job["environment"])
    os.chdir(job["folder"])
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.memfd_create(name) if number == 0 else job[name], number)
    from xuanchuan.cli import run

    code = run(job["words"])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _one(job: dict, memory: int) -> tuple[int | None, str, str]:
    job |= {name: os.memfd_create(name) for name in ("out", "err")}
    child = os.fork()
    if not child:
        try:
            _carry_out(job, memory)
        finally:
            os._exit(97)
    until = time.monotonic() + PATIENCE
    while not (ended := os.waitpid(child, os.WNOHANG))[0]:
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            break
        time.sleep(0.005)
    said = []
    for name in ("out", "err"):
        os.lseek(job[name], 0, os.SEEK_SET)
        with os.fdopen(job[name], "rb") as stream:
            said.append(stream.read().decode("utf-8", "replace"))
    return (os.waitstatus_to_exitcode(ended[1]) if ended[0] else None), said[0], said[1]


def main() -> None:
    """Carry out what stands in standard input."""
    import xuanchuan.cli  # noqa: F401 - warm before the first fork

    asked = json.load(sys.stdin)
    print(json.dumps([_one(job, asked["memory"]) for job in asked["jobs"]]))


if __name__ == "__main__":
    main()

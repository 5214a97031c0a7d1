"""What every section measures with: works run in turn, whole processes, spreads, growth, and the machine itself.

Seconds are processor seconds, which neighbours on the same machine disturb least; only where the disk is waited for
(``clock="wall"``) are they seconds on the wall. Works that are compared run in turn (A B A B …), so that a machine that
slows down slows all of them, and their ratio is taken round by round. Linux and macOS.
"""

from __future__ import annotations

import json
import math
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
UNIT = 1024 * 1024 if sys.platform == "darwin" else 1024
FLAG = 1.15
# Below this a difference of two times is noise and tells nothing of growth.
LEAST = 0.1

# A process of its own starts and waits for the measured one: what a big parent weighs would count as the child's.
LAUNCH = """
import os, sys, time
quiet = os.open(os.devnull, os.O_RDWR)
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, quiet, n) for n in (0, 1)])
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a work took: seconds of the processor, seconds on the wall, and peak megabytes (whole processes only)."""

    cpu: float
    wall: float
    megabytes: float = 0.0

    def seconds(self, clock: str) -> float:
        return self.wall if clock == "wall" else self.cpu


Work = Callable[[], Cost]


@dataclass(frozen=True, slots=True)
class Spread:
    """Lowest, middle and highest of several rounds."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        return cls(min(values), statistics.median(values), max(values))


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: ours, what it is held against, and the ratio of the two round by round.

    ``ratio`` counts how many times faster than a peer we are (``against="peer"``), or how many times longer than a
    physical limit we take (``against="limit"``); ``wanted`` is the least or the most it should be.
    """

    name: str
    unit: str
    ours: Spread
    peer: str = ""
    theirs: Spread | None = None
    ratio: Spread | None = None
    against: str = "peer"
    wanted: float | None = None
    megabytes: float = 0.0
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Seconds and peak megabytes at one size."""

    size: float
    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Growth: ``slope`` is the steepest between neighbours (see ``slope``); about 1 where twice as much takes twice as long."""

    name: str
    unit: str
    points: tuple[Point, ...]
    slope: float | None
    memory_slope: float | None
    bound: str = ""

    @property
    def steep(self) -> bool:
        return self.slope is not None and self.slope > FLAG


@dataclass(frozen=True, slots=True)
class Section:
    """What one section found."""

    title: str
    figures: tuple[Figure, ...] = ()
    curves: tuple[Curve, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effort:
    """How much to measure: rounds of each comparison, and whether sizes are the tiny ones of a trial."""

    rounds: int = 7
    quick: bool = False

    def pick(self, full: Any, tiny: Any) -> Any:
        """The size for a whole run, or the tiny one."""
        return tiny if self.quick else full


def timed(work: Callable[[], object], times: int = 1) -> Cost:
    """A call in this process, divided by how often it ran."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(times):
        work()
    return Cost((time.process_time() - cpu) / times, (time.perf_counter() - wall) / times)


def process(command: Sequence[str], cwd: Path = ROOT, env: Mapping[str, str] | None = None, codes=(0,)) -> Cost:
    """A whole process from its start to its end, its modules compiled as on any computer that runs it a second time."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-c", LAUNCH, *command], cwd=cwd, capture_output=True, text=True, encoding="utf-8",
        errors="replace", env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **(env or {})}, check=True,
    )  # fmt: skip
    wall, cpu, peak, code = done.stdout.split()
    assert int(code) in codes, f"{command}: {code}\n{done.stderr}"
    return Cost(float(cpu), float(wall), float(peak) / UNIT)


def xuanchuan(*args: str, cwd: Path = ROOT, codes: Sequence[int] = (0,), env: Mapping[str, str] | None = None) -> Cost:
    """``xuanchuan …`` as a whole process."""
    return process([sys.executable, "-m", "xuanchuan", *args], cwd, env, codes)


def python(program: str, *args: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> Cost:
    """A program of a few lines as a whole process."""
    return process([sys.executable, "-c", program, *args], cwd, env)


def in_turn(rounds: int, works: Mapping[str, Work], warm: bool = True) -> dict[str, list[Cost]]:
    """Every work once a round, round after round; each is run once beforehand, uncounted."""
    if warm:
        for work in works.values():
            work()
    found: dict[str, list[Cost]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            found[name].append(work())
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """How two columns of costs become a figure: ``scale`` turns seconds into the unit, rates are turned over."""

    unit: str = "毫秒"
    scale: float = 1000
    rate: bool = False
    clock: str = "cpu"

    def spread(self, costs: Sequence[Cost]) -> Spread:
        seconds = [one.seconds(self.clock) for one in costs]
        return Spread.of([self.scale / one if self.rate else one * self.scale for one in seconds])

    def figure(self, name: str, ours: Sequence[Cost], theirs: Sequence[Cost] = (), **more: Any) -> Figure:
        """The figure; ``more`` are fields of ``Figure``."""
        ratio = None
        if theirs:
            pairs = [(a.seconds(self.clock), b.seconds(self.clock)) for a, b in zip(ours, theirs, strict=True)]
            ratio = Spread.of([a / b if more.get("against") == "limit" else b / a for a, b in pairs])
        beside = self.spread(theirs) if theirs else None
        peak = max(one.megabytes for one in ours)
        return Figure(name, self.unit, self.spread(ours), theirs=beside, ratio=ratio, megabytes=peak, **more)


def growth(name: str, unit: str, costs: Mapping[float, Cost], bound: str = "", clock: str = "cpu") -> Curve:
    """The curve of costs by size."""
    points = tuple(Point(size, one.seconds(clock), one.megabytes) for size, one in sorted(costs.items()))
    seconds = slope([(one.size, one.seconds) for one in points], LEAST)
    memory = slope([(one.size, one.megabytes) for one in points], 8.0)
    return Curve(name, unit, points, seconds, memory, bound)


def slope(points: Sequence[tuple[float, float]], least: float) -> float | None:
    """The steepest log-log slope between neighbours, what the smallest size costs taken off where more was grown than
    ``least``; else the slope of the last two as they are; None where the last is hardly more than the first.
    """
    (first, base), *rest = points
    grown = [(size - first, cost - base) for size, cost in rest if cost - base > least]
    if not grown:
        return None
    pairs = list(zip(grown, grown[1:], strict=False)) or [(points[-2], points[-1])]
    return max(math.log(b[1] / a[1]) / math.log(b[0] / a[0]) for a, b in pairs)


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.system(),
        "load": round(os.getloadavg()[0], 1),
    }


def as_json(value: Any) -> Any:
    """A section as it is kept."""
    return json.loads(json.dumps(asdict(value), ensure_ascii=False))


def from_json(kept: Mapping[str, Any]) -> Section:
    """A kept section."""
    figures = tuple(
        Figure(**{**one, **{key: Spread(**one[key]) if one[key] else None for key in ("ours", "theirs", "ratio")}})
        for one in kept["figures"]
    )
    curves = tuple(
        Curve(**{**one, "points": tuple(Point(**point) for point in one["points"])}) for one in kept["curves"]
    )
    return Section(kept["title"], figures, curves, tuple(kept["remarks"]))


@dataclass
class Report:
    """A whole run."""

    date: str
    seconds: float
    quick: bool
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    sections: dict[str, Any] = field(default_factory=dict)

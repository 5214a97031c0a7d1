"""Every section in one run, each in a process of its own: the table in docs/performance.md and the figures beside it.

python benchmarks/all.py                     everything, about ten minutes; writes docs/performance.md and .json
python benchmarks/all.py --quick             tiny sizes, about a minute: shows that it runs, says nothing of speed
python benchmarks/all.py startup checking    only these; the others keep the figures of the last run
--into FOLDER                                writes performance.md and .json there instead of docs
--rounds N                                   rounds of each comparison (5)
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import time
from dataclasses import asdict
from datetime import date
from pathlib import Path

from measuring import ROOT, Effort, Report, as_json, machine
from table import write_page

# name -> (module, function); those after the mark are measured only when named.
SECTIONS = {
    "startup": ("startup", "measure"),
    "kit": ("kit", "measure"),
    "batch": ("batch", "measure"),
    "calendar": ("year_calendar", "measure"),
    "checking": ("checking", "measure"),
    "search": ("search", "measure"),
    "ledger": ("ledger", "measure"),
    "recall": ("recall", "measure"),
    "printing": ("printing", "measure"),
    "drafts": ("growth", "drafts"),
    "corpora": ("growth", "corpora"),
    "ledgers": ("growth", "ledgers"),
    "villages": ("growth", "villages"),
    "workbooks": ("growth", "workbooks"),
}
ASKED = {"cluster": ("batch", "cluster")}


def one(name: str, effort: Effort) -> None:
    """Measure one section in this process; JSON on stdout."""
    module, function = {**SECTIONS, **ASKED}[name]
    found = getattr(importlib.import_module(module), function)(effort)
    print(json.dumps(as_json(found), ensure_ascii=False))


def section(name: str, effort: Effort) -> dict[str, object]:
    """One section in a process of its own, so that nothing it loads weighs on the next."""
    command = [sys.executable, __file__, "--one", name, "--rounds", str(effort.rounds), *["--quick"] * effort.quick]
    started = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True, encoding="utf-8")
    seconds = time.perf_counter() - started
    print(f"{name:<10} {seconds:6.1f} s", file=sys.stderr)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return {**found, "date": str(date.today()), "seconds": round(seconds, 1)}


def run(names: list[str], effort: Effort, folder: Path) -> None:
    """Measure the sections named, keep the figures of the others; what is measured is written at once."""
    kept, started, before = folder / "performance.json", time.perf_counter(), machine()
    found = json.loads(kept.read_text(encoding="utf-8"))["sections"] if kept.exists() and names else {}
    for name in names or SECTIONS:
        found[name] = section(name, effort)
        sections = {known: found[known] for known in (*SECTIONS, *ASKED) if known in found}
        seconds = round(time.perf_counter() - started, 1)
        report = asdict(Report(str(date.today()), seconds, effort.quick, before, machine(), sections))
        kept.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        write_page(report, folder / "performance.md")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("names", nargs="*", choices=[[], *SECTIONS, *ASKED])
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--rounds", type=int)
    asked.add_argument("--into", type=Path, default=ROOT / "docs")
    asked.add_argument("--one", choices=[*SECTIONS, *ASKED], help=argparse.SUPPRESS)
    given = asked.parse_args()
    effort = Effort(given.rounds or (1 if given.quick else 5), given.quick)
    if given.one:
        one(given.one, effort)
    else:
        run(given.names, effort, given.into)


if __name__ == "__main__":
    main()

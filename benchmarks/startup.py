"""How long ``xuanchuan --help`` takes beside a script that only imports click and prints its help.

The two run in turn, many times, so that a machine that slows down slows both. Prints medians and the ratio.
Usage: python benchmarks/startup.py [runs]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = '''import click

@click.command()
def command():
    """A command with a line of help."""

command()
'''
LIMIT = 1.5


def seconds(command: list[str]) -> float:
    """Wall time of one whole process."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE, encoding="utf-8")
        ours, bare = [sys.executable, "-m", "xuanchuan", "--help"], [sys.executable, str(script), "--help"]
        seconds(ours)
        seconds(bare)
        pairs = [(seconds(ours), seconds(bare)) for _ in range(runs)]
    ratios = sorted(a / b for a, b in pairs)
    print(f"runs            {runs}")
    print(f"xuanchuan       {statistics.median(a for a, _ in pairs) * 1000:6.1f} ms (median)")
    print(f"import click    {statistics.median(b for _, b in pairs) * 1000:6.1f} ms (median)")
    print(
        f"ratio           {statistics.median(ratios):6.2f}"
        f"    (lowest {ratios[0]:.2f}, highest {ratios[-1]:.2f}; limit {LIMIT})"
    )


if __name__ == "__main__":
    main()

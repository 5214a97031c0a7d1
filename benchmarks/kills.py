"""A batch killed without warning at many random points and gone on with each time; at the end everything must be there.

Usage: python benchmarks/kills.py [kills=200] [villages=3000] [seed=1]
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
LISTS = ("清单.json", "进度.jsonl", "分发清单.xlsx", "先不做的村.xlsx")


def started(folder: Path, out: str, resume: bool) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795478400"}
    args = (
        ["--resume", out]
        if resume
        else ["联系卡,广播稿", "--roster", "名单.csv", "--day", "12.4", "--out", out, "--flat"]
    )
    return subprocess.Popen(
        [sys.executable, "-m", "xuanchuan", "batch", *args], cwd=folder, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def hashes(folder: Path) -> dict[str, str]:
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir() if one.name not in LISTS}


def main() -> None:
    kills, villages, seed = (*map(int, sys.argv[1:]), *(200, 3000, 1)[len(sys.argv) - 1 :])
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [f"第{number}村,前刘镇,王䶮,138{number:08d}" for number in range(1, villages + 1)]
        (folder / "名单.csv").write_text("\n".join(["村名,乡镇,妇联主席,手机", *lines]), encoding="gb18030")
        begun = time.perf_counter()
        assert started(folder, "整", resume=False).wait() == 0
        whole = time.perf_counter() - begun
        done = 0
        while done < kills:
            journal = folder / "断" / "进度.jsonl"
            if (folder / "断" / "清单.json").exists():  # it got to its end: begin again elsewhere
                check(folder)
                (folder / "断").rename(folder / f"断{len(list(folder.iterdir()))}")
            process = started(folder, "断", resume=journal.exists() and journal.stat().st_size > 0)
            time.sleep(chance.uniform(0, 1.3 * whole))
            if process.poll() is None:
                done += 1
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert started(folder, "断", resume=(folder / "断" / "进度.jsonl").exists()).wait() == 0
        check(folder)
    print(f"{done} kills at random points, {villages} villages of three files: nothing lost, nothing half-written")


def check(folder: Path) -> None:
    assert hashes(folder / "整") == hashes(folder / "断")
    listed = [json.loads((folder / one / "清单.json").read_text(encoding="utf-8")) for one in ("整", "断")]
    assert listed[0] == listed[1]


if __name__ == "__main__":
    main()

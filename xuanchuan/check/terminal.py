"""A checked draft as lines for a console: the verdict first, then only what must be changed, then the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from xuanchuan.check.checking import Checked
from xuanchuan.check.findings import GROUPS

# More than this many on one screen are not read.
MOST = 12
VERDICTS = (
    ("ok", "一致"),
    ("misquoted", "字句或条号不同"),
    ("repealed", "已废止"),
    ("name_outdated", "法名不对"),
    ("no_such_law", "没有这部法"),
    ("no_such_article", "没有这一条"),
    ("not_yet_in_force", "还没施行"),
    ("unverifiable", "没法核对"),
)


def headline(checked: Checked) -> str:
    """先别印：有 2 处必须改 / 没有发现必须改的."""
    must, should = len(checked.of("must")), len(checked.of("should"))
    if must:
        return f"先别印：有 {must} 处必须改"
    look = len(checked.of("look"))
    if not should and look:
        return f"没有发现问题；有 {look} 处没法核对，请您自己看一眼"
    if should:
        return f"没有必须改的；有 {should} 处建议改"
    return "没有发现问题"


def verdict_of_all(results: Sequence[Checked]) -> str:
    """The verdict on everything that was read, in one line."""
    if len(results) == 1:
        return headline(results[0])
    if not results:
        return "没有一份读得了"
    must = sum(len(one.of("must")) for one in results)
    should = sum(len(one.of("should")) for one in results)
    if must:
        return f"先别印：{len(results)} 份里有 {sum(bool(one.of('must')) for one in results)} 份、{must} 处必须改"
    return f"{len(results)} 份都没有必须改的" + (f"；有 {should} 处建议改" if should else "")


def citations_line(checked: Checked) -> str:
    """12 处引用：9 处一致　1 处已废止 …; empty where nothing is cited."""
    counts = Counter(one.verdict for one in checked.findings if one.kind == "citation")
    if not counts:
        return "没有引用法条"
    told = "　".join(f"{counts[verdict]} 处{words}" for verdict, words in VERDICTS if counts[verdict])
    return f"{sum(counts.values())} 处引用：{told}"


def counts_line(checked: Checked) -> str:
    """How many of each answer."""
    rows = [f"{title} {len(checked.of(severity))}" for severity, title in GROUPS]
    return "，".join(rows)


def screen(checked: Checked) -> Iterator[tuple[str, str]]:
    """(indent, line) of what must be changed: where, what is written, what is wrong, what to write."""
    must = checked.of("must")
    for number, one in enumerate(must[:MOST], 1):
        shown = " ".join(one.text.split())
        shown = shown if len(shown) <= 40 else shown[:38] + "……"
        yield "", f"{number}. {checked.where(one)}　{shown}"
        yield "   ", f"× {one.message}"
        if one.suggest:
            suggest = one.suggest.replace("\n", " ")
            yield "   ", f"→ {suggest if len(suggest) <= 120 else suggest[:118] + '……'}"
    if len(must) > MOST:
        yield "", f"……另有 {len(must) - MOST} 处必须改，见报告"

"""Words, names and figures that something else has replaced, as of the day; statutes quoted verbatim are let be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from xuanchuan.check.compact import Compact
from xuanchuan.check.findings import Found
from xuanchuan.model.finding import Severity
from xuanchuan.model.law import OldTerm

# A sentence that tells of the past, or says that the thing has changed.
TOLD_AS_PAST = re.compile(
    r"原(?!则|因|告|本|文|件|来|创|籍|谅|有财)|旧称|旧称呼|曾|过去|以前|从前|当时|当年|废止|废除|取消|取代|替代|改为|更名|改名|改称|改叫|调整为|不再|已经不|历史|前身|演变|过时|旧说法|旧规定|不是|并入|整合|以来|期间|收官|验收|回顾|总结"
)
YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
TITLE = re.compile(r"《[^《》\n]{2,80}》")
SENTENCE = re.compile(r"[。！？\n]")
# A quiz's wrong answers are wrong on purpose.
OPTION = re.compile(r"[A-Ha-h][.．、）：]")
# An old rule or figure is told once a sentence, however many of its words stand there.
TOLD_ONCE = ("数字", "规则")
# Of a draft that is one endless paragraph, so many characters to each side are looked at.
NEAR = 4000
GRAVE = ("名称", "罪名", "规则", "制度", "数字")


@dataclass(frozen=True, slots=True)
class Term:
    """An old term with the day from which the new one holds."""

    old: OldTerm
    since: date


class Terms:
    """All old terms in one pattern, longest first."""

    def __init__(self, terms: Sequence[OldTerm], on: date) -> None:
        held = [Term(one, _day(one.since)) for one in terms]
        self._by_word = {word: one for one in held for word in one.old.words if one.since <= on}
        words = sorted(self._by_word, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(re.escape, words))) if words else None

    def find(self, small: Compact, original: str, verbatim: Sequence[tuple[int, int]]) -> Iterator[Found]:
        """Every old term used as if it still held."""
        if self._pattern is None:
            return
        text = small.text
        titles: list[tuple[int, int]] | None = None
        last: tuple[OldTerm, int] | None = None
        for match in self._pattern.finditer(text):
            term = self._by_word[match.group()]
            titles = [one.span() for one in TITLE.finditer(text)] if titles is None else titles
            if _inside(match.start(), verbatim) or _inside(match.start(), titles):
                continue
            sentence, paragraph = around(text, match.start(), match.end())
            if OPTION.match(paragraph):
                continue
            if term.old.near and not any(one in paragraph for one in term.old.near):
                continue
            begins = match.start() - sentence.find(match.group())
            if _past(sentence, term) or (term.old.kind in TOLD_ONCE and last == (term.old, begins)):
                continue
            last = term.old, begins
            yield _found(match, term, small, original)


def _day(since: str) -> date:
    parts = [int(one) for one in since.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    from bisect import bisect_right

    row = bisect_right(spans, (place, 1 << 60)) - 1
    return row >= 0 and spans[row][0] <= place < spans[row][1]


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The sentence and the paragraph that hold a place; of a paragraph without end, what stands near."""
    least, most = max(0, start - NEAR), min(len(text), end + NEAR)
    first, last = text.rfind("\n", least, start) + 1 or least, text.find("\n", end, most)
    last = last if last >= 0 else most
    begin = max((text.rfind(mark, first, start) + 1 for mark in "。！？"), default=first)
    stop = SENTENCE.search(text, end, last)
    return text[max(begin, first) : stop.start() if stop else last], text[first:last]


def _past(sentence: str, term: Term) -> bool:
    if TOLD_AS_PAST.search(sentence):
        return True
    return any(int(year) < term.since.year for year in YEAR.findall(sentence))


def _found(match: re.Match[str], term: Term, small: Compact, original: str) -> Found:
    start, end = small.span(match.start(), match.end())
    severity: Severity = "must" if term.old.kind in GRAVE else "should"
    evidence = f"从 {term.old.since} 起。" + (f"依据：{term.old.basis}。" if term.old.basis else "")
    evidence += f"{term.old.keep}，旧说法不算错。" if term.old.keep else ""
    return Found(
        kind="term",
        severity=severity,
        start=start,
        end=end,
        text=original[start:end],
        message=f"旧{'说法' if term.old.kind == '用语' else term.old.kind}：现在是{term.old.now}",
        suggest=term.old.now,
        evidence=evidence,
        fix=(start, end, term.old.exact[match.group()]) if match.group() in term.old.exact else None,
    )

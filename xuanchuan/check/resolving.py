"""Resolving: which law an article belongs to, from the name before it, the heading above it, or the sentence before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from xuanchuan.check.articles import Cited
from xuanchuan.check.citing import UNSURE, Event
from xuanchuan.check.names import Named, Names
from xuanchuan.corpus.names import bare_name


@dataclass(frozen=True, slots=True)
class Citation:
    """One law, or one article of it, as a draft cites it; ``cited`` is None for a law named alone.

    ``own`` says whether the law's name stands right before the article, ``paragraph_start`` and ``paragraph_end``
    bound the paragraph it stands in. All places are of the compact text.
    """

    start: int
    end: int
    named: Named
    cited: Cited | None
    quoted: bool
    own: bool
    line: tuple[int, int]


SENTENCE_END = re.compile(r"[。！？]")
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+(?:部分|讲|课|单元))"
)
OWN_TITLE = re.compile(
    r"(?:村规民约|居民公约|章程|公约|制度|办法|规定|守则|细则|规则|合同|协议书?|承诺书|责任书|规程|民约|条例)$"
)
INTRO = re.compile(r"(?:如下|规定|摘录|摘编|节选|原文|条文|内容|链接|依据)?(?:（[^）]{0,20}）)?[：:]$")
ARTICLE_LINE = re.compile(r"第[0-9一二三四五六七八九十百千零〇]+条")
# How far a law named in running text reaches: this many paragraphs on.
REACH = 2

Likely = Callable[[Named, Cited, int], bool]


@dataclass
class _Context:
    """What 第N条 would mean here."""

    named: Named | None = None
    last: Cited | None = None
    line: int = -1
    heading: bool = False
    blocked: int = -1


def resolve(text: str, events: Iterable[Event], names: Names, likely: Likely) -> Iterator[Citation]:
    """Every citation of a draft in order. ``likely`` tells whether the words after an article look like its words."""
    lines = Lines(text)
    context = _Context()
    title: _Context | None = None
    defined: dict[str, Named] = {}
    own_articles = bool(OWN_TITLE.search(_title(text)))
    for event in events:
        row = lines.row(event.start)
        _forget(context, title, lines, row)
        if event.kind == "define":
            if context.named:
                defined[bare_name(event.word)] = context.named
            continue
        if event.kind == "other":
            known = defined.get(bare_name(event.word)) if defined else None
            if known and event.quoted is False and event.word:
                event = replace(event, kind="law", named=known)
            else:
                if event.articles or OWN_TITLE.search(event.word):
                    context.blocked = row
                continue
        if event.kind == "law" and event.named:
            named = defined.get(bare_name(event.named.written), event.named) if defined else event.named
            if event.word:
                defined[bare_name(event.word)] = named
            found = _of_law(event, named, lines.span(row))
            heading = lines.is_heading(row, event)
            context = _Context(named, found[-1].cited, row, heading)
            own_articles = own_articles and not (heading and row < 2)
            if heading and (title is None or row < 3):
                title = replace(context) if title is None else title
            yield from found
            continue
        yield from _inherited(text, event, context, lines, row, likely, own_articles)


def _title(text: str) -> str:
    first = text.lstrip("\n").split("\n", 1)[0]
    return re.sub(r"（[^）]*）$", "", first) if len(first) < 40 else ""


def _forget(context: _Context, title: _Context | None, lines: Lines, row: int) -> None:
    """A numbered heading without a law ends what was said before it; the title's law comes back."""
    if context.line < 0 or context.line == row:
        return
    since = range(context.line + 1, row + 1)
    if any(lines.numbered(one) for one in since):
        context.named, context.last = (title.named, None) if title else (None, None)
        context.heading = bool(title)
        context.line = row - 1


def _of_law(event: Event, named: Named, line: tuple[int, int]) -> list[Citation]:
    if not event.articles:
        return [Citation(event.start, event.name_end or event.end, named, None, event.quoted, True, line)]
    return [Citation(one.start, one.end, named, one, event.quoted, True, line) for one in event.articles]


def _inherited(
    text: str, event: Event, context: _Context, lines: Lines, row: int, likely: Likely, own_articles: bool
) -> Iterator[Citation]:
    named = context.named
    if named is None or context.blocked == row:
        return
    if event.kind == "same":
        yield from _same(event, context, lines, row)
        return
    if event.kind == "ref":
        if not _agrees(event.word, named):
            context.blocked = row
            return
    elif not _reaches(text, event, context, lines, row, likely, own_articles):
        return
    for one in event.articles:
        context.last = one
        yield Citation(one.start, one.end, named, one, False, False, lines.span(row))
    if event.kind == "ref" or row != context.line:
        context.line = row if not context.heading else context.line


def _agrees(word: str, named: Named) -> bool:
    """该条例 is a 条例, 该法 a law."""
    name = re.sub(r"（[^）]*）$", "", bare_name(named.asked))
    kind = re.sub(r"^(?:该|本|同|此|上述|前述|这部|这个|前引)", "", word)
    if kind in ("法律", "法典", "法"):
        return name.endswith(("法", "法典", "通则", "总则", "宪法")) or named.kind != "known"
    return name.endswith(kind) or kind in bare_name(named.written)


def _reaches(
    text: str, event: Event, context: _Context, lines: Lines, row: int, likely: Likely, own_articles: bool
) -> bool:
    """Whether the law named before still holds for a bare 第N条 here."""
    named, first = context.named, event.articles[0]
    if named is None:
        return False
    if row == context.line:
        return True
    if event.word == UNSURE:
        return False
    start, _ = lines.span(row)
    begins = event.start == start
    if likely(named, first, event.articles[-1].end):
        return True
    if own_articles:
        return False
    if context.heading or lines.introduces(context.line):
        return True
    return not begins and row - context.line <= REACH


def _same(event: Event, context: _Context, lines: Lines, row: int) -> Iterator[Citation]:
    last, named = context.last, context.named
    if last is None or named is None or (row != context.line and not context.heading):
        return
    if event.word == "前款":
        if last.paragraph:
            one = replace(last, start=event.start, end=event.end, item=0, last=0)
            yield Citation(one.start, one.end, named, one, False, False, lines.span(row))
        return
    for one in event.articles:
        context.last = replace(one, article=last.article, suffix=last.suffix, last=0)
        yield Citation(one.start, one.end, named, context.last, False, False, lines.span(row))


class Lines:
    """The paragraphs of a compact text: rows, spans, and which of them are headings."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._at = 0

    def row(self, place: int) -> int:
        """The paragraph that holds ``place``; asked in rising order, or anew."""
        from bisect import bisect_right

        return bisect_right(self._starts, place) - 1

    def span(self, row: int) -> tuple[int, int]:
        """Where a paragraph begins and ends."""
        end = self._starts[row + 1] - 1 if row + 1 < len(self._starts) else len(self._text)
        return self._starts[row], end

    def text(self, row: int) -> str:
        """A paragraph's words."""
        start, end = self.span(row)
        return self._text[start:end]

    def is_heading(self, row: int, event: Event) -> bool:
        """Whether a paragraph is little more than the law's name: a title, a heading, a table cell."""
        start, end = self.span(row)
        if event.articles:
            return False
        rest = (end - start) - (event.end - event.start)
        return rest <= 24 and not SENTENCE_END.search(self._text, start, end)

    def numbered(self, row: int) -> bool:
        """Whether a paragraph is a numbered heading of a new part."""
        start, end = self.span(row)
        return (
            end - start < 40
            and bool(NUMBERED.match(self._text[start : start + 12]))
            and not ARTICLE_LINE.search(self._text, start, end)
        )

    def introduces(self, row: int) -> bool:
        """Whether a paragraph ends by announcing what follows, or is itself an article under a heading."""
        start, end = self.span(row)
        return bool(INTRO.search(self._text[max(start, end - 30) : end]))

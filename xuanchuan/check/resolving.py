"""Resolving: which law an article belongs to, from the name before it, the heading above it, or the sentence before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from xuanchuan.check.articles import Cited
from xuanchuan.check.citing import UNSURE, Event
from xuanchuan.check.names import Named
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
# A numbered heading of a new part, whole.
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+(?:部分|讲|课|单元))[^\n]{0,37}$",
    re.MULTILINE,
)
POINT = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.、．](?!\d))", re.MULTILINE)
OWN_TITLE = re.compile(
    r"(?:村规民约|居民公约|章程|公约|制度|办法|规定|守则|细则|规则|合同|协议书?|承诺书|责任书|规程|民约|条例)$"
)
INTRO = re.compile(r"(?:如下|规定|摘录|摘编|节选|原文|条文|内容|链接|依据)?(?:（[^）]{0,20}）)?[：:]$")
ANNOUNCING = re.compile(r"(?:几条|几点|内容|要点|规定|条文|如下|知识|问题|问答|解读)[^。，；]{0,6}[：:]\Z")
ARTICLE_LINE = re.compile(r"第[0-9一二三四五六七八九十百千零〇]+条")
# How far a law named in running text reaches: this many paragraphs on.
REACH = 2
# How long the words in brackets around a law may be, to each side of it.
ASIDE = 2000
# How many laws named before are tried by the words.
RECENT = 6

# How sure it is, by the words that follow, that an article of that law is meant: 1 sure, 0 not to be told, -1 hardly.
Likely = Callable[[Named, Cited, int], int]
# A list of our own points: 第一条，早报警；第二条，留证据.
COUNTED = re.compile(r"第[一1]条(?:，|：|是|就是|要)")


@dataclass
class _Context:
    """What 第N条 would mean here."""

    named: Named | None = None
    last: Cited | None = None
    line: int = -1
    heading: bool = False
    blocked: int = -1


def resolve(text: str, events: Iterable[Event], likely: Likely) -> Iterator[Citation]:
    """Every citation of a draft in order. ``likely`` tells whether the words after an article look like its words."""
    resolver = _Resolver(text, likely)
    for event in events:
        yield from resolver.read(event)


class _Resolver:
    """Reads events in order and remembers which law they are about."""

    def __init__(self, text: str, likely: Likely) -> None:
        self._text = text
        self._lines = Lines(text)
        self._likely = likely
        self._context = _Context()
        self._aside: tuple[int, _Context] | None = None
        self._mentioned: dict[str, Named] = {}
        self._title: Named | None = None
        self._defined: dict[str, Named] = {}
        self._own_articles = bool(OWN_TITLE.search(_title(text)))

    def read(self, event: Event) -> Iterable[Citation]:
        """The citations an event makes."""
        row = self._lines.row(event.start)
        if self._aside and event.start > self._aside[0]:
            self._context, self._aside = self._aside[1], None
        self._forget(row)
        if event.kind == "define":
            if self._context.named:
                self._defined[bare_name(event.word)] = self._context.named
            return ()
        known = self._defined.get(bare_name(event.word)) if self._defined and event.kind == "other" else None
        if known:
            event = replace(event, kind="law", named=known, word="")
        if event.kind == "law" and event.named:
            return self._law(event, event.named, row)
        if event.kind == "other":
            if event.articles or OWN_TITLE.search(event.word):
                self._context.blocked = row
            return ()
        return self._inherited(event, row)

    def _law(self, event: Event, named: Named, row: int) -> list[Citation]:
        if self._defined:
            named = self._defined.get(bare_name(named.written), named)
        if event.word:
            self._defined[bare_name(event.word)] = named
        found = _of_law(event, named, self._lines.span(row))
        heading = self._lines.is_heading(row, event)
        self._step_aside(event, named, row)
        self._context = _Context(named, found[-1].cited, row, heading)
        self._mentioned.pop(named.asked, None)
        self._mentioned[named.asked] = named
        if heading:
            self._own_articles = self._own_articles and row >= 2
        if heading or (self._aside is None and self._lines.announces(row)):
            self._title = self._title or named
        return found

    def _step_aside(self, event: Event, named: Named, row: int) -> None:
        """A law named in brackets (参见《民法典》第990条) holds only until they close."""
        context = self._context
        start, end = self._lines.span(row)
        opened = self._text.rfind("（", max(start, event.start - ASIDE), event.start)
        if opened < 0 or "）" in self._text[opened : event.start] or context.named is None or context.line != row:
            return
        close = self._text.find("）", event.end, min(end, event.end + ASIDE))
        if close >= 0 and context.named.asked != named.asked and self._aside is None:
            self._aside = close, context

    def _forget(self, row: int) -> None:
        """A numbered heading ends what was said before it, a numbered point too where the title's law comes back."""
        context = self._context
        if context.line < 0:
            return
        point = bool(self._title) and self._lines.point_between(context.line, row)
        if point or self._lines.numbered_between(context.line, row):
            self._context = _Context(self._title, None, row - 1, bool(self._title), context.blocked)

    def _inherited(self, event: Event, row: int) -> Iterator[Citation]:
        context, lines = self._context, self._lines
        named = self._by_words(event) if event.kind == "free" else context.named
        if named is None or context.blocked == row:
            return
        if event.kind == "same":
            yield from _same(event, context, lines, row)
            return
        if event.kind == "ref":
            if not _agrees(event.word, named):
                context.blocked = row
                return
        elif not self._reaches(event, named, row):
            return
        for one in event.articles:
            context.last = one
            yield Citation(one.start, one.end, named, one, False, False, lines.span(row))
        if not context.heading:
            context.line = row

    def _by_words(self, event: Event) -> Named | None:
        """The law whose article the following words are: the one at hand, else another named before; or the one at hand."""
        at_hand = self._context.named
        recent = [*reversed(self._mentioned.values())][:RECENT]
        for named in [at_hand, self._title, *recent]:
            if named and self._likely(named, event.articles[0], event.articles[-1].end) > 0:
                return named
        return at_hand

    def _reaches(self, event: Event, named: Named, row: int) -> bool:
        """Whether the law named before still holds for a bare 第N条 here."""
        context = self._context
        likely = self._likely(named, event.articles[0], event.articles[-1].end)
        if likely > 0:
            return True
        if self._lines.counts(row):
            return False
        if row == context.line:
            return True
        if event.word == UNSURE or self._own_articles:
            return False
        if likely < 0 and event.start == self._lines.span(row)[0]:
            return False
        if context.heading or self._lines.introduces(context.line):
            return True
        return event.start != self._lines.span(row)[0] and row - context.line <= REACH


def _title(text: str) -> str:
    first = text.lstrip("\n").split("\n", 1)[0]
    return re.sub(r"（[^）]*）$", "", first) if len(first) < 40 else ""


def _of_law(event: Event, named: Named, line: tuple[int, int]) -> list[Citation]:
    if not event.articles:
        return [Citation(event.start, event.name_end or event.end, named, None, event.quoted, True, line)]
    return [Citation(one.start, one.end, named, one, event.quoted, True, line) for one in event.articles]


def _agrees(word: str, named: Named) -> bool:
    """该条例 is a 条例, 该法 a law."""
    name = re.sub(r"（[^）]*）$", "", bare_name(named.asked))
    kind = re.sub(r"^(?:该|本|同|此|上述|前述|这部|这个|前引)", "", word)
    if kind in ("法律", "法典", "法"):
        return name.endswith(("法", "法典", "通则", "总则", "宪法")) or named.kind != "known"
    return name.endswith(kind) or kind in bare_name(named.written)


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
        self._numbered = [
            self.row(match.start()) for match in NUMBERED.finditer(text) if not ARTICLE_LINE.search(match.group())
        ]
        self._counts: dict[int, bool] = {}
        self._points = [self.row(match.start()) for match in POINT.finditer(text)]

    def row(self, place: int) -> int:
        """The paragraph that holds ``place``."""
        return bisect_right(self._starts, place) - 1

    def span(self, row: int) -> tuple[int, int]:
        """Where a paragraph begins and ends."""
        end = self._starts[row + 1] - 1 if row + 1 < len(self._starts) else len(self._text)
        return self._starts[row], end

    def is_heading(self, row: int, event: Event) -> bool:
        """Whether a paragraph is little more than the law's name: a title, a heading, a table cell."""
        start, end = self.span(row)
        if event.articles:
            return False
        rest = (end - start) - (event.end - event.start)
        return rest <= 24 and not SENTENCE_END.search(self._text, start, end)

    def numbered_between(self, after: int, row: int) -> bool:
        """Whether a numbered heading stands after one paragraph and up to another."""
        at = bisect_right(self._numbered, after)
        return at < len(self._numbered) and self._numbered[at] <= row

    def point_between(self, after: int, row: int) -> bool:
        """Whether a numbered point, of whatever length, begins after one paragraph and up to another."""
        at = bisect_right(self._points, after)
        return at < len(self._points) and self._points[at] <= row

    def counts(self, row: int) -> bool:
        """Whether a paragraph counts its own points: 第一条，…；第二条，…"""
        if row not in self._counts:
            self._counts[row] = bool(COUNTED.search(self._text, *self.span(row)))
        return self._counts[row]

    def announces(self, row: int) -> bool:
        """Whether a paragraph says that what follows is about its law: 请记住这几条："""
        start, end = self.span(row)
        return bool(ANNOUNCING.search(self._text[max(start, end - 16) : end]))

    def introduces(self, row: int) -> bool:
        """Whether a paragraph ends by announcing what follows."""
        start, end = self.span(row)
        return bool(INTRO.search(self._text[max(start, end - 30) : end]))

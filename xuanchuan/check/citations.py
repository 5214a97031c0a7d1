"""The citations of a draft, found, resolved and judged: one pass, one finding each, the good ones too."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from xuanchuan.check.articles import Cited
from xuanchuan.check.citing import read_events
from xuanchuan.check.compact import Compact, compact
from xuanchuan.check.comparing import Compared, altered_line, compare
from xuanchuan.check.findings import Found
from xuanchuan.check.judging import Judgment, judge, label_of
from xuanchuan.check.names import Named, Names
from xuanchuan.check.quoting import Claim, claim_of, cut_short
from xuanchuan.check.regions import Regions
from xuanchuan.check.renumbering import Renumbered
from xuanchuan.check.resolving import Citation, resolve
from xuanchuan.check.texts import Texts, Words, heard
from xuanchuan.corpus.loading import Corpus
from xuanchuan.model.law import NESTED, ArticleNumber, ArticleRef

# A sentence that tells of the past or of what is to come: an ended or coming law is rightly named there.
PAST = re.compile(
    r"废止|失效|取代|替代|不再有效|不再适用|原《|旧《|旧法|原有的|历史上|曾经|当年|当时|第一部|首部|颁布于|前身|由.{0,12}变为|19[4-9]\d年|改革开放|新中国"
)
COMING = re.compile(r"(?:将于|将在|即将|起施行|起正式施行|起实施|尚未施行|还没有施行|还未施行|未生效|生效前|明年)")
ENDED = re.compile(r"(?:同时|已经?|予以|被)废止|失效")
CUES = {"repealed": PAST, "not_yet_in_force": COMING, "no_such_law": ENDED, "name_outdated": ENDED}
SENTENCE = re.compile(r"[。！？\n]")
# A sentence without end is looked at so far to each side.
NEAR = 4000
TOLD_OLD = re.compile(r"(?:原|旧|原来的?|以前的?|修订前的?)(?:法)?$")
TOGETHER = re.compile(r"(?:都|均|分别|共同|也)")
# What says nothing of the content: titles and numbers.
NAMES = re.compile(r"《[^《》\n]{1,60}》|第[0-9一二三四五六七八九十百千零〇]+[条款项]")
# A verb and a mark between an article and its words.
LEAD_IN = re.compile(r"[）)]?(?:的)?(?:还|也)?(?:明确|专门)?(?:规定|指出|要求|写明|写道|明确)?(?:了)?[：，]?[“‘]?")
LISTED = re.compile(r"[、，和与及；]|以及|或者?")


@dataclass(slots=True)
class _Row:
    """A citation on its way: what it claims, where the next one begins, what the comparison said.

    ``tail`` is where the list ends that it stands in, of whatever laws, and where the next citation begins after it.
    """

    one: Citation
    claim: Claim | None
    following: int
    tail: tuple[int, int] = (0, 0)
    compared: Compared | None = None
    now: tuple[ArticleNumber, ...] = ()


@dataclass
class Checker:
    """A day's checking of citations; what was judged once is not judged again."""

    corpus: Corpus
    on: date
    names: Names = field(init=False)
    texts: Texts = field(init=False)
    renumbered: Renumbered = field(init=False)
    _judged: dict[tuple[Named, tuple[int, ...] | None], Judgment] = field(default_factory=dict)
    _compared: dict[tuple[str, tuple[int, ...], str, str, bool], Compared | None] = field(default_factory=dict)
    _likely: dict[tuple[str, int, int, str], int] = field(default_factory=dict)
    _lines: dict[tuple[str, ArticleNumber, str], Compared | None] = field(default_factory=dict)
    _meant: dict[tuple[str, ArticleNumber, str], tuple[ArticleNumber, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = Names(self.corpus)
        self.texts = Texts(self.corpus, self.on)
        self.renumbered = Renumbered(self.texts)

    def citations(self, original: str, small: Compact | None = None) -> tuple[list[Found], list[tuple[int, int]]]:
        """Every citation of a text in order, and where (in the compact text) statutes are quoted verbatim."""
        small = small or compact(original)
        events = read_events(small.text, self.names)
        found = list(resolve(small.text, events, self._looks_like(small.text)))
        ends = [*(one.start for one in found[1:]), len(small.text)]
        rows = [
            _Row(one, _spaced(small, claim_of(small.text, one)), end) for one, end in zip(found, ends, strict=False)
        ]
        for row, after in zip(reversed(rows), [None, *reversed(rows)], strict=False):
            row.tail = _tail(small.text, row, after)
        regions = self._regions(small.text, rows)
        self._mean_together(small.text, rows, regions)
        findings = [self._finding(original, small, row, regions) for row in rows]
        return findings, [(start, end) for start, end, same in regions.spans if same]

    def _regions(self, text: str, rows: Sequence[_Row]) -> Regions:
        """Compare every claim, those quoted before their citation first; a citation inside quoted words claims none."""
        regions = Regions()
        for early in (True, False):
            for row in rows:
                cited = row.one.cited
                claim = row.claim
                if claim is None or cited is None or (claim.end <= row.one.start) is not early:
                    continue
                if regions.holding(row.one.start, row.one.end) is not None:
                    row.claim = None
                    continue
                if self._judge(row.one).verdict != "ok":
                    continue
                row.compared = self._compare(text, row.one.named, cited, claim)
                shorter = cut_short(claim, row.following)
                if shorter and not (row.compared and row.compared.same):
                    row.claim = claim = shorter
                    row.compared = self._compare(text, row.one.named, cited, claim)
                if row.compared is not None and claim.form != "plain":
                    regions.add(claim.start, claim.end, row.compared.same is True)
                    self._follow(text, row, regions)
                elif row.compared is not None and row.compared.same:
                    regions.add(claim.start, claim.end, True)
        return regions

    def _follow(self, text: str, row: _Row, regions: Regions) -> None:
        """The further paragraphs of an article printed under its number: each is its words, or altered ones."""
        claim, cited = row.claim, row.one.cited
        if claim is None or cited is None or claim.form not in ("printed", "below"):
            return
        words = self.texts.words(row.one.named.asked, ArticleNumber(cited.article, cited.suffix))
        start = text.find("\n", claim.end - 1) + 1
        while words is not None and start:
            end = text.find("\n", start)
            end = end if end >= 0 else len(text)
            line = heard(text[start:end])
            if line and not (line in words.plain or self._altered(row, words, text[start:end])):
                return
            regions.add(start, end, line in words.plain)
            start = end + 1 if end < len(text) else 0

    def _altered(self, row: _Row, words: Words, line: str) -> bool:
        """Whether a paragraph is the article's words with changes; then the citation is misquoted."""
        if len(heard(line)) < 12:
            return False
        key = row.one.named.asked, words.article.number, line
        if key not in self._lines:
            self._lines[key] = altered_line(self.texts, row.one.named, words, line)
        changed = self._lines[key]
        if changed is None:
            return False
        if row.compared is None or row.compared.same:
            row.compared = changed
        return True

    def _looks_like(self, text: str) -> Callable[[Named, Cited, int], int]:
        def likely(named: Named, cited: Cited, place: int) -> int:
            lead = LEAD_IN.match(text, place)
            place = lead.end() if lead else place
            after = text[place : place + 28].split("\n", 1)[0]
            key = named.asked, cited.article, cited.suffix, after
            if key not in self._likely:
                number = ArticleNumber(cited.article, cited.suffix)
                self._likely[key] = self._likeness(named.asked, number, heard(after)[:20])
            return self._likely[key]

        return likely

    def _likeness(self, name: str, number: ArticleNumber, after: str) -> int:
        """1: the words begin like the article's; -1: none of them stands anywhere in the law; 0: not to be told."""
        words = self.texts.words(name, number)
        if words is not None and len(after) >= 8 and after[:8] in words.plain:
            return 1
        answer = self.texts.answer(name)
        if answer is None or answer.law is None or answer.version is None or not answer.version.complete:
            return 0
        whole = self.texts.joined(answer.law, answer.version)
        shared = any(after[at : at + 4] in whole for at in range(len(after) - 3))
        return 0 if shared or len(after) < 6 else -1

    def _finding(self, original: str, small: Compact, row: _Row, regions: Regions) -> Found:
        one, cited = row.one, row.one.cited
        judgment = self._judge(one)
        held = regions.holding(one.start, one.end)
        if judgment.verdict == "ok" and cited and row.compared is not None:
            judgment = _with(judgment, row.compared)
        elif row.now:
            judgment = self._by_content(small.text, row, judgment)
        if held and judgment.severity != "ok":
            judgment = replace(judgment, severity="ok", message=f"照录的原文里这样写（{judgment.message}）", suggest="")
        judgment = self._in_its_time(small.text, one, judgment)
        start, end = small.span(one.start, one.end)
        return Found(
            kind="citation",
            severity=judgment.severity,
            start=start,
            end=end,
            text=original[start:end],
            message=judgment.message,
            law=judgment.law,
            article=cited.article if cited else None,
            suffix=cited.suffix if cited else 0,
            article_end=cited.last or None if cited else None,
            paragraph=cited.paragraph or None if cited else None,
            item=cited.item or None if cited else None,
            verdict=judgment.verdict,
            suggest=judgment.suggest,
            evidence=judgment.evidence,
            fix=_fix(small, one, judgment, row.claim),
        )

    def _judge(self, one: Citation) -> Judgment:
        cited = one.cited
        key = (cited.article, cited.suffix, cited.last, cited.paragraph, cited.item) if cited else None
        if (one.named, key) not in self._judged:
            self._judged[one.named, key] = judge(self.texts, one.named, cited)
        return self._judged[one.named, key]

    def _compare(self, text: str, named: Named, cited: Cited, claim: Claim) -> Compared | None:
        numbers = (cited.article, cited.suffix, cited.last, cited.paragraph, cited.item)
        key = (named.asked, numbers, text[claim.start : claim.end], claim.form, claim.strong)
        if key not in self._compared:
            self._compared[key] = compare(self.texts, named, cited, text, claim)
        return self._compared[key]

    def _mean_together(self, text: str, rows: Sequence[_Row], regions: Regions) -> None:
        """Which numbers are old ones, by content; in a list, one old number speaks for the others."""
        listed: list[_Row] = []
        for row in [*rows, None]:
            if listed and (row is None or not _goes_on(text, listed[-1].one, row.one)):
                self._mean(text, listed, regions)
                listed = []
            if row is not None:
                listed.append(row)

    def _mean(self, text: str, listed: Sequence[_Row], regions: Regions) -> None:
        judged = [row for row in listed if row.compared is None and self._may_be_old(row, regions)]
        for row in judged:
            row.now = self._old_number(text, row)
        if any(row.now for row in judged):
            for row in judged:
                cited = row.one.cited
                if not row.now and cited:
                    number = ArticleNumber(cited.article, cited.suffix)
                    around = self._around(text, listed[-1])
                    row.now = self.renumbered.meant(row.one.named.asked, number, around, company=True)

    def _may_be_old(self, row: _Row, regions: Regions) -> bool:
        one = row.one
        if one.cited is None or self._judge(one).verdict not in ("ok", "no_such_article"):
            return False
        answer = self.texts.answer(one.named.asked)
        if answer is None or answer.law is None or not (len(answer.law.versions) > 1 or self._has_old(one.named.asked)):
            return False
        return regions.holding(one.start, one.end) is None

    def _old_number(self, text: str, row: _Row) -> tuple[ArticleNumber, ...]:
        one, cited = row.one, row.one.cited
        assert cited is not None
        number = ArticleNumber(cited.article, cited.suffix)
        outright = self._by_edition(one.named, number)
        if outright:
            return outright
        around = self._around(text, row)
        key = (one.named.asked, number, around)
        if key not in self._meant:
            self._meant[key] = self.renumbered.meant(one.named.asked, number, around)
        return self._meant[key]

    def _by_edition(self, named: Named, number: ArticleNumber) -> tuple[ArticleNumber, ...]:
        """Today's numbers where the draft itself names the year of an earlier edition: 《…》（2018年修正）第四十条."""
        answer = self.texts.answer(named.asked)
        law, version = (answer.law, answer.version) if answer else (None, None)
        if named.year is None or law is None or version is None:
            return ()
        if str(named.year) in f"{version.amendment} {version.effective}":
            return ()
        earlier = [one for one in law.versions if one.effective < version.effective]
        if not any(str(named.year) in f"{one.amendment} {one.effective}" for one in earlier):
            return ()
        now = tuple(one.article for one in self.corpus.now(ArticleRef(law.short, number), self.on))
        return () if now == (number,) else now

    def _by_content(self, text: str, row: _Row, judgment: Judgment) -> Judgment:
        """The judgment on a number that is another version's; told as such (原第45条), it is nothing to change."""
        if not row.now or row.one.cited is None:
            return judgment
        places = "、".join(label.label for label in row.now)
        title = judgment.law.translate(NESTED)
        told = bool(TOLD_OLD.search(text, max(0, row.one.start - 4), row.one.start))
        evidence = (
            f"按内容看，说的是《{title}》{places}；{self.on} 有效的文本里，{label_of(row.one.cited)}讲的是别的事。"
        )
        evidence += "".join(self._begins(row.one.named.asked, one) for one in row.now[:2])
        return Judgment(
            judgment.law, "misquoted", "ok" if told else "must", f"条号是别的版本的：说的内容在{places}", evidence,
            "" if told else f"《{title}》{places}",
        )  # fmt: skip

    def _begins(self, name: str, number: ArticleNumber) -> str:
        """How an article begins, for the evidence; nothing where we lack its text."""
        words = self.texts.words(name, number)
        line = words.article.lines[0] if words else ""
        return f"{number.label}：“{line if len(line) <= 60 else line[:58] + '……'}”" if line else ""

    def _has_old(self, name: str) -> bool:
        return any(row.law == name for row in self.corpus.renumbered)

    def _around(self, text: str, row: _Row) -> str:
        """What is said of a citation: the words after its list, or before it where it stands at a sentence's end."""
        place, following = row.tail
        start, end = row.one.line[0], min(row.one.line[1], following)
        stop = SENTENCE.search(text, place, end)
        more = SENTENCE.search(text, stop.end(), end) if stop else None
        last = min(following, more.end() if more else end)
        after = NAMES.sub("", text[place:last])[:120]
        if len(heard(after)) >= 6:
            return after
        return NAMES.sub("", text[max(start, row.one.start - 90) : row.one.start])

    def _in_its_time(self, text: str, one: Citation, judgment: Judgment) -> Judgment:
        """An ended law named as history, a coming one announced with its day: nothing to change."""
        if judgment.verdict not in CUES or judgment.severity == "ok":
            return judgment
        start, end = one.line
        start, end = max(start, one.start - NEAR), min(end, one.end + NEAR)
        before = max(text.rfind(mark, start, one.start) + 1 for mark in "。！？") or start
        after = SENTENCE.search(text, one.end, end)
        sentence = text[before : after.start() if after else end]
        if not CUES[judgment.verdict].search(sentence):
            return judgment
        if judgment.verdict in ("no_such_law", "name_outdated"):
            written = one.named.written
            return Judgment(
                written, "unverifiable", "look", "没法核对：说的是以前的法", "没有登记这个名称，可能是早已废止的法。"
            )
        return Judgment(judgment.law, judgment.verdict, "look", judgment.message, judgment.evidence, judgment.suggest)


def _spaced(small: Compact, claim: Claim | None) -> Claim | None:
    """A run-on claim that was set off by a space in the draft is printed under its number like a statute."""
    if claim is None or claim.form != "run-on" or small.origin(claim.start) == small.origin(claim.start - 1) + 1:
        return claim
    return replace(claim, form="printed")


def _tail(text: str, row: _Row, after: _Row | None) -> tuple[int, int]:
    """Where the list of a citation ends: with its own law, or with others' where all are said to say the same."""
    if after is None or not _listed(text, row.one, after.one):
        return row.one.end, row.following
    same = after.one.named.asked == row.one.named.asked
    return after.tail if same or TOGETHER.match(text, after.tail[0]) else (row.one.end, row.following)


def _listed(text: str, one: Citation, other: Citation) -> bool:
    """Whether two citations stand in one list."""
    return bool(LISTED.fullmatch(text, one.end, max(one.end, other.start)))


def _goes_on(text: str, one: Citation, other: Citation) -> bool:
    """Whether two citations stand in one list of the same law."""
    return other.named.asked == one.named.asked and _listed(text, one, other)


def _with(judgment: Judgment, compared: Compared) -> Judgment:
    """The judgment with what the comparison of words adds."""
    if compared.same:
        return Judgment(judgment.law, "ok", "ok", f"{judgment.message}；{compared.message}", judgment.evidence)
    evidence = f"{compared.evidence}{judgment.evidence}"
    if compared.same is None:
        return Judgment(judgment.law, "unverifiable", "look", compared.message, evidence)
    return Judgment(
        judgment.law, "misquoted", "must", compared.message, compared.evidence, compared.suggest,
        article=compared.article, words=compared.words,
    )  # fmt: skip


NUMBERED = re.compile(r"第?[0-9一二三四五六七八九十百千零〇]+条(?:之[0-9一二三四五六七八九十]+)?")


def _fix(small: Compact, one: Citation, judgment: Judgment, claim: Claim | None) -> tuple[int, int, str] | None:
    """The one exact correction of a citation, as places in the original; None where a person must decide."""
    if judgment.name:
        at = small.text.find(one.named.written, one.start, one.end)
        if at >= 0:
            return (*small.span(at, at + len(one.named.written)), judgment.name.translate(NESTED))
    if judgment.article and one.cited and not (one.cited.paragraph or one.cited.item or one.cited.last):
        numbers = list(NUMBERED.finditer(small.text, one.start, one.end))
        if len(numbers) == 1:
            return (*small.span(*numbers[0].span()), judgment.article)
    if judgment.words and claim and claim.form == "quoted":
        return (*small.span(claim.start, claim.end), judgment.words)
    return None

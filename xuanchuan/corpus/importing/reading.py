"""The paragraphs of a law as published -> title, acts, effective day, headings, articles, appendices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from xuanchuan.corpus.importing.days import Amendment, effect
from xuanchuan.corpus.importing.head import read_head
from xuanchuan.corpus.importing.lines import Line, clean_lines
from xuanchuan.corpus.numbers import NUMERALS, read_number
from xuanchuan.corpus.paragraphs import ITEM, SUB_ITEM
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import Article, ArticleNumber, Heading

NUMBER = rf"[{NUMERALS}]+|\d+"
ARTICLE = re.compile(rf"^第[\s　]*({NUMBER})[\s　]*条(?:[\s　]*之[\s　]*({NUMBER}))?")
HEADING = re.compile(
    rf"^(?:第[\s　]*(?:{NUMBER})[\s　]*(?:编|分[\s　]*编|章|节)(?![的第、，所规中])|[附总][\s　]*则$|序[\s　]*言$)"
)
CONTENTS = re.compile(r"^目[\s　]*[录次]$")
# Of a line whose spaces have been made one each.
APPENDIX = re.compile(rf"^附 ?(?:录|件|表|图)? ?(?:{NUMBER})?(?: ?[：:].*| [^。；]{{1,40}})?$")
LEADERS = re.compile(r"[\s　.．·…⋯\-—]+\d*$")
ENDED = re.compile(r"[。；：！？.;:!?…][”’」』）)》〉]*$")
# What follows 第N条 where it is cited in the middle of a sentence.
CITED = re.compile(
    r"[、，,；;。：:）)”]|[和与或及至]第|或者第|以及|第.{1,4}[款项]|之?规定|的规定|所[列称指述]|中的|情形|（第"
)
NO_ARTICLE = (
    "没有认出一条法条",
    "正文里找不到“第一条”这样开头的段落",
    "请用国家法律法规数据库下载的 docx，或每条另起一段的 txt",
)
SPACES = re.compile(r"[\s　]+")
HARD_WRAPPED = 20


@dataclass(frozen=True, slots=True)
class ReadLaw:
    """A law as its file says it; ``effective`` is None where the text does not settle the day of this version."""

    title: str
    level: str
    acts: tuple[Amendment, ...]
    articles: tuple[Article, ...]
    province: str | None = None
    preamble: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    appendix: tuple[str, ...] = ()
    effective: date | None = None
    first_effective: date | None = None
    repeals: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Body:
    """Articles being gathered, in reading order; headings wait for the article they stand before."""

    articles: list[tuple[ArticleNumber, list[str]]] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    appendix: list[str] = field(default_factory=list)
    joined: list[ArticleNumber] = field(default_factory=list)

    @property
    def last(self) -> ArticleNumber | None:
        return self.articles[-1][0] if self.articles else None

    @property
    def ended(self) -> bool:
        """Whether the sentence before has come to an end (or none has begun)."""
        return not self.articles or not self.articles[-1][1] or bool(ENDED.search(self.articles[-1][1][-1]))

    def open(self, number: ArticleNumber, words: str) -> None:
        """A new article begins; the headings that waited stand before it."""
        self.headings += [Heading(title, number) for title in self.waiting]
        self.waiting = []
        self.articles.append((number, [words] if words else []))

    def add(self, line: Line) -> None:
        """One more line of the article: a 款, 项 or table row of its own, or the rest of a sentence cut in two."""
        words = self.articles[-1][1]
        if words and line.glued and not line.row and not self.ended and not _own_line(line.text):
            words[-1] += line.text
            self.joined.append(self.articles[-1][0])
        else:
            words.append(line.text)


def read_law(paragraphs: Iterable[str], where: str = "") -> ReadLaw:
    """Read a law's published paragraphs; XuanchuanError when no title or no article can be told."""
    clean = clean_lines(paragraphs)
    above, below = _split(clean.lines, where)
    head = read_head(above, where)
    body = _read_body(below)
    articles = tuple(Article(number, tuple(words)) for number, words in body.articles if words)
    empty = [number.label for number, words in body.articles if not words]
    said = "\n".join(article.text for article in articles)
    when = effect(head.acts, head.text, said)
    return ReadLaw(
        title=head.title,
        level=head.level,
        acts=head.acts,
        articles=articles,
        province=head.province,
        preamble=head.preamble,
        headings=tuple(body.headings),
        appendix=tuple(body.appendix),
        effective=when.day,
        first_effective=when.first,
        repeals=repealed_in(said),
        remarks=tuple(one for one in (*clean.remarks, *_said(body, empty, len(clean.lines)), when.remark) if one),
    )


def _said(body: _Body, empty: Sequence[str], lines: int) -> Iterable[str]:
    if empty:
        yield f"{'、'.join(empty[:5])}下面没有文字，没有收"
    if body.waiting:
        yield f"最后有 {len(body.waiting)} 行不知道归到哪一条，没有收：{body.waiting[0][:20]}"
    if body.joined:
        places = list(dict.fromkeys(number.label for number in body.joined))
        yield f"{len(body.joined)} 处断行上一行没有句末标点，已接上：{'、'.join(places[:3])}{'等' if len(places) > 3 else ''}"
    if len(body.joined) * 100 > HARD_WRAPPED * lines:
        yield "这份文字像是按固定宽度断的行，分款可能不准，请对照原件"


def _split(lines: Sequence[Line], where: str) -> tuple[list[str], list[Line]]:
    """The lines above the body (without the contents page), and the body from its first heading or article."""
    first = next((row for row, line in enumerate(lines) if ARTICLE.match(line.text)), None)
    if first is None:
        message, why, hint = NO_ARTICLE
        raise XuanchuanError(message, where=where, why=why, hint=hint)
    start = next((row for row in range(first) if _begins_body(lines[row].text)), first)
    keys = [_key(line.text) for line in lines[start:first]]
    again = next((row for row, key in enumerate(keys) if key and key in keys[:row]), None)
    body = start + again if again is not None else start
    if again is None and any(CONTENTS.match(line.text) for line in lines[:first]):
        body = first  # a contents page, and no heading of the body to be seen before the first article
    above = [line.text for line in lines[:start]]
    while body < first and not HEADING.match(lines[body].text):
        body += 1
    middle = [row for row in range(body, first) if not HEADING.match(lines[row].text)]
    above += [lines[row].text for row in middle]
    kept = [lines[row] for row in range(body, len(lines)) if row not in middle]
    return [text for text in above if not CONTENTS.match(text)], kept


def _begins_body(text: str) -> bool:
    return bool(CONTENTS.match(text) or _is_heading(text))


def _is_heading(text: str) -> bool:
    return bool(HEADING.match(text)) and len(text) <= 60 and not re.search(r"[。；，：]", text)


def _heading(text: str) -> str:
    """第一章 总　　则 -> 第一章　总则."""
    bare = re.sub(r"[\s　]+", "", text)
    match = HEADING.match(bare)
    number = match.group() if match and bare.startswith("第") else ""
    return f"{number}　{bare[len(number) :]}".strip("　")


def _key(text: str) -> str:
    """A heading as it is compared with its line on the contents page; empty for other lines."""
    return re.sub(r"[\s　]+", "", LEADERS.sub("", text)) if _is_heading(text) else ""


def _read_body(lines: Sequence[Line]) -> _Body:
    """Sort lines into headings, articles (款, 项, 目 each a line of its own) and the appendix."""
    body = _Body()
    for line in lines:
        text = line.text
        if body.appendix:
            body.appendix.append(text)
        elif _is_heading(text) and (body.ended or not line.glued):
            body.waiting.append(_heading(text))
        elif (match := ARTICLE.match(text)) and (number := _begun(match, text, body, line.glued)):
            body.open(number, text[match.end() :].strip(" 　\t"))
        elif body.articles and APPENDIX.match(SPACES.sub(" ", text)) and body.ended:
            body.appendix.append(text)
        elif body.articles and not body.waiting:
            body.add(line)
        else:
            body.waiting.append(text)
    return body


def _begun(match: re.Match[str], text: str, body: _Body, glued: bool) -> ArticleNumber | None:
    """The article a line begins, or None where 第N条 is only cited at the start of a line.

    In doubt an article begins: a false one breaks the run of numbers and is refused, a missed one would vanish.
    """
    number = ArticleNumber(read_number(match[1]), read_number(match[2]) if match[2] else 0)
    if not (1 <= number.number <= 9999 and number.suffix <= 99):
        return None
    rest = text[match.end() :]
    if not rest or rest[0] in " 　\t":
        return number if body.ended or not glued or _follows(number, body.last) else None
    if CITED.match(rest):
        return None
    return number if _follows(number, body.last) or body.ended else None


def _follows(number: ArticleNumber, last: ArticleNumber | None) -> bool:
    if last is None:
        return number == ArticleNumber(1)
    return number in (ArticleNumber(last.number + 1), ArticleNumber(last.number, last.suffix + 1))


def _own_line(text: str) -> bool:
    return bool(ITEM.match(text) or SUB_ITEM.match(text))


def gaps(articles: Sequence[Article]) -> tuple[str, ...]:
    """What breaks the run of article numbers, in words: missing, repeated, out of place. Empty when nothing does."""
    found: list[str] = []
    before, seen = ArticleNumber(0), set()
    for number in (article.number for article in articles):
        if number in seen:
            found.append(f"{number.label}出现了两次")
        elif number < before:
            found.append(f"{number.label}排在了{before.label}后面")
        else:
            if number not in (ArticleNumber(before.number + 1), ArticleNumber(before.number, before.suffix + 1)):
                found.append(_missing(before, number))
            before = number
        seen.add(number)
    return tuple(found)


def _missing(before: ArticleNumber, found: ArticleNumber) -> str:
    if found.suffix and found.number == before.number:
        return f"{found.label}前面缺{ArticleNumber(found.number, found.suffix - 1).label}"
    if found.suffix:
        return f"{found.label}前面缺第{found.label[1:].partition('条')[0]}条"
    first, last = ArticleNumber(before.number + 1).label, ArticleNumber(found.number - 1).label
    return f"缺{first}" if first == last else f"缺{first}到{last}"


def repealed_in(text: str) -> tuple[str, ...]:
    """The titles that a text says end with it: 《…》、《…》同时废止."""
    found: list[str] = []
    for part in re.split(r"[。；\n]", text):
        before, said, _ = part.partition("同时废止")
        if said and "条" not in re.sub(r"《.*》", "", before).rpartition("施行")[2]:
            found += _titles(before)
    return tuple(dict.fromkeys(found))


def _titles(text: str) -> list[str]:
    """What stands in the outermost 《》 after the last 施行 of a sentence."""
    titles, depth, start = [], 0, 0
    for place, char in enumerate(text):
        if char == "《":
            depth += 1
            start = place + 1 if depth == 1 else start
        elif char == "》" and depth:
            depth -= 1
            if not depth:
                titles.append(text[start:place])
    return titles

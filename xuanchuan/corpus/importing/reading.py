"""The lines of a law as published -> title, amendment lines, effective day, headings, articles, appendices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from xuanchuan.corpus.numbers import NUMERALS, read_number
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import Article, ArticleNumber

ARTICLE = re.compile(rf"^第([{NUMERALS}]+|\d+)条(?:之([{NUMERALS}]+|\d+))?(?=(.?))")
HEADING = re.compile(rf"^第([{NUMERALS}]+|\d+)(编|分编|章|节)(?:[\s　]|$)")
CONTENTS = re.compile(r"^目[\s　]*[录次]$")
APPENDIX = re.compile(r"^附[\s　]*(?:录|件|则表|表)?[\s　]*[一二三四五六七八九十\d]*[\s　]*(?:[：:].*)?$")
DAY = re.compile(r"(\d{4})[\s　]*年[\s　]*(\d{1,2})[\s　]*月[\s　]*(\d{1,2})[\s　]*日")
EFFECT = re.compile(r"自[\s　]*(\d{4}年\d{1,2}月\d{1,2}日)[\s　]*起[\s　]*(?:施行|实施|生效)")
VERBS = r"通过|公布|发布|批准|修订|修正|施行|印发|颁布"
ADOPTION = re.compile(
    rf"^[（(]?.{{0,60}}?\d{{4}}[\s　]*年[\s　]*\d{{1,2}}[\s　]*月[\s　]*\d{{1,2}}[\s　]*日.*(?:{VERBS})"
)
# What follows 第N条 when it is cited inside a sentence, not when an article begins.
CITED = frozenset("规规第至、和与或的所及中款以，,；;。之项")
ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@dataclass(frozen=True, slots=True)
class Amendment:
    """One adoption, amendment or promulgation: the day and the verb (通过 修正 修订 公布 …)."""

    day: date
    verb: str


@dataclass(frozen=True, slots=True)
class ReadLaw:
    """A law as its file says it; ``effective`` is None where the text does not say the day for this version."""

    title: str
    amendments: tuple[Amendment, ...]
    articles: tuple[Article, ...]
    headings: tuple[tuple[str, ArticleNumber | None], ...] = ()
    appendix: tuple[str, ...] = ()
    effective: date | None = None
    first_effective: date | None = None
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Body:
    """Articles being gathered, in reading order."""

    articles: list[tuple[ArticleNumber, list[str]]] = field(default_factory=list)
    headings: list[tuple[str, ArticleNumber | None]] = field(default_factory=list)
    appendix: list[str] = field(default_factory=list)

    @property
    def last(self) -> ArticleNumber | None:
        return self.articles[-1][0] if self.articles else None


def read_law(lines: Iterable[str], where: str = "") -> ReadLaw:
    """Read a law's published lines; XuanchuanError when no title or no article can be told."""
    clean = [tidy for line in lines if (tidy := _tidy(line))]
    head, body = _split_head(clean, where)
    title, amendments = _read_head(head, where)
    gathered = _read_body(body)
    if not gathered.articles:
        raise XuanchuanError(
            "没有认出一条法条",
            where=where,
            why="正文里找不到“第一条”这样开头的段落",
            hint="请用国家法律法规数据库下载的 docx，或每条另起一段的 txt",
        )
    law = ReadLaw(
        title=title,
        amendments=amendments,
        articles=tuple(Article(num, tuple(words)) for num, words in gathered.articles),
        headings=tuple(gathered.headings),
        appendix=tuple(gathered.appendix),
    )
    return _with_effect(law)


def gaps(articles: Sequence[Article]) -> tuple[str, ...]:
    """What breaks the run of article numbers, in words: missing, repeated, out of place. Empty when nothing does."""
    found: list[str] = []
    before = ArticleNumber(0)
    for num in (article.number for article in articles):
        if num <= before:
            found.append(f"{num.label}重复，或者排错了位置")
            continue
        if num not in (ArticleNumber(before.number + 1), ArticleNumber(before.number, before.suffix + 1)):
            found.append(_missing(before, num))
        before = num
    return tuple(found)


def _missing(before: ArticleNumber, found: ArticleNumber) -> str:
    if found.suffix:
        return f"{found.label}前面缺{ArticleNumber(found.number, found.suffix - 1).label}"
    first, last = ArticleNumber(before.number + 1).label, ArticleNumber(found.number - 1).label
    return f"缺{first}" if first == last else f"缺{first}到{last}"


def _tidy(line: str) -> str:
    """A line without invisible characters and without the spaces around it; inner spaces stay."""
    return line.translate(ZERO_WIDTH).replace("\xa0", " ").strip(" \t\r\n　")


def _split_head(lines: Sequence[str], where: str) -> tuple[list[str], list[str]]:
    """Everything before the contents page, the first heading or the first article; and the rest without contents."""
    for index, line in enumerate(lines):
        if CONTENTS.match(line):
            return list(lines[:index]), _skip_contents(lines[index + 1 :])
        if HEADING.match(line) or ARTICLE.match(line):
            return list(lines[:index]), list(lines[index:])
    raise XuanchuanError(
        "没有认出一条法条",
        where=where,
        why="正文里找不到“第一条”这样开头的段落",
        hint="请用国家法律法规数据库下载的 docx，或每条另起一段的 txt",
    )


def _skip_contents(lines: Sequence[str]) -> list[str]:
    """The body after a contents page: its first heading comes a second time, or the first article begins."""
    first = next((line for line in lines if HEADING.match(line)), "")
    seen = False
    for index, line in enumerate(lines):
        if line == first and not seen:
            seen = True
        elif line == first or ARTICLE.match(line):
            return list(lines[index:])
    return list(lines)


def _read_head(head: Sequence[str], where: str) -> tuple[str, tuple[Amendment, ...]]:
    """The title (may run over two lines) and the adoption lines below it."""
    title: list[str] = []
    rest: list[str] = []
    for line in head:
        text = line.lstrip("#＃ ").strip("*")
        if rest or ADOPTION.match(text) or text.startswith(("（", "(")) or DAY.search(text):
            rest.append(text)
        elif len("".join(title)) + len(text) <= 80:
            title.append(text)
    if not title:
        raise XuanchuanError(
            "没有认出法规名称",
            where=where,
            why="第一条前面应当有一行写着法规全称",
            hint="请在文件开头补上全称，再导入",
        )
    return _bare_title("".join(title)), _amendments("".join(rest))


def _bare_title(text: str) -> str:
    text = re.sub(r"\s+", "", text)
    return text[1:-1] if text.startswith("《") and text.endswith("》") and text.count("《") == 1 else text


def _amendments(text: str) -> tuple[Amendment, ...]:
    """Every dated act in the bracket under the title, in the order printed."""
    found: list[Amendment] = []
    for match in DAY.finditer(text):
        tail = text[match.end() :]
        until = DAY.search(tail)
        verb = re.search(VERBS, tail[: until.start()] if until else tail)
        if verb and (day := _day(match)):
            found.append(Amendment(day, verb.group()))
    return tuple(found)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _read_body(lines: Sequence[str]) -> _Body:
    """Sort lines into headings, articles (款 and 项 each a line) and the appendix."""
    body = _Body()
    for line in lines:
        text = re.sub(r"^#{1,6}\s*", "", line)
        if body.appendix:
            body.appendix.append(text)
        elif HEADING.match(text) and len(text) <= 40 and not text.endswith("。"):
            body.headings.append((re.sub(r"[\s　]+", " ", text), body.last))
        elif (num := _begins(text, body.last)) is not None:
            words = (
                text[text.index("条") + 1 :] if not num.suffix else re.sub(r"^第.+?条之[^\s　]+?(?=[\s　]|$)", "", text)
            )
            body.articles.append((num, [words.strip(" 　\t")] if words.strip(" 　\t") else []))
        elif body.articles and APPENDIX.match(text):
            body.appendix.append(text)
        elif body.articles:
            body.articles[-1][1].append(text)
    return body


def _begins(text: str, last: ArticleNumber | None) -> ArticleNumber | None:
    """The article a line begins, or None when 第N条 is only cited at the start of a sentence."""
    match = ARTICLE.match(text)
    if not match:
        return None
    num = ArticleNumber(read_number(match[1]), read_number(match[2]) if match[2] else 0)
    if not 1 <= num.number <= 9999 or num.suffix > 9999:
        return None
    following = match[3]
    if following in ("", " ", "　", "\t"):
        return num
    expected = last is None and num == ArticleNumber(1) or (last is not None and num.number == last.number + 1)
    return num if expected and following not in CITED else None


def _with_effect(law: ReadLaw) -> ReadLaw:
    """Fill the effective day only where the text settles it: one day named, and no amendment since."""
    tail = "".join(law.articles[-1].lines) + "".join(law.articles[-2].lines if len(law.articles) > 1 else ())
    match = EFFECT.search(re.sub(r"[\s　]+", "", tail))
    if not match or not (found := DAY.search(match[1])) or not (day := _day(found)):
        return replace(law, remarks=("正文没有写明哪一天起施行",))
    later = [one for one in law.amendments if one.day > day and one.verb in ("修正", "修订", "公布", "通过", "批准")]
    if later:
        last = later[-1]
        said = f"正文写的 {day} 是首次施行日；{last.day} 又{last.verb}过，这一版哪天起施行要另查"
        return replace(law, first_effective=day, remarks=(said,))
    return replace(law, effective=day, first_effective=day)

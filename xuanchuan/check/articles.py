"""The grammar of article numbers: lists, ranges, 之一, 款 and 项, from the place where they begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from xuanchuan.check.numerals import NUMBER, number

ONE = re.compile(
    rf"(?P<di>第)?(?P<n>{NUMBER})(?:之(?P<s>{NUMBER}))?(?:-(?P<h>[0-9]{{1,2}})(?=条))?(?P<tiao>条)?(?:(?<=条)之(?P<t>{NUMBER}))?"
)
AND = re.compile(r"、|和|与|及|以及|或者|或|，(?=第)|,(?=第)|；(?=第)|/(?=第?[0-9])")
TO = re.compile(r"至|到|-{1,2}|～")
PARAGRAPHS = re.compile(rf"第?(?P<n>{NUMBER})(?P<more>(?:[、和及与]第?{NUMBER})*)款")
ITEMS = re.compile(
    rf"第?(?:（(?P<b>{NUMBER})）|(?P<n>{NUMBER}))(?P<more>(?:[、和及与至到-]第?(?:（{NUMBER}）|{NUMBER}))*)项(?!目|链)"
)
MORE = re.compile(NUMBER)
SUB_ITEM = re.compile(rf"第?(?:（{NUMBER}）|{NUMBER}|[a-z0-9]）?)目(?!的|标|录|前)")
AGAIN = re.compile(r"、|和|与|及|以及|或者|或|，(?=第[^条]{1,6}[款项])|；(?=第[^条]{1,6}[款项])")


@dataclass(frozen=True, slots=True)
class Cited:
    """One article as cited, with its place in the compact text; 0 where a part is not given."""

    start: int
    end: int
    article: int
    suffix: int = 0
    last: int = 0
    paragraph: int = 0
    item: int = 0


def read_articles(text: str, place: int, needs_di: bool) -> tuple[Cited, ...]:
    """The articles listed from ``place`` on, in order; empty when none begins there.

    ``needs_di``: the first must be written 第…; directly after a law's name 23条 will do.
    """
    found: list[Cited] = []
    waiting: list[Cited] = []
    at, ranged = place, False
    while match := ONE.match(text, at):
        if (needs_di or text[at - 1 : at] in ("，", "；")) and not match["di"]:
            break
        one = _cited(match)
        if not one.article or (found and not match["di"] and match["tiao"] and one.article <= found[-1].article):
            break
        waiting = _join(waiting, one, ranged)
        end = match.end()
        if match["tiao"]:
            found += waiting
            waiting = []
            tail = read_tail(text, found[-1], end) if not found[-1].last else ()
            if tail:
                found[-1:] = tail
                end = tail[-1].end
        needs_di = False
        following = TO.match(text, end) or AND.match(text, end)
        if not following:
            break
        ranged = following.re is TO
        if ranged and match["tiao"]:
            waiting = [found.pop()]
            kept = waiting[0]
            at = following.end()
            after = ONE.match(text, at)
            if not after or not after["tiao"]:
                found.append(kept)
                break
            continue
        at = following.end()
    return tuple(found)


def _cited(match: re.Match[str]) -> Cited:
    article, suffix, last = number(match["n"]), 0, 0
    if match["s"] or match["t"]:
        suffix = number(match["s"] or match["t"])
    if match["h"]:
        other = int(match["h"])
        suffix, last = (suffix, other) if other > article else (other, 0)
    return Cited(match.start(), match.end(), article, suffix, last)


def _join(waiting: list[Cited], one: Cited, ranged: bool) -> list[Cited]:
    """The articles waiting for their 条, with one more: after 至 it ends a range, if it lies beyond."""
    if ranged and waiting and one.article > waiting[-1].article:
        first = waiting[-1]
        return [*waiting[:-1], replace(first, end=one.end, last=one.article)]
    return [*waiting, one]


def read_tail(text: str, article: Cited, place: int) -> tuple[Cited, ...]:
    """The same article with each 款 and 项 that follows at ``place``; empty when none does."""
    found: list[Cited] = []
    at, start = place, article.start
    paragraph = article.paragraph
    while True:
        begin = at
        match = PARAGRAPHS.match(text, at)
        if match:
            numbers = [number(match["n"]), *(number(one) for one in MORE.findall(match["more"]))]
            spans = _spread(match, start if not found else begin)
            at = match.end()
            items = _items(text, at)
            paragraph = numbers[-1]
            found += [replace(article, start=a, end=b, paragraph=n) for n, (a, b) in zip(numbers, spans, strict=True)]
            if items:
                last = found.pop()
                found += _with_items(last, items)
                at = items[-1][1]
        else:
            items = _items(text, at)
            if not items:
                break
            base = replace(article, start=start if not found else begin, paragraph=paragraph)
            found += _with_items(base, items)
            at = items[-1][1]
        following = AGAIN.match(text, at)
        if not following or not _goes_on(text, following.end()):
            break
        at = following.end()
    return tuple(found)


def _goes_on(text: str, place: int) -> bool:
    return bool(PARAGRAPHS.match(text, place) or ITEMS.match(text, place))


def _spread(match: re.Match[str], start: int) -> list[tuple[int, int]]:
    """The spans of 第一、二款: the first from ``start`` to its number, each later one its own number."""
    if not match["more"]:
        return [(start, match.end())]
    spans = [(start, match.end("n"))]
    offset = match.start("more")
    spans += [(offset + one.start(), offset + one.end()) for one in MORE.finditer(match["more"])]
    return [*spans[:-1], (spans[-1][0], match.end())]


def _items(text: str, place: int) -> list[tuple[int, int, int]]:
    """(start, end, number) of each 项 listed at ``place``; a range gives its first."""
    match = ITEMS.match(text, place)
    if not match:
        return []
    first = number(match["b"] or match["n"])
    end = match.end()
    sub = SUB_ITEM.match(text, end)
    end = sub.end() if sub else end
    if not match["more"]:
        return [(match.start(), end, first)]
    if re.search(r"[至到-]", match["more"]):
        return [(match.start(), end, first)]
    offset = match.start("more")
    rows = [(match.start(), offset, first)]
    rows += [(offset + one.start(), offset + one.end(), number(one.group())) for one in MORE.finditer(match["more"])]
    return [*rows[:-1], (rows[-1][0], end, rows[-1][2])]


def _with_items(base: Cited, items: list[tuple[int, int, int]]) -> list[Cited]:
    found = [replace(base, end=items[0][1], item=items[0][2])]
    return found + [replace(base, start=start, end=end, item=item) for start, end, item in items[1:]]

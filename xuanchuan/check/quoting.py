"""Which words of a draft claim to be an article's words: quoted after it, before it, or printed under its number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xuanchuan.check.resolving import Citation
from xuanchuan.check.texts import heard

VERB = (
    r"(?:的)?(?:还|也|都|则|就|又)?(?:明确|明文|专门|分别|同时)?(?:地)?"
    r"(?P<verb>规定|指出|写明|写道|写着|载明|要求|提出|明确|强调|表述|原文|内容|条文)?"
    r"(?:了|为|是|如下|的是|的内容是|的原文是|原文如下)*"
)
AFTER = re.compile(rf"[）)]?{VERB}(?:[^“”‘’，。；：！？、\n（）第]{{0,10}})(?P<colon>[：，]?)(?P<open>[“‘])")
PLAIN_AFTER = re.compile(rf"[）)]?{VERB}(?P<colon>[：，])(?=[^“‘”’\n])")
BEFORE = re.compile(
    r"[”’][。，；]?(?P<link>（(?:见|据|引自|依据|出自|摘自)?|-{1,4}(?:见|摘自)?|(?:这是|此为|是|见|引自|摘自))$"
)
CLOSES = {"“": "”", "‘": "’"}
LONGEST = 1200
SHORTEST = 8
HEAD = re.compile(r"[“”‘’·•●■◆★※\-0-9.、（）【】]*")
STOP = re.compile(r"[。！？]")
TITLE = re.compile(r"[（【][^（）【】\n]{1,24}[）】]")
NO_QUOTE = re.compile(r"[的、，。；）”’」]|规定")
ELLIPSIS = re.compile(r"…+|\.{3,}|·{3,}|（略）|〔略〕|-{2,}略?-{0,2}")


@dataclass(frozen=True, slots=True)
class Claim:
    """Words from ``start`` to ``end`` of the compact text that claim to be those of a citation.

    quoted: in quotation marks with 规定 or a colon (``strong``) or merely beside; printed: under the article's number
    with a mark between, below: on the next line, run-on: with nothing between; plain: told without marks.
    """

    start: int
    end: int
    form: str
    strong: bool = True


def claim_of(text: str, citation: Citation) -> Claim | None:
    """The words a citation claims; None when it claims none."""
    return (
        _quoted_after(text, citation)
        or _quoted_before(text, citation)
        or _printed(text, citation)
        or _plain(text, citation)
    )


def _quoted_after(text: str, citation: Citation) -> Claim | None:
    match = AFTER.match(text, citation.end)
    if not match:
        return None
    end = close_of(text, match.start("open"))
    if not end:
        return None
    strong = bool(match["verb"] or match["colon"] == "：")
    return Claim(match.end(), end, "quoted", strong)


def _quoted_before(text: str, citation: Citation) -> Claim | None:
    match = BEFORE.search(text, max(citation.line[0], citation.start - 8), citation.start)
    if not match:
        return None
    close = match.start()
    mark = {"”": "“", "’": "‘"}[text[close]]
    start = open_of(text, close, mark, max(citation.line[0], close - LONGEST))
    return Claim(start + 1, close, "quoted", True) if start >= 0 else None


def open_of(text: str, close: int, mark: str, least: int) -> int:
    """Where the quotation that ends at ``close`` opened; -1 when it did not after ``least``."""
    depth = 0
    for place in range(close, least - 1, -1):
        if text[place] == text[close]:
            depth += 1
        elif text[place] == mark:
            depth -= 1
            if not depth:
                return place
    return -1


def close_of(text: str, start: int) -> int:
    """Where the quotation that opens at ``start`` ends (its closing mark's place); 0 when it does not."""
    mark, close = text[start], CLOSES[text[start]]
    depth = 0
    for place in range(start, min(len(text), start + LONGEST)):
        if text[place] == mark:
            depth += 1
        elif text[place] == close:
            depth -= 1
            if not depth:
                return place
    return 0


def _printed(text: str, citation: Citation) -> Claim | None:
    """第二十三条　当事人因… at the head of a paragraph, or the number on a line of its own and the words below."""
    start, end = citation.line
    if citation.cited is None or citation.cited.last or not HEAD.fullmatch(text, start, citation.start):
        return None
    at = citation.end
    title = TITLE.match(text, at)
    at = title.end() if title else at
    if text[at : at + 1] in ("：", "】", "“"):
        at += 1
    if at >= end:
        if end + 1 >= len(text):
            return None
        after = text.find("\n", end + 1)
        after = after if after >= 0 else len(text)
        return Claim(end + 1, after, "below") if after > end + SHORTEST else None
    if NO_QUOTE.match(text, at):
        return None
    return Claim(at, end, "printed" if at > citation.end else "run-on")


def _plain(text: str, citation: Citation) -> Claim | None:
    match = PLAIN_AFTER.match(text, citation.end)
    if not match or not match["verb"]:
        return None
    end = min(citation.line[1], match.end() + LONGEST)
    stop = STOP.search(text, match.end(), end)
    last = min(stop.start() if stop else end, end)
    return Claim(match.end(), last, "plain", False)


def cut_short(claim: Claim, following: int) -> Claim | None:
    """The same words up to the next citation; None where nothing is cut or left."""
    if claim.form != "plain" or not claim.start + SHORTEST < following < claim.end:
        return None
    return Claim(claim.start, following, "plain", False)


def parts(words: str) -> list[str]:
    """The pieces of a quotation between ellipses, words alone; short remnants are left out."""
    return [one for one in (heard(part) for part in ELLIPSIS.split(words)) if one]

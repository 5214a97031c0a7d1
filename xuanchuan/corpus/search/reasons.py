"""One honest line that says why an article was found."""

from __future__ import annotations

from xuanchuan.corpus.search.asking import Asked
from xuanchuan.corpus.search.pages import raw_phrases
from xuanchuan.corpus.search.scoring import Scored

# How much of the question a phrase must hold to be named as the reason.
TELLING = 0.3


def reason(found: Scored, asked: Asked, likeness: float = 0.0) -> str:
    """In this order: it was asked for by number; the question it answers; the words of the law it shares; mere likeness."""
    excerpt = found.page.excerpt
    named = asked.named
    if named and excerpt.ref in named.refs:
        return _by_number(asked)
    if found.phrase >= 0 and found.likeness >= TELLING:
        phrase = raw_phrases(excerpt)[found.phrase]
        return f"能回答“{phrase}”" if phrase in excerpt.note.questions else f"说到“{phrase}”，常要看这一条"
    called = [word for one in asked.meanings for word in one.law if word in found.page.text]
    if called:
        return f"条文里写到：{'；'.join(dict.fromkeys(called[:3]))}"
    return "字面相近，请看原文对不对得上"


def _by_number(asked: Asked) -> str:
    assert asked.named
    repeal = asked.named.answer.repeal
    if repeal is None:
        return "问的就是这一条"
    return f"《{repeal.name}》{repeal.ended} 起不再有效，问的那一条现在看这里"

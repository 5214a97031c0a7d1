"""A handout without a day: of a law, or of a topic found in the law by everyday words."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from xuanchuan import __version__
from xuanchuan.corpus import load_corpus
from xuanchuan.corpus.loading import Corpus
from xuanchuan.dates import in_province, load_key_dates, read_day
from xuanchuan.desk import Desk
from xuanchuan.materials import load_hotlines
from xuanchuan.model.campaign import Campaign, Question
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit, Stamp
from xuanchuan.model.law import ArticleRef, Excerpt, Law
from xuanchuan.model.occasion import KeyDate, Occasion, Timeline

MOST_OF_A_LAW, MOST_OF_A_TOPIC = 24, 12
HOTLINES = ("110", "12338", "12348", "12368")


def lesson(desk: Desk, words: str) -> Kit | None:
    """The kit of a handout on a law or a topic; None when ``words`` mean a day.

    XuanchuanError when they are neither a day, nor a law, nor anything the corpus can answer.
    """
    corpus = load_corpus(desk.own("laws"))
    law = corpus.law(words)
    if law is None:
        try:
            read_day(words, desk.today, in_province(load_key_dates(desk.own("campaigns")), desk.unit.province))
            return None
        except XuanchuanError as no_day:
            found = _about(corpus, words, desk)
            if not found:
                raise no_day from None
            return _kit(desk, corpus, words, found)
    return _kit(desk, corpus, law.short, _of_law(corpus, law, desk))


def _of_law(corpus: Corpus, law: Law, desk: Desk) -> Sequence[Excerpt]:
    """The articles of a law that we have explained, else its first ones, in order."""
    articles = [one for one in corpus.excerpts(desk.today) if one.ref.law == law.short]
    if not articles:
        number = law.versions[-1].articles[0].number
        corpus.excerpt(ArticleRef(law.short, number), desk.today)  # raises, saying why there is no text of today
    explained = [one for one in articles if one.note.gloss]
    return (explained or articles)[:MOST_OF_A_LAW]


def _about(corpus: Corpus, words: str, desk: Desk) -> Sequence[Excerpt]:
    """The articles that answer everyday words best, law by law in order of article."""
    from xuanchuan.corpus.search import find

    found = find(corpus, words, desk.today, MOST_OF_A_TOPIC)
    return [hit.excerpt for hit in found.hits if found.sure and hit.score >= found.hits[0].score / 2]


def _kit(desk: Desk, corpus: Corpus, name: str, excerpts: Sequence[Excerpt]) -> Kit:
    campaign = Campaign(
        id="lesson",
        key_date="",
        name=name,
        theme="",
        aims=(),
        basis=(),
        audiences=(),
        slogans=(),
        activities=(),
        points=(),
        help_steps=(),
        excerpts=tuple(one.ref for one in excerpts),
        questions=tuple(
            Question(one.note.questions[0], one.note.gloss, (one.ref,), one.note.caution)
            for one in excerpts
            if one.note.questions and one.note.gloss
        ),
        broadcast=(),
        copy=(),
        quiz=(),
        hotlines=HOTLINES,
        steps=(),
    )
    return Kit(
        campaign=campaign,
        occasion=Occasion(KeyDate(id="lesson", name=name, rule=""), desk.today.year, name, None, None),
        unit=desk.unit,
        excerpts=MappingProxyType({one.ref: one for one in excerpts}),
        timeline=Timeline(()),
        hotlines=load_hotlines(),
        stamp=Stamp(desk.today, desk.today, corpus.date, f"xuanchuan {__version__}"),
    )

"""Handouts without a day: on a law, on a prepared topic, or on everyday words the law has an answer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from xuanchuan.corpus.loading import Corpus
from xuanchuan.corpus.search import Hit, find
from xuanchuan.files.toml import did_you_mean
from xuanchuan.kit.standing import bare_campaign, standing_kit
from xuanchuan.model.campaign import Campaign, HelpStep, Question, Topic, TopicBook
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit, Stamp
from xuanchuan.model.law import ArticleRef, Excerpt, Law
from xuanchuan.model.unit import Hotline, Unit

MOST_OF_A_LAW, MOST_OF_A_TOPIC = 24, 12
HOTLINES = ("110", "12338", "12348", "12368")
EVERYBODY = "全体公民"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What handouts are made from: the law of a day, the campaigns' questions, the topics, the unit."""

    corpus: Corpus
    campaigns: tuple[Campaign, ...]
    book: TopicBook
    hotlines: tuple[Hotline, ...]
    unit: Unit
    stamp: Stamp


def law_lesson(shelf: Shelf, law: Law, audience: str = "") -> Kit:
    """The handout of a law: the articles we have explained, else its first ones, in order."""
    on = shelf.stamp.as_of
    articles = [one for one in shelf.corpus.excerpts(on) if one.ref.law == law.short]
    if not articles:
        number = law.versions[-1].articles[0].number
        shelf.corpus.excerpt(ArticleRef(law.short, number), on)  # raises, saying why there is no text of that day
    explained = [one for one in articles if one.note.gloss]
    topic = Topic(law.short, tuple(one.ref for one in (explained or articles)[:MOST_OF_A_LAW]))
    return _kit(shelf, topic, audience)


def topic_lesson(shelf: Shelf, words: str, audience: str = "") -> Kit | None:
    """The handout of a prepared topic, or of what the law answers to ``words``; None when it answers nothing."""
    topic = shelf.book.find(words) or _searched(shelf, words)
    return _kit(shelf, topic, audience) if topic else None


def nearest_topics(shelf: Shelf, words: str, most: int = 3) -> list[str]:
    """The topics spelt most like the words, the prepared ones by any of their names; best first, may be empty."""
    prepared = [name for one in shelf.book.topics for name in (one.name, *one.also)]
    noted = sorted({name for one in shelf.corpus.excerpts(shelf.stamp.as_of) for name in one.note.topics})
    return get_close_matches(words, list(dict.fromkeys([*prepared, *noted])), most, 0.5)


def _searched(shelf: Shelf, words: str) -> Topic | None:
    """The articles noted with that topic, and those in which, or in what is said of which, the very words stand.

    Likeness is enough for a search, where a person looks; not for paper that is handed out.
    """
    on = shelf.stamp.as_of
    noted = [one.ref for one in shelf.corpus.excerpts(on) if words in one.note.topics]
    found = [hit for hit in find(shelf.corpus, words, on, 3 * MOST_OF_A_TOPIC).hits if _speaks_of(hit, words)]
    near = [hit.excerpt.ref for hit in found if hit.score >= found[0].score / 3]
    refs = tuple(dict.fromkeys([*noted, *near]))[:MOST_OF_A_TOPIC]
    return Topic(words, refs) if refs else None


def _speaks_of(hit: Hit, words: str) -> bool:
    note = hit.excerpt.note
    said = (hit.why, *hit.excerpt.lines, *note.topics, *note.questions, note.gloss, note.caution)
    return len(words) > 1 and any(words in one for one in said)


def _kit(shelf: Shelf, topic: Topic, audience: str) -> Kit:
    excerpts = [shelf.corpus.excerpt(ref, shelf.stamp.as_of) for ref in topic.refs]
    if audience:
        excerpts = _for_audience(shelf, topic, excerpts, audience)
    questions = tuple(_questions(shelf.campaigns, excerpts))
    cited = {ref for one in questions for ref in one.refs} - {one.ref for one in excerpts}
    campaign = bare_campaign(
        topic.name,
        origin=topic.intro,
        audiences=(audience,) if audience else (),
        excerpts=tuple(one.ref for one in excerpts),
        questions=questions,
        safety=_safety(shelf.book, excerpts),
        help_steps=tuple(HelpStep("", line) for line in topic.todo),
        hotlines=topic.hotlines or HOTLINES,
    )
    others = [shelf.corpus.excerpt(ref, shelf.stamp.as_of) for ref in sorted(cited)]
    return standing_kit(campaign, shelf.unit, (*excerpts, *others), shelf.hotlines, shelf.stamp)


def _safety(book: TopicBook, excerpts: Iterable[Excerpt]) -> tuple[str, ...]:
    """Where violence at home is spoken of, safety comes first, whatever the topic."""
    return book.safety if any(one.ref.law in book.safety_laws for one in excerpts) else ()


def _questions(campaigns: Sequence[Campaign], excerpts: Sequence[Excerpt]) -> Iterator[Question]:
    """One question for each article, in order: a campaign's where it has one, else that of our note."""
    known: dict[ArticleRef, Question] = {}
    for one in (one for campaign in campaigns for one in campaign.questions):
        if not any(len({*one.refs} & {*before.refs}) > 1 for before in known.values()):  # else it asks the same
            known.setdefault(one.refs[0], one)
    for excerpt in excerpts:
        note = excerpt.note
        if excerpt.ref in known:
            yield known[excerpt.ref]
        elif note.questions and note.gloss:
            beware = f"注意：{note.caution}" if note.caution else ""
            yield Question(note.questions[0], note.gloss + beware, (excerpt.ref,))


def _for_audience(shelf: Shelf, topic: Topic, excerpts: Sequence[Excerpt], audience: str) -> list[Excerpt]:
    """The articles meant for an audience or for everybody; XuanchuanError when none is, or nobody is called so."""
    known = {name for one in shelf.corpus.excerpts(shelf.stamp.as_of) for name in one.note.audiences}
    if audience not in known:
        raise XuanchuanError(
            f"没有“{audience}”这种对象{did_you_mean(audience, sorted(known))}",
            why=f"现有的对象：{'、'.join(sorted(known)[:24])}",
            hint=f"xuanchuan handout {topic.name} --audience 妇女",
        )
    meant = {audience, EVERYBODY} | ({"妇女"} if "妇女" in audience or "女职工" in audience else set())
    chosen = [one for one in excerpts if not one.note.audiences or meant & {*one.note.audiences}]
    if not chosen:
        here = sorted({name for one in excerpts for name in one.note.audiences})
        raise XuanchuanError(
            f"“{topic.name}”里没有写给“{audience}”的法条",
            why=f"这个话题有写给这些对象的：{'、'.join(here)}",
            hint=f"xuanchuan handout {topic.name} --audience {here[0]}",
        )
    return chosen

"""What ``handout`` means by its words: a law, a day, or a topic."""

from __future__ import annotations

from xuanchuan import __version__
from xuanchuan.commands.preparing import SAMPLE
from xuanchuan.corpus import load_corpus
from xuanchuan.dates import in_province, load_key_dates, read_day
from xuanchuan.desk import Desk
from xuanchuan.kit.lessons import Shelf, law_lesson, nearest_topics, topic_lesson
from xuanchuan.materials import load_campaigns, load_hotlines, load_topics
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit, Stamp


def lesson(desk: Desk, words: str, audience: str = "") -> Kit | None:
    """The kit of a handout on a law or a topic; None when ``words`` mean a day.

    XuanchuanError with the nearest topics when they are neither a day, nor a law, nor anything the corpus answers.
    """
    shelf = _shelf(desk)
    law = shelf.corpus.law(words)
    if law is None and shelf.book.find(words) is None and _is_day(desk, words):
        return None
    if kit := law_lesson(shelf, law, audience) if law else topic_lesson(shelf, words, audience):
        if desk.unit.sample:
            desk.say(f"注意：{SAMPLE}")
        return kit
    near = nearest_topics(shelf, words)
    ready = "、".join(one.name for one in shelf.book.topics)
    like = f"（相近的：{'、'.join(near)}）" if near else ""
    raise XuanchuanError(
        f"没有“{words}”这个话题的讲义{like}",
        why=f"不是日子，不是收录的法，法条里也没有找到。备好的话题：{ready}",
        hint=f"xuanchuan handout {near[0]}" if near else f"先查法条里怎么说：  xuanchuan law search {words}",
    )


def _shelf(desk: Desk) -> Shelf:
    corpus, own = load_corpus(desk.own("laws")), desk.own("campaigns")
    stamp = Stamp(desk.today, desk.today, corpus.date, f"xuanchuan {__version__}")
    return Shelf(corpus, load_campaigns(own), load_topics(own), load_hotlines(), desk.unit, stamp)


def _is_day(desk: Desk, words: str) -> bool:
    try:
        read_day(words, desk.today, in_province(load_key_dates(desk.own("campaigns")), desk.unit.province))
    except XuanchuanError:
        return False
    return True

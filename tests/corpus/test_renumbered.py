"""Old numbers lead to articles that exist, and, where both texts are shipped, that say the same thing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from xuanchuan.corpus import load_corpus
from xuanchuan.corpus.importing.comparing import _likeness, _pairs
from xuanchuan.corpus.loading import find_article
from xuanchuan.corpus.verifying import verify
from xuanchuan.model.law import ArticleNumber, ArticleRef

CORPUS = load_corpus()
TODAY = date(2026, 11, 24)
ROWS = [(one, old, new) for one in CORPUS.renumbered for old, new in one.pairs.items()]
# How many articles the old text had, and those of them that lead nowhere: what they said is no longer law.
COMPLETE = {
    "妇女权益保障法": (61, {60}),
    "治安管理处罚法": (119, {61, 62, 76}),
    "村民委员会组织法": (41, set()),
    "婚姻法": (51, {16, 43, 44, 45, 48, 49, 50, 51}),
}


@pytest.mark.parametrize("law", COMPLETE)
def test_the_maps_of_the_laws_still_quoted_are_complete(law):
    count, gone = COMPLETE[law]
    (mapped,) = [one.pairs for one in CORPUS.renumbered if one.law == law]
    assert {number.number for number in mapped} == set(range(1, count + 1)) - gone


def test_every_new_number_exists_in_the_law_it_names():
    for one, old, new in ROWS:
        for ref in new:
            law = CORPUS.law(ref.law)
            prints = CORPUS.fingerprints.get((law.short, law.versions[-1].effective), {})
            assert ref.article in prints or find_article(law.versions[-1], ref.article), (one.law, old, ref)


def test_no_two_rows_speak_of_the_same_law():
    assert len({(one.law, one.until) for one in CORPUS.renumbered}) == len(CORPUS.renumbered)


def test_where_both_texts_are_shipped_old_and_new_say_the_same_thing():
    compared = 0
    for one, old, new in ROWS:
        answer = CORPUS.law(one.law)
        if answer is None or len(answer.versions) < 2:
            continue
        before = find_article(answer.versions[-2], old)
        after = [find_article(CORPUS.law(ref.law).versions[-1], ref.article) for ref in new]
        if before is None or None in after:
            continue
        likeness = _likeness(_pairs(before.text), _pairs("".join(article.text for article in after)))
        assert likeness > 0.2, (one.law, str(old), likeness)
        compared += 1
    assert compared >= 5


@pytest.mark.parametrize(
    ("law", "old", "new", "words"),
    [
        ("婚姻法", 32, "民法典:1079", "准予离婚"),
        ("婚姻法", 46, "民法典:1091", "损害赔偿"),
        ("婚姻法", 17, "民法典:1062", "共同所有"),
        ("继承法", 10, "民法典:1127", "第一顺序"),
        ("收养法", 6, "民法典:1098", "收养人应当同时具备"),
        ("妇女权益保障法", 40, "妇女权益保障法:23", "性骚扰"),
        ("治安管理处罚法", 43, "治安管理处罚法:51", "殴打他人"),
        ("治安管理处罚法", 45, "治安管理处罚法:53", "虐待家庭成员"),
        ("村民委员会组织法", 25, "村民委员会组织法:29", "村民代表会议"),
    ],
)
def test_the_numbers_leaflets_still_quote_lead_to_the_right_words(law, old, new, words):
    found = CORPUS.now(ArticleRef(law, ArticleNumber(old)), TODAY)
    assert [str(ref) for ref in found] == [new]
    assert words in "".join(CORPUS.excerpt(found[0], TODAY).lines)


@pytest.mark.parametrize(
    ("law", "article", "day", "words"),
    [
        ("妇女权益保障法", 40, date(2022, 11, 25), "性骚扰"),
        ("治安管理处罚法", 43, date(2025, 11, 25), "殴打他人"),
        ("治安管理处罚法", 45, date(2025, 11, 25), "虐待家庭成员"),
        ("村民委员会组织法", 25, date(2025, 3, 8), "三分之一以上"),
    ],
)
def test_on_an_old_day_the_old_words_hold_under_the_old_number(law, article, day, words):
    found = verify(CORPUS, law, ArticleNumber(article), day)
    assert found.verdict == "ok"
    assert words in found.text


def test_versions_follow_each_other_without_overlap():
    for law in CORPUS.laws():
        for before, after in zip(law.versions, law.versions[1:], strict=False):
            assert before.ended == after.effective
            day = after.effective - timedelta(days=1)
            assert CORPUS.ask(law.short, day).version == before
            assert CORPUS.ask(law.short, after.effective).version == after


def test_the_register_and_the_repeals_hold_what_is_known():
    assert len(CORPUS.register) >= 1900
    assert {one.level for one in CORPUS.register.values()} >= {"法律", "行政法规", "司法解释", "地方性法规"}
    assert len({one.name for one in CORPUS.repeals.values()}) >= 30
    for law in CORPUS.laws():
        assert CORPUS.law(law.title) is law
        assert CORPUS.law(law.short) is law


def test_shandong_is_told_35_articles_of_six_rules():
    rules = [one for one in CORPUS.local_rules if one.province == "山东省"]
    assert sum(len(one.articles) for one in rules) == 35
    assert sum(bool(one.articles) for one in rules) == 6
    for one in rules:
        assert bool(one.articles) == (one.seen is not None)
        known = CORPUS.known(one.name)
        if one.articles and known:
            assert max(number.number for number, _ in one.articles) <= known.article_count
            assert all(topics and all(topics) for _, topics in one.articles)

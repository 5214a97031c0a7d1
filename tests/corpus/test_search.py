"""Everyday words find the article that answers: on questions nobody tuned for, and on whatever people type."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanchuan.corpus import load_corpus
from xuanchuan.corpus.search import find
from xuanchuan.corpus.search.asking import read_question
from xuanchuan.corpus.search.pages import read_pages, sayings
from xuanchuan.corpus.search.scoring import rank
from xuanchuan.corpus.search.wording import everyday

HERE = Path(__file__).parent
TODAY = date(2026, 11, 25)
CORPUS = load_corpus()
EXCERPTS = list(CORPUS.excerpts(TODAY))
PAGES = read_pages(EXCERPTS)
REFS = {str(one.ref) for one in EXCERPTS}


def refs(question: str, limit: int = 10) -> list[str]:
    return [str(one.page.excerpt.ref) for one in rank(PAGES, read_question(question, CORPUS, TODAY))[:limit]]


def questions(name: str) -> list[tuple[str, set[str]]]:
    rows = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(question, set(right.split())) for question, right in (row.split("\t") for row in rows)]


SETS = {name: questions(name) for name in ("everyday_questions", "questions_tuned", "questions_held_out")}


def test_the_questions_are_many_asked_once_and_answered_by_articles_we_have():
    asked = [question for rows in SETS.values() for question, _ in rows]
    assert len(SETS["questions_tuned"]) + len(SETS["questions_held_out"]) >= 150
    assert len(set(asked)) == len(asked)
    for rows in SETS.values():
        for question, right in rows:
            assert right, question
            assert right <= REFS, (question, right - REFS)


def test_hardly_a_held_out_question_stands_word_for_word_in_what_is_searched():
    known = {phrase.rstrip("？") for one in EXCERPTS for phrase in one.note.questions}
    known |= {phrase for phrases in sayings().values() for phrase in phrases}
    same = [question for question, _ in SETS["questions_held_out"] if question.rstrip("？") in known]
    assert len(same) <= 3, same


@pytest.mark.parametrize(
    ("name", "mrr", "recall"),
    [("everyday_questions", 0.85, 0.76), ("questions_tuned", 0.85, 0.77), ("questions_held_out", 0.85, 0.74)],
)
def test_the_right_article_comes_first_more_often_than_not(name, mrr, recall):
    reciprocal = found = 0.0
    for question, right in SETS[name]:
        got = refs(question)
        reciprocal += next((1 / place for place, one in enumerate(got, 1) if one in right), 0)
        found += len(right & set(got[:5])) / min(5, len(right))
    count = len(SETS[name])
    assert reciprocal / count >= mrr, f"{reciprocal / count:.3f}"
    assert found / count >= recall, f"{found / count:.3f}"


def test_questions_of_the_notes_are_found_when_the_notes_do_not_have_them():
    """Each article's last question is taken out of its note and asked: another hand's words, one right answer only."""
    from dataclasses import replace

    held_out, kept = [], []
    for one in EXCERPTS:
        *others, last = one.note.questions or ("",)
        if others:
            held_out.append((last, str(one.ref)))
        kept.append(replace(one, note=replace(one.note, questions=tuple(others))))
    pages = read_pages(kept)
    asked = held_out[::8]
    among_five = 0
    for question, right in asked:
        best = rank(pages, read_question(question, CORPUS, TODAY))[:5]
        among_five += right in [str(one.page.excerpt.ref) for one in best]
    assert len(asked) >= 40
    assert among_five / len(asked) >= 0.58, among_five / len(asked)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("老公", {"民法典", "反家庭暴力法", "妇女权益保障法"}),
        ("彩礼", {"涉彩礼规定", "婚姻家庭编解释（一）"}),
        ("产假", {"女职工劳动保护特别规定", "妇女权益保障法"}),
        ("吸毒", {"治安管理处罚法", "禁毒法"}),
        ("低保", {"社会救助法"}),
        ("家暴", {"反家庭暴力法"}),
        ("离婚", {"民法典", "婚姻登记条例"}),
    ],
)
def test_two_characters_are_enough(words, right):
    assert refs(words, 1)[0].split(":")[0] in right


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("离昏冷静期", "离婚冷静期"),
        ("采礼能退吗", "彩礼能退吗"),
        ("俺男人打俺", "老公打我"),
        ("娃判给谁", "孩子判给谁"),
        ("俺闺女被女婿揍了", "女儿被女婿打了"),
    ],
)
def test_dialect_and_slips_of_the_pen_find_the_same_article(typed, meant):
    assert refs(typed, 1) == refs(meant, 1)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("民法典1079", ["民法典:1079"]),
        ("民法典第一千零七十九条", ["民法典:1079"]),
        ("《民法典》第1042条、第1079条", ["民法典:1042", "民法典:1079"]),
        ("刑法133条之一", ["刑法:133-1"]),
        ("反家暴法 第23条 怎么申请", ["反家庭暴力法:23"]),
        ("妇女权益保护法 48", ["妇女权益保障法:48"]),
        ("婚姻法32条", ["民法典:1079"]),
    ],
)
def test_an_article_asked_for_by_number_comes_first(words, right):
    assert refs(words, len(right)) == right


def test_a_law_that_is_named_comes_before_others():
    assert {"反家庭暴力法:16", "反家庭暴力法:17"} <= set(refs("反家庭暴力法 告诫书", 4))
    assert {one.split(":")[0] for one in refs("禁毒法", 10)} == {"禁毒法"}


def test_words_that_only_end_like_a_law_name_none():
    for words in ("他这样犯法吗", "没办法了", "去法院找法官", "宪法日是哪天", "规定了什么"):
        assert read_question(words, CORPUS, TODAY).named is None, words


def test_a_law_without_text_is_named_and_nothing_is_made_up_of_it():
    named = read_question("道路运输条例 超载", CORPUS, TODAY).named
    assert named is not None
    assert named.answer.status == "not_bundled"
    assert named.answer.law is None


@pytest.mark.parametrize("words", ["", "   ", "？？！", "怎么办", "asdfgh qwerty", "🙂🙂", "\x00\x1f\n"])
def test_what_says_nothing_finds_nothing(words):
    assert find(CORPUS, words, TODAY).hits == ()


def test_far_from_the_law_is_not_called_sure():
    for words in ("今天天气怎么样", "红烧肉怎么做", "股票涨了吗", "北京到上海的火车"):
        assert not find(CORPUS, words, TODAY).sure, words


def test_a_long_story_still_finds_its_article():
    story = "我跟他是2019年经人介绍认识的，结婚以后他在外地打工，钱也不往家拿。" * 40 + "现在我想起诉离婚，他不同意。"
    assert "民法典:1079" in refs(story, 5)


def test_scores_fall_and_every_hit_says_why():
    found = find(CORPUS, "怀孕被辞退", TODAY)
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert all(hit.why for hit in found.hits)
    assert find(CORPUS, "怀孕被辞退", TODAY) == found


def test_the_reason_names_a_question_that_the_note_has_or_words_that_the_article_has():
    for words in ("彩礼能退吗", "老公打我怎么办", "地被村里收了", "domestic violence"):
        for hit in find(CORPUS, words, TODAY).hits:
            if hit.why.startswith("能回答“"):
                assert hit.why[4:-1] in hit.excerpt.note.questions
            elif hit.why.startswith("条文里写到："):
                assert all(word in "".join(hit.excerpt.lines).lower() for word in hit.why[6:].split("；"))


def test_only_what_was_in_force_on_the_day_is_found():
    day = date(2022, 11, 25)
    hits = find(CORPUS, "妇女土地 村规民约", day, 50).hits
    assert hits
    assert all(hit.excerpt.effective <= day for hit in hits)
    assert "治安管理处罚法:60" in refs("校园欺凌拘留")
    old = [str(hit.excerpt.ref) for hit in find(CORPUS, "校园欺凌拘留", day).hits]
    assert "治安管理处罚法:60" not in old


def test_danger_is_noticed():
    for words in ("老公打我怎么办", "他拿刀要杀我", "俺男人揍俺", "不想活了"):
        assert read_question(words, CORPUS, TODAY).danger, words
    assert not read_question("彩礼能退吗", CORPUS, TODAY).danger


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_nothing_that_can_be_typed_breaks_the_search(words):
    found = rank(PAGES[:120], read_question(words, CORPUS, TODAY))
    assert all(one.score > 0 for one in found)


def test_sayings_belong_to_articles_we_have_and_are_said_in_print():
    for ref, phrases in sayings().items():
        assert ref in REFS, ref
        assert phrases, ref
        assert len(set(phrases)) == len(phrases), ref
        "".join(phrases).encode("gbk")


def test_every_group_of_everyday_words_leads_somewhere():
    texts = [page.text + page.notes for page in PAGES]
    for meaning in everyday().meanings:
        assert any(word in text for word in meaning.law for text in texts), meaning.said[:3]


def test_a_word_stands_for_one_thing():
    data = tomllib.loads((Path(__file__).parents[2] / "xuanchuan/corpus/everyday.toml").read_text(encoding="utf-8"))
    said = [word for row in data["same"] for word in row["say"]]
    assert len(set(said)) == len(said), {word for word in said if said.count(word) > 1}

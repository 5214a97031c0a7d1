"""Our own words beside the law: right size, our own, with questions people ask."""

from __future__ import annotations

from difflib import SequenceMatcher

from xuanchuan.corpus import load_corpus
from xuanchuan.corpus.loading import find_article
from xuanchuan.model.law import ArticleRef

CORPUS = load_corpus()
NOTES = [
    (law, article, CORPUS.note(ArticleRef(law.short, article.number)))
    for law in CORPUS.laws()
    for article in law.versions[-1].articles
]
GLOSSED = [(law, article, note) for law, article, note in NOTES if note.gloss]


def test_every_note_belongs_to_an_article_we_have():
    for law in CORPUS.laws():
        for number in CORPUS.notes_of(law.short):
            assert find_article(law.versions[-1], number), f"{law.short}:{number}"


def test_a_gloss_is_one_breath_long_and_ends_like_a_sentence():
    for law, article, note in GLOSSED:
        assert 8 <= len(note.gloss) <= 140, f"{law.short}:{article.number} {len(note.gloss)}"
        assert note.gloss.endswith("。")
        note.gloss.encode("gbk")


def test_a_gloss_is_ours_and_not_the_laws_own_sentence():
    for law, article, note in GLOSSED:
        words = "".join(article.lines)
        if len(words) < 40:
            continue
        match = SequenceMatcher(None, note.gloss, words, autojunk=False).find_longest_match()
        assert match.size < 30, f"{law.short}:{article.number} {note.gloss[match.a : match.a + match.size]}"


def test_a_gloss_names_no_article_number():
    for law, article, note in GLOSSED:
        assert "第" not in note.gloss or "条" not in note.gloss.split("第", 1)[1][:6], f"{law.short}:{article.number}"


def test_every_glossed_article_answers_two_questions_and_no_question_stands_twice():
    seen: dict[str, str] = {}
    for law, article, note in GLOSSED:
        place = f"{law.short}:{article.number}"
        assert note.questions or len("".join(article.lines)) < 40, place
        for question in note.questions:
            assert question.endswith("？"), place
            assert question not in seen, (place, seen.get(question))
            seen[question] = place


def test_topics_and_audiences_are_given():
    for law, article, note in GLOSSED:
        assert note.topics, f"{law.short}:{article.number}"
        assert note.audiences, f"{law.short}:{article.number}"

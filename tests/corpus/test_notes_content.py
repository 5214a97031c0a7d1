"""Our own words beside the law: right figures, our own words, questions as people ask, cautions where needed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import pytest
from figures import figures, strange_figures, value

from xuanchuan.corpus import load_corpus, parse_ref
from xuanchuan.corpus.loading import find_article
from xuanchuan.materials import load_campaigns
from xuanchuan.model.law import ArticleNumber, ArticleRef

CORPUS = load_corpus()
NOTES = [
    (f"{law.short}:{article.number}", "".join(article.lines), CORPUS.note(ArticleRef(law.short, article.number)))
    for law in CORPUS.laws()
    for article in law.versions[-1].articles
]
GLOSSED = [(place, words, note) for place, words, note in NOTES if note.gloss]

# Figures that a gloss rightly gives though the article does not.
CONVERTED = {
    "民法典:1199": {(8, "岁")},  # 无民事行为能力 explained, from 民法典 20
    "民法典:1200": {(8, "岁")},  # 限制民事行为能力 explained, from 民法典 19
    "民法典:1260": {(9, "")},  # the laws named in it, counted
}
PROMISES = re.compile(r"保证(?!书)|一定能|一定会|肯定|必胜|包赢|胜诉|百分之百能|放心吧")
BLAME = re.compile(r"原谅他|必须原谅|劝和|家丑|忍一忍|忍忍|活该|自找|不检点|一个巴掌")
JARGON = re.compile(r"被继承人|法律关系|民事主体|行为人|除斥|抗辩|善意相对人|诉讼请求权|前款|本条")

# Bodies, penalties, remedies and wrongs: a gloss that names one which its article does not says more than the law.
NAMED = re.compile(
    "虐待|遗弃|残害|歧视|拘留|罚款|罚金|吊销|警告|处分|无期|死刑|拘役|管制|没收|撤销|精神损害|时效|公证|仲裁|法律援助|公益诉讼|"
    "强制执行|刑事责任|训诫|告诫书|保护令|书面|登记|公告|听证|复议|复核|公安|妇联|民政|检察|乡镇|街道|法院|赔偿|补偿|返还|拐卖|"
    "绑架|强奸|猥亵|性骚扰|家暴|免费"
)
AS_THE_LAW_SAYS = {"妇联": "妇女联合会|妇女组织", "家暴": "家庭暴力", "免费": "免费|免收", "乡镇": "乡"}
POINTED_AT = {  # the article points to another one, which the gloss says in words
    "刑法:241": {"强奸"},  # 刑法 236
    "妇女权益保障法:79": {"拐卖", "绑架"},  # 妇女权益保障法 22
    "妇女权益保障法:83": {"歧视"},  # 妇女权益保障法 43
}

# What must be said beside an article, and words by which to know that it is said.
CAUTIONS = {
    "宪法:49": "计划生育",
    "劳动法:36": "每周四十小时",
    "劳动法:61": "特别规定第六条",
    "劳动法:62": "98天",
    "劳动法:63": "特别规定第九条",
    "劳动法:77": "一年",
    "劳动法:82": "劳动争议调解仲裁法第二十七条",
    "农村土地承包法:21": "2018年修正",
    "农村土地承包法:32": "民法典继承编",
    "农村土地承包法:54": "民法典继承编",
    "社会保险法:20": "城乡居民基本养老保险",
    "社会保险法:24": "城乡居民基本医疗保险",
    "禁毒法:61": "治安管理处罚法第八十五条",
    "治安管理处罚法:85": "禁毒法第六十一条",
    "刑法:17": "刑法现行文本",
    "母婴保健法:7": "自愿",
    "母婴保健法:12": "婚姻登记条例第八条",
    "人口与计划生育法:25": "本省",
    "食品安全法:34": "2025年12月1日",
    "食品安全法:148": "2025年12月1日",
    "生态环境法典:15": "2026年8月15日",
    "生态环境法典:246": "2026年8月15日",
    "生态环境法典:506": "2026年8月15日",
    "女职工劳动保护特别规定:7": "98天是国家标准",
    "婚姻登记条例:16": "两个三十日",
    "医疗保障法:56": "还没有施行",
    "婚姻登记条例:7": "户口所在地",
    "婚姻登记条例:8": "不再要户口簿",
    **{f"村民委员会组织法:{number}": "2026年1月1日起" for number in (8, 9, 11, 14, 16, 29, 31, 35, 41)},
    **{
        f"治安管理处罚法:{number}": "2026年1月1日起"
        for number in (9, 19, 34, 47, 48, 50, 51, 52, 53, 56, 60, 73, 82, 83, 84)
    },
}


def test_every_note_belongs_to_an_article_we_have():
    for law in CORPUS.laws():
        for number in CORPUS.notes_of(law.short):
            assert find_article(law.versions[-1], number), f"{law.short}:{number}"


def test_most_of_the_corpus_is_explained():
    assert sum(len(note.questions) >= 2 for _, _, note in GLOSSED) >= 860


@pytest.mark.parametrize("short", ["反家庭暴力法", "妇女权益保障法", "涉彩礼规定", "家庭教育促进法", "未成年人保护法"])
def test_the_laws_a_federation_uses_most_are_explained_whole(short):
    articles = CORPUS.law(short).versions[-1].articles
    assert [str(one.number) for one in articles if not CORPUS.note(ArticleRef(short, one.number)).gloss] == []


def test_every_article_a_campaign_names_is_explained():
    for campaign in load_campaigns():
        named = {*campaign.excerpts, *(point.ref for point in campaign.points), *(one.ref for one in campaign.quiz)}
        named |= {ref for question in campaign.questions for ref in question.refs}
        assert [str(ref) for ref in sorted(named) if not CORPUS.note(ref).gloss] == [], campaign.id


def test_a_gloss_is_one_breath_long_and_ends_like_a_sentence():
    for place, _, note in GLOSSED:
        assert 8 <= len(note.gloss) <= 120, f"{place} {len(note.gloss)}"
        assert note.gloss.endswith("。"), place


def test_every_word_of_ours_is_inside_gbk():
    for _, _, note in NOTES:
        "".join((note.gloss, note.caution, *note.questions, *note.topics, *note.audiences)).encode("gbk")


def test_every_figure_in_a_gloss_stands_in_its_article():
    for place, words, note in GLOSSED:
        strange = set(strange_figures(note.gloss, words))
        assert strange <= CONVERTED.get(place, set()), f"{place} {strange} {note.gloss}"
        assert strange >= CONVERTED.get(place, set()), f"{place}: nothing converted any more"


def test_the_figure_check_bites():
    law = "当事人应当在三十日内提出；数额一千元以上五千元以下；月总收入的百分之二十至三十；满七十周岁的。"
    right = "30天里要提，1000元到5000元，百分之二十至三十，七十岁以上，两个人一起来。"
    assert strange_figures(right, law) == []
    assert strange_figures("二十日内提", law) == [(20, "日")]
    assert strange_figures("三十年内提", law) == [(30, "年")]
    assert strange_figures("百分之五十", law) == [(50, "百分之")]
    assert strange_figures("罚五百元", law) == [(500, "元")]
    assert [value(one) for one in ("一千二百六十", "5万", "十", "一百零五", "2026")] == [1260, 50000, 10, 105, 2026]
    assert list(figures("三分之二以上")) == [(2, "三分之")]


def test_a_gloss_names_no_body_penalty_or_wrong_that_its_article_does_not():
    for place, words, note in GLOSSED:
        law = words + place
        named = {one for one in NAMED.findall(note.gloss) if not re.search(AS_THE_LAW_SAYS.get(one, one), law)}
        assert named == POINTED_AT.get(place, set()), f"{place} {note.gloss}"


def test_an_exception_of_the_law_is_kept():
    told = {
        "信访工作条例:34",
        "劳动合同法:45",
        "婚姻家庭编解释（一）:49",
        "民法典:1015",
        "民法典:1109",
        "老年人权益保障法:56",
    }
    for place, words, note in GLOSSED:
        if place not in told and re.search(r"除外|但是|，但(?!书)|另有规定", words):
            assert re.search("除外|但|另有|不受|不影响|才|除", note.gloss), f"{place} {note.gloss}"


def test_a_gloss_is_ours_and_not_the_laws_own_sentence():
    for place, words, note in GLOSSED:
        if len(words) >= 40:
            match = SequenceMatcher(None, note.gloss, words, autojunk=False).find_longest_match()
            assert match.size < 30, f"{place} {note.gloss[match.a : match.a + match.size]}"


def test_a_gloss_names_no_article_number():
    for place, _, note in GLOSSED:
        assert not re.search(r"第[一二三四五六七八九十百千零0-9]+条", note.gloss), place


@pytest.mark.parametrize("words", [PROMISES, BLAME, JARGON], ids=["promises", "blame", "jargon"])
def test_a_gloss_promises_nothing_blames_nobody_and_speaks_plainly(words):
    assert [(place, note.gloss) for place, _, note in GLOSSED if words.search(note.gloss)] == []


def test_every_glossed_article_answers_two_to_four_questions_and_none_stands_twice():
    seen: dict[str, str] = {}
    for place, _, note in GLOSSED:
        assert 2 <= len(note.questions) <= 4, place
        for question in note.questions:
            assert question.endswith("？"), place
            assert 5 <= len(question) <= 32, (place, question)
            assert question not in seen, (place, seen.get(question))
            seen[question] = place


def test_a_question_is_asked_as_people_ask_and_not_as_the_law_says():
    for place, words, note in GLOSSED:
        for question in note.questions:
            match = SequenceMatcher(None, question, words, autojunk=False).find_longest_match()
            assert match.size < 10, f"{place} {question}"


def test_topics_and_audiences_are_given_wherever_there_is_a_note():
    for place, _, note in NOTES:
        if note != CORPUS.note(ArticleRef("没有这部法", ArticleNumber(1))):
            assert note.topics or note.caution, place
            assert note.audiences or note.caution, place
    for place, _, note in GLOSSED:
        assert note.topics, place
        assert note.audiences, place


@pytest.mark.parametrize(("place", "words"), sorted(CAUTIONS.items()), ids=sorted(CAUTIONS))
def test_what_one_must_beware_of_is_said(place, words):
    assert words in CORPUS.note(parse_ref(place)).caution


def test_a_caution_that_sends_one_elsewhere_names_an_article_that_exists():
    laws = {law.short: law.versions[-1].article_count for law in CORPUS.laws()}
    before = ("本法", "旧宣传品上是", "国务院关于职工工作时间的规定", "涉彩礼规定（2024年）", "、", "（")
    for place, _, note in NOTES:
        for found in re.finditer(r"第([一二三四五六七八九十百千零]+)条", note.caution):
            said = note.caution[: found.start()]
            named = max((short for short in laws if said.endswith(short)), key=len, default="")
            assert named or said.endswith(before), (place, note.caution)
            assert value(found[1]) <= laws.get(named, 2000), (place, found[0])

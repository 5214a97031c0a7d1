"""The bank of citations: each draft is read as a careful reader reads it, and nothing else is found in it."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

import pytest
from bank_reading import Example, read_bank

from xuanchuan.check.citations import Checker
from xuanchuan.check.texts import heard
from xuanchuan.corpus import load_corpus
from xuanchuan.corpus.paragraphs import items, paragraphs
from xuanchuan.model.law import ArticleRef, chinese_number

CORPUS = load_corpus()
EXAMPLES = read_bank(CORPUS)
CHECKERS: dict = {}


def found(text, on):
    if on not in CHECKERS:
        CHECKERS[on] = Checker(CORPUS, on)
    return CHECKERS[on].citations(text)[0]


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{one.line}-{one.group}" for one in EXAMPLES])
def test_a_draft_is_read_as_a_careful_reader_reads_it(example: Example):
    got = found(example.text, example.on)
    read = [(one.law, one.article, one.suffix, one.article_end, one.paragraph, one.item, one.verdict) for one in got]
    assert sorted(map(str, read)) == sorted(str((*one.key, one.verdict)) for one in example.expected)
    for wanted in example.expected:
        if wanted.suggest:
            told = [one.suggest + one.message + one.evidence for one in got if one.verdict == wanted.verdict]
            assert any(wanted.suggest in one for one in told)
    for one in got:
        assert example.text[one.start : one.end] == one.text


def test_the_bank_is_large_and_half_of_it_tempts():
    groups = Counter(one.group for one in EXAMPLES)
    assert len(EXAMPLES) >= 250
    assert sum(not one.expected for one in EXAMPLES) >= 40
    assert len(groups) >= 14


def test_every_law_of_the_register_is_found_by_its_title(standard):
    missed = []
    for known in CORPUS.register.values():
        (one,) = found(f"根据《{known.title}》第三条规定，应当办理。", standard.on) or (None,)
        if one is None or one.article != 3 or one.verdict in ("no_such_law", "name_outdated"):
            missed.append(known.title)
    assert missed == []


def test_every_name_and_alias_of_our_laws_means_that_law(standard):
    for law in CORPUS.laws():
        for name in (law.short, law.title, *law.aliases):
            if name.startswith("法释"):
                continue
            for text in (f"《{name}》第一条", f"依照{name}第一条"):
                (one,) = found(text, standard.on)
                assert one.law == law.title, (text, one)


def articles(standard):
    for law in CORPUS.laws():
        answer = CORPUS.ask(law.short, standard.on)
        if answer.status == "in_force":
            yield from ((law, answer.version, article) for article in answer.version.articles)


def test_the_last_paragraph_and_item_of_every_article_are_there_and_the_next_are_not(standard):
    for law, _, article in articles(standard):
        parts = paragraphs(article.lines)
        label = f"《{law.short}》{article.number.label}"
        last = f"第{chinese_number(len(parts))}款"
        assert [one.verdict for one in found(f"{label}{last}作了规定。", standard.on)] == ["ok"], label
        beyond = found(f"{label}第{len(parts) + 1}款作了规定。", standard.on)
        assert [one.verdict for one in beyond] == ["no_such_article"], label
        for row, part in enumerate(parts, 1):
            count = len(items(part))
            if count:
                assert found(f"{label}第{row}款第（{count}）项", standard.on)[0].verdict == "ok"
                assert found(f"{label}第{row}款第{count + 1}项", standard.on)[0].verdict == "no_such_article"


def forms(title: str, label: str, words: str, lines: tuple[str, ...]):
    broken = "\n".join(lines)
    return (
        f"《{title}》{label}规定：“{words}”",
        f"“{words}”（《{title}》{label}）",
        f"{title}{label}　{words}",
        f"《{title}》\n{label}　{broken}",
        f"《{title}》{label}\n{broken}",
        f"《{title}》{label}规定，{words}",
    )


def test_every_bundled_article_quoted_verbatim_is_right_in_every_form(standard):
    for law, _, article in articles(standard):
        title = law.title.replace("《", "〈").replace("》", "〉")
        for text in forms(title, article.number.label, "".join(article.lines), article.lines):
            got = found(text, standard.on)
            own = [one for one in got if one.law == law.title and one.article == article.number.number]
            assert own, text
            assert not [one for one in got if one.severity == "must"], text


def test_one_changed_character_is_told_wherever_it_stands(standard):
    chance = random.Random(11)
    tried = missed = 0
    for law, _, article in articles(standard):
        line = max(article.lines, key=len)
        if len(line) < 26:
            continue
        at = chance.choice([n for n in range(6, len(line) - 6) if "一" <= line[n] <= "鿿"])
        wrong = line[:at] + ("卍" if line[at] != "卍" else "卐") + line[at + 1 :]
        title = law.title.replace("《", "〈").replace("》", "〉")
        for text in forms(title, article.number.label, wrong, (wrong,))[:4]:
            tried += 1
            told = [one for one in found(text, standard.on) if one.verdict == "misquoted"]
            missed += not any(one.article == article.number.number for one in told)
    assert tried > 2000
    assert missed <= tried // 200


def test_words_of_another_article_are_led_back_to_it(standard):
    chance = random.Random(5)
    for law, version, article in articles(standard):
        other = chance.choice(version.articles)
        line = max(article.lines, key=len)
        if other.number == article.number or len(line) < 14 or line in "".join(other.lines):
            continue
        (one, *_) = found(f"《{law.short}》{other.number.label}规定：“{line}”", standard.on)
        assert one.verdict == "misquoted", line
        assert article.number.label in one.suggest, line


def test_words_that_begin_inside_a_clause_of_another_law_are_not_led_to_it(standard):
    # 治安管理处罚法第八十五条：引诱、教唆、欺骗或者强迫他人吸食、注射毒品的，处……
    (one, *_) = found("《禁毒法》第六十二条规定，吸食、注射毒品的，处十日以上十五日以下拘留。", standard.on)
    assert (one.severity, one.suggest) == ("look", "")
    assert "请对照原文" in one.evidence


@dataclass(frozen=True)
class Case:
    text: str
    fixed: str


@pytest.mark.parametrize(
    "case",
    [
        Case("《妇女权益保护法》第二十三条", "《中华人民共和国妇女权益保障法》第二十三条"),
        Case("妇女权益保护法第二十三条", "中华人民共和国妇女权益保障法第二十三条"),
        Case("《反家庭暴力法》第四条规定：“国家禁止任何形式的家庭暴力。”", "《反家庭暴力法》第三条规定：“国家禁止任何形式的家庭暴力。”"),
        Case("《反家庭暴力法》第三条规定：“国家禁止一切形式的家庭暴力。”", None),
        Case("《婚姻法》第三十二条", None),
        Case("《妇女权益保障法》第四十条规定，禁止对妇女实施性骚扰。", None),
    ],
    ids=lambda case: case.text[:12],
)  # fmt: skip
def test_only_a_single_answer_is_a_correction(case, standard):
    (one, *_) = found(case.text, standard.on)
    assert one.severity == "must"
    if case.fixed is None:
        assert one.fix is None or one.fix[2] == "国家禁止任何形式的家庭暴力。"
        return
    start, end, new = one.fix
    assert case.text[:start] + new + case.text[end:] == case.fixed


def snippets(article, chance):
    words = heard("".join(article.lines))
    for length in (12, 20):
        if len(words) > length + 2:
            start = chance.randint(0, len(words) - length)
            yield words[start : start + length]


@pytest.mark.parametrize("short", ["妇女权益保障法", "治安管理处罚法", "村民委员会组织法"])
def test_old_numbers_are_told_by_a_few_words_and_todays_are_let_be(short, standard):
    chance = random.Random(9)
    law = CORPUS.law(short)
    alarms = today = told = old = 0
    for article in law.versions[-1].articles:
        for words in snippets(article, chance):
            today += 1
            alarms += any(
                one.severity == "must"
                for one in found(f"关于{words}，见《{short}》{article.number.label}。", standard.on)
            )
    for version in law.versions[:-1]:
        for article in version.articles:
            now = CORPUS.now(ArticleRef(short, article.number), standard.on)
            for words in snippets(article, chance) if now and now[0].article != article.number else ():
                old += 1
                (one, *_) = found(f"{short}{article.number.label}讲的是{words}。", standard.on)
                told += one.verdict == "misquoted" and now[0].article.label in one.suggest
    assert alarms <= today // 50
    assert told >= old * 0.85

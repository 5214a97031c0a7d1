"""The bank of problems: old terms, hotlines, personal data, residue, harmful words; and what only looks like them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from xuanchuan.check.checking import Standard, check
from xuanchuan.check.drafts import draft_of_text
from xuanchuan.check.privacy import is_card, is_identity

BANK = (Path(__file__).parent / "bank" / "problems.txt").read_text(encoding="utf-8")


def examples():
    for part in BANK.split("\n> ")[1:]:
        text, *rows = part.split("\n")
        rows = [tuple(row.split(" ", 1)) for row in rows if row and not row.startswith("#")]
        yield text.replace("\\n", "\n"), rows


EXAMPLES = list(examples())


@pytest.mark.parametrize(("text", "wanted"), EXAMPLES, ids=[text[:16] for text, _ in EXAMPLES])
def test_what_is_wrong_is_found_and_what_only_looks_so_is_let_be(text, wanted, standard):
    findings = [one for one in check(draft_of_text(text), standard).findings if one.severity in ("must", "should")]
    assert len(findings) == len(wanted), findings
    for kind, words in wanted:
        assert any(one.kind == kind and (words in one.text or one.text in words) for one in findings), (kind, words)


def test_half_the_bank_tempts_and_is_clean():
    assert len(EXAMPLES) >= 95
    assert sum(not rows for _, rows in EXAMPLES) >= 40


def test_a_term_is_old_only_from_its_day_on(corpus):
    text = "12月4日全国法制宣传日"
    for on, said in ((date(2014, 10, 31), []), (date(2014, 11, 1), ["term"])):
        findings = check(draft_of_text(text), Standard(corpus, on)).findings
        assert [one.kind for one in findings] == said


def test_statutes_quoted_verbatim_keep_their_old_words(standard):
    article = "承包人应得的承包收益，依照继承法的规定继承。"
    findings = check(draft_of_text(f"《农村土地承包法》第三十二条规定：“{article}”"), standard).findings
    assert [one.severity for one in findings] == ["ok", "ok"]


def test_identity_numbers_and_cards_are_told_by_their_check_digits():
    assert is_identity("11010519491231002X")
    assert not is_identity("110105194912310021")
    assert not is_identity("11010519491331002X")
    assert is_card("6222021234567890128")
    assert not is_card("6222021234567890123")


VIOLENCE = "家庭暴力不是家务事。遭受家庭暴力，您可以求助。家庭暴力的证据要留好。" * 8


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        (VIOLENCE, "110、12338"),
        (VIOLENCE + "有危险先打110。", "12338"),
        (VIOLENCE + "有危险先打110，问办法打12338。", ""),
        (VIOLENCE + "有危险先打一一零，问办法打一二三三八。", ""),
        ("关于开展反家庭暴力宣传的通知\n" + VIOLENCE, ""),
        ("家庭暴力不是家务事。", ""),
    ],
)
def test_a_flyer_on_domestic_violence_names_110_and_12338(text, lacks, standard):
    told = [one.message for one in check(draft_of_text(text), standard).findings if one.kind == "harm"]
    assert told == ([f"讲家庭暴力的材料里没有 {lacks}"] if lacks else [])


def test_a_plan_of_over_four_thousand_characters_is_told(standard):
    plan = "三八妇女维权周活动方案\n" + "组织巾帼志愿者进村入户开展普法宣传活动。" * 250
    (one,) = check(draft_of_text(plan), standard).findings
    assert (one.kind, one.text) == ("burden", "三八妇女维权周活动方案")
    assert not check(draft_of_text(plan[:3000]), standard).findings


def test_without_a_profile_other_counties_are_nobodys_business(corpus):
    assert not check(draft_of_text("邹平市妇联编印"), Standard(corpus, date(2026, 11, 25))).findings


def test_the_draft_of_2011_names_the_day_by_its_old_name(standard):
    text = "抓住每年“三八”妇女维权周、“6•26”国际禁毒日、“12•4”全国法制宣传日等重要时机，深入开展法制宣传教育。"
    assert [(one.text, one.severity) for one in check(draft_of_text(text), standard).findings] == [
        ("全国法制宣传日", "must"),
        ("法制宣传教育", "should"),
    ]

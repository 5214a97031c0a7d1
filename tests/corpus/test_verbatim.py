"""Every word of law that ships is the published word: digests, number of 款, no gaps, nothing foreign."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from xuanchuan.corpus import load_corpus
from xuanchuan.corpus.lawfiles import digest
from xuanchuan.corpus.paragraphs import paragraphs
from xuanchuan.model.law import Article, ArticleNumber, Version

CORPUS = load_corpus()
VERSIONS = [(law.short, version) for law in CORPUS.laws() for version in law.versions]
NAMES = [f"{short}@{version.effective}" for short, version in VERSIONS]


def unproved(short: str, version: Version) -> list[str]:
    """Articles whose words or number of 款 the kept digests do not confirm."""
    prints = CORPUS.fingerprints.get((short, version.effective), {})
    wrong = []
    for article in version.articles:
        known = prints.get(article.number)
        if known is None or known.digest != digest(article.text):
            wrong.append(f"{article.number} words")
        elif known.paragraphs != len(paragraphs(article.lines)):
            wrong.append(f"{article.number} paragraphs")
    return wrong


def gaps(articles: tuple[Article, ...]) -> list[str]:
    before, found = ArticleNumber(0), []
    for article in articles:
        number = article.number
        if number not in (ArticleNumber(before.number + 1), ArticleNumber(before.number, before.suffix + 1)):
            found.append(str(number))
        before = number
    return found


@pytest.mark.parametrize(("short", "version"), VERSIONS, ids=NAMES)
def test_every_article_is_verbatim(short, version):
    assert unproved(short, version) == []


def test_the_proof_bites():
    law = CORPUS.law("反家庭暴力法")
    article = law.versions[-1].articles[1]
    changed = replace(article, lines=(article.lines[0].replace("殴打", "欧打"),))
    joined = replace(law.versions[-1].articles[2], lines=("".join(law.versions[-1].articles[2].lines),))
    wrong = unproved(law.short, replace(law.versions[-1], articles=(changed, joined)))
    assert wrong == ["2 words", "3 paragraphs"]


@pytest.mark.parametrize(("short", "version"), VERSIONS, ids=NAMES)
def test_a_law_that_claims_to_be_complete_runs_without_a_gap(short, version):
    if version.complete:
        assert gaps(version.articles) == []
        assert max(article.number.number for article in version.articles) == version.article_count


def test_the_gap_guard_bites():
    articles = CORPUS.law("反家庭暴力法").versions[-1].articles
    assert gaps(articles[:5] + articles[6:]) == ["7"]


@pytest.mark.parametrize(("short", "version"), VERSIONS, ids=NAMES)
def test_nothing_foreign_is_in_the_words(short, version):
    for article in version.articles:
        for line in article.lines:
            strange = [char for char in line if unicodedata.category(char) in ("Cf", "Cc", "Co", "Cn")]
            assert not strange, f"{short} {article.number}: {strange!r}"
            assert not line.startswith(("第一编", "第二编", "第一章", "第二章", "第三章")), f"{short} {article.number}"


def test_there_is_enough_of_it():
    current = [article for law in CORPUS.laws() for article in law.versions[-1].articles]
    assert len(current) >= 650
    assert len(CORPUS.law("反家庭暴力法").versions[-1].articles) == 38
    assert len(CORPUS.law("妇女权益保障法").versions[-1].articles) == 86
    civil = {article.number.number for article in CORPUS.law("民法典").versions[-1].articles}
    assert civil >= set(range(989, 1164))


def test_no_provincial_rule_is_bundled():
    assert [law.short for law in CORPUS.laws() if law.province or law.level == "地方性法规"] == []


def test_no_version_claims_a_check_that_nobody_made():
    assert [law.short for law in CORPUS.laws() for version in law.versions if version.checked] == []

"""Figures of laws we do not ship: they agree with every text we do ship, hold no text, and are built from rows."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from xuanchuan.corpus import load_corpus
from xuanchuan.corpus.building import build
from xuanchuan.corpus.figures import FigureFile, Figures, clause_digest, clauses, pack_article, read_articles
from xuanchuan.corpus.names import bare_name
from xuanchuan.corpus.paragraphs import items, paragraphs
from xuanchuan.model.law import ArticleNumber

CORPUS = load_corpus()


def test_figures_agree_with_every_bundled_article():
    compared = 0
    for law in CORPUS.laws():
        figures = CORPUS.figures.of(bare_name(law.title))
        for article in law.versions[-1].articles:
            if article.number in figures:
                one = figures[article.number]
                assert one.clauses == tuple(map(clause_digest, clauses(article.text))), (law.short, article.number)
                assert one.items == tuple(len(items(part)) for part in paragraphs(article.lines)), (
                    law.short,
                    article.number,
                )
                compared += 1
    assert compared > 700


def test_the_file_is_small_and_holds_names_and_figures_only():
    data = (CORPUS._bundled / "figures.bin").read_bytes()
    assert len(data) < 2_000_000
    _, _, body = data.partition(b"\n")
    assert len(FigureFile(data)._index) > 250
    assert not re.search("[一-鿿]{6}", body.decode("utf-8", "ignore"))


def test_no_figures_of_a_law_that_has_ended():
    for name in CORPUS.repeals:
        assert not CORPUS.figures.of(name), name


@given(
    st.integers(1, 2000),
    st.integers(0, 9),
    st.lists(st.integers(0, 30), max_size=12),
    st.text("甲乙丙丁，。；", max_size=60),
)
def test_an_article_is_read_as_it_was_packed(number, suffix, counts, text):
    key = ArticleNumber(number, suffix)
    packed = pack_article(key, counts, text)
    digests = tuple(map(clause_digest, clauses(text)))
    assert read_articles(packed * 1) == {key: Figures(tuple(counts), digests)}


ROWS = [
    ("中华人民共和国试验法", "2020-01-01", "第一条", "旧的字句。"),
    ("中华人民共和国试验法", "2024-01-01", "第一条", "甲，乙；\n丙：\n（一）丁；\n（二）戊。"),
    ("中华人民共和国试验法", "2024-01-01", "第二条", "自公布之日起施行。\n第二章 附则"),
    ("中华人民共和国婚姻法", "2001-04-28", "第一条", "已经废止的不收。"),
    ("中华人民共和国缺条法", "2001-04-28", "第九条", "前面八条都没有的不收。"),
    ("中华人民共和国反家庭暴力法", "2015-12-27", "第一条", "和我们的摘要对不上的不收。"),
]


def test_of_several_versions_the_latest_counts_and_doubtful_copies_are_left_out():
    figures = FigureFile(build(ROWS, CORPUS))
    assert figures.of("试验法") == {
        ArticleNumber(1): Figures((0, 2), tuple(map(clause_digest, ("甲", "乙", "丙", "一丁", "二戊")))),
        ArticleNumber(2): Figures((0,), (clause_digest("自公布之日起施行"),)),
    }
    assert str(figures.version("试验法")) == "2024-01-01"
    assert not figures.of("婚姻法")
    assert not figures.of("缺条法")
    assert not figures.of("反家庭暴力法")

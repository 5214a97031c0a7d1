"""The searched text maps back to the draft, place by place; whatever is typed, checking never breaks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from xuanchuan.check.articles import read_articles
from xuanchuan.check.checking import check
from xuanchuan.check.compact import WIDTHS, compact
from xuanchuan.check.drafts import draft_of_text
from xuanchuan.check.numerals import number
from xuanchuan.check.residue import _real
from xuanchuan.model.law import chinese_number

PIECES = st.sampled_from(
    [
        "《",
        "》",
        "第",
        "条",
        "款",
        "项",
        "二十三",
        "１３３",
        "之一",
        "、",
        "至",
        "\n",
        " ",
        "　",
        "（",
        "）",
        "反家庭暴力法",
        "民法典",
        "妇女权益保护法",
        "该法",
        "“",
        "”",
        "规定",
        "：",
        "，",
        "。",
        "2025年11月25日",
        "（星期二）",
        "12338",
        "妇女维权热线",
        "×",
        "{{",
        "}}",
        "家暴",
        "110",
        "\u200b",
        "𠮷",
        "a",
        "第三条",
        "某",
    ]  # fmt: skip
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join))


@given(TEXTS)
def test_every_place_of_the_searched_text_is_a_place_of_the_draft(text):
    small = compact(text)
    for place, char in enumerate(small.text):
        assert text[small.origin(place)].translate(WIDTHS) == char
    origins = [small.origin(place) for place in range(len(small.text))]
    assert origins == sorted(set(origins))


@given(TEXTS)
def test_searching_what_was_searched_changes_nothing(text):
    once = compact(text).text
    assert compact(once).text == once or "\n" in once


@given(st.integers(1, 9999))
def test_numbers_are_read_in_every_spelling(value):
    assert number(str(value)) == value
    assert number(chinese_number(value)) == value
    assert number("".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))) == value


@given(st.text("0123456789一二三四五六七八九十百千零〇两", max_size=9))
def test_any_numeral_is_a_number_or_none(text):
    assert 0 <= number(text) <= 9999


@given(st.integers(1, 400), st.integers(0, 9), st.integers(0, 20))
def test_an_article_is_read_back(article, paragraph, item):
    text = f"第{chinese_number(article)}条"
    text += f"第{chinese_number(paragraph)}款" if paragraph else ""
    text += f"第（{chinese_number(item)}）项" if item else ""
    (one,) = read_articles(text, 0, needs_di=True)
    assert (one.article, one.paragraph, one.item, one.end) == (article, paragraph, item, len(text))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_checking_never_breaks_and_every_span_is_its_text(standard, text):
    for one in check(draft_of_text(text), standard).findings:
        assert text[one.start : one.end] == one.text
        assert one.text


@given(st.integers(1900, 2100), st.integers(0, 14), st.integers(0, 40))
def test_a_day_is_real_or_none(year, month, day):
    real = _real(year, month, day)
    assert real is None or (real.year, real.month, real.day) == (year, month, day)


def test_only_spaces_and_the_line_ends_inside_a_citation_are_left_out():
    text = "an \\ inn\n 第 二\n 十三 条\n第（一）款\n\n　第三条 **粗** ~ `x`"
    assert compact(text).text == "an\\inn\n第二十三条第（一）款\n\n第三条粗～x"


def test_numbers_in_neighbouring_columns_stay_apart():
    assert compact("1     1月29日 第 2\n3 条 138 0013 8000").text == "1     1月29日第23条138 0013 8000"

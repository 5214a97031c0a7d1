"""What strangers' files were found to do to earlier versions, one test each."""

from __future__ import annotations

import json
import os
import re
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nasty_files import merged
from package_making import PARAGRAPH, book, cell, word

from xuanchuan.check.reading import read_draft, web
from xuanchuan.corpus.importing.lines import text_paragraphs
from xuanchuan.corpus.importing.reading import read_law
from xuanchuan.corpus.numbers import parse_article
from xuanchuan.dates.workdays import load_workdays
from xuanchuan.files.bounded import bytes_of
from xuanchuan.files.faraway import far_away
from xuanchuan.files.rows import read_tables
from xuanchuan.files.toml import parse_toml
from xuanchuan.files.workbooks import read_grids
from xuanchuan.ledger.amounts import NUMBER, NUMERALS, WORDS, read_figure
from xuanchuan.ledger.spoken import read_line
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import Figure


def refused(work, *given_to: object) -> str:
    with pytest.raises(XuanchuanError) as caught:
        found = work(*given_to)
        list(found)
    assert caught.value.code == 2
    return f"{caught.value.message}；{caught.value.why}"


def test_a_table_within_a_table_within_a_table_is_read_once(tmp_path):
    nested = "<w:tbl><w:tr><w:tc>" * 70 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 70
    path = tmp_path / "稿.docx"
    path.write_bytes(word(nested))
    assert read_draft(path).text.count("反家庭暴力法") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes there")
def test_a_pipe_is_never_waited_for(tmp_path):
    pipe = tmp_path / "管道.toml"
    os.mkfifo(pipe)
    assert "管道" in refused(bytes_of, pipe, 10)


def corner() -> bytes:
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>村名</t></is></c></row>'
    return book(first + '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>远</t></is></c></row>')


def test_a_cell_at_the_far_corner_is_told_before_the_memory_is_full(tmp_path):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(corner())
    assert "第1048576行、第16384列" in refused(read_tables, path)


def test_a_form_that_merges_the_whole_sheet_is_told_before_the_memory_is_full(tmp_path):
    path = tmp_path / "表.xlsx"
    path.write_bytes(merged())
    assert "合并" in refused(read_grids, path)


def test_an_open_document_that_repeats_a_row_a_million_times_is_told(tmp_path):
    path = tmp_path / "名单.ods"
    text = '<table:table-cell office:value-type="string"><text:p>村</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{text}</table:table-row>'
    blank = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
    for content, said in ((row, "同一行内容重复了 1048576 次"), (blank, "")):
        with zipfile.ZipFile(path, "w") as made:
            made.writestr("content.xml", content)
        with zipfile.ZipFile(path) as made:
            assert far_away(made) == said


def test_a_long_table_is_not_taken_for_a_far_away_one(tmp_path):
    path = tmp_path / "名单.xlsx"
    rows = "".join(
        f'<row r="{n}"><c r="AB{n}" t="inlineStr"><is><t>村{n}</t></is></c></row>' for n in (1, 99_999, 100_001)
    )
    path.write_bytes(book(rows))
    with zipfile.ZipFile(path) as made:
        assert far_away(made) == ""
    path.write_bytes(book(cell("村名") * 3))
    assert [row for one in read_tables(path) for row in one.again()] == [["村名"]] * 3


OPEN = ("<!--", "<![CDATA[", "<a ", "<a'", "<a x='", "<!DOCTYPE [", "<?", "</p ", "</", "<!", "<", "&", "&#", "<![if ", "<![x[", "<script>")  # fmt: skip


@pytest.mark.parametrize("left", OPEN)
def test_a_page_left_open_in_any_way_is_read_in_a_moment(tmp_path, left):
    path = tmp_path / "页.html"
    path.write_text("<p>反家庭暴力法第二十三条</p>" + left * 200_000, encoding="utf-8")
    assert web.read(path).text.startswith("反家庭暴力法第二十三条")


def test_sections_only_some_programs_know_are_passed_over(tmp_path):
    path = tmp_path / "页.html"
    path.write_text("<p>前<![if !supportLists]>中<![endif]>间<![x[怪]]>后</p>", encoding="utf-8")
    text = web.read(path).text
    assert text.startswith("前中间")
    assert text.endswith("后")


@given(st.text(alphabet="<>!-[]CDATA?/ap='\" &#x;法\n", max_size=200))
def test_any_page_is_read(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("p") / "页.html"
    path.write_text(f"法{text}", encoding="utf-8")
    assert web.read(path).text.startswith("法") or "法" not in text


@pytest.mark.parametrize("typed", ["9" * 5000, "一" * 5000, "９" * 5000, "第" + "1" * 5000 + "条之" + "2" * 5000])
def test_an_article_number_of_any_length_is_told(typed):
    assert "看不懂条号" in refused(parse_article, typed)


@pytest.mark.parametrize(
    "line", ["第" + "1" * 9000 + "条　文。", "附" + " " * 20_000 + "。", "附件" + "　" * 20_000 + "（甲）"]
)
def test_a_law_with_an_absurd_line_is_read_in_a_moment(line):
    law = read_law(["某省办法", "第一条　为了。", "第二条　文。", line])
    assert [article.lines[0] for article in law.articles[:2]] == ["为了。", "文。"]


def heard(text: str) -> list[object]:
    return [read_line(text, date(2026, 11, 25), ())]


@pytest.mark.parametrize("number", ["9" * 5000, "99999999999", "9999999万"])
def test_a_figure_no_activity_can_have_is_told_and_kept_out_of_the_ledger(number):
    assert "大得不正常" in refused(heard, f"11月20日 前刘镇 宣传 资料{number}份")
    assert read_figure(number) is None


@pytest.mark.parametrize(
    "number", ["千" * 5000, "两" + "千百" * 2000, "万3千" * 2000, "一" * 5000 + "千", "3千" * 3000]
)
def test_numerals_over_and_over_are_read_in_a_moment(number):
    assert read_figure(number + "份来") is None
    heard(f"11月20日 前刘镇 宣传 发了{number}来份《反家")


def test_a_figure_with_a_row_of_spaces_behind_it_is_read_in_a_moment():
    assert read_figure("500" + " " * 5000 + "x") is None
    assert read_figure("约 500" + " " * 5000 + "余 份") == Figure(500, True)
    heard("11月20日 前刘镇 宣传 资料500" + " " * 5000 + "个村")


FORMER = rf"(?:\d+(?:\.\d+)?|[{NUMERALS}万]+)(?:[万千百](?:\d+(?!\d*[、.\d])|[{NUMERALS}]+)?)*"


@given(st.text(alphabet="12.、一两十百千万", max_size=9))
def test_numerals_are_still_read_as_numbers_were(text):
    assert bool(re.fullmatch(NUMBER, text)) == bool(re.fullmatch(FORMER, text) and re.match(WORDS, text))


def test_comments_never_closed_stay_in_a_law_and_take_no_time():
    assert list(text_paragraphs("<!--" * 300_000 + "第一条　文。")) == ["<!--" * 300_000 + "第一条　文。"]
    assert list(text_paragraphs("<!-- 甲 -->第一条　文。<!--")) == ["第一条　文。<!--"]


DEEP = [
    "a = " + "[" * 5000,
    "a = " + "{a=" * 5000,
    "a" + ".a" * 5000 + " = 1",
    "a = " + "9" * 9999,
    "[" + "a." * 5000 + "b]",
]


@pytest.mark.parametrize("text", DEEP, ids=range(len(DEEP)))
def test_what_the_toml_format_allows_and_nobody_writes_is_told(text):
    assert "读不懂" in refused(parse_toml, text, "x.toml")


def test_words_with_many_dots_are_no_tables():
    assert parse_toml('a = "1.2.3.4……' + "某。" * 300 + '"\n[b.c]\nd = 1', "x")["b"] == {"c": {"d": 1}}


@pytest.mark.parametrize("text", ["[" * 50_000, '{"year": ' + "9" * 9999 + "}", "NaN", "[]]"])
def test_a_holiday_file_of_any_shape_is_told(tmp_path, text):
    path = tmp_path / "2027.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(XuanchuanError):
        load_workdays(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["year", "days", "name", "date", "isOffDay"]), inner),
    max_leaves=12,
)  # fmt: skip


@given(JSON)
def test_any_value_is_a_holiday_file_or_a_plain_refusal(tmp_path_factory, value):
    path: Path = tmp_path_factory.mktemp("h") / "2027.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    try:
        load_workdays(path)
    except XuanchuanError as fault:
        assert str(path) in fault.where

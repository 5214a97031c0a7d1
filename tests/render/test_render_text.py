from __future__ import annotations

import pytest
import render_samples as samples

from xuanchuan.model.document import Column, Document, Items, Paragraph, Quote, Table, Text
from xuanchuan.model.error import XuanchuanError
from xuanchuan.render import FORMATS, render
from xuanchuan.render.literal import columns, fold, pad


def lines(document: Document) -> list[str]:
    return render(document, "txt").decode("utf-8-sig").split("\r\n")


def t(words: str):
    return (Text(words),)


def test_notepad_sees_a_byte_order_mark_and_windows_line_ends():
    data = render(samples.SCRIPT, "txt")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n")
    assert data.endswith(b"\r\n")


def test_columns_of_a_table_line_up_by_chinese_width():
    table = Table((Column("电话"), Column("名称")), ((t("110"), t("报警")), (t("12338"), t("妇女维权热线"))))
    assert lines(Document("热线", "flyer", (table,))) == [
        "热线",
        "",
        "电话   名称",
        "-----  ------------",
        "110    报警",
        "12338  妇女维权热线",
        "",
    ]


def test_a_long_cell_folds_inside_its_column():
    table = Table((Column("号"), Column("说明")), ((t("1"), t("很长的话" * 20)),))
    found = lines(Document("表", "flyer", (table,)))[4:-1]
    assert len(found) == 3
    assert all(columns(line) <= 76 for line in found)
    assert "".join(line[4:].strip() for line in found) == "很长的话" * 20


def test_an_empty_form_has_lines_to_write_on():
    table = Table((Column("姓名"), Column("签名")), ((t("张"), ()),), "form")
    assert lines(Document("表", "form", (table,)))[4] == "张    ____"


def test_the_law_is_set_in_and_its_gloss_is_labelled():
    quote = Quote("《某法》第一条", ("第一款。", "第二款。"), "2020年1月1日起施行", "意思是这样。", "别单独印。")
    assert lines(Document("讲义", "flyer", (quote,)))[2:-1] == [
        "    《某法》第一条",
        "    第一款。",
        "    第二款。",
        "    （2020年1月1日起施行）",
        "    白话：意思是这样。",
        "    注意：别单独印。",
    ]


def test_lists_are_numbered_and_hang():
    items = Items((t("甲"), t("乙\n丙")), ordered=True)
    assert lines(Document("单", "flyer", (items,)))[2:-1] == ["1. 甲", "2. 乙", "   丙"]


def test_the_draft_is_marked_first_and_counts_what_is_left():
    found = lines(samples.SIGN_IN)
    assert found[2:4] == ["【初稿】", "还有 2 处带【】的地方要您填写，填好后删去这一行再用。"]


def test_a_document_without_slots_carries_no_draft_mark():
    assert "初稿" not in render(samples.FLYER, "txt").decode("utf-8-sig")


def test_body_text_is_set_in_by_two_characters_and_plain_text_is_not():
    document = Document("文", "script", (Paragraph(t("正文")), Paragraph(t("提示"), "plain")))
    assert lines(document)[2:-1] == ["　　正文", "", "提示"]


def test_fold_and_pad_count_columns():
    assert fold("一二三ab", 4) == ["一二", "三ab"]
    assert fold("", 4) == [""]
    assert pad("一", 4) == "一  "
    assert columns("“e\u200b") == 3


def test_an_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(XuanchuanError) as caught:
        render(samples.FLYER, "doc")
    assert caught.value.message == "不会做这种格式：doc"
    assert all(name in caught.value.hint for name in FORMATS)

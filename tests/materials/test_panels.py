"""Panels of folded leaflets and QR codes, as templates write them."""

from __future__ import annotations

import pytest

from xuanchuan.materials.filling import Filled
from xuanchuan.materials.markdown import MarkdownError, read_blocks
from xuanchuan.model.document import Callout, Document, Panel, Paragraph, Qr, Slot, Text, slots


def blocks(text: str, *values: object):
    filled = Filled()
    marks = [filled.keep(value) for value in values]
    filled.text = text.format(*marks)
    return read_blocks(filled)[1]


def test_a_panel_holds_paragraphs_and_boxes():
    (panel,) = blocks(":::: panel 封面\n\n甲\n\n::: safety 先记住\n\n乙\n\n:::\n\n丙\n\n::::\n")
    assert panel == Panel(
        "封面",
        (
            Paragraph((Text("甲"),)),
            Callout("safety", "先记住", (Paragraph((Text("乙"),)),)),
            Paragraph((Text("丙"),)),
        ),
    )


def test_a_panel_that_a_box_closes_too_early_is_found_out():
    with pytest.raises(MarkdownError):
        blocks("::: panel 封面\n\n::: safety 先记住\n\n乙\n\n:::\n\n丙\n\n:::\n")


def test_a_qr_code_holds_what_is_between_as_typed():
    assert blocks("::: qr 扫一扫\n\n{0}\n\n:::\n", "https://例子.cn/?a=1&b=**2**") == (
        Qr("https://例子.cn/?a=1&b=**2**", "扫一扫"),
    )


def test_no_code_is_made_of_nothing():
    assert blocks("::: qr 扫一扫\n\n{0}\n\n:::\n", "") == ()


def test_slots_inside_panels_are_counted():
    made = blocks(":::: panel 封底\n\n地址：{0}\n\n::::\n", Slot("站点地址"))
    assert slots(Document("折页", "trifold", made)) == (Slot("站点地址"),)

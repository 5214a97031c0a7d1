"""The small picture of a first page is the first page of the whole, though no more is set in type than is needed."""

from __future__ import annotations

from dataclasses import replace

import pytest
import render_samples as samples

from xuanchuan.model.document import Document, Heading, Paragraph, Text
from xuanchuan.model.error import XuanchuanError
from xuanchuan.render.typst import first_page, kinds, opening, press
from xuanchuan.render.typst.fonts import shelf

WIDTH = 120


def whole(document: Document) -> bytes:
    """The first page of all the pages."""
    job = kinds.work(document)
    bleed = 2 * job.page.bleed if job.page.sheet == "trifold" else 0
    ppi = WIDTH / (job.page.width + bleed) * kinds.MM_PER_INCH
    return press.print_pictures(job.document, kinds.paper(job), job.shelf, ppi=ppi)[0]


def long_text(layout: str) -> Document:
    """Forty headings, each with paragraphs: long enough to be cut, with contents where the layout has them."""
    blocks = []
    for number in range(40):
        blocks.append(Heading(1, (Text(f"第{number}个问题"),)))
        blocks += [Paragraph((Text("遇到家庭暴力先离开危险的地方，再打110报警。" * 9),))] * 2
    return Document("反家庭暴力问答", layout, tuple(blocks), footer="县妇联编印")


@pytest.mark.parametrize("name", samples.ALL)
def test_the_small_picture_is_the_first_page_of_the_whole(name):
    assert first_page(samples.ALL[name], WIDTH) == whole(samples.ALL[name])


@pytest.mark.parametrize("layout", ["official", "handout", "form", "script", "post", "booklet", "slogans"])
def test_a_long_text_is_cut_and_its_first_page_stays_the_same(layout):
    document = long_text(layout)
    job = kinds.work(document)
    data = kinds.paper(job)
    begun, _ = opening._begun(data, job)
    assert len(begun["blocks"]) < len(data["blocks"]) / 2
    assert first_page(document, WIDTH) == whole(document)


def test_where_little_was_guessed_to_fill_three_pages_the_whole_is_set(monkeypatch):
    monkeypatch.setattr(opening, "WORTH", 0.01)
    document = long_text("script")
    assert first_page(document, WIDTH) == whole(document)


def test_a_character_no_font_has_is_told_as_when_all_is_printed():
    document = Document("通知", "official", (Paragraph((Text("请看\U000f1234这里"),)),))
    with pytest.raises(XuanchuanError) as shown:
        first_page(document, WIDTH)
    with pytest.raises(XuanchuanError) as printed:
        whole(document)
    assert shown.value.message == printed.value.message
    rare = replace(document, blocks=(Paragraph((Text("请看\U00013000这里"),)),))
    with pytest.raises(XuanchuanError, match="U\\+13000"):
        first_page(rare, WIDTH)
    assert "\U00013000" not in shelf().drawable

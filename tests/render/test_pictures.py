"""Pictures for a phone: text large enough to read, codes that scan, titles that turn over where they pause."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
import render_samples as samples
import zxingcpp
from pdf_reading import text_of
from PIL import Image

from xuanchuan.model.document import Document, Paragraph, Qr, Quote, Text
from xuanchuan.render import render
from xuanchuan.render.titles import line_choices
from xuanchuan.render.typst import kinds
from xuanchuan.render.typst.press import print_pdf

ADDRESS = "https://www.example.gov.cn/fulian/weiquan/2026/1125.html"


def sizes(document: Document, kind: str) -> dict[str, float]:
    """Each character of the picture with the smallest size it is drawn at, in pixels of a picture 1080 wide."""
    job, picture = kinds.work(document), kinds.PICTURES[kind]
    long_sheet = picture.shape == "long" and job.page.sheet
    data = kinds.panel_pictures(job, picture)[0] if long_sheet else kinds.picture(job, picture)
    found: dict[str, float] = {}
    for page in pdfium.PdfDocument(print_pdf(job.document, data, job.shelf)):
        scale = 1080 / page.get_size()[0]
        words = page.get_textpage()
        for at in range(words.count_chars()):
            char, size = words.get_text_range(at, 1), pdfium.raw.FPDFText_GetFontSize(words.raw, at) * scale
            if char.strip():
                found[char] = min(found.get(char, size), size)
    return found


@pytest.mark.parametrize("kind", kinds.PICTURES)
@pytest.mark.parametrize(
    "name", ["flyer", "handout", "poster", "slogans", "official", "booklet", "sign", "trifold", "card"]
)
def test_no_text_is_under_32_pixels_on_a_picture_1080_wide(name, kind):
    found = sizes(samples.ALL[name], kind)
    assert found
    assert {char: size for char, size in found.items() if size < 31.9 and char not in "■"} == {}


@pytest.mark.parametrize("kind", ["png", "手机海报"])
@pytest.mark.parametrize("layout", ["flyer", "poster", "post", "booklet", "sign", "handout"])
def test_a_code_is_read_back_from_the_picture_and_is_240_pixels_wide(layout, kind):
    document = Document(
        "有事找妇联", layout, (Paragraph((Text("扫一扫"),)), Qr(ADDRESS, "维权地图")), footer="县妇联编印"
    )
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(render(document, kind))).convert("L"))
    assert found.text == ADDRESS
    at = found.position
    quiet = 8 / (8 + 33)  # the light margin belongs to the code, but not to what is found
    assert (at.top_right.x - at.top_left.x) / (1 - quiet) >= 235


def test_what_to_mind_is_printed_below_the_law_on_paper_and_in_pictures():
    law = replace(samples.LAW, caution="旧条号是第二十二条，别照抄。")
    assert isinstance(law, Quote)
    document = Document("讲义", "handout", (law,))
    assert "注意：旧条号是第二十二条，别照抄。" in text_of(render(document, "pdf"))
    job = kinds.work(document)
    made = print_pdf(document, kinds.picture(job, kinds.PICTURES["png"]), job.shelf)
    assert "注意：旧条号是第二十二条，别照抄。" in text_of(made)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("懂法能维权，有事找得到人", ["懂法能维权，", "有事找得到人"]),
        ("国家宪法日：这五句话就在日子里", ["国家宪法日：", "这五句话就在日子里"]),
        ("三八妇女维权周横幅标语", ["三八妇女维权周", "横幅标语"]),
        ("便民电话", ["便民电话"]),
    ],
)
def test_a_title_turns_over_where_it_pauses(title, lines):
    assert line_choices(title, 2)[-1] == lines
    assert all("".join(one) == title for one in line_choices(title, 3))

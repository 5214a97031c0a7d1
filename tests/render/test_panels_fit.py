"""Panels of a fixed size in Word: measured before they are written, never cut off without a word."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO

import docx
import pytest
import render_samples as samples
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanchuan.model.document import Document, Panel, Paragraph, Text
from xuanchuan.model.error import XuanchuanError
from xuanchuan.render import render
from xuanchuan.render.docx.fitting import fitted
from xuanchuan.render.looks import look

SENTENCE = "遇到难处先打电话问一问。"


def panel(name: str, sentences: int) -> Panel:
    return Panel(name, tuple(Paragraph((Text(SENTENCE * 5),)) for _ in range(sentences // 5)))


def body_size(document: Document) -> float:
    found = look(document.layout)
    return fitted(document, found, found.page).styles["body"].size


@pytest.mark.parametrize(("layout", "name", "kind"), [("trifold", "内页二", "折页"), ("card", "里面", "卡片")])
def test_a_panel_with_too_much_on_it_is_refused_with_its_name_and_how_much_too_long(layout, name, kind):
    with pytest.raises(XuanchuanError) as caught:
        render(Document("防骗知识", layout, (panel(name, 200),)), "docx")
    assert caught.value.message.startswith(f"{kind}“防骗知识”的“{name}”放不下，约多出")
    assert re.search(r"约多出 [1-9]\d* 个字", caught.value.message)
    assert name in (caught.value.where or "")
    assert caught.value.hint


def test_the_number_of_characters_too_many_grows_with_the_text():
    told = []
    for sentences in (150, 300):
        with pytest.raises(XuanchuanError) as caught:
            render(Document("防骗知识", "trifold", (panel("内页二", sentences),)), "docx")
        told.append(int(re.search(r"约多出 (\d+) 个字", caught.value.message)[1]))
    assert told[1] - told[0] == pytest.approx(150 * len(SENTENCE), rel=0.25)


def test_cutting_a_little_more_than_was_told_makes_it_fit():
    with pytest.raises(XuanchuanError) as caught:
        render(Document("防骗知识", "trifold", (panel("内页二", 150),)), "docx")
    much = int(re.search(r"约多出 (\d+) 个字", caught.value.message)[1])
    left = 150 - 5 * -(-much // (5 * len(SENTENCE))) - 5
    assert render(Document("防骗知识", "trifold", (panel("内页二", left),)), "docx")


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 60).map(lambda n: 5 * n // 5))
def test_type_never_grows_when_text_is_added_and_stays_within_its_bounds(sentences):
    sizes = []
    for more in (0, 10):
        try:
            sizes.append(body_size(Document("题", "trifold", (panel("内页一", sentences + more),))))
        except XuanchuanError:
            sizes.append(0.0)
    page, size = look("trifold").page, look("trifold").styles["body"].size
    assert sizes[1] <= sizes[0]
    assert all(one == 0 or page.fit[1] * size - 0.5 <= one <= page.fit[0] * size + 0.5 for one in sizes)


def test_the_styles_of_the_file_are_those_it_was_measured_with():
    document = Document("题", "trifold", (panel("内页一", 60),))
    word = docx.Document(BytesIO(render(document, "docx")))
    style = next(one for one in word.styles if one.name == look("trifold").styles["body"].name)
    assert style.font.size.pt == body_size(document)


def test_a_leaflet_with_its_code_and_its_imprint_is_measured_with_both():
    bare = replace(samples.TRIFOLD, footer="")
    long = replace(bare, footer="示例县妇女联合会编印　" * 60)
    assert body_size(long) <= body_size(bare)


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="没有 LibreOffice")
def test_the_fullest_panels_that_are_let_pass_are_printed_whole(tmp_path):
    made = {}
    for layout, name, step in (("trifold", "内页二", 5), ("trifold", "封底", 5), ("card", "里面", 1)):
        fits = []
        for sentences in range(step, 200, step):
            document = Document("题", layout, (Panel(name, tuple(
                Paragraph((Text(f"{number}{SENTENCE}"),)) for number in range(sentences))),))  # fmt: skip
            try:
                fits.append(render(document, "docx"))
            except XuanchuanError:
                break
        file = tmp_path / f"{layout}{name}.docx"
        file.write_bytes(fits[-1])
        made[file.stem] = fits[-1]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{one}.docx") for one in made]
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(convert, check=True, capture_output=True, timeout=200)
    for name, data in made.items():
        body = docx.Document(BytesIO(data)).element.body
        wanted = "".join(node.text or "" for node in body.iter(qn("w:t")))
        pdf = str(tmp_path / f"{name}.pdf")
        printed = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, encoding="utf-8")
        assert sorted("".join(printed.stdout.split())) == sorted("".join(wanted.split())), name

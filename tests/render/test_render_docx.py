from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
import render_samples as samples
from docx import Document as WordDocument
from docx.oxml.ns import qn
from render_reading import all_text, document_words

from xuanchuan.model.document import Callout, Document, Items, Text
from xuanchuan.render import render
from xuanchuan.render.codes import png
from xuanchuan.render.docx.package import finished


@pytest.mark.parametrize("name", samples.ALL)
def test_python_docx_reads_back_every_word_in_order(name):
    document = samples.ALL[name]
    text = all_text(render(document, "docx"))
    at = 0
    for words in document_words(document):
        found = text.find(words, at)
        assert found >= 0, f"{words!r} is missing after {text[max(0, at - 30) : at]!r}"
        at = 0 if document.layout == "trifold" else found + len(words)  # its panels stand in the order of folding


@pytest.mark.parametrize("name", samples.ALL)
def test_no_theme_font_and_no_foreign_part_is_left(name):
    with ZipFile(BytesIO(render(samples.ALL[name], "docx"))) as package:
        names = package.namelist()
        text = "".join(package.read(member).decode("utf-8") for member in names if not member.endswith(".png"))
    assert not [member for member in names if "theme" in member]
    for word in ("Theme", "Calibri", "等线", "Times New Roman", "Letter"):
        assert word not in text


@pytest.mark.parametrize("name", samples.ALL)
def test_grid_columns_and_cells_have_the_same_widths_and_fill_the_place(name):
    word = WordDocument(BytesIO(render(samples.ALL[name], "docx")))
    for table in word.element.body.iter("{*}tbl"):
        grid = [int(column.w) for column in table.tblGrid.gridCol_lst]
        for row in table.tr_lst:
            assert [int(cell.width) for cell in row.tc_lst] == grid


@pytest.mark.parametrize("name", ["flyer", "poster", "board"])  # the layouts that make cards of steps
def test_the_box_of_a_steps_number_is_wide_enough_for_its_type(name):
    steps = Callout("steps", "四步", (Items(tuple((Text("先离开"),) for _ in range(4)), ordered=True),))
    word = WordDocument(BytesIO(render(Document("四步", name, (steps,)), "docx")))
    discs = [
        cell
        for cell in word.element.body.iter("{*}tc")
        if "".join(node.text or "" for node in cell.iter("{*}t")) in ("1", "2", "3", "4")
    ]
    assert len(discs) == 4
    size = word.styles["步骤号"].font.size.pt
    for disc in discs:
        points = int(disc.find("{*}tcPr/{*}tcW").get(qn("w:w"))) / 20
        assert points - 2 * 110 / 20 >= 0.6 * size, "a digit is about 0.6 of its size wide"


def test_what_is_packed_is_what_python_docx_would_save():
    word = WordDocument(BytesIO(render(samples.ALL["poster"], "docx")))
    word.add_picture(BytesIO(png("一")))
    saved = BytesIO()
    word.save(saved)
    with ZipFile(saved) as theirs, ZipFile(BytesIO(finished(word))) as ours:
        assert ours.namelist() == theirs.namelist()
        assert {name: ours.read(name) for name in ours.namelist()} == {
            name: theirs.read(name) for name in ours.namelist()
        }
        assert any(name.endswith(".png") for name in ours.namelist())

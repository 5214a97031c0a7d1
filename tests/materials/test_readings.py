"""拼音 over uncommon characters: every one of ours, none of the law's, in every format."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from xuanchuan.materials.readings import is_uncommon, with_readings
from xuanchuan.model.document import Document, Paragraph, Quote, Text
from xuanchuan.render import render

WORDS = "院里种几棵罂粟，也要找䶮家的村医。"
LAW = "非法种植罂粟不满五百株的"


def document(*blocks) -> Document:
    return Document("禁种罂粟", "flyer", blocks or (Paragraph((Text(WORDS),)), Quote("法", (LAW,), "现行")))


def pieces(block: Paragraph) -> list[tuple[str, str]]:
    return [(one.text, one.reading) for one in block.inlines if isinstance(one, Text)]


def test_uncommon_characters_are_read_where_they_stand_and_nothing_else_is_touched():
    paragraph, law = with_readings(document()).blocks
    assert [piece for piece in pieces(paragraph) if piece[1]] == [("罂", "yīng"), ("䶮", "yǎn")]
    assert "".join(text for text, _ in pieces(paragraph)) == WORDS
    assert law == Quote("法", (LAW,), "现行")


def test_strong_words_stay_strong_around_a_reading():
    (paragraph,) = with_readings(document(Paragraph((Text("种罂粟", strong=True),)))).blocks
    assert all(one.strong for one in paragraph.inlines)


def test_the_word_file_has_the_reading_above_at_half_the_size_and_the_character_still_in_the_text():
    word = docx.Document(BytesIO(render(with_readings(document()), "docx")))
    (first, second) = word.element.body.iter(qn("w:ruby"))
    assert ["".join(node.text for node in part.iter(qn("w:t"))) for part in (first, second)] == ["yīng罂", "yǎn䶮"]
    sizes = {
        name: first.find(f"{qn('w:rubyPr')}/{qn(f'w:{name}')}").get(qn("w:val")) for name in ("hps", "hpsBaseText")
    }
    assert int(sizes["hps"]) == int(sizes["hpsBaseText"]) // 2 > 8
    with zipfile.ZipFile(BytesIO(render(with_readings(document()), "docx"))) as package:
        assert b'w:sz w:val="0"' not in package.read("word/document.xml")


@pytest.mark.parametrize(
    ("format", "shown"),
    [("html", "<ruby>罂<rp>（</rp><rt>yīng</rt><rp>）</rp></ruby>"), ("txt", "罂（yīng）粟")],
)
def test_other_formats_show_it_above_or_in_brackets(format, shown):
    assert shown in render(with_readings(document()), format).decode("utf-8-sig")


def test_the_pdf_carries_the_reading():
    import pypdfium2

    pages = pypdfium2.PdfDocument(render(with_readings(document()), "pdf"))
    said = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "yīng" in said
    assert "罂" in said


@given(st.text("罂粟䶮𠮷暴力abc，。 \n1", max_size=20))
def test_no_character_is_lost_or_changed(words):
    (paragraph,) = with_readings(document(Paragraph((Text(words),)))).blocks
    assert "".join(text for text, _ in pieces(paragraph)) == words
    assert all(is_uncommon(text) for text, reading in pieces(paragraph) if reading)


def test_without_the_extra_the_step_is_named_and_nothing_is_written(tmp_path):
    (tmp_path / "pypinyin.py").write_text("raise ImportError('pypinyin')", encoding="utf-8")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); sys.argv = ['xuanchuan', 'flyer', '6.26', '--pinyin'];"
        "from xuanchuan.cli import main; main()"
    )
    work = tmp_path / "work"
    work.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=work, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "xuanchuan[pinyin]" in done.stderr
    assert list(work.iterdir()) == []

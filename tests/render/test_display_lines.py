"""Slogans and subtitles that one line does not hold turn over where they pause, on every paper."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from xuanchuan.model.document import Document, Panel, Paragraph, Text
from xuanchuan.render import render

pytest.importorskip("typst")


def lines(document: Document) -> list[str]:
    """The lines of the first page as they stand on it."""
    page = pypdfium2.PdfDocument(render(document, "pdf"))[0]
    return [line.strip() for line in page.get_textpage().get_text_range().splitlines() if line.strip()]


def said(text: str, role: str = "banner") -> Paragraph:
    return Paragraph((Text(text),), role)


@pytest.mark.parametrize(
    ("slogan", "wanted"),
    [
        ("来路不明的烟和糖，一口也别尝", ["来路不明的烟和糖，", "一口也别尝"]),
        ("安全带系上，头盔戴好，酒后千万别开车", ["安全带系上，头盔戴好，", "酒后千万别开车"]),
        ("有病看医生，有难找组织", ["有病看医生，有难找组织"]),
    ],
)
def test_a_slogan_on_a_poster_turns_over_only_where_it_pauses_and_only_when_it_must(slogan, wanted):
    found = lines(Document(title="", layout="poster", blocks=(said(slogan), Paragraph((Text("正文"),)))))
    assert found[: len(wanted)] == wanted


def test_a_slogan_without_a_pause_is_broken_as_any_text():
    slogan = "平安家庭人人参与人人受益家家户户都来做平安家庭好不好"
    found = lines(Document(title="", layout="poster", blocks=(said(slogan),)))
    assert "".join(found).startswith(slogan)
    assert len(found) > 1


def test_the_subtitle_on_the_cover_of_a_leaflet_leaves_no_character_alone():
    cover = Panel("封面", (said("不让毒品进我家"), said("不让毒品进我家，全家一起守平安啊", "subtitle")))
    found = lines(Document(title="折页", layout="trifold", blocks=(cover,)))
    at = found.index("不让毒品进我家，")
    assert found[at + 1] == "全家一起守平安啊"


def test_what_stands_under_one_heading_of_a_board_is_not_parted_over_columns(tmp_path):
    command = [sys.executable, "-m", "xuanchuan", "make", "展板文字", "11.25", "--year", "2026", "--output", "板.pdf"]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}
    subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True, timeout=60)
    page = pypdfium2.PdfDocument(tmp_path / "板.pdf")[1].get_textpage()
    lefts = [
        page.get_charbox(page.search(words).get_next()[0])[0] for words in ("您问我答", "他没打我", "报了警，警察")
    ]
    assert max(lefts) - min(lefts) < 30

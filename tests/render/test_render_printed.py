"""The files as LibreOffice prints them: lines, characters, page numbers, pages and edges."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest
import render_samples as samples
from render_reading import document_words

from xuanchuan.model.document import Document, Paragraph, Text
from xuanchuan.render import render

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="没有 LibreOffice"),
]

POINTS_PER_MM = 72 / 25.4
FULL = Document("满页", "official", (Paragraph((Text("国" * 28 * 22 * 4),)),))
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


@dataclass(frozen=True)
class Word:
    """A word on a page, edges in points."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("printed")
    for name, document in {**samples.ALL, "full": FULL}.items():
        (folder / f"{name}.docx").write_bytes(render(document, "docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(map(str, folder.glob("*.docx")))
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


def pages(folder: Path, name: str) -> list[list[Word]]:
    boxes = _run("pdftotext", "-bbox", str(folder / f"{name}.pdf"), "-")
    return [
        [Word(*map(float, found[:4]), found[4]) for found in _WORD.findall(page)] for page in boxes.split("<page ")[1:]
    ]


def sizes(folder: Path, name: str) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    found = re.findall(
        r'<page width="([\d.]+)" height="([\d.]+)"', _run("pdftotext", "-bbox", str(folder / f"{name}.pdf"), "-")
    )
    return [(float(width), float(height)) for width, height in found]


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def lines(page: list[Word]) -> list[str]:
    rows = groupby(sorted(page, key=lambda word: (round(word.top), word.left)), key=lambda word: round(word.top))
    return ["".join(word.text for word in row) for _, row in rows]


def test_a_full_page_has_22_lines_of_28_characters(printed):
    for page in pages(printed, "full")[1:3]:
        text = [line for line in lines(page) if "国" in line]
        assert len(text) == 22
        assert {len(line) for line in text} == {28}


def test_the_text_fills_the_type_area_and_nothing_more(printed):
    page = [word for word in pages(printed, "full")[1] if "国" in word.text]
    assert min(word.left for word in page) / POINTS_PER_MM == pytest.approx(28, abs=0.5)
    assert max(word.right for word in page) / POINTS_PER_MM == pytest.approx(184, abs=0.6)
    assert min(word.top for word in page) / POINTS_PER_MM >= 37
    assert max(word.bottom for word in page) / POINTS_PER_MM <= 297 - 35


def test_the_page_number_lies_seven_millimetres_below_on_the_outer_side(printed):
    for number, page in enumerate(pages(printed, "full"), 1):
        dashes = [word for word in page if word.text == "—"]
        below = (dashes[0].top + dashes[0].bottom) / 2 / POINTS_PER_MM - (297 - 35)
        assert below == pytest.approx(7, abs=1)
        if number % 2:
            assert dashes[-1].right / POINTS_PER_MM == pytest.approx(184 - 14 / POINTS_PER_MM, abs=0.5)
        else:
            assert dashes[0].left / POINTS_PER_MM == pytest.approx(28 + 14 / POINTS_PER_MM, abs=0.5)
        assert str(number) in [word.text for word in page]


def test_the_signature_is_placed_by_the_standard(printed):
    words = [word for page in pages(printed, "official") for word in page]
    org = next(word for word in words if word.text.startswith("示例县妇女联合会"))
    assert (184 * POINTS_PER_MM - org.right) / 15.75 == pytest.approx(2, abs=0.15)


@pytest.mark.parametrize("name", samples.ALL)
def test_everything_is_printed_and_nothing_within_five_millimetres_of_an_edge(printed, name):
    for (width, height), page in zip(sizes(printed, name), pages(printed, name), strict=True):
        for word in page:
            assert word.left > 5 * POINTS_PER_MM
            assert word.right < width - 5 * POINTS_PER_MM
            assert word.top > 5 * POINTS_PER_MM
            assert word.bottom < height - 5 * POINTS_PER_MM
    text = re.sub(r"\s", "", _run("pdftotext", "-raw", str(printed / f"{name}.pdf"), "-"))
    for words in document_words(samples.ALL[name]):
        assert set(re.sub(r"\s", "", words)) <= set(text)


@pytest.mark.parametrize(("name", "most"), [("flyer", 2), ("form", 1), ("form-landscape", 1), ("script", 2)])
def test_a_piece_takes_no_more_pages_than_it_should(printed, name, most):
    assert len(pages(printed, name)) <= most


@pytest.mark.parametrize("name", samples.ALL)
def test_no_page_ends_with_a_heading(printed, name):
    headings = {words.text for block in samples.ALL[name].blocks if hasattr(block, "level") for words in block.inlines}
    imprint = samples.ALL[name].footer.replace("　", "")
    cover = name in ("handout", "booklet")  # their first page ends with the contents
    for page in pages(printed, name)[cover:-1]:
        text = [line for line in lines(page) if not re.fullmatch(r"[—\d]+", line) and line != imprint]
        assert text[-1] not in headings

"""The real materials as PDF: no ink near an edge, no blank page, no heading alone at the foot of a page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pdf_reading import MM, sheets

from xuanchuan.model.document import Callout, Document, Heading, Panel
from xuanchuan.render.front import plain, prepared

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
UNIT = """[unit]
name = "滨海新城高新技术产业开发区妇女联合会"
short = "滨海新城高新区妇联"
address = "滨海新城高新技术产业开发区创业大道一百二十八号政务服务中心东附楼三层306室"
phone = "0543-7654321"
hotline_hours = "工作日上午9:00-12:00，下午14:00-17:30"
account = "滨海新城高新区女声"
link = "https://www.example.gov.cn/fulian/weiquan/2026/1125.html"
"""
SCALE = 1.5
# What is printed up to the edge on purpose, and how much is cut off.
BLEED = {"三折页": 3}


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("unit")
    (folder / "xuanchuan.toml").write_text(UNIT, encoding="utf-8")
    return folder


def run(project: Path, *words: str) -> None:
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    subprocess.run([sys.executable, "-m", "xuanchuan", *words], cwd=project, env=env, check=True, capture_output=True)


@pytest.fixture(scope="module")
def files(project) -> list[Path]:
    run(project, "kit", "11.25", "--all", "--to", "pdf", "--out", "print")
    run(project, "kit", "11.25", "--only", "三折页,求助卡", "--to", "屏幕版", "--out", "screen")
    for name in ("站点牌", "制度上墙", "联系卡", "六防六无海报"):
        run(project, "make", name, "--to", "pdf", "--output", f"{name}.pdf")
    return sorted(project.rglob("*.pdf"))


def ink(page: pdfium.PdfPage) -> tuple[float, float, float, float]:
    """How far the ink stays from the left, upper, right and lower edge, in millimetres; ValueError on a blank page."""
    drawn = page.render(scale=SCALE, grayscale=True)
    width, stride, data = drawn.width, drawn.stride, bytes(drawn.buffer)
    dark = bytes(1 if shade < 245 else 0 for shade in range(256))
    rows = [data[at * stride : at * stride + width].translate(dark) for at in range(drawn.height)]
    inked = [at for at, row in enumerate(rows) if 1 in row]
    left = min(rows[at].index(1) for at in inked)
    right = min(width - 1 - rows[at].rindex(1) for at in inked)
    unit = SCALE * MM
    return left / unit, inked[0] / unit, right / unit, (drawn.height - 1 - inked[-1]) / unit


def test_no_page_is_blank_and_no_ink_lies_within_five_millimetres_of_an_edge(files):
    assert len(files) >= 35
    for file in files:
        if "三折页" in file.name:
            continue
        for page in pdfium.PdfDocument(file):
            assert min(ink(page)) >= 4.9, file.name


def test_the_words_of_a_folded_leaflet_keep_from_its_edges_and_folds(files):
    (leaflet,) = (file for file in files if file.name == "三折页.pdf")
    outer, inner = sheets(leaflet.read_bytes())
    for sheet, panels in ((outer, (97, 100, 100)), (inner, (100, 100, 97))):
        folds = [3 + sum(panels[:count]) for count in range(4)]
        assert (round(sheet.width), round(sheet.height)) == (303, 216)
        for char in sheet.chars:
            (left,) = (fold for fold, right in zip(folds, folds[1:], strict=False) if fold <= char.left < right)
            right = min(fold for fold in folds if fold > left)
            assert char.left >= left + 5, char
            assert char.right <= right - 4.5, char
            assert char.top >= 8, char
            assert char.bottom <= 208, char


def headings(document: Document) -> set[str]:
    """The words of every heading, blanks left out."""
    found, left = set(), list(document.blocks)
    while left:
        block = left.pop()
        if isinstance(block, Heading):
            found.add("".join(plain(block.inlines).split()))
        elif isinstance(block, (Callout, Panel)):
            left += block.blocks
    return found


def test_no_heading_stands_alone_at_the_foot_of_a_page(files):
    from datetime import date

    from xuanchuan.commands.preparing import prepare
    from xuanchuan.desk import Desk
    from xuanchuan.materials.compose import compose
    from xuanchuan.render.looks import look_of

    ready = prepare(Desk(date(2026, 11, 23), files[0].parents[2]), "11.25")
    documents = {template.name: template for template in ready.templates}
    seen = 0
    for file in files:
        template = documents.get(file.stem.split(" ")[-1])
        if template is None or file.parts[-3] != "print":
            continue
        document = prepared(compose(template, ready.kit))
        page = look_of(document).page
        bottom = page.left if document.landscape else page.bottom
        for sheet in sheets(file.read_bytes())[:-1]:
            body = [line for line in sheet.lines() if line[0].bottom <= sheet.height - bottom + 2]
            last = "".join(char.text for char in body[-1])
            assert last not in headings(document), f"{file.name}: {last}"
            seen += 1
    assert seen >= 40

"""Large print and black and white: no small letter, no colour."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
import render_samples as samples

from xuanchuan.render import render
from xuanchuan.render.looks import LARGE_PRINTED, look_of


@pytest.mark.parametrize("layout", LARGE_PRINTED)
def test_large_print_has_nothing_below_16_points(layout):
    document = replace(samples.ALL[layout], large_print=True)
    small = {role: style.size for role, style in look_of(document).styles.items() if style.size < 16 and role != "gap"}
    assert small == {}
    before = look_of(samples.ALL[layout]).styles
    for role, style in look_of(document).styles.items():
        assert style.line >= style.size or role == "gap" or before[role].line < before[role].size


def test_official_papers_keep_the_sizes_of_the_standard():
    assert look_of(replace(samples.PLAN, large_print=True)) == look_of(samples.PLAN)


@pytest.mark.parametrize("name", ["flyer", "handout", "slogans", "poster", "trifold"])
def test_black_and_white_has_no_colour_but_grey_and_the_yellow_of_slots(name):
    document = replace(samples.ALL[name], black_white=True, accent="0B6650")
    with ZipFile(BytesIO(render(document, "docx"))) as package:
        text = "".join(package.read(one).decode() for one in package.namelist() if one.endswith(".xml"))
    used = set(re.findall(r'w:(?:fill|color)="([0-9A-F]{6})"', text)) | set(
        re.findall(r'<w:color w:val="(\w{6})"', text)
    )
    assert {one for one in used if not one[0:2] == one[2:4] == one[4:6]} <= {"FFF2AB"}


def test_black_and_white_pdf_is_made():
    assert render(replace(samples.FLYER, black_white=True, large_print=True), "pdf").startswith(b"%PDF")

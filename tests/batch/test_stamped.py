"""A stamped PDF looks like the one set by itself, says the same words, and is sound: whatever is typed."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from tests.batch.rosters import kit, template, templates
from xuanchuan.batch.fields import PLAIN
from xuanchuan.batch.pieces import Piece
from xuanchuan.batch.stamping import Stamper
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.roster import Village

SEEN = 96  # of 255: what one pixel's edge may differ where digits are a hair narrower
RUNNING = """# 告村民书

{{ unit.name }}的电话：{{ unit.phone }}，随时可以打，地址在{{ unit.address }}，请来{{ unit.name }}坐一坐，说一说，问一问。

::: tip 到这里来
{{ unit.short }}　联系人：**{{ unit.contact }}**　{{ unit.hotline_hours }}
:::

- {{ unit.account }}
- 在{{ unit.town }}的{{ unit.village }}

::: table plain 2:3:2
| 村 | 地址 | 电话 |
|---|---|---|
| {{ unit.village }} | {{ unit.address }} | {{ unit.phone }} |
| 固定 | 固定的一行 | 110 |
:::

::: signature
{{ unit.name }}
2026年12月4日
:::
"""
USUAL = (
    "清河镇后李村妇联",
    "后李村妇联",
    "后李村文化路3号",
    "13800000003",
    "王小丽",
    "8点到17点",
    "清河女声",
    "清河镇",
    "后李村",
    "",
)
MENDED = st.text(st.sampled_from("后李村马坊前刘欧阳娜𠮷㛃䶮〇0123456789１Ａ（）、·-AaVWi "), min_size=1, max_size=40)
PHONE = st.from_regex(r"(1[3-9]\d{9}|0\d{3}-\d{7})", fullmatch=True)


def village(values, number=1) -> Village:
    return Village(number, number, str(number), "村", "镇", tuple(values), ("山东省", "", "清河县", ""))


def both(own) -> tuple[Stamper, Stamper]:
    piece = Piece(own, "pdf", own.name)
    return Stamper(piece, kit(), PLAIN), Stamper(piece, kit(), PLAIN, slow=True)


@pytest.fixture(scope="module")
def running() -> tuple[Stamper, Stamper]:
    return both(template(RUNNING, layout="handout"))


def seen(data: bytes) -> list:
    """Every page as its words and its picture."""
    with pypdfium2.PdfDocument(data) as document:
        return [
            (page.get_textpage().get_text_bounded(), page.render(scale=1.2).to_pil().convert("L")) for page in document
        ]


def assert_alike(one: bytes, other: bytes) -> None:
    made, wanted = seen(one), seen(other)
    assert [words.split() for words, _ in made] == [words.split() for words, _ in wanted]
    for (_, picture), (_, by_itself) in zip(made, wanted, strict=True):
        assert ImageChops.difference(picture, by_itself).getextrema()[1] <= SEEN


@pytest.mark.parametrize("name", ["联系卡", "宣传单", "广播稿"])
def test_bundled_materials_are_stamped_as_they_would_be_set(name):
    fast, slow = both(templates()[name])
    own = dict(zip(PLAIN, USUAL, strict=True))
    for more in ({}, {"address": "清河镇后李家庄村民委员会院内东侧第3排12号妇女之家二楼", "contact": "欧阳娜娜"}):
        one = village(tuple((own | more).values()))
        assert_alike(fast.make(one).data, slow.make(one).data)
    assert fast.slow_made == 0


# No shrinking: every example is set in type several times over.
@settings(max_examples=8, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(values=st.tuples(MENDED, MENDED, MENDED, PHONE, *[MENDED] * 6))
def test_hostile_values_are_stamped_as_they_would_be_set(running, values):
    fast, slow = running
    one = village(values)
    try:
        wanted = slow.make(one).data
    except XuanchuanError:
        with pytest.raises(XuanchuanError):
            fast.make(one)
        return
    assert_alike(fast.make(one).data, wanted)


def test_usual_values_are_never_set_one_by_one(running):
    fast, _ = running
    before = fast.slow_made
    for number in range(1, 12):
        fast.make(village((*USUAL[:2], f"后李村{number}号", f"1380000{number:04d}", *USUAL[4:]), number))
    assert fast.slow_made == before


def test_a_village_becomes_the_same_bytes_whichever_was_made_before():
    own = template(RUNNING, layout="handout")
    rows = [village(USUAL, 1), village((*USUAL[:2], "文化路12号院", "13711112222", "欧阳娜娜", *USUAL[5:]), 2)]
    one, other = both(own)[0], both(own)[0]
    assert [one.make(row).sha256 for row in rows] == [other.make(row).sha256 for row in reversed(rows)][::-1]
    assert one.make(rows[0]).sha256 != one.make(rows[1]).sha256


def test_every_village_has_a_mark_of_identity_of_its_own(running):
    fast, _ = running
    made = [fast.make(village((*USUAL[:4], name, *USUAL[5:]))).data for name in ("王小丽", "李小红")]
    marks = [re.search(rb"/ID\[\((.*?)\)", data)[1] for data in made]
    assert marks[0] != marks[1]
    assert all(data.count(mark) == 6 for data, mark in zip(made, marks, strict=True))  # in the file's facts and its end


def test_a_character_no_font_has_holds_the_village_by_name(running):
    fast, _ = running
    with pytest.raises(XuanchuanError, match="U\\+12000"):
        fast.make(village((*USUAL[:4], "王\U00012000", *USUAL[5:])))


def test_a_template_that_looks_into_a_value_is_followed_for_every_village():
    own = template(
        "# 通知\n\n{% if unit.phone == '110' %}打 110{% else %}打村里的 {{ unit.phone }}{% endif %}。\n",
        layout="handout",
    )
    fast, slow = both(own)
    for phone in ("110", "13800000003", "13800000004", ""):
        one = village((*USUAL[:3], phone, *USUAL[4:]))
        assert_alike(fast.make(one).data, slow.make(one).data)


def test_what_is_stamped_is_a_sound_pdf_with_its_fonts_in_it(running, tmp_path):
    data = running[0].make(village(USUAL)).data
    path = tmp_path / "村.pdf"
    path.write_bytes(data)
    fonts = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True)
    assert fonts.stderr == ""
    rows = [line.split() for line in fonts.stdout.splitlines()[2:]]
    assert rows
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    if shutil.which("qpdf"):
        assert subprocess.run(["qpdf", "--check", str(path)], check=False, capture_output=True).returncode == 0


def test_a_county_printed_though_never_asked_about_is_each_villages_own():
    own = template("# 通知\n\n{{ unit.county }}妇联电话：{{ unit.phone }}\n", layout="handout")
    fast, slow = both(own)
    for county in ("清河县", "临河县"):
        one = replace(village(USUAL), place=("山东省", "", county, ""))
        assert_alike(fast.make(one).data, slow.make(one).data)

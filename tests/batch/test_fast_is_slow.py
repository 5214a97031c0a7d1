"""The fast way makes what the slow way makes: byte for byte in text, member for member in packages, whatever is typed."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.batch.rosters import COUNTY, kit, template, templates
from xuanchuan.batch.checksums import Summed
from xuanchuan.batch.fields import PLAIN
from xuanchuan.batch.making import Maker
from xuanchuan.batch.pieces import Piece
from xuanchuan.model.roster import Village

MATERIALS = ("宣传单", "联系卡", "短信微信文案", "签到表", "活动方案", "法律知识讲义")
HOSTILE = st.text(
    st.sampled_from("后李村马坊前刘A1·—“”&<>\"'{}%#*|_：（）、，é䶮𠮷한ꀀሀ")
    | st.characters(categories=["Lo", "Nd", "Lu"]),
    min_size=1,
    max_size=24,
)
FIELDS = st.tuples(*([HOSTILE] * 2), *([st.just("") | HOSTILE] * 5), *([HOSTILE] * 2))


def village(values, number=1, place=("山东省", "", "清河县", "")) -> Village:
    return Village(number, number, str(number), "村", "镇", (*values, *[""] * (len(PLAIN) - len(values))), place)


def contents(data: bytes) -> object:
    """A package as its members, after every checksum was tested; anything else as it is."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def both(own, format, plain=False):
    piece = Piece(own, format, own.name)
    return Maker(piece, kit(), PLAIN, plain), Maker(piece, kit(), PLAIN, slow=True)


USUAL = [
    (f"前刘镇{name}妇联", f"{name}妇联", "", phone, "", "", "", "前刘镇", name)
    for name, phone in (
        ("后李村", "13800000001"),
        ("马坊村", "0543-1234567"),
        ("东洼村", "13800000003"),
        ("西洼", "110"),
    )
]


@pytest.mark.parametrize("format", ["docx", "txt", "html"])
@pytest.mark.parametrize("name", MATERIALS)
def test_usual_villages_come_out_the_same(name, format):
    fast, slow = both(templates()[name], format)
    for number, values in enumerate(USUAL, 1):
        one = village(values, number)
        assert contents(fast.make(one).data) == contents(slow.make(one).data)


@pytest.mark.parametrize("format", ["docx", "html", "txt"])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(FIELDS, min_size=1, max_size=6))
def test_hostile_values_come_out_the_same(format, rows):
    fast, slow = both(templates()["宣传单"], format)
    for number, values in enumerate([*rows, *rows], 1):
        one = village(values, number)
        assert contents(fast.make(one).data) == contents(slow.make(one).data)


TANGLED = """# {{ campaign.name }}

{{ unit.name }}的电话：{{ unit.phone }}{{ unit.phone }}，{{ unit.name }}。

{% if unit.contact %}
- 联系人：**{{ unit.contact }}**
{% endif %}

::: tip {{ unit.short }}的提示
{{ unit.address }}
:::

::: table grid 1:2
| 村 | 电话 |
|---|---|
| {{ unit.village }} | {{ unit.phone }} |
:::

::: signature
{{ unit.name }}

2026年12月4日
:::

{% set signed = "【" ~ unit.short ~ "】" %}
{{ signed }}连签名{{ signed | sms_units }}字。
"""


@pytest.mark.parametrize("format", ["docx", "html", "txt"])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(FIELDS, min_size=1, max_size=5))
def test_tables_signatures_boxes_and_counts_come_out_the_same(format, rows):
    fast, slow = both(template(TANGLED, layout="official"), format)
    for number, values in enumerate([*rows, *rows, *USUAL], 1):
        one = village(values, number)
        assert contents(fast.make(one).data) == contents(slow.make(one).data)


CODED = """# {{ campaign.name }}

::: qr {{ unit.name }}
https://{{ unit.account }}.example.cn/{{ unit.phone }}
:::

::: qr 一样的
https://example.cn/
:::
"""


@pytest.mark.parametrize("format", ["docx", "html", "txt"])
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(FIELDS, min_size=1, max_size=4))
def test_codes_that_hold_a_villages_own_words_come_out_the_same(format, rows):
    fast, slow = both(template(CODED), format)
    for number, values in enumerate([*rows, *rows, *USUAL], 1):
        one = village(values, number)
        assert contents(fast.make(one).data) == contents(slow.make(one).data)
    assert format == "html" or fast.fast_made


def test_a_code_that_says_what_another_code_of_the_page_says_is_one_picture():
    own = template("# 试\n\n::: qr 甲\n{{ unit.phone }}\n:::\n\n::: qr 乙\n110\n:::\n")
    fast, slow = both(own, "docx")
    for phone in ("13800000001", "13800000002", "110", "119"):
        one = village((*USUAL[0][:3], phone, *USUAL[0][4:]))
        assert contents(fast.make(one).data) == contents(slow.make(one).data)
    assert (fast.fast_made, fast.slow_made) == (3, 1)


LOGIC = """# 试

{% if unit.village == "后李村" %}只有后李村看得到的一段。{% else %}别的村。{% endif %}
{% if unit.phone and not unit.address %}没有地址。{% endif %}

{{ unit.name[:2] }}，{{ unit.short | replace("村", "庄") }}，{% for char in unit.town %}{{ char }}-{% endfor %}
"""


def test_a_field_that_logic_looks_into_is_never_spliced():
    fast, slow = both(template(LOGIC), "txt")
    for number, values in enumerate([*USUAL, *USUAL], 1):
        one = village(values, number)
        assert fast.make(one).data == slow.make(one).data
    seen = fast.make(village(USUAL[0])).data.decode("utf-8-sig")
    assert "只有后李村看得到" in seen
    assert "只有后李村看得到" not in fast.make(village(USUAL[1])).data.decode("utf-8-sig")


def test_most_villages_are_spliced_and_not_rendered():
    fast, _ = both(templates()["宣传单"], "docx")
    for number in range(50):
        fast.make(village((f"镇村{number}妇联", f"村{number}妇联", "", "13800000001", "", "", "", "镇", f"村{number}")))
    assert (fast.slow_made, fast.fast_made) == (0, 50)


def test_a_village_with_a_gap_gets_the_page_that_says_so_and_not_a_blank():
    fast, slow = both(templates()["宣传单"], "txt")
    without = ("镇村妇联", "村妇联", "", "", "", "", "", "镇", "村")
    for number, values in enumerate([USUAL[0], without, USUAL[1], without, without], 1):
        assert fast.make(village(values, number)).data == slow.make(village(values, number)).data
    assert "电话：" not in fast.make(village(without)).data.decode("utf-8-sig").split("到这里来")[1]


@pytest.mark.parametrize("name", ["宣传单", "广播稿"])
def test_plain_packing_is_the_renderers_own_byte_for_byte(name):
    fast, slow = both(templates()[name], "docx", plain=True)
    for number, values in enumerate(USUAL, 1):
        assert fast.make(village(values, number)).data == slow.make(village(values, number)).data
    assert fast.slow_made == 0


def test_a_renderer_that_weighs_what_we_did_not_foresee_is_found_out(monkeypatch):
    from xuanchuan.batch import making
    from xuanchuan.render import Rendered

    def sly(document, format):
        text = str(document)
        return ("长" if "13800000003" in text else "短").encode() + text.encode()

    monkeypatch.setattr(making, "render", sly)
    monkeypatch.setattr(making, "render_files", lambda *words: (Rendered(".txt", "txt", sly(*words)),))
    fast = Maker(Piece(templates()["宣传单"], "txt", "宣传单"), kit(), PLAIN)
    made = [fast.make(village((*one[:3], "13800000003", *one[4:]))).data for one in USUAL]
    assert all(data.startswith("长".encode()) for data in made)


@given(pieces=st.lists(st.binary(max_size=3000), max_size=6))
def test_checksums_joined_are_checksums_of_the_whole(pieces):
    import zlib

    crc = 0
    for piece in pieces:
        crc = Summed(piece).after(crc)
    assert crc == zlib.crc32(b"".join(pieces))


def test_every_name_a_template_may_use_that_depends_on_the_unit_is_known_to_do_so():
    from dataclasses import fields, replace

    from xuanchuan.materials.compose import _Context
    from xuanchuan.materials.tracing import SITES, UNIT, WORKED_OUT

    changed = {"level": "乡", "province": "河北省", "county": "清河区", "partners": ("民政局",), "sample": True, "details": (("律师", "x"),)}  # fmt: skip
    before = _Context(kit()).names()
    for one in fields(COUNTY):
        other = replace(COUNTY, **{one.name: changed.get(one.name, f"另{one.name}")})
        after = _Context(kit(unit=other)).names()
        for name, value in before.items():
            if name in (UNIT, *SITES) or callable(value):
                continue
            assert value == after[name] or one.name in WORKED_OUT.get(name, ()), (one.name, name)


def test_a_county_printed_though_never_asked_about_is_each_villages_own():
    own = template("# 通知\n\n{{ unit.county }}妇联电话：{{ unit.phone }}\n", layout="handout")
    fast, slow = (Maker(Piece(own, "docx", own.name), kit(), PLAIN, slow=is_slow) for is_slow in (False, True))
    for county in ("清河县", "临河县", "清河县"):
        one = village(("后李村妇联", "后李村妇联", "", "13800000003"), place=("山东省", "", county, ""))
        made = fast.member(one, "word/document.xml")
        assert made == slow.member(one, "word/document.xml")
        assert f"{county}妇联电话".encode() in made

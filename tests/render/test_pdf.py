"""PDF and pictures, read back with another program: sizes, words, places, fonts, and what cannot be printed."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
import render_samples as samples
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pdf_reading import fonts_of, png_size, sheets, text_of
from render_reading import document_words
from test_render_any_text import NASTY

from xuanchuan.model.document import Document, Panel, Paragraph, Table, Text
from xuanchuan.model.error import XuanchuanError
from xuanchuan.render import render, render_files
from xuanchuan.render.literal import legal
from xuanchuan.render.typst import fonts, kinds
from xuanchuan.render.typst.press import INSTALL

ROOT = Path(__file__).parents[2]
SIZES = {
    "flyer": (210, 297),
    "official": (210, 297),
    "form-landscape": (297, 210),
    "poster": (297, 420),
    "sign": (420, 297),
    "board": (480, 240),
    "booklet": (148, 210),
    "card": (210, 297),
    "trifold": (303, 216),
}
PRINTED = {name: render(document, "pdf") for name, document in samples.ALL.items()}
INNER_EDGE = {"trifold": 3 + 5}


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


@pytest.mark.parametrize("name", samples.ALL)
def test_every_word_is_in_the_pdf_as_text(name):
    found = text_of(PRINTED[name])
    for words in document_words(samples.ALL[name]):
        assert squeezed(words) in found, words


@pytest.mark.parametrize("name", samples.ALL)
def test_every_font_lies_in_the_file(name):
    assert set(fonts_of(PRINTED[name]).values()) == {True}


@pytest.mark.parametrize("name", SIZES)
def test_the_paper_has_its_size(name):
    for sheet in sheets(PRINTED[name]):
        assert (round(sheet.width), round(sheet.height)) == SIZES[name]


@pytest.mark.parametrize("name", samples.ALL)
def test_no_text_within_five_millimetres_of_an_edge(name):
    edge = INNER_EDGE.get(name, 5)
    for sheet in sheets(PRINTED[name]):
        for char in sheet.chars:
            assert edge <= char.left, char
            assert char.right <= sheet.width - edge, char
            assert edge <= char.top, char
            assert char.bottom <= sheet.height - edge, char


@pytest.mark.parametrize(("name", "pages"), [("flyer", 1), ("poster", 1), ("sign", 1), ("board", 1), ("card", 2)])
def test_what_is_one_sheet_stays_one_sheet(name, pages):
    assert len(sheets(PRINTED[name])) == pages


def test_a_folded_leaflet_is_imposed_for_the_press():
    outside, inside = sheets(PRINTED["trifold"])
    folds = {"折进页": (3, 100), "封底": (100, 200), "封面": (200, 300)}
    shown = {"折进页": "您要知道", "封底": "到这里来", "封面": "对家暴说"}
    for name, (left, right) in folds.items():
        at = outside.text.index(shown[name])
        assert left <= outside.chars[at].left <= right, name
    for words, (left, right) in {
        "法律怎么说": (3, 103),
        "遇到了怎么办": (103, 203),
        "有事打这些电话": (203, 300),
    }.items():
        assert left <= inside.chars[inside.text.index(words)].left <= right, words


def test_on_a_screen_a_folded_leaflet_is_read_panel_by_panel():
    shown = sheets(render(samples.TRIFOLD, "屏幕版"))
    assert [round(sheet.width) for sheet in shown] == [100, 97, 100, 100, 97, 100]
    assert [sheet.text[:4] for sheet in shown] == [
        "对家暴说",
        "您要知道",
        "法律怎么",
        "遇到了怎",
        "有事打这",
        "到这里来",
    ]


def test_ten_cards_lie_on_a_sheet_at_their_true_size():
    outside, inside = sheets(PRINTED["card"])
    assert outside.text.count("生活服务") == inside.text.count("12338") == 10
    firsts = [char for at, char in enumerate(outside.chars) if outside.text.startswith("生活服务", at)]
    columns, rows = sorted({round(char.left, 1) for char in firsts}), sorted({round(char.top, 1) for char in firsts})
    assert columns[1] - columns[0] == pytest.approx(90, abs=0.2)
    assert {round(after - before) for before, after in zip(rows, rows[1:], strict=False)} == {54}


@pytest.mark.parametrize(("kind", "size"), [("手机海报", (1080, 1920)), ("封面图", (900, 383)), ("方图", (1080, 1080))])
@pytest.mark.parametrize("name", ["flyer", "poster", "handout", "trifold"])
def test_pictures_for_a_phone_have_the_size_it_wants(name, kind, size):
    assert png_size(render(samples.ALL[name], kind)) == size


def test_a_long_picture_is_1080_wide_and_none_is_higher_than_6000():
    for name in ("flyer", "handout", "official"):
        for one in render_files(samples.ALL[name], "png"):
            width, height = png_size(one.data)
            assert width == 1080
            assert height <= 6000
    doubled = replace(samples.HANDOUT, blocks=samples.HANDOUT.blocks * 2)
    made = render_files(doubled, "png")
    assert [one.ending for one in made] == [f" {number}.png" for number in range(1, len(made) + 1)]
    assert len(made) > 1
    assert all(png_size(one.data)[1] <= 6000 for one in made)


def test_a_poster_for_a_phone_never_lacks_the_safety_lines_and_the_numbers():
    job = kinds.work(samples.FLYER)
    data = kinds.picture(job, kinds.PICTURES["手机海报"])
    needed = [data["blocks"][at] for at in data["picture"]["required"]]
    assert [one.get("callout") or one.get("role") for one in needed] == ["safety", "hotlines"]
    crowd = replace(samples.FLYER, blocks=(replace(samples.HOTLINES, rows=(samples.HOTLINES.rows * 9)),))
    with pytest.raises(XuanchuanError, match="放不下"):
        render(crowd, "手机海报")


letters = st.text(st.characters(codec="gbk", exclude_categories=["Cc", "Cs", "Co", "Zl", "Zp"]), max_size=30)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.sampled_from(NASTY), letters), st.sampled_from(["official", "flyer", "trifold", "poster"]))
@example('#panic("x") $x$ *a* _b_ `c` <l> @r \\u{41} // /* ~ -- --- ... "q" [c] #{1+1}', "flyer")
def test_hostile_words_come_out_as_typed_or_are_named(words, layout):
    document = Document("标题", layout, (Panel("内页一", (Paragraph((Text("甲" + words + "乙"),)),)),))
    try:
        found = text_of(render(document, "pdf"))
    except XuanchuanError as error:
        missing = set(re.findall(r"U\+([0-9A-F]+)", error.message))
        assert missing
        assert missing <= {f"{ord(char):04X}" for char in legal(words)}
    else:
        typed = re.sub("[\u200b-\u200d\u2060\ufe0e\ufe0f\ufeff]", "", legal(words))
        assert squeezed(typed) in squeezed(found)


@pytest.mark.parametrize("name", ["official", "flyer"])
def test_a_character_no_font_has_is_named_with_the_place_it_stands_in(name):
    table = Table(samples.PLAN_TABLE.columns, (((), (), (Text("送到\U0003fffd村"),), ()),))
    document = Document("村名", name, (Paragraph((Text("好"),)), table))
    with pytest.raises(XuanchuanError) as caught:
        render(document, "pdf")
    assert "U+3FFFD" in caught.value.message
    assert "送到\U0003fffd村" in (caught.value.where or "")
    with pytest.raises(XuanchuanError):
        render(document, "png")


def test_a_panel_with_too_much_on_it_is_named_not_cut_off():
    long = Panel("内页二", tuple(Paragraph((Text("很长的一段话。" * 30),)) for _ in range(20)))
    with pytest.raises(XuanchuanError) as caught:
        render(Document("折页", "trifold", (long,)), "pdf")
    assert "内页二" in (caught.value.where or "")


def test_without_any_chinese_font_the_step_to_take_is_said(monkeypatch):
    monkeypatch.setattr(fonts, "package_folders", tuple)
    fonts.shelf.cache_clear()
    with pytest.raises(XuanchuanError) as caught:
        fonts.shelf(system=False)
    fonts.shelf.cache_clear()
    assert "python -m pip install pylopdf-fonts-zh-cn" in (caught.value.hint or "")


@pytest.mark.parametrize("package", ["pylopdf-fonts-zh-cn", "manimgx-fonts-cjk"])
def test_on_a_bare_machine_one_font_package_is_enough(package, monkeypatch):
    try:
        distribution(package)
    except PackageNotFoundError:
        pytest.skip(f"{package} is not installed")
    monkeypatch.setattr(fonts, "font_packages", lambda: (package,))
    fonts.shelf.cache_clear()
    bare = fonts.shelf(system=False)
    for name in ("official", "flyer"):
        data = kinds.pdf(samples.ALL[name], bare)
        found = text_of(data)
        assert all(squeezed(words) in found for words in document_words(samples.ALL[name]))
        assert set(fonts_of(data).values()) == {True}
    assert bare.remarks
    fonts.shelf.cache_clear()


def test_without_the_extra_the_command_says_what_to_install(tmp_path):
    program = "import sys; sys.modules['typst'] = None; from xuanchuan.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "flyer", "11.25", "--to", "pdf"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert INSTALL in done.stderr
    assert list(tmp_path.iterdir()) == []

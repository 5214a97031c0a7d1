"""首页.html in a real browser: self-contained, fits phone and desktop, finds articles, names what is left to do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from browser_driving import ENTER, TAB, browser, needs_driver
from page_judging import assert_fits, assert_legible, assert_readable, printed, words_of

ROOT = Path(__file__).parents[2]
PROVINCE = '[unit]\nname = "滨海县妇女联合会"\nshort = "滨海县妇联"\nprovince = "山东省"\nphone = "0543-7654321"\n'
WITHOUT = "import sys; sys.modules['typst'] = None; from xuanchuan.cli import main; main()"
SHOWN = "return [].filter.call(document.querySelectorAll('.home-law'), function (law) { return !law.hidden; }).length"
FOUND = "return document.getElementById('found').textContent"
MARKED = "return [].map.call(document.querySelectorAll('.home-law mark'), function (one) { return one.textContent; })"
FOCUS = "return document.activeElement.id || document.activeElement.tagName"


def make_kit(cwd: Path, *start: str) -> Path:
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    (cwd / "xuanchuan.toml").write_text(PROVINCE, encoding="utf-8")
    command = [sys.executable, *(start or ("-m", "xuanchuan")), "kit", "11.25"]
    subprocess.run(command, cwd=cwd, env=env, check=True, capture_output=True)
    (folder,) = (path for path in cwd.iterdir() if path.is_dir())
    return folder / "首页.html"


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> Path:
    return make_kit(tmp_path_factory.mktemp("kit"))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> Path:
    """The page of a computer without the extra that sets type."""
    return make_kit(tmp_path_factory.mktemp("drawn"), "-c", WITHOUT)


@pytest.fixture(scope="module")
def window(page, tmp_path_factory):
    with browser(tmp_path_factory.mktemp("downloads")) as window:
        yield window


@pytest.fixture
def opened(window, page):
    window.open(page)
    return window


@pytest.mark.slow
@needs_driver
def test_a_screen_reader_finds_its_way(opened):
    assert_readable(opened, {"banner", "navigation", "main", "search", "contentinfo"})
    opened.run("document.querySelectorAll('details').forEach(function (one) { one.open = true; })")
    assert_readable(opened, {"main"})


@pytest.mark.slow
@needs_driver
def test_nothing_is_cut_off_on_a_phone_or_at_twice_the_size(opened):
    assert_fits(opened, 320, 360, 640, 1280)


@pytest.mark.slow
@needs_driver
def test_every_word_can_be_read_on_a_light_and_on_a_dark_screen(opened):
    assert_legible(opened)
    opened.run("document.querySelectorAll('details').forEach(function (one) { one.open = true; })")
    assert_legible(opened, ("dark",))


@pytest.mark.slow
@needs_driver
def test_without_a_mouse_a_search_marks_what_it_finds_and_says_how_many(opened):
    every = opened.run(SHOWN)
    opened.keys(TAB + ENTER)  # the skip link leads to the materials
    assert opened.run(FOCUS) == "files"
    for _ in range(200):
        if opened.run(FOCUS) == "find":
            break
        opened.keys(TAB)
    opened.keys("保护令 72")
    assert opened.run(FOUND).startswith("这些法条里没有")
    assert opened.run(SHOWN) == 0
    opened.keys("\ue003\ue003七十二小时")
    assert 1 <= opened.run(SHOWN) < every
    assert opened.run(FOUND) == f"找到 {opened.run(SHOWN)} 条"
    assert set(opened.run(MARKED)) == {"保护令", "七十二小时"}
    opened.run("var find = document.getElementById('find'); find.value = ''; find.dispatchEvent(new Event('input'));")
    assert (opened.run(SHOWN), opened.run(MARKED), opened.run(FOUND)) == (every, [], "")


@pytest.mark.slow
@needs_driver
def test_an_article_is_found_by_its_number(opened):
    opened.run("document.getElementById('find').focus()")
    opened.keys("反家庭暴力法 第23条")
    assert opened.run(SHOWN) == 1


@pytest.mark.slow
@needs_driver
def test_letters_of_an_input_method_search_for_nothing_until_the_words_are_chosen(opened):
    every = opened.run(SHOWN)
    opened.run("document.getElementById('find').focus()")
    opened.cdp("Input.imeSetComposition", text="bao'hu'ling", selectionStart=11, selectionEnd=11)
    assert opened.run("return document.getElementById('find').value") == "bao'hu'ling"
    assert (opened.run(SHOWN), opened.run(FOUND)) == (every, "")
    opened.cdp("Input.insertText", text="保护令")
    assert 1 <= opened.run(SHOWN) < every
    assert set(opened.run(MARKED)) == {"保护令"}


@pytest.mark.slow
@needs_driver
def test_it_prints_on_a4_with_every_file_name_and_without_its_buttons(opened, page):
    sheets = printed(opened)
    said = words_of(sheets)
    assert len(sheets) <= 10
    assert all("".join(path.name.split()) in said for path in page.parent.glob("*.docx"))
    assert "复制全文" not in said
    assert "在这里看" not in said


@pytest.mark.slow
@needs_driver
def test_without_the_extra_the_page_is_drawn_and_reads_the_same(window, drawn):
    window.open(drawn)
    assert_readable(window, {"main"})
    assert_fits(window, 360)
    assert window.run("return document.querySelectorAll('.home-look svg text').length") > 100
    assert window.run("return document.querySelectorAll('.home-look img').length") == 0


def test_the_drawings_say_the_title_and_hold_no_ids(drawn):
    text = drawn.read_text(encoding="utf-8")
    pictures = re.findall(r'<div class="home-look">(.*?)</div>', text, re.DOTALL)
    assert len(pictures) >= 12
    assert all(picture.startswith("<svg") and " id=" not in picture for picture in pictures)
    assert "签到表" in unescape(re.sub("<[^>]+>", "", pictures[6]))


def test_the_page_is_small_and_fetches_nothing(page, drawn):
    for one in (page, drawn):
        text = one.read_text(encoding="utf-8")
        assert len(text.encode("utf-8")) < 1_500_000
        assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", text)
        assert "@import" not in text
        assert "url(" not in text


def test_every_material_shows_its_first_page(page):
    text = page.read_text(encoding="utf-8")
    pictures = re.findall(r'<div class="home-look"><img src="data:image/png;base64,[^"]+" width="240" ', text)
    assert len(pictures) == text.count('<li class="home-piece"') >= 12


def test_the_page_lists_every_file_beside_it(page):
    linked = {unquote(one) for one in re.findall(r'href="([^"#]+)"', page.read_text(encoding="utf-8"))}
    made = {path.name for path in page.parent.iterdir() if path.suffix in (".docx", ".txt", ".ics")}
    assert made <= linked


def test_the_page_says_what_is_left_for_a_person_and_what_to_paste_next(page):
    text = unescape(page.read_text(encoding="utf-8"))
    assert "还要您来填的" in text
    assert "经费来源" in text
    assert "还缺" in text
    assert "语料截至2026年10月4日" in text
    assert "本省的规定，还没有导入原文" in text
    assert "山东省" in text
    assert f'xuanchuan check "{page.parent.name}/01 活动方案.docx"' in text


@pytest.mark.slow
@needs_driver
def test_the_article_to_paste_fits_a_phone_and_can_be_read(window, page):
    window.open(page.with_name("15 公众号推文.html"))
    assert_fits(window, 320, 375, 677)
    assert_legible(window, ("light",))
    assert window.run("return document.querySelectorAll('style,script,link,[class],[id]').length") == 0
    assert window.run("return document.documentElement.lang") == "zh-CN"

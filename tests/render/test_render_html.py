from __future__ import annotations

import re
from dataclasses import replace

import pytest
import render_samples as samples
from render_reading import document_words
from test_render_any_text import page_text

from xuanchuan.model.document import Column, Document, Heading, Table, Text
from xuanchuan.render import html, render


@pytest.mark.parametrize("name", samples.ALL)
def test_the_page_shows_every_word_in_order(name):
    text = page_text(render(samples.ALL[name], "html").decode("utf-8"))
    text = text[text.index("</style>") + 8 :] if "</style>" in text else text
    at = text.index("body {")
    for words in document_words(samples.ALL[name]):
        found = text.find(words, at)
        assert found >= 0, words
        at = found + len(words)


@pytest.mark.parametrize("name", samples.ALL)
def test_the_page_fetches_nothing_and_runs_nothing(name):
    page = render(samples.ALL[name], "html").decode("utf-8").replace(samples.ACCOUNT.content, "")
    assert not re.findall(r"https?:|\bsrc=|url\(|@import|<script|<link|<iframe|\bon\w+=", page)


def test_the_page_says_its_language_and_its_coding():
    page = render(samples.FLYER, "html").decode("utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert '<meta charset="utf-8">' in page
    assert "<title>对家暴说“不”</title>" in page


def test_headings_step_down_from_the_title_without_a_gap():
    page = html.fragment(samples.HANDOUT, level=2)
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_table_headers_are_marked_for_screen_readers():
    page = html.fragment(samples.FLYER)
    assert page.count('<th scope="col">') == 4
    assert "<caption>这些电话请记好</caption>" in page


def test_two_fragments_on_a_page_have_no_id_in_common():
    first = html.fragment(samples.HANDOUT, prefix="one")
    second = html.fragment(samples.HANDOUT, prefix="two")
    ids = re.findall(r' id="([^"]*)"', first + second)
    assert len(ids) == len(set(ids)) > 4


def test_every_line_of_the_contents_leads_to_its_heading():
    page = html.fragment(samples.HANDOUT)
    targets = re.findall(r'href="#([^"]*)"', page)
    words = [re.sub("<[^>]*>", "", match) for match in re.findall(r"<a [^>]*>(.*?)</a>", page)]
    assert len(targets) == 6
    for target, word in zip(targets, words, strict=True):
        assert re.search(rf'id="{target}">{re.escape(word)}</h', page)


def test_every_rule_of_the_style_sheet_is_held_to_our_own_classes():
    rules = re.sub(r"/\*.*?\*/", "", html.style_sheet(), flags=re.S)
    selectors = [part.strip() for rule in re.findall(r"([^{}]+)\{", rules) for part in rule.split(",")]
    ours = [one for one in selectors if one and not one.startswith("@")]
    assert len(ours) > 30
    assert all(one.startswith(".xc") for one in ours)


def test_a_slot_is_marked():
    assert '<mark class="xc-slot">【地点】</mark>' in html.fragment(samples.SIGN_IN)


def test_column_shares_become_widths():
    table = Table((Column("甲", 1), Column("乙", 3)), ())
    page = html.fragment(Document("表", "form", (Heading(1, (Text("一"),)), table)))
    assert '<col style="width:25%"><col style="width:75%">' in page


def test_a_document_s_own_colour_tints_the_layouts_that_take_one():
    flyer = html.fragment(replace(samples.FLYER, accent="0b6650"))
    assert "--xc-accent:#0B6650;--xc-band:#0B6650;--xc-on-band:#FFFFFF;--xc-tint:#EEF4F3" in flyer
    assert html.fragment(replace(samples.PLAN, accent="0B6650")) == html.fragment(samples.PLAN)
    assert html.fragment(replace(samples.FLYER, accent='red"')) == html.fragment(samples.FLYER)

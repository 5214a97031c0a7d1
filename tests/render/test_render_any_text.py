"""Whatever an officer types comes out as typed, and never makes a file that will not open."""

from __future__ import annotations

from html.parser import HTMLParser
from io import BytesIO

import pytest
from docx import Document as WordDocument
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from render_reading import all_text

from xuanchuan.model.document import (
    Callout,
    Column,
    Document,
    Heading,
    Items,
    LineBreak,
    PageBreak,
    Panel,
    Paragraph,
    Qr,
    Quote,
    Signature,
    Slot,
    Table,
    Text,
)
from xuanchuan.model.error import XuanchuanError
from xuanchuan.render import render
from xuanchuan.render.literal import legal
from xuanchuan.render.looks import LAYOUTS

NASTY = (
    "<w:p>&amp;]]></w:t>",
    "{{ unit }} {% raw %} # *粗* `码`",
    "  前后  有空格  ",
    "制\t表\t符",
    "换\n行\r\n又\r一行",
    "控制\x00\x01\x08\x0b\x0c\x1f符",
    "半个\ud83d表情",
    "\ufffe\uffff",
    "䶮 𠮷 👩‍👧 é",
    "“引号”‘单’—破折…",
    '"><script>alert(1)</script>',
    "a" * 300,
)

typed = st.one_of(st.sampled_from(NASTY), st.text(st.characters(), max_size=12))
inlines = st.lists(
    st.one_of(st.builds(Text, typed, st.booleans(), st.booleans()), st.builds(Slot, typed), st.just(LineBreak())),
    max_size=3,
).map(tuple)
roles = st.sampled_from(["body", "plain", "addressee", "subtitle", "banner", "note", "attachment", "spoken"])
leaves = st.one_of(
    st.builds(Heading, st.integers(1, 4), inlines),
    st.builds(Paragraph, inlines, roles),
    st.builds(Quote, typed, st.lists(typed, max_size=3).map(tuple), typed, typed),
    st.builds(Items, st.lists(inlines, max_size=5).map(tuple), st.booleans()),
    st.builds(Signature, typed, typed),
    st.just(PageBreak()),
    st.builds(Qr, st.one_of(st.just("https://example.org/"), st.text(min_size=1, max_size=20)), typed),
)


@st.composite
def tables(draw):
    columns = draw(st.lists(st.builds(Column, typed, st.integers(1, 5)), min_size=1, max_size=4))
    rows = draw(st.lists(st.tuples(*([inlines] * len(columns))), max_size=3))
    role = draw(st.sampled_from(["grid", "form", "hotlines", "plain"]))
    return Table(tuple(columns), tuple(rows), role, draw(typed), draw(st.integers(0, 12)))


blocks = st.recursive(
    st.one_of(leaves, tables()),
    lambda inner: st.one_of(
        st.builds(
            Callout,
            st.sampled_from(["safety", "steps", "case", "tip", "draft"]),
            typed,
            st.lists(inner, max_size=3).map(tuple),
        ),
        st.builds(Panel, st.sampled_from(["封面", "内页一", "外面", "别的"]), st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=3,
)
documents = st.builds(
    Document,
    typed,
    st.sampled_from(LAYOUTS),
    st.lists(blocks, max_size=4).map(tuple),
    subtitle=typed,
    footer=typed,
    landscape=st.booleans(),
    large_print=st.booleans(),
    black_white=st.booleans(),
)
RELAXED = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])


class Reader(HTMLParser):
    """The text of a page, a line break as a newline; complains of tags that do not pair."""

    VOID = frozenset({"br", "hr", "meta", "col"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "br":
            self.text += "\n"

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def page_text(page: str) -> str:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader.text


@RELAXED
@given(documents)
def test_any_document_opens_in_every_format(document):
    try:
        WordDocument(BytesIO(render(document, "docx")))
    except XuanchuanError as error:
        assert document.layout in ("card", "trifold")
        assert "放不下" in error.message
    page_text(render(document, "html").decode("utf-8"))
    render(document, "txt").decode("utf-8-sig")


@RELAXED
@given(typed, st.sampled_from(LAYOUTS))
@example("  前\t后  \n  又 ", "official")
def test_words_come_out_as_typed(words, layout):
    document = Document("标题", layout, (Panel("封面", (Paragraph((Text("甲" + words + "乙", strong=True),)),)),))
    expected = "甲" + legal(words) + "乙"
    try:
        assert expected in all_text(render(document, "docx"))
    except XuanchuanError as error:
        assert layout in ("card", "trifold")
        assert "放不下" in error.message
    assert expected in page_text(render(document, "html").decode("utf-8"))
    assert expected.replace("\n", "\r\n") in render(document, "txt").decode("utf-8-sig")


@pytest.mark.parametrize("words", NASTY)
def test_every_field_of_a_quote_and_a_table_comes_out_as_typed(words):
    quote = Quote(words, (words,), words, words, words)
    table = Table((Column(words),), (((Text(words),),),), caption=words)
    document = Document(words, "flyer", (quote, table), subtitle=words, footer=words)
    assert all_text(render(document, "docx")).count(legal(words)) == 10
    assert page_text(render(document, "html").decode("utf-8")).count(legal(words)) >= 11


@given(st.text(st.characters()))
def test_legal_text_is_left_alone(words):
    assert legal(legal(words)) == legal(words)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_what_xml_allows_is_never_changed(words):
    assert legal(words) == words

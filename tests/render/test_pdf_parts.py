"""A finished PDF taken apart: every glyph says what it draws, and a new font of some of them is read by another program."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from xuanchuan.model.document import Document, Paragraph, Text
from xuanchuan.render import render
from xuanchuan.render.pdf.assembly import Assembly, Packed, joined
from xuanchuan.render.pdf.glyphs import Glyph
from xuanchuan.render.pdf.objects import NotStampedError, stream_of, take_apart
from xuanchuan.render.pdf.outlines import font_of, outlines_of
from xuanchuan.render.pdf.runs import Run, pages_of
from xuanchuan.render.typst.fonts import shelf
from xuanchuan.render.typst.specimen import TypeCase

WORDS = "后李村妇联（王䶮）电话：0543-1234567，A座(3)\\"


@pytest.fixture(scope="module")
def printed() -> bytes:
    return render(Document(title="样张", layout="handout", blocks=(Paragraph((Text(WORDS),)),)), "pdf")


def test_runs_of_a_page_say_its_words_in_order(printed):
    sections = pages_of(take_apart(printed))[0].sections
    said = "".join(
        item.text for one in sections for run in one if isinstance(run, Run) for item in run.items if isinstance(item, Glyph)
    )  # fmt: skip
    assert WORDS in said


def test_what_is_no_pdf_of_the_press_is_refused():
    with pytest.raises(NotStampedError):
        take_apart(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n")


def test_parts_packed_and_plain_are_joined_into_one_stream():
    parts = [b"", b"abc" * 50_000, Packed.of(b"xyz" * 999), Packed.of(b""), b"q", Packed.of(b"1" * 70_000)]
    whole = b"".join(one if isinstance(one, bytes) else b"" for one in parts[:2])
    whole += b"xyz" * 999 + b"q" + b"1" * 70_000
    packed = joined(parts)
    assert stream_of(b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed)) == whole


def test_a_new_font_of_chosen_glyphs_draws_them_in_another_reader(printed):
    taken = take_apart(printed)
    page = pages_of(taken)[0]
    case = TypeCase(shelf())
    name = next(font.name for font in page.fonts.values() if case.glyph(font.name, "䶮"))
    glyphs = [glyph for char in "王䶮𠮷" if (glyph := case.glyph(name, char))]
    constant = {number: body for number, body in taken.objects.items() if number not in (page.contents, page.resources)}
    assembly = Assembly(constant, taken.root, taken.info, max(taken.objects) + 1)
    first = max(taken.objects) + 1
    resources = re.sub(rb"/Font<<.*?>>", b"/Font<</v %d 0 R>>" % first, taken.objects[page.resources])
    codes = b"".join(b"%04x" % code for code in range(1, len(glyphs) + 1))
    drawn = joined([b"BT /v 40 Tf 1 0 0 1 50 500 Tm <%b> Tj ET" % codes])
    objects = {
        page.contents: b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(drawn), drawn),
        page.resources: resources,
        **dict(enumerate(case.cast(name).objects(glyphs, first), first)),
    }
    made, _ = assembly.complete(objects, taken.mark)
    with pypdfium2.PdfDocument(made) as document:
        assert document[0].get_textpage().get_text_bounded() == "".join(one.text for one in glyphs)
        picture = (
            document[0].render(scale=1).to_pil().convert("L").crop((50, 842 - 540, 50 + 40 * len(glyphs), 842 - 490))
        )
        for at in range(len(glyphs)):
            box = picture.crop((40 * at, 0, 40 * at + 40, 50))
            assert box.getextrema()[0] < 64, f"第 {at + 1} 个字是空的"


def test_a_new_font_holds_the_outlines_it_was_made_from_in_every_kind_of_font_at_hand():
    case = TypeCase(shelf())
    assert case.names
    for name in case.names:
        wanted = [glyph.outline for char in "村王一3" if (glyph := case.glyph(name, char))]
        assert outlines_of(font_of(wanted))[1:] == wanted


def test_a_character_a_font_lacks_is_told_apart_from_one_it_has():
    case = TypeCase(shelf())
    name = case.names[0]
    assert case.glyph(name, "村")
    assert case.glyph(name, "\U00012000") is None
    assert case.width(name, "村村") == 2000
    with pytest.raises(NotStampedError):
        case.width(name, "村\U00012000")

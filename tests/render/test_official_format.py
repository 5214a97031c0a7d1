"""GB/T 9704-2012, every rule that can be measured, on the plan of the samples."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
import render_samples as samples
from docx import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree

from xuanchuan.model.document import Document, LineBreak, Panel, Paragraph, Signature, Text
from xuanchuan.render import render
from xuanchuan.render.official import right_indents
from xuanchuan.render.titles import title_lines

DATA = render(samples.PLAN, "docx")
WORD = WordDocument(BytesIO(DATA))
SECTION = WORD.sections[0]
MM = 36000


def member(name: str):
    with ZipFile(BytesIO(DATA)) as package:
        return etree.fromstring(package.read(name))


def style(name: str):
    return next(one for one in WORD.styles if one.name == name)


def paragraph(start: str):
    return next(one for one in WORD.paragraphs if one.text.startswith(start))


def indent(one, name: str) -> int:
    found = one._p.find(f".//{qn('w:ind')}")
    return int(found.get(qn(f"w:{name}"), 0))


def test_the_paper_is_a4_upright():
    assert (round(SECTION.page_width / MM), round(SECTION.page_height / MM)) == (210, 297)
    assert SECTION.orientation == WD_ORIENT.PORTRAIT


def test_the_margins_leave_a_type_area_of_156_by_225_millimetres():
    margins = (SECTION.top_margin, SECTION.right_margin, SECTION.bottom_margin, SECTION.left_margin)
    assert [round(margin / MM, 1) for margin in margins] == [37, 26, 35, 28]
    assert round((SECTION.page_width - SECTION.left_margin - SECTION.right_margin) / MM) == 156
    assert round((SECTION.page_height - SECTION.top_margin - SECTION.bottom_margin) / MM) == 225


def test_the_grid_and_the_spacing_give_22_lines_of_28_characters():
    grid = SECTION._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    body = style("公文正文")
    line = body.paragraph_format.line_spacing.pt
    pitch = body.font.size.pt + int(body.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert int(225 / 25.4 * 72 / line) == 22
    assert int(156 / 25.4 * 72 / pitch) == 28


@pytest.mark.parametrize(
    ("name", "font", "size", "bold"),
    [
        ("公文标题", "方正小标宋简体", 22, None),
        ("公文正文", "仿宋", 16, None),
        ("一级标题", "黑体", 16, None),
        ("二级标题", "楷体", 16, None),
        ("三级标题", "仿宋", 16, None),
        ("四级标题", "仿宋", 16, None),
        ("页码", "宋体", 14, None),
    ],
)
def test_each_level_has_its_font_for_every_script_its_size_and_no_bold(name, font, size, bold):
    one = style(name)
    fonts = one.element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {font}
    assert one.font.size.pt == size
    assert one.font.bold is bold


@pytest.mark.parametrize("name", ["公文正文", "一级标题", "二级标题", "三级标题", "四级标题"])
def test_text_and_headings_begin_two_characters_in(name):
    found = style(name).element.pPr.find(qn("w:ind"))
    assert (found.get(qn("w:firstLineChars")), found.get(qn("w:firstLine"))) == ("200", "640")


@pytest.mark.parametrize("name", ["公文标题", "一级标题", "二级标题", "三级标题", "四级标题"])
def test_headings_stay_with_the_text_below_and_show_in_the_outline(name):
    properties = style(name).element.pPr
    assert properties.find(qn("w:keepNext")) is not None
    assert properties.find(qn("w:outlineLvl")) is not None


def test_the_title_is_centred_and_the_addressee_flush():
    assert style("公文标题").element.pPr.find(qn("w:jc")).get(qn("w:val")) == "center"
    assert style("主送机关").element.pPr.find(qn("w:ind")) is None


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages_one_character_in():
    assert member("word/settings.xml").find(qn("w:evenAndOddHeaders")) is not None
    for footer, side in ((SECTION.footer, "right"), (SECTION.even_page_footer, "left")):
        one = footer.paragraphs[0]
        assert one.text == "— 1 —"
        assert one._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert indent(one, f"{side}Chars") == 100
        assert one.style.name == "页码"
        assert "PAGE" in "".join(one._p.itertext())


def test_page_numbers_are_set_below_the_type_area():
    assert 24 <= round(SECTION.footer_distance / MM) <= 28


def test_the_date_begins_two_characters_after_the_name_of_the_signer():
    org, date = "示例县妇女联合会", "2026年11月20日"
    org_right, date_right = right_indents(org, date)
    assert org_right == 2
    assert (date_right + 7) - (org_right + 8) == -2


def test_a_date_longer_than_the_signer_stands_two_characters_in_and_pushes_it_left():
    org_right, date_right = right_indents("示例妇联", "2026年11月20日")
    assert date_right == 2
    assert (org_right + 4) - (date_right + 7) == 2


def test_the_signature_is_one_line_below_and_never_parted():
    org, date = paragraph("示例县妇女联合会"), paragraph("2026年11月20日")
    assert org.style.paragraph_format.space_before.pt == pytest.approx(28.9)
    assert org.style.paragraph_format.keep_with_next
    assert org._p.getnext() is date._p
    assert org._p.getprevious().pPr.find(qn("w:keepNext")) is not None


def test_attachments_stand_one_line_below_and_turn_over_under_the_name():
    first, second = paragraph("附件：1."), paragraph("2. 物资清单")
    assert first.paragraph_format.space_before.pt == pytest.approx(28.9)
    assert indent(first, "left") - indent(first, "hanging") == 640
    assert indent(second, "left") == indent(first, "left")
    assert indent(second, "left") - indent(second, "hanging") == 5 * 320


def test_a_single_attachment_turns_over_under_its_name():
    words = (Paragraph((Text("附件：活动日程安排表"),), "attachment"),)
    word = WordDocument(BytesIO(render(Document("方案", "official", words), "docx")))
    assert indent(word.paragraphs[1], "left") == 5 * 320


def test_tables_are_no_wider_than_the_type_area_and_free_of_exact_spacing():
    for table in WORD.tables:
        assert sum(int(column.w) for column in table._tbl.tblGrid.gridCol_lst) <= 156 * MM + 635
    for name in ("表头", "表格文字"):
        spacing = style(name).element.pPr.find(qn("w:spacing"))
        assert spacing.get(qn("w:lineRule")) == "atLeast"
        assert 10.5 <= style(name).font.size.pt <= 12
        assert style(name).element.pPr.find(qn("w:snapToGrid")).get(qn("w:val")) == "0"


def test_table_headers_repeat_and_rows_stay_whole():
    for table in WORD.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_curly_quotes_and_dashes_ask_for_the_chinese_font():
    marked = [run for run in WORD.element.body.iter(qn("w:r")) if set("“”—…") & set("".join(run.itertext()))]
    assert marked
    assert all(run.rPr.rFonts.get(qn("w:hint")) == "eastAsia" for run in marked)


def test_everything_is_chinese_and_black():
    languages = member("word/styles.xml").findall(f".//{qn('w:lang')}")
    assert [one.get(qn("w:eastAsia")) for one in languages] == ["zh-CN"]
    colors = {one.get(qn("w:val")) for one in WORD.element.body.iter(qn("w:color"))}
    assert colors <= {"000000"}


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2026年国际消除家庭暴力日宣传活动方案", ["2026年国际消除家庭暴力日宣传活动方案"]),
        (
            "示例县妇女联合会关于开展2026年国际消除对妇女的暴力日主题宣传活动的通知",
            ["示例县妇女联合会关于开展2026年", "国际消除对妇女的暴力日主题宣传活动的通知"],
        ),
        (
            "关于开展“不让毒品进我家”6·26国际禁毒日宣传教育活动的实施方案",
            ["关于开展“不让毒品进我家”", "6·26国际禁毒日宣传教育活动的实施方案"],
        ),
        (
            "示例县妇联关于印发《2026年“国际消除家庭暴力日”宣传活动方案》的通知",
            ["示例县妇联关于印发", "《2026年“国际消除家庭暴力日”", "宣传活动方案》的通知"],
        ),
        ("不让毒品进我家，全家老老小小一起守平安过日子", ["不让毒品进我家，", "全家老老小小一起守平安过日子"]),
        (
            "标题里\n已经分了行，别再动它，哪怕它很长很长很长很长",
            ["标题里\n已经分了行，别再动它，哪怕它很长很长很长很长"],
        ),
    ],
)
def test_a_long_title_turns_over_on_sense(title, lines):
    assert title_lines(title, 20) == lines


def test_a_typed_line_break_in_attachments_begins_a_new_line_of_its_own():
    words = (Paragraph((Text("附件：1. 甲"), LineBreak(), Text("2. 乙")), "attachment"), Signature("某妇联", ""))
    word = WordDocument(BytesIO(render(Document("方案", "official", words), "docx")))
    assert [one.text for one in word.paragraphs[1:]] == ["附件：1. 甲", "2. 乙", "某妇联"]


def test_attachments_and_the_note_below_the_signature_stay_on_the_page_of_the_signature():
    words = (
        Paragraph((Text("附件：1. 甲"), LineBreak(), Text("2. 乙")), "attachment"),
        Signature("某妇联", "2026年11月20日"),
        Paragraph((Text("（联系人：权益部）"),)),
    )
    word = WordDocument(BytesIO(render(Document("方案", "official", words), "docx")))
    kept = [bool(one._p.pPr.find(qn("w:keepNext")) is not None) for one in word.paragraphs[1:]]
    assert kept == [True, True, True, True, False]


@pytest.mark.parametrize("layout", ["official", "form", "card", "trifold"])
def test_a_paper_that_ends_with_a_table_ends_with_a_paragraph_a_point_high(layout):
    table = samples.PLAN_TABLE if layout in ("official", "form") else Panel("外面", (Paragraph((Text("电话"),)),))
    word = WordDocument(BytesIO(render(Document("登记", layout, (table,)), "docx")))
    last, before = word.element.body[-2], word.element.body[-3]
    assert before.tag == qn("w:tbl")
    spacing = last.pPr.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("20", "exact")
    assert "".join(last.itertext()) == ""


@pytest.mark.parametrize("name", ["NOTICE", "LETTER", "REQUEST", "BRIEF"])
def test_papers_with_a_head_keep_the_paper_the_margins_and_the_grid_of_those_without(name):
    section = WordDocument(BytesIO(render(getattr(samples, name), "docx"))).sections[0]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(margin / MM, 1) for margin in margins] == [37, 26, 35, 28]
    assert (round(section.page_width / MM), round(section.page_height / MM)) == (210, 297)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


@pytest.mark.parametrize("name", ["NOTICE", "LETTER", "REQUEST", "BRIEF"])
def test_only_the_mark_and_the_lines_of_a_head_are_red(name):
    word = WordDocument(BytesIO(render(getattr(samples, name), "docx")))
    roots = [
        word.element.body,
        word.sections[0].first_page_header._element,
        word.sections[0].first_page_footer._element,
    ]
    lines = {one.get(qn("w:color")) for root in roots for tag in ("top", "bottom") for one in root.iter(qn(f"w:{tag}"))}
    assert lines - {None} <= {"FF0000", "000000", "404040"}
    assert "FF0000" in lines
    mark = next(one for one in word.styles if one.name == "发文机关标志")
    assert str(mark.font.color.rgb) == "FF0000"
    assert {one.get(qn("w:val")) for root in roots for one in root.iter(qn("w:color"))} <= {"000000", "FF0000"}


@pytest.mark.parametrize("name", ["NOTICE", "BRIEF"])
def test_the_imprint_lies_in_one_frame_at_the_foot_with_thick_rules_outside_and_a_thin_one_between(name):
    word = WordDocument(BytesIO(render(getattr(samples, name), "docx")))
    lines = [one for one in word.element.body.iter(qn("w:p")) if one.style == "Imprint"]
    frames = [dict(one.pPr.find(qn("w:framePr")).attrib) for one in lines]
    assert len(frames) > 1
    assert all(frame == frames[0] for frame in frames)
    assert (frames[0][qn("w:vAnchor")], frames[0][qn("w:yAlign")]) == ("margin", "bottom")
    assert int(frames[0][qn("w:w")]) == pytest.approx(156 * MM / 635, abs=3)
    assert len({tuple(one.pPr.find(qn("w:ind")).attrib.items()) for one in lines}) == 1
    rules = word.styles["版记"].element.pPr.find(qn("w:pBdr"))
    widths = {one.tag: int(one.get(qn("w:sz"))) for one in rules}
    assert widths[qn("w:top")] == widths[qn("w:bottom")] > widths[qn("w:between")] > 0


@pytest.mark.parametrize("name", ["NOTICE", "BRIEF"])
def test_the_words_before_the_imprint_hold_it_on_their_page(name):
    body = WordDocument(BytesIO(render(getattr(samples, name), "docx"))).element.body
    first = next(one for one in body.iter(qn("w:p")) if one.style == "Imprint")
    before = first.getprevious()
    assert before.tag == qn("w:tbl") or before.pPr.find(qn("w:keepNext")) is not None


def test_a_signature_and_what_is_attached_stay_with_the_last_words_of_the_text():
    blocks = (
        Paragraph((Text("特此通知。"),)),
        Paragraph((Text("附件：1.甲表"),), "attachment"),
        Paragraph((Text("2.乙表"),), "attachment"),
        Signature("清河县妇女联合会", "2026年11月20日"),
        Paragraph((Text("（联系人：权益部）"),)),
    )
    word = WordDocument(BytesIO(render(Document("通知", "official", blocks), "docx")))
    held = [one.pPr.find(qn("w:keepNext")) is not None for one in word.element.body.iter(qn("w:p"))]
    assert held[1:] == [True, True, True, True, True, False]

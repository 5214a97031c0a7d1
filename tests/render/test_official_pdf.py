"""GB/T 9704-2012 measured on the PDF: type area, lines, characters, page numbers, 版头, 信函格式, 版记."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
import render_samples as samples
from pdf_reading import MM, sheets

from xuanchuan.model.document import Document, Letterhead, Paragraph, Slot, Text
from xuanchuan.render import render

FULL = sheets(render(Document("满页", "official", (Paragraph((Text("国" * 28 * 22 * 4),)),)), "pdf"))
NOTICE, LETTER, BRIEF = (render(one, "pdf") for one in (samples.NOTICE, samples.LETTER, samples.BRIEF))  # fmt: skip


def lines_drawn(data: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom in millimetres of each rule on a page, from the top."""
    sheet = pdfium.PdfDocument(data)[page]
    _, height = sheet.get_size()
    boxes = [one.get_bounds() for one in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
    rules = [(left / MM, (height - top) / MM, right / MM, (height - bottom) / MM) for left, bottom, right, top in boxes]
    return sorted(
        (rule for rule in rules if rule[3] - rule[1] < 2 and rule[2] - rule[0] > 100), key=lambda rule: rule[1]
    )


def word(data: bytes, words: str, page: int = 0):
    """The characters of words on a page."""
    sheet = sheets(data)[page]
    at = sheet.text.index(words)
    return sheet.chars[at : at + len(words)]


def test_a_full_page_has_22_lines_of_28_characters():
    for sheet in FULL[1:3]:
        rows = [row for row in sheet.lines() if row[0].text == "国"]
        assert len(rows) == 22
        assert {len(row) for row in rows} == {28}


def test_the_text_fills_the_type_area_and_nothing_more():
    chars = [char for char in FULL[1].chars if char.text == "国"]
    assert min(char.left for char in chars) == pytest.approx(28, abs=0.3)
    assert max(char.right for char in chars) == pytest.approx(184, abs=0.8)
    rows = [row for row in FULL[1].lines() if row[0].text == "国"]
    pitch = (rows[-1][0].bottom - rows[0][0].bottom) / 21
    assert pitch * 22 <= 225
    assert pitch * 23 > 225


def test_every_paragraph_begins_two_characters_in():
    first = word(NOTICE, "为深入宣传")[0]
    assert first.left == pytest.approx(28 + 2 * 15.75 / MM, abs=0.4)


def test_page_numbers_stand_seven_millimetres_below_on_the_outer_side():
    for number, sheet in enumerate(FULL, 1):
        foot = [char for char in sheet.chars if char.top > 262]
        assert "".join(char.text for char in foot) == f"—{number}—"
        middle = (foot[0].top + foot[0].bottom) / 2
        assert middle - 262 == pytest.approx(7, abs=1.5)
        if number % 2:
            assert foot[-1].right == pytest.approx(184 - 14 / MM, abs=0.6)
        else:
            assert foot[0].left == pytest.approx(28 + 14 / MM, abs=0.6)


def test_the_mark_stands_35_millimetres_below_the_type_area_and_its_line_4_below_the_number():
    head = Document("题", "official", (Letterhead("document", "示例县妇女联合会文件", (Text("示妇字〔2026〕8号"),)),))
    data = render(head, "pdf")
    mark = word(data, "示例县妇女联合会文件")
    middle = (mark[0].top + mark[0].bottom) / 2
    size = 442 / 10 * 0.96 / MM
    assert middle - size / 2 == pytest.approx(37 + 35, abs=2)
    assert (mark[0].left + mark[-1].right) / 2 == pytest.approx(28 + 78, abs=1)
    number = word(data, "示妇字〔2026〕8号")
    (rule,) = lines_drawn(data)
    assert (rule[0], rule[2]) == (pytest.approx(28, abs=0.5), pytest.approx(184, abs=0.5))
    assert rule[1] - (number[0].top + number[0].bottom) / 2 - 16 / MM / 2 == pytest.approx(4, abs=1)


def test_a_paper_to_a_superior_has_number_and_signer_one_character_in_on_one_line():
    head = replace(samples.REQUEST.blocks[0], right=(Text("签发人：王小云"),))
    data = render(replace(samples.REQUEST, blocks=(head, *samples.REQUEST.blocks[1:])), "pdf")
    number, signer = word(data, "示妇字〔2026〕8号"), word(data, "签发人：王小云")
    assert number[0].bottom == pytest.approx(signer[0].bottom, abs=0.5)
    assert number[0].left == pytest.approx(28 + 16 / MM, abs=0.6)
    assert signer[-1].right == pytest.approx(184 - 16 / MM, abs=1.5)


def test_a_letter_has_its_mark_30_millimetres_from_the_paper_s_edge_between_double_rules_170_long():
    mark = word(LETTER, "示例县妇女联合会")
    size = 48 / MM
    assert (mark[0].top + mark[0].bottom) / 2 - size / 2 == pytest.approx(30, abs=2)
    rules = lines_drawn(LETTER)
    assert len(rules) == 4
    assert all(rule[2] - rule[0] == pytest.approx(170, abs=1.8) for rule in rules)
    assert all((rule[0] + rule[2]) / 2 == pytest.approx(105, abs=0.5) for rule in rules)
    upper, lower = rules[:2], rules[2:]
    assert upper[0][1] - (30 + size) == pytest.approx(4, abs=1.2)
    assert lower[1][3] == pytest.approx(297 - 20, abs=1.2)
    thick = [rule[3] - rule[1] for rule in rules]
    assert thick[0] > thick[1]
    assert thick[3] > thick[2]


def test_a_letter_s_number_stands_right_under_the_rule_and_its_first_page_has_none():
    number = word(LETTER, "示妇函〔2026〕3号")
    assert number[-1].right == pytest.approx(184, abs=1.5)
    first, second = sheets(LETTER)
    assert not [char for char in first.chars if char.top > 262]
    assert "—2—" in second.text


def test_the_imprint_lies_on_the_lower_edge_of_the_last_page_between_thick_rules():
    last = len(sheets(NOTICE)) - 1
    rules = lines_drawn(NOTICE, last)
    assert rules[-1][3] == pytest.approx(262, abs=0.6)
    assert len(rules) == 3
    assert all((rule[0], rule[2]) == (pytest.approx(28, abs=0.5), pytest.approx(184, abs=0.5)) for rule in rules)
    office, day = word(NOTICE, "示例县妇女联合会办公室", last), word(NOTICE, "2026年11月20日印发", last)
    assert office[0].left == pytest.approx(28 + 14 / MM, abs=0.6)
    assert day[-1].right == pytest.approx(184 - 14 / MM, abs=0.8)


def test_a_brief_has_its_number_office_and_day_above_the_red_line():
    rule = lines_drawn(BRIEF)[0]
    for words in ("第12期", "示例县妇女联合会编", "2026年11月26日"):
        assert word(BRIEF, words)[0].bottom < rule[1] + 1


def test_the_date_begins_two_characters_after_the_signer_s_name():
    page = len(sheets(LETTER)) - 1
    org, day = word(LETTER, "示例县妇女联合会", page), word(LETTER, "2026年11月20日", page)
    assert (184 - org[-1].right) * MM / 15.75 == pytest.approx(2, abs=0.2)
    assert (day[0].left - org[0].left) * MM / 15.75 == pytest.approx(2, abs=0.8)  # figures are narrower than 汉字


def test_what_is_to_be_filled_in_a_letter_is_said_below_its_mark_and_rule():
    data = render(replace(samples.LETTER, blocks=(*samples.LETTER.blocks, Paragraph((Slot("回复期限"),)))), "pdf")
    said = word(data, "初稿")
    assert said[0].top > lines_drawn(data)[1][3]
    assert said[-1].bottom < word(data, "示妇函〔2026〕3号")[0].top + 1

"""GB/T 9704-2012 measured on Word files as LibreOffice prints them: a rule a test, on a notice, a letter, a brief."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
import render_samples as samples
from pdf_reading import MM, sheets

from xuanchuan.model.document import (
    Document,
    Heading,
    Imprint,
    Letterhead,
    LineBreak,
    PageBreak,
    Paragraph,
    Signature,
    Text,
)
from xuanchuan.render import render

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not shutil.which("soffice"), reason="没有 LibreOffice")]

HAN = 15.75 / MM  # a character with its share of the tightened spacing
LINE = 28.95 / MM
TOP, BOTTOM, LEFT, RIGHT, MIDDLE = 37, 262, 28, 184, 106


def t(words: str) -> tuple[Text, ...]:
    return (Text(words),)


FILLER = Paragraph(t("国" * 28 * 3))
TAIL = (
    Paragraph((Text("附件：1.甲表"), LineBreak(), Text("2.乙表")), "attachment"),
    Signature("清河县妇女联合会", "2026年11月20日"),
    Paragraph(t("（联系人：权益部）")),
)
ANNEX = (PageBreak(), Paragraph(t("附件1"), "annex"), Paragraph(t("活动安排表"), "annex_title"), samples.PLAN_TABLE)
BODY = (
    Paragraph(t("各乡镇妇联："), "addressee"),
    FILLER,
    Heading(1, t("一、活动主题")),
    FILLER,
    Heading(2, t("（一）咨询")),
    FILLER,
)
IMPRINT = Imprint((t("抄送：县委宣传部，县司法局。"),), t("清河县妇女联合会"), t("2026年11月20日印发"))
HEAD = Letterhead("document", "清河县妇女联合会文件", t("清妇字〔2026〕8号"))
UPWARD = Letterhead("document", "清河县妇女联合会", t("清妇字〔2026〕8号"), right=t("签发人：王小云"))
LETTER = Letterhead("letter", "清河县妇女联合会", t("清妇函〔2026〕3号"))
BRIEF = Letterhead("brief", "妇女工作简报", t("第12期"), t("清河县妇女联合会编"), t("2026年11月26日"))


def paragraphs(lines: int) -> tuple[Paragraph, ...]:
    """So many full lines, the last two a paragraph of their own."""
    return tuple(Paragraph(t("国" * (28 * count - 2))) for count in (lines - 2, 2))


PAPERS = {
    "full": Document("满页", "official", (Paragraph(t("国" * 28 * 22 * 4)),)),
    "plan": Document("关于开展宣传活动的方案", "official", (*BODY, *[FILLER] * 3, *TAIL, *ANNEX)),
    "notice": Document("关于开展宣传活动的通知", "official", (HEAD, *BODY, *TAIL, IMPRINT)),
    "request": Document("关于解决经费的请示", "official", (UPWARD, *BODY, Signature("清河县妇女联合会", "2026年11月20日"))),
    "letter": Document("关于商请派员的函", "official", (LETTER, *BODY, FILLER, FILLER, FILLER, FILLER, *TAIL)),
    "brief": Document("清河县开展宣传活动", "official", (BRIEF, FILLER, Imprint((t("报：县委"), t("送：县直单位"))))),
    **{f"foot{lines}": Document("版记", "official", (*paragraphs(lines), IMPRINT)) for lines in range(14, 24)},
}  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    for name, document in PAPERS.items():
        (folder / f"{name}.docx").write_bytes(render(document, "docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(map(str, folder.glob("*.docx")))
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(convert, check=True, capture_output=True, timeout=300)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in PAPERS}


def word(data: bytes, words: str, page: int = 0):
    """The characters of words on a page."""
    sheet = sheets(data)[page]
    at = sheet.text.index(words)
    return sheet.chars[at : at + len(words)]


def centre(chars) -> float:
    """The middle of a line of Han characters, from the top of the paper."""
    return sum((char.top + char.bottom) / 2 for char in chars) / len(chars)


def rules(data: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom in millimetres of each long rule on a page, each once, from the top."""
    sheet = pdfium.PdfDocument(data)[page]
    _, height = sheet.get_size()
    found = [one.get_bounds() for one in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
    boxes = {(left / MM, (height - top) / MM, right / MM, (height - bottom) / MM) for left, bottom, right, top in found}
    return sorted((box for box in boxes if box[2] - box[0] > 120 and box[3] - box[1] < 2.5), key=lambda box: box[1])


def test_a_full_page_has_22_lines_of_28_characters(printed):
    for sheet in sheets(printed["full"])[1:3]:
        lines = [line for line in sheet.lines() if line[0].text == "国"]
        assert [len(line) for line in lines] == [28] * 22


def test_the_text_stands_in_156_by_225_millimetres_37_and_28_from_the_edges(printed):
    chars = [char for char in sheets(printed["full"])[1].chars if char.text == "国"]
    assert min(char.left for char in chars) == pytest.approx(LEFT, abs=0.5)
    assert max(char.right for char in chars) == pytest.approx(RIGHT, abs=0.9)
    assert TOP < min(char.top for char in chars) < TOP + LINE / 2
    assert BOTTOM - LINE < max(char.bottom for char in chars) < BOTTOM


def test_lines_stand_a_character_and_seven_eighths_of_one_apart(printed):
    lines = [line for line in sheets(printed["full"])[1].lines() if line[0].text == "国"]
    pitch = (lines[-1][0].bottom - lines[0][0].bottom) / 21
    assert pitch == pytest.approx(15.75 / MM * (1 + 7 / 8), abs=0.25)


@pytest.mark.parametrize("name", ["plan", "notice", "request", "letter", "brief"])
def test_every_paragraph_begins_two_characters_in_and_turns_over_flush(printed, name):
    lines = [line for line in sheets(printed[name])[0].lines() if line[0].text == "国"]
    assert lines[0][0].left == pytest.approx(LEFT + 2 * HAN, abs=0.5)
    assert lines[1][0].left == pytest.approx(LEFT, abs=0.5)
    assert (len(lines[0]), len(lines[1])) == (26, 28)


@pytest.mark.parametrize("heading", ["一、活动主题", "（一）咨询"])
def test_headings_of_every_level_stand_two_characters_in(printed, heading):
    first = word(printed["plan"], heading)[0]
    assert LEFT + 2 * HAN - 0.5 <= first.left <= LEFT + 3 * HAN


@pytest.mark.parametrize("name", ["plan", "notice", "request", "letter", "brief"])
def test_the_title_is_centred_and_larger_than_the_text(printed, name):
    title = word(printed[name], PAPERS[name].title)
    assert (title[0].left + title[-1].right) / 2 == pytest.approx(MIDDLE, abs=1)
    body = word(printed[name], "国国国")
    assert (title[1].left - title[0].left) / (body[1].left - body[0].left) == pytest.approx(22 / 15.75, abs=0.05)


@pytest.mark.parametrize("name", ["plan", "notice", "request", "letter"])
def test_the_addressee_stands_flush_one_line_below_the_title(printed, name):
    title, addressee = word(printed[name], PAPERS[name].title), word(printed[name], "各乡镇妇联")
    assert addressee[0].left == pytest.approx(LEFT, abs=0.5)
    assert 1.5 * LINE < centre(addressee) - centre(title) < 2.4 * LINE


@pytest.mark.parametrize("name", ["notice", "request", "letter", "brief"])
def test_the_first_page_shows_text(printed, name):
    assert "国" in sheets(printed[name])[0].text


def test_page_numbers_stand_seven_millimetres_below_one_character_in_on_the_outer_side(printed):
    for number, sheet in enumerate(sheets(printed["full"]), 1):
        foot = [char for char in sheet.chars if char.top > BOTTOM]
        assert "".join(char.text for char in foot) == f"—{number}—"
        assert (foot[1].top + foot[1].bottom) / 2 == pytest.approx(BOTTOM + 7, abs=1.5)
        one = 14 / MM
        if number % 2:
            assert foot[-1].right == pytest.approx(RIGHT - one, abs=1)
        else:
            assert foot[0].left == pytest.approx(LEFT + one, abs=1)


@pytest.mark.parametrize("name", ["notice", "request"])
def test_the_mark_is_centred_35_millimetres_below_the_type_area(printed, name):
    mark = word(printed[name], HEAD.mark if name == "notice" else UPWARD.mark)
    assert (mark[0].left + mark[-1].right) / 2 == pytest.approx(MIDDLE, abs=1)
    size = (mark[1].left - mark[0].left) * len(mark[:1])
    assert centre(mark) - size / 2 == pytest.approx(TOP + 35, abs=2)


def test_the_number_stands_two_lines_below_the_mark_and_centred(printed):
    mark, number = word(printed["notice"], HEAD.mark), word(printed["notice"], "清妇字〔2026〕8号")
    assert (number[0].left + number[-1].right) / 2 == pytest.approx(MIDDLE, abs=1)
    size = mark[1].left - mark[0].left
    assert centre(number) - centre(mark) - size / 2 == pytest.approx(2.5 * LINE, abs=4)


@pytest.mark.parametrize("name", ["notice", "request"])
def test_the_red_line_is_as_wide_as_the_text_four_millimetres_below_the_number(printed, name):
    line = rules(printed[name])[0]
    number = word(printed[name], "清妇字")
    assert (line[0], line[2]) == (pytest.approx(LEFT, abs=0.8), pytest.approx(RIGHT, abs=0.8))
    assert line[1] - (centre(number) + HAN / 2) == pytest.approx(4, abs=1.3)


@pytest.mark.parametrize("name", ["notice", "request"])
def test_the_title_stands_two_lines_below_the_red_line(printed, name):
    gap = centre(word(printed[name], PAPERS[name].title)) - 22 / MM / 2 - rules(printed[name])[0][3]
    assert gap == pytest.approx(2 * LINE, abs=4)


def test_a_paper_to_a_superior_has_number_and_signer_one_character_in_on_one_line(printed):
    number, signer = word(printed["request"], "清妇字"), word(printed["request"], "签发人：王小云")
    assert centre(number) == pytest.approx(centre(signer), abs=0.8)
    assert number[0].left == pytest.approx(LEFT + 16 / MM, abs=0.8)
    assert signer[-1].right == pytest.approx(RIGHT - 16 / MM, abs=0.8)


def test_attachments_stand_a_line_below_the_text_two_characters_in(printed):
    page, sheet = next((at, one) for at, one in enumerate(sheets(printed["plan"])) if "附件：" in one.text)
    first, second = word(printed["plan"], "附件：1.", page), word(printed["plan"], "2.乙表", page)
    assert first[0].left == pytest.approx(LEFT + 2 * HAN, abs=0.6)
    assert second[0].left == pytest.approx(LEFT + 5 * HAN, abs=0.8)
    above = max(centre(line) for line in sheet.lines() if line[0].text == "国")
    assert centre(first[:2]) - above == pytest.approx(2 * LINE, abs=1.5)


@pytest.mark.parametrize("name", ["plan", "notice", "request", "letter"])
def test_the_name_stands_two_characters_from_the_right_a_line_below(printed, name):
    page = next(at for at, sheet in enumerate(sheets(printed[name])) if "2026年11月20日" in sheet.text)
    day = word(printed[name], "2026年11月20日", page)
    org = [line for line in sheets(printed[name])[page].lines() if centre(line) < centre(day[4:5]) - LINE / 2][-1]
    assert "".join(char.text for char in org) == "清河县妇女联合会"
    assert RIGHT - org[-1].right == pytest.approx(2 * HAN, abs=0.8)
    assert centre(day[4:5]) - centre(org) == pytest.approx(LINE, abs=1)


def test_an_annex_begins_a_page_with_its_number_flush_and_its_title_centred_on_the_third_line(printed):
    last = len(sheets(printed["plan"])) - 1
    number, title = word(printed["plan"], "附件1", last), word(printed["plan"], "活动安排表", last)
    assert number[0].left == pytest.approx(LEFT, abs=0.6)
    assert number[0].top < TOP + LINE
    assert (title[0].left + title[-1].right) / 2 == pytest.approx(MIDDLE, abs=1)
    assert TOP + 2 * LINE - 1 < centre(title) < TOP + 3.3 * LINE


def test_a_table_is_no_wider_than_the_text(printed):
    last = len(sheets(printed["plan"])) - 1
    for left, _, right, _ in rules(printed["plan"], last):
        assert left >= LEFT - 0.8
        assert right <= RIGHT + 0.8


def test_a_letter_has_its_mark_30_millimetres_from_the_edge_between_double_rules_170_long(printed):
    mark = word(printed["letter"], LETTER.mark)
    size = mark[1].left - mark[0].left
    assert centre(mark) - size / 2 == pytest.approx(30, abs=2)
    found = rules(printed["letter"])
    upper, lower = [rule for rule in found if rule[1] < 100], [rule for rule in found if rule[1] > 200]
    assert len(upper) == len(lower) == 2
    for left, _, right, _ in found:
        assert right - left == pytest.approx(170, abs=2)
        assert (left + right) / 2 == pytest.approx(105, abs=0.6)
    assert upper[0][1] - (30 + size) == pytest.approx(4, abs=1.6)
    assert lower[1][3] == pytest.approx(297 - 20, abs=1.2)
    thick = [bottom - top for _, top, _, bottom in (*upper, *lower)]
    assert thick[0] > thick[1]
    assert thick[3] > thick[2]


def test_a_letter_s_number_stands_right_under_the_rule_and_its_first_page_has_none(printed):
    number = word(printed["letter"], "清妇函〔2026〕3号")
    assert number[-1].right == pytest.approx(RIGHT, abs=0.8)
    first, second = sheets(printed["letter"])[:2]
    assert not [char for char in first.chars if char.top > BOTTOM]
    assert "—2—" in second.text


def test_a_brief_has_its_number_office_and_day_between_its_name_and_the_red_line(printed):
    line = rules(printed["brief"])[0]
    name = centre(word(printed["brief"], "妇女工作简报"))
    for words in ("第12期", "清河县妇女联合会编", "2026年11月26日"):
        assert name < centre(word(printed["brief"], words)) < line[1]
    assert (line[0], line[2]) == (pytest.approx(LEFT, abs=0.8), pytest.approx(RIGHT, abs=0.8))


@pytest.mark.parametrize("name", ["notice", "brief", *(f"foot{lines}" for lines in range(14, 24))])
def test_the_imprint_is_whole_on_the_last_page_as_wide_as_the_text_with_thick_rules_outside(printed, name):
    last = len(sheets(printed[name])) - 1
    found = [rule for rule in rules(printed[name], last) if rule[1] > (100 if name == "brief" else 0)][-2:]
    assert len(found) == 2  # LibreOffice leaves out the thin rule between, which Word and WPS draw
    assert found[-1][3] == pytest.approx(BOTTOM, abs=1)
    for left, top, right, bottom in found:
        assert 0.3 < bottom - top < 0.8  # to a pixel of the picture
        assert (left, right) == (pytest.approx(LEFT, abs=0.8), pytest.approx(RIGHT, abs=0.8))
    above = [char.bottom for char in sheets(printed[name])[last].chars if char.text in "国"]
    assert max(above, default=0) < found[0][1] + 0.1


@pytest.mark.parametrize("name", [f"foot{lines}" for lines in range(14, 24)])
def test_the_imprint_has_no_page_of_its_own(printed, name):
    last = sheets(printed[name])[-1]
    assert "国" in last.text


def test_the_imprint_s_words_stand_one_character_in_on_both_sides(printed):
    last = len(sheets(printed["notice"])) - 1
    one = 14 / MM
    assert word(printed["notice"], "抄送", last)[0].left == pytest.approx(LEFT + one, abs=0.8)
    assert word(printed["notice"], "2026年11月20日印发", last)[-1].right == pytest.approx(RIGHT - one, abs=0.8)


def test_no_paper_has_an_empty_page(printed):
    for name, data in printed.items():
        for sheet in sheets(data):
            assert [char for char in sheet.chars if char.top < BOTTOM and char.text.strip()], name


def test_a_notice_without_a_head_begins_with_its_title(printed):
    bare = replace(PAPERS["notice"], blocks=PAPERS["notice"].blocks[1:])
    assert render(bare, "docx") != render(PAPERS["notice"], "docx")
    assert word(printed["plan"], PAPERS["plan"].title)[0].top < TOP + 2 * LINE

"""Superiors' own tables as they come: two rows of titles, units of ten thousand, months, totals, notes, Word forms."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from hypothesis import given
from hypothesis import strategies as st
from ledger_making import TODAY, event, new_ledger, project, run
from openpyxl.styles import Alignment, Border, Font, Side

from xuanchuan.files.workbooks import Grid
from xuanchuan.ledger.events import add_events
from xuanchuan.ledger.figures import BY_NAME
from xuanchuan.ledger.theirheads import columns, heading
from xuanchuan.ledger.theirlabels import read_months
from xuanchuan.model.ledger import Figure

YELLOW = "FFFF00"


@pytest.fixture
def county(tmp_path) -> Path:
    folder = project(tmp_path / "county")
    with new_ledger(folder) as ledger:
        add_events(
            ledger,
            [
                event("2026-03-08", town="张镇", figures={"资料": 12000, "受众": Figure(3000, True), "横幅": 4}),
                event("2026-05-15", town="李镇", figures={"资料": 345, "受众": 80, "咨询": 12}),
                event("2026-12-04", figures={"资料": 500, "展板": 6, "志愿者": 9}),
            ],
            TODAY,
        )
    return folder


@pytest.mark.parametrize(
    ("title", "above", "name", "scale"),
    [
        ("发放资料（份）", "", "资料", 1),
        ("发放宣传资料(万份)", "", "资料", 10_000),
        ("受众人次（万人次）", "", "受众", 10_000),
        ("受众（单位：千人）", "", "受众", 1000),
        ("资料（份/册）", "", "资料", 1),
        ("横幅", "宣传载体", "横幅", 1),
        ("数量（万份）", "发放资料", "资料", 10_000),
        ("活动场次", "开展普法宣传活动情况", "场次", 1),
        ("乡镇（街道）", "", "乡镇", 1),
        ("发放资料（种）", "", "", 1),
        ("手册（册）", "", "", 1),
        ("受众（其中妇女）", "", "", 1),
        ("受众", "其中：未成年人", "", 1),
        ("场次", "线上活动", "", 1),
        ("场次", "上半年", "", 1),
        ("惠及家庭（户）", "", "", 1),
        ("满意率", "", "", 1),
    ],
)
def test_a_title_is_read_with_its_group_and_its_unit(title, above, name, scale):
    found = heading(title, above)
    assert (found.name, found.scale) == (name, scale)


def test_of_two_columns_for_one_figure_neither_is_filled():
    first, second, third = columns([("发放资料（份）", ""), ("宣传资料（份）", ""), ("横幅", "")])
    assert (first.name, second.name, third.name) == ("", "", "横幅")
    assert "分不清" in first.why


@pytest.mark.parametrize(
    ("label", "months"),
    [("3月", (3,)), ("三月份", (3,)), ("2026年3月", (3,)), ("2026-03", (3,)), ("十二月", (12,)), ("第一季度", (1, 2, 3)),
     ("上半年", tuple(range(1, 7))), ("1-6月", tuple(range(1, 7))), ("1月至3月", (1, 2, 3)), ("13月", ()), ("3", ()),
     ("张镇", ()), ("2025年3月", ()), ("", ())],
)  # fmt: skip
def test_a_row_of_months_is_known(label, months):
    assert read_months(label, 2026) == months


@given(st.text("（）()万千份人次资料受众横幅其中线上 :：/、", max_size=14), st.text(max_size=10))
def test_no_title_breaks_the_reader(title, above):
    found = heading(title, above)
    assert found.name in ("", "场次", "序号", *BY_NAME) or found.name
    assert found.scale in (1, 100, 1000, 10_000, 100_000)


@given(
    st.lists(st.lists(st.text("资料受众场次1月合计（万份）张镇注：", max_size=6), min_size=1, max_size=5), max_size=6)
)
def test_no_table_breaks_the_filler(rows):
    from xuanchuan.ledger.reporting import Facts
    from xuanchuan.ledger.statistics import Tally, Year
    from xuanchuan.ledger.theirtable import plan_filling
    from xuanchuan.model.unit import Unit

    whole = Tally("", 0)
    year = Year(TODAY.replace(month=1, day=1), TODAY, whole, (), (), (), (), (), ())
    facts = Facts(Unit("清河县妇女联合会", "清河县妇联"), TODAY, year, (), {})
    filling = plan_filling(Grid("表", tuple(map(tuple, rows)), frozenset()), facts)
    for put in filling.puts if filling else ():
        assert put.row >= len(rows) or put.column >= len(rows[put.row]) or not rows[put.row][put.column]


def their_xlsx(path: Path) -> Path:
    """A city's table with two rows of titles, units of ten thousand, a total without a formula, and notes."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "附件2"
    rows = [
        ["附件2"],
        ["2026年全市普法宣传情况统计表"],
        ["填报单位：", None, None, None, None, None, "填报时间："],
        ["序号", "乡镇（街道）", "活动场次", "宣传载体", None, None, "受众（万人次）", "群众满意率"],
        [None, None, None, "横幅（条）", "资料（万份）", "手册（册）", None, None],
        [1, "张镇"],
        [2, "李镇"],
        [3, "王镇"],
        ["合计"],
        ["注：1.本表由各县妇联填报，加盖公章；2.受众按实际签到人数填写。"],
    ]
    for row in rows:
        sheet.append(row)
    for block in ("A2:H2", "A4:A5", "B4:B5", "C4:C5", "D4:F4", "G4:G5", "H4:H5", "A9:B9", "A10:H10"):
        sheet.merge_cells(block)
    thin = Side("thin")
    for row in sheet["A4:H9"]:
        for cell in row:
            cell.font, cell.alignment = Font("仿宋", 14), Alignment("center", "center")
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    sheet["A2"].font = Font("方正小标宋简体", 22, bold=True)
    sheet.column_dimensions["B"].width, sheet.row_dimensions[2].height = 31.5, 40
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "4:5"
    book.save(path)
    return path


def test_two_rows_of_titles_and_units_of_ten_thousand_are_filled_and_the_rest_is_yellow(county):
    path = their_xlsx(county / "市妇联表.xlsx")
    before = path.read_bytes()
    done = run(county, "report", "2026", "--as", path.name)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.replace("\n", "").replace(" ", "")
    assert "资料（万份）=台账的资料，以万计" in shown
    assert "手册（册）（只问其中的手册）" in shown
    assert "合计是全部3场，上面各行共2场" in shown
    assert path.read_bytes() == before
    sheet = openpyxl.load_workbook(county / "市妇联表-已填.xlsx")["附件2"]
    values = {cell.coordinate: cell.value for row in sheet["C6:H9"] for cell in row}
    assert [values[name] for name in ("C6", "D6", "E6", "G6")] == [1, 4, 1.2, 0.3]
    assert [values[name] for name in ("C7", "E7", "G7")] == [1, 0.0345, 0.008]
    assert [values[name] for name in ("C9", "D9", "E9", "G9")] == [3, 4, 1.2845, 0.308]
    assert sheet["G6"].number_format == '0.####"（估）"'
    assert sheet["G6"].alignment.shrink_to_fit, "or a narrow column shows ###"
    assert sheet["G6"].alignment.horizontal == "center"
    for name in ("F6", "F7", "H6", "D7", "C8", "E8", "F9", "H9"):
        assert values[name] is None, name
        assert sheet[name].fill.start_color.rgb.endswith(YELLOW), name
    assert sheet["C3"].value is None
    assert sheet["B10"].value is None


def test_the_looks_of_their_workbook_are_kept(county):
    path = their_xlsx(county / "市妇联表.xlsx")
    run(county, "report", "2026", "--as", path.name)
    theirs, ours = (openpyxl.load_workbook(county / name)["附件2"] for name in (path.name, "市妇联表-已填.xlsx"))
    assert set(map(str, ours.merged_cells.ranges)) == set(map(str, theirs.merged_cells.ranges))
    assert ours.column_dimensions["B"].width == theirs.column_dimensions["B"].width == 31.5
    assert ours.row_dimensions[2].height == 40
    assert ours.page_setup.orientation == "landscape"
    assert ours.print_title_rows == theirs.print_title_rows
    for row in theirs.iter_rows():
        for cell in row:
            same = ours[cell.coordinate]
            marked = "估" in same.number_format
            for look in ("font", "border") if marked else ("font", "alignment", "border"):
                assert repr(getattr(same, look)) == repr(getattr(cell, look)), cell.coordinate
            assert cell.value is None or same.value == cell.value


def test_rows_of_months_and_quarters_are_filled_and_months_to_come_are_left(county):
    book = openpyxl.Workbook()
    for row in (["月份", "活动场次", "发放资料"], ["1月"], ["三月份"], ["第二季度"], ["下半年"], ["合计"]):
        book.active.append(row)
    book.save(county / "月报.xlsx")
    run(county, "report", "2026", "--as", "月报.xlsx")
    sheet = openpyxl.load_workbook(county / "月报-已填.xlsx").active
    filled = [[cell.value for cell in row[1:3]] for row in sheet.iter_rows(min_row=2)]
    assert filled == [[0, 0], [1, 12000], [1, 345], [1, 500], [3, 12845]]
    with new_ledger(county) as ledger:
        add_events(ledger, [event("2027-01-05")], TODAY)
    run(county, "report", "2027", "--as", "月报.xlsx")
    later = openpyxl.load_workbook(county / "月报-已填(2).xlsx").active
    assert later["B3"].fill.start_color.rgb.endswith(YELLOW)
    assert later["B3"].value is None


def test_a_row_with_two_labels_is_filled_with_what_both_ask_for_and_left_where_they_cannot_be_told(county):
    with new_ledger(county) as ledger:
        add_events(ledger, [event("2026-05-20", town="张镇", form="广播", figures={"资料": 7})], TODAY)
    book = openpyxl.Workbook()
    rows = [
        ["张镇", "3月", ""],
        ["张镇", "5月", "广播"],
        ["李镇", "二季度", ""],
        ["张镇", "1月", ""],
        ["合计", "5月", ""],
        ["张镇", "无此月", ""],
    ]
    for row in (["乡镇", "月份", "活动形式", "活动场次", "资料"], *rows):
        book.active.append(row)
    book.save(county / "两头.xlsx")
    run(county, "report", "--as", "两头.xlsx")
    sheet = openpyxl.load_workbook(county / "两头-已填.xlsx").active
    filled = [[cell.value for cell in row[3:5]] for row in sheet.iter_rows(min_row=2)]
    assert filled == [[1, 12000], [1, 7], [1, 345], [0, 0], [2, 352], [None, None]]
    assert sheet["D7"].fill.start_color.rgb.endswith(YELLOW)


def test_two_labels_of_one_sort_are_left_to_a_person(county):
    book = openpyxl.Workbook()
    for row in (["乡镇", "单位", "活动场次"], ["张镇", "李镇"]):
        book.active.append(row)
    book.save(county / "两镇.xlsx")
    run(county, "report", "--as", "两镇.xlsx")
    assert openpyxl.load_workbook(county / "两镇-已填.xlsx").active["C2"].value is None


def their_docx(path: Path) -> Path:
    word = docx.Document()
    section = word.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    word.add_heading("2026年普法责任清单", 1)
    table = word.add_table(rows=6, cols=5, style="Table Grid")
    titles = ["乡镇", "活动场次", "宣传载体", "", "满意率"]
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        cell.text = title
    table.cell(0, 2).merge(table.cell(0, 3))
    for x, title in enumerate(["", "", "资料（份）", "受众（人次）", ""]):
        table.cell(1, x).text = title
    for x in (0, 1, 4):
        table.cell(0, x).merge(table.cell(1, x))
    for y, name in enumerate(["张镇", "李镇", "合计"], 2):
        table.cell(y, 0).text = name
    note = table.cell(5, 0).merge(table.cell(5, 4))
    note.text = "注：本表一式两份，加盖公章后报市妇联权益部。"
    for row in table.rows[2:5]:
        for cell in row.cells[1:]:
            run_ = cell.paragraphs[0].add_run("")
            run_.font.name, run_.font.size = "仿宋", Pt(14)
    word.save(path)
    return path


def test_a_word_form_is_filled_in_its_own_type_and_the_original_is_kept(county):
    path = their_docx(county / "责任清单.docx")
    before = path.read_bytes()
    done = run(county, "report", "2026", "--as", path.name)
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == before
    word = docx.Document(str(county / "责任清单-已填.docx"))
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert rows[2] == ["张镇", "1", "12000", "3000（估）", ""]
    assert rows[3] == ["李镇", "1", "345", "80", ""]
    assert rows[4] == ["合计", "3", "12845", "3080（含估）", ""]
    assert rows[5] == ["注：本表一式两份，加盖公章后报市妇联权益部。"] * 5
    cell = word.tables[0].cell(2, 2)
    assert (cell.paragraphs[0].runs[0].font.name, cell.paragraphs[0].runs[0].font.size) == ("仿宋", Pt(14))
    shade = word.tables[0].cell(2, 4)._tc.tcPr.find(qn("w:shd"))
    assert shade.get(qn("w:fill")) == YELLOW
    assert word.sections[0].orientation == WD_ORIENT.LANDSCAPE
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(county / "责任清单-已填.docx") as new:
        assert old.read("word/styles.xml") == new.read("word/styles.xml")


def test_our_own_summary_is_no_form_to_fill(county):
    run(county, "report", "2026", "--as", "2026年总结.docx")
    again = run(county, "report", "2026", "--as", "2026年总结.docx")
    assert again.returncode == 0
    assert "已填" not in again.stdout


def test_a_document_that_is_no_word_file_is_told(county):
    (county / "清单.docx").write_bytes(b"PK\x03\x04broken")
    done = run(county, "report", "--as", "清单.docx")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (county / "清单.docx").read_bytes() == b"PK\x03\x04broken"


@pytest.mark.parametrize("head", ["上年", "2025年", "目标", "1月", "分值", "张镇"])
def test_a_years_total_is_never_put_under_a_title_that_asks_for_something_else(county, head):
    book = openpyxl.Workbook()
    for row in (["2026年统计表"], ["指标", head, "今年"], ["发放资料"], ["横幅"]):
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.save(county / "两年.xlsx")
    done = run(county, "report", "2026", "--as", "两年.xlsx")
    assert f"上面写着“{head}”" in done.stdout.replace("\n", "")
    sheet = openpyxl.load_workbook(county / "两年-已填.xlsx").active
    assert [sheet[name].value for name in ("B3", "C3", "B4", "C4")] == [None] * 4
    assert sheet["B3"].fill.start_color.rgb.endswith(YELLOW)


@pytest.mark.parametrize("head", ["数量", "完成数（份）", "2026年", "合计"])
def test_a_years_total_goes_under_a_title_that_asks_for_it(county, head):
    book = openpyxl.Workbook()
    for row in (["指标", head], ["发放资料"], ["横幅"]):
        book.active.append(row)
    book.save(county / "一年.xlsx")
    run(county, "report", "2026", "--as", "一年.xlsx")
    sheet = openpyxl.load_workbook(county / "一年-已填.xlsx").active
    assert [sheet["B2"].value, sheet["B3"].value] == [12845, 4]

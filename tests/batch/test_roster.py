"""A roster as officers keep it: read right, or held with a reason; never guessed at."""

from __future__ import annotations

import re
from datetime import date

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.batch.rosters import COUNTY, csv_bytes, looked_at, opened, write_csv
from xuanchuan.batch.cells import clean
from xuanchuan.batch.fields import unit_of
from xuanchuan.batch.survey import villages
from xuanchuan.model.error import XuanchuanError

HEAD = ["村名", "乡镇", "妇联主席", "手机"]
GOOD = ["后李村", "前刘镇", "王䶮", "13800000001"]


def made(path, **more):
    roster, found = looked_at(path, **more)
    return roster, found, list(villages(roster, found))


@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"), ("utf-16", "UTF-16")]
)
def test_every_encoding_officers_save_is_read_and_named(tmp_path, encoding, said):
    roster, found, (village,) = made(write_csv(tmp_path / "名单.csv", [HEAD, GOOD], encoding))
    assert (roster.rows.reading, village.name, found.held) == (said, "后李村", [])


def test_a_rare_character_is_kept_through_gb18030(tmp_path):
    path = write_csv(tmp_path / "名单.csv", [HEAD, ["䶮村𠮷", "前刘镇", "王䶮", "13800000001"]], "gb18030")
    *_, (village,) = made(path)
    assert village.values[1] == "䶮村𠮷妇联"


def test_a_file_in_no_encoding_we_know_shows_how_it_was_read_and_asks(tmp_path):
    (tmp_path / "名单.csv").write_bytes("ア,イ\n村,1\n".encode("shift_jis"))
    with pytest.raises(XuanchuanError) as caught:
        opened(tmp_path / "名单.csv")
    assert caught.value.code in (2, 3)
    assert "--columns" in caught.value.hint or "UTF-8" in caught.value.why


@pytest.mark.parametrize("head", ["村(社区)", "村（社区）", " 村 名 ", "行政村", "村\n(社区)", "村居", "社区"])
def test_names_of_columns_are_forgiven_width_blanks_and_brackets(tmp_path, head):
    *_, (village,) = made(write_csv(tmp_path / "名单.csv", [[head, "联系电话（手机）"], ["后李村", "13800000001"]]))
    assert (village.name, village.values[3]) == ("后李村", "13800000001")


def test_titles_repeated_headers_blank_rows_and_totals_are_passed_over(tmp_path):
    rows = [
        ["清河县各村名单"],
        ["制表：妇联"],
        HEAD,
        GOOD,
        [],
        HEAD,
        ["马坊", "前刘镇", "李", "13800000002"],
        ["合计", "", "2"],
    ]
    roster, found, both = made(write_csv(tmp_path / "名单.csv", rows))
    assert roster.header.at == 2
    assert [(one.row, one.number, one.name) for one in both] == [(4, 1, "后李村"), (7, 2, "马坊")]
    assert (found.rows, found.held) == (2, [])


def test_an_officer_may_say_which_column_is_which(tmp_path):
    path = write_csv(tmp_path / "名单.csv", [["甲", "乙"], ["后李村", "13800000001"]])
    with pytest.raises(XuanchuanError) as caught:
        opened(path)
    assert caught.value.code == 3
    *_, (village,) = made(path, named={"村名": "甲", "电话": "乙"})
    assert village.values[3] == "13800000001"


@pytest.mark.parametrize(
    ("phone", "reason"),
    [
        ("", "缺 手机"),
        ("无", "缺 手机"),
        ("1380000000", "手机只有 10 位：1380000000"),
        ("1.38E+10", "1.38E+10"),
        ("5431234567", "开头的 0"),
        ("543-1234567", "开头的 0"),
        ("370000199001011234", "身份证号"),
        ("#N/A", "#N/A"),
        ("=cmd|'/C calc'!A0", "公式"),
        ("打村委会电话", "不像电话"),
        ("138\x0700000001", "控制字符"),
    ],
)
def test_a_phone_that_cannot_be_right_holds_the_village(tmp_path, phone, reason):
    roster, found, none = made(write_csv(tmp_path / "名单.csv", [HEAD, ["后李村", "前刘镇", "王", phone]]))
    assert none == []
    (held,) = found.held
    assert (held.row, held.name) == (2, "后李村")
    assert reason in held.reason
    assert "370000199001011234" not in held.reason


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("１３８ ０００００００１", "13800000001"),
        ("138-0000-0001", "13800000001"),
        ("+86 138 0000 0001", "13800000001"),
        ("’13800000001".replace("’", "'"), "13800000001"),
        ("0543 1234567", "0543-1234567"),
        ("（0543）1234567", "0543-1234567"),
        ("0543－1234567转801", "0543-1234567转801"),
        ("13800000001/0543-1234567", "13800000001、0543-1234567"),
        ("400-123-4567", "400-123-4567"),
        ("4221234", "4221234"),
    ],
)
def test_a_phone_typed_in_another_way_is_printed_in_ours(typed, printed):
    assert clean(typed, "phone", "手机").value == printed


def test_a_missing_phone_holds_only_where_a_material_prints_it(tmp_path):
    path = write_csv(tmp_path / "名单.csv", [HEAD, ["后李村", "前刘镇", "王", ""]])
    assert len(looked_at(path, ("宣传单",))[1].held) == 1
    assert looked_at(path, ("广播稿",))[1].held == []


def test_the_same_name_in_two_townships_is_two_villages(tmp_path):
    rows = [HEAD, GOOD, ["后李村", "马坊镇", "李", "13800000002"]]
    *_, both = made(write_csv(tmp_path / "名单.csv", rows))
    assert [one.values[0] for one in both] == ["前刘镇后李村妇联", "马坊镇后李村妇联"]


def test_a_village_whose_township_was_lost_with_a_merged_cell_is_held(tmp_path):
    rows = [HEAD, GOOD, ["马坊", "", "李", "13800000002"]]
    _, found, _ = made(write_csv(tmp_path / "名单.csv", rows))
    assert [(one.row, one.reason, "拆开填满" in one.fix) for one in found.held] == [(3, "缺 乡镇", True)]


def test_the_same_name_with_other_words_holds_both_and_names_both_rows(tmp_path):
    rows = [["村名", "手机"], ["后李村", "13800000001"], ["后李村", "13800000002"]]
    _, found, none = made(write_csv(tmp_path / "名单.csv", rows))
    assert none == []
    assert [(one.row, "第 3 行" in one.reason, "第 2 行" in one.reason) for one in found.held] == [
        (2, True, False),
        (3, False, True),
    ]


def test_a_row_said_twice_is_counted_apart_and_made_once(tmp_path):
    _, found, both = made(write_csv(tmp_path / "名单.csv", [HEAD, GOOD, GOOD]))
    assert (found.rows, found.makeable, len(both)) == (2, 1, 1)
    assert [(one.row, one.first) for one in found.duplicates] == [(3, 2)]


def test_identity_numbers_are_warned_of_and_never_read(tmp_path):
    rows = [[*HEAD, "证件"], [*GOOD, "370000199001011234"]]
    roster, found, (village,) = made(write_csv(tmp_path / "名单.csv", rows))
    assert found.identity == "证件"
    assert "370000199001011234" not in repr(village)


def test_a_workbook_is_read_with_its_merged_towns_and_its_numbers(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["名单"])
    page.merge_cells("A1:D1")
    page.append(["乡镇", "村名", "手机", "户数"])
    page.append(["前刘镇", "后李村", 13800000001, 320])
    page.append([None, "马坊村", 13800000002, 210.0])
    page.merge_cells("A3:A4")
    book.save(tmp_path / "名单.xlsx")
    roster, _, both = made(tmp_path / "名单.xlsx")
    assert [(one.row, one.town, one.name, one.values[3]) for one in both] == [
        (3, "前刘镇", "后李村", "13800000001"),
        (4, "前刘镇", "马坊村", "13800000002"),
    ]


def test_a_form_as_townships_fill_it_in_has_two_rows_of_header_and_notes_below(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["前刘镇村（社区）妇联组织情况统计表"])
    page.append(["填报单位：前刘镇妇联", *[""] * 5, "2026-10-12"])
    page.append(["序号", "村（社区）", "妇联主席", "", "户数", "届满日期", "备注"])
    page.append(["", "", "姓名", "手机号码", "", "", ""])
    for block in ("A1:G1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4"):
        page.merge_cells(block)
    page.append([1, "后李村", "王䶮", 13800000001, 320, date(2027, 1, 3), "说明：新任"])
    page.append([2, "马坊村", "李", 13800000002.0, 210, date(2027, 1, 3)])
    page.append(["注销村", "注销村", "张", 13800000003])
    page.append([])
    page.append(["合计", "", "", "", 530])
    page.append(["注：1. 本表由各村填报，电话须能打通。"])
    page.append(["填表人：李某", "", "审核人：张某"])
    page.column_dimensions["G"].hidden = True
    book.save(tmp_path / "名单.xlsx")
    roster, found, all_of_them = made(tmp_path / "名单.xlsx", names=("联系卡",))
    assert found.held == []
    assert [(one.name, one.values[3], one.values[4]) for one in all_of_them] == [
        ("后李村", "13800000001", "王䶮"),
        ("马坊村", "13800000002", "李"),
        ("注销村", "13800000003", "张"),
    ]
    assert roster.passed == {9: "合计", 10: "注：1. 本表由各村填报，电话须能打通。", 11: "填表人：李某"}


def test_a_word_table_a_saved_web_page_and_a_scan_are_called_by_their_names(tmp_path):
    word = docx.Document()
    word.add_table(1, 2).cell(0, 0).text = "村名"
    word.save(tmp_path / "名单.docx")
    (tmp_path / "导出.xls").write_text("<html><table><tr><td>村名</td></tr></table></html>", encoding="utf-8")
    (tmp_path / "扫描.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "照片.csv").write_bytes(b"\xff\xd8\xff\xe0JFIF")
    said = {"名单.docx": "Word", "导出.xls": "网页", "扫描.pdf": "PDF", "照片.csv": "图片"}
    for name, word in said.items():
        with pytest.raises(XuanchuanError) as caught:
            opened(tmp_path / name)
        assert word in caught.value.why
        assert ".xlsx" in caught.value.hint


@pytest.mark.parametrize("mark", ["\t", ";", "，"])
def test_a_text_parted_by_tabs_semicolons_or_wide_commas_is_a_roster_too(tmp_path, mark):
    text = "\r\n".join(mark.join(row) for row in (HEAD, GOOD))
    (tmp_path / "名单.txt").write_bytes(text.encode("gb18030"))
    *_, (village,) = made(tmp_path / "名单.txt")
    assert (village.name, village.values[3]) == ("后李村", "13800000001")


def test_a_village_may_have_a_link_of_its_own(tmp_path):
    *_, (village,) = made(
        write_csv(tmp_path / "名单.csv", [[*HEAD, "二维码网址"], [*GOOD, "https://example.cn/houli"]]), names=("海报",)
    )
    assert village.values[-1] == "https://example.cn/houli"


def test_a_village_takes_from_its_township_then_from_the_county_what_the_roster_has_no_column_for(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["村名", "乡镇"])
    book.active.append(["后李村", "前刘镇"])
    book.active.append(["马坊村", "马坊镇"])
    towns = book.create_sheet("乡镇")
    towns.append(["乡镇", "电话", "联系人"])
    towns.append(["前刘镇", "0543-7654321", "镇妇联"])
    book.save(tmp_path / "名单.xlsx")
    roster, _, both = made(tmp_path / "名单.xlsx")
    first, second = (unit_of(one, roster.needs.filled, COUNTY) for one in both)
    assert (first.phone, first.contact, first.partners) == ("0543-7654321", "镇妇联", ("司法局", "公安局"))
    assert (second.phone, second.contact) == ("0543-1234567", "权益部")
    assert (first.level, first.county) == ("村", "清河县")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.csv", b"", "空"),
        ("坏.xlsx", b"PK\x03\x04" + b"\0" * 40, "读不了"),
        ("坏.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "读不了"),
        ("引号.csv", csv_bytes([HEAD]) + b'"' + b"x" * 2_000_000, "读不下去"),
    ],
)
def test_a_broken_file_is_said_plainly(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(XuanchuanError) as caught:
        looked_at(tmp_path / name)
    assert said in caught.value.message


WILD = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["=cmd|'/C calc'!A0", "../../etc", "x" * 32767, "\u202e村\u200f", "\x00", "a\tb\nc", "村" * 40, "\ue000", "𠮷村", "-1+1", "@SUM(1)", "CON", "{{ 7*7 }}"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(WILD, WILD, WILD), max_size=12),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    wide=st.booleans(),
)
def test_any_roster_ends_in_villages_or_held_rows_that_add_up(tmp_path, rows, encoding, wide):
    filler = ["x"] * 10_000 if wide else []
    path = write_csv(
        tmp_path / "名单.csv", [["村名", "手机", "地址", *filler], *(([*row, *filler]) for row in rows)], encoding
    )
    roster, found, good = made(path)
    assert found.rows == len(good) + len(found.held) + len(found.duplicates)
    for one in good:
        text = "".join(one.values)
        assert not re.search(r"[\x00-\x1f\x7f\u202a-\u202e\u200f\ue000-\uf8ff\ufffe\uffff]", text)
        assert one.values[3]
        assert len(one.name) <= 30
    assert all(one.reason for one in found.held)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_roster_or_an_error_in_plain_words(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "任何.csv"
    path.write_bytes(data)
    try:
        looked_at(path)
    except XuanchuanError as error:
        assert error.message

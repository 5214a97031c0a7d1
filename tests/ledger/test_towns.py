"""Towns' forms, superiors' tables, stations and coverage, doubts and pairs."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_making import TODAY, event, new_ledger, project, run

from xuanchuan.dates import load_key_dates
from xuanchuan.files.rows import read_tables
from xuanchuan.ledger.doubts import doubts, look_alikes, undecided_pairs
from xuanchuan.ledger.events import add_events, entries
from xuanchuan.ledger.stations import FIVE, FOUR, Share, Station, coverage, reached_villages, save_stations, stations
from xuanchuan.ledger.townform import column_name, form_bytes, read_form
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import Figure

KEY_DATES = load_key_dates(None)


def filled_form(path: Path, *rows: dict[str, object], town: str = "张镇") -> Path:
    """The form as a town sends it back, a row a dict of column title -> value."""
    book = openpyxl.load_workbook(io.BytesIO(form_bytes("清河县妇联", 2026, TODAY, town)))
    sheet = book.worksheets[0]
    header = {cell.value: cell.column for cell in sheet[2]}
    for number, row in enumerate(rows, 3):
        for title, value in row.items():
            sheet.cell(number, header[title], value)
    book.save(path)
    return path


def test_a_filled_form_comes_back_as_events(tmp_path):
    path = filled_form(
        tmp_path / "张镇.xlsx",
        {"日期": date(2026, 12, 4), "活动名称": "大集宣传", "村（社区）": "后李村", "资料（份）": 300, "受众（人次）": "约200", "联合单位": "派出所、司法所", "宣传的法律": "《宪法》"},
        {"日期": "12.4", "活动名称": "入户", "横幅（条）": "2条", "咨询（件）": "无"},
    )  # fmt: skip
    (table, *_) = read_tables(path)
    read = read_form(table.again(), TODAY, KEY_DATES, path.name)
    assert (len(read.events), read.held, read.strange) == (2, (), ())
    first, second = (one for _, one in read.events)
    assert (first.day, first.town, first.village, first.campaign) == (
        date(2026, 12, 4),
        "张镇",
        "后李村",
        "constitution-1204",
    )
    assert (first.partners, first.laws) == (("派出所", "司法所"), ("宪法",))
    assert first.figures == {"资料": Figure(300), "受众": Figure(200, True)}
    assert second.figures == {"横幅": Figure(2)}


def test_a_row_that_cannot_be_read_is_held_with_its_number_and_the_rest_goes_in(tmp_path):
    folder = project(tmp_path / "county")
    path = filled_form(
        folder / "张镇.xlsx",
        {"日期": "12.4", "活动名称": "大集宣传", "资料（份）": 300},
        {"日期": "2月30日", "活动名称": "讲座", "资料（份）": 10},
        {"活动名称": "没写日子", "资料（份）": 10},
        {"日期": "11.25", "活动名称": "入户", "资料（份）": "好多"},
    )
    done = run(folder, "log", "import", path.name)
    assert done.returncode == 5
    assert "4 行 = 登记了 1 + 先不登 3 + 已经有了 0" in done.stdout
    for row in ("第 4 行", "第 5 行", "第 6 行"):
        assert row in done.stdout
    again = run(folder, "log", "import", path.name)
    assert "4 行 = 登记了 0 + 先不登 3 + 已经有了 1" in again.stdout


@pytest.mark.parametrize(
    ("title", "name"),
    [("横幅（条）", "横幅"), ("发放资料数量", "资料"), ("受益人次", "受众"), ("咨询件数", "咨询"), ("活动时间", "日期"),
     ("村(社区)", "村"), ("镇街", "乡镇"), ("志愿者（人次）", "志愿者"), ("领导重视程度", ""), ("", "")],
)  # fmt: skip
def test_columns_are_known_by_the_names_they_go_by(title, name):
    assert column_name(title) == name


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8))
def test_no_table_breaks_the_form_reader(rows):
    try:
        read = read_form([["日期", "活动名称", "资料"], *rows], TODAY, KEY_DATES, "x")
    except XuanchuanError:
        return
    assert len(read.events) + len(read.held) <= len(rows)


def test_a_table_that_is_no_form_says_what_is_wanted(tmp_path):
    (tmp_path / "x.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    done = run(project(tmp_path), "log", "import", "x.csv")
    assert done.returncode == 2
    assert "认不出这张表的表头" in done.stderr
    assert "xuanchuan log form" in done.stderr


def their_table(path: Path, rows: list[list[object]], merged: str = "") -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    book.save(path)
    return path


@pytest.fixture
def county(tmp_path) -> Path:
    folder = project(tmp_path / "county")
    with new_ledger(folder) as ledger:
        add_events(
            ledger,
            [
                event(
                    "2026-12-04",
                    town="张镇",
                    campaign="constitution-1204",
                    figures={"资料": 300, "受众": Figure(200, True)},
                ),
                event("2026-11-25", town="李镇", campaign="dv-1125", figures={"资料": 500, "受众": 80}),
                event("2026-11-26", town="李镇", campaign="dv-1125", title="讲座", figures={"受众": Figure(40, True)}),
            ],
            TODAY,
        )
    return folder


def test_a_superiors_table_with_towns_down_the_side_is_filled_by_name(county):
    rows = [["全县普法统计表"], ["序号", "乡镇", "活动场次", "发放资料（份）", "受益人次", "满意率"],
            [1, "李镇", None, None, None, None], [2, "张镇", None, None, None, None], [3, "王镇", None, None, None, None],
            ["合计", None, "=SUM(C3:C5)", None, None, None], ["填表人："]]  # fmt: skip
    path = their_table(county / "上级.xlsx", rows, "A1:F1")
    before = path.read_bytes()
    done = run(county, "report", "2026", "--as", path.name)
    assert done.returncode == 0, done.stderr
    assert "发放资料（份）=台账的资料" in done.stdout.replace("\n", "")
    assert "满意率" in done.stdout
    assert path.read_bytes() == before
    sheet = openpyxl.load_workbook(county / "上级-已填.xlsx").active
    assert [[cell.value for cell in row[2:5]] for row in sheet.iter_rows(min_row=3, max_row=4)] == [
        [2, 500, 120],
        [1, 300, 200],
    ]
    assert sheet["E3"].number_format == '0"（含估）"'
    assert sheet["E4"].number_format == '0"（估）"'
    assert sheet["F3"].value is None
    assert sheet["F3"].fill.start_color.rgb.endswith("FFFF00")
    assert sheet["C5"].fill.start_color.rgb.endswith("FFFF00"), "a town the ledger does not know"
    assert sheet["C6"].value == "=SUM(C3:C5)"


def test_an_empty_table_of_events_gets_a_row_each_and_says_what_did_not_fit(county):
    path = their_table(
        county / "表.xlsx", [["序号", "时间", "活动名称", "活动地点", "资料", "受众"], [1], [2], ["填表人："]]
    )
    done = run(county, "report", "--as", path.name)
    sheet = openpyxl.load_workbook(county / "表-已填.xlsx").active
    assert [[cell.value for cell in row][1:3] for row in sheet.iter_rows(min_row=2, max_row=3)] == [
        ["2026-11-25", "广场宣传"],
        ["2026-11-26", "讲座"],
    ]
    assert "还有 1 行没有填进去" in done.stdout


def test_a_table_nobody_can_read_is_refused_and_left_alone(county):
    path = their_table(county / "怪表.xlsx", [["甲", "乙"], [1, 2]])
    done = run(county, "report", "--as", path.name)
    assert done.returncode == 2
    assert not (county / "怪表-已填.xlsx").exists()


def test_words_that_would_act_as_formulas_are_written_as_text(county):
    with new_ledger(county) as ledger:
        add_events(ledger, [event("2026-10-01", title="=cmd|' /C calc'!A0")], TODAY)
    their_table(county / "表.xlsx", [["日期", "活动名称", "资料"], [], [], [], []])
    run(county, "report", "--as", "表.xlsx")
    run(county, "stats", "--as", "统计.xlsx")
    for name, sheet in (("表-已填.xlsx", None), ("统计.xlsx", "活动")):
        book = openpyxl.load_workbook(county / name)
        cells = [cell for row in (book[sheet] if sheet else book.active).iter_rows() for cell in row]
        (found,) = [cell for cell in cells if str(cell.value).endswith("!A0")]
        assert found.data_type == "s"


def test_coverage_counts_against_the_register_and_never_beyond_it(tmp_path):
    full = frozenset({*FOUR, *FIVE})
    register = [
        Station("村", "张镇", "后李村", full), Station("村", "张镇", "前李村", frozenset(["有人员"])),
        Station("村", "张镇", "东洼村"), Station("县", traits=frozenset(["12338热线"])),
    ]  # fmt: skip
    with new_ledger(tmp_path) as ledger:
        save_stations(ledger, register)
        add_events(ledger, [event(town="张镇", village=name) for name in ("后李村", "后李村", "没有登记的村")], TODAY)
        (town,) = coverage(stations(ledger), reached_villages(ledger, date(2026, 1, 1), TODAY))
    assert (str(town.built), str(town.four), str(town.five), str(town.reached)) == ("2/3", "1/3", "1/3", "1/3")
    assert (town.missing, town.unreached) == (("东洼村",), ("前李村", "东洼村"))
    assert town.built.percent == "66.6%"


@given(st.integers(0, 10**4), st.integers(1, 10**4))
def test_only_all_of_them_are_a_hundred_percent(done, of):
    if done > of:
        with pytest.raises(ValueError):
            Share(done, of)
    else:
        assert (Share(done, of).percent == "100%") == (done == of)


def test_the_forms_of_the_registers_come_back(tmp_path):
    folder = project(tmp_path / "county")
    for kind, rows in {
        "站点": [{"乡镇": "张镇", "村": "后李村", "有人员": "√", "有牌子": "√"}, {"乡镇": "张镇", "村": "东洼村"}, {"乡镇": "张镇", "村": "坏村", "有人员": "大概"}],
        "培训": [{"日期": "2026-05-06", "级别": "省", "人次": 12}],
        "志愿者": [{"级别": "村", "乡镇": "张镇", "村": "后李村", "队伍": 1, "人数": 8}],
        "咨询": [{"月份": "2026-11", "类别": "家庭暴力", "接待": 5, "办结": 3}],
    }.items():  # fmt: skip
        assert run(folder, "log", "form", "--kind", kind, "--output", f"{kind}.xlsx").returncode == 0
        book = openpyxl.load_workbook(folder / f"{kind}.xlsx")
        header = {cell.value: cell.column for cell in book.active[2]}
        for number, row in enumerate(rows, 3):
            for title, value in row.items():
                book.active.cell(number, header[title], value)
        book.save(folder / f"{kind}.xlsx")
        done = run(folder, "log", "import", f"{kind}.xlsx")
        assert done.returncode == (5 if kind == "站点" else 0), done.stderr + done.stdout
    shown = run(folder, "coverage").stdout
    assert "1/2 50%" in shown
    assert "近三年信访干部培训：1 期" in shown
    assert "志愿者四级网络：村" in shown


@pytest.mark.parametrize(
    ("found", "level", "asked"),
    [
        (event(town="张镇", figures={"受众": 2500}), "县", "一般不超过"),
        (event(figures={"受众": 300}), "县", "整数"),
        (event(figures={"受众": 30, "咨询": 31}), "县", "还多"),
        (event(figures={}), "县", "没有一个数字"),
    ],
)
def test_a_padded_figure_is_questioned(found, level, asked):
    assert any(asked in one for one in doubts(found, level, TODAY))


def test_an_ordinary_event_is_not_questioned():
    assert doubts(event(figures={"资料": 500, "受众": Figure(200, True), "咨询": 31}), "县", TODAY) == []


def test_padded_claims_are_questioned_and_not_refused(tmp_path):
    done = run(project(tmp_path), "log", "add", "2026-12-04 大集宣传，到场2500人", "--town", "张镇")
    assert done.returncode == 0
    assert "请核对" in done.stderr
    assert "已登记为第 1 号" in done.stdout


def test_the_same_event_told_by_town_and_county_is_shown_as_a_pair_and_decided_by_a_person(tmp_path):
    folder = project(tmp_path)
    with new_ledger(folder) as ledger:
        add_events(
            ledger, [event(place="人民广场", town="张镇"), event(title="宪法日活动", place="广场", town="张镇")], TODAY
        )
        add_events(ledger, [event("2026-12-04", town="李镇", place="大集")], TODAY)
        assert [(one.one.number, one.other.number) for one in look_alikes(entries(ledger))] == [(1, 2)]
    assert "log amend 2 --same-as 1" in run(folder, "log", "list", "--pairs").stdout
    assert run(folder, "log", "amend", "2", "--same-as", "1").returncode == 0
    with new_ledger(folder) as ledger:
        assert [one.number for one in entries(ledger)] == [1, 3]
        assert undecided_pairs(ledger, entries(ledger, withdrawn=True)) == []


def test_a_pair_that_a_person_called_different_is_not_asked_again(tmp_path):
    folder = project(tmp_path)
    with new_ledger(folder) as ledger:
        add_events(ledger, [event(place="广场"), event(place="广场")], TODAY)
    run(folder, "log", "amend", "2", "--different-from", "1")
    assert "没有像是重复的" in run(folder, "log", "list", "--pairs").stdout
    with new_ledger(folder) as ledger:
        assert len(entries(ledger)) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("report", "--as", "总结.docx"),
        ("report", "3", "--as", "简报.docx"),
        ("stats", "--as", "统计.xlsx"),
        ("coverage", "--as", "覆盖.xlsx"),
    ],
)
def test_a_report_that_cannot_be_written_without_a_ledger_leaves_with_2(tmp_path, words):
    done = run(project(tmp_path), *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "没有写文件" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["xuanchuan.toml"]


def test_looking_at_an_empty_ledger_is_no_fault(tmp_path):
    assert run(project(tmp_path), "stats").returncode == 0


def test_a_missing_form_is_called_a_form(tmp_path):
    done = run(project(tmp_path), "log", "import", "没有.xlsx")
    assert done.returncode == 2
    assert "找不到登记表" in done.stderr
    assert "名单" not in done.stderr

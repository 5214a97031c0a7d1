"""A county's year, by the lines of the tutorial: three towns' forms, 800 villages, 401 events; every export says the same."""

from __future__ import annotations

import json
import random
import re
import shlex
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import docx
import openpyxl
import pytest
import python_calamine
from ledger_making import ROOT, project, run

from xuanchuan.ledger.figures import KINDS

pytestmark = pytest.mark.slow

TOWNS = {"张镇": 300, "李镇": 280, "王镇": 220}
OF_TOWNS = {"张镇": 150, "李镇": 130, "王镇": 120}
NAMES = ("横幅", "展板", "资料", "咨询", "受众", "播放", "短信", "阅读", "志愿者")
TITLES = {kind.name: f"{kind.name}（{kind.measure}）" for kind in KINDS}
COUNTYS = {"横幅": 5, "展板": 12, "资料": 3000, "咨询": 86, "受众": 600}


@dataclass
class Expected:
    """What the towns' forms hold, added up here without the program."""

    folder: Path
    held: Counter[str] = field(default_factory=Counter)
    months: Counter[int] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)
    estimated: Counter[str] = field(default_factory=Counter)
    of_town: dict[str, Counter[str]] = field(default_factory=lambda: {town: Counter() for town in TOWNS})
    of_month: dict[int, Counter[str]] = field(default_factory=lambda: {month: Counter() for month in range(1, 13)})
    built: Counter[str] = field(default_factory=Counter)
    reached: dict[str, set[str]] = field(default_factory=lambda: {town: set() for town in TOWNS})

    def count(self, day: date, town: str, figures: dict[str, int], about: set[str]) -> None:
        self.held[town] += 1
        self.months[day.month] += 1
        for name, value in figures.items():
            self.sums[name] += value
            self.estimated[name] += value if name in about else 0
            self.of_month[day.month][name] += value
            if town:
                self.of_town[town][name] += value


def fill_stations(path: Path, expected: Expected, chance: random.Random) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[2]}
    villages = [(town, f"{town[0]}家{number}村") for town, many in TOWNS.items() for number in range(1, many + 1)]
    for row, (town, village) in enumerate(villages, 3):
        sheet.cell(row, columns["乡镇"], town)
        sheet.cell(row, columns["村"], village)
        given = [trait for trait in ("有人员", "有牌子", "有场所", "有任务目标") if chance.random() < 0.8]
        for trait in given:
            sheet.cell(row, columns[trait], "√")
        expected.built[town] += bool(given)
    book.save(path)


def fill_town(path: Path, town: str, expected: Expected, chance: random.Random) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[2]}
    for number in range(OF_TOWNS[town]):
        day = date(2026, 1, 1) + timedelta(chance.randrange(350))
        village = f"{town[0]}家{chance.randrange(1, TOWNS[town] + 1)}村"
        figures = {name: chance.randrange(1, 300) for name in chance.sample(NAMES, 4)}
        about = {name for name in figures if chance.random() < 0.3}
        cells = {"日期": day, "活动名称": f"第{number + 1}次进村宣讲", "乡镇（街道）": town, "村（社区）": village}
        cells |= {TITLES[name]: f"约{value}" if name in about else value for name, value in figures.items()}
        for title, value in cells.items():
            sheet.cell(number + 3, columns[title], value)
        expected.count(day, town, figures, about)
        expected.reached[town].add(village)
    book.save(path)


def superiors(folder: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [["2026年普法宣传统计表"], ["月份", "活动场次", "宣传载体", None, None, "受众（万人次）", "满意率"],
            [None, None, "横幅（条）", "展板（块）", "资料（份）", None, None],
            *([f"{month}月"] for month in range(1, 13)), ["合计"], ["注：本表由县妇联填报，每年12月20日前报市妇联。"]]  # fmt: skip
    for row in rows:
        sheet.append(row)
    for block in ("A1:G1", "A2:A3", "B2:B3", "C2:E2", "F2:F3", "G2:G3"):
        sheet.merge_cells(block)
    book.save(folder / "市妇联表.xlsx")
    word = docx.Document()
    table = word.add_table(rows=1, cols=4, style="Table Grid")
    for cell, title in zip(table.rows[0].cells, ("乡镇", "活动场次", "发放资料（份）", "接待咨询（件）"), strict=True):
        cell.text = title
    for town in (*TOWNS, "清河县妇联", "合计"):
        table.add_row().cells[0].text = town
    word.save(folder / "司法局表.docx")


def lines() -> list[list[str]]:
    text = (ROOT / "docs" / "tutorials" / "4-year-end.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```year\n(.*?)```", text, re.DOTALL)
    return [shlex.split(line)[1:] for line in block.strip().splitlines()]


@pytest.fixture(scope="module")
def year(tmp_path_factory) -> Expected:
    """The year from empty to its reports, by the tutorial's lines; the forms are filled between form and import."""
    expected = Expected(project(tmp_path_factory.mktemp("county")))
    folder, chance = expected.folder, random.Random(2026)
    superiors(folder)
    for words in lines():
        done = run(folder, *words)
        assert done.returncode == 0, (words, done.stderr)
        if words[:2] == ["log", "form"]:
            path = folder / words[-1]
            town = path.stem
            fill_town(path, town, expected, chance) if town in TOWNS else fill_stations(path, expected, chance)
    expected.count(date(2026, 12, 4), "", COUNTYS, {"受众"})
    return expected


def numbers(text: str) -> dict[str, int]:
    """横幅12条、受众300人次（其中估200人次） -> the first number of each kind."""
    return {
        kind.name: int(found[1]) for kind in KINDS if (found := re.search(rf"{kind.name}(\d+){kind.measure}", text))
    }


def words_of(path: Path) -> str:
    body = docx.Document(str(path)).element.body
    return "\n".join(
        "".join(t.text or "" for t in p.iter() if t.tag.endswith("}t")) for p in body.iter() if p.tag.endswith("}p")
    )


def tables_of(path: Path) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(str(path)).tables]


def lead(text: object) -> int:
    found = re.match(r"\d+", str(text))
    assert found, text
    return int(found[0])


def test_the_json_says_what_the_forms_held(year):
    shown = json.loads(run(year.folder, "stats", "2026", "--format", "json").stdout)
    assert shown["held"] == sum(year.held.values()) == 401
    assert {name: one["value"] for name, one in shown["totals"].items()} == year.sums
    assert {name: one["estimated"] for name, one in shown["totals"].items()} == {
        name: year.estimated[name] for name in year.sums
    }
    for one in shown["by_town"]:
        assert one["held"] == year.held[one["name"]]
    assert {int(one["name"][5:]): one["held"] for one in shown["by_month"]} == year.months


def test_the_terminal_says_the_same(year):
    text = run(year.folder, "stats", "2026").stdout
    assert numbers(text.split("按节点")[0].replace("\n", "")) == year.sums
    assert "登记活动 401 场" in text
    for town in TOWNS:
        assert re.search(rf"{town}\s+{year.held[town]} ", text)


def test_the_workbook_says_the_same_to_a_second_reader(year):
    book = python_calamine.CalamineWorkbook.from_path(str(year.folder / "统计.xlsx"))
    for name in ("按节点", "按乡镇", "按月", "按形式"):
        rows = book.get_sheet_by_name(name).to_python()
        whole = next(row for row in rows if row[0] == "合计")
        assert whole[1] == 401
        assert {kind: lead(whole[rows[0].index(TITLES[kind])]) for kind in NAMES} == year.sums, name
        for kind in NAMES:
            parts = [row[rows[0].index(TITLES[kind])] for row in rows[1 : rows.index(whole)]]
            assert sum(map(lead, parts)) == year.sums[kind]
    events = book.get_sheet_by_name("活动").to_python()
    assert len([row for row in events[1:] if row and row[0] != ""]) == 401
    for kind in NAMES:
        cells = [row[events[0].index(TITLES[kind])] for row in events[1:]]
        assert sum(lead(cell) for cell in cells if cell != "") == year.sums[kind]


def test_the_table_and_the_summary_say_the_same(year):
    by_key_date, by_town = tables_of(year.folder / "统计表.docx")[:2]
    for table in (by_key_date, by_town):
        whole = dict(zip(table[0], table[-1], strict=True))
        assert whole["场次"] == "401"
        assert {name: lead(whole[TITLES[name]]) for name in NAMES} == year.sums
    text = words_of(year.folder / "总结.docx")
    assert "共登记普法宣传活动401场" in text
    assert numbers(text.split("现将有关情况")[0]) == year.sums


def test_each_marked_number_of_the_summary_is_the_sum_of_the_entries_it_names(year):
    entries = {one["number"]: one for one in json.loads(run(year.folder, "log", "list", "--format", "json").stdout)}
    text = words_of(year.folder / "总结.docx")
    (notes,) = [table for table in tables_of(year.folder / "总结.docx") if table[0][0] == "号"]
    checked = 0
    for mark, _, said in notes[1:]:
        named = {
            number
            for first, last in re.findall(r"(\d+)(?:—(\d+))?", said)
            for number in range(int(first), int(last or first) + 1)
        }
        sentence = next(line for line in text.splitlines() if mark in line and line.strip() != mark)
        sums: Counter[str] = Counter()
        for number in named:
            for name, one in entries[number]["figures"].items():
                sums[name] += one["value"]
        before = sentence.split(mark)[0]
        assert numbers(before) == dict(sums), mark
        assert lead(re.search(r"(\d+)场", before)[1]) == len(named)
        checked += 1
    assert checked >= 3


def test_the_citys_table_by_month_says_the_same(year):
    rows = python_calamine.CalamineWorkbook.from_path(str(year.folder / "市妇联表-已填.xlsx")).get_sheet_by_index(0)
    found = rows.to_python()
    lines = {str(row[0]): row for row in found[3:]}
    for month in range(1, 13):
        row = lines[f"{month}月"]
        assert row[1] == year.months[month]
        for column, name in ((2, "横幅"), (3, "展板"), (4, "资料")):
            assert (row[column] or 0) == year.of_month[month][name], (month, name)
        assert round(float(row[5] or 0) * 10_000) == year.of_month[month]["受众"]
        assert row[6] == ""
    whole = lines["合计"]
    assert [whole[1], *whole[2:5]] == [401, *(year.sums[name] for name in ("横幅", "展板", "资料"))]
    assert round(float(whole[5]) * 10_000) == year.sums["受众"]


def test_the_justice_bureaus_word_table_by_town_says_the_same(year):
    rows = {row[0]: row for row in tables_of(year.folder / "司法局表-已填.docx")[0]}
    for town in TOWNS:
        assert rows[town][1] == str(year.held[town])
        assert lead(rows[town][2]) == year.of_town[town]["资料"]
        assert lead(rows[town][3]) == year.of_town[town]["咨询"]
    assert [rows["清河县妇联"][1], rows["清河县妇联"][2]] == ["1", "3000"]
    assert rows["合计"][1] == "401"
    assert lead(rows["合计"][2]) == year.sums["资料"]


def test_coverage_says_the_same_in_every_form_and_never_more_than_all(year):
    shown = {one["town"]: one for one in json.loads(run(year.folder, "coverage", "--format", "json").stdout)}
    text = run(year.folder, "coverage").stdout
    sheet = python_calamine.CalamineWorkbook.from_path(str(year.folder / "覆盖.xlsx")).get_sheet_by_name("覆盖")
    rows = {row[0]: row for row in sheet.to_python()}
    docx_rows = {row[0]: row for table in tables_of(year.folder / "统计表.docx") for row in table}
    for town, many in TOWNS.items():
        built, reached = f"{year.built[town]}/{many}", f"{len(year.reached[town])}/{many}"
        assert (shown[town]["built"], shown[town]["reached"]) == (
            {"done": year.built[town], "of": many},
            {"done": len(year.reached[town]), "of": many},
        )
        assert re.search(rf"{town}\s+{built} .*{reached} ", text)
        assert {built, reached} <= set(rows[town])
        assert len(shown[town]["unreached"]) == many - len(year.reached[town])
    whole = f"{sum(map(len, year.reached.values()))}/800"
    assert whole in rows["合计"]
    assert any(cell.startswith(whole) for cell in docx_rows["合计"])
    assert f"今年有活动的{whole.split('/')[0]}个" in words_of(year.folder / "总结.docx")


def test_the_briefs_say_what_their_events_say(year):
    entries = json.loads(run(year.folder, "log", "list", "--format", "json").stdout)
    for one in random.Random(4).sample(entries, 4):
        done = run(year.folder, "report", str(one["number"]), "--as", f"简报{one['number']}.docx")
        assert done.returncode == 0, done.stderr
        text = words_of(year.folder / f"简报{one['number']}.docx")
        assert numbers(text) == {name: figure["value"] for name, figure in one["figures"].items()}

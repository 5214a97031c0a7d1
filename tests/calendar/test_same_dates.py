"""Every export of a year shows the same dates, read back from the file by a reader of its own."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import docx
import openpyxl
import pytest
from ics_reading import Read, by_icaljs, by_libical, by_vobject
from years import TODAY, a_wall, a_year

from xuanchuan.calendar.events import year_events
from xuanchuan.calendar.ics import year_ics
from xuanchuan.calendar.listing import dates_csv, dates_json, year_csv, year_text
from xuanchuan.calendar.sheets import year_xlsx
from xuanchuan.calendar.terminal import year_lines
from xuanchuan.dates import load_workdays
from xuanchuan.model.calendar import YearCalendar
from xuanchuan.render.docx.wall import monthly, yearly

YEARS = [2026, 2027, 2028, 2057]

# (first day, last day, words, confirmed)
Shown = tuple[date, date, str, bool]


def occasions_of(calendar: YearCalendar) -> set[Shown]:
    return {(one.start, one.end, one.name, one.confirmed) for one in calendar.occasions}


def tasks_of(calendar: YearCalendar) -> set[tuple[date, str, bool]]:
    return {(one.task.day, one.task.what, one.task.confirmed) for one in calendar.tasks}


@pytest.mark.parametrize("parse", [by_vobject, by_libical, by_icaljs])
@pytest.mark.parametrize("year", YEARS)
def test_the_ics_shows_the_years_dates(year: int, parse: Callable[[bytes], list[Read]]) -> None:
    calendar = a_year(year)
    read = parse(year_ics(calendar, year_events(calendar)))
    days = [one for one in read if "普法节点" in one.categories]
    found = {(*_days(one), *_name(one)) for one in days}
    assert found == occasions_of(calendar)
    errands = [one for one in read if one not in days]
    assert {(_days(one)[0], _name(one)[1]) for one in errands} == {(day, sure) for day, _, sure in tasks_of(calendar)}
    titles = {
        f"{one.task.what}（{one.purpose}）" for one in calendar.tasks if len(f"{one.task.what}（{one.purpose}）") < 120
    }
    assert titles <= {_name(one)[0] for one in errands}


def _days(one: Read) -> tuple[date, date]:
    return one.start, one.end - timedelta(days=1)


def _name(one: Read) -> tuple[str, bool]:
    confirmed = one.status == "CONFIRMED"
    assert confirmed != one.summary.endswith("（待定）")
    return one.summary.removesuffix("（待定）"), confirmed


@pytest.mark.parametrize("year", YEARS)
def test_the_workbook_shows_the_years_dates(year: int) -> None:
    book = openpyxl.load_workbook(io.BytesIO(year_xlsx(a_year(year))))
    assert book.sheetnames == ["第一季度", "第二季度", "第三季度", "第四季度", "任务", "一月一主题"]
    found = {
        (row[1].date(), row[2].date(), row[5], row[7] == "已定")
        for name in book.sheetnames[:4]
        for row in book[name].iter_rows(min_row=3, max_col=8, values_only=True)
        if row[1] is not None and hasattr(row[1], "date")
    }
    assert found == occasions_of(a_year(year))
    tasks = {
        (row[1].date(), row[3], row[7] == "已定")
        for row in book["任务"].iter_rows(min_row=3, max_col=8, values_only=True)
        if row[1] is not None and hasattr(row[1], "date")
    }
    assert tasks == tasks_of(a_year(year))


@pytest.mark.parametrize("year", YEARS)
def test_the_csv_shows_the_years_dates(year: int) -> None:
    rows = list(csv.DictReader(io.StringIO(year_csv(a_year(year)).decode("utf-8-sig"))))
    dated = [row for row in rows if row["日期"]]
    day = date.fromisoformat
    found = {
        (day(row["日期"]), day(row["到"] or row["日期"]), row["内容"], row["日期情况"] == "已定")
        for row in dated
        if row["类别"] == "节点"
    }
    assert found == occasions_of(a_year(year))
    tasks = {(day(row["日期"]), row["内容"], row["日期情况"] == "已定") for row in dated if row["类别"] == "任务"}
    assert tasks == tasks_of(a_year(year))


@pytest.mark.parametrize("year", YEARS)
def test_the_text_for_a_chat_shows_the_years_dates(year: int) -> None:
    text = year_text(a_year(year)).decode("utf-8-sig")
    lines = [line for line in text.split("\r\n") if line[:1] in "●□" and re.match(r".\s\d", line)]
    assert {_spoken(line[2:], year) for line in lines if line[0] == "●"} == occasions_of(a_year(year))
    assert len([line for line in lines if line[0] == "□"]) == len(a_year(year).tasks)


SPAN = re.compile(r"(?:(\d{4})年)?(\d+)月(\d+)日(?:至(?:(\d{4})年)?(?:(\d+)月)?(\d+)日)?(?: 周.)?[　 ](.+?)(〔待定〕)?")


def _spoken(line: str, year: int) -> Shown:
    """3月1日至8日 名称〔待定〕 -> the days it names."""
    found = SPAN.fullmatch(line)
    assert found, line
    first = date(int(found[1] or year), int(found[2]), int(found[3]))
    last = date(int(found[4] or year), int(found[5] or found[2]), int(found[6])) if found[6] else first
    return first, last, found[7], not found[8]


@pytest.mark.parametrize("year", YEARS)
def test_the_wall_calendar_shows_the_years_dates(year: int) -> None:
    tables = docx.Document(io.BytesIO(monthly(a_wall(year)))).tables
    assert len(tables) == 24
    backs = tables[1::2]
    entries = {
        paragraph.text
        for table in backs
        for paragraph in table.rows[1].cells[0].paragraphs
        if paragraph.style.name == "挂历清单"
    }
    assert {_spoken(text, year) for text in entries} == occasions_of(a_year(year))
    tasks = set()
    for table in backs:
        for row in table.rows[1:-1]:
            cells = [cell.text for cell in row.cells]
            if cells[2] == "□":
                day = re.match(r"(\d+)月(\d+)日", cells[3])
                words = cells[4].removesuffix("〔待定〕")
                tasks.add((date(year, int(day[1]), int(day[2])), words, words == cells[4]))
    assert tasks == {one for one in tasks_of(a_year(year)) if one[0].year == year}


@pytest.mark.parametrize("year", YEARS)
def test_the_fronts_mark_every_single_day_on_its_square(year: int) -> None:
    tables = docx.Document(io.BytesIO(monthly(a_wall(year)))).tables[::2]
    shown = {}
    for month, table in enumerate(tables, 1):
        numbers: list[str] = []
        for row in table.rows:
            words = [cell.text for cell in row.cells]
            if re.match(r"\d", words[0]) and row.cells[0].paragraphs[0].style.name == "挂历日期":
                numbers = words
            elif numbers and row.cells[0].paragraphs[0].style.name != "挂历横条":
                for number, text in zip(numbers, words, strict=True):
                    if found := re.match(r"(\d+) ", number):
                        key = date(year, month, int(found[1]))
                        shown[key] = shown.get(key, "") + text
    for one in a_year(year).occasions:
        if one.start == one.end and one.start.year == year:
            assert one.name in shown[one.start], one.name


@pytest.mark.parametrize("year", YEARS)
def test_the_year_sheet_lists_every_date(year: int) -> None:
    body = docx.Document(io.BytesIO(yearly(a_wall(year)))).element.body
    words = [
        "".join(node.text or "" for node in one.iter() if node.tag.endswith("}t"))
        for one in body.iter()
        if one.tag.endswith("}p")
    ]
    for page in a_wall(year).pages:
        for entry in page.occasions:
            assert f"{entry.brief} {entry.text}{'〔待定〕' if entry.undecided else ''}" in words


@pytest.mark.parametrize("year", YEARS)
def test_the_terminal_and_the_lists_of_dates_agree(year: int) -> None:
    calendar = a_year(year)
    lines = ["".join(piece.text for piece in line).strip() for line in year_lines(calendar, load_workdays())]
    core = {one for one in calendar.occasions if one.key_date.weight == "重点"}
    spoken = {_spoken(re.sub(" +", " ", line), year) for line in lines if re.match(r"\d+月\d+日", line)}
    assert spoken == {(one.start, one.end, one.name, one.confirmed) for one in core}
    listed = dates_json(calendar.occasions)
    assert {(one["start"], one["end"], one["name"], one["confirmed"]) for one in listed} == {
        (start.isoformat(), end.isoformat(), name, confirmed) for start, end, name, confirmed in occasions_of(calendar)
    }
    rows = list(csv.DictReader(io.StringIO(dates_csv(calendar.occasions))))
    assert {(row["开始"], row["结束"], row["节点"], row["日期情况"] == "已定") for row in rows} == {
        (start.isoformat(), end.isoformat(), name, confirmed) for start, end, name, confirmed in occasions_of(calendar)
    }


def test_what_nobody_has_announced_is_undecided_in_every_export() -> None:
    calendar = a_year(2027)
    (food,) = calendar.undated
    assert food.name == "全国食品安全宣传周"
    ics = by_vobject(year_ics(calendar, year_events(calendar)))
    assert not any(food.name in one.summary for one in ics)  # no day, no event
    assert any(
        "待定" in line and "全国食品安全宣传周" in line for line in year_csv(calendar).decode("utf-8-sig").split("\r\n")
    )
    assert "全国食品安全宣传周：2027 年的日期还没有公布" in year_text(calendar).decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(year_xlsx(calendar)))
    rows = [row for row in book["第四季度"].iter_rows(values_only=True) if row[5] == food.name]
    assert [(row[1], row[7]) for row in rows] == [(None, "待定")]
    assert any("全国食品安全宣传周" in remark for remark in a_wall(2027).remarks)
    assert dates_json([food])[0]["confirmed"] is False
    assert dates_json([food])[0]["start"] is None


def test_the_disputed_double_ninth_says_so_in_every_export() -> None:
    calendar = a_year(2057, TODAY)
    words = "可能早一天"
    events = [one for one in by_vobject(year_ics(calendar, year_events(calendar))) if one.summary == "老年节"]
    assert [words in one.description for one in events] == [True]
    assert words in year_text(calendar).decode("utf-8-sig")
    assert words in year_csv(calendar).decode("utf-8-sig")
    assert any(words in remark for remark in a_wall(2057).remarks)
    found = [entry for page in a_wall(2057).pages for entry in page.occasions if entry.text == "老年节"]
    assert words in found[0].about


def test_the_workbook_can_be_filtered_ticked_and_printed() -> None:
    book = openpyxl.load_workbook(io.BytesIO(year_xlsx(a_year(2027))))
    for sheet in book:
        assert sheet.freeze_panes == "A3"
        assert sheet.auto_filter.ref.startswith("A2:")
        ticks = [one.formula1 for one in sheet.data_validations.dataValidation]
        assert ticks == ([] if sheet.title == "一月一主题" else ['"□,√"'])
        if sheet.title != "一月一主题":
            assert {row[0] for row in sheet.iter_rows(min_row=3, max_row=5, values_only=True)} == {"□"}
        assert sheet.page_setup.orientation == "landscape"


def test_the_same_calendar_gives_the_same_bytes() -> None:
    calendar = a_year(2027)
    for make in (year_xlsx, year_csv, year_text):
        assert make(calendar) == make(calendar)
    assert monthly(a_wall(2027)) == monthly(a_wall(2027))
    assert yearly(a_wall(2027)) == yearly(a_wall(2027))


@pytest.mark.parametrize("year", YEARS)
def test_everything_that_is_text_prints_in_gbk(year: int) -> None:
    year_text(a_year(year)).decode("utf-8-sig").encode("gbk")
    year_csv(a_year(year)).decode("utf-8-sig").encode("gbk")

"""The wall calendar: what stands in a square, what goes overleaf, and how it comes out of a printer."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from years import TODAY, a_wall, bundled, with_dates, with_holidays

from xuanchuan.calendar.grid import month_page, wall_calendar
from xuanchuan.calendar.year import plan_year
from xuanchuan.materials import load_hotlines
from xuanchuan.model.calendar import Mark, MonthPage, Square, WallCalendar
from xuanchuan.model.occasion import KeyDate
from xuanchuan.render.docx.wall import monthly, yearly
from xuanchuan.render.looks import look_in
from xuanchuan.render.typst import wall as pressed

EDGE_MM = 5
DPI = 60

# The children of each element in the order of ECMA-376 part 1 (those that may occur here).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs autoSpaceDE autoSpaceDN snapToGrid spacing ind jc",
    "rPr": "rFonts b bCs color sz szCs bdr shd",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "trPr": "cantSplit trHeight",
    "tcBorders": "top left bottom right",
}


def squares(page: MonthPage) -> dict[date, Square]:
    return {one.day: one for week in page.weeks for one in week.squares if one.in_month}


def busy() -> WallCalendar:
    """Every date a main one, each worked back on its own, and market days every five: as full as a year can be."""
    dates = tuple(replace(one, weight="重点", part_of="") for one in bundled().key_dates)
    market = KeyDate("jiri-lijia", "李家集", "农历逢3、8")
    sources = replace(bundled(), key_dates=(*dates, market))
    return wall_calendar(plan_year(sources, 2027, date(2026, 10, 1)), sources.workdays, load_hotlines(), "清河县妇联")


def test_weeks_run_from_monday_and_hold_every_day_of_the_month_once() -> None:
    for page in a_wall(2027).pages:
        assert all(week.squares[0].day.weekday() == 0 and len(week.squares) == 7 for week in page.weeks)
        days = sorted(squares(page))
        assert [day.day for day in days] == list(range(1, len(days) + 1))
    assert {len(page.weeks) for page in a_wall(2027).pages} == {4, 5, 6}
    assert len(squares(a_wall(2028).pages[1])) == 29


def test_each_number_has_its_lunar_day_or_term_beside_it() -> None:
    march = squares(a_wall(2027).pages[2])
    assert (march[date(2027, 3, 6)].lunar, march[date(2027, 3, 6)].term) == ("惊蛰", True)
    assert (march[date(2027, 3, 8)].lunar, march[date(2027, 3, 8)].term) == ("二月", False)
    assert march[date(2027, 3, 9)].lunar == "初二"
    february = squares(a_wall(2027).pages[1])
    assert [february[date(2027, 2, day)].lunar for day in (5, 6, 20)] == ["除夕", "春节", "元宵"]


def test_holidays_and_worked_weekends_have_badges_and_those_not_announced_say_so() -> None:
    known = squares(a_wall(2026).pages[1])
    assert (known[date(2026, 2, 17)].badge, known[date(2026, 2, 17)].badge_sure) == ("休", True)
    assert (known[date(2026, 2, 28)].badge, known[date(2026, 2, 28)].off) == ("班", False)
    unknown = squares(a_wall(2027).pages[1])
    assert (unknown[date(2027, 2, 6)].badge, unknown[date(2027, 2, 6)].badge_sure) == ("休", False)
    words = _words(monthly(a_wall(2027)))
    assert words.count("休待定") == sum(
        one.badge == "休" for page in a_wall(2027).pages for one in squares(page).values()
    )
    assert "休待定" not in _words(monthly(a_wall(2026)))
    settled = with_holidays({date(2027, 2, 6): True})
    page = month_page(plan_year(settled, 2027, TODAY), 2, settled.workdays)
    assert squares(page)[date(2027, 2, 6)].badge_sure


def test_a_span_is_a_bar_repeated_in_each_of_its_weeks() -> None:
    bars = [(n, bar) for n, week in enumerate(a_wall(2027).pages[11].weeks) for lane in week.lanes for bar in lane]
    sixteen = [(n, bar.first, bar.last, bar.begins, bar.ends) for n, bar in bars if bar.text == "消除性别暴力16日行动"]
    assert sixteen == [(0, 2, 6, False, False), (1, 0, 4, False, True)]
    week = [(n, bar.first, bar.last, bar.begins, bar.ends) for n, bar in bars if bar.text == "宪法宣传周"]
    assert week == [(0, 2, 6, True, False), (1, 0, 1, False, True)]
    assert "（续）宪法宣传周〔待定〕" in _words(monthly(a_wall(2027)))


def test_bars_of_one_lane_never_meet() -> None:
    for page in (*a_wall(2027).pages, *busy().pages):
        for week in page.weeks:
            for lane in week.lanes:
                assert all(one.last < other.first for one, other in zip(lane, lane[1:], strict=False))


def test_what_lasts_all_month_stands_above_the_grid() -> None:
    assert [mark.text for mark in a_wall(2027).pages[4].whole] == ["民法典宣传月", "《信访工作条例》宣传月"]
    assert Mark("防范非法集资宣传月", "参考", True) in a_wall(2027).pages[5].whole


def test_no_square_holds_more_than_four_tasks_and_all_are_overleaf() -> None:
    wall = busy()
    crowded = [one for page in wall.pages for one in squares(page).values() if one.more]
    assert crowded
    assert max(len(one.tasks) for page in wall.pages for one in squares(page).values()) == 4
    for page in wall.pages:
        here = sum(len(one.tasks) + one.more for one in squares(page).values())
        assert here == len(page.tasks)
    words = _words(monthly(wall))
    assert "见背面" in words
    for page in wall.pages:
        assert all(entry.text in words for entry in page.tasks)


def test_a_square_keeps_its_marks_and_room_to_write() -> None:
    """However full, each name of a day is printed; most squares of a usual year have more than half their room left."""
    usual = [one for page in a_wall(2027).pages for one in squares(page).values()]
    roomy = [one for one in usual if len(one.marks) + len(one.tasks) <= 2]
    assert len(roomy) / len(usual) > 0.95


def test_market_days_are_marked() -> None:
    sources = with_dates(KeyDate("jiri-lijia", "李家集", "农历逢3、8"))
    calendar = plan_year(sources, 2027, TODAY)
    page = month_page(calendar, 3, sources.workdays)
    assert [day.day for day, one in squares(page).items() if one.market] == [5, 10, 15, 20, 25, 30]
    wall = wall_calendar(calendar, sources.workdays, load_hotlines(), "")
    assert _words(monthly(wall)).count("集：李家集") == len(calendar.markets)
    assert "集日：李家集，农历逢3、8" in wall.remarks


def test_hotlines_stand_at_the_foot_with_name_and_hours_110_first() -> None:
    foot = "110 公安报警（24小时）　　12338 妇女维权公益服务热线（多为工作日上班时间，以当地为准）　　12348 公共法律服务热线（全天，以当地为准）"
    assert _words(monthly(a_wall(2027))).count(foot) == 24
    assert _words(yearly(a_wall(2027))).count(foot) == 1


def test_the_backs_are_odd_in_number_so_that_every_front_is_a_front() -> None:
    for wall in (a_wall(2027), busy()):
        tables = docx.Document(io.BytesIO(monthly(wall))).tables
        fronts = [n for n, table in enumerate(tables) if table.rows[0].cells[0].text.endswith(f"月　{wall.year}")]
        assert len(fronts) == 12
        assert all(n % 2 == 0 for n in fronts)


@pytest.mark.parametrize("make", [monthly, yearly])
def test_every_row_has_an_exact_height_and_every_property_its_place(make) -> None:  # type: ignore[no-untyped-def]
    for wall in (a_wall(2027), busy()):
        root = docx.Document(io.BytesIO(make(wall))).element
        heights = [row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}") for row in root.iter(qn("w:tr"))]
        assert all(one is not None and one.get(qn("w:hRule")) == "exact" for one in heights)
        assert misplaced(root) == []


def misplaced(root: etree._Element) -> list[str]:
    found = []
    for name, allowed in ORDER.items():
        for parent in root.iter(qn(f"w:{name}")):
            places = [allowed.split().index(etree.QName(child).localname) for child in parent]
            found += [name] * (places != sorted(places))
    return found


def test_main_dates_and_others_differ_in_black_and_white_too() -> None:
    colors = look_in("wall").colors
    for fill, ink in (("accent", "paper"), ("common", "common_ink"), ("work", "paper"), ("rest", "rest_ink")):
        assert _contrast(colors[fill], colors[ink]) >= 4.5, (fill, ink)
    assert _contrast(colors["accent"], colors["common"]) >= 4.5
    assert _contrast(colors["faint"], colors["paper"]) >= 3


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    shares = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _words(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    paragraphs = (one for one in body.iter(qn("w:p")))
    return "\n".join("".join(node.text or "" for node in one.iter(qn("w:t"))) for one in paragraphs)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The calendars as PDF by LibreOffice, and as we set them ourselves."""
    soffice = shutil.which("soffice")
    if not soffice or not shutil.which("pdftoppm"):
        pytest.skip("没有 LibreOffice 或 pdftoppm")
    folder = tmp_path_factory.mktemp("wall")
    files = {
        "usual": monthly(a_wall(2027)),
        "busy": monthly(busy()),
        "sheet": yearly(a_wall(2027)),
        "full": yearly(busy()),
    }
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    names = [f"{name}.docx" for name in files]
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "pdf", *names],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=240,
    )
    ours = {
        "our-usual": pressed.monthly(a_wall(2027)),
        "our-busy": pressed.monthly(busy()),
        "our-sheet": pressed.yearly(a_wall(2027)),
        "our-full": pressed.yearly(busy()),
    }
    for name, data in ours.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return folder


NAMES = ("usual", "busy", "sheet", "full")
ALL_NAMES = (*NAMES, *(f"our-{name}" for name in NAMES))


def _text(path: Path, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, str(path), "-"], check=True, capture_output=True).stdout.decode()


def _info(path: Path) -> dict[str, str]:
    said = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True).stdout
    return dict(line.split(":", 1) for line in said.splitlines() if ":" in line)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "width", "height"),
    [("usual", 297, 210), ("sheet", 420, 297), ("our-usual", 297, 210), ("our-sheet", 420, 297)],
)
def test_the_paper_lies_on_its_long_side(printed: Path, name: str, width: int, height: int) -> None:
    size = [float(one) * 25.4 / 72 for one in _info(printed / f"{name}.pdf")["Page size"].split() if one[0].isdigit()]
    assert size == pytest.approx([width, height], abs=0.5)


@pytest.mark.slow
def test_each_month_is_exactly_one_page_and_its_overleaf(printed: Path) -> None:
    busy_pages = len(docx.Document(str(printed / "busy.docx")).tables)
    for name, pages in zip(ALL_NAMES, 2 * (24, busy_pages, 1, 1), strict=True):
        assert int(_info(printed / f"{name}.pdf")["Pages"]) == pages, name
    for name in ("usual", "busy", "our-usual", "our-busy"):
        text = _text(printed / f"{name}.pdf", "-layout")
        fronts = [n for n, page in enumerate(text.split("\f")) if "星期一" in page]
        assert len(fronts) == 12
        assert all(n % 2 == 0 for n in fronts)


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL_NAMES)
def test_nothing_is_printed_within_five_millimetres_of_an_edge(printed: Path, name: str) -> None:
    subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), f"{name}.pdf", name], cwd=printed, check=True)
    pages = sorted(printed.glob(f"{name}-*.pgm"))
    assert pages
    margin = int(EDGE_MM / 25.4 * DPI)
    for page in pages:
        width, height, pixels = _picture(page.read_bytes())
        rows = [pixels[at * width : (at + 1) * width] for at in range(height)]
        edges = rows[:margin] + rows[-margin:] + [row[:margin] + row[-margin:] for row in rows]
        assert min(min(row) for row in edges) > 250, page.name
        assert min(pixels) < 60  # something is printed


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_our_own_pdf_says_character_for_character_what_the_word_file_says(printed: Path, name: str) -> None:
    said = Counter("".join(_words((printed / f"{name}.docx").read_bytes()).split()))
    shown = Counter("".join(_text(printed / f"our-{name}.pdf", "-raw").split()))
    assert shown == said


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_no_two_words_of_our_own_pdf_lie_on_each_other(printed: Path, name: str) -> None:
    boxes = etree.fromstring(_text(printed / f"our-{name}.pdf", "-bbox").encode()).iter("{*}page")
    for number, page in enumerate(boxes, 1):
        words = [([float(one.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")], one.text) for one in page]
        for at, (first, text) in enumerate(words):
            for second, other in words[at + 1 :]:
                across = min(first[2], second[2]) - max(first[0], second[0])
                down = min(first[3], second[3]) - max(first[1], second[1])
                least = min(first[3] - first[1], second[3] - second[1])  # punctuation that meets shares half of it
                assert across <= 0.6 * least or down <= 0.5 * least, f"第{number}页：{text}、{other}"


def _picture(data: bytes) -> tuple[int, int, bytes]:
    _, size, _, pixels = data.split(b"\n", 3)
    width, height = map(int, size.split())
    return width, height, pixels

"""年度普法工作计划: the same dates as the calendar, twelve themes, four lists, short enough to be read."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from years import TODAY, a_year, bundled, changed

from xuanchuan.calendar.year import plan_year
from xuanchuan.calendar.yearplan import year_plan
from xuanchuan.corpus import load_corpus
from xuanchuan.materials.months import load_themes
from xuanchuan.materials.wording import count
from xuanchuan.materials.yearplan import compose_year_plan
from xuanchuan.model.calendar import YearCalendar
from xuanchuan.model.document import slots
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.unit import Unit
from xuanchuan.model.yearplan import YearPlan
from xuanchuan.render import render

UNIT = Unit("清河县妇女联合会", "清河县妇联", partners=("司法局", "公安局"))
LIMIT = 4000
GUIDING = 300


def a_plan(calendar: YearCalendar) -> YearPlan:
    return year_plan(calendar, bundled().campaigns, UNIT, load_corpus())


def words(plan: YearPlan) -> str:
    return render(compose_year_plan(plan), "txt").decode("utf-8-sig").replace("\r\n", "\n")


@pytest.mark.parametrize("year", range(2024, 2036))
def test_the_plan_with_its_lists_stays_under_four_thousand_characters(year: int) -> None:
    assert count(words(a_plan(a_year(year)))) + GUIDING < LIMIT + 100


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_every_main_date_stands_in_its_month_and_in_the_list_of_duties(year: int) -> None:
    plan, calendar = a_plan(a_year(year)), a_year(year)
    main = [one for one in calendar.occasions if one.key_date.weight == "重点"]
    assert [one.name for one in plan.main] == [one.name for one in main]
    for one in main:
        assert one.start
        (month,) = [month for month in plan.months if month.theme.month == one.start.month]
        assert any(
            text.endswith(one.name) and text.startswith(f"{one.start.month}月{one.start.day}日") for text in month.dates
        )


def test_preparation_and_reports_are_the_calendars_own_days() -> None:
    plan, calendar = a_plan(a_year(2027)), a_year(2027)
    (dv,) = [one for one in plan.main if one.name == "国际消除家庭暴力日"]
    days = [one.task.day for one in calendar.tasks if one.lead.key_date.id == "dv-1125"]
    assert dv.begins == f"{min(days).month}月{min(days).day}日"
    assert dv.reports == f"{max(days).month}月{max(days).day}日"


def test_a_date_that_moves_moves_in_the_plan_too() -> None:
    moved = plan_year(changed("child-0601", rule="06-02"), 2027, TODAY)
    assert "6月2日国际儿童节" in words(a_plan(moved))
    assert "6月1日国际儿童节" not in words(a_plan(moved))


def test_what_is_not_announced_is_undecided() -> None:
    text = words(a_plan(a_year(2027)))
    assert "12月1日至7日（待定）宪法宣传周" in text
    assert "2027 年放假安排以国务院办公厅通知为准" in text


def test_there_are_twelve_themes_and_four_lists() -> None:
    text = words(a_plan(a_year(2027)))
    for month in range(1, 13):
        assert f"　　{month}月：" in text
    places = [text.index(f"附件{n}\n\n{name}清单\n") for n, name in enumerate(("内容", "责任", "措施", "标准"), 1)]
    assert places == sorted(places)


def test_the_laws_new_in_the_year_are_listed_with_their_day() -> None:
    text = words(a_plan(a_year(2027)))
    assert "《中华人民共和国医疗保障法》（新法），2027年1月1日起施行。" in text
    assert "今年起施行的法律" not in words(a_plan(a_year(2035)))


def test_the_plan_is_laid_out_as_an_official_document() -> None:
    document = compose_year_plan(a_plan(a_year(2027)))
    assert (document.layout, document.title) == ("official", "清河县妇联2027年度普法工作计划")
    section = docx.Document(io.BytesIO(render(document, "docx"))).sections[0]
    assert [round(one.mm) for one in (section.top_margin, section.left_margin, section.right_margin)] == [37, 28, 26]
    assert [slot.hint for slot in slots(document)] == [
        "指导思想：按本单位最新文件的表述填写，不需要就删去本段",
        "经费来源",
    ]
    own = compose_year_plan(replace(a_plan(a_year(2027)), unit=replace(UNIT, guiding="以本单位文件为准。")))
    assert len(slots(own)) == 1


def test_every_theme_names_laws_we_know() -> None:
    corpus = load_corpus()
    for theme in load_themes():
        assert len(theme.theme) <= 14
        assert all(corpus.law(law) or corpus.known(law) for law in theme.laws), theme


def test_a_projects_own_month_replaces_the_bundled_one(tmp_path: Path) -> None:
    (tmp_path / "months.toml").write_text(
        '[[months]]\nmonth = 8\ntheme = "清河渔家学法月"\ntopics = "甲"\nlaws = ["民法典"]\naudience = "乙"\nactivity = "丙"\n',
        encoding="utf-8",
    )
    themes = load_themes(tmp_path)
    assert len(themes) == 12
    assert themes[7].theme == "清河渔家学法月"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[months]\na = 1\n", "[[months]]"),
        ('[[months]]\nmonth = 13\ntheme = "甲"\ntopics = ""\nlaws = []\naudience = ""\nactivity = ""\n', "没有 13 月"),
        ('[[months]]\nmonth = 1\ntheme = "甲"\n', "缺少 topics"),
        ('[[months]]\nmonth = 1\ntheme = "一二三四五六七八九十一二三四五"\ntopics = ""\nlaws = []\naudience = ""\nactivity = ""\n', "最多 14 个"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_months_is_told(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "months.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(XuanchuanError) as caught:
        load_themes(tmp_path)
    assert caught.value.where == str(path)
    assert why in caught.value.why


def test_the_projects_own_template_is_used(tmp_path: Path) -> None:
    text = '+++\nname = "年度计划"\nlayout = "official"\nformats = ["docx"]\n+++\n# {{ plan.year }}计划\n\n一共{{ plan.main | length }}个。\n'
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "yearplan.md.j2").write_text(text, encoding="utf-8")
    document = compose_year_plan(a_plan(a_year(2027, date(2026, 11, 25))), tmp_path)
    assert document.title == "2027计划"
    (tmp_path / "reports" / "yearplan.md.j2").write_text(text.replace("plan.main", "plan.mian"), encoding="utf-8")
    with pytest.raises(XuanchuanError):
        compose_year_plan(a_plan(a_year(2027)), tmp_path)

"""``xuanchuan calendar`` and ``dates`` as an officer runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from ics_reading import by_vobject

ROOT = Path(__file__).parents[2]
NOW = "1795564800"  # 2026-11-25
UNIT = '[unit]\nname = "清河县妇女联合会"\nshort = "清河县妇联"\nlevel = "县"\nhotline_hours = "工作日9:00-17:00"\n'
MARKET = '[[dates]]\nid = "jiri-lijia"\nname = "李家集"\nrule = "农历逢3、8"\nweight = "参考"\n'
COUNTY = '[[dates]]\nid = "county-0918"\nname = "清河县家风日"\nrule = "09-18"\nweight = "一般"\nbasis = "县妇联通知"\n'


def run(cwd: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xuanchuan", *args],
        cwd=cwd,
        env={**os.environ, "SOURCE_DATE_EPOCH": NOW, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding=env.get("PYTHONIOENCODING", "utf-8"),
        check=False,
    )


def a_project(folder: Path, dates: str = "") -> Path:
    (folder / "xuanchuan.toml").write_text(UNIT, encoding="utf-8")
    (folder / "campaigns").mkdir()
    (folder / "campaigns" / "dates.toml").write_text(dates, encoding="utf-8")
    return folder


def holidays(folder: Path) -> Path:
    path = folder / "2027.json"
    days = [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
        {"name": "元旦", "date": "2027-01-03", "isOffDay": False},
    ]
    path.write_text(json.dumps({"year": 2027, "papers": [], "days": days}), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["2027.ics", "2027.xlsx", "2027.csv", "2027.txt", "2027.docx", "2027.pdf"])
def test_each_kind_is_made_by_its_ending_and_what_is_open_is_said(tmp_path: Path, name: str) -> None:
    done = run(tmp_path, "calendar", "--year", "2027", "--output", name)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name).stat().st_size > 5000
    assert done.stdout.startswith(f"做好了：{tmp_path / name}")
    assert "2027 年放假安排以国务院办公厅通知为准" in done.stderr
    assert "宪法宣传周" in done.stderr
    assert "下一步：" in done.stderr


def test_the_year_may_be_said_without_its_option(tmp_path):
    for command, more in (("calendar", ()), ("yearplan", ("--output", "计划.txt"))):
        plain, named = (run(tmp_path, command, *year, *more) for year in (["2027"], ["--year", "2027"]))
        assert plain.returncode == named.returncode == 0, plain.stderr
        assert plain.stdout == named.stdout
        assert "2027" in plain.stdout + (tmp_path / "计划.txt").read_text(encoding="utf-8") if more else plain.stdout


def test_the_chinese_name_shows_the_month_on_the_terminal(tmp_path: Path) -> None:
    done = run(tmp_path, "日历")
    assert done.returncode == 0
    assert done.stdout.startswith("2026年11月    今天 11月25日 周三 农历十月十七\n")
    assert "\x1b" not in done.stdout
    assert "下一步：" in done.stderr


def test_a_gbk_console_shows_all_of_it(tmp_path: Path) -> None:
    for args in (["calendar"], ["calendar", "--year", "2027"], ["dates"], ["dates", "--within", "60"]):
        done = run(tmp_path, *args, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
        assert done.returncode == 0, done.stderr
        assert "\\u" not in done.stdout
        assert "�" not in done.stdout


def test_a_file_that_is_not_ours_is_kept(tmp_path: Path) -> None:
    (tmp_path / "2027.txt").write_text("我的", encoding="utf-8")
    done = run(tmp_path, "calendar", "--year", "2027", "--output", "2027.txt")
    assert done.returncode == 0
    assert (tmp_path / "2027.txt").read_text(encoding="utf-8") == "我的"
    assert (tmp_path / "2027(2).txt").exists()
    assert "原样保留" in done.stderr


def test_exporting_again_replaces_our_own_file_and_says_nothing_changed(tmp_path: Path) -> None:
    run(tmp_path, "calendar", "--year", "2027", "--output", "2027.ics")
    before = (tmp_path / "2027.ics").read_bytes()
    done = run(tmp_path, "calendar", "--year", "2027", "--output", "2027.ics")
    assert (tmp_path / "2027.ics").read_bytes() == before
    assert "新增 0 项，改动 0 项，取消 0 项" in done.stderr
    assert not (tmp_path / "2027(2).ics").exists()


def test_an_own_date_joins_by_id_and_a_dropped_one_is_cancelled(tmp_path: Path) -> None:
    project = a_project(tmp_path, COUNTY + MARKET)
    run(project, "calendar", "--year", "2027", "--output", "2027.ics")
    own = [one for one in by_vobject((project / "2027.ics").read_bytes()) if one.summary == "清河县家风日"]
    assert [(str(one.start), one.status) for one in own] == [("2027-09-18", "CONFIRMED")]
    (project / "campaigns" / "dates.toml").write_text(MARKET, encoding="utf-8")
    silent = run(project, "calendar", "--year", "2027", "--output", "2027.ics")
    assert "有 1 项这次没有了（清河县家风日）" in silent.stderr
    run(project, "calendar", "--year", "2027", "--output", "2027.ics", "--cancel")
    struck = [one for one in by_vobject((project / "2027.ics").read_bytes()) if one.status == "CANCELLED"]
    assert [(one.uid, one.sequence) for one in struck] == [(own[0].uid, 1)]


def test_a_bundled_date_is_replaced_by_the_projects(tmp_path: Path) -> None:
    own = '[[dates]]\nid = "constitution-week"\nname = "宪法宣传周"\nrule = "逐年公布，一般12-01..12-07"\nyears = { 2026 = "11-30..12-06" }\n'
    done = run(a_project(tmp_path, own), "dates", "--year", "2026", "--format", "json")
    found = {one["id"]: one for one in json.loads(done.stdout)}
    week = found["constitution-week"]
    assert (week["start"], week["end"], week["confirmed"]) == ("2026-11-30", "2026-12-06", True)
    assert len(found) == 71


def test_market_days_stand_once_in_the_list_and_in_every_grid(tmp_path: Path) -> None:
    project = a_project(tmp_path, MARKET)
    assert run(project, "dates", "--year", "2027").stdout.count("李家集") == 1
    assert " 集" in run(project, "calendar").stdout
    run(project, "calendar", "--year", "2027", "--output", "2027.txt")
    assert "集日：李家集，农历逢3、8" in (project / "2027.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("year", ["1899", "2101", "0", "99999"])
@pytest.mark.parametrize("command", ["calendar", "dates", "yearplan"])
def test_a_year_outside_the_almanac_is_refused(tmp_path: Path, command: str, year: str) -> None:
    done = run(tmp_path, command, "--year", year)
    assert done.returncode == 2
    assert done.stderr.startswith(f"出错了：算不了 {year} 年的日期\n")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 4
    assert list(tmp_path.iterdir()) == []


def test_a_typo_in_the_dates_file_names_file_line_and_remedy(tmp_path: Path) -> None:
    project = a_project(tmp_path, MARKET + '\n[[dates]]\nid = "x"\nname = "甲"\nrule = "11-31"\n')
    done = run(project, "calendar", "--year", "2027", "--output", "2027.ics")
    assert done.returncode == 2
    path = project / "campaigns" / "dates.toml"
    assert done.stderr.splitlines()[:3] == [
        "出错了：日期文件里有一项写法不对",
        f"在哪里：{path} 第 10 行，x，rule",
        "为什么：11月没有31日",
    ]
    assert not (project / "2027.ics").exists()


def test_broken_toml_names_its_line(tmp_path: Path) -> None:
    project = a_project(tmp_path, '[[dates]]\nid = "x\n')
    done = run(project, "dates")
    assert done.returncode == 2
    assert f"{project / 'campaigns' / 'dates.toml'} 第 2 行" in done.stderr


def test_a_holiday_file_settles_the_year(tmp_path: Path) -> None:
    done = run(tmp_path, "calendar", "--year", "2027", "--output", "2027.txt", "--holidays", str(holidays(tmp_path)))
    assert done.returncode == 0
    assert "放假安排" not in done.stderr
    tasks = [line for line in (tmp_path / "2027.txt").read_text(encoding="utf-8-sig").splitlines() if line[:1] == "□"]
    assert [line for line in tasks if line.endswith("〔待定〕") and "宪法宣传周" not in line] == []


def test_a_missing_holiday_file_stops_before_anything_is_written(tmp_path: Path) -> None:
    done = run(tmp_path, "calendar", "--year", "2027", "--output", "2027.ics", "--holidays", "没有.json")
    assert done.returncode == 2
    assert "打不开放假安排文件" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "words"), [("2027.doc", "不会导出成"), ("2027", "按文件名的结尾")])
def test_other_kinds_are_refused_with_what_to_do(tmp_path: Path, name: str, words: str) -> None:
    done = run(tmp_path, "calendar", "--year", "2027", "--output", name)
    assert done.returncode == 2
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_wall_calendar_carries_the_units_name_and_hours(tmp_path: Path) -> None:
    import docx

    project = a_project(tmp_path)
    for args in ([], ["--one-page"]):
        done = run(project, "calendar", "--year", "2027", "--output", "挂历.docx", *args)
        assert done.returncode == 0, done.stderr
        body = docx.Document(str(project / "挂历.docx")).element.body
        words = "".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
        assert "清河县妇女联合会" in words
        assert "12338 妇女维权公益服务热线（工作日9:00-17:00）" in words


@pytest.mark.parametrize("args", [[], ["--one-page"]])
def test_the_wall_calendar_is_made_as_a_pdf_with_the_same_name_and_hours(tmp_path: Path, args: list[str]) -> None:
    import pypdfium2

    project = a_project(tmp_path)
    done = run(project, "calendar", "--year", "2027", "--output", "挂历.pdf", *args)
    assert done.returncode == 0, done.stderr
    pages = pypdfium2.PdfDocument(project / "挂历.pdf")
    words = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "清河县妇女联合会" in words
    assert "12338 妇女维权公益服务热线（工作日9:00-17:00）" in words


def test_without_the_pdf_extra_the_wall_calendar_names_the_step_and_writes_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked" / "typst"
    blocked.mkdir(parents=True)
    (blocked / "__init__.py").write_text("raise ImportError('typst')", encoding="utf-8")
    project = a_project(tmp_path)
    done = run(
        project, "calendar", "--year", "2027", "--output", "挂历.pdf", PYTHONPATH=f"{blocked.parent}{os.pathsep}{ROOT}"
    )
    assert done.returncode == 2
    assert "xuanchuan[pdf]" in done.stderr
    assert not (project / "挂历.pdf").exists()


def test_a_name_with_another_year_is_pointed_out(tmp_path: Path) -> None:
    done = run(tmp_path, "calendar", "--year", "2027", "--output", "2026日历.csv")
    assert "文件名里写的是 2026，里面是 2027 年的" in done.stderr

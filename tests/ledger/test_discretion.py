"""Who seeks help is never named: not in the ledger's file, not in any export; who lectures or receives keeps their name."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_making import TODAY, project, run

from xuanchuan.ledger.discretion import NAME_LEFT_OUT, without_names
from xuanchuan.ledger.townform import form_bytes


@pytest.mark.parametrize(
    "said",
    [
        "接待王小兰求助，咨询31件",
        "王小兰求助",
        "昨天 王小兰来妇联求助，咨询1",
        "求助人王小兰，资料500",
        "求助:王小兰",
        "求助妇女：王小兰",
        "来访者叫王小兰",
        "咨询人王小兰，女",
        "东洼村王小兰被丈夫打，来求助",
        "妇女王小兰（38岁）因家暴求助",
        "接待王小兰咨询离婚",
        "帮助王小兰申请人身安全保护令",
        "村民王小兰反映遭家暴",
        "受害人王小兰",
        "为王小兰解答离婚问题",
        "调解了王小兰夫妇家庭纠纷",
        "王小兰要离婚，来妇联求助",
        "慰问受害妇女王小兰，走访王小兰一家",
    ],
)
def test_the_name_of_who_seeks_help_is_left_out(said):
    kept, names = without_names(said)
    assert "王小兰" not in kept
    assert NAME_LEFT_OUT in kept
    assert names == 1


@pytest.mark.parametrize("name", ["李某", "张某某", "赵女士", "欧阳红", "陈大姐"])
def test_half_a_name_is_a_name(name):
    assert name not in without_names(f"{name}来访，反映家暴")[0]


def test_a_rare_surname_is_known_by_the_word_before_it():
    assert "阚兰" not in without_names("来访妇女姓名：阚兰")[0]


@pytest.mark.parametrize(
    "said",
    [
        "12.4 广场宣传 王芳律师讲课 求助热线 咨询31件",
        "李主任接待来访20件",
        "妇联主席王敏接待来访群众",
        "最美家庭李娟事迹宣讲",
        "王家庄群众求助12件",
        "马坊村妇女求助渠道宣传",
        "帮助王集村妇女",
        "接待群众来访20件，咨询人数31",
        "高度重视求助妇女，安全第一",
        "任何人求助，万人知晓",
        "解答常见问题50个",
        "求助电话12338宣传",
    ],
)
def test_villages_offices_and_lecturers_keep_their_names(said):
    assert without_names(said) == (said, 0)


@given(st.text("王李小兰求助人来访被打家暴接待村，。 ", max_size=20))
def test_what_is_discreet_stays_as_it_is(text):
    once = without_names(text)[0]
    assert without_names(once)[0] == once


def _form(path: Path) -> Path:
    path.write_bytes(form_bytes("清河县妇联", 2026, TODAY, "张镇"))
    book = openpyxl.load_workbook(path)
    sheet = book["2026年"]
    titles = {cell.value: cell.column for cell in sheet[2]}
    row = {
        "日期": "2026-11-25",
        "活动名称": "接待王小兰求助",
        "地点": "求助人王小兰家",
        "资料（份）": 50,
        "咨询（件）": 3,
    }
    for title, value in row.items():
        sheet.cell(3, titles[title]).value = value
    book.save(path)
    return path


@pytest.fixture(scope="module")
def exports(tmp_path_factory) -> Path:
    """Every way in has named her, an older program has even left her name in the file; then every way out is taken."""
    folder = project(tmp_path_factory.mktemp("county"))
    for line in ("12.4 接待王小兰求助，资料500，咨询31件", "12.3 王小兰被丈夫打来求助，电话13812345678，咨询1件"):
        done = run(folder, "log", "add", line)
        assert done.returncode == 0, done.stderr
        assert "不记是谁" in done.stderr
    assert "不记是谁" in run(folder, "log", "import", str(_form(folder / "张镇.xlsx"))).stderr
    run(folder, "log", "amend", "1", "名称=受害人王小兰专场", "--reason", "王小兰来电求助后更正")
    with sqlite3.connect(folder / "xuanchuan.db") as old:
        assert not old.execute("SELECT 1 FROM events WHERE title || said || place LIKE '%王小兰%'").fetchall()
        old.execute("UPDATE events SET title = '王小兰求助专场', said = '求助人王小兰' WHERE number = 2")
    old.close()
    (folder / "张镇.xlsx").unlink()
    run(folder, "report", "2026", "--as", "总结.docx", "--as", "统计表.docx", "--as", "考核自评表.docx")
    run(folder, "stats", "2026", "--as", "统计.xlsx")
    for number in "123":
        assert run(folder, "report", number, "--as", f"简报{number}.docx").returncode == 0
    assert run(folder, "handover", "--output", "交接.zip").returncode == 0
    return folder


def test_no_file_that_goes_out_names_her(exports):
    made = [path for path in exports.iterdir() if path.suffix in (".docx", ".xlsx")]
    assert len(made) == 7
    for path in made:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                assert "王小兰" not in archive.read(name).decode("utf-8", "ignore"), (path.name, name)
                assert "13812345678" not in archive.read(name).decode("utf-8", "ignore"), (path.name, name)


def test_the_handover_does_not_hand_her_name_over(exports):
    with zipfile.ZipFile(exports / "交接.zip") as archive:
        assert "王小兰".encode() not in archive.read("xuanchuan.db")


@pytest.mark.parametrize(
    "words",
    [
        ("log", "list"),
        ("log", "list", "--format", "json"),
        ("log", "list", "--corrections"),
        ("stats",),
        ("stats", "--format", "json"),
        ("report", "2"),
    ],
)
def test_nothing_on_the_screen_names_her(exports, words):
    done = run(exports, *words)
    assert done.returncode == 0
    assert "王小兰" not in done.stdout + done.stderr

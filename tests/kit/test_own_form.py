"""A unit's own letterhead and forms: filled through any cut of runs; a broken tag told with its paragraph."""

from __future__ import annotations

import datetime
import io
import os
import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanchuan.kit import standing_kit
from xuanchuan.kit.fields import form_fields
from xuanchuan.materials import load_campaigns, load_hotlines
from xuanchuan.model.document import Document, Paragraph, Text
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Stamp
from xuanchuan.model.unit import Unit
from xuanchuan.render.forms import INSTALL, fill_form

ROOT = Path(__file__).parents[2]
PLACE = "{{ 单位 }}（{{ 电话 }}）"


def cut(paragraph, text: str, seed: int) -> None:
    """The text in runs cut at random, as an office program leaves it after some editing."""
    chance = random.Random(seed)
    while text:
        length = chance.randint(1, 4)
        run = paragraph.add_run(text[:length])
        run.font.size = Pt(16)
        text = text[length:]


def form(path: Path, *lines: str, header: str = "", cell: str = "", seed: int = 1) -> Path:
    word = docx.Document()
    for line in lines:
        cut(word.add_paragraph(), line, seed)
    if header:
        cut(word.sections[0].header.paragraphs[0], header, seed)
    if cell:
        cut(word.add_table(1, 1).cell(0, 0).paragraphs[0], cell, seed)
    word.save(str(path))
    return path


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def refused(path: Path, **fields: object) -> XuanchuanError:
    with pytest.raises(XuanchuanError) as caught:
        fill_form(path, {"单位": "青禾县妇联", "热线": [{"号码": "110"}], **fields})
    return caught.value


@pytest.mark.parametrize("seed", range(8))
def test_a_tag_is_filled_however_its_runs_are_cut(tmp_path, seed):
    path = form(tmp_path / "表.docx", f"致：{PLACE}", header="{{ 单位 }}文件", cell="电话{{ 电话 }}", seed=seed)
    word = docx.Document(io.BytesIO(fill_form(path, {"单位": "青禾县妇联", "电话": "0543-1"}).data))
    assert word.paragraphs[0].text == "致：青禾县妇联（0543-1）"
    assert word.sections[0].header.paragraphs[0].text == "青禾县妇联文件"
    assert word.tables[0].cell(0, 0).text == "电话0543-1"
    assert {run.font.size for run in word.paragraphs[0].runs if run.text} == {Pt(16)}


@settings(max_examples=40, deadline=None)
@given(value=st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=30))
def test_whatever_a_field_holds_is_printed_as_typed(tmp_path_factory, value):
    path = form(tmp_path_factory.mktemp("form") / "表.docx", "{{ 单位 }}")
    assert texts(fill_form(path, {"单位": value}).data) == [value]


@pytest.mark.parametrize("value", ["<w:p/>", "{{ 电话 }}", "{% if %}", "A&B", '"“', "甲\n乙"])
def test_markup_in_a_field_stays_text(tmp_path, value):
    path = form(tmp_path / "表.docx", "{{ 单位 }}")
    assert texts(fill_form(path, {"单位": value, "电话": "1"}).data) == [value]


def test_paragraphs_of_a_value_take_the_look_of_the_tags_paragraph(tmp_path):
    path = form(tmp_path / "表.docx", "{{ 正文 }}", "后")
    word = docx.Document(io.BytesIO(fill_form(path, {"正文": "一\a二\a三"}).data))
    assert [one.text for one in word.paragraphs] == ["一", "二", "三", "后"]
    assert {run.font.size for one in word.paragraphs for run in one.runs if run.text} == {Pt(16)}


def test_an_empty_field_stays_yellow_and_is_named(tmp_path):
    path = form(tmp_path / "表.docx", PLACE, "{% if 电话 %}有{% else %}没有{% endif %}")
    filled = fill_form(path, {"单位": "青禾县妇联", "电话": ""})
    first, second = docx.Document(io.BytesIO(filled.data)).paragraphs
    assert filled.left == ("电话",)
    assert (first.text, second.text) == ("青禾县妇联（【电话】）", "没有")
    yellow = [run.text for run in first.runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    assert yellow == ["【电话】"]


def test_a_row_is_repeated_for_each_item(tmp_path):
    word = docx.Document()
    table = word.add_table(3, 1)
    for row, words in zip(table.rows, ("{%tr for 一个 in 热线 %}", "{{ 一个.号码 }}", "{%tr endfor %}"), strict=True):
        cut(row.cells[0].paragraphs[0], words, 3)
    word.save(str(path := tmp_path / "表.docx"))
    filled = fill_form(path, {"热线": [{"号码": "110"}, {"号码": "12338"}]})
    assert [row.cells[0].text for row in docx.Document(io.BytesIO(filled.data)).tables[0].rows] == ["110", "12338"]


BROKEN = [
    ("联系电话{{ 电活 }}", "没有“电活”"),
    ("贵单位{{ 单位", "没有配对的 }}"),
    ("贵单位 单位 }}", "没有配对的开头"),
    ("贵单位｛｛ 单位 ｝｝", "全角"),
    ("贵单位{{ 单位 + }}", "多了一个"),
    ("{% if 单位 %}贵单位", "没有配对的结尾"),
    ("贵单位{% endif %}", "前面没有配对"),
    ("贵单位{{ 单位 | 大写 }}", "没有“大写”这个写法"),
    ("贵单位{{ 单位.地址 }}", "没有“地址”"),
    ("贵单位{{ 热线 }}", "好几项"),
    ("贵单位{{ 单位.__class__ }}", "不许用"),
    ("贵单位{% include '别的' %}", ""),
]


@pytest.mark.parametrize(("line", "why"), BROKEN)
@pytest.mark.parametrize("seed", [1, 5])
def test_a_broken_tag_is_told_with_its_paragraph(tmp_path, line, why, seed):
    path = form(tmp_path / "表.docx", "第一段", "好的{{ 单位 }}", line, "最后{{ 单位 }}", seed=seed)
    fault = refused(path)
    assert line in fault.where
    assert "正文" in fault.where
    assert "好的" not in fault.where
    assert why in fault.why
    (fault.message + fault.where + fault.why + fault.hint).encode("gbk")


def test_a_broken_tag_in_the_header_is_told_as_such(tmp_path):
    path = form(tmp_path / "表.docx", "{{ 单位 }}", header="发文{{ 单位简程 }}")
    fault = refused(path, 单位简称="青禾")
    assert "页眉“发文{{ 单位简程 }}”" in fault.where
    assert "是不是想写 单位简称" in fault.why


def test_a_name_unknown_in_a_loop_over_paragraphs_is_found(tmp_path):
    fault = refused(form(tmp_path / "表.docx", "前", "{%p for 一个 in 热钱 %}", "{{ 一个 }}", "{%p endfor %}"))
    assert "热钱" in fault.where
    assert "没有“热钱”" in fault.why


def test_a_form_without_tags_is_refused(tmp_path):
    assert "没有要填的地方" in refused(form(tmp_path / "表.docx", "只有字")).message


def test_a_strangers_archive_is_read_safely(tmp_path):
    path = tmp_path / "表.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 40_000_000)
    assert "大得不正常" in refused(path).message
    path.write_bytes(b"%PDF-1.7 ...")
    assert "PDF" in refused(path).message


def test_entities_are_never_expanded(tmp_path):
    path = form(tmp_path / "表.docx", "{{ 单位 }}")
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    members["word/document.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + members["word/document.xml"].split(b"?>", 1)[1]
    with zipfile.ZipFile(path, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    assert "实体" in refused(path).why


def run(cwd: Path, *args: str, blocked: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    start = f"import sys; sys.modules[{blocked!r}] = None; from xuanchuan.cli import main; sys.exit(main())"
    program = ["-c", start] if blocked else ["-m", "xuanchuan"]
    return subprocess.run(
        [sys.executable, *program, *args], cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


def test_a_notice_goes_under_the_units_own_head(tmp_path):
    form(tmp_path / "红头.docx", "{{ 标题 }}", "{{ 正文 }}", "{{ 落款 }}", "{{ 附件 }}", header="{{ 单位 }}文件")
    done = run(tmp_path, "make", "活动通知", "11.25", "--form", "红头.docx")
    assert done.returncode == 0, done.stderr
    path = tmp_path / "2026-11-25 国际消除家庭暴力日 活动通知.docx"
    found = [one.text for one in docx.Document(str(path)).paragraphs]
    assert found[0].endswith("宣传活动的通知")
    assert "一、活动主题" in found
    signed = found.index("示例县妇女联合会（示例单位）")
    assert found.index("附件：1.活动安排表") < signed < found.index("附件1")
    again = path.read_bytes()
    assert run(tmp_path, "make", "活动通知", "11.25", "--form", "红头.docx").returncode == 0
    assert path.read_bytes() == again
    assert len(list(tmp_path.iterdir())) == 2, "the same bytes need no second file"


def test_what_only_a_person_knows_stays_yellow_under_the_units_own_head(tmp_path):
    form(tmp_path / "红头.docx", "{{ 标题 }}", "{{ 正文 }}")
    done = run(tmp_path, "make", "商请函", "11.25", "--form", "红头.docx", "--output", "函.docx")
    assert done.returncode == 0, done.stderr
    word = docx.Document(str(tmp_path / "函.docx"))
    yellow = [run.text for one in word.paragraphs for run in one.runs if run.font.highlight_color]
    assert yellow
    assert all(words.startswith("【") and words.endswith("】") for words in yellow)


def test_an_annex_that_the_form_has_no_place_for_is_told(tmp_path):
    form(tmp_path / "红头.docx", "{{ 正文 }}")
    assert "材料的附件没有放进去" in run(tmp_path, "make", "活动通知", "11.25", "--form", "红头.docx").stderr


def test_a_form_without_a_day_asks_for_one(tmp_path):
    form(tmp_path / "红头.docx", "{{ 正文 }}")
    for words in ((), ("活动通知",)):
        done = run(tmp_path, "make", *words, "--form", "红头.docx")
        assert done.returncode == 2
        assert "还没有写哪个日子" in done.stderr


def test_a_form_is_filled_with_the_days_facts_alone(tmp_path):
    form(tmp_path / "场地申请表.docx", "{{ 活动 }}，{{ 活动日期 }}，{{ 地点 }}")
    done = run(tmp_path, "make", "11.25", "--form", "场地申请表.docx")
    assert done.returncode == 0, done.stderr
    word = docx.Document(str(tmp_path / "2026-11-25 国际消除家庭暴力日 场地申请表.docx"))
    assert word.paragraphs[0].text.startswith("国际消除家庭暴力日，2026年11月25日")
    assert word.paragraphs[0].text.endswith("，【地点】")
    assert "标黄留着的：地点" in done.stderr


def test_a_letterhead_without_a_material_says_how_to_name_one(tmp_path):
    form(tmp_path / "红头.docx", "{{ 正文 }}")
    done = run(tmp_path, "make", "11.25", "--form", "红头.docx")
    assert done.returncode == 2
    assert "xuanchuan make 活动通知 11.25 --form 红头.docx" in done.stderr
    assert len(list(tmp_path.iterdir())) == 1


def test_a_misspelt_field_is_to_be_mended_not_given_a_material(tmp_path):
    form(tmp_path / "表.docx", "电话{{ 电活 }}")
    done = run(tmp_path, "make", "11.25", "--form", "表.docx")
    assert done.returncode == 2
    assert "没有“电活”" in done.stderr
    assert "下一步：改好这一处，存盘，再运行一次" in done.stderr


def test_without_the_extra_the_step_to_install_it_is_told(tmp_path):
    form(tmp_path / "表.docx", "{{ 单位 }}")
    done = run(tmp_path, "make", "11.25", "--form", "表.docx", blocked="docxtpl")
    assert done.returncode == 2
    assert INSTALL in done.stderr
    assert len(list(tmp_path.iterdir())) == 1


def test_contributing_lists_every_field_a_form_may_name():
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = page.split("## 用本单位自己的文头、表格")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")][1:]
    listed = {name for row in rows for name in re.split(r"[\s、（）]+", row) if name}
    day = datetime.date(2026, 11, 25)
    unit = Unit("青禾县妇女联合会", "青禾县妇联")
    kit = standing_kit(load_campaigns()[0], unit, (), load_hotlines(), Stamp(day, day, day, "试"))
    fields = form_fields(kit, Document("题", "official", (Paragraph((Text("文"),)),)))
    assert set(fields) | set(fields["热线"][0]) | set(fields["安排"][0]) == listed

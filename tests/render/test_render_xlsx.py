"""Tables as workbooks: amounts and totals follow the prices a person types; words can never act as formulas."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from xuanchuan.model.document import Column, Document, Paragraph, Table, Text
from xuanchuan.render import render

HEADS = ("序号", "品名", "数量", "单位", "单价（元）", "金额（元）")


def t(text: str) -> tuple[Text, ...]:
    return (Text(text),) if text else ()


def budget(*goods: tuple[str, str]) -> Document:
    rows = [(t(str(row)), t(name), t(count), t("份"), (), ()) for row, (name, count) in enumerate(goods, 1)]
    rows.append((t("合计"), (), (), (), (), ()))
    return Document("预算", "form", (Table(tuple(Column(one) for one in HEADS), tuple(rows), caption="清单"),))


def sheet(document: Document):
    return openpyxl.load_workbook(io.BytesIO(render(document, "xlsx"))).worksheets[0]


def test_amounts_and_the_total_are_sums_and_prices_are_left_to_the_officer():
    page = sheet(budget(("宣传单", "1000"), ("横幅", "3")))
    assert [page.cell(row, 6).value for row in (3, 4, 5)] == ["=C3*E3", "=C4*E4", "=SUM(F3:F4)"]
    assert [page.cell(row, 5).value for row in (3, 4, 5)] == [None, None, None]
    assert [page.cell(row, 3).value for row in (3, 4)] == [1000, 3]
    assert page.cell(3, 5).number_format == "0.00"


def test_words_that_look_like_a_formula_stay_words():
    page = sheet(budget(("=1+1", "1"), ("+SUM(A1)", "2")))
    for row in (3, 4):
        assert page.cell(row, 2).data_type == "s"


def test_the_same_document_gives_the_same_bytes():
    made = budget(("宣传单", "1000"))
    assert render(made, "xlsx") == render(made, "xlsx")


def test_a_sheet_for_each_table_named_after_it():
    one = Table((Column("甲"),), ((t("1"),),), caption="总数")
    book = Document("登记", "form", (one, one, Table((Column("乙"),), ((t("2"),),))))
    assert openpyxl.load_workbook(io.BytesIO(render(book, "xlsx"))).sheetnames == ["总数", "总数 2", "表3"]


def test_a_document_without_a_table_becomes_a_sheet_of_its_lines():
    page = sheet(Document("倡议书", "official", (Paragraph(t("甲")), Paragraph(t("=乙")))))
    assert [row[0].value for row in page.iter_rows()] == ["倡议书", "正文", "甲", "=乙"]
    assert page.cell(4, 1).data_type == "s"


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="没有 LibreOffice")
def test_a_spreadsheet_works_the_total_out(tmp_path: Path):
    book = openpyxl.load_workbook(io.BytesIO(render(budget(("宣传单", "1000"), ("横幅", "3")), "xlsx")))
    page = book.worksheets[0]
    page["E3"], page["E4"] = 0.35, 120
    book.save(tmp_path / "budget.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "csv",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "budget.xlsx"),
    ]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    last = (tmp_path / "budget.csv").read_text(encoding="utf-8").splitlines()[-1]
    assert float(last.split(",")[-1]) == 710

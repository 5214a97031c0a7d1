"""Names no font holds, and names meant to do harm: files of their own, or held rows."""

from __future__ import annotations

import subprocess

import docx
import openpyxl
import pytest

from tests.batch.rosters import OUT, card_cells, manifest, run, write_csv

NASTY = [
    "../../外面", "..", "CON", "=cmd|'/C calc'!A0", "村" * 32767, "\u202e村倒\u200f", "{{ 7*7 }}村", "<b>&村", "a/b\\c:d*e?",
    "䶮𠮷村", "村\x07", "\ue000村", "-1", "@SUM(1)", "村 ​ 名", "ꀀ村", "村：", "é́村", "“引”村—", "　", "%s村", "#N/A",
]  # fmt: skip


def test_names_meant_to_do_harm_end_in_files_of_their_own_or_held_rows(tmp_path):
    table = [[name, "前刘镇", name, f"138{number:08d}", name] for number, name in enumerate(NASTY)]
    folder = tmp_path / "里"
    folder.mkdir()
    write_csv(folder / "名单.csv", [["村名", "乡镇", "联系人", "手机", "地址", *["x"] * 10_000], *table])
    done = run(folder, "宣传单,联系卡,短信微信文案", "--roster", "名单.csv", "--day", "12.4", "--to", "docx,txt,html")
    assert done.returncode == 5
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["里"]
    made = manifest(folder / OUT)
    count = made["rows"]
    assert count["in"] == count["made"] + count["held"] + count["duplicate"]
    assert count["made"] >= 8
    assert len({one["path"] for one in made["files"]}) == count["made"] * 9
    for path in (folder / OUT).rglob("*.docx"):
        docx.Document(str(path))
    for path in (folder / OUT).glob("*.xlsx"):
        cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
        assert not any(isinstance(cell.value, int | float) for cell in cells)
    assert "{{ 7*7 }}村妇联" in next((folder / OUT).rglob("*7*7*宣传单.txt")).read_text(encoding="utf-8-sig")


@pytest.mark.slow
def test_whatever_the_names_libreoffice_opens_what_is_made_and_counts_nothing_in_the_lists(tmp_path):
    table = [[name, f"138{number:08d}", name] for number, name in enumerate(NASTY)]
    write_csv(tmp_path / "名单.csv", [["村名", "手机", "地址"], *table])
    run(tmp_path, "联系卡", "--roster", "名单.csv", "--day", "12.4", "--flat")
    made = [*(tmp_path / OUT).glob("*.docx"), *(tmp_path / OUT).glob("*.xlsx")]
    assert len(made) > 8
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path / "看"), *map(str, made)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    assert {path.stem for path in (tmp_path / "看").iterdir()} == {path.stem for path in made}
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "看" / "分发清单.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "{{ 7*7 }}村" in text
    assert "Err:" not in text
    assert "#NAME" not in text


def test_uncommon_characters_are_printed_and_named_with_what_fonts_do_to_them(tmp_path):
    write_csv(
        tmp_path / "名单.csv",
        [["村名", "妇联主席", "手机"], ["后李村", "王䶮", "13800000001"], ["𠮷村", "李喆", "13800000002"], ["马坊·新村", "李", "110"]],
    )  # fmt: skip
    done = run(tmp_path, "联系卡", "--roster", "名单.csv", "--day", "12.4")
    told = [line.partition("：") for line in done.stderr.splitlines() if "行 " in line]
    assert [(where, "空框" in what, "宋体" in what) for where, _, what in told] == [
        ("  𠮷（第 3 行 𠮷村）", True, True),
        ("  䶮（第 2 行 后李村）", True, True),
        ("  喆（第 3 行 𠮷村）", False, True),
    ]
    assert "王䶮" in card_cells(tmp_path / OUT / "001-后李村-联系卡.docx")[0][0]
    assert (tmp_path / OUT / "002-𠮷村-联系卡.docx").exists()

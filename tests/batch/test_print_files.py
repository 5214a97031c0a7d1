"""The file for the printer: ten cards to a sheet in roster order, backs behind fronts, as docx and as PDF."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.batch.rosters import HEAD, OUT, card_cells, rows, run, write_csv


def test_cards_are_gathered_ten_to_a_sheet_in_roster_order(sixty, tmp_path):
    done = run(tmp_path, "联系卡,广播稿,单页-大字", "--roster", "村名单.csv", "--day", "12.4")
    assert done.returncode == 5
    assert "每村 4 份" in done.stdout
    assert "合并打印：打印-联系卡.docx（按名单顺序，10 张一页" in done.stdout
    sides = card_cells(tmp_path / OUT / "打印-联系卡.docx")
    fronts, backs = sides[0::2], sides[1::2]
    assert (len(fronts), len(backs)) == (6, 6)
    printed = [cell for side in fronts for cell in side]
    assert printed[0].startswith("第1村妇联联系人：王䶮　电话：13800000001")
    assert printed[15].startswith("第17村妇联")
    assert printed[58:] == ["", ""]
    assert backs[5][8:] == ["", ""]
    assert "110" in backs[0][0]
    own = card_cells(tmp_path / OUT / "001-第1村" / "001-第1村-联系卡.docx")
    assert set(own[0]) == {printed[0]}
    assert (tmp_path / OUT / "001-第1村" / "001-第1村-宣传单-大字.docx").exists()


def test_a_village_that_changed_is_changed_on_the_print_file_too(sixty, tmp_path):
    run(tmp_path, "联系卡", "--roster", "村名单.csv", "--day", "12.4")
    table = rows(60)
    table[2][3] = "13999999999"
    write_csv(tmp_path / "村名单.csv", [HEAD, *table], "gb18030")
    run(tmp_path, "--resume", OUT, "--only", "第3村")
    printed = [cell for side in card_cells(tmp_path / OUT / "打印-联系卡.docx")[0::2] for cell in side]
    assert "13999999999" in printed[2]
    assert "13800000003" not in "".join(printed)


def test_a_template_of_ones_own_prints_its_column_and_a_code_for_each_village(own):
    done = run(own, "码卡", "--roster", "名单.csv", "--day", "12.4")
    assert done.returncode == 0, done.stderr
    assert "站点.小组数=小组数" in done.stderr
    assert "合并打印：打印-码卡.docx" in done.stdout
    paths = sorted((own / OUT).glob("0*.docx"))
    codes = []
    for path, words in zip(paths, ("四", "五"), strict=True):
        assert f"共{words}个小组" in card_cells(path)[0][0]
        with zipfile.ZipFile(path) as package:
            codes += [package.read(name) for name in package.namelist() if "media" in name]
    assert len(set(codes)) == 2
    with zipfile.ZipFile(own / OUT / "打印-码卡.docx") as package:
        assert package.testzip() is None
        assert {package.read(name) for name in package.namelist() if "media" in name} == set(codes)
    printed = card_cells(own / OUT / "打印-码卡.docx")[0]
    assert [cell[-5:] for cell in printed[:2]] == ["共四个小组", "共五个小组"]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve villages' cards as PDF, in a folder with their roster; one of them is held."""
    pytest.importorskip("typst")
    folder = tmp_path_factory.mktemp("sheets")
    table = rows(13)
    table[4][3], table[12][0] = "", "第十三村民委员会所在地大队部旧址"
    write_csv(folder / "名单.csv", [HEAD, *table])
    assert run(folder, "联系卡", "--roster", "名单.csv", "--day", "12.4", "--to", "pdf").returncode == 5
    return folder


def on_cards(path: Path) -> list[list[str]]:
    """The words on each card of each side, left to right and down, by where they stand on the paper."""
    pdfium = pytest.importorskip("pypdfium2")
    sides = []
    for page in pdfium.PdfDocument(path):
        words = page.get_textpage()
        wide, high = (length * 72 / 25.4 for length in (90, 54))
        left, top = (page.get_width() - 2 * wide) / 2, page.get_height() - (page.get_height() - 5 * high) / 2
        cards = []
        for number in range(10):
            x, y = left + number % 2 * wide, top - number // 2 * high
            cards.append(words.get_text_bounded(x + 1, y - high + 1, x + wide - 1, y - 1).replace("\r\n", ""))
        sides.append(cards)
    return sides


def test_cards_made_as_pdf_are_gathered_too_with_each_back_behind_its_front(sheets):
    sides = on_cards(sheets / OUT / "打印-联系卡.pdf")
    assert len(sides) == 4
    made = [number for number in range(1, 13) if number != 5]
    for number, card in zip(made, sides[0] + sides[2], strict=False):
        assert f"138{number:08d}" in card
    assert "大队部旧址" in sides[2][1]
    assert sides[2][2:] == [""] * 8
    # Turned over its long edge, the sheet has its left card on the right.
    assert ["110" in card for card in sides[3]] == [True, True] + [False] * 8
    assert all("110" in card for card in sides[1])


def test_an_odd_card_has_its_back_on_the_other_side_of_the_sheet(tmp_path):
    pytest.importorskip("typst")
    write_csv(tmp_path / "名单.csv", [HEAD, *rows(3)])
    run(tmp_path, "联系卡", "--roster", "名单.csv", "--day", "12.4", "--to", "pdf")
    front, back = on_cards(tmp_path / OUT / "打印-联系卡.pdf")
    assert [bool(card) for card in front[:4]] == [True, True, True, False]
    assert [bool(card) for card in back[:4]] == [True, True, False, True]


def test_a_card_looks_on_the_print_file_as_in_its_villages_own_file(sheets):
    pdfium = pytest.importorskip("pypdfium2")

    def card(path: Path, side: int, place: int) -> Any:
        picture = pdfium.PdfDocument(path)[side].render(scale=2).to_pil().convert("L")
        scale = 2 * 72 / 25.4
        left, top = (15 + place % 2 * 90) * scale, (13.5 + place // 2 * 54) * scale
        return picture.crop((int(left) + 3, int(top) + 3, int(left + 90 * scale) - 3, int(top + 54 * scale) - 3))

    from PIL import ImageChops

    gathered = sheets / OUT / "打印-联系卡.pdf"
    for own, sheet, place in (("004", 0, 3), ("012", 2, 0), ("013", 2, 1)):
        path = next((sheets / OUT).rglob(f"{own}-*联系卡.pdf"))
        for side in (0, 1):
            placed = place ^ 1 if side else place
            one, other = card(gathered, sheet + side, placed), card(path, side, placed)
            assert one.getextrema()[0] < 100
            assert ImageChops.difference(one, other).getextrema()[1] < 60, (own, side)


def test_a_print_file_that_would_be_the_same_is_left_alone(sheets):
    path = sheets / OUT / "打印-联系卡.pdf"
    before = path.stat().st_mtime_ns
    assert run(sheets, "--resume", OUT).returncode == 5
    assert path.stat().st_mtime_ns == before
    path.unlink()
    run(sheets, "--resume", OUT)
    assert len(on_cards(path)) == 4


def test_the_print_file_is_the_same_bytes_however_it_came_about(sheets, tmp_path):
    (tmp_path / "名单.csv").write_bytes((sheets / "名单.csv").read_bytes())
    args = ("联系卡", "--roster", "名单.csv", "--day", "12.4", "--to", "pdf", "--jobs", "2")
    assert run(tmp_path, *args, PYTHONHASHSEED="7").returncode == 5
    one, other = (folder / OUT / "打印-联系卡.pdf" for folder in (sheets, tmp_path))
    assert one.read_bytes() == other.read_bytes()

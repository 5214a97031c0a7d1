"""PDFs of a whole roster: the same files whoever makes them, in whatever order, however often it is stopped."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from tests.batch.rosters import HEAD, OUT, files, killed, manifest, rows, run, write_csv

ARGS = ("联系卡,广播稿", "--roster", "名单.csv", "--day", "12.4", "--to", "pdf", "--flat")
MANY = 30

pytest.importorskip("typst")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a roster of three townships and all that is made of it in one go."""
    folder = tmp_path_factory.mktemp("pdf")
    table = rows(MANY, lambda number: f"{'甲乙丙'[number % 3]}镇")
    table[6][0], table[9][2] = "大洼子𠮷家庄子村", "欧阳王小丽"
    write_csv(folder / "名单.csv", [HEAD, *table])
    done = run(folder, *ARGS, "--out", "整")
    assert done.returncode == 0, done.stderr
    assert len(files(folder / "整")) == 2 * MANY + 1
    return folder


def test_every_villages_pdf_says_its_own_telephone_and_no_other(whole):
    for number in range(1, MANY + 1):
        path = next((whole / "整").glob(f"{number:03d}-*-联系卡.pdf"))
        words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
        assert {f"138{one:08d}" for one in range(1, MANY + 1) if f"138{one:08d}" in words} == {f"138{number:08d}"}


def test_two_processes_make_what_one_makes(whole):
    assert run(whole, *ARGS, "--out", "二", "--jobs", "2").returncode == 0
    assert files(whole / "二") == files(whole / "整")
    assert manifest(whole / "二") == manifest(whole / "整")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_and_gone_on_with_it_makes_the_same(whole):
    for many in (1, 2 * MANY // 2):
        killed(whole, [*ARGS, "--out", "断"], many)
    assert run(whole, "--resume", "断").returncode == 0
    assert files(whole / "断") == files(whole / "整")


def test_a_townships_zip_holds_the_same_pdfs(whole):
    assert run(whole, *ARGS, "--out", "包", "--shard", "zip").returncode == 0
    packed = {}
    for path in (whole / "包").glob("*.zip"):
        with zipfile.ZipFile(path) as parcel:
            packed |= {name: parcel.read(name) for name in parcel.namelist()}
    single = {name: data for name, data in files(whole / "整").items() if not name.startswith("打印-")}
    assert packed == single


def test_a_changed_row_is_made_again_and_no_other(tmp_path):
    table = rows(6)
    write_csv(tmp_path / "名单.csv", [HEAD, *table])
    run(tmp_path, *ARGS)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / OUT).glob("0*.pdf")}
    table[3][3] = "13999999999"
    write_csv(tmp_path / "名单.csv", [HEAD, *table])
    assert "5 个上次已做好" in run(tmp_path, "--resume", OUT).stdout
    changed = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert changed == {"004-第4村-联系卡.pdf", "004-第4村-广播稿.pdf"}


def test_only_the_village_asked_for_is_made_again(tmp_path):
    write_csv(tmp_path / "名单.csv", [HEAD, *rows(4)])
    run(tmp_path, *ARGS)
    for number in (2, 3):
        (tmp_path / OUT / f"00{number}-第{number}村-联系卡.pdf").unlink()
    assert run(tmp_path, "--resume", OUT, "--only", "第2村").returncode == 0
    assert (tmp_path / OUT / "002-第2村-联系卡.pdf").exists()
    assert not (tmp_path / OUT / "003-第3村-联系卡.pdf").exists()

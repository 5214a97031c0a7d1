"""A roster that changed after the packs were made: nothing old is handed out as if it were new, nothing is deleted."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.batch.rosters import run, write_csv

HEAD = ["村名", "乡镇", "妇联主席", "手机"]
WORDS = ("广播稿", "--roster", "名单.csv", "--day", "12.4", "--to", "txt", "--out", "出")


def rows(*names: str) -> list[list[str]]:
    return [HEAD, *([name, "前刘镇", "王某", f"138{number:08d}"] for number, name in enumerate(names))]


@pytest.fixture
def made(tmp_path) -> Path:
    write_csv(tmp_path / "名单.csv", rows("东村", "西村", "南村", "北村"))
    assert run(tmp_path, *WORDS).returncode == 0
    return tmp_path


def listed(folder: Path) -> list[str]:
    sheet = openpyxl.load_workbook(folder / "出" / "分发清单.xlsx").active
    return [row[2] for row in sheet.iter_rows(min_row=3, values_only=True)]


def left_over(folder: Path) -> list[str]:
    return json.loads((folder / "出" / "清单.json").read_text(encoding="utf-8")).get("left_over", [])


def test_a_village_taken_out_of_the_roster_is_no_longer_listed_but_its_file_stays_and_that_is_said(made):
    before = {one.name for one in (made / "出").glob("*.txt")}
    write_csv(made / "名单.csv", rows("东村", "西村", "北村"))
    done = run(made, "--resume", "出")
    assert done.returncode == 0
    assert "注意：名单里没有了或者先不做、以前做过的村：南村" in done.stderr
    assert "3 行 = 做了 3 + 先不做 0 + 重复 0" in done.stdout
    assert listed(made) == ["东村", "西村", "北村"]
    assert left_over(made) == ["南村"]
    assert before <= {one.name for one in (made / "出").glob("*.txt")}


def test_a_village_that_is_held_now_is_no_longer_listed(made):
    table = rows("东村", "西村", "南村", "北村")
    table[2][1] = ""
    write_csv(made / "名单.csv", table)
    done = run(made, "--resume", "出")
    assert done.returncode == 5
    assert "以前做过的村：西村" in done.stderr
    assert listed(made) == ["东村", "南村", "北村"]


def test_a_village_that_comes_back_is_listed_again_under_its_old_number(made):
    write_csv(made / "名单.csv", rows("东村", "西村", "北村"))
    run(made, "--resume", "出")
    write_csv(made / "名单.csv", rows("东村", "西村", "南村", "北村"))
    done = run(made, "--resume", "出")
    assert "以前做过的村" not in done.stderr
    assert listed(made) == ["东村", "西村", "南村", "北村"]
    assert left_over(made) == []


def test_one_village_made_again_takes_no_other_off_the_list(made):
    done = run(made, "--resume", "出", "--only", "西村")
    assert "以前做过的村" not in done.stderr
    assert listed(made) == ["东村", "西村", "南村", "北村"]


def test_zips_say_too_which_villages_are_gone(made):
    words = [*WORDS[:-1], "包", "--shard", "zip"]
    assert run(made, *words).returncode == 0
    write_csv(made / "名单.csv", rows("东村", "西村", "北村"))
    done = run(made, "--resume", "包")
    assert "以前做过的村：南村" in done.stderr

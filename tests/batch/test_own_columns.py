"""Columns a unit names itself, and templates of its own that print them."""

from __future__ import annotations

from tests.batch.rosters import OUT, run, write_csv


def test_a_column_a_template_asks_for_and_the_roster_lacks_stops_before_anything_is_made(own):
    write_csv(own / "名单.csv", [["村名", "手机"], ["后李村", "13800000001"]])
    done = run(own, "码卡", "--roster", "名单.csv", "--day", "12.4")
    assert done.returncode == 2
    assert "“小组数”这一列，名单里没有" in done.stderr
    assert not (own / OUT).exists()


def test_a_project_may_name_columns_in_its_own_words(own):
    words = '[[columns]]\nfield = "village"\ntitle = "村名"\nkind = "name"\nnames = ["片区"]\n'
    (own / "templates" / "roster.toml").write_text(words, encoding="utf-8")
    write_csv(own / "名单.csv", [["片区", "手机"], ["后李村", "13800000001"]])
    assert run(own, "广播稿", "--roster", "名单.csv", "--day", "12.4").returncode == 0

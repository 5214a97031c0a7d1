"""The law on a day: in force, not yet, repealed, known by name only, unknown: five different answers."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from xuanchuan.commands.law import command
from xuanchuan.corpus import load_corpus, parse_ref
from xuanchuan.corpus.numbers import parse_article
from xuanchuan.corpus.verifying import verify
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import ArticleNumber, chinese_number

TODAY = date(2026, 11, 24)
CORPUS = load_corpus()


def law(*args: str, cwd=None):
    return CliRunner().invoke(command, args, obj=Desk(TODAY, cwd), catch_exceptions=False)


@pytest.fixture
def ask(tmp_path):
    return lambda *args: law(*args, cwd=tmp_path)


@pytest.mark.parametrize(
    ("name", "day", "status"),
    [
        ("反家庭暴力法", "2026-11-24", "in_force"),
        ("反家庭暴力法", "2016-02-29", "not_yet_in_force"),
        ("反家暴法", "2016-03-01", "in_force"),
        ("《中华人民共和国妇女权益保障法》", "2022-12-31", "in_force"),
        ("妇女权益保障法", "2004-01-01", "not_bundled"),
        ("民法典", "2020-06-01", "not_yet_in_force"),
        ("医疗保障法", "2026-12-31", "not_yet_in_force"),
        ("医疗保障法", "2027-01-01", "in_force"),
        ("婚姻法", "2020-06-01", "not_bundled"),
        ("婚姻法", "2021-01-01", "repealed"),
        ("农村土地承包法", "2026-11-24", "in_force"),
        ("公司法", "2026-11-24", "not_bundled"),
    ],
)
def test_the_status_of_a_law_on_a_day(name, day, status):
    assert CORPUS.ask(name, date.fromisoformat(day)).status == status


def test_the_old_words_hold_on_an_old_day_and_the_new_ones_today():
    old = CORPUS.excerpt(parse_ref("妇女权益保障法:40"), date(2022, 11, 25))
    new = CORPUS.excerpt(parse_ref("妇女权益保障法:23"), TODAY)
    assert "性骚扰" in old.lines[0]
    assert "性骚扰" in new.lines[0]
    assert old.lines != new.lines
    assert CORPUS.now(old.ref, TODAY) == (new.ref,)
    assert old.note.gloss == "", "our gloss explains today's article, not the old one of that number"


def test_a_name_is_never_matched_by_a_part_of_it():
    for name in ("妇女", "权益保障法", "民法", "保护法", "家庭暴力"):
        found = CORPUS.law(name)
        assert found is None or name in (found.short, found.title, *found.aliases)


def test_an_unknown_law_is_answered_with_the_nearest():
    with pytest.raises(XuanchuanError) as caught:
        CORPUS.ask("妇女权益保护法", TODAY)
    assert caught.value.code == 2
    assert "妇女权益保障法" in caught.value.why
    assert caught.value.hint == "xuanchuan law show 妇女权益保障法"


@pytest.mark.parametrize(
    ("name", "article", "verdict"),
    [
        ("反家庭暴力法", "23", "ok"),
        ("反家庭暴力法", "39", "no_such_article"),
        ("婚姻法", "32", "repealed"),
        ("妇女权益保护法", "23", "name_outdated"),
        ("医疗保障法", "11", "not_yet_in_force"),
        ("公司法", "20", "ok"),
        ("公司法", "999", "no_such_article"),
        ("幸福家庭法", "1", "no_such_law"),
        ("山东省反家庭暴力条例", "3", "unverifiable"),
        ("某村村规民约", "3", "unverifiable"),
    ],
)
def test_a_citation_is_judged(name, article, verdict):
    assert verify(CORPUS, name, parse_article(article), TODAY).verdict == verdict


def test_a_repealed_citation_suggests_where_to_look_now():
    found = verify(CORPUS, "婚姻法", ArticleNumber(32), TODAY)
    assert found.suggest == "《中华人民共和国民法典》第一千零七十九条"
    assert "准予离婚" in found.text


def test_law_show_gives_the_frozen_keys(ask):
    value = json.loads(ask("show", "刑法", "133-1", "--format", "json").stdout_bytes)
    assert list(value) == [
        "law", "short", "province", "effective", "status", "replaced_by", "source", "sources", "checked", "articles",
    ]  # fmt: skip
    (article,) = value["articles"]
    assert list(article) == ["article", "suffix", "label", "text", "digest"]
    assert (article["article"], article["suffix"], article["label"]) == (133, 1, "第一百三十三条之一")
    assert value["status"] == "in_force"
    assert len(article["digest"]) == 16


def test_law_show_of_a_repealed_law_says_so_in_json(ask):
    value = json.loads(ask("show", "婚姻法", "--format", "json").stdout_bytes)
    assert value["status"] == "repealed"
    assert value["replaced_by"].startswith("民法典婚姻家庭编")
    assert value["articles"] == []


def test_law_show_on_an_old_day_names_what_was_in_force_then(ask):
    said = ask("show", "民法典", "1042", "1079", "--as-of", "2020-06-01").stdout
    assert "还没有施行" in said
    assert "那一天有效的是：婚姻法" in said


def test_every_line_of_law_show_fits_eighty_columns(ask):
    from xuanchuan.commands.words import columns

    for args in (
        ("show", "民法典", "1079", "1127"),
        ("show", "反家庭暴力法"),
        ("show", "人身安全保护令规定", "6"),
        ("list",),
    ):
        for line in ask(*args).stdout.splitlines():
            assert columns(line) <= 80, line


def test_law_verify_gives_the_frozen_keys(ask):
    value = json.loads(ask("verify", "婚姻法", "32", "--format", "json").stdout_bytes)
    assert list(value)[:5] == ["law", "article", "suffix", "verdict", "text"]
    assert value["verdict"] == "repealed"


def test_law_status_names_what_comes_next_year_and_what_the_province_should_import(tmp_path):
    (tmp_path / "xuanchuan.toml").write_text('[unit]\nname = "清河县妇联"\nprovince = "山东省"\n', encoding="utf-8")
    value = json.loads(law("status", "--format", "json", cwd=tmp_path).stdout_bytes)
    assert {"law": "中华人民共和国医疗保障法", "effective": "2027-01-01", "what": "新法"} in value["coming"]
    assert "山东省反家庭暴力条例" in [row["law"] for row in value["to_import"]]
    assert value["corpus_date"] == "2026-10-04"


def test_a_projects_own_law_joins_the_corpus(tmp_path):
    folder = tmp_path / "laws" / "山东省反家庭暴力条例"
    folder.mkdir(parents=True)
    (folder / "2019-01-01.md").write_text(
        '+++\ntitle = "山东省反家庭暴力条例"\nshort = "山东省反家庭暴力条例"\nlevel = "地方性法规"\n'
        'province = "山东省"\neffective = 2019-01-01\narticle_count = 1\n+++\n\n## 第一条\n\n试验用的文字。\n',
        encoding="utf-8",
    )
    corpus = load_corpus(tmp_path / "laws")
    assert corpus.excerpt(parse_ref("山东省反家庭暴力条例:1"), TODAY).province == "山东省"


@pytest.mark.parametrize("number", [1, 10, 11, 20, 100, 101, 110, 111, 1000, 1001, 1010, 1100, 1260, 9999])
def test_numbers_are_read_as_they_are_written(number):
    assert parse_article(f"第{chinese_number(number)}条") == ArticleNumber(number)
    assert parse_article(str(number)) == ArticleNumber(number)
    assert parse_article(f"第{chinese_number(number)}条之一") == ArticleNumber(number, 1)
    assert parse_article(f"{number}-2") == ArticleNumber(number, 2)


@pytest.mark.parametrize("text", ["", "零", "0", "第零条", "abc", "10000", "1--1", "第条"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(XuanchuanError):
        parse_article(text)

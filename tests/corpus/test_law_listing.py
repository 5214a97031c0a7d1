"""``law list``, ``show``, ``status``: pleasant at eighty columns, exact in JSON, plain when something is not there."""

from __future__ import annotations

import json
from datetime import date

import pytest

from xuanchuan.cli import run
from xuanchuan.commands.words import columns, wrapped
from xuanchuan.corpus import load_corpus
from xuanchuan.corpus.freshness import freshness
from xuanchuan.corpus.numbers import parse_articles
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import ArticleNumber

TODAY = date(2026, 11, 24)
CORPUS = load_corpus()
OWN = (
    '+++\ntitle = "山东省反家庭暴力条例"\nshort = "山东省反家庭暴力条例"\nlevel = "地方性法规"\nprovince = "山东省"\n'
    'effective = 2019-01-01\ncomplete = true\nsource = "本单位导入的文件：条例.docx"\n+++\n\n## 前言\n\n前面的话。\n\n'
    "# 第一章　总则\n\n## 第一条\n\n试验用的文字。\n\n## 第一条之一\n\n又一条。\n\n# 第二章　附则\n\n## 第二条\n\n完。\n\n## 附录\n\n甲\t乙\n"
)


@pytest.fixture
def law(tmp_path, monkeypatch, capfd):
    (tmp_path / "xuanchuan.toml").write_text('[unit]\nname = "清河县妇联"\nprovince = "山东省"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")

    def call(*args: str) -> tuple[int, str, list[str]]:
        capfd.readouterr()
        code = run(["law", *args])
        out, err = capfd.readouterr()
        return code, out, err.splitlines()

    return call


@pytest.fixture
def own(tmp_path, law):
    (folder := tmp_path / "laws" / "山东省反家庭暴力条例").mkdir(parents=True)
    (folder / "2019-01-01.md").write_text(OWN, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("23", (23, 0), (23, 0)),
        ("23至25", (23, 0), (25, 0)),
        ("第二十三条至第二十五条", (23, 0), (25, 0)),
        ("２３～２５", (23, 0), (25, 0)),
        ("23—25", (23, 0), (25, 0)),
        ("133-1", (133, 1), (133, 1)),
        ("第一百三十三条之一", (133, 1), (133, 1)),
        ("133-1至134", (133, 1), (134, 0)),
    ],
)
def test_one_article_or_a_run_of_them(text, first, last):
    assert parse_articles(text) == (ArticleNumber(*first), ArticleNumber(*last))


@pytest.mark.parametrize("text", ["25至23", "23至", "至25", "23至24至25", "条"])
def test_a_run_that_means_nothing_is_refused(text):
    with pytest.raises(XuanchuanError, match="看不懂条号"):
        parse_articles(text)


def test_show_gives_runs_and_single_articles_in_the_order_asked(law):
    value = json.loads(law("show", "反家庭暴力法", "29", "23至24", "第二十三条", "--format", "json")[1])
    assert [one["article"] for one in value["articles"]] == [29, 23, 24]
    value = json.loads(law("show", "刑法", "133至133-9", "--format", "json")[1])
    assert [(one["article"], one["suffix"]) for one in value["articles"]] == [(133, 1)]


def test_a_hyphen_is_no_run_and_the_hint_says_how_to_write_one(law):
    code, _, err = law("show", "反家庭暴力法", "23-25")
    assert code == 2
    assert err == [
        "出错了：《反家庭暴力法》没有第二十三条之二十五",
        "为什么：2016-03-01 起施行的文本共 38 条，语料收了 38 条",
        "下一步：xuanchuan law show 反家庭暴力法 23至25",
    ]


def test_an_unknown_law_is_answered_with_its_neighbours(law):
    code, out, err = law("show", "妇女权益保护法")
    assert (code, out) == (2, "")
    assert err[0] == "出错了：没有找到“妇女权益保护法”这部法"
    assert "妇女权益保障法" in err[1]
    assert err[2] == "下一步：xuanchuan law show 妇女权益保障法"


def test_a_law_of_ones_own_is_shown_with_its_chapters(law, own):
    out = law("show", "山东省反家庭暴力条例")[1].splitlines()
    assert out == [
        "山东省反家庭暴力条例　现行有效（按 2026-11-24）",
        "2019-01-01 起施行；共 3 条，语料收全文",
        "来源：本单位导入的文件：条例.docx；还没有人同官方网站核对过",
        "",
        "  前言　1 段",
        "第一章　总则",
        "  第一条　试验用的文字。",
        "  第一条之一　又一条。",
        "第二章　附则",
        "  第二条　完。",
        "  附录　1 行",
    ]


def test_on_an_old_day_the_laws_of_that_day_are_named_article_by_article(law):
    out = law("show", "民法典", "1042", "1079", "--as-of", "2020-06-01")[1]
    assert "第一千零四十二条说的事，那一天看：婚姻法第三条" in out
    assert "第一千零七十九条说的事，那一天看：婚姻法第三十二条" in out
    assert "还没有施行" in out.splitlines()[0]


def test_a_text_of_another_day_is_never_passed_off_as_that_days(law):
    out = law("show", "妇女权益保障法", "40", "--as-of", "2004-01-01")[1]
    assert "那一天的文本语料没有收。下面是 2018-10-26 起施行的，当时还不是这样写的：" in out
    assert "那一天有效，原文语料没有收。" in law("show", "婚姻法", "32", "--as-of", "2020-01-01")[1]
    assert "那一天有效" not in law("show", "婚姻法", "32")[1]


def test_the_list_is_grouped_filtered_and_marks_ones_own(law, own):
    out = law("list")[1].splitlines()
    groups = [line for line in out if line.startswith("[")]
    assert groups[0] == "[宪法]"
    assert groups[-1] == "[地方性法规　山东省（本省）]"
    assert out[-1].split() == ["山东省反家庭暴力条例", "2019-01-01", "起", "全文", "3", "条", "本单位导入"]
    assert [line.split()[0] for line in law("list", "--own")[1].splitlines()[1:]] == ["山东省反家庭暴力条例"]
    assert len(law("list", "--level", "司法解释")[1].splitlines()) > 4
    rows = json.loads(law("list", "妇女", "--format", "json")[1])
    assert {row["short"] for row in rows} == {"妇女权益保障法", "拐卖妇女儿童解释"}
    assert [row["own"] for row in rows] == [False, False]


def test_the_list_as_of_a_day_says_what_did_not_hold_then(law):
    out = law("list", "--as-of", "2022-11-25")[1]
    assert "2018-10-26 起　22/61 条　2 个版本" in next(line for line in out.splitlines() if "妇女权益保障法" in line)
    assert "还没有施行" in next(line for line in out.splitlines() if "医疗保障法" in line)


def test_an_empty_list_says_why(law):
    assert law("list", "--own")[2] == [
        "出错了：本单位还没有导入过法规",
        "为什么：laws 文件夹里没有",
        "下一步：xuanchuan law import 文件.docx",
    ]
    assert law("list", "--level", "国际条约")[2][0] == "出错了：没有“国际条约”这一类"
    assert law("list", "航海")[2][0] == "出错了：语料收了原文的法里，没有名称带“航海”的"


def test_status_gives_what_the_contract_asks(law, own):
    value = json.loads(law("status", "--format", "json")[1])
    assert (value["corpus_date"], value["age_days"]) == ("2026-10-04", 51)
    assert value["laws"] == len(CORPUS.laws()) + 1
    assert [row["law"] for row in value["coming"]] == [
        "中华人民共和国农业法", "中华人民共和国医疗保障法", "中华人民共和国商标法", "中华人民共和国耕地保护和质量提升法",
    ]  # fmt: skip
    assert {"治安管理处罚法", "村民委员会组织法", "城市居民委员会组织法", "法治宣传教育法"} <= set(
        value["single_source"]
    )
    assert value["own"] == [{"law": "山东省反家庭暴力条例", "effective": "2019-01-01"}]
    wanted = {row["law"]: row for row in value["to_import"]}
    assert "山东省反家庭暴力条例" not in wanted
    assert [one["article"] for one in wanted["山东省禁毒条例"]["articles"]] == [9, 17, 19, 21, 22, 32, 44]


def test_status_in_words(law):
    out = law("status", "--days", "30")[1]
    assert "语料截至 2026-10-04，到今天 51 天，超过 30 天，该更新了" in out
    assert "  2027-01-01 起　中华人民共和国医疗保障法（新法）" in out
    assert "宣传用得着的（按 2017-12-01 的文本）：第 9、17、19、21、22、32、44 条" in out
    assert "该更新了" not in law("status")[1]


def test_a_law_a_person_has_checked_is_not_listed_as_unchecked(tmp_path):
    (folder := tmp_path / "laws" / "山东省反家庭暴力条例").mkdir(parents=True)
    (folder / "2019-01-01.md").write_text(OWN.replace("source", "checked = 2026-11-01\nsource"), encoding="utf-8")
    corpus = load_corpus(tmp_path / "laws")
    assert "山东省反家庭暴力条例" not in [one.short for one in freshness(corpus, TODAY, 60, "").unchecked]
    assert "山东省反家庭暴力条例" in [one.short for one in freshness(corpus, TODAY, 10, "").unchecked]


def test_what_comes_later_than_a_year_is_not_announced_yet():
    coming = freshness(CORPUS, date(2025, 12, 30), 60, "").coming
    assert ("中华人民共和国治安管理处罚法", "修订") in [(one.title, one.what) for one in coming]
    assert {one.effective.year for one in coming} == {2026}
    assert len(freshness(CORPUS, date(2026, 12, 31), 60, "").coming) == 4
    assert freshness(CORPUS, date(2027, 1, 1), 60, "").coming == ()


@pytest.mark.parametrize(
    "args",
    [("list",), ("status",), ("show", "民法典"), ("show", "刑法", "17至20"), ("show", "婚姻法", "32"), ("verify", "婚姻法", "32"),
     ("show", "妇女权益保障法", "40", "--as-of", "2004-01-01"), ("show", "山东省反家庭暴力条例")],
)  # fmt: skip
def test_every_line_fits_eighty_columns_and_gbk(law, own, args):
    _, out, err = law(*args)
    for line in (*out.splitlines(), *err):
        line.encode("gbk")
        assert columns(line) <= 80, line


def test_no_line_begins_with_closing_marks_even_two_of_them():
    text = "字" * 36 + "本）；后" * 3
    assert not any(line.lstrip().startswith(("）", "；")) for line in wrapped(text, 76))

"""``law import``: a rule's own file becomes citable; nothing guessed, nothing lost, every refusal in plain words."""

from __future__ import annotations

import json
import zipfile
from datetime import date

import pytest
from click.testing import CliRunner
from docx import Document
from law_building import ACTS, BuiltLaw, article, docx_bytes, docx_file, mark_numbered, small, txt

from xuanchuan.cli import run
from xuanchuan.commands.law import command
from xuanchuan.corpus import load_corpus, parse_ref
from xuanchuan.desk import Desk
from xuanchuan.files.wordtext import read_word

TODAY = date(2026, 11, 24)
NAME = "山东省虚构权益保障条例"
NEWER_ACTS = ACTS[:-1] + "　2025年11月27日山东省第十四届人民代表大会常务委员会第十二次会议修订）"


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "xuanchuan.toml").write_text('[unit]\nname = "清河县妇联"\nprovince = "山东省"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    return tmp_path


@pytest.fixture
def law(project, capfd):
    """Run ``xuanchuan law …``: exit code, stdout, stderr lines."""

    def call(*args: str) -> tuple[int, str, list[str]]:
        capfd.readouterr()
        code = run(["law", *args])
        out, err = capfd.readouterr()
        return code, out, err.replace(f"{project}/", "").splitlines()

    return call


def newer(**changes) -> BuiltLaw:
    old = small().articles
    given = {
        "acts": NEWER_ACTS,
        "chapters": (),
        "articles": (
            old[0],
            article(2, "本省行政区域内的一切活动，适用本条例。", "法律另有规定的，从其规定。"),
            article(3, "县级以上妇女联合会负责宣传。"),
            article(4, *old[2].lines),
            article(5, "本条例自2026年3月1日起施行。"),
        ),
    }
    return BuiltLaw(**(given | changes))


def test_a_rule_is_summed_up_written_and_can_be_cited(project, law):
    docx_file(project / "条例.docx", small())
    code, out, err = law("import", "条例.docx")
    assert code == 0
    assert out.splitlines() == [
        f"名称　{NAME}",
        "类别　地方性法规，山东省",
        "沿革　2018-11-30 通过",
        "施行　2019-03-01 起",
        "条文　6 条，3 章",
        "首条　第一条　为了保障虚构的权益，根据有关法律，结合本省实际，制定本条例。",
        "末条　第五条　本条例自2019年3月1日起施行。",
    ]
    assert err == [f"已收好：laws/{NAME}/2019-03-01.md", f"下一步：xuanchuan law show {NAME} 1"]
    excerpt = load_corpus(project / "laws").excerpt(parse_ref(f"{NAME}:3-1"), TODAY)
    assert (excerpt.lines, excerpt.province) == (("村民委员会应当予以协助。",), "山东省")
    value = json.loads(law("show", NAME, "3-1", "--format", "json")[1])
    assert (value["province"], value["effective"], value["status"]) == ("山东省", "2019-03-01", "in_force")
    assert json.loads(law("verify", NAME, "6", "--format", "json")[1])["verdict"] == "no_such_article"
    assert f"{NAME}" in law("list")[1]


def test_the_same_file_again_changes_nothing(project, law):
    docx_file(project / "条例.docx", small())
    law("import", "条例.docx")
    before = {path: path.stat().st_mtime_ns for path in (project / "laws").rglob("*")}
    docx_file(project / "又下载的.docx", small(), seed=7)
    code, out, err = law("import", "又下载的.docx")
    assert (code, out) == (0, "")
    assert err == [f"《{NAME}》2019-03-01 起施行的文本以前导入过，一字不差，没有改动。"]
    assert {path: path.stat().st_mtime_ns for path in (project / "laws").rglob("*")} == before


def test_a_newer_version_keeps_the_old_one_and_tells_what_changed(project, law):
    docx_file(project / "旧.docx", small())
    docx_file(project / "新.docx", newer())
    law("import", "旧.docx")
    code, out, err = law("import", "新.docx")
    assert code == 0
    told = out[out.index("同以前的版本") :].splitlines()
    assert told == [
        "同以前的版本（2019-03-01 起施行的文本）比：",
        "  新增 1 条，删去 2 条，改动 2 条，改条号 1 条。",
        "  改动　第二条",
        "      原：本省行政区域内的活动，适用本条例。法…",
        "      现：本省行政区域内的一切活动，适用本条例。法…",
        "  新增　第三条",
        "      县级以上妇女联合会负责宣传。",
        "  改动　第五条",
        "      原：本条例自2019年3月1日起施行。",
        "      现：本条例自2026年3月1日起施行。",
        "  删去　第三条之一",
        "      村民委员会应当予以协助。",
        "  删去　第四条",
        "      违反本条例第三条规定的，依照有关法律处理。",
        "  只改了条号：第三条 → 第四条",
    ]
    assert "以前的版本都留着，加 --as-of 能查。" in err
    assert sorted(path.name for path in (project / "laws" / NAME).iterdir()) == ["2019-03-01.md", "2026-03-01.md"]
    corpus = load_corpus(project / "laws")
    assert corpus.excerpt(parse_ref(f"{NAME}:3"), date(2025, 1, 1)).lines[0] == "禁止下列行为："
    assert corpus.excerpt(parse_ref(f"{NAME}:3"), TODAY).lines[0] == "县级以上妇女联合会负责宣传。"


def test_an_older_version_is_filed_before_the_newer_one(project, law):
    docx_file(project / "新.docx", newer())
    docx_file(project / "旧.docx", small())
    law("import", "新.docx")
    code, out, _ = law("import", "旧.docx")
    assert code == 0
    assert "这是较早的版本，后来（2026-03-01 起施行的文本）改了这些：" in out
    assert load_corpus(project / "laws").ask(NAME, TODAY).version.effective == date(2026, 3, 1)


def test_an_amended_text_without_its_day_needs_a_person(project, law):
    docx_file(project / "新条例.docx", newer(articles=small().articles))
    code, _, err = law("import", "新条例.docx")
    assert code == 3
    assert err == [
        f"出错了：《{NAME}》还要您定一件事",
        "在哪里：新条例.docx",
        "为什么：正文写的 2019-03-01 是以前的施行日；2025-11-27 又修订过，这一版哪天起施行正文没有写",
        "下一步：照官方公布的改好再运行：xuanchuan law import 新条例.docx --effective 2019-03-01",
    ]
    assert not (project / "laws").exists()
    assert law("import", "新条例.docx", "--effective", "2026年1月1日")[0] == 0
    assert (project / "laws" / NAME / "2026-01-01.md").exists()


@pytest.mark.parametrize(
    ("day", "message", "why"),
    [
        ("2018-01-01", "施行日不对，没有收", "施行日 2018-01-01 早于正文写的最后一次通过或修改（2018-11-30）"),
        ("2018-12-01", "施行日不对，没有收", "正文写明自 2019-03-01 起施行"),
        ("3月1日", "看不懂施行日“3月1日”", "要写完整的年月日"),
        ("2019-02-30", "看不懂施行日“2019-02-30”", "要写完整的年月日"),
        ("2919-03-01", "看不懂施行日“2919-03-01”", "要写完整的年月日"),
    ],
)
def test_a_day_that_cannot_be_right_is_refused(project, law, day, message, why):
    docx_file(project / "条例.docx", small())
    code, _, err = law("import", "条例.docx", "--effective", day)
    assert code == 2
    assert err[0] == f"出错了：{message}"
    assert f"为什么：{why}" in err
    assert not (project / "laws").exists()


def test_a_citys_rule_needs_its_province(project, law):
    city = small(
        title="虚构市文明行为促进条例", acts="（2018年6月22日虚构市第十一届人民代表大会常务委员会第三次会议通过）"
    )
    (project / "市 条例.txt").write_text(txt(city), encoding="gb18030")
    code, _, err = law("import", "市 条例.txt")
    assert code == 3
    assert err == [
        "出错了：《虚构市文明行为促进条例》还要您定一件事",
        "在哪里：市 条例.txt",
        "为什么：名称里没有省份",
        '下一步：照官方公布的改好再运行：xuanchuan law import "市 条例.txt" --province 山东省',
    ]
    assert law("import", "市 条例.txt", "--province", "山动")[2][:2] == [
        "出错了：没有“山动”这个省份",
        "为什么：最像的是：山西省、山东省",
    ]
    assert law("import", "市 条例.txt", "--province", "山东")[0] == 0
    assert load_corpus(project / "laws").law("虚构市文明行为促进条例").province == "山东省"


def test_another_province_than_the_titles_is_refused(project, law):
    docx_file(project / "条例.docx", small())
    code, _, err = law("import", "条例.docx", "--province", "河北省")
    assert (code, err[0]) == (2, f"出错了：《{NAME}》是山东省的规定，不是河北省的")


def test_gaps_are_refused_unless_told_and_doubles_always(project, law):
    old = small().articles
    docx_file(project / "缺.docx", small(articles=(*old[:2], *old[4:]), chapters=()))
    code, _, err = law("import", "缺.docx")
    assert code == 3
    assert err == [
        "出错了：文件没有收：条号不连续",
        "在哪里：缺.docx",
        "为什么：缺第三条；可能没有下载全",
        "下一步：重新下载全文；只要文件里有的：xuanchuan law import 缺.docx --allow-gaps",
    ]
    assert law("import", "缺.docx", "--allow-gaps")[0] == 0
    assert json.loads(law("verify", NAME, "3", "--format", "json")[1])["verdict"] != "no_such_article"
    docx_file(project / "两次.docx", small(articles=(*old, old[1]), chapters=()))
    code, _, err = law("import", "两次.docx", "--allow-gaps")
    assert code == 2
    assert err[2] == "为什么：第二条出现了两次，分不清哪一处是真的"


def test_other_words_for_the_same_day_are_refused_until_told_and_the_old_file_is_kept(project, law):
    docx_file(project / "条例.docx", small())
    law("import", "条例.docx")
    docx_file(project / "改.docx", small(articles=(article(1, "为了别的。"), *small().articles[1:])))
    code, _, err = law("import", "改.docx")
    assert code == 3
    assert err == [
        f"出错了：《{NAME}》同已有的 2019-03-01 文本有 1 条不一样，没有收",
        "在哪里：改.docx",
        "为什么：第一条；可能是文件不对，也可能施行日填错了",
        "下一步：对照官方网站；确定用这一份：xuanchuan law import 改.docx --effective 2019-03-01 --replace",
    ]
    code, _, err = law("import", "改.docx", "--replace")
    assert code == 0
    assert err[0] == "原来的文本留在 2019-03-01.md.旧。"
    assert (project / "laws" / NAME / "2019-03-01.md.旧").exists()
    assert load_corpus(project / "laws").excerpt(parse_ref(f"{NAME}:1"), TODAY).lines == ("为了别的。",)


def test_a_national_law_is_compared_with_what_the_corpus_proves(project, law):
    corpus = load_corpus()
    bundled = corpus.law("反家庭暴力法")
    built = BuiltLaw(
        bundled.versions[0].articles,
        bundled.title,
        "（2015年12月27日第十二届全国人民代表大会常务委员会第十八次会议通过）",
    )
    docx_file(project / "反家暴.docx", built)
    code, out, _ = law("import", "反家暴.docx")
    assert code == 0
    assert "核对　38 条同公开文本的摘要逐字一致" in out
    own = load_corpus(project / "laws")
    assert own.law("反家暴法").versions[0].source == "本单位导入的文件：反家暴.docx"
    assert own.note(parse_ref("反家庭暴力法:23")).gloss == corpus.note(parse_ref("反家庭暴力法:23")).gloss != ""
    changed = (article(1, "为了别的。"), *built.articles[1:])
    docx_file(project / "错的.docx", BuiltLaw(changed, built.title, built.acts))
    code, _, err = law("import", "错的.docx")
    assert code == 3
    assert "有 1 条不一样" in err[0]


def test_our_note_never_stands_beside_words_it_does_not_explain(project, law):
    corpus = load_corpus()
    bundled = corpus.law("反家庭暴力法")
    articles = [one for one in bundled.versions[0].articles if one.number.number != 23]
    articles.insert(22, article(23, "另外的一条。"))
    acts = "（2015年12月27日第十二届全国人民代表大会常务委员会第十八次会议通过　2026年10月30日第十四届全国人民代表大会常务委员会第二十次会议修正）"
    docx_file(project / "新法.docx", BuiltLaw(tuple(articles), bundled.title, acts))
    assert law("import", "新法.docx", "--effective", "2026-11-01")[0] == 0
    own = load_corpus(project / "laws")
    assert own.excerpt(parse_ref("反家庭暴力法:23"), TODAY).note.gloss == ""
    assert own.note(parse_ref("反家庭暴力法:23")).gloss == ""
    assert own.note(parse_ref("反家庭暴力法:2")).gloss == corpus.note(parse_ref("反家庭暴力法:2")).gloss


def test_a_rule_that_ends_another_says_so_when_the_other_is_cited(project, law):
    tail = "本条例自2019年3月1日起施行。2009年1月1日起施行的《山东省旧虚构办法》同时废止。"
    docx_file(project / "条例.docx", small(articles=(*small().articles[:-1], article(5, tail))))
    assert "废止　《山东省旧虚构办法》，正文写明同时废止" in law("import", "条例.docx")[1]
    value = json.loads(law("verify", "山东省旧虚构办法", "3", "--format", "json")[1])
    assert value["verdict"] == "repealed"
    assert f"《{NAME}》第五条" in value["evidence"]


def test_without_a_project_it_says_how_to_get_one(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    docx_file(tmp_path / "条例.docx", small())
    assert run(["law", "import", "条例.docx"]) == 2
    assert capfd.readouterr().err.splitlines() == [
        "出错了：还没有单位资料，不知道收到哪里",
        "为什么：法规收进单位文件夹的 laws 里",
        "下一步：先运行  xuanchuan init",
    ]
    assert run(["law", "import", "条例.docx", "--dry-run"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["条例.docx"]


def test_dry_run_writes_nothing(project, law):
    docx_file(project / "条例.docx", small())
    code, out, err = law("import", "条例.docx", "--dry-run")
    assert (code, err) == (0, ["只是看看，没有写文件。"])
    assert out.startswith(f"名称　{NAME}")
    assert not (project / "laws").exists()


def test_macros_pictures_and_changes_are_said_and_automatic_numbers_refused(project, law):
    docx_file(project / "条例.docx", small())
    with zipfile.ZipFile(project / "条例.docx", "a") as archive:
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    assert "留意　文件带有宏，没有运行，也没有收" in law("import", "条例.docx", "--dry-run")[1]
    document = Document(project / "条例.docx")
    mark_numbered(document.paragraphs[-1])
    document.save(project / "编号.docx")
    code, _, err = law("import", "编号.docx")
    assert code == 2
    assert err == [
        "出错了：文件没有收：有的编号是 Word 自动生成的，正文里没有",
        "在哪里：编号.docx",
        "为什么：1 段带自动编号，收进来会缺条号或项号",
        "下一步：用 WPS 打开，全选复制到记事本，存成 txt（编码选 UTF-8），再导入这个 txt",
    ]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "这个文件是旧格式（.doc、.wps、.xls），没法读"),
        ("空.docx", b"", "这个文件是空的"),
        ("假.docx", b"%PDF-1.4", "这个文件其实是PDF，没法读"),
        ("断.docx", docx_bytes(small())[:9000], "文件读不了"),
        ("乱.txt", bytes(range(256)) * 9, "文字读不出来：编码不对，或者不是文字文件"),
        ("意见.txt", "关于某事的意见\n一、要重视。".encode(), "没有认出一条法条"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(project, law, name, data, message):
    (project / name).write_bytes(data)
    code, out, err = law("import", name)
    assert (code, out, err[0]) == (2, "", f"出错了：{message}")
    assert err[1] == f"在哪里：{name}"
    assert len(err) <= 4
    assert not (project / "laws").exists()


def test_a_missing_file_is_told(project, law):
    assert law("import", "没有.docx")[2][:2] == ["出错了：找不到文件", "在哪里：没有.docx"]


def test_a_person_is_asked_shown_and_may_leave(project, monkeypatch):
    monkeypatch.setattr(Desk, "terminal", property(lambda self: True))
    docx_file(project / "新.docx", newer(articles=small().articles))

    def answer(*lines: str):
        return CliRunner().invoke(
            command,
            ["import", "新.docx"],
            obj=Desk(TODAY, project),
            input="\n".join([*lines, ""]),
            catch_exceptions=False,
        )

    left = answer("不知道", "2026-01-01", "q")
    assert "看不懂施行日“不知道”，要写完整的年月日。" in left.output
    assert "没有改动任何东西。" in left.output
    assert not (project / "laws").exists()
    kept = answer("2026.1.1", "")
    assert f"已收好：laws/{NAME}/2026-01-01.md" in kept.output


def test_an_imported_rule_is_found_and_makes_a_handout(project, law):
    docx_file(project / "条例.docx", small())
    law("import", "条例.docx")
    found = json.loads(law("search", "前款第三项的范围由省人民政府规定", "--format", "json")[1])
    assert (NAME, 3) in [(row["law"], row["article"]) for row in found]
    assert run(["handout", NAME]) == 0
    (handout,) = project.glob("*讲义.docx")
    words = "".join(read_word(handout).paragraphs)
    assert "禁止下列行为：" in words
    assert "2019年3月1日起施行的文本，本单位导入，印前请同官方网站核对" in words


def test_everything_it_prints_is_inside_gbk_and_eighty_columns(project, law):
    from xuanchuan.commands.words import columns

    docx_file(project / "旧.docx", small())
    docx_file(project / "新.docx", newer())
    for args in (("import", "旧.docx"), ("import", "新.docx"), ("show", NAME), ("show", NAME, "4")):
        _, out, err = law(*args)
        for line in (*out.splitlines(), *err):
            line.encode("gbk")
            assert columns(line) <= 80, line

"""``law pack`` and ``unpack``: a corpus on a USB stick, proved whole before a single file is written."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from law_building import BuiltLaw, article, docx_file, small

from xuanchuan.cli import run
from xuanchuan.corpus import CORPUS_DATE, load_corpus, parse_ref
from xuanchuan.corpus.packing import manifest, pack_members
from xuanchuan.files.manifest import sha256
from xuanchuan.files.packs import pack_bytes, read_pack
from xuanchuan.model.error import XuanchuanError

NAME = "山东省虚构权益保障条例"
BUNDLED = resources.files("xuanchuan.corpus")


def project(folder: Path, name: str = "清河县妇联") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "xuanchuan.toml").write_text(f'[unit]\nname = "{name}"\nprovince = "山东省"\n', encoding="utf-8")
    return folder


@pytest.fixture
def law(monkeypatch, capfd):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")

    def call(folder: Path, *args: str) -> tuple[int, str, list[str]]:
        monkeypatch.chdir(folder)
        capfd.readouterr()
        code = run(["law", *args])
        out, err = capfd.readouterr()
        return code, out, err.replace(f"{folder}/", "").splitlines()

    return call


@pytest.fixture
def home(tmp_path, law) -> Path:
    """A project with one imported rule."""
    folder = project(tmp_path / "甲")
    docx_file(folder / "条例.docx", small())
    law(folder, "import", "条例.docx")
    return folder


def newer_pack(path: Path, day: date = date(2027, 3, 1)) -> Path:
    """The bundled corpus as a later program would pack it: one law with a new version."""
    members = pack_members(None, BUNDLED)
    old = members["corpus/laws/反家庭暴力法/2016-03-01.md"].decode()
    new = old.replace("\neffective = 2016-03-01\n", "\neffective = 2027-02-01\n").replace(
        "预防和制止家庭暴力", "防止家庭暴力", 1
    )
    members["corpus/laws/反家庭暴力法/2027-02-01.md"] = new.encode()
    from xuanchuan.corpus.lawfiles import digest, read_law_file

    prints = json.loads(members["corpus/digests.json"])
    prints["反家庭暴力法@2027-02-01"] = {
        str(one.number): digest(one.text) for one in read_law_file(new, "").versions[0].articles
    }
    members["corpus/digests.json"] = json.dumps(prints, ensure_ascii=False).encode()
    path.write_bytes(pack_bytes(manifest("xuanchuan 试验", day), members))
    return path


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_rule_travels_from_one_computer_to_another(home, tmp_path, law):
    code, out, err = law(home, "pack", "带走.zip")
    assert code == 0
    assert out.splitlines()[0] == "本单位的法规 1 部"
    checksum = sha256((home / "带走.zip").read_bytes())[:16]
    assert err == [
        f"已打好 带走.zip，校验码 {checksum}。",
        "下一步：在另一台电脑的单位文件夹里运行  xuanchuan law unpack 带走.zip",
    ]
    other = project(tmp_path / "乙", "乙县妇联")
    shutil.copy(home / "带走.zip", other)
    code, out, err = law(other, "unpack", "带走.zip")
    assert code == 0
    assert out.splitlines() == [
        "带走.zip：1 个文件，校验码都对上了；语料截至 2026-10-04",
        f"整包校验码 {checksum}，可以同打包的人核对。",
        f"  {NAME}　新收，2019-03-01 起施行，6 条",
    ]
    assert err == ["已装好 1 个文件，在 laws 文件夹里。", "下一步：xuanchuan law status"]
    assert (
        load_corpus(other / "laws")
        .excerpt(parse_ref(f"{NAME}:2"), date(2026, 1, 1))
        .lines[0]
        .startswith("本省行政区域")
    )
    before = snapshot(other)
    code, out, err = law(other, "unpack", "带走.zip")
    assert (code, err) == (0, ["都已经有了，没有改动。"])
    assert snapshot(other) == before


def test_the_same_laws_give_the_same_bytes(home, law):
    law(home, "pack", "一.zip", "--all")
    law(home, "pack", "二.zip", "--all")
    assert (home / "一.zip").read_bytes() == (home / "二.zip").read_bytes()
    assert law(home, "pack", "一.zip", "--all")[0] == 0
    code, _, err = law(home, "pack", "一.zip")
    assert (code, err[0]) == (2, "出错了：已经有这个文件，没有覆盖")


def test_a_project_without_laws_is_told_how_to_pack_the_corpus(tmp_path, law):
    code, _, err = law(project(tmp_path / "甲"), "pack", "空.zip")
    assert code == 2
    assert err == [
        "出错了：没有可打包的法规",
        "为什么：本单位还没有导入过",
        "下一步：连自带的语料一起打包：xuanchuan law pack 空.zip --all",
    ]


def test_a_newer_corpus_is_used_from_then_on_and_the_old_one_stays(tmp_path, law):
    folder = project(tmp_path / "甲")
    newer_pack(folder / "新语料.zip")
    code, out, _ = law(folder, "unpack", "新语料.zip")
    assert code == 0
    assert "语料换成截至 2027-03-01 的，原来的留着。" in out
    assert "  反家庭暴力法　已修订，2027-02-01 起施行：改动 1 条" in out.splitlines()
    corpus = load_corpus(folder / "laws")
    assert corpus.date == date(2027, 3, 1)
    assert corpus.law("反家庭暴力法").versions[-1].effective == date(2027, 2, 1)
    assert corpus.own_shorts == ()
    assert load_corpus().date == CORPUS_DATE
    assert "2027-03-01" in law(folder, "status")[1]
    before = snapshot(folder)
    code, out, err = law(folder, "unpack", "新语料.zip")
    assert code == 0
    assert err == ["都已经有了，没有改动。"]
    assert snapshot(folder) == before


def test_a_corpus_that_is_not_newer_is_not_installed(tmp_path, law):
    folder = project(tmp_path / "甲")
    law(folder, "pack", "旧.zip", "--all")
    code, out, err = law(folder, "unpack", "旧.zip")
    assert code == 0
    assert "里面的语料截至 2026-10-04，不比现在用的（2026-10-04）新，语料没有换。" in out
    assert err == ["都已经有了，没有改动。"]
    assert not (folder / "laws").exists()


def test_a_law_the_unit_has_otherwise_is_kept_and_said(home, tmp_path, law):
    law(home, "pack", "带走.zip")
    other = project(tmp_path / "乙")
    docx_file(other / "另.docx", small(articles=(article(1, "为了别的。"), *small().articles[1:])))
    law(other, "import", "另.docx")
    before = snapshot(other / "laws")
    code, out, _ = law(other, "unpack", str(home / "带走.zip"))
    assert code == 5
    assert f"  没有动：laws/{NAME}/2019-03-01.md，本单位已有的同语料包里的不一样" in out
    assert snapshot(other / "laws") == before


def test_dry_run_shows_and_writes_nothing(tmp_path, law):
    folder = project(tmp_path / "甲")
    newer_pack(folder / "新语料.zip")
    before = snapshot(folder)
    code, out, err = law(folder, "unpack", "新语料.zip", "--dry-run")
    assert code == 0
    assert "反家庭暴力法　已修订" in out
    assert err == ["只是看看，没有写文件。"]
    assert snapshot(folder) == before


def refused(law, folder: Path, members: dict[str, bytes], said: dict | None = None) -> list[str]:
    """The refusal of a pack of these members; nothing may have been written."""
    (folder / "包.zip").write_bytes(pack_bytes(said or manifest("某程序", date(2027, 3, 1)), members))
    before = snapshot(folder)
    code, out, err = law(folder, "unpack", "包.zip")
    assert (code, out) == (2, "")
    assert snapshot(folder) == before
    assert len(err) <= 4
    return err


GOOD = f'+++\ntitle = "{NAME}"\nshort = "{NAME}"\nlevel = "地方性法规"\neffective = 2019-03-01\n+++\n\n## 第一条\n\n文字。\n'.encode()


@pytest.mark.parametrize(
    "path",
    [
        "../../外面.md", "laws/../../x/2019-03-01.md", "/etc/passwd", "C:\\x.md", "laws/CON/2019-03-01.md", "corpus/loading.py",
        "laws/a/b/2019-03-01.md", "laws/法/说明.md", "xuanchuan.toml", "corpus/../xuanchuan.toml", "laws/..\\..\\x/2019-03-01.md",
        "corpus/notes/../../x.md", "laws/语料 /2019-03-01.md", "laws/法\u202e/2019-03-01.md",
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(tmp_path, law, path):
    err = refused(law, project(tmp_path / "甲"), {path: GOOD})
    assert err[0] == "出错了：语料包有问题，没有装"
    assert "里面有不该有的文件" in err[2]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["甲"]


def test_law_files_that_are_not_what_they_say_are_refused(tmp_path, law):
    folder = project(tmp_path / "甲")
    assert "施行日同文件名不一样" in refused(law, folder, {f"laws/{NAME}/2020-03-01.md": GOOD})[2]
    assert "施行日同文件名不一样" in refused(law, folder, {"laws/别的条例/2019-03-01.md": GOOD})[2]
    assert refused(law, folder, {f"laws/{NAME}/2019-03-01.md": b"abc"})[0] == "出错了：法条文件写法不对"
    assert "不是 UTF-8 文字" in refused(law, folder, {f"laws/{NAME}/2019-03-01.md": GOOD.decode().encode("gbk")})[2]


def test_packs_of_another_kind_or_a_later_format_are_refused(tmp_path, law):
    folder, members = project(tmp_path / "甲"), {f"laws/{NAME}/2019-03-01.md": GOOD}
    good = manifest("某程序", date(2027, 3, 1))
    for said in ({**good, "format": 2}, {**good, "kind": "别的"}, {**good, "corpus_date": "昨天"}):
        assert refused(law, folder, members, said)[0] == "出错了：语料包有问题，没有装"


def test_an_article_its_own_digests_do_not_prove_is_refused(tmp_path, law):
    members = pack_members(None, BUNDLED)
    path = "corpus/laws/反家庭暴力法/2016-03-01.md"
    members[path] = members[path].replace("精神等侵害".encode(), "精神等损害".encode())
    err = refused(law, project(tmp_path / "甲"), members)
    assert "同它自带的摘要对不上" in err[2]
    del members["corpus/registry.tsv"]
    members[path] = (BUNDLED / "laws" / "反家庭暴力法" / "2016-03-01.md").read_bytes()
    assert "登记资料缺少或读不懂" in refused(law, tmp_path / "甲", members)[2]


@given(place=st.integers(0, 10**6), value=st.integers(0, 255))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_changed_byte_gets_past_the_checksums(tmp_path, place, value):
    members = {f"laws/{NAME}/2019-03-01.md": GOOD, "laws/甲法/2020-01-01.md": GOOD * 3}
    data = bytearray(pack_bytes(manifest("某程序", date(2027, 3, 1)), members))
    data[place % len(data)] = value
    (path := tmp_path / "包.zip").write_bytes(data)
    try:
        found = read_pack(path)
    except XuanchuanError as error:
        assert error.hint
    else:
        assert found.members == members


@pytest.mark.parametrize("tamper", ["add", "drop", "swap", "no manifest"])
def test_added_missing_and_swapped_members_are_refused(tmp_path, law, tamper):
    folder = project(tmp_path / "甲")
    data = pack_bytes(
        manifest("某", date(2027, 3, 1)), {f"laws/{NAME}/2019-03-01.md": GOOD, "laws/乙/2020-01-01.md": GOOD}
    )
    (path := folder / "包.zip").write_bytes(data)
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    if tamper == "add":
        held["laws/丙/2020-01-01.md"] = GOOD
    elif tamper == "drop":
        del held["laws/乙/2020-01-01.md"]
    elif tamper == "swap":
        held["laws/乙/2020-01-01.md"] = GOOD + b"x"
    else:
        del held["清单.json"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, one in held.items():
            archive.writestr(name, one)
    code, _, err = law(folder, "unpack", "包.zip")
    assert (code, err[0]) == (2, "出错了：语料包不完整，或者被改动过，没有装")
    assert not (folder / "laws").exists()


def test_a_bomb_is_refused(tmp_path, law):
    folder = project(tmp_path / "甲")
    with zipfile.ZipFile(folder / "包.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("清单.json", bytes(15 * 1024 * 1024))
    code, _, err = law(folder, "unpack", "包.zip")
    assert (code, err[0]) == (2, "出错了：文件没有读：解开后大得不正常")


def test_a_full_disk_leaves_no_half_corpus(tmp_path, law, monkeypatch):
    folder = project(tmp_path / "甲")
    newer_pack(folder / "新语料.zip")
    from xuanchuan.files import atomic

    written = 0
    real = atomic.write_bytes

    def failing(path, data):
        nonlocal written
        written += 1
        if written > 20:
            raise atomic.unwritable(path, OSError(28, "No space left on device"))
        return real(path, data)

    monkeypatch.setattr(atomic, "write_bytes", failing)
    code, _, err = law(folder, "unpack", "新语料.zip")
    assert code == 2
    assert "磁盘满了" in err[2]
    assert load_corpus(folder / "laws").date == CORPUS_DATE
    assert not [path for path in folder.rglob("*") if path.suffix == ".tmp"]


def test_packs_travel_with_a_national_law_of_ones_own(tmp_path, law):
    folder = project(tmp_path / "甲")
    built = BuiltLaw(load_corpus().law("妇女权益保障法").versions[-1].articles, "中华人民共和国妇女权益保障法",
                     "（1992年4月3日第七届全国人民代表大会第五次会议通过　2022年10月30日第十三届全国人民代表大会常务委员会第三十七次会议修订）")  # fmt: skip
    docx_file(folder / "法.docx", built)
    assert law(folder, "import", "法.docx")[0] == 0
    law(folder, "pack", "包.zip")
    other = project(tmp_path / "乙")
    code, out, _ = law(other, "unpack", str(folder / "包.zip"))
    assert (code, out.splitlines()[-1]) == (0, "法条没有变化。")
    assert load_corpus(other / "laws").own_shorts == ("妇女权益保障法",)

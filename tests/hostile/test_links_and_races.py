"""Links in an output folder lead nowhere; two runs at once into one folder leave whole files and say what happened."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from ward import NOON, ROOT, Job, answers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")

UNIT = '[unit]\nname = "某县妇女联合会"\nphone = "0543-1234567"\n'
VILLAGES = "村名,乡镇,妇联主席,手机\n" + "".join(
    f"第{n}村,{'前刘镇' if n % 2 else '后刘镇'},王某,138{n:08d}\n" for n in range(1, 41)
)
BATCH = ["batch", "联系卡", "--roster", "名单.csv", "--day", "12.4", "--out", "出", "--jobs", "1"]
LAW = "某省反家庭暴力办法\n\n（2023年1月1日某省人民代表大会常务委员会通过）\n\n" + "".join(
    f"第{n}条　本省预防和制止家庭暴力，保护家庭成员的合法权益，适用本办法。\n\n" for n in "一二三四五六七八九"
)


@pytest.fixture
def home(tmp_path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "xuanchuan.toml").write_text(UNIT, encoding="utf-8")
    (folder / "名单.csv").write_text(VILLAGES, encoding="utf-8")
    (folder / "办法.txt").write_text(LAW, encoding="utf-8")
    return folder


def started(folder: Path, *words: str) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": NOON}
    return subprocess.Popen(
        [sys.executable, "-m", "xuanchuan", *words], cwd=folder, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip


def test_a_townships_folder_that_is_a_link_is_not_written_through(home, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (home / "出").mkdir()
    (home / "出" / "前刘镇").symlink_to(elsewhere)
    (one,) = answers([Job(str(home), BATCH)])
    assert one.code == 2
    assert "通到文件夹外面去了" in one.err
    assert list(elsewhere.iterdir()) == []


def test_a_journal_that_is_a_link_is_not_written_through(home, tmp_path):
    precious = tmp_path / "precious.txt"
    precious.write_text("重要\n", encoding="utf-8")
    (home / "出").mkdir()
    (home / "出" / "进度.jsonl").symlink_to(precious)
    (one,) = answers([Job(str(home), BATCH)])
    assert one.code == 2
    assert precious.read_text(encoding="utf-8") == "重要\n"


def test_links_under_temporary_names_are_put_aside(home, tmp_path):
    precious = tmp_path / "precious.txt"
    precious.write_text("重要\n", encoding="utf-8")
    (first,) = answers([Job(str(home), [*BATCH, "--flat"])])
    assert first.code == 0, first.err
    made = sorted(one for one in (home / "出").iterdir() if one.suffix == ".docx")
    for one in made:
        one.unlink()
        one.with_name(f"{one.name}.tmp").symlink_to(precious)
    for name in (".清单.json.tmp", "分发清单.xlsx.tmp"):
        (home / "出" / name).symlink_to(precious)
    (again,) = answers([Job(str(home), ["batch", "--resume", "出"])])
    assert again.code == 0, again.err
    assert precious.read_text(encoding="utf-8") == "重要\n"
    assert all(one.is_file() and not one.is_symlink() for one in made)


def test_a_file_of_a_kit_that_is_a_link_is_kept_and_not_written_through(home, tmp_path):
    precious = tmp_path / "precious.txt"
    precious.write_text("重要\n", encoding="utf-8")
    kit = Job(str(home), ["kit", "12.4", "--only", "横幅标语"])
    answers([kit])
    (folder,) = (one for one in home.iterdir() if one.is_dir())
    for one in [*folder.iterdir()]:
        one.unlink()
        one.symlink_to(precious)
    answers([kit])
    assert precious.read_text(encoding="utf-8") == "重要\n"


def whole(path: Path) -> bool:
    if path.suffix == ".json":
        return bool(json.loads(path.read_text(encoding="utf-8")))
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as package:
            return package.testzip() is None
    return path.stat().st_size > 0


def files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file() and not one.name.endswith((".db-wal", ".db-shm"))]


def agrees(folder: Path) -> bool:
    """Whether every file that the manifest names is there as it says."""
    said = json.loads((folder / "清单.json").read_text(encoding="utf-8"))["files"]
    return all(hashlib.sha256((folder / one["path"]).read_bytes()).hexdigest() == one["sha256"] for one in said)


@pytest.mark.parametrize(
    "words",
    [
        ["kit", "12.4", "--out", "出"],
        [*BATCH, "--flat"],
        ["calendar", "--output", "年历.xlsx"],
        ["law", "import", "办法.txt", "--effective", "2023-03-01", "--province", "山东省"],
        ["log", "add", "11月24日 前刘镇 反家暴宣传 横幅10 资料200"],
    ],
    ids=lambda words: words[0] + (f" {words[1]}" if words[0] in ("log", "law") else ""),
)
def test_two_runs_at_once_leave_whole_files(home, words):
    runs = [started(home, *words) for _ in range(2)]
    said = [one.communicate() for one in runs]
    codes = sorted(one.returncode for one in runs)
    assert codes[0] == 0, said
    assert codes[1] in (0, 2, 3), said
    assert all("Traceback" not in err for _, err in said)
    found = files(home)
    assert all(map(whole, found))
    assert [one.name for one in found if one.name.endswith(".tmp")] == []
    folders = {one.parent for one in found if one.name == "清单.json"}
    assert all(map(agrees, folders))


def test_two_who_log_at_once_are_both_in_the_ledger(home):
    runs = [started(home, "log", "add", f"11月{day}日 前刘镇 宣传{day} 资料{day}") for day in (20, 21, 22, 23)]
    said = [(one.communicate(), one.returncode) for one in runs]
    assert [code for _, code in said] == [0] * 4, said
    (listed,) = answers([Job(str(home), ["log", "list", "--format", "json"])])
    assert sorted(one["day"] for one in json.loads(listed.out)) == [f"2026-11-{day}" for day in (20, 21, 22, 23)]


def test_a_draft_that_is_a_link_is_read_and_what_is_mended_stands_beside_it(home, tmp_path):
    draft = tmp_path / "稿.docx"
    document = Document()
    document.add_paragraph("根据《妇女权益保护法》第二条。")
    document.save(draft)
    before = draft.read_bytes()
    (home / "稿.docx").symlink_to(draft)
    (one,) = answers([Job(str(home), ["check", "稿.docx", "--no-report", "--fix", "稿.docx"])])
    assert one.code in (2, 4), one.err
    assert draft.read_bytes() == before

"""Entries that need no typing, written and taken away; and the computer's examination."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from xuanchuan.commands.desktop.entries import ENTRIES, MARK, Places, batch_file, entry_files, usual_places
from xuanchuan.commands.doctor.computer import Computer
from xuanchuan.commands.doctor.judging import BAD, GOOD, MIND, as_text, examine
from xuanchuan.model.error import XuanchuanError

ROOT = Path(__file__).parents[2]
PYTHON = Path(r"C:\Users\wang\AppData\Local\xuanchuan\python\python.exe")


def run(cwd: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **env}
    return subprocess.run(
        [sys.executable, "-m", "xuanchuan", *words],
        cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.stem)
def test_a_bat_is_ascii_with_crlf_calls_the_private_python_and_stays_open(entry):
    text = batch_file(entry, PYTHON, {}).decode("ascii")
    assert text.count("\r\n") == text.count("\n")
    assert f'"{PYTHON}" -m xuanchuan' in text
    assert "\r\npause\r\n" in text
    assert ("%*" in text) == entry.takes_files
    assert MARK in text


def test_a_program_in_a_folder_with_chinese_says_where_to_move_it():
    with pytest.raises(XuanchuanError) as refused:
        batch_file(ENTRIES[0], Path("D:/宣传/python.exe"), {})
    assert "desktop install" in refused.value.hint


def test_drafts_and_rosters_can_be_sent_to_it():
    files = entry_files(Places(Path("desk"), Path("sendto")), PYTHON, windows=True, environment={})
    assert {path.name for path in files if path.parent.name == "sendto"} == {"检查稿子.bat", "按名单分村做.bat"}
    assert {path.name for path in files if path.parent.name == "desk"} == {f"{one.title}.bat" for one in ENTRIES}


def test_the_usual_places_are_found_where_the_cloud_has_moved_the_desktop(tmp_path):
    cloud = tmp_path / "OneDrive"
    (cloud / "Desktop").mkdir(parents=True)
    send_to = tmp_path / "roaming" / "Microsoft" / "Windows" / "SendTo"
    send_to.mkdir(parents=True)
    env = {"OneDrive": str(cloud), "APPDATA": str(tmp_path / "roaming")}
    assert usual_places(tmp_path, env, windows=True) == Places(cloud / "Desktop", send_to)
    moved = tmp_path / "网盘桌面"
    moved.mkdir()
    assert usual_places(tmp_path, env, windows=True, told=moved).desktop == moved
    assert usual_places(tmp_path, env, windows=True, told=tmp_path / "没有了").desktop == cloud / "Desktop"
    with pytest.raises(XuanchuanError):
        usual_places(tmp_path / "nobody", {}, windows=True)


def test_entries_are_installed_and_removed_and_others_are_left_alone(tmp_path):
    (tmp_path / "desk").mkdir()
    theirs = tmp_path / "desk" / "xuanchuan-menu.desktop"
    theirs.write_text("somebody else's", encoding="utf-8")
    done = run(tmp_path, "desktop", "install", "--to", "desk")
    assert "不是本程序放的" in done.stderr
    assert theirs.read_text(encoding="utf-8") == "somebody else's"
    assert len(list((tmp_path / "desk").iterdir())) == len(ENTRIES)
    assert run(tmp_path, "desktop", "remove", "--to", "desk").returncode == 0
    assert [path.name for path in (tmp_path / "desk").iterdir()] == [theirs.name]


def test_an_entry_runs_what_it_says(tmp_path):
    run(tmp_path, "desktop", "install", "--to", "desk")
    text = (tmp_path / "desk" / "xuanchuan-doctor.desktop").read_text(encoding="utf-8")
    command = next(line for line in text.splitlines() if line.startswith("Exec=")).removeprefix("Exec=")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795478400"}
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert "语料截至" in done.stdout.decode("utf-8")


COMPUTER = Computer(
    today=date(2026, 11, 24), program="1.0", python="3.12.1", system="win32", corpus_date=date(2026, 10, 4),
    proved=960, unproved=0, folder=Path("D:/宣传/王某某"), writable="", free_mb=40_000, longest_path=80,
    long_paths=False, encoding="gbk", newest_file=None, fonts={"仿宋": "仿宋"}, fonts_known=True,
    extras={"pdf": True}, locked=(), project=True, remarks=(),
)  # fmt: skip


def states(**facts: object) -> dict[str, str]:
    return {one.what: one.state for one in examine(replace(COMPUTER, **facts))}


def test_a_sound_computer_has_nothing_wrong():
    assert set(states().values()) == {GOOD}


@pytest.mark.parametrize(
    ("facts", "state", "said"),
    [
        ({"unproved": 1}, BAD, "校验"),
        ({"today": date(2027, 1, 20)}, MIND, "语料截至"),
        ({"today": date(2020, 1, 1)}, BAD, "比语料还早"),
        ({"newest_file": date(2027, 5, 1)}, MIND, "比今天还晚"),
        ({"writable": "Permission denied"}, BAD, "写不进去"),
        ({"free_mb": 100}, MIND, "磁盘只剩"),
        ({"free_mb": 5}, BAD, "磁盘只剩"),
        ({"longest_path": 300}, BAD, "最长的路径"),
        ({"longest_path": 230}, MIND, "最长的路径"),
        ({"encoding": "cp437"}, MIND, "窗口的编码"),
        ({"fonts": {"仿宋": ""}}, BAD, "没有一种中文字体"),
        ({"fonts": {"仿宋": "Noto Serif CJK SC（代替）"}}, MIND, "没有 仿宋"),
        ({"fonts": {}, "fonts_known": False}, MIND, "字体没有查"),
        ({"locked": ("方案.docx",)}, MIND, "正被别的程序打开"),
        ({"project": False}, MIND, "没有单位资料"),
        ({"remarks": (("模板", "第3行"),)}, BAD, "模板有错"),
        ({"extras": {"pdf": False}}, MIND, "没有装"),
    ],
)
def test_each_fault_is_told_with_its_remedy(facts, state, said):
    (found,) = [one for one in examine(replace(COMPUTER, **facts)) if one.state == state]
    assert said in found.what
    assert found.remedy


def test_what_is_saved_names_no_folder_and_no_person():
    text = as_text(examine(replace(COMPUTER, locked=("张某某起诉状.docx",))))
    assert "王某某" not in text
    assert "张某某" not in text
    assert text.count("\r\n") == text.count("\n")


def roster(cwd: Path, *lines: str, name: str = "村名单.csv") -> dict[str, str]:
    (cwd / name).write_text("\n".join([*lines, ""]), encoding="gbk")
    found = json.loads(run(cwd, "doctor", "--format", "json").stdout)
    (told,) = [one for one in found if one.get("file") == name]
    return told


def test_doctor_says_which_columns_of_a_roster_are_known_and_which_are_not(tmp_path):
    told = roster(tmp_path, "村(社区),妇联主席,手机,网格数", "后李村,王芳,13800000000,3")
    assert told["state"] == GOOD
    assert told["what"] == "名单认出的列：村名、联系人、电话；不认识、不会读的列：网格数"


@pytest.mark.parametrize(
    ("head", "remedy"),
    [("村,妇联主席,户数", "没有“电话”一列"), ("村,手机,身份证号", "请从名单里删去"), ("甲,乙,丙", "--columns 村名=")],
)
def test_doctor_minds_a_roster_that_will_not_do(head, remedy, tmp_path):
    told = roster(tmp_path, head, "后李村,王芳,1")
    assert told["state"] == MIND
    assert remedy in told["remedy"]


def test_what_doctor_saves_has_no_name_phone_file_or_folder_in_it(tmp_path):
    """The user's name stands in the path, in file names, in the unit's facts and its mistakes, in a roster's header."""
    home = tmp_path / "王晓梅"
    home.mkdir()
    phone = "13812345678"
    run(home, "init", "--name", "甲县妇联", "--phone", phone, "--no-input")
    (home / "templates").mkdir()
    (home / "templates" / "王晓梅.md.j2").write_text("没有开头", encoding="utf-8")
    roster(home, f"村,手机,王晓梅{phone}", f"后李村,{phone},王晓梅", name="王晓梅名单.csv")
    done = run(home, "doctor", "--save", "体检.txt", HOME=str(home), USER="王晓梅")
    assert done.returncode == 4
    saved = (home / "体检.txt").read_text(encoding="utf-8-sig")
    for private in ("王晓梅", phone, str(tmp_path), "后李村", "甲县"):
        assert private not in saved
    assert "模板有错" in saved
    assert "另有 1 列不认识" in saved
    (home / "xuanchuan.toml").write_text('[unit]\nname = "王晓梅"\nlevel = "王晓梅 13812345678"\n', encoding="utf-8")
    run(home, "doctor", "--save", "再.txt")
    saved = (home / "再.txt").read_text(encoding="utf-8-sig")
    assert "单位资料有错" in saved
    assert "王晓梅" not in saved


def test_doctor_finds_a_broken_template_of_the_units_own_and_leaves_with_4(tmp_path):
    (tmp_path / "xuanchuan.toml").write_text('[unit]\nname = "甲县妇联"\n', encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "x.md.j2").write_text("没有开头", encoding="utf-8")
    done = run(tmp_path, "doctor", "--format", "json")
    assert done.returncode == 4
    assert any(one["state"] == BAD and "x.md.j2" in one["what"] for one in json.loads(done.stdout))


def test_a_campaign_of_a_day_that_nobody_knows_is_told_by_doctor_and_by_the_list(tmp_path):
    run(tmp_path, "init", "--sample")
    (tmp_path / "campaigns").mkdir()
    text = (ROOT / "campaigns" / "1125-domestic-violence.toml").read_text(encoding="utf-8")
    head, rest = text.split("\n", 1)
    (tmp_path / "campaigns" / "0615-example.toml").write_text(
        'id = "0615-example"\n' + rest.replace('key_date = "', 'key_date = "elder-', 1), encoding="utf-8"
    )
    done = run(tmp_path, "doctor", "--format", "json")
    assert any("日期文件里没有这个编号" in one["what"] for one in json.loads(done.stdout) if one["state"] == BAD)
    assert "日期文件里没有这个编号" in run(tmp_path, "campaigns", "list").stderr


def test_a_law_file_that_says_it_is_whole_and_is_not_is_told(tmp_path):
    run(tmp_path, "init", "--sample")
    folder = tmp_path / "laws" / "某条例"
    folder.mkdir(parents=True)
    facts = 'title = "某条例"\nshort = "某条例"\nlevel = "地方性法规"\neffective = 2019-01-01\narticle_count = 54\ncomplete = true'
    (folder / "2019-01-01.md").write_text(f"+++\n{facts}\n+++\n\n## 第一条\n\n第一条的字句。\n", encoding="utf-8")
    done = run(tmp_path, "law", "show", "某条例", "1")
    assert done.returncode == 2
    assert "54 条，下面只有 1 条" in done.stderr


def test_config_says_where_each_fact_comes_from(tmp_path):
    (tmp_path / "xuanchuan.toml").write_text('[unit]\nname = "甲县妇联"\n', encoding="utf-8")
    rows = {one["key"]: one for one in json.loads(run(tmp_path, "config", "show", "--why", "--format", "json").stdout)}
    assert rows["name"]["from"] == "xuanchuan.toml 的 name"
    assert rows["phone"]["from"] == "没有写"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_gets_its_script(tmp_path, shell):
    done = run(tmp_path, "completion", shell)
    assert done.returncode == 0
    assert "_XUANCHUAN_COMPLETE" in done.stdout


@pytest.mark.parametrize(("words", "wanted"), [("law show 反", "反家庭暴力法"), ("kit ", "11.25"), ("law sh", "show")])
def test_a_shell_is_told_days_laws_and_commands(tmp_path, words, wanted):
    line = f"xuanchuan {words}"
    done = run(tmp_path, _XUANCHUAN_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(line.split(" ")) - 1))
    assert f"plain,{wanted}" in done.stdout.splitlines()

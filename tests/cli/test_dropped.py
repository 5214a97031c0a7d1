"""Files dropped onto a .bat: read from the command line as Explorer writes it, with whatever stands in their names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest
from examples import DAY, ROOT
from hypothesis import given
from hypothesis import strategies as st

from xuanchuan.commands.desktop.dropped import dropped_files, with_dropped
from xuanchuan.commands.desktop.entries import DROPPED, ENTRIES, OWN, batch_file
from xuanchuan.model.error import XuanchuanError

BAT = r"C:\Users\王芳\OneDrive\桌面\检查稿子.bat"
NAMES = st.text("ab中 文&%!^()'`;,=+@#$~[]{}.-_1", min_size=1, max_size=12).map(
    lambda name: f"D:\\{name.strip() or 'x'}.docx"
)


def explorer(bat: str, files: list[str]) -> str:
    """The command line as Explorer makes it: a file is quoted only for a space in its path."""
    words = [f'"{one}"' if " " in one else one for one in files]
    return f'C:\\WINDOWS\\system32\\cmd.exe /c ""{bat}" {" ".join(words)}"'


@given(st.lists(NAMES, max_size=30))
def test_every_dropped_file_is_found_again_whatever_its_name(files):
    assert dropped_files(explorer(BAT, files)) == files


@pytest.mark.parametrize(
    "line",
    ["", '"C:\\WINDOWS\\system32\\cmd.exe" ', 'cmd.exe /c "dir x"', f'cmd.exe /c ""{BAT}" "', f'cmd.exe /c ""{BAT}""'],
)
def test_a_line_with_nothing_dropped_has_no_files(line):
    assert dropped_files(line) == []


def test_what_cmd_has_cut_in_two_is_put_right():
    env = {DROPPED: explorer(BAT, ["D:\\a&b.docx", "D:\\c d.docx"]), OWN: "1"}
    assert with_dropped(["check", "D:\\a"], env) == ["check", "D:\\a&b.docx", "D:\\c d.docx"]
    assert with_dropped(["check", "旧.docx"], {OWN: "1", DROPPED: "cmd"}) == ["check", "旧.docx"]


def test_a_draft_is_checked_where_it_lies_against_the_units_own_facts(tmp_path):
    desktop, elsewhere = tmp_path / "桌面", tmp_path / "别处 & 50%"
    desktop.mkdir()
    elsewhere.mkdir()
    (desktop / "xuanchuan.toml").write_text(
        '[unit]\nname = "清河县妇女联合会"\nphone = "0543-1234567"\n', encoding="utf-8"
    )
    (elsewhere / "a&b.txt").write_text("咨询电话：清河县妇联 0543-7654321。", encoding="utf-8")
    env = {
        **os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": DAY,
        "XUANCHUAN_HOME": str(desktop), OWN: "1", DROPPED: explorer(BAT, [str(elsewhere / "a&b.txt")]),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "xuanchuan", "check", str(elsewhere / "a")],
        cwd=tmp_path, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "有 1 处建议改" in done.stdout  # the phone is not the one of the unit on the desktop
    assert (elsewhere / "a&b.检查.html").is_file()
    shown = subprocess.run(
        [sys.executable, "-m", "xuanchuan", "config", "show"],
        cwd=tmp_path, env={**env, OWN: "", DROPPED: ""}, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert "清河县妇女联合会" in shown.stdout


def test_a_program_below_a_persons_chinese_folder_is_called_through_the_systems_variable():
    home = {"LOCALAPPDATA": r"C:\Users\王芳\AppData\Local", "USERPROFILE": r"C:\Users\王芳"}
    python = PureWindowsPath(r"C:\Users\王芳\AppData\Local\xuanchuan\program\python\python.exe")
    for entry in ENTRIES:
        text = batch_file(entry, python, home).decode("ascii")
        assert r'"%LOCALAPPDATA%\xuanchuan\program\python\python.exe" -m xuanchuan' in text
    other = batch_file(ENTRIES[0], PureWindowsPath(r"C:\Users\王芳\py\python.exe"), home).decode("ascii")
    assert r'"%USERPROFILE%\py\python.exe"' in other
    assert '"D:\\50%%\\python.exe"' in batch_file(ENTRIES[0], PureWindowsPath("D:\\50%\\python.exe"), home).decode()
    with pytest.raises(XuanchuanError):
        batch_file(ENTRIES[0], PureWindowsPath(r"C:\Users\王芳\程序\python.exe"), home)


@pytest.mark.parametrize("entry", [one for one in ENTRIES if one.takes_files], ids=lambda one: one.stem)
def test_a_bat_hands_its_command_line_over_uncut_and_ends_before_the_rest_is_run(entry):
    lines = batch_file(entry, Path("C:/p/python.exe"), {}).decode("ascii").split("\r\n")
    assert lines.index("setlocal EnableDelayedExpansion") + 1 == lines.index(f'set "{DROPPED}=!cmdcmdline!"')
    assert f"set {OWN}={len(entry.words)}" in lines
    assert lines[-3:] == ["pause", 'if not "%~1"=="" exit', ""]
    assert not [line for line in lines if "%cmdcmdline%" in line or "chcp" in line]

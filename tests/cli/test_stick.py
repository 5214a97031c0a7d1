"""The folder for a USB stick: installed with no index reachable, checked before anything is touched, removable."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from xuanchuan.commands.desktop.parts import BILL, LICENCES, bill, licence_page, read_parts
from xuanchuan.commands.desktop.stick import checksums, launcher, stick_files
from xuanchuan.commands.desktop.stick_install import StickError, bring_back, check, main, placed, unpack_wheels
from xuanchuan.model.error import XuanchuanError

ROOT = Path(__file__).parents[2]
METADATA = (
    "Metadata-Version: 2.4\nName: Toy_Parts\nVersion: 1.0\nLicense-Expression: MIT\nRequires-Dist: other>=1\n"
    "Requires-Dist: extra-thing; extra == 'more'\n\n一个玩具\n"
)


def test_the_bat_files_are_ascii_with_crlf_and_wait():
    for words in ("install", "remove", "back", "check"):
        text = launcher(words).decode("ascii")
        assert text.count("\r\n") == text.count("\n")
        assert text.rstrip().endswith("pause")
        assert "%~dp0python\\python.exe" in text


@pytest.fixture
def stick(tmp_path) -> Path:
    """A stick with one small wheel."""
    root = tmp_path / "宣传助手"
    (root / "wheels").mkdir(parents=True)
    with zipfile.ZipFile(root / "wheels" / "toy-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("toy/__init__.py", "")
        wheel.writestr("toy-1.0.dist-info/METADATA", METADATA)
        wheel.writestr("toy-1.0.dist-info/licenses/LICENSE", "MIT License")
        wheel.writestr("toy-1.0.data/purelib/toy/more.py", "")
        wheel.writestr("toy-1.0.data/scripts/toy", "#!python")
    parts = read_parts(root / "wheels")
    papers = {BILL: bill(parts, "3.12"), LICENCES: licence_page(parts)}
    for name, data in (stick_files("1.0", "3.12") | papers).items():
        (root / name).write_bytes(data)
    (root / "SHA256.txt").write_bytes(checksums(root))
    return root


def test_every_file_is_checked_and_a_half_copied_one_is_named(stick):
    assert check(stick) == len([one for one in stick.rglob("*") if one.is_file()]) - 1
    wheel = next(stick.glob("wheels/*.whl"))
    wheel.write_bytes(wheel.read_bytes()[:-5])
    with pytest.raises(StickError, match="toy-1.0"):
        check(stick)
    wheel.unlink()
    with pytest.raises(StickError, match="少了"):
        check(stick)


def test_what_nobody_vouched_for_is_not_installed(stick):
    for place in ("wheels/evil-1.0-py3-none-any.whl", "python/evil.pyd"):
        (stick / place).parent.mkdir(exist_ok=True)
        (stick / place).write_bytes(b"x")
        with pytest.raises(StickError, match="多了这个文件：.*evil"):
            check(stick)
        (stick / place).unlink()
    assert check(stick)


def test_the_bill_names_exactly_the_wheels_that_are_there(stick):
    made = json.loads((stick / BILL).read_text(encoding="utf-8"))
    (part,) = made["components"]
    wheel = next(stick.glob("wheels/*.whl"))
    assert part["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(wheel.read_bytes()).hexdigest()}]
    assert (part["purl"], part["licenses"]) == ("pkg:pypi/toy-parts@1.0", [{"expression": "MIT"}])
    assert made["dependencies"] == [{"ref": "pkg:pypi/toy-parts@1.0", "dependsOn": []}]
    page = (stick / LICENCES).read_text(encoding="utf-8")
    assert "<td>Toy_Parts</td><td>1.0</td><td>MIT</td><td>toy-1.0.dist-info/licenses/LICENSE</td>" in page
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("toy/slipped_in.py", "")
    (stick / "SHA256.txt").write_bytes(checksums(stick))  # whoever changes a wheel may renew the sums too
    with pytest.raises(StickError, match="组件清单"):
        check(stick)


def test_a_stick_is_checked_without_installing_anything(stick, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("xuanchuan.commands.desktop.stick_install.__file__", str(stick / "install.py"))
    assert main(["check", str(tmp_path / "home")]) == 0
    assert "1 个组件" in capsys.readouterr().out
    assert not (tmp_path / "home").exists()
    (stick / "先看我.html").write_text("别的", encoding="utf-8")
    assert main(["check", str(tmp_path / "home")]) == 2
    assert "拷坏了：先看我.html" in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), "空壳"])
def test_a_wheel_that_does_not_say_what_it_is_is_told(tmp_path, data):
    path = tmp_path / "x-1.0-py3-none-any.whl"
    if isinstance(data, bytes):
        path.write_bytes(data)
    else:
        with zipfile.ZipFile(path, "w") as wheel:
            wheel.writestr("x-1.0.dist-info/METADATA", "Name: x\n")
    with pytest.raises(XuanchuanError, match="没有写明自己是什么"):
        read_parts(tmp_path)


def test_wheels_are_unpacked_without_their_scripts(stick, tmp_path):
    assert unpack_wheels(stick / "wheels", tmp_path / "site") == 1
    assert {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.py")} == {
        "toy/__init__.py",
        "toy/more.py",
    }
    assert not list((tmp_path / "site").rglob("scripts"))


@pytest.mark.parametrize("name", ["../evil.py", "a/../../evil.py", "/etc/evil.py", "x.data/purelib/../../../evil.py"])
def test_a_wheel_that_reaches_outside_is_refused(tmp_path, name):
    with pytest.raises(StickError):
        placed(name, tmp_path / "site")


def test_the_program_that_was_there_can_be_brought_back(stick, tmp_path):
    home = tmp_path / "home"
    for name in ("program", "program.old"):
        (home / name).mkdir(parents=True)
        (home / name / "which").write_text(name, encoding="utf-8")
    bring_back(stick, home)
    assert (home / "program" / "which").read_text(encoding="utf-8") == "program.old"
    assert (home / "program.old" / "which").read_text(encoding="utf-8") == "program"


@pytest.mark.slow
def test_a_bundle_installs_and_makes_a_kit_with_no_index_reachable(tmp_path):
    """Built with an index, installed without one: by pip in a fresh venv, and by the stick's own installer."""
    online = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795478400"}
    source = tmp_path / "source"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(source)], check=True)
    built = subprocess.run(
        [sys.executable, "-m", "xuanchuan", "desktop", "bundle", "stick", "--source", str(source), "--platform", "here"],
        cwd=tmp_path, env=online, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    stick = tmp_path / "stick"
    billed = json.loads((stick / BILL).read_text(encoding="utf-8"))
    assert billed["metadata"]["component"]["name"] == "xuanchuan"
    assert len(billed["components"]) == len(list(stick.glob("wheels/*.whl"))) - 1 > 12
    assert [one["name"] for one in billed["components"] if "没有写明" in str(one["licenses"])] == []
    offline = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "PYTHONPATH"))}
    offline |= {"PIP_NO_INDEX": "1", "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795478400", "HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--no-index", "--find-links", str(stick / "wheels"), "xuanchuan"],
        check=True, env=offline, capture_output=True,
    )  # fmt: skip
    made = tmp_path / "made"
    made.mkdir()
    subprocess.run([python, "-m", "xuanchuan", "kit", "11.25"], cwd=made, env=offline, check=True, capture_output=True)
    assert (made / "2026-11-25 国际消除家庭暴力日" / "01 活动方案.docx").is_file()

    (tmp_path / "Desktop").mkdir()
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    bare_python = bare / ("Scripts" if os.name == "nt" else "bin") / "python"
    home = tmp_path / "home"
    done = subprocess.run(
        [bare_python, stick / "install.py", "install", str(home)],
        cwd=tmp_path, env=offline, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "语料截至" in done.stdout
    assert list((tmp_path / "Desktop").iterdir())
    profile = home / "xuanchuan.toml"
    profile.write_text("[unit]\n", encoding="utf-8")
    subprocess.run(
        [bare_python, stick / "install.py", "remove", str(home)], env=offline, check=True, capture_output=True
    )
    assert not (home / "program").exists()
    assert profile.exists(), "what the officer made stays"
    assert not list((tmp_path / "Desktop").iterdir())

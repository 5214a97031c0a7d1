"""Built, installed in a fresh environment and run from outside the repository, the program makes a kit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("xuanchuan", "campaigns", "templates", "setup.py", "pyproject.toml", "MANIFEST.in", "README.md", "LICENSE")

pytestmark = pytest.mark.slow


def copy_source(into: Path) -> Path:
    """The source tree without anything built, so that no stale file helps."""
    for part in (*PARTS, "tests", "CHANGELOG.md", "CONTRIBUTING.md"):
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, into / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        elif source.exists():
            into.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, into / part)
    return into


def build(source: Path, kind: str, into: Path) -> Path:
    run([sys.executable, "-m", "build", f"--{kind}", "--outdir", str(into), str(source)], cwd=into)
    return next(path for path in into.iterdir() if path.suffix in (".whl", ".gz"))


def run(command: list[str], cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "SOURCE_DATE_EPOCH")}
    done = subprocess.run(
        command, cwd=cwd, env=env | {"PYTHONUTF8": "1"}, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert not check or done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


def python_of(folder: Path) -> str:
    return str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def fresh_venv(folder: Path, *packages: str) -> str:
    """The interpreter of a new environment with packages and their dependencies, or a skip without a network."""
    venv.create(folder, with_pip=True)
    python = python_of(folder)
    done = run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages], folder, check=False)
    if done.returncode and "No matching distribution" in done.stderr and not os.environ.get("CI"):
        pytest.skip("no package index is reachable")
    assert done.returncode == 0, done.stderr
    return python


def make_a_kit(python: str, outside: Path) -> list[str]:
    """The names of what ``kit 11.25`` leaves in a folder whose path has Chinese and a blank in it."""
    outside.mkdir(parents=True, exist_ok=True)
    where = run([python, "-c", "import xuanchuan; print(xuanchuan.__file__)"], outside).stdout
    assert str(ROOT) not in where or "-e" in outside.name
    run([python, "-m", "xuanchuan", "kit", "11.25", "--year", "2026", "--out", str(outside / "输出 材料")], outside)
    (folder,) = (outside / "输出 材料").iterdir()
    return sorted(path.name for path in folder.iterdir())


def assert_complete(names: list[str]) -> None:
    for wanted in ("活动方案", "宣传单", "法律知识讲义", "广播稿", "首页.html", "清单.json", ".ics"):
        assert any(wanted in name for name in names), (wanted, names)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build(copy_source(tmp_path_factory.mktemp("source")), "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> str:
    return fresh_venv(tmp_path_factory.mktemp("venv"), str(wheel))


def test_the_wheel_makes_a_kit_from_outside_the_repository(installed, tmp_path):
    assert_complete(make_a_kit(installed, tmp_path / "妇联 办公"))


def test_the_console_command_is_installed(installed, tmp_path):
    said = run([str(Path(installed).with_name("xuanchuan")), "--version"], tmp_path).stdout
    assert "语料截至" in said


def test_the_source_distribution_makes_a_kit(tmp_path):
    sdist = build(copy_source(tmp_path / "source"), "sdist", tmp_path)
    assert_complete(make_a_kit(fresh_venv(tmp_path / "venv", str(sdist)), tmp_path / "妇联 办公"))


def test_an_editable_install_makes_a_kit(tmp_path):
    source = copy_source(tmp_path / "source")
    assert_complete(make_a_kit(fresh_venv(tmp_path / "venv", "-e", str(source)), tmp_path / "妇联 办公"))


def test_a_wheel_without_its_campaigns_is_found_out(installed, tmp_path):
    source = copy_source(tmp_path / "source")
    setup = (source / "setup.py").read_text(encoding="utf-8")
    (source / "setup.py").write_text(setup.replace('("campaigns", "templates")', '("templates",)'), encoding="utf-8")
    broken = build(source, "wheel", tmp_path)
    python = fresh_venv(tmp_path / "venv", str(broken))
    with pytest.raises(AssertionError):
        assert_complete(make_a_kit(python, tmp_path / "妇联 办公"))

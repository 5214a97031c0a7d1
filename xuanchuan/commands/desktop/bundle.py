"""``desktop bundle``: a folder for a USB stick that installs without a network."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click

from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

PLATFORMS = {"windows": "win_amd64", "linux": "manylinux_2_28_x86_64"}


@click.command(
    epilog="例如：xuanchuan desktop bundle 宣传助手 --source .    xuanchuan desktop bundle 宣传助手 --source . --pdf"
)
@click.argument("target", type=click.Path(path_type=Path), metavar="文件夹")
@click.option(
    "--source", type=click.Path(path_type=Path), required=True, metavar="文件夹", help="本项目的源代码文件夹。"
)
@click.option("--platform", type=click.Choice(["windows", "linux", "here"]), default="windows", help="给哪种电脑用。")
@click.option("--python", "python_version", default="3.12", metavar="版本", help="那台电脑用哪个版本的 Python。")
@click.option("--pdf", is_flag=True, help="连做 PDF 和图片的部分、字体一起带上（多 60 MB 左右）。")
@click.pass_obj
def command(desk: Desk, target: Path, source: Path, platform: str, python_version: str, pdf: bool) -> None:
    """做一个放进 U 盘的安装文件夹：组件、校验、安装和卸载。做的时候要联网，装的时候不用。也可以打：xuanchuan 桌面 打包"""
    from xuanchuan import __version__
    from xuanchuan.commands.desktop.parts import BILL, LICENCES, bill, licence_page, read_parts
    from xuanchuan.commands.desktop.stick import SUMS, WHEELS, checksums, stick_files
    from xuanchuan.files.atomic import write_bytes

    root, code = desk.cwd / target, desk.cwd / source
    if not (code / "setup.py").is_file():
        raise XuanchuanError(
            "这里不是本项目的源代码文件夹",
            where=str(code),
            why="里面没有 setup.py",
            hint="--source 后面写源代码的文件夹",
        )
    if root.exists() and any(root.iterdir()) and not (root / SUMS).is_file():
        raise XuanchuanError("这个文件夹里有别的东西，没有动它", where=str(root), hint="换一个新的文件夹名")
    wheels = root / WHEELS
    wheels.mkdir(parents=True, exist_ok=True)
    for old in wheels.glob("*.whl"):
        old.unlink()
    desk.say("正在做本程序的组件……")
    _pip("wheel", "--no-deps", "-w", str(wheels), str(code))
    (own,) = wheels.glob("xuanchuan-*.whl")
    desk.say("正在取其他组件……")
    extras = "[pdf,pdfread]" if pdf else ""
    wanted = [f"{own}{extras}", *(["pylopdf-fonts-zh-cn"] if pdf else [])]
    _pip("download", "-d", str(wheels), "--only-binary=:all:", *_for(platform, python_version), *wanted)
    parts = read_parts(wheels)
    papers = {BILL: bill(parts, python_version), LICENCES: licence_page(parts)}
    for name, data in (stick_files(__version__, python_version) | papers).items():
        write_bytes(root / name, data)
    write_bytes(root / SUMS, checksums(root))
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) / 1e6
    desk.show(f"做好了：{root}（{len(parts)} 个组件，{size:.0f} MB；组件的来历、校验码和许可见 {BILL}、{LICENCES}）")
    desk.say("下一步：照 先看我.html 放进可嵌入的 Python，再运行一次这个命令更新校验，然后整个文件夹拷到 U 盘")


def _for(platform: str, python_version: str) -> list[str]:
    if platform == "here":
        return []
    if not re.fullmatch(r"3\.\d{2}", python_version):
        raise XuanchuanError(f"Python 版本“{python_version}”看不懂", hint="--python 3.12")
    return ["--platform", PLATFORMS[platform], "--python-version", python_version, "--implementation", "cp"]


def _pip(*words: str) -> None:
    """Run pip quietly; XuanchuanError with its last line when it fails."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *words]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise XuanchuanError(
            "组件没有取到", why=lines[-1][:200] if lines else "", hint="看看网络通不通、有没有装 pip，再运行一次"
        )

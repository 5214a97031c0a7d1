"""Install from the stick without a network: check every file, copy Python, unpack the wheels, make the entries.

Runs by itself on a bare Python (3.11 or newer), so it imports nothing but the standard library. What an officer made
(profile, ledger, templates, materials) lives in her own folders and is never touched; the program that was there
before is moved aside and can be brought back.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

OLDEST = (3, 11)
PURE, DATA = ("purelib", "platlib"), ".data"


def main(words: list[str]) -> int:
    """``install``, ``remove``, ``back`` or ``check``; 0 when done, 2 when something is wrong, which is said."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    stick = Path(__file__).resolve().parent
    home = Path(words[1]) if len(words) > 1 else default_home()
    try:
        {"install": install, "remove": remove, "back": bring_back, "check": tell_checked}[
            words[0] if words else "install"
        ](stick, home)
    except StickError as error:
        print(f"出错了：{error}")
        return 2
    except OSError as fault:
        print(f"出错了：文件读写不成（{fault.strerror}）：{fault.filename}")
        print("下一步：关掉正在用的宣传助手窗口，再双击一次")
        return 2
    return 0


class StickError(Exception):
    """What is wrong with the stick or this computer, in words."""


def default_home() -> Path:
    """Where the program goes: the person's own folder, so that no administrator is needed."""
    local = os.environ.get("LOCALAPPDATA")
    return (Path(local) if local else Path.home() / ".local" / "share") / "xuanchuan"


def install(stick: Path, home: Path) -> None:
    """Check, then put the new program beside the old one and swap them; a failure leaves the old one in place."""
    if sys.version_info < OLDEST:
        raise StickError(
            f"这里的 Python 是 {sys.version.split()[0]}，要 3.11 或更新；Windows 7 装不了，请看 先看我.html"
        )
    print(f"正在核对 {check(stick)} 个文件……都对。")
    fresh = home / "program.new"
    shutil.rmtree(fresh, ignore_errors=True)
    python = copy_python(stick, fresh)
    count = unpack_wheels(stick / "wheels", packages_of(fresh, python))
    program, before = home / "program", home / "program.old"
    if program.exists():
        shutil.rmtree(before, ignore_errors=True)
        program.rename(before)
    fresh.rename(program)
    print(f"装好了 {count} 个组件，在 {program}")
    run_program(program / python.relative_to(fresh) if python else Path(sys.executable), program)


def check(stick: Path) -> int:
    """The number of files checked; StickError names the first that is missing or half-copied."""
    listing = stick / "SHA256.txt"
    if not listing.is_file():
        raise StickError("U 盘上没有 SHA256.txt，可能没有拷全，请重新拷一份")
    count = 0
    for line in listing.read_text(encoding="utf-8").splitlines():
        wanted, _, name = line.partition("  ")
        path = stick / name
        if not path.is_file():
            raise StickError(f"U 盘上少了这个文件：{name}；请重新拷一份")
        if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise StickError(f"这个文件拷坏了：{name}；请重新拷一份")
        count += 1
    refuse_unlisted(stick, {line.partition("  ")[2] for line in listing.read_text(encoding="utf-8").splitlines()})
    refuse_unbilled(stick)
    return count


def refuse_unlisted(stick: Path, names: set[str]) -> None:
    """StickError for what would be installed and nobody has vouched for: a wheel or a part of Python not in the list."""
    for folder in ("wheels", "python"):
        for path in sorted((stick / folder).rglob("*")):
            name = path.relative_to(stick).as_posix()
            if path.is_file() and name not in names and path.name.lower() not in ("thumbs.db", "desktop.ini"):
                raise StickError(f"U 盘上多了这个文件：{name}；不在 SHA256.txt 里，不知道是谁放的，请删掉或重新拷一份")


def refuse_unbilled(stick: Path) -> None:
    """StickError unless the bill of materials names exactly the wheels that are there, each by its digest."""
    path = stick / "组件清单.cdx.json"
    if not path.is_file():
        raise StickError("U 盘上没有 组件清单.cdx.json，请重新做一个")
    bill = json.loads(path.read_text(encoding="utf-8"))
    billed = {
        one["properties"][0]["value"]: one["hashes"][0]["content"]
        for one in (bill["metadata"].get("component"), *bill["components"])
        if one
    }
    there = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in (stick / "wheels").glob("*.whl")}
    for name in sorted({*billed, *there}):
        if billed.get(name) != there.get(name):
            raise StickError(f"组件同 组件清单.cdx.json 对不上：{name}；请重新做一个")


def tell_checked(stick: Path, home: Path) -> None:
    """Check, and say what was found; nothing is installed."""
    count = check(stick)
    wheels = len(list((stick / "wheels").glob("*.whl")))
    print(f"{count} 个文件都和 SHA256.txt 一致；{wheels} 个组件同 组件清单.cdx.json 一个不多、一个不少。没有安装什么。")


def copy_python(stick: Path, fresh: Path) -> Path | None:
    """Copy the private Python if the stick has one; its executable, or None."""
    source = stick / "python"
    if not (source / "python.exe").is_file():
        fresh.mkdir(parents=True)
        return None
    shutil.copytree(source, fresh / "python")
    for listing in (fresh / "python").glob("python*._pth"):
        lines = [line for line in listing.read_text(encoding="utf-8").splitlines() if line.strip() != "#import site"]
        listing.write_bytes("\r\n".join([*lines, "Lib\\site-packages", "import site", ""]).encode())
    return fresh / "python" / "python.exe"


def packages_of(fresh: Path, python: Path | None) -> Path:
    """Where the wheels are unpacked."""
    return fresh / "python" / "Lib" / "site-packages" if python else fresh / "site-packages"


def unpack_wheels(wheels: Path, target: Path) -> int:
    """Unpack every wheel; a name that leads out of the folder is refused."""
    found = sorted(wheels.glob("*.whl"))
    if not found:
        raise StickError("U 盘的 wheels 文件夹里没有组件，请重新拷一份")
    target.mkdir(parents=True, exist_ok=True)
    for wheel in found:
        with zipfile.ZipFile(wheel) as archive:
            for member in archive.infolist():
                place = placed(member.filename, target)
                if place is None or member.is_dir():
                    continue
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(archive.read(member))
    return len(found)


def placed(name: str, target: Path) -> Path | None:
    """Where a wheel's member goes: its own path, that of its purelib or platlib, or nowhere (scripts, headers)."""
    parts = Path(name).parts
    if parts and parts[0].endswith(DATA):
        if len(parts) < 3 or parts[1] not in PURE:
            return None
        parts = parts[2:]
    place = target.joinpath(*parts).resolve()
    if target.resolve() not in place.parents:
        raise StickError(f"组件里有不该有的文件名：{name}；请换一份可靠的")
    return place


def run_program(python: Path, program: Path) -> None:
    """Make the entries and examine the computer, with the program just installed."""
    env = dict(os.environ)
    if (program / "site-packages").is_dir():
        env["PYTHONPATH"] = str(program / "site-packages")
    for words in (["desktop", "install"], ["doctor"]):
        subprocess.run([str(python), "-m", "xuanchuan", *words], env=env, check=False)


def remove(stick: Path, home: Path) -> None:
    """Take the program and its entries away; profile, ledger and materials stay where they are."""
    program = home / "program"
    if not program.exists():
        print("没有装过，不用卸载。")
        return
    private = program / "python" / "python.exe"
    env = dict(os.environ)
    if (program / "site-packages").is_dir():
        env["PYTHONPATH"] = str(program / "site-packages")
    python = private if private.is_file() else Path(sys.executable)
    subprocess.run([str(python), "-m", "xuanchuan", "desktop", "remove"], env=env, check=False)
    for one in (program, home / "program.old", home / "program.new"):
        shutil.rmtree(one, ignore_errors=True)
    print("卸载好了。单位资料、台账、模板和做过的材料都还在。")


def bring_back(stick: Path, home: Path) -> None:
    """Swap the program with the one that was there before."""
    program, before, aside = home / "program", home / "program.old", home / "program.new"
    if not before.exists():
        raise StickError("没有旧的程序可以退回")
    shutil.rmtree(aside, ignore_errors=True)
    if program.exists():
        program.rename(aside)
    before.rename(program)
    if aside.exists():
        aside.rename(before)
    print("退回好了，用的是上一次装的程序。")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

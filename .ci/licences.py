"""Write docs/licences.md: every package that the program or its checks use, its licence, and who needs it.

Run in a place where everything is installed (`.ci/lock` does): ``python .ci/licences.py``.
"""

from __future__ import annotations

import re
import runpy
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import setuptools
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
HEAD = """# 用到的组件和许可

本程序按 MIT 许可发布（见 LICENSE）。下面是它用到的别人的组件；“核心”是装本程序时一定会装的，别的只在装了那个扩展时才有，
“检查”只在开发、测试时用，不随程序发布。核心里没有 GPL 一类的组件；扩展 forms 用的 docxtpl 是 LGPL，原样使用、单独安装。
本页由 `.ci/licences.py` 从装好的组件里读出。

| 组件 | 许可 | 谁用 |
|---|---|---|
"""
# Extras that officers do not install.
FOR_THE_CHECKS = ("test", "dev")
# The machines the program runs on: what one of them needs is listed, whatever the page is written on.
PLACES = [
    {"sys_platform": system, "os_name": name, "platform_system": said, "python_version": version, "python_full_version": f"{version}.0",
     "platform_python_implementation": "CPython", "implementation_name": "cpython"}
    for system, name, said in (("linux", "posix", "Linux"), ("win32", "nt", "Windows"))
    for version in ("3.11", "3.13")
]  # fmt: skip
# Needed on Windows only, so not installed where this page is written.
ELSEWHERE = {"colorama": "BSD-3-Clause", "tzdata": "Apache-2.0"}
# Read from the licence file of the archive: its metadata does not say.
UNSAID = {"tyme4py": "MIT"}
WORDS = {
    "MIT License": "MIT", "MIT license": "MIT", "The MIT License": "MIT", "BSD License": "BSD", "BSD": "BSD",
    "Apache Software License": "Apache-2.0", "Apache License 2.0": "Apache-2.0", "Apache 2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Python Software Foundation License": "PSF-2.0",
}  # fmt: skip


def asked() -> dict[str, list[str]]:
    """What setup.py asks for: by the extra, the core's under 核心."""
    kept: dict[str, object] = {}
    original, setuptools.setup = setuptools.setup, lambda **words: kept.update(words)
    try:
        runpy.run_path(str(ROOT / "setup.py"))
    finally:
        setuptools.setup = original
    return {"核心": kept["install_requires"], **kept["extras_require"]}


def plain(name: str) -> str:
    """A package's name as every index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(roots: list[str]) -> set[str]:
    """Every package that some requirements bring along, on any of the machines."""
    found: set[str] = set()
    waiting = [Requirement(one) for one in roots]
    while waiting:
        one = waiting.pop()
        name = plain(one.name)
        if name not in found and (one.marker is None or any(one.marker.evaluate({**at, "extra": ""}) for at in PLACES)):
            found.add(name)
            waiting += requirements(name)
        waiting += [
            Requirement(str(more)) for extra in one.extras for more in requirements(name, extra) if name in found
        ]
    return found


def requirements(name: str, extra: str = "") -> list[Requirement]:
    """What an installed package asks for itself."""
    try:
        listed = [Requirement(one) for one in distribution(name).requires or ()]
    except PackageNotFoundError:
        return []
    held = [one for one in listed if ("extra ==" in str(one.marker)) == bool(extra)]
    if not extra:
        return held
    held = [one for one in held if any(one.marker and one.marker.evaluate({**at, "extra": extra}) for at in PLACES)]
    return [Requirement(f"{one.name}{one.specifier}") for one in held]


def licence(name: str) -> str:
    """The licence that a package declares, as shortly as it can be said."""
    try:
        said = distribution(name).metadata
    except PackageNotFoundError:
        return ELSEWHERE[name]
    expression = said.get("License-Expression")
    if expression:
        return expression
    classes = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if one.startswith("License :: ")]
    words = [one for one in classes if one != "OSI Approved"] or [(said.get("License") or "").strip().split("\n")[0]]
    return UNSAID.get(name) or "、".join(WORDS.get(one, one) for one in words)


def rows() -> list[tuple[str, str, str]]:
    """Name, licence, who needs it; the core's first."""
    wanted = asked()
    core = needed(wanted["核心"])
    extras = {name: needed(asks) - core for name, asks in wanted.items() if name not in ("核心", *FOR_THE_CHECKS)}
    checks = needed(wanted["dev"]) - core
    for found in extras.values():
        checks -= found
    made = [(name, licence(name), "核心") for name in sorted(core)]
    for name in sorted(set().union(*extras.values())):
        made.append(
            (name, licence(name), "、".join(f"扩展 {extra}" for extra, found in extras.items() if name in found))
        )
    return [*made, *((name, licence(name), "检查") for name in sorted(checks))]


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"| {name} | {words} | {who} |\n" for name, words, who in rows())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

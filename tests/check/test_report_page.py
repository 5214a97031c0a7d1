"""The report of a check in a real browser: read aloud, on a phone, on a dark screen, printed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from browser_driving import browser, needs_driver
from page_judging import OPEN_ALL, assert_fits, assert_legible, assert_readable, printed, words_of

ROOT = Path(__file__).parents[2]
DRAFT = """根据《妇女权益保护法》第九十九条，男女平等是基本国策。
《反家庭暴力法》第二十三条规定，可以申请人身安全保护令。
《反家庭暴力法》第二条规定：本法所称家庭暴力，是指家庭成员之间以殴打、捆绑等方式实施的侵害行为。
家丑不可外扬，联系人张三，身份证号 370602199001011234。
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[int, Path]:
    """The reports of one draft and of two, by number."""
    folder = tmp_path_factory.mktemp("稿子")
    for name in ("一.txt", "二.txt"):
        (folder / name).write_text(DRAFT, encoding="utf-8")
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    made = {}
    for names in (["一.txt"], ["一.txt", "二.txt"]):
        command = [sys.executable, "-m", "xuanchuan", "check", *names, "--format", "html"]
        done = subprocess.run(command, cwd=folder, env=env, check=False, capture_output=True)
        assert done.returncode == 4
        made[len(names)] = folder / f"{len(names)}.html"
        made[len(names)].write_bytes(done.stdout)
    return made


@pytest.mark.slow
@needs_driver
def test_the_report_can_be_read_by_everybody_and_printed(pages, tmp_path):
    with browser(tmp_path) as window:
        for page in pages.values():
            window.open(page)
            assert_readable(window, {"banner", "main", "contentinfo"})
            assert_fits(window, 320, 360, 640, 1280)
            assert_legible(window)
            window.run(OPEN_ALL)
            said = words_of(printed(window))
            assert "妇女权益保护法" in said
            assert "370602199001011234" not in said
            assert "看核对过的引用" not in said

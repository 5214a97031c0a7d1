"""The real kits as LibreOffice prints them: each piece within the pages it is made for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdfinfo")), reason="没有 LibreOffice"),
]

ROOT = Path(__file__).parents[2]
MOST_PAGES = {"宣传单": 2, "横幅标语": 2, "签到表": 1, "咨询登记表": 2, "广播稿": 3}


@pytest.mark.parametrize("day", ["3.8", "6.26", "11.25", "12.4"])
def test_no_piece_runs_over_the_pages_it_is_made_for(day, tmp_path):
    only = ",".join(MOST_PAGES)
    make = [sys.executable, "-m", "xuanchuan", "kit", day, "--only", only, "--to", "docx", "--out", str(tmp_path)]
    subprocess.run(make, check=True, cwd=ROOT, capture_output=True)
    files = sorted(map(str, tmp_path.glob("*/*.docx")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(convert, check=True, capture_output=True, timeout=300)
    found = {}
    for file in tmp_path.glob("*.pdf"):
        told = subprocess.run(["pdfinfo", str(file)], check=True, capture_output=True, encoding="utf-8").stdout
        found[file.stem.split(" ", 1)[1]] = int(re.search(r"Pages:\s*(\d+)", told)[1])
    assert found.keys() == MOST_PAGES.keys()
    assert {name: pages for name, pages in found.items() if pages > MOST_PAGES[name]} == {}

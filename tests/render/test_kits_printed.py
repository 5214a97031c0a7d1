"""The real kits as LibreOffice prints them: each piece within the pages it is made for, nothing cut off."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import docx
import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdfinfo")), reason="没有 LibreOffice"),
]

ROOT = Path(__file__).parents[2]
MOST_PAGES = {
    "宣传单": 2, "横幅标语": 2, "签到表": 1, "咨询登记表": 2, "广播稿": 6, "知识竞答": 6, "物资清单与预算": 1, "海报": 1, "求助卡": 2,
    "三折页": 2, "展板文字": 2, "知晓率问卷": 2, "志愿者分工": 2, "短视频脚本": 2, "广播电视口播": 2, "承诺书": 1, "倡议书": 2, "桌签": 2,
}  # fmt: skip
# Rows of a fixed height: what does not fit is not printed.
FIXED = ("三折页", "求助卡")
UNIT = """[unit]
name = "滨海新城高新技术产业开发区妇女联合会"
short = "滨海新城高新区妇联"
address = "滨海新城高新技术产业开发区创业大道一百二十八号政务服务中心东附楼三层306室"
phone = "0543-7654321"
hotline_hours = "工作日上午9:00-12:00，下午14:00-17:30"
account = "滨海新城高新区女声"
link = "https://www.example.gov.cn/fulian/weiquan/2026/1125.html"
"""


def characters(text: str) -> Counter[str]:
    """The characters but hyphens, which the reader of the PDF leaves out at the end of a line."""
    return Counter("".join(text.replace("-", "").split()))


@pytest.mark.parametrize("day", ["3.8", "6.26", "11.25", "12.4"])
def test_no_piece_runs_over_the_pages_it_is_made_for_and_nothing_is_cut_off(day, tmp_path):
    (tmp_path / "xuanchuan.toml").write_text(UNIT, encoding="utf-8")
    make = [sys.executable, "-m", "xuanchuan", "kit", day, "--only", ",".join(MOST_PAGES), "--to", "docx"]
    subprocess.run(make, check=True, cwd=tmp_path, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    files = sorted(map(str, tmp_path.glob("*/*.docx")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(convert, check=True, capture_output=True, timeout=300)
    found = {}
    for file in tmp_path.glob("*.pdf"):
        told = subprocess.run(["pdfinfo", str(file)], check=True, capture_output=True, encoding="utf-8").stdout
        found[re.sub(r"^\d\d ", "", file.stem)] = int(re.search(r"Pages:\s*(\d+)", told)[1])
    assert found.keys() == MOST_PAGES.keys()
    assert {name: pages for name, pages in found.items() if pages > MOST_PAGES[name]} == {}
    for file in (one for name in FIXED for one in tmp_path.glob(f"*/*{name}.docx")):
        body = docx.Document(str(file)).element.body
        wanted = characters("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))
        pdf = str(tmp_path / f"{file.stem}.pdf")
        printed = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, encoding="utf-8").stdout
        assert wanted - characters(printed) == Counter(), file.stem

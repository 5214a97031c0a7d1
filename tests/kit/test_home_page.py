"""首页.html in a real browser: self-contained, fits phone and desktop, finds articles, names what is left to do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
ROOT = Path(__file__).parents[2]
needs_browser = pytest.mark.skipif(BROWSER is None and not os.environ.get("CI"), reason="no chromium on this machine")
PROBE = """
<script>
window.addEventListener("load", function () {
  var find = document.getElementById("find");
  find.value = "保护令 七十二小时"; find.dispatchEvent(new Event("input"));
  var all = document.querySelectorAll(".home-law").length;
  var shown = Array.prototype.filter.call(document.querySelectorAll(".home-law"), function (law) { return !law.hidden; }).length;
  Array.prototype.forEach.call(document.querySelectorAll("details"), function (one) { one.open = true; });
  var wide = document.documentElement.scrollWidth, room = document.documentElement.clientWidth;
  document.title = ["probe", all, shown, wide - room, document.querySelectorAll("h1").length,
    document.querySelectorAll("th:not([scope])").length, document.querySelectorAll("details").length].join(" ");
});
</script>
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> Path:
    cwd = tmp_path_factory.mktemp("kit")
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    subprocess.run(
        [sys.executable, "-m", "xuanchuan", "kit", "11.25"], cwd=cwd, env=env, check=True, capture_output=True
    )
    (folder,) = cwd.iterdir()
    return folder / "首页.html"


def title_in_browser(page: Path, width: int) -> list[str]:
    probed = page.with_name(f"probe-{width}.html")
    probed.write_text(page.read_text(encoding="utf-8").replace("</body>", PROBE + "</body>"), encoding="utf-8")
    assert BROWSER, "chromium must be installed where CI runs"
    done = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},900",
         f"--user-data-dir={page.parent / 'profile'}", "--dump-dom", probed.as_uri()],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    match = re.search(r"<title>(probe [^<]+)</title>", done.stdout.decode("utf-8"))
    assert match, done.stdout.decode("utf-8")[:300]
    return match[1].split()


@pytest.mark.slow
@needs_browser
@pytest.mark.parametrize("width", [500, 1200])
def test_the_page_works_in_a_browser_at_phone_and_desktop_width(page, width):
    _, laws, shown, overflow, headings, bare, pieces = title_in_browser(page, width)
    assert int(laws) >= 30
    assert 1 <= int(shown) < int(laws)
    assert int(overflow) <= 0, "the page is wider than its window"
    assert headings == "1"
    assert bare == "0", "a header cell without scope is lost on a screen reader"
    assert int(pieces) >= 9


def test_the_page_fetches_nothing(page):
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", text)
    assert "@import" not in text
    assert "url(" not in text


def test_the_page_lists_every_file_beside_it(page):
    from urllib.parse import unquote

    linked = {unquote(one) for one in re.findall(r'href="([^"#]+)"', page.read_text(encoding="utf-8"))}
    made = {path.name for path in page.parent.iterdir() if path.suffix in (".docx", ".txt", ".ics")}
    assert made <= linked


def test_the_page_says_what_is_left_for_a_person(page):
    text = unescape(page.read_text(encoding="utf-8"))
    assert "还要您来填的" in text
    assert "经费来源" in text
    assert "还缺" in text
    assert "语料截至2026年10月4日" in text

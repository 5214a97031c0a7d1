"""What a page is to those who do not see it as we do: a screen reader, a phone, a zoomed or dark screen, a printer."""

from __future__ import annotations

import base64
import io
from typing import Any

import pypdfium2

# Roles that say nothing when they have no name.
NAMED = {"link", "button", "textbox", "searchbox", "checkbox", "combobox", "region", "navigation", "img", "image"}
MM = 72 / 25.4
CONTRAST = """
function light(c) { return c.map(function (v) { v /= 255; return v <= .03928 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4); })
  .reduce(function (sum, v, at) { return sum + v * [.2126, .7152, .0722][at]; }, 0); }
function parts(text) { return text.match(/[\\d.]+/g).map(Number); }
function ground(one) { for (; one; one = one.parentElement) { var c = parts(getComputedStyle(one).backgroundColor);
  if (c.length < 4 || c[3] > .99) { return c.slice(0, 3); } } return [255, 255, 255]; }
var faint = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) { var one = walk.currentNode.parentElement;
  if (!walk.currentNode.nodeValue.trim() || !one.getClientRects().length || one.closest("svg,script,style")) { continue; }
  var a = light(parts(getComputedStyle(one).color).slice(0, 3)), b = light(ground(one));
  var ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (ratio < 4.5) { faint.push(ratio.toFixed(2) + " " + walk.currentNode.nodeValue.trim().slice(0, 20)); } }
return faint;
"""
WIDER = "var d = document.documentElement; return d.scrollWidth - d.clientWidth;"
OPEN_ALL = "document.querySelectorAll('details').forEach(function (one) { one.open = true; });"


def tree(window: Any) -> list[dict[str, Any]]:
    """Chromium's accessibility tree without what it ignores, in reading order: role, name, level."""
    nodes = window.cdp("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    out: list[dict[str, Any]] = []
    left = [nodes[0]["nodeId"]]
    while left:
        node = by_id.get(left.pop())
        if node is None:
            continue
        left += reversed(node.get("childIds", []))
        if not node.get("ignored"):
            more = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
            role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
            out.append({"role": role, "name": name, **more})
    return out


def assert_readable(window: Any, landmarks: set[str]) -> None:
    """One h1 first, no level skipped, the landmarks there, all that can be used or landed on named, headers for tables."""
    found = tree(window)
    levels = [int(one["level"]) for one in found if one["role"] == "heading"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), levels
    assert landmarks <= {one["role"] for one in found}
    assert [one for one in found if one["role"] in NAMED and not one["name"].strip()] == []
    assert window.run("return document.documentElement.lang") == "zh-CN"
    assert window.run("return document.querySelectorAll('th:not([scope])').length") == 0
    repeated = "var n = {}; document.querySelectorAll('[id]').forEach(function (o) { n[o.id] = (n[o.id] || 0) + 1; });"
    assert window.run(repeated + "return Object.keys(n).filter(function (k) { return n[k] > 1; })") == []


def assert_fits(window: Any, *widths: int) -> None:
    """Nothing to scroll sideways for, whatever is opened, at each width (640 is a window of 1280 at 200 %)."""
    window.run(OPEN_ALL)
    for width in widths:
        window.cdp("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
        assert window.run("return innerWidth") == width
        assert window.run(WIDER) <= 0, f"wider than {width}"
    window.cdp("Emulation.clearDeviceMetricsOverride")


def assert_legible(window: Any, schemes: tuple[str, ...] = ("light", "dark")) -> None:
    """Every word stands out from its ground by 4.5 to 1 or more, on a light and on a dark screen."""
    for scheme in schemes:
        window.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        assert window.run(CONTRAST) == [], scheme
    window.cdp("Emulation.setEmulatedMedia", features=[])


def printed(window: Any) -> pypdfium2.PdfDocument:
    """The page as it comes out of a printer, checked to be A4 with nothing within 8 mm of an edge."""
    made = window.cdp("Page.printToPDF", preferCSSPageSize=True, displayHeaderFooter=False)
    sheets = pypdfium2.PdfDocument(io.BytesIO(base64.b64decode(made["data"])))
    for sheet in sheets:
        width, height = sheet.get_size()
        assert (round(width / MM), round(height / MM)) == (210, 297)
        words = sheet.get_textpage()
        boxes = [words.get_charbox(at) for at in range(words.count_chars()) if words.get_text_range(at, 1).strip()]
        assert boxes, "a blank sheet"
        assert min(box[0] for box in boxes) >= 8 * MM
        assert max(box[2] for box in boxes) <= width - 8 * MM
    return sheets


def words_of(sheets: pypdfium2.PdfDocument) -> str:
    """All printed characters but blanks."""
    return "".join("".join(sheet.get_textpage().get_text_bounded().split()) for sheet in sheets)

"""The report as one web page without anything outside it: verdict first, then 必须改, 建议改, 请您核对, 没有问题."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from xuanchuan.check.checking import Checked
from xuanchuan.check.findings import GROUPS, Found
from xuanchuan.check.terminal import citations_line, headline

MARK = '<meta name="generator" content="xuanchuan check">'
KINDS = {
    "citation": "法条", "term": "旧说法", "hotline": "电话", "privacy": "个人信息", "residue": "残留",
    "format": "格式", "harm": "措辞", "burden": "负担",
}  # fmt: skip
# How many characters are shown on each side of the words.
BESIDE = 34
# More than this many are only counted.
MOST, MOST_GOOD = 500, 400
STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#f4f4f1;color:#222;font:17px/1.75 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif}
main{max-width:860px;margin:0 auto;padding:28px 20px 60px}
h1{font-size:28px;margin:0 0 4px;line-height:1.4}
h2{font-size:21px;margin:34px 0 10px;padding-left:12px;border-left:6px solid #888}
h2.must{border-color:#b3261e}h2.should{border-color:#b26a00}h2.look{border-color:#2b5f9e}h2.ok{border-color:#2e7d32}
.verdict{font-size:24px;font-weight:700;padding:16px 20px;border-radius:8px;margin:18px 0 10px;background:#e8f3e8;color:#1f5f23}
.verdict.must{background:#fbe9e7;color:#8c1d18}.verdict.should{background:#fdf1dc;color:#7a4a00}
.facts{color:#555;margin:0 0 6px;font-size:15px}
.card{background:#fff;border:1px solid #ddd;border-radius:8px;padding:14px 18px;margin:12px 0;break-inside:avoid}
.place{color:#666;font-size:14px}
.kind{display:inline-block;border:1px solid #bbb;border-radius:4px;padding:0 7px;margin-right:8px;font-size:13px;color:#444}
.draft{margin:6px 0;padding:8px 12px;background:#f7f7f5;border-radius:6px;overflow-wrap:anywhere}
mark{background:#ffe08a;padding:0 2px;border-radius:2px}
.card.must mark{background:#ffc9c2}
.message{font-weight:700;margin:6px 0}
dl{display:grid;grid-template-columns:5em 1fr;gap:4px 10px;margin:6px 0 0}
dt{color:#666}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}
dd.paste{user-select:all;-webkit-user-select:all;background:#eef6ee;padding:2px 8px;border-radius:4px}
del,ins{text-decoration:none;background:#ffd6d1;padding:0 2px}ins{background:#cdebcf}
details{margin:10px 0}summary{cursor:pointer;color:#2b5f9e}
table{border-collapse:collapse;width:100%;background:#fff;font-size:15px}
td,th{border:1px solid #ddd;padding:5px 9px;text-align:left;vertical-align:top}
footer{margin-top:40px;color:#666;font-size:14px;border-top:1px solid #ccc;padding-top:12px}
@media print{body{background:#fff}main{padding:0}.card{border-color:#999}}
"""


def report(results: Sequence[Checked], unread: Iterable[tuple[str, str]] = ()) -> str:
    """The page for one draft or several; ``unread`` names the files that could not be read, and why."""
    first = results[0]
    title = f"检查结果　{first.draft.path.name}" if len(results) == 1 else f"检查结果　{len(results)} 份稿子"
    parts = [_summary(results, list(unread))] if len(results) > 1 else []
    parts += [_draft(one, n, alone=len(results) == 1) for n, one in enumerate(results)]
    if len(results) == 1:
        parts += [_unread(list(unread))]
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">{MARK}'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head>\n<body><main><h1>{escape(title)}</h1>\n"
        f"{''.join(parts)}\n<footer>按 {first.on} 的法律检查。语料截至 {first.corpus_date}，之后若有修法，程序不知道。"
        "“没法核对”是语料没有收，不是没有这部法。付印前请再看一遍。</footer></main></body></html>\n"
    )


def _summary(results: Sequence[Checked], unread: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<tr><td><a href="#d{n}">{escape(one.draft.path.name)}</a></td><td>{escape(headline(one))}</td>'
        f"<td>{escape(citations_line(one))}</td></tr>"
        for n, one in enumerate(results)
    )
    return f"<table><tr><th>稿子</th><th>结果</th><th>法条引用</th></tr>{rows}</table>{_unread(unread)}"


def _unread(rows: list[tuple[str, str]]) -> str:
    if not rows:
        return ""
    items = "".join(f"<li>{escape(name)}：{escape(why)}</li>" for name, why in rows)
    return f'<h2 class="look">没有读的文件</h2><ul>{items}</ul>'


def _draft(checked: Checked, number: int, *, alone: bool) -> str:
    head = "" if alone else f'<h1 style="margin-top:44px">{escape(checked.draft.path.name)}</h1>'
    tone = "must" if checked.of("must") else "should" if checked.of("should") else "ok"
    remarks = "".join(f'<p class="facts">注意：{escape(one)}</p>' for one in checked.draft.remarks)
    groups = "".join(_group(checked, severity, title) for severity, title in GROUPS)
    return (
        f'<section id="d{number}">{head}<p class="verdict {tone}">{escape(headline(checked))}</p>'
        f'<p class="facts">{escape(citations_line(checked))}</p>{remarks}{groups}</section>'
    )


def _group(checked: Checked, severity: str, title: str) -> str:
    found = checked.of(severity)
    if not found:
        return ""
    head = f'<h2 class="{severity}">{title}　{len(found)} 处</h2>'
    if severity == "ok":
        return head + _good(checked, found)
    more = f"<p>……另有 {len(found) - MOST} 处，先改好前面的再查</p>" if len(found) > MOST else ""
    return head + "".join(_card(checked, one) for one in found[:MOST]) + more


def _good(checked: Checked, found: Sequence[Found]) -> str:
    rows = "".join(
        f"<tr><td>{escape(checked.where(one))}</td><td>{escape(' '.join(one.text.split()))}</td><td>{escape(one.message)}</td></tr>"
        for one in found[:MOST_GOOD]
    )
    more = f"<p>……另有 {len(found) - MOST_GOOD} 处，也都核对过</p>" if len(found) > MOST_GOOD else ""
    sources = sorted({one.evidence for one in found if one.evidence})
    told = "".join(f"<li>{escape(one)}</li>" for one in sources[:60])
    return (
        f"<details><summary>看核对过的引用</summary><table><tr><th>位置</th><th>引用</th><th>结果</th></tr>{rows}</table>"
        f"{more}<p>核对用的文本：</p><ul>{told}</ul></details>"
    )


def _card(checked: Checked, one: Found) -> str:
    rows = ""
    if one.suggest:
        rows += f'<dt>怎么改</dt><dd class="paste">{escape(one.suggest)}</dd>'
    if one.evidence:
        rows += f"<dt>依据</dt><dd>{_evidence(one.evidence)}</dd>"
    return (
        f'<div class="card {one.severity}"><div class="place"><span class="kind">{KINDS[one.kind]}</span>'
        f'{escape(checked.where(one))}</div><p class="draft">{_beside(checked, one)}</p>'
        f'<p class="message">{escape(one.message)}</p><dl>{rows}</dl></div>'
    )


def _beside(checked: Checked, one: Found) -> str:
    """The words with a little of what stands around them, in their own paragraph."""
    row = checked.draft.row(one.start)
    line, offset = checked.draft.lines[row].text, checked.draft.starts[row]
    start, end = one.start - offset, min(one.end - offset, len(line))
    words = checked.draft.text[one.start : one.end]
    before, after = line[max(0, start - BESIDE) : start], line[end : end + BESIDE]
    left = "……" if start > BESIDE else ""
    right = "……" if len(line) > end + BESIDE else ""
    return f"{left}{escape(before)}<mark>{escape(words)}</mark>{escape(after)}{right}"


def _evidence(text: str) -> str:
    """Both sides of a comparison on lines of their own, what differs marked."""
    wrote, sign, reads = escape(text).partition("　原文是：")
    if not sign:
        return escape(text)
    return re.sub(r"【(.*?)】", r"<del>\1</del>", wrote) + "\n原文是：" + re.sub(r"【(.*?)】", r"<ins>\1</ins>", reads)

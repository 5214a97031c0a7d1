"""The report as one web page without anything outside it: verdict first, then 必须改, 建议改, 请您核对, 没有问题."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from xuanchuan.check.checking import Checked
from xuanchuan.check.findings import GROUPS, Found
from xuanchuan.check.terminal import citations_line, headline
from xuanchuan.render.looks import screen_style

MARK = '<meta name="generator" content="xuanchuan check">'
KINDS = {
    "citation": "法条", "term": "旧说法", "hotline": "电话", "privacy": "个人信息", "residue": "残留",
    "format": "格式", "harm": "措辞", "burden": "负担",
}  # fmt: skip
# How many characters are shown on each side of the words.
NUMBER = re.compile(r"(?<!\d)(\d{6})\d{8,12}[\dXx]?(?!\d)")
BESIDE = 34
# More than this many are only counted.
MOST, MOST_GOOD = 500, 400
STYLE = """
body{font-size:17px;line-height:1.75}
header{background:var(--head);color:#fff;padding:1.3em 0 1.1em}
.in{max-width:54em;margin:0 auto;padding:0 1em}
h1{font-size:1.6em;margin:0;line-height:1.4}
h2,h3{line-height:1.4}
h2.draft{font-size:1.4em;margin:2em 0 0;padding-top:.6em;border-top:3px solid var(--edge)}
.group{font-size:1.2em;margin:1.8em 0 .6em;padding-left:.6em;border-left:6px solid var(--tone)}
.must{--tone:var(--bad)}.should{--tone:var(--warn)}.look{--tone:var(--link)}.ok{--tone:var(--good)}
.verdict{font-size:1.4em;line-height:1.5;font-weight:700;padding:.6em .8em;border-radius:8px;margin:.9em 0 .5em;background:var(--sheet);color:var(--tone);border:2px solid var(--tone);border-left-width:10px}
.facts{color:var(--soft);margin:0 0 .4em}
.card{background:var(--sheet);border:1px solid var(--edge);border-left:5px solid var(--tone);border-radius:8px;padding:.8em 1em;margin:.8em 0;break-inside:avoid}
.place{color:var(--soft);font-size:.88em}
.kind{display:inline-block;border:1px solid var(--soft);border-radius:4px;padding:0 .5em;margin-right:.6em}
.words{margin:.4em 0;padding:.5em .8em;background:var(--code);border-radius:6px}
mark{background:var(--hit);color:var(--hit-ink);padding:0 .1em;border-radius:2px}
.message{font-weight:700;margin:.4em 0}
dl{display:grid;grid-template-columns:4.5em minmax(0,1fr);gap:.25em .6em;margin:.4em 0 0}
dt{color:var(--soft)}dd{margin:0;white-space:pre-line}
dd.paste{user-select:all;-webkit-user-select:all;border:1px dashed var(--good);padding:.1em .5em;border-radius:4px}
del,ins{text-decoration:none;background:#ffd6d1;color:#1a1a1a;padding:0 .1em}ins{background:#cdebcf}
details{margin:.6em 0}summary{cursor:pointer}
table{border-collapse:collapse;width:100%;background:var(--sheet);font-size:.9em}
td,th{border:1px solid var(--edge);padding:.3em .55em;text-align:left;vertical-align:top}
footer.in{color:var(--soft);font-size:.88em;border-top:1px solid var(--edge);margin-top:2.4em;padding-top:.7em;padding-bottom:2em}
@media(max-width:30em){.in{padding:0 .7em}dl{grid-template-columns:minmax(0,1fr)}}
@media(forced-colors:active){header{border-bottom:1px solid}mark,del,ins{forced-color-adjust:none}}
@media print{header{background:none;color:#000;border-bottom:2pt solid #7d1020;padding:0 0 6pt}.in{max-width:none;padding:0}.card{border-radius:0;padding:5pt 8pt}.verdict{border-radius:0}
summary{display:none}.words{background:none;border:.5pt solid #999}}
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
        f"<style>{screen_style()}{STYLE}</style></head>\n"
        f'<body><header><div class="in"><h1>{escape(title)}</h1></div></header>\n<main class="in">'
        f'{"".join(parts)}</main>\n<footer class="in">按 {first.on} 的法律检查。语料截至 {first.corpus_date}，之后若有修法，程序不知道。'
        "“没法核对”是语料没有收，不是没有这部法。付印前请再看一遍。</footer></body></html>\n"
    )


def _summary(results: Sequence[Checked], unread: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><a href="#d{n}">{escape(one.draft.path.name)}</a></th><td>{escape(headline(one))}</td>'
        f"<td>{escape(citations_line(one))}</td></tr>"
        for n, one in enumerate(results)
    )
    head = "".join(f'<th scope="col">{words}</th>' for words in ("稿子", "结果", "法条引用"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{_unread(unread)}"


def _unread(rows: list[tuple[str, str]]) -> str:
    if not rows:
        return ""
    items = "".join(f"<li>{escape(name)}：{escape(why)}</li>" for name, why in rows)
    return f'<h2 class="group look">没有读的文件</h2><ul>{items}</ul>'


def _draft(checked: Checked, number: int, *, alone: bool) -> str:
    head = "" if alone else f'<h2 class="draft">{escape(checked.draft.path.name)}</h2>'
    tone = "must" if checked.of("must") else "should" if checked.of("should") else "ok"
    remarks = "".join(f'<p class="facts">注意：{escape(one)}</p>' for one in checked.draft.remarks)
    groups = "".join(_group(checked, severity, title, "h2" if alone else "h3") for severity, title in GROUPS)
    return (
        f'<section id="d{number}">{head}<p class="verdict {tone}">{escape(headline(checked))}</p>'
        f'<p class="facts">{escape(citations_line(checked))}</p>{remarks}{groups}</section>'
    )


def _group(checked: Checked, severity: str, title: str, tag: str) -> str:
    found = checked.of(severity)
    if not found:
        return ""
    head = f'<{tag} class="group {severity}">{title}　{len(found)} 处</{tag}>'
    if severity == "ok":
        return head + _good(checked, found)
    more = f"<p>……另有 {len(found) - MOST} 处，先改好前面的再查</p>" if len(found) > MOST else ""
    return head + "".join(_card(checked, one) for one in found[:MOST]) + more


def _good(checked: Checked, found: Sequence[Found]) -> str:
    rows = "".join(
        f"<tr><td>{escape(checked.where(one))}</td><td>{escape(' '.join(one.text.split()))}</td><td>{escape(one.message)}</td></tr>"
        for one in found[:MOST_GOOD]
    )
    head = "".join(f'<th scope="col">{words}</th>' for words in ("位置", "引用", "结果"))
    more = f"<p>……另有 {len(found) - MOST_GOOD} 处，也都核对过</p>" if len(found) > MOST_GOOD else ""
    sources = sorted({one.evidence for one in found if one.evidence})
    told = "".join(f"<li>{escape(one)}</li>" for one in sources[:60])
    return (
        f"<details><summary>看核对过的引用</summary><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
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
        f'{escape(checked.where(one))}</div><p class="words">{_beside(checked, one)}</p>'
        f'<p class="message">{escape(one.message)}</p><dl>{rows}</dl></div>'
    )


def _beside(checked: Checked, one: Found) -> str:
    """The words with a little of what stands around them, in their own paragraph.

    The page may be passed on: of an identity or card number it says the beginning alone.
    """
    row = checked.draft.row(one.start)
    line, offset = checked.draft.lines[row].text, checked.draft.starts[row]
    start, end = one.start - offset, min(one.end - offset, len(line))
    around = (line[max(0, start - BESIDE) : start], checked.draft.text[one.start : one.end], line[end : end + BESIDE])
    before, words, after = (NUMBER.sub(r"\1********", part) for part in around)
    left = "……" if start > BESIDE else ""
    right = "……" if len(line) > end + BESIDE else ""
    return f"{left}{escape(before)}<mark>{escape(words)}</mark>{escape(after)}{right}"


def _evidence(text: str) -> str:
    """Both sides of a comparison on lines of their own, what differs marked."""
    wrote, sign, reads = escape(text).partition("　原文是：")
    if not sign:
        return escape(text)
    return re.sub(r"【(.*?)】", r"<del>\1</del>", wrote) + "\n原文是：" + re.sub(r"【(.*?)】", r"<ins>\1</ins>", reads)

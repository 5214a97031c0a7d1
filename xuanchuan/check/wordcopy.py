"""Copies of a Word draft: findings as comments at the exact words, and single-answer corrections; the draft stays."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

from xuanchuan.check.checking import Checked
from xuanchuan.check.findings import GROUPS, Found
from xuanchuan.check.reading.word import AUTHOR, BREAKS, DOCUMENT, UNSEEN, W, paragraphs
from xuanchuan.files.archives import open_archive
from xuanchuan.model.error import XuanchuanError

INITIALS = "查"
DATES = (f"{W}date", "{http://schemas.microsoft.com/office/word/2016/wordml/cid}dateUtc")
TITLES = dict(GROUPS)
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def annotated(checked: Checked) -> bytes:
    """A copy with a comment for everything that is not ok; the same draft gives the same bytes."""
    return _copied(checked, [one for one in checked.findings if one.severity != "ok"], change=False)


def fixed(checked: Checked) -> tuple[bytes, tuple[Found, ...]]:
    """A copy with the single-answer corrections made, each with a comment; and which they were."""
    made = _apart([one for one in checked.findings if one.fix and one.severity in ("must", "should")])
    return _copied(checked, made, change=True), tuple(made)


def _apart(found: Sequence[Found]) -> list[Found]:
    """Corrections that do not touch one another, in order of place."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: one.fix or (0, 0, "")):
        if one.fix and (not kept or one.fix[0] >= (kept[-1].fix or (0, 0, ""))[1]):
            kept.append(one)
    return kept


def _copied(checked: Checked, found: Sequence[Found], *, change: bool) -> bytes:
    from docx import Document

    from xuanchuan.render.docx.package import finished

    path = checked.draft.path
    if checked.draft.kind != "docx":
        raise XuanchuanError(
            "只有 .docx 能写批注",
            where=str(path),
            why="别的格式里没有批注",
            hint=f"xuanchuan check {path.name}  看网页报告",
        )
    with open_archive(path):
        pass  # refuses what should not be opened
    try:
        word = Document(str(path))
    except Exception as fault:  # python-docx meets a broken document with whatever its parsers raise
        raise XuanchuanError(
            "没法在这个文件上写批注",
            where=str(path),
            why="文件的结构不完整",
            hint="用 WPS 打开，“另存为” .docx，再试一次",
        ) from fault
    rows = [paragraph for paragraph, _, _ in paragraphs(word.element)]
    for one in reversed(found):
        _write(word, checked, rows, one, change=change)
    _without_dates(word)
    return finished(word)


def _write(word: Any, checked: Checked, rows: Sequence[Any], one: Found, *, change: bool) -> None:
    """One comment at its words; what stands in a header or a note is told at the head of the body."""
    start, end, new = one.fix if change and one.fix else (one.start, one.end, "")
    draft = checked.draft
    row = draft.row(start)
    line, offset = draft.lines[row], draft.starts[row]
    if line.part != DOCUMENT:
        if not change:
            _at_the_head(word, rows, f"【{line.where}】{one.text}\n{_told(one)}")
        return
    last = min(end - offset, len(line.text))
    runs = cut_out(rows[line.row], start - offset, last)
    if not runs:
        if not change:
            _at_the_head(word, rows, f"【{line.where}】{one.text}\n{_told(one)}")
        return
    if change:
        _replace(runs, new)
    _comment(word, runs, f"已改：原来是“{draft.text[start:end]}”\n{_told(one)}" if change else _told(one))


def _told(one: Found) -> str:
    """A finding as a comment: how grave, what, what to write, why."""
    lines = [f"{TITLES[one.severity]}：{one.message}"]
    lines += [f"改成：{one.suggest}"] if one.suggest else []
    lines += [f"依据：{one.evidence}"] if one.evidence else []
    return "\n".join(lines)


def _comment(word: Any, runs: Sequence[Any], text: str) -> None:
    from docx.text.run import Run

    parent = word.paragraphs[0] if word.paragraphs else word._body
    word.add_comment([Run(one, parent) for one in (runs[0], runs[-1])], text=text, author=AUTHOR, initials=INITIALS)


def _at_the_head(word: Any, rows: Sequence[Any], text: str) -> None:
    """A comment on the first words of the body; on an empty paragraph at its end where no run holds words."""
    for paragraph in rows:
        length = sum(len(piece) for _, piece in pieces(paragraph))
        if runs := cut_out(paragraph, 0, length):
            _comment(word, runs, text)
            return
    _comment(word, [word.add_paragraph().add_run()._r], text)


def pieces(node: Any) -> Iterator[tuple[Any, str]]:
    """The elements that give a paragraph its text, each with its part of it, in order."""
    for child in node:
        if child.tag == f"{W}t":
            yield child, child.text or ""
        elif child.tag in BREAKS:
            yield child, BREAKS[child.tag]
        elif child.tag not in UNSEEN and child.tag != f"{W}txbxContent":
            yield from pieces(child)


def cut_out(paragraph: Any, start: int, end: int) -> list[Any]:
    """The runs that hold exactly the characters ``start`` to ``end`` of a paragraph, runs cut where need be."""
    if start >= end:
        return []
    _cut(paragraph, start)
    _cut(paragraph, end)
    runs: list[Any] = []
    place = 0
    for node, text in pieces(paragraph):
        if text and start <= place < end and (not runs or runs[-1] is not node.getparent()):
            runs.append(node.getparent())
        place += len(text)
    return [one for one in runs if one.tag == f"{W}r"]


def _cut(paragraph: Any, offset: int) -> None:
    """Cut the run that spans ``offset`` in two there."""
    place = 0
    for node, text in pieces(paragraph):
        run = node.getparent()
        if place < offset < place + len(text) and node.tag == f"{W}t":
            rest = copy.deepcopy(node)
            node.text, rest.text = text[: offset - place], text[offset - place :]
            for one in (node, rest):
                one.set(XML_SPACE, "preserve")
            node.addnext(rest)
            _split_before(run, rest)
            return
        if place == offset and run.tag == f"{W}r":
            if any(one.tag == f"{W}t" or one.tag in BREAKS for one in node.itersiblings(preceding=True)):
                _split_before(run, node)
            return
        place += len(text)


def _split_before(run: Any, node: Any) -> None:
    """Move ``node`` and what follows it in the run into a new run of the same look right behind."""
    fresh = run.makeelement(run.tag, run.attrib, run.nsmap)
    look = run.find(f"{W}rPr")
    if look is not None:
        fresh.append(copy.deepcopy(look))
    for one in [node, *node.itersiblings()]:
        fresh.append(one)
    run.addnext(fresh)


def _replace(runs: Sequence[Any], new: str) -> None:
    """Put new words into the first run; the others are emptied."""
    first = True
    for run in runs:
        for node in [one for one in run if one.tag == f"{W}t" or one.tag in BREAKS]:
            if first and node.tag == f"{W}t":
                node.text = new
                node.set(XML_SPACE, "preserve")
                first = False
            else:
                run.remove(node)


def _without_dates(word: Any) -> None:
    """Our comments carry no clock."""
    for comment in word.part._comments_part.element:
        if comment.get(f"{W}author") == AUTHOR:
            for name in DATES:
                comment.attrib.pop(name, None)

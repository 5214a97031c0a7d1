"""What stands above the first article: the title, the acts in brackets below it, the order that promulgated it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xuanchuan.corpus.importing.days import A_DAY, VERB, Amendment, read_acts
from xuanchuan.corpus.provinces import province_of
from xuanchuan.model.error import XuanchuanError

LONGEST = 120
DOCUMENT_NUMBER = re.compile(r"^[（(]?[一-鿿、]{0,30}(?:[〔\[（(]\d{4}[〕\]）)]\s*第?\d+号|第?[\d一-十百]+号)[）)]?$")
ORDER = re.compile(r"(?:公告|令|命令)$")
NO_TITLE = re.compile(r"[。；！？：]|号[）)]?$")
# Who made it, in the order asked: a pattern over everything above the articles -> the level.
MAKERS = (
    (re.compile(r"最高人民法院|最高人民检察院"), "司法解释"),
    (re.compile(r"人民政府令|人民政府第?\d*次?常务会议"), "地方政府规章"),
    (re.compile(r"国务院令|国务院第[\d一-十百]+次常务会议"), "行政法规"),
    (re.compile(r"全国人民代表大会"), "法律"),
    (re.compile(r"人民代表大会"), "地方性法规"),
    (re.compile(r"中共中央|中央政治局"), "党内法规"),
    (re.compile(r"部令|总局令|委员会令"), "部门规章"),
)
LOCAL_LEVELS = ("地方性法规", "地方政府规章")
UNKNOWN = "其他文件"


@dataclass(frozen=True, slots=True)
class Head:
    """Title, dated acts, level, the province the title names, and the lines of a preamble."""

    title: str
    acts: tuple[Amendment, ...]
    level: str
    province: str | None
    preamble: tuple[str, ...]
    text: str


def read_head(lines: Sequence[str], where: str) -> Head:
    """Read the lines above the first article; XuanchuanError when no title can be told."""
    first_act = next((row for row, line in enumerate(lines) if _is_act(line)), None)
    title, end = _title(lines, len(lines) if first_act is None else first_act)
    if not title:
        raise XuanchuanError(
            "没有认出法规名称",
            where=where,
            why="第一条前面应当单独有一行写着法规全称",
            hint="请在文件开头补上全称，再导入",
        )
    below = lines[end:]
    text = "\n".join(lines)
    return Head(
        title=title,
        acts=read_acts("".join(_bracketed(below)) or text),
        level=_level(title, text),
        province=province_of(title),
        preamble=tuple(line for line in below if _is_preamble(line, title, below)),
        text=text,
    )


def _is_act(line: str) -> bool:
    """A line below the title such as （2018年11月30日…通过）, with or without its brackets."""
    opening = line.startswith(("（", "("))
    match = A_DAY.search(line)
    return bool(
        match and VERB.search(line[match.end() :]) and (opening or match.start() == 0) and not line.endswith("。")
    )


def _title(lines: Sequence[str], until: int) -> tuple[str, int]:
    """The title (it may run over several lines) directly above line ``until``, and where it ends."""
    end = until
    while end and not _like_title(lines[end - 1]):
        end -= 1
    start = end
    while start and _like_title(lines[start - 1]) and len("".join(lines[start - 1 : end])) <= LONGEST:
        start -= 1
    block = list(lines[start:end])
    while len(block) > 1 and ORDER.search(block[0]):
        block.pop(0)
    return _bare("".join(block)), end


def _like_title(line: str) -> bool:
    return not (NO_TITLE.search(line) or A_DAY.search(line) or DOCUMENT_NUMBER.match(line) or line.startswith("（20"))


def _bare(text: str) -> str:
    text = re.sub(r"[\s　]+", "", text).replace("(", "（").replace(")", "）")
    return text[1:-1] if text.startswith("《") and text.endswith("》") and text.count("《") == 1 else text


def _bracketed(lines: Sequence[str]) -> list[str]:
    """The lines of the acts: from the first one to the closing bracket, or every line that is one."""
    rows = [row for row, line in enumerate(lines) if _is_act(line)]
    if not rows:
        return []
    end = next((row for row, line in enumerate(lines) if row >= rows[-1] and line.endswith(("）", ")"))), rows[-1])
    opened = lines[rows[0]].startswith(("（", "("))
    return list(lines[rows[0] : end + 1]) if opened else [lines[row] for row in rows]


def _is_preamble(line: str, title: str, below: Sequence[str]) -> bool:
    """What belongs to the text itself: neither an act nor a document number, a date alone or the title again."""
    return not (
        line in _bracketed(below) or DOCUMENT_NUMBER.match(line) or A_DAY.fullmatch(line) or _bare(line) == title
    )


def _level(title: str, text: str) -> str:
    if province_of(title):
        return "地方政府规章" if MAKERS[1][0].search(text) else "地方性法规"
    found = next((level for pattern, level in MAKERS if pattern.search(text)), None)
    if found:
        return found
    return "法律" if title.startswith("中华人民共和国") and title.endswith(("法", "法典")) else UNKNOWN

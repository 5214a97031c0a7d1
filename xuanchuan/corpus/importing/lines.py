"""A file's paragraphs as clean lines: invisible characters, page numbers and web residue gone, nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ZERO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\ufeff"))
# Radicals and compatibility ideographs that PDF programs put in the place of ordinary characters.
STAND_INS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
PAGE_NUMBER = re.compile(r"^(?:[-—–－]+\s*\d{1,4}\s*[-—–－]+|第\s*\d{1,4}\s*页(?:\s*[共/]\s*\d{1,4}\s*页?)?)$")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TABLE_RULE = re.compile(r"^\|?[\s:|-]+\|?$")
INDENT = re.compile(r"^(?:　|\t| {2})")
RESIDUE = re.compile(
    r"^[（(【\[]?(?:责任编辑|编辑|来源|作者|发布时间|发布日期|浏览次数|阅读次数|字号|打印本页|打印|关闭窗口|关闭|分享到|扫一扫|"
    r"上一篇|下一篇|上一条|下一条|版权所有|主办单位|网站地图|返回顶部|相关链接|附件下载)(?:[：: 　】\])）]|$)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``glued``: it may go on with the sentence of the line before, no paragraph ended in between."""

    text: str
    glued: bool = False

    @property
    def row(self) -> bool:
        """Whether it is a row of a table: cells with tabs between."""
        return "\t" in self.text


@dataclass(frozen=True, slots=True)
class CleanLines:
    """The lines that count, and in words what was left out on the way."""

    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()


def text_paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a plain text: a line that is neither indented nor after an empty one may be a continuation."""
    paragraph: list[str] = []
    for line in _without_comments(text).split("\n"):
        if (not line.strip() or INDENT.match(line)) and paragraph:
            yield "\n".join(paragraph)
            paragraph = []
        if line.strip() and not TABLE_RULE.match(line.strip()):
            paragraph.append(_cells(line) if _is_table(line) else _without_marks(line.replace("\t", "　")))
    if paragraph:
        yield "\n".join(paragraph)


def _without_comments(text: str) -> str:
    """The text without its comments; one that is never closed stays, and is not looked for again and again."""
    closed, mark, rest = text.rpartition("-->")
    return COMMENT.sub("", closed + mark) + rest


def _is_table(line: str) -> bool:
    bare = line.strip()
    return bare.startswith("|") and bare.endswith("|") and bare.count("|") > 2


def _cells(line: str) -> str:
    return "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))


def _without_marks(line: str) -> str:
    """A line of Markdown without its heading and emphasis marks."""
    bare = re.sub(r"^\s{0,3}#{1,6}\s*", "", line)
    return re.sub(r"\*\*(.+?)\*\*", r"\1", bare)


def clean_lines(paragraphs: Iterable[str]) -> CleanLines:
    """Paragraphs (manual breaks as ``\\n``, table rows with tabs) as clean lines with remarks on what was left out."""
    lines: list[Line] = []
    pages, residue, mended = 0, [], 0
    for paragraph in paragraphs:
        for index, raw in enumerate(paragraph.split("\n")):
            text = _visible(raw)
            mended += len(STAND_INS.findall(text))
            text = STAND_INS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
            if PAGE_NUMBER.match(text):
                pages += 1
            elif RESIDUE.match(text):
                residue.append(text)
            elif text:
                lines.append(Line(text, glued=index > 0))
    return CleanLines(tuple(lines), tuple(_said(pages, residue, mended)))


def _said(pages: int, residue: list[str], mended: int) -> Iterator[str]:
    if pages:
        yield f"{pages} 行页码没有收"
    if residue:
        yield f"像网页残留的 {len(residue)} 行没有收：{'；'.join(text[:20] for text in residue[:3])}"
    if mended:
        yield f"{mended} 个字用了部首或兼容字符，已换成通常的字"


def _visible(raw: str) -> str:
    """A line without invisible characters and without space around it; the tabs of a table row stay."""
    text = raw.translate(ZERO_WIDTH).replace("\xa0", " ").replace("\u2003", "　")
    return "\t".join(cell.strip(" \r　") for cell in text.split("\t")) if "\t" in text else text.strip()

"""GB/T 9704-2012 on a Word file: paper, margins, fonts, sizes, first-line indents, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from xuanchuan.check.drafts import Draft
from xuanchuan.check.findings import Found
from xuanchuan.check.reading.word import DOCUMENT, LIMITS, W, paragraphs, text_of
from xuanchuan.files.archives import Archive, open_archive
from xuanchuan.model.finding import Severity

TWIPS = 56.6929  # a millimetre
# What the standard says, in millimetres: (attribute, what it is called, wanted, how far off is still right).
PAPER = (("w", "纸宽", 210, 1.5), ("h", "纸高", 297, 1.5))
MARGINS = (
    ("top", "上边距（天头）", 37, 1.2),
    ("left", "左边距（订口）", 28, 1.2),
    ("bottom", "下边距", 35, 2.2),
    ("right", "右边距", 26, 1.2),
)
FANGSONG = re.compile(r"仿宋|FangSong", re.IGNORECASE)
HEITI = re.compile(r"黑体|SimHei|Heiti", re.IGNORECASE)
KAITI = re.compile(r"楷|KaiTi", re.IGNORECASE)
TITLE_FONT = re.compile(r"小标宋|中宋|XiaoBiaoSong", re.IGNORECASE)
SONGTI = re.compile(r"宋体|SimSun", re.IGNORECASE)
FIRST_LEVEL, SECOND_LEVEL = re.compile(r"[一二三四五六七八九十]+、"), re.compile(r"（[一二三四五六七八九十]+）")
BODY, TITLE = (31, 32), (43, 44)
BASIS = "GB/T 9704-2012《党政机关公文格式》"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is set: font, size in half points, bold."""

    font: str = ""
    size: int = 20
    bold: bool = False


def find_layout(draft: Draft) -> Iterator[Found]:
    """What is not as the standard says; nothing for files that are not Word."""
    if draft.kind != "docx":
        return
    with open_archive(draft.path, LIMITS) as archive:
        root = archive.xml(DOCUMENT)
        looks = _Looks(archive)
        footers = [archive.xml(name) for name in archive.names if re.match(r"word/footer\d*\.xml$", name)]
    yield from _page(draft, root)
    rows = [(n, node, text) for n, (node, text, where) in enumerate(paragraphs(root)) if "表" not in where]
    yield from _fonts(draft, [(n, node, text) for n, node, text in rows if text.strip()], looks)
    if not any(_has_page_number(one) for one in footers):
        yield _make(draft, 0, "should", "没有页码", "版心下方加页码：4号半角宋体，左右各一条一字线")


def _has_page_number(footer: Element) -> bool:
    instructions = "".join(node.text or "" for node in footer.iter(f"{W}instrText"))
    fields = "".join(node.get(f"{W}instr", "") for node in footer.iter(f"{W}fldSimple"))
    return "PAGE" in instructions + fields


def _page(draft: Draft, root: Element) -> Iterator[Found]:
    section = root.find(f"{W}body/{W}sectPr")
    size = section.find(f"{W}pgSz") if section is not None else None
    margins = section.find(f"{W}pgMar") if section is not None else None
    for node, rows in ((size, PAPER), (margins, MARGINS)):
        for key, name, wanted, off in rows:
            has = _number(node, key) / TWIPS if node is not None else 0.0
            if abs(has - wanted) > off:
                yield _make(
                    draft, 0, "should", f"{name}是 {has:.0f} 毫米，应当是 {wanted} 毫米", f"{name} {wanted} 毫米"
                )


def _number(node: Element | None, key: str) -> float:
    try:
        return float(node.get(f"{W}{key}", "0")) if node is not None else 0.0
    except ValueError:
        return 0.0


def _fonts(draft: Draft, rows: list[tuple[int, Element, str]], looks: _Looks) -> Iterator[Found]:
    if not rows:
        return
    first, node, text = rows[0]
    look = looks.of(node)
    if len(text) <= 60 and not re.search(r"[。：]$", text):
        yield from _title(draft, first, look)
        rows = rows[1:]
    body: Counter[tuple[str, int]] = Counter()
    for row, node, text in rows:
        look, bare = looks.of(node), text.strip()
        heading = len(bare) < 40 and not re.search(r"[。；]$|：.", bare)
        if FIRST_LEVEL.match(bare) and heading:
            if not HEITI.search(look.font):
                yield _make(draft, row, "should", f"一级标题用的是{look.font or '默认字体'}，应当用黑体", "3号黑体")
        elif SECOND_LEVEL.match(bare) and heading:
            if not KAITI.search(look.font):
                yield _make(draft, row, "should", f"二级标题用的是{look.font or '默认字体'}，应当用楷体", "3号楷体")
        else:
            body[look.font, look.size] += len(bare)
    if body:
        (font, size), _ = body.most_common(1)[0]
        if not FANGSONG.search(font):
            yield _make(draft, rows[0][0], "should", f"正文用的是{font or '默认字体'}，应当用仿宋", "3号仿宋")
        if size not in BODY:
            yield _make(draft, rows[0][0], "should", f"正文是 {size / 2:g} 磅，应当是3号（16磅）", "3号（16磅）")


def _title(draft: Draft, row: int, look: Look) -> Iterator[Found]:
    if not (TITLE_FONT.search(look.font) or (SONGTI.search(look.font) and look.bold)):
        yield _make(
            draft, row, "should", f"标题用的是{look.font or '默认字体'}，应当用小标宋", "2号小标宋；没有就用宋体加粗"
        )
    if look.size not in TITLE:
        yield _make(draft, row, "should", f"标题是 {look.size / 2:g} 磅，应当是2号（22磅）", "2号（22磅）")


class _Looks:
    """Styles resolved: document defaults, then the paragraph's style and those it builds on, then the run."""

    def __init__(self, archive: Archive) -> None:
        self._styles: dict[str, Element] = {}
        self._default, self._normal = Look(), ""
        if "word/styles.xml" in archive:
            root = archive.xml("word/styles.xml")
            self._styles = {one.get(f"{W}styleId", ""): one for one in root.iter(f"{W}style")}
            self._default = _with(Look(), root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
            self._normal = next(
                (
                    key
                    for key, one in self._styles.items()
                    if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default")
                ),
                "",
            )

    def of(self, paragraph: Element) -> Look:
        """The look of most of a paragraph's words."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        base = self._styled(style.get(f"{W}val", "") if style is not None else self._normal, 0)
        counts: Counter[Look] = Counter()
        for run in paragraph.iter(f"{W}r"):
            counts[_with(base, run.find(f"{W}rPr"))] += len("".join(text_of(run)))
        return counts.most_common(1)[0][0] if counts else base

    def _styled(self, name: str, depth: int) -> Look:
        style = self._styles.get(name)
        if style is None or depth > 12:
            return self._default
        parent = style.find(f"{W}basedOn")
        base = self._styled(parent.get(f"{W}val", ""), depth + 1) if parent is not None else self._default
        return _with(base, style.find(f"{W}rPr"))


def _with(base: Look, properties: Element | None) -> Look:
    if properties is None:
        return base
    fonts, size, bold = (properties.find(f"{W}{tag}") for tag in ("rFonts", "sz", "b"))
    font = fonts.get(f"{W}eastAsia", "") if fonts is not None else ""
    return Look(
        font or base.font,
        int(_number(size, "val")) or base.size if size is not None else base.size,
        bold.get(f"{W}val", "1") not in ("0", "false") if bold is not None else base.bold,
    )


def _make(draft: Draft, row: int, severity: Severity, message: str, suggest: str) -> Found:
    row = min(row, len(draft.lines) - 1)
    start = draft.starts[row]
    text = draft.lines[row].text[:40]
    return Found("format", severity, start, start + len(text), text, message, suggest=suggest, evidence=f"{BASIS}。")

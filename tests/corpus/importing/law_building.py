"""Builds law files shaped like the national law database's: a title, brackets, a contents page, chapters, articles."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from xuanchuan.model.law import Article, ArticleNumber, chinese_number

TITLE = "山东省虚构权益保障条例"
ACTS = "（2018年11月30日山东省第十三届人民代表大会常务委员会第七次会议通过）"


@dataclass(frozen=True)
class BuiltLaw:
    """What a file is built from, and what reading it must give back."""

    articles: tuple[Article, ...]
    title: str = TITLE
    acts: str = ACTS
    chapters: tuple[tuple[str, ArticleNumber], ...] = ()
    appendix: tuple[str, ...] = ()
    contents: bool = True


def article(number: int, *lines: str, suffix: int = 0) -> Article:
    return Article(ArticleNumber(number, suffix), lines)


def small(**changes) -> BuiltLaw:
    """A local rule with chapters, 款, 项, a 之一 and an appendix."""
    given = {
        "articles": (
            article(1, "为了保障虚构的权益，根据有关法律，结合本省实际，制定本条例。"),
            article(2, "本省行政区域内的活动，适用本条例。", "法律另有规定的，从其规定。"),
            article(3, "禁止下列行为：", "（一）殴打；", "（二）侮辱；", "（三）其他侵害行为。", "前款第三项的范围由省人民政府规定。"),
            article(3, "村民委员会应当予以协助。", suffix=1),
            article(4, "违反本条例第三条规定的，依照有关法律处理。"),
            article(5, "本条例自2019年3月1日起施行。"),
        ),
        "chapters": (("总则", ArticleNumber(1)), ("行为规范", ArticleNumber(3)), ("附则", ArticleNumber(5))),
    }  # fmt: skip
    return BuiltLaw(**(given | changes))


def headings(law: BuiltLaw) -> dict[ArticleNumber, str]:
    return {before: f"第{chinese_number(n)}章　{name}" for n, (name, before) in enumerate(law.chapters, 1)}


def docx_bytes(law: BuiltLaw, seed: int = 0, arabic: bool = False) -> bytes:
    """A Word file with runs cut at random, soft hyphens, full-width indents, header and page number."""
    chance = random.Random(seed)
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "国家法律法规数据库 页眉"
    section.footer.paragraphs[0].text = "— 1 —"
    middle = len(law.title) // 2
    title = document.add_paragraph()
    _cut(title, law.title[:middle] + "\n" + law.title[middle:] if chance.random() < 0.5 else law.title, chance)
    _cut(document.add_paragraph(), law.acts, chance)
    named = headings(law)
    if law.contents and named:
        document.add_paragraph("目　　录")
        for text in named.values():
            _cut(document.add_paragraph(), text + chance.choice(["", "……3", "\t5", " 12"]), chance)
    for one in law.articles:
        if one.number in named:
            _cut(document.add_paragraph(), named[one.number].replace("总则", "总　　则"), chance)
        _article(document, one, chance, arabic)
    for line in law.appendix:
        if "\t" in line:
            cells = line.split("\t")
            table = document.add_table(rows=1, cols=len(cells))
            for cell, text in zip(table.rows[0].cells, cells, strict=True):
                cell.text = text
        else:
            document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _article(document, one: Article, chance: random.Random, arabic: bool) -> None:
    first, *rest = one.lines
    label = f"第{one.number.number}条" if arabic else one.number.label
    label += f"之{one.number.suffix}" if arabic and one.number.suffix else ""
    label = f"第{one.number.number}条之{one.number.suffix}" if arabic and one.number.suffix else label
    paragraph = document.add_paragraph()
    paragraph.add_run("　　" + label).bold = True
    _cut(paragraph, chance.choice(["　", "　　", " "]) + first, chance)
    for line in rest:
        if chance.random() < 0.2:  # 款 and 项 parted by a manual line break inside one paragraph
            paragraph.add_run().add_break()
        else:
            paragraph = document.add_paragraph()
        _cut(paragraph, "　　" + line, chance)


def _cut(paragraph, text: str, chance: random.Random) -> None:
    while text:
        size = chance.randint(1, max(1, len(text)))
        run = paragraph.add_run(text[:size] + ("\u00ad" if chance.random() < 0.1 else ""))
        run.bold = chance.random() < 0.3
        if chance.random() < 0.1:
            run._r.append(OxmlElement("w:lastRenderedPageBreak"))
        text = text[size:]


def docx_file(path: Path, law: BuiltLaw, seed: int = 0, **shape) -> Path:
    path.write_bytes(docx_bytes(law, seed, **shape))
    return path


def txt(law: BuiltLaw) -> str:
    """The same law as people paste it into a text file: a line a paragraph, full-width indents."""
    named = headings(law)
    lines = [law.title, law.acts, "目　　录", *named.values()] if law.contents and named else [law.title, law.acts]
    for one in law.articles:
        if one.number in named:
            lines.append(named[one.number])
        first, *rest = one.lines
        lines += [f"　　{one.number.label}　{first}", *(f"　　{line}" for line in rest)]
    return "\r\n".join([*lines, *law.appendix, ""])


def mark_numbered(paragraph) -> None:
    """Let Word number a paragraph by itself."""
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    identity = OxmlElement("w:numId")
    identity.set(qn("w:val"), "1")
    numbering.append(identity)
    properties.append(numbering)

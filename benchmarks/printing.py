"""Pages a second of one flyer: our docx, PDF and PNG beside docxtpl filling the same docx and WeasyPrint printing our html."""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from measuring import ROOT, Effort, Line, Section, Work, in_turn, timed

sys.path.insert(0, str(ROOT / "tests" / "render"))

from render_samples import FLYER  # noqa: E402

from xuanchuan.render import render  # noqa: E402


def pages(data: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(data))


def docxtpl(template: Path, number: int) -> bytes:
    from docxtpl import DocxTemplate

    form = DocxTemplate(template)
    form.render({"village": f"第{number}村"})
    buffer = BytesIO()
    form.save(buffer)
    return buffer.getvalue()


def weasyprint(number: int) -> bytes:
    from weasyprint import HTML

    made: bytes = HTML(string=render(flyer(number), "html").decode("utf-8")).write_pdf()
    return made


def flyer(number: int):
    return replace(FLYER, footer=f"第{number}村编印")


def works(template: Path, many: int) -> dict[str, Work]:
    """Every program's flyers, each with another footer."""
    numbers = itertools.count()

    def turns(make: Callable[[int], object], times: int) -> Work:
        return lambda: timed(lambda: make(next(numbers)), times)

    return {
        "docx": turns(lambda number: render(flyer(number), "docx"), many),
        "docxtpl": turns(lambda number: docxtpl(template, number), many),
        "pdf": turns(lambda number: render(flyer(number), "pdf"), many),
        "weasyprint": turns(weasyprint, 1),
        "png": turns(lambda number: render(flyer(number), "png"), many),
    }


def measure(effort: Effort) -> Section:
    """Pages a second."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "flyer.docx"
        template.write_bytes(render(replace(FLYER, footer="{{ village }}编印"), "docx"))
        ours, theirs = pages(render(flyer(0), "pdf")), pages(weasyprint(0))
        costs = in_turn(effort.rounds, works(template, effort.pick(8, 1)))
    line = Line("页/秒", ours, rate=True)
    beside = Line("页/秒", theirs, rate=True).spread(costs["weasyprint"])
    pdf = line.figure(
        "PDF 宣传单",
        costs["pdf"],
        costs["weasyprint"],
        peer="WeasyPrint 印同一页网页",
        bound="Typst 排版；每份都从头排",
    )
    return Section("印制", (
        line.figure("docx 宣传单", costs["docx"], costs["docxtpl"], peer="docxtpl 填同一份", bound="拼装段落，压缩"),
        replace(pdf, theirs=beside),
        line.figure("PNG 图片", costs["png"], bound="Typst 排版；证明能印和画图只排一次"),
    ))  # fmt: skip

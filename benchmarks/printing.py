"""Pages per second of one flyer: our docx, PDF and PNG beside docxtpl and WeasyPrint, in one run.

    python benchmarks/printing.py [rounds]

docxtpl fills a template that holds the same flyer with one field; WeasyPrint prints our html of it. Each program is
warmed up once. The figures are ratios of one machine in one run, not promises.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "render")]

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


def per_second(make: Callable[[int], bytes], rounds: int, pages_each: int) -> float:
    make(0)
    start = time.perf_counter()
    for number in range(1, rounds + 1):
        make(number)
    return rounds * pages_each / (time.perf_counter() - start)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "flyer.docx"
        template.write_bytes(render(replace(FLYER, footer="{{ village }}编印"), "docx"))
        one = pages(render(flyer(0), "pdf"))
        work: dict[str, tuple[Callable[[int], bytes], int, int]] = {
            "docx, ours": (lambda number: render(flyer(number), "docx"), rounds, one),
            "docx, docxtpl": (lambda number: docxtpl(template, number), rounds, one),
            "pdf, ours": (lambda number: render(flyer(number), "pdf"), rounds, one),
            "pdf, WeasyPrint": (weasyprint, max(1, rounds // 5), pages(weasyprint(0))),
            "png, ours": (lambda number: render(flyer(number), "png"), rounds, one),
        }
        for name, (make, times, count) in work.items():
            print(f"{name:<16} {per_second(make, times, count):8.1f} pages/s")


if __name__ == "__main__":
    main()

"""Growth: the same command on ten times as much, again and again, with the slope, so that a quadratic shows.

Villages (csv and xlsx), drafts (txt, one endless line, docx), corpora (through the importer), ledgers.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from batch import roster
from checking import dense
from ground import fresh, ground
from ledger import fill
from measuring import Cost, Curve, Effort, Section, growth, xuanchuan

KB, FEW = 1000, 2


def least(make: Callable[[], Cost], size: float, big: float) -> Cost:
    """The best of a few runs where it is quick, one run where it is long."""
    runs = [make() for _ in range(1 if size >= big else FEW)]
    return Cost(min(one.cpu for one in runs), min(one.wall for one in runs), min(one.megabytes for one in runs))


def villages(effort: Effort) -> Section:
    """One flyer each for ever more villages of a csv."""
    costs = rosters(effort, lambda text: text.name, "--flat")
    return Section("越来越大：csv 名单", curves=(growth("分村，一村一文件", "村", costs, "写文件"),))


def workbooks(effort: Effort) -> Section:
    """One flyer each for ever more villages of a workbook, into zips."""
    costs = rosters(effort, as_workbook, "--shard", "zip")
    return Section("越来越大：xlsx 名单", curves=(growth("分村，打成压缩包", "村", costs, "读 xlsx，压缩"),))


def rosters(effort: Effort, written: Callable[[Path], str], *more: str) -> dict[float, Cost]:
    """What a batch costs by the number of villages."""
    sizes = effort.pick((10, 100, 1_000, 10_000, 70_000), (5, 20))
    with ground() as folder:

        def run(file: str) -> Cost:
            words = ("--roster", file, "--day", "12.4", "--out", fresh(folder).name, *more)
            return xuanchuan("batch", "宣传单", *words, cwd=folder)

        files = {size: written(roster(folder / f"{size}.csv", size)) for size in sizes}
        return {size: least(lambda file=file: run(file), size, 1_000) for size, file in files.items()}


def as_workbook(text: Path) -> str:
    """The same roster as a workbook: its name."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in text.read_text(encoding="utf-8-sig").split("\n"):
        sheet.append(line.rstrip("\r").split(","))
    book.save(text.with_suffix(".xlsx"))
    return text.with_suffix(".xlsx").name


def drafts(effort: Effort) -> Section:
    """Drafts of ever more words, dense with citations; 16 MB is the most a text may hold."""
    from bank_reading import TODAY, read_bank

    from xuanchuan.corpus import load_corpus

    examples = [one for one in read_bank(load_corpus()) if one.on == TODAY]
    sizes = effort.pick((1 * KB, 10 * KB, 100 * KB, 1_000 * KB, 5_000 * KB, 15_000 * KB), (1 * KB, 5 * KB))
    text = dense(examples, max(sizes) / 1e6)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def curve(title: str, ending: str, most: float, write: Callable[[Path, str], None], bound: str) -> Curve:
            costs = {}
            for size in (one for one in sizes if one <= most):
                path = folder / f"{size}{ending}"
                write(path, text.encode()[:size].decode(errors="ignore"))
                costs[size / 1e6] = least(
                    lambda path=path: xuanchuan("check", str(path), "--format", "json", cwd=folder, codes=(0, 4)),
                    size,
                    1e6,
                )
            return growth(title, "MB", costs, bound)

        curves = (
            curve("检查 txt", ".txt", 15e6, as_text, "逐处判断引用"),
            curve("检查 txt，全文只有一行", "长.txt", 15e6, one_line, "逐处判断引用"),
            curve("检查 docx", ".docx", 5e6, as_docx, "读 Word 文件"),
        )
    return Section("越来越大：稿子", curves=curves)


def as_text(path: Path, words: str) -> None:
    path.write_text(words, encoding="utf-8")


def one_line(path: Path, words: str) -> None:
    path.write_text(words.replace("\n", "　"), encoding="utf-8")


def as_docx(path: Path, words: str) -> None:
    """The same words in Word, a paragraph a line."""
    from zipfile import ZIP_DEFLATED, ZipFile

    from docx import Document

    Document().save(str(path))
    with ZipFile(path) as old:
        members = {one: old.read(one) for one in old.namelist()}
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    clean = "".join(char for char in escaped if char >= " " or char == "\n")
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in clean.split("\n"))
    main = members["word/document.xml"].decode()
    members["word/document.xml"] = main.replace("<w:body>", f"<w:body>{body}", 1).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as new:
        for member, data in members.items():
            new.writestr(member, data)


def corpora(effort: Effort) -> Section:
    """Ever more articles of invented rules in a unit's own corpus."""
    sizes = effort.pick((600, 2_600, 8_000, 26_000), (60, 120))
    commands = {
        "law search": (("law", "search", "彩礼能退吗"), "给每一条打分"),
        "law verify": (("law", "verify", "婚姻法", "32"), "列出有哪些法规"),
        "check 一页": (("check", "稿子.txt", "--format", "json"), "列出有哪些法规"),
    }
    costs: dict[str, dict[float, Cost]] = {name: {} for name in commands}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            xuanchuan("init", "--sample", "--no-input", cwd=folder)
            (folder / "稿子.txt").write_text(
                "《反家庭暴力法》第二十三条规定，可以申请人身安全保护令。", encoding="utf-8"
            )
            import_rules(folder / "laws", size)
            for title, (args, _) in commands.items():
                costs[title][size] = least(
                    lambda args=args, folder=folder: xuanchuan(*args, cwd=folder, codes=(0, 4)), size, 1e9
                )
    curves = tuple(growth(title, "条", costs[title], bound) for title, (_, bound) in commands.items())
    return Section("越来越大：语料", curves=curves)


WORDS = "妇女儿童家庭老人村民居民社区组织单位部门服务调解救助宣传教育财产土地婚姻赡养抚养收养彩礼暴力保护申请登记责任义务权利平等协商补偿期限材料"


def import_rules(laws: Path, articles: int, each: int = 60) -> None:
    """Invented local rules, read and filed by the importer."""
    from xuanchuan.corpus import load_corpus
    from xuanchuan.corpus.importing.filing import file_law
    from xuanchuan.corpus.importing.lines import text_paragraphs
    from xuanchuan.corpus.importing.reading import read_law
    from xuanchuan.corpus.importing.writing import Facts
    from xuanchuan.model.law import chinese_number as chinese

    corpus, chance = load_corpus(), random.Random(articles)
    pairs = [WORDS[at : at + 2] for at in range(0, len(WORDS), 2)]
    for number in range(1, articles // each + 1):
        title = f"山东省第{chinese(number)}类事项管理条例"
        lines = [title, "（2020年1月1日山东省第十三届人民代表大会常务委员会第一次会议通过）", ""]
        lines += [f"第{chinese(one)}条　{''.join(chance.choices(pairs, k=40))}。" for one in range(1, each)]
        lines += [f"第{chinese(each)}条　本条例自2020年3月1日起施行。"]
        read = read_law(text_paragraphs("\n".join(lines)), title)
        filing = file_law(corpus, read, Facts(title, "地方性法规", date(2020, 3, 1), "虚构", "山东省"))
        place = laws / filing.law.short / filing.name
        place.parent.mkdir(parents=True)
        place.write_text(filing.text, encoding="utf-8")


def ledgers(effort: Effort) -> Section:
    """Ever more events in a ledger."""
    sizes = effort.pick((100, 1_000, 10_000, 100_000), (10, 50))
    commands: Mapping[str, Sequence[str]] = {
        "stats": ("stats", "--year", "2026"),
        "coverage": ("coverage", "--year", "2026"),
        "report": ("report", "--year", "2026", "--as", "总结.docx"),
    }
    costs: dict[str, dict[float, Cost]] = {name: {} for name in commands}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = fill(Path(name), size)
            for title, args in commands.items():
                costs[title][size] = least(
                    lambda args=args, folder=folder: xuanchuan(*args, cwd=folder, codes=(0, 3)), size, 1e5
                )
    curves = tuple(growth(title, "场", one, "SQLite 读一遍") for title, one in costs.items())
    return Section("越来越大：台账", curves=curves)

"""Every reader given mutations of honest files, guided by what they reach: it may refuse, it may not break or stall.

Usage: python benchmarks/fuzzing.py READER [seconds=300] [findings=findings]

Needs ``pip install atheris`` (Linux). Packages are mutated inside their XML, since a torn zip never reaches a reader.
What broke is kept in the folder ``findings``: one file for each place it broke in, its traceback beside it.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import atheris
from lxml import etree

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "hostile")]

with atheris.instrument_imports(include=["xuanchuan"]):
    from xuanchuan.batch.columns import load_columns
    from xuanchuan.batch.opening import open_roster
    from xuanchuan.batch.survey import survey
    from xuanchuan.check.checking import Standard, check
    from xuanchuan.check.hotlines import hotline_table
    from xuanchuan.check.page import report
    from xuanchuan.check.reading import read_draft
    from xuanchuan.check.wordcopy import annotated, fixed
    from xuanchuan.commands.law.importing import read_file
    from xuanchuan.corpus.importing.filing import file_law
    from xuanchuan.corpus.importing.reading import gaps
    from xuanchuan.corpus.importing.writing import Facts as LawFacts
    from xuanchuan.corpus.loading import load_corpus
    from xuanchuan.dates import load_key_dates
    from xuanchuan.files.project import SAMPLE, read_project
    from xuanchuan.files.rows import read_tables
    from xuanchuan.files.tasks import read_task
    from xuanchuan.files.toml import read_toml
    from xuanchuan.ledger.registerforms import read_register
    from xuanchuan.ledger.reporting import Facts
    from xuanchuan.ledger.spoken import read_line
    from xuanchuan.ledger.statistics import count_year
    from xuanchuan.ledger.store import open_ledger
    from xuanchuan.ledger.theirtable import plan_fillings
    from xuanchuan.ledger.townform import read_form
    from xuanchuan.materials.campaigns import read_campaign
    from xuanchuan.materials.templates import load_templates
    from xuanchuan.model.error import XuanchuanError

from nasty_files import RUNS  # noqa: E402
from package_making import PARAGRAPH, W, book, cell, word  # noqa: E402

DAY = date(2026, 11, 25)
SLOW, LONGEST = 5.0, 40_000


@cache
def standard() -> Standard:
    return Standard(load_corpus(), DAY, SAMPLE, hotline_table())


@cache
def roster_needs() -> tuple[object, object]:
    return tuple(one for one in load_templates() if one.name in ("联系卡", "广播稿")), load_columns()


@cache
def key_dates() -> tuple[object, ...]:
    return load_key_dates()


def draft(path: Path) -> None:
    found = check(read_draft(path), standard(), layout=path.suffix == ".docx")
    report([found], [])
    if path.suffix == ".docx":
        annotated(found)
        fixed(found)


def law(path: Path) -> None:
    read = read_file(path)
    if all("缺" in one for one in gaps(read.articles)):
        file_law(load_corpus(), read, LawFacts(read.title, "地方性法规", DAY, "试", "山东省"))


def roster(path: Path) -> None:
    templates, columns = roster_needs()
    survey(open_roster(path, templates, columns, SAMPLE, {}))


def register(path: Path) -> None:
    refused = None
    for table in read_tables(path, "登记表"):
        rows = [list(row) for row in table.again()]
        try:
            if read_register(rows, DAY) is None:
                read_form(rows, DAY, key_dates(), path.name)
            return
        except XuanchuanError as error:
            refused = refused or error
    if refused:
        raise refused


@cache
def facts() -> Facts:
    with open_ledger(Path(tempfile.mkdtemp()) / "xuanchuan.db", "试") as ledger:
        return Facts(SAMPLE, DAY, count_year(ledger, date(2026, 1, 1), date(2026, 12, 31)), (), {})


def theirs(path: Path) -> None:
    plan_fillings(path, facts())


def campaign(path: Path) -> None:
    read_campaign(read_toml(path), str(path))


def dates(path: Path) -> None:
    folder = path.parent / "own"
    folder.mkdir(exist_ok=True)
    (folder / "dates.toml").write_bytes(path.read_bytes())
    load_key_dates(folder)


def spoken(path: Path) -> None:
    read_line(path.read_bytes().decode("utf-8", "replace"), DAY, key_dates())


def plain(data: bytes) -> bytes:
    return data


NAMES = "".join(f' xmlns:{one}="{one}"' for one in ("r", "mc", "wps", "v")) + f" {W}"


def mended(data: bytes) -> str:
    """Mutated XML with every element closed; one in eight as it is, for what is said of torn XML."""
    text = data.decode("utf-8", "replace")
    if len(text) % 8 == 0:
        return text
    root = etree.fromstring(f"<root {NAMES}>{text}</root>".encode(), etree.XMLParser(recover=True, huge_tree=True))
    if root is None:
        return ""
    return (root.text or "") + "".join(etree.tostring(one, encoding="unicode") for one in root)


def in_word(data: bytes) -> bytes:
    return word(mended(data))


def in_book(data: bytes) -> bytes:
    return book(mended(data))


@dataclass(frozen=True)
class Reader:
    """What reads the file, its ending, what is put around the mutated part, and the honest parts to begin with."""

    read: Callable[[Path], None]
    ending: str
    around: Callable[[bytes], bytes]
    seeds: tuple[str, ...]


DRAFT = (
    "根据《妇女权益保护法》第二条和《反家庭暴力法》第二十三条第一款，请拨打12338，24小时有人接听。\n联系人手机13800000001。",
    "《中华人民共和国反家庭暴力法》第二十三条规定：“当事人因遭受家庭暴力或者面临家庭暴力的现实危险，向人民法院申请人身安全保护令的，人民法院应当受理。”",
    "依据民法典第一千零四十二条、第一千零七十九条，法释〔2020〕22号第五条；2025年12月31日（星期五）前报送。",
)
LAW = (
    "某省反家庭暴力办法\n（2022年9月1日某省人民代表大会常务委员会通过　2023年3月1日修正）\n目录\n第一章　总则\n第一条　为了。\n（一）甲；\n（二）乙。\n第二条　文。\n"
    "第二章　附则\n第三条　本办法自2023年1月1日起施行，《某省旧办法》同时废止。\n附件：表",
)
ROSTER = (
    "村名,乡镇,妇联主席,手机,地址\n前刘村,前刘镇,王某,13800000000,前街1号\n后刘村,前刘镇,李某,1380000,\n合计,2,,\n",
)
WORD = (
    PARAGRAPH * 3,
    f'<w:tbl><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr>{PARAGRAPH}</w:tc><w:tc>'
    f"{PARAGRAPH}</w:tc></w:tr></w:tbl><w:sdt><w:sdtContent>{PARAGRAPH}</w:sdtContent></w:sdt>",
    '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:ins><w:r><w:t xml:space="preserve">第一条 </w:t><w:br/></w:r></w:ins></w:p>',
)
FORM = (
    "日期,活动名称,乡镇（街道）,村（社区）,资料（份）,受众（人次）,横幅（条）\n2026-11-20,广场宣传,前刘镇,前刘村,200,约60,3\n11月21日,讲座,,,一百,,\n",
)
THEIRS = ('<w:tbl><w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="1"/><w:gridCol w:w="1"/><w:gridCol w:w="1"/></w:tblGrid>' + "".join(f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{one}</w:t></w:r></w:p></w:tc>' for one in row)}</w:tr>" for row in (("乡镇", "活动场次", "发放资料（万份）", "其中妇女"), ("前刘镇", "", "", ""), ("合计", "", "", ""))) + "</w:tbl>",)  # fmt: skip


def sheet(text: str) -> str:
    """A CSV's rows as those of a sheet."""
    return "".join(
        "<row>" + "".join(cell(one).removeprefix("<row>").removesuffix("</row>") for one in line.split(",")) + "</row>"
        for line in text.splitlines()
    )


def bundled(*names: str) -> tuple[str, ...]:
    return tuple((ROOT / name).read_text(encoding="utf-8")[:LONGEST] for name in names)


def readers() -> dict[str, Reader]:
    """All readers by name."""
    page = tuple(f"<html><body><p>{one}</p><table><tr><td>甲</td></tr></table></body></html>" for one in DRAFT)
    unit = ('[unit]\nname = "某县妇女联合会"\nlevel = "县"\npartners = ["司法局"]\n',)
    task = ('{"任务单": 1, "日子": "12.4", "材料": ["横幅标语"], "大字": true, "联合单位": ["司法局"]}',)
    said = (
        "11月20日 前刘镇前刘村 反家暴宣传 横幅10 资料200 到场约60人 司法局联合",
        "昨天进村宣讲，后李村，来了七八个人，发了两千来份《反家庭暴力法》",
    )
    return {
        "text": Reader(draft, ".txt", plain, DRAFT),
        "page": Reader(draft, ".html", plain, page),
        "word": Reader(draft, ".docx", in_word, WORD),
        "law": Reader(law, ".txt", plain, LAW),
        "law-word": Reader(law, ".docx", in_word, (WORD[1], "".join(PARAGRAPH.replace("反家庭暴力法第二十三条", line) for line in LAW[0].splitlines()))),
        "roster": Reader(roster, ".csv", plain, ROSTER),
        "roster-book": Reader(roster, ".xlsx", in_book, tuple(map(sheet, ROSTER))),
        "register": Reader(register, ".csv", plain, FORM),
        "register-book": Reader(register, ".xlsx", in_book, tuple(map(sheet, FORM))),
        "theirs": Reader(theirs, ".docx", in_word, THEIRS),
        "theirs-book": Reader(theirs, ".xlsx", in_book, (sheet("乡镇,活动场次,发放资料（万份）,其中妇女\n前刘镇,,,\n合计,,,\n"),)),
        "unit": Reader(lambda path: void(read_project(path)), ".toml", plain, unit),
        "campaign": Reader(campaign, ".toml", plain, bundled("campaigns/1125-domestic-violence.toml", "campaigns/0626-anti-drug.toml")),
        "dates": Reader(dates, ".toml", plain, bundled("campaigns/dates.toml")),
        "task": Reader(lambda path: void(read_task(path)), ".json", plain, task),
        "said": Reader(spoken, ".txt", plain, said),
    }  # fmt: skip


def void(_: object) -> None:
    """Nothing: what was read is of no use here."""


WORDS = (*RUNS, "<w:p>", "</w:p>", "<w:tc>", "</w:tc>", "<row>", "</row>", "<c>", "</c>", '<w:gridSpan w:val="9"/>', '<w:vMerge w:val="restart"/>',
         "<w:tbl>", "</w:tbl>", "<w:del>", "</w:del>", "<mc:AlternateContent>", '<c t="s"><v>9</v></c>', '<c t="d"><v>2026-13-40</v></c>', "<f>A1</f>",
         "[[", "]]", "[", "=", '"', '"""', "'''", "true", "-1", "1e400", "2026-02-30", "null", "{}", ",", "\r\n", "0", "9" * 400, "万", "亿", "半", "约",
         "（一）", "第一章", "自2023年13月45日起施行", "同时废止", "附件", "第一款", "第二项", "闰二月三十", "腊月三十", "星期八", "24小时", "村", "镇", "合计")  # fmt: skip


def mutated(data: bytes, most: int, seed: int) -> bytes:
    """Characters and words moved, doubled, cut and put in; now and then plain bytes."""
    chance = random.Random(seed)
    if chance.random() < 0.15:
        return atheris.Mutate(data, most)
    text = data.decode("utf-8", "ignore")
    for _ in range(chance.randint(1, 5)):
        at, to = sorted(chance.choices(range(len(text) + 1), k=2))
        to = min(to, at + chance.choice((1, 3, 12, 200)))
        match chance.randrange(5):
            case 0:
                text = text[:at] + chance.choice(WORDS) + text[at:]
            case 1:
                text = text[:at] + text[to:]
            case 2:
                text = text[:to] + text[at:to] * chance.choice((1, 2, 50)) + text[to:]
            case 3:
                text = text[:at] + chr(chance.choice((chance.randrange(1, 128), chance.randrange(0x4E00, 0x9FA6), chance.randrange(0xD7FF)))) + text[at + 1 :]  # fmt: skip
            case _:
                text = text[:at] + chance.choice(WORDS) + text[to:]
    return text.encode("utf-8", "ignore")[:most]


def main() -> None:
    """One reader for so many seconds; a line of counts at the end."""
    name, seconds, findings = (*sys.argv[1:4], *("300", "findings")[len(sys.argv[2:4]) :])
    reader, kept = readers()[name], Path(findings).resolve()
    kept.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp())
    path, corpus, counts = (
        home / f"稿{reader.ending}",
        home / "corpus",
        {"runs": 0, "refused": 0, "broke": 0, "slow": 0},
    )
    corpus.mkdir()
    for number, seed in enumerate(reader.seeds):
        (corpus / str(number)).write_bytes(seed.encode())
    ends = time.monotonic() + float(seconds)

    def keep(what: str, place: str, told: str) -> None:
        file = kept / f"{name}-{what}-{place}{reader.ending}"
        if not file.exists():
            file.write_bytes(path.read_bytes())
            file.with_suffix(".told").write_text(told, encoding="utf-8")

    def one(data: bytes) -> None:
        if time.monotonic() > ends:
            print(f"{name}: {counts}", flush=True)
            sys.stdout.flush()
            __import__("os")._exit(0)
        path.write_bytes(reader.around(data))
        counts["runs"] += 1
        begun = time.process_time()
        try:
            reader.read(path)
        except XuanchuanError:
            counts["refused"] += 1
        except (Exception, RecursionError) as fault:
            counts["broke"] += 1
            last = traceback.extract_tb(fault.__traceback__)[-1]
            keep("broke", f"{Path(last.filename).stem}-{last.lineno}-{type(fault).__name__}", traceback.format_exc())
        if (took := time.process_time() - begun) > SLOW:
            counts["slow"] += 1
            keep("slow", str(counts["slow"]), f"{took:.1f} s")

    sys.argv = [sys.argv[0], str(corpus), "-max_len=100000", "-timeout=60", "-rss_limit_mb=2000", "-verbosity=0"]
    atheris.Setup(sys.argv, one, custom_mutator=mutated)
    with io.StringIO():
        atheris.Fuzz()


if __name__ == "__main__":
    main()

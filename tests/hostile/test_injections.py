"""Whatever stands in a unit's data, a roster, a campaign or the ledger is printed as typed and acts as nothing."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from ward import Job, answers

from xuanchuan.files.project import FIELDS

# One for each language our files are written in; the last words let it be found again.
BAITS = (
    '<script>alert(1)</script><img src=x onerror="alert(1)">甲',
    "]]></w:t></w:r><w:r><w:t>&amp;&lt;乙",
    '#read("/etc/passwd") #import "x": * $x$ @y `z` \\\\ [丙]',
    "{{ 7 * 7 }}{% for x in range(9) %}{% endfor %}丁",
    '=HYPERLINK("http://evil","戊")',
    "+1+1己",
    "-2+3庚",
    "@SUM(A1)辛",
    "END:VEVENT\nBEGIN:VEVENT\nX-EVIL:1\nATTACH:file:///etc/passwd\n壬",
    "javascript:alert(1)//癸",
    "../../../../etc/子",
    "# 标题\n\n* 粗* [链](javascript:alert(1)) ::: note 丑",
)
KEYS = [field.key for field in FIELDS if field.key not in ("level", "province", "partners")]
EVENT = re.compile(r"^BEGIN:VEVENT", re.MULTILINE)
ENDING = re.compile(r"^END:VEVENT", re.MULTILINE)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def unit(values: tuple[str, ...]) -> str:
    rows = [f"{key} = {quoted(values[at % len(values)])}" for at, key in enumerate(KEYS)]
    return "\n".join(["[unit]", *rows, f"partners = [{', '.join(map(quoted, values))}]", ""])


def roster(values: tuple[str, ...]) -> str:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["村名", "乡镇", "妇联主席", "手机"])
    table.writerows([f"{one}村{n}", f"{one}镇", one, f"138{n:08d}"] for n, one in enumerate(values))
    return out.getvalue()


def jobs(folder: Path) -> list[Job]:
    lines = [
        ["kit", "11.25", "--all", "--place", BAITS[8], "--hours", BAITS[0], "--partners", BAITS[4], "--out", "整套"],
        ["kit", "11.25", "--only", "横幅标语,宣传单,活动通知", "--to", "html,xlsx,txt,docx", "--out", "各种"],
        ["batch", "联系卡,宣传单", "--roster", "名单.csv", "--day", "12.4", "--out", "分村", "--jobs", "1", "--yes"],
        [
            "batch",
            "联系卡",
            "--roster",
            "名单.csv",
            "--day",
            "12.4",
            "--out",
            "打包",
            "--jobs",
            "1",
            "--shard",
            "zip",
            "--yes",
        ],
        *(["calendar", "--output", f"年历.{kind}"] for kind in ("ics", "xlsx", "csv", "txt", "docx")),
        ["yearplan", "--output", "计划.docx"],
        ["log", "add", f"11月24日 {BAITS[4]} 宣传 资料20"],
        ["log", "add", f"11月23日 {BAITS[0]} 宣传 资料30"],
        ["log", "form", "--output", "登记表.xlsx"],
        ["report"],
        ["stats", "--as", "统计.xlsx"],
        ["coverage", "--as", "覆盖.xlsx"],
        ["run", "--page", "任务单.html"],
        ["handover", "--output", "交接.zip"],
    ]
    return [Job(str(folder), words) for words in lines]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder of everything the commands make of the baits."""
    folder = tmp_path_factory.mktemp("baits") / "home"
    folder.mkdir()
    (folder / "xuanchuan.toml").write_text(unit(BAITS), encoding="utf-8")
    (folder / "名单.csv").write_text(roster(BAITS), encoding="utf-8")
    work = jobs(folder)
    for job, one in zip(work, answers(work), strict=True):
        assert one.code in (0, 2, 3, 5), (job.words, one)
        assert one.plain, (job.words, one)
    return folder


def packages(folder: Path, *endings: str) -> list[tuple[str, zipfile.ZipFile]]:
    """Word files and workbooks, those in a zip too."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in endings:
            found.append((str(path.relative_to(folder)), zipfile.ZipFile(path)))
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as outer:
                for name in outer.namelist():
                    if name.endswith(endings):
                        found.append((f"{path.name}/{name}", zipfile.ZipFile(io.BytesIO(outer.read(name)))))
    return found


def test_every_part_of_every_package_is_sound_xml(made):
    seen = packages(made, ".docx", ".xlsx")
    assert len(seen) > 40
    for name, package in seen:
        for part in package.namelist():
            if part.endswith((".xml", ".rels")):
                assert ElementTree.fromstring(package.read(part)) is not None, (name, part)


def test_no_package_refers_to_anything_outside(made):
    for name, package in packages(made, ".docx", ".xlsx"):
        for part in package.namelist():
            if part.endswith(".rels"):
                assert b"External" not in package.read(part), (name, part)


def test_no_words_act_as_a_formula_in_a_workbook(made):
    books = packages(made, ".xlsx")
    assert len(books) > 5
    for name, package in books:
        for row in (row for sheet in load_workbook(package.fp).worksheets for row in sheet.iter_rows()):
            for cell in (one for one in row if one.data_type == "f"):
                assert re.fullmatch(r"=(?:SUM|IF|ROUND|[A-Z]+\d+|[-+*/(),:.;<>=\d\s\"])+", str(cell.value)), (
                    name,
                    cell.value,
                )


def test_no_words_act_as_a_formula_in_a_csv(made):
    tables = [path for path in made.rglob("*.csv") if path.name != "名单.csv"]
    assert tables
    for path in tables:
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
            assert [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_no_words_become_a_calendar_entry(made):
    calendars = list(made.rglob("*.ics"))
    assert len(calendars) > 1
    for path in calendars:
        text = path.read_bytes().decode("utf-8").replace("\r\n ", "")
        assert "\n" not in text.replace("\r\n", "")
        assert len(EVENT.findall(text)) == len(ENDING.findall(text)) > 1
        names = {re.split("[;:]", line)[0] for line in text.split("\r\n") if line}
        assert names.isdisjoint({"X-EVIL", "ATTACH"})


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "data", "formaction")]
        self.handlers += [f"{name}={value}" for name, value in attrs if name.startswith("on")]

    def handle_data(self, data):
        if self.tags and self.tags[-1] == "script":
            self.scripts.append(data)


def test_no_words_become_a_part_of_a_web_page(made):
    pages = list(made.rglob("*.html"))
    assert len(pages) > 3
    for path in pages:
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        assert "alert(1)" not in "".join(page.scripts)
        assert [one for one in page.handlers if "alert" in one] == []
        assert [one for one in page.links if re.match(r"\s*(?:javascript|data:text|file|vbscript)", one, re.I)] == []


def test_no_name_leads_out_of_its_folder_or_breaks_windows(made):
    names = [path.relative_to(made).parts for path in made.rglob("*")]
    assert len(names) > 60
    for parts in names:
        assert all(not re.search(r'[\\:*?"<>|\x00-\x1f\u202e]', part) and part.strip(" .") == part for part in parts), (
            parts
        )
    assert not (made.parent.parent / "etc").exists()
    for path in made.rglob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            assert all(".." not in name.split("/") and not name.startswith("/") for name in archive.namelist())


@pytest.mark.slow
def test_no_words_are_carried_out_by_the_printing_press(tmp_path):
    pdfium = pytest.importorskip("pypdfium2")
    pytest.importorskip("typst")
    (tmp_path / "xuanchuan.toml").write_text(unit(BAITS), encoding="utf-8")
    (one,) = answers(
        [Job(str(tmp_path), ["kit", "11.25", "--only", "宣传单,活动通知,横幅标语", "--to", "pdf"])], memory=8 << 30
    )
    assert one.code == 0, one.err
    files = list(tmp_path.rglob("*.pdf"))
    assert len(files) == 3
    text = ""
    for path in files:
        document = pdfium.PdfDocument(path)
        text += "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "root:" not in text
    assert "#read" in text or "passwd" in text

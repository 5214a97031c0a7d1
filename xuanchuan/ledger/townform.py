"""The form a town fills in and the county reads back: one row an event, a bad row held and named, none lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xuanchuan.files.sheets import Sheet, SheetColumn, workbook_bytes
from xuanchuan.ledger.amounts import read_figure
from xuanchuan.ledger.discretion import discreet
from xuanchuan.ledger.figures import BY_NAME, BY_WORD, KINDS
from xuanchuan.ledger.spoken import campaign_of, read_past_day
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import Event, Figure
from xuanchuan.model.occasion import KeyDate

HEADER_WITHIN = 5
# A row with nothing but one sentence in it is a remark at the foot of the form.
REMARK_FROM = 12
FIELDS: Mapping[str, tuple[str, ...]] = {
    "日期": ("日期", "时间", "活动日期", "活动时间", "开展时间", "举办时间"),
    "名称": ("名称", "活动名称", "活动", "活动主题", "活动内容", "内容", "主题"),
    "形式": ("形式", "活动形式", "方式", "宣传形式"),
    "地点": ("地点", "活动地点", "场所", "举办地点"),
    "乡镇": ("乡镇", "乡镇(街道)", "镇街", "街道", "镇", "所在乡镇"),
    "村": ("村", "村(社区)", "村名", "行政村", "村居", "社区"),
    "联合单位": ("联合单位", "参与单位", "协办单位", "配合单位"),
    "法律": ("法律", "宣传的法律", "法律法规", "宣传法律"),
    "媒体": ("媒体", "宣传媒体", "媒介"),
}
TITLES = (
    SheetColumn("日期", 12),
    SheetColumn("活动名称", 24),
    SheetColumn("形式", 12),
    SheetColumn("地点", 16),
    SheetColumn("乡镇（街道）", 14),
    SheetColumn("村（社区）", 14),
    SheetColumn("联合单位", 18),
    *(SheetColumn(f"{kind.name}（{kind.measure}）", 10) for kind in KINDS),
    SheetColumn("宣传的法律", 20),
    SheetColumn("媒体", 12),
)
REMARKS = (
    "一行一场活动。日期写成 2026-12-04。数出来的写数字；估计的前面加“约”，例如 约200。没有的空着，不要写 0。",
    "这张表不登记求助群众的姓名、电话、住址和案情。",
    "填好后交回县妇联，县里运行：  xuanchuan log import 这个文件",
)
NOTHING = ("", "/", "-", "—", "无", "0", "○")


@dataclass(frozen=True, slots=True)
class Held:
    """A row that was not entered: its number in the file (from 1) and why."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class ReadForm:
    """What a filled form holds: events with the row each stands in, held rows, and columns nobody could place."""

    events: tuple[tuple[int, Event], ...]
    held: tuple[Held, ...]
    columns: Mapping[str, str]
    strange: tuple[str, ...]


def form_bytes(unit: str, year: int, made: date, town: str = "", villages: Sequence[str] = ()) -> bytes:
    """The empty form as a workbook, with ``town`` filled in and its villages on a sheet of their own if given."""
    blank = tuple(tuple(town if column.title.startswith("乡镇") else "" for column in TITLES) for _ in range(40))
    sheets = [Sheet(f"{year}年", TITLES, blank, remarks=REMARKS, heading=f"{town or unit} {year}年普法活动登记表")]
    if villages:
        rows = tuple((name,) for name in villages)
        sheets.append(Sheet("村名", (SheetColumn("村（社区）", 24),), rows))
    return workbook_bytes(f"{year}年普法活动登记表", tuple(sheets), made)


def read_form(rows: Iterable[Sequence[str]], today: date, key_dates: Sequence[KeyDate], source: str) -> ReadForm:
    """The events of a filled form; XuanchuanError when no row within the first five names a day and a figure."""
    numbered = [(number, [plain_cell(cell) for cell in row]) for number, row in enumerate(rows, 1)]
    found = next((pair for pair in numbered[:HEADER_WITHIN] if _is_header(pair[1])), None)
    if found is None:
        raise XuanchuanError(
            "认不出这张表的表头",
            where=source,
            why="前五行里没有“日期”和横幅、资料、咨询这样的列",
            hint="请用  xuanchuan log form  做的表，或把表头改成：日期、活动名称、资料、咨询……",
        )
    names = [column_name(cell) for cell in found[1]]
    events: list[tuple[int, Event]] = []
    held: list[Held] = []
    for number, cells in numbered:
        if number <= found[0] or not _says_something(names, cells):
            continue
        try:
            kept = {name: discreet(cell) for name, cell in _named(names, cells)}
            events.append((number, _event(kept, today, key_dates, source)))
        except XuanchuanError as error:
            held.append(Held(number, error.message + (f"（{error.why}）" if error.why else "")))
    pairs = zip(found[1], names, strict=True)
    strange = tuple(cell for cell, name in zip(found[1], names, strict=True) if cell and not name)
    return ReadForm(tuple(events), tuple(held), {cell: name for cell, name in pairs if name}, strange)


def column_name(title: str) -> str:
    """The ledger's name for a column title: a field, a figure, or '' where nobody knows; measures in brackets fall away."""
    plain = plain_cell(title)
    bare = re.sub(r"[(（][^()（）]*[)）]", "", plain).strip()
    for candidate in (plain, bare):
        for name, words in FIELDS.items():
            if candidate in words:
                return name
        if candidate in BY_WORD:
            return BY_WORD[candidate]
        stripped = re.sub(
            r"^(?:发放|悬挂|摆放|制作|接待|播放|发送)|(?:数量|总数|份数|条数|件数|人次|块数|数|量)$", "", candidate
        )
        if stripped in BY_WORD:
            return BY_WORD[stripped]
    return ""


def plain_cell(cell: str) -> str:
    """A cell with full-width forms and stray white space made plain."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", cell)).strip()


def _is_header(cells: Sequence[str]) -> bool:
    names = {column_name(cell) for cell in cells}
    return "日期" in names and bool(names & {*BY_NAME, "名称"})


def _says_something(names: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row tells of an event: more than its town stands in it, and it is no line of totals or remarks."""
    if is_remark(cells):
        return False
    return any(cell for name, cell in zip(names, cells, strict=False) if name and name != "乡镇")


def is_remark(cells: Sequence[str]) -> bool:
    """Whether a row is none of the table's own: a line of totals, or one long sentence alone."""
    said = [cell for cell in cells if cell]
    return (
        said[0].startswith(("合计", "总计", "小计")) or (len(said) == 1 and len(said[0]) > REMARK_FROM)
        if said
        else True
    )


def _named(names: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(name, cell) of the columns somebody knows; of two columns with one name the first that says something."""
    seen = set()
    for name, cell in zip(names, cells, strict=False):
        if name and cell and name not in seen:
            seen.add(name)
            yield name, cell


def _event(cells: Mapping[str, str], today: date, key_dates: Sequence[KeyDate], source: str) -> Event:
    if not cells.get("日期"):
        raise XuanchuanError("没有日期", hint="补上这一行的日期，再导入一次")
    match = read_past_day(_day(cells["日期"]), today, key_dates)
    figures = {name: _figure(name, cells[name]) for name in BY_NAME if cells.get(name, "") not in NOTHING}
    occasion = match.occasion
    return Event(
        day=match.day,
        title=cells.get("名称", "") or (occasion.name if occasion else "普法活动"),
        campaign=campaign_of(match, f"{cells['日期']} {cells.get('名称', '')}"),
        form=cells.get("形式", ""),
        place=cells.get("地点", ""),
        town=cells.get("乡镇", ""),
        village=cells.get("村", ""),
        partners=_list(cells.get("联合单位", "")),
        laws=tuple(name.strip("《》") for name in _list(cells.get("法律", ""))),
        media=_list(cells.get("媒体", "")),
        figures=figures,
        said="　".join(f"{name}：{cell}" for name, cell in cells.items()),
        source=source,
    )


def _day(text: str) -> str:
    """A day as a spreadsheet may hold it: 2026-12-04 00:00:00, or the days since 1900 that Excel shows as 46360."""
    text = text.removesuffix(" 00:00:00")
    if re.fullmatch(r"\d{5}", text):
        return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    return text


def date_of(text: str) -> date:
    """The day a cell holds; XuanchuanError when it is none."""
    try:
        return date.fromisoformat(_day(plain_cell(text)).replace(".", "-").replace("/", "-"))
    except ValueError as fault:
        raise XuanchuanError(
            f"日期写的是“{text[:20]}”", why="要写成 2026-12-04", hint="改好表里这一格，再导入一次"
        ) from fault


def _figure(name: str, text: str) -> Figure:
    figure = read_figure(text)
    if figure is None:
        raise XuanchuanError(f"{name}写的是“{text[:20]}”，不是一个数", hint="改好表里这一格，再导入一次")
    return figure


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[、,，;；/\n]+", text) if part.strip())

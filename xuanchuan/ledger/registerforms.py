"""The other registers' forms: stations, trainings, volunteers, consultations; filled by towns, read back row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xuanchuan.files.sheets import Sheet, SheetColumn, workbook_bytes
from xuanchuan.ledger.amounts import read_figure
from xuanchuan.ledger.registers import (
    Consultations,
    Training,
    Volunteers,
    save_consultations,
    save_trainings,
    save_volunteers,
)
from xuanchuan.ledger.stations import TRAITS, Station, save_stations
from xuanchuan.ledger.store import Ledger
from xuanchuan.ledger.townform import Held, date_of, is_remark, plain_cell
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.unit import Level

HEADER_WITHIN = 5
YES = frozenset(["√", "有", "是", "1", "Y", "y", "■", "●", "已建", "达标", "✓", "✔"])
NO = frozenset(["", "×", "无", "否", "0", "没有", "□", "○", "/", "-", "—", "N", "n"])
TOWN, VILLAGE = ("乡镇", "乡镇(街道)", "镇街", "街道", "镇"), ("村", "村(社区)", "村名", "行政村", "社区", "村居")


@dataclass(frozen=True, slots=True)
class RegisterForm:
    """One register's form: its columns (name -> other names it goes by), which must be there, how a row is read."""

    name: str
    columns: Mapping[str, tuple[str, ...]]
    needs: tuple[str, ...]
    read: Callable[[Mapping[str, str], date], Any]
    save: Callable[[Ledger, Iterable[Any]], int]
    widths: Mapping[str, int]
    remark: str


@dataclass(frozen=True, slots=True)
class ReadRegister:
    """What a filled form holds: records, held rows, and titles nobody could place."""

    form: RegisterForm
    records: tuple[Any, ...]
    held: tuple[Held, ...]
    strange: tuple[str, ...]


def _station(cells: Mapping[str, str], today: date) -> Station:
    village, town = cells.get("村", ""), cells.get("乡镇", "")
    traits = frozenset(name for name in TRAITS if _yes(name, cells.get(name, "")))
    level: Level = "村" if village else "乡" if town else "县"
    return Station(level, town, village, traits, today, cells.get("备注", ""))


def _yes(name: str, cell: str) -> bool:
    if cell in YES:
        return True
    if cell in NO:
        return False
    raise XuanchuanError(f"“{name}”写的是“{cell[:12]}”", why="有的打 √，没有的空着", hint="改好表里这一格，再导入一次")


def _training(cells: Mapping[str, str], today: date) -> Training:
    return Training(
        date_of(cells["日期"]),
        cells.get("级别", "县"),
        _number("人次", cells.get("人次", "0")),
        cells.get("内容", ""),
        cells.get("地点", ""),
        cells.get("举办单位", ""),
    )


def _volunteers(cells: Mapping[str, str], today: date) -> Volunteers:
    return Volunteers(
        cells["级别"],
        _number("队伍", cells.get("队伍", "0")),
        _number("人数", cells.get("人数", "0")),
        today,
        cells.get("乡镇", ""),
        cells.get("村", ""),
    )


def _consultations(cells: Mapping[str, str], today: date) -> Consultations:
    return Consultations(
        cells["月份"][:7],
        cells["类别"],
        _number("接待", cells.get("接待", "0")),
        _number("办结", cells.get("办结", "0")),
        _number("转介", cells.get("转介", "0")),
        cells.get("乡镇", ""),
    )


def _number(name: str, cell: str) -> int:
    figure = read_figure(cell) if cell else None
    if cell and figure is None:
        raise XuanchuanError(f"{name}写的是“{cell[:12]}”，不是一个数", hint="改好表里这一格，再导入一次")
    return figure.value if figure else 0


FORMS = (
    RegisterForm(
        "站点",
        {"乡镇": TOWN, "村": VILLAGE, **dict.fromkeys(TRAITS, ()), "备注": ()},
        ("村", "有人员"),
        _station,
        save_stations,
        {"乡镇": 14, "村": 14, "备注": 20},
        "一行一个村（社区），还没有建站点的也要列上。有的打 √，没有的空着。乡镇站点“村”空着，县级的“乡镇”也空着。",
    ),
    RegisterForm(
        "培训",
        {"日期": ("时间",), "级别": (), "内容": ("主题", "培训内容"), "地点": (), "举办单位": ("主办单位",), "人次": ("人数",)},
        ("日期", "人次", "级别"),
        _training,
        save_trainings,
        {"日期": 12, "内容": 28, "地点": 18, "举办单位": 20},
        "信访干部（含县级以上妇联）参加或举办的培训，一行一期。级别写 省、市、县。只记人次，不记姓名。",
    ),
    RegisterForm(
        "志愿者",
        {"级别": (), "乡镇": TOWN, "村": VILLAGE, "队伍": ("队伍数", "支数"), "人数": ("志愿者人数",)},
        ("级别", "队伍", "人数"),
        _volunteers,
        save_volunteers,
        {"乡镇": 14, "村": 14},
        "巾帼志愿者四级网络：级别写 市、县、乡、村。只记队伍数和人数，不记姓名。",
    ),
    RegisterForm(
        "咨询",
        {"月份": (), "乡镇": TOWN, "类别": ("诉求类别",), "接待": ("接待件数", "件数"), "办结": ("办结件数",), "转介": ("转介件数",)},
        ("月份", "类别", "接待"),
        _consultations,
        save_consultations,
        {"月份": 12, "乡镇": 14, "类别": 18},
        "月份写成 2026-11。只记件数，不登记求助群众的姓名、电话、住址和案情。",
    ),
)  # fmt: skip


def find_form(name: str) -> RegisterForm:
    """The form of that name; XuanchuanError with the names there are."""
    found = next((one for one in FORMS if one.name == name), None)
    if found is None:
        raise XuanchuanError(
            f"没有“{name}”这种登记表",
            why=f"有：活动、{'、'.join(one.name for one in FORMS)}",
            hint="xuanchuan log form",
        )
    return found


def register_form_bytes(form: RegisterForm, unit: str, made: date, places: Sequence[tuple[str, str]] = ()) -> bytes:
    """The empty form as a workbook; ``places`` (town, village) are filled in where the form has those columns."""
    columns = tuple(
        SheetColumn(name, form.widths.get(name, max(6, 2 * len(name) + 2)), tick=name in TRAITS)
        for name in form.columns
    )
    given = [{"乡镇": town, "村": village} for town, village in places] or [{}] * 40
    rows = tuple(tuple(row.get(name, "") for name in form.columns) for row in given)
    sheet = Sheet(form.name, columns, rows, remarks=(form.remark,), heading=f"{unit}{form.name}登记表")
    return workbook_bytes(f"{form.name}登记表", (sheet,), made)


def which_form(rows: Sequence[Sequence[str]]) -> tuple[RegisterForm, int] | None:
    """The register a table belongs to by its titles, and the row (from 0) they stand in; None for none of ours."""
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        for form in FORMS:
            names = {_name(form, cell) for cell in row}
            if names >= {*form.needs}:
                return form, number
    return None


def read_register(rows: Sequence[Sequence[str]], today: date) -> ReadRegister | None:
    """The records of a filled form; a row that cannot be read is held with its number, the others stand."""
    found = which_form(rows)
    if found is None:
        return None
    form, header = found
    names = [_name(form, cell) for cell in rows[header]]
    records, held = [], []
    for number, row in enumerate(rows[header + 1 :], header + 2):
        cells = {name: plain_cell(cell) for name, cell in zip(names, row, strict=False) if name and plain_cell(cell)}
        if not cells.keys() & {*form.needs} or is_remark(list(cells.values())):
            continue
        try:
            records.append(form.read(cells, today))
        except KeyError as fault:
            held.append(Held(number, f"缺 {fault.args[0]}"))
        except XuanchuanError as error:
            held.append(Held(number, error.message + (f"（{error.why}）" if error.why else "")))
    strange = tuple(cell for cell, name in zip(rows[header], names, strict=True) if cell and not name)
    return ReadRegister(form, tuple(records), tuple(held), strange)


def _name(form: RegisterForm, title: str) -> str:
    plain = plain_cell(title)
    return next((name for name, others in form.columns.items() if plain == name or plain in others), "")

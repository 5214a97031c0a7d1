"""The year's figures as a workbook: a sheet for each way of counting, one of every event, one of coverage."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xuanchuan.files.sheets import Sheet, SheetColumn, Value, workbook_bytes
from xuanchuan.ledger.figures import KINDS
from xuanchuan.ledger.reporting import Facts, sections
from xuanchuan.ledger.stations import TownCoverage, together
from xuanchuan.ledger.statistics import Tally

COUNTED = tuple(SheetColumn(f"{kind.name}（{kind.measure}）", 14) for kind in KINDS)
REMARK = "标“估”的是估计数，其余是数出来的。同一场宣传了两部法、用了两种媒体的，在各自名下都算。"


def statistics_bytes(facts: Facts) -> bytes:
    """The workbook; the same ledger and day give the same bytes."""
    year, names = facts.year, facts.names
    sheets = [
        _view(
            "按节点",
            "节点",
            [one.tally for one in sections(facts)],
            lambda name: names.get(name, name) or "其他",
            year.whole,
        ),
        _view("按乡镇", "乡镇（街道）", year.by_town, lambda name: name or "本级", year.whole),
        _view("按月", "月份", year.by_month, str, year.whole),
        _view("按形式", "形式", year.by_form, lambda name: name or "其他", year.whole),
        _view("按法律", "法律", year.by_law, lambda name: f"《{name}》" if name else "没有写明", None),
        _view("按媒体", "媒体", year.by_medium, lambda name: name or "没有写明", None),
        _events(facts),
    ]
    if facts.towns:
        sheets.append(_coverage(facts.towns))
    return workbook_bytes(f"{year.first.year}年普法宣传统计", tuple(sheets), facts.today)


def _view(name: str, title: str, tallies: Sequence[Tally], say: Callable[[str], str], whole: Tally | None) -> Sheet:
    rows = [_row(say(one.name), one) for one in tallies]
    strong = frozenset([len(rows)]) if whole else frozenset[int]()
    return Sheet(
        name,
        (SheetColumn(title, 24), SheetColumn("场次", 8), *COUNTED),
        tuple([*rows, _row("合计", whole)] if whole else rows),
        strong,
        (REMARK,),
        bars=len(rows),
    )


def _row(name: str, tally: Tally) -> tuple[Value, ...]:
    totals = (tally.total(kind.name) for kind in KINDS)
    return (name, tally.held, *(total.value if not total.estimated else str(total) for total in totals))


def _events(facts: Facts) -> Sheet:
    columns = (
        SheetColumn("序号", 8),
        SheetColumn("日期", 12),
        SheetColumn("名称", 28),
        SheetColumn("节点", 18),
        SheetColumn("地点", 24),
        SheetColumn("联合单位", 24),
        *COUNTED,
        SheetColumn("来源", 16),
    )
    rows = [
        (
            one.number,
            one.event.day,
            one.event.title,
            facts.names.get(one.event.campaign, one.event.campaign),
            one.event.where,
            "、".join(one.event.partners),
            *(_figure(one.event.figures.get(kind.name)) for kind in KINDS),
            one.event.source,
        )
        for one in facts.entries
    ]
    return Sheet("活动", columns, tuple(rows))


def _figure(figure: object) -> Value:
    from xuanchuan.model.ledger import Figure

    if not isinstance(figure, Figure):
        return None
    return str(figure) if figure.estimated else figure.value


def _coverage(towns: Sequence[TownCoverage]) -> Sheet:
    titles = ("已建站点", "“四有”齐全", "“五个一”", "今年有活动")
    columns = (
        SheetColumn("乡镇（街道）", 20),
        *(column for title in titles for column in (SheetColumn(title, 12), SheetColumn("占比", 8))),
        SheetColumn("还没有站点", 40),
        SheetColumn("今年没有活动", 40),
    )
    rows = [
        (
            town.town,
            *_shares(town.built, town.four, town.five, town.reached),
            "、".join(town.missing),
            "、".join(town.unreached),
        )
        for town in towns
    ]
    whole = _shares(*(together(getattr(town, name) for town in towns) for name in ("built", "four", "five", "reached")))
    return Sheet("覆盖", columns, (*rows, ("合计", *whole, "", "")), frozenset([len(rows)]))


def _shares(*shares: object) -> tuple[str, ...]:
    return tuple(text for share in shares for text in (str(share), getattr(share, "percent", "")))

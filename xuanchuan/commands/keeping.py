"""What the ledger's commands share: where the ledger is, what a year's report is told from, how rows are shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.desk import Desk

if TYPE_CHECKING:
    from xuanchuan.ledger.reporting import Facts
    from xuanchuan.ledger.store import Ledger

YEAR = click.option("--year", type=int, metavar="年份", help="哪一年的，不写就是今年。")


def ledger_path(desk: Desk) -> Path:
    """The ledger of the project, or of the folder one is in where there is no project."""
    from xuanchuan.ledger.store import FILE

    return (desk.project.folder if desk.project else desk.cwd) / FILE


def root_of(desk: Desk) -> Path:
    """The folder below which outputs are looked for."""
    return ledger_path(desk).parent


def writable(desk: Desk) -> Ledger:
    """The ledger open for writing, made where there is none."""
    import secrets

    from xuanchuan.ledger.store import open_ledger

    return open_ledger(ledger_path(desk), f"L{secrets.token_hex(4)}")


@contextmanager
def readable(desk: Desk) -> Iterator[Ledger | None]:
    """The ledger open for reading; None where nothing has been entered yet."""
    from xuanchuan.ledger.store import open_to_read

    path = ledger_path(desk)
    if not path.is_file():
        yield None
        return
    with open_to_read(path) as ledger:
        yield ledger


def facts_of(desk: Desk, ledger: Ledger, year: int, listed: bool = True) -> Facts:
    """Everything a report may say of a year, as it is at one moment; ``listed`` False leaves the single events out.

    The single events are read when they are wanted: the ledger stays open until the report is written.
    """
    from xuanchuan.dates import all_occasions, in_province, load_key_dates
    from xuanchuan.ledger import assessment, registers, stations
    from xuanchuan.ledger.gaps import find_gaps
    from xuanchuan.ledger.listing import Listing
    from xuanchuan.ledger.reporting import Facts
    from xuanchuan.ledger.statistics import Crossing, count_year, in_roster_order
    from xuanchuan.materials import load_campaigns

    first, last = date(year, 1, 1), date(year, 12, 31)
    ledger.hold()
    counted = count_year(ledger, first, last)
    key_dates = in_province(load_key_dates(desk.own("campaigns")), desk.unit.province)
    campaigns = load_campaigns(desk.own("campaigns"))
    register = stations.stations(ledger)
    reached = stations.reached_villages(ledger, first, last)
    towns = stations.coverage(register, reached)
    counted = in_roster_order(counted, [one.town for one in towns])
    phases, indicators = assessment.load_assessment(desk.own("campaigns"))
    trained = registers.trainings(ledger, assessment.trained_since(year), last)
    volunteers = registers.volunteers(ledger)
    with_campaign = frozenset(one.key_date for one in campaigns)
    standing = assessment.Standing(counted, with_campaign, register, reached, len(trained), volunteers)
    planned = [
        one for one in all_occasions(key_dates, year) if one.key_date.weight == "重点" and not one.key_date.part_of
    ]
    return Facts(
        unit=desk.unit,
        today=desk.today,
        year=counted,
        entries=Listing(ledger, first, last) if listed else (),
        names={one.id: one.name for one in key_dates},
        towns=towns,
        gaps=find_gaps(counted, planned, campaigns, towns, desk.today),
        phase=assessment.phase_of(phases, year),
        scored=assessment.score(indicators, standing),
        trainings=trained,
        volunteers=volunteers,
        consultations=registers.consultations(ledger, year),
        crossing=Crossing(ledger, first, last),
    )


def say_nothing_yet(desk: Desk, wanted: bool = False) -> None:
    """There is no ledger yet, and how to begin one; XuanchuanError where a file was ``wanted`` and none is written."""
    from xuanchuan.model.error import XuanchuanError

    if wanted:
        raise XuanchuanError(
            "台账里还没有登记，没有写文件",
            where=str(ledger_path(desk)),
            why="报告里的数都从台账来，没有登记就没有数",
            hint='xuanchuan log add "12.4 广场宣传，资料500"；或者  xuanchuan log import 乡镇交来的表.xlsx',
        )
    desk.show("台账里还没有登记。")
    desk.say('下一步：xuanchuan log add "12.4 广场宣传，横幅2 展板6 资料500 咨询31 到场约200人 司法局法院联合"')

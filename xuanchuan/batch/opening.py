"""A roster file opened: the table that lists villages, the sheet that lists townships, every column accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from xuanchuan.batch.columns import read_header, towns_header
from xuanchuan.batch.fields import needs
from xuanchuan.batch.roster import Roster
from xuanchuan.files.rows import Rows, read_tables
from xuanchuan.materials.templates import Template
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.roster import RosterColumn
from xuanchuan.model.unit import Unit


def open_roster(
    path: Path,
    templates: Iterable[Template],
    columns: tuple[RosterColumn, ...],
    parent: Unit,
    named: Mapping[str, str],
) -> Roster:
    """The roster of a file for these templates; XuanchuanError when no table of it lists villages.

    ``named`` is what the officer said of its columns: title -> name in the roster.
    """
    rows, header = read_header(read_tables(path), columns, named, str(path))
    towns = _towns(path, rows, columns)
    roster = Roster(rows, header, columns, needs(templates, columns, header), parent, towns)
    if missing := roster.lacking():
        raise XuanchuanError(
            f"材料上要印{'、'.join(missing)}，名单里没有这一列，单位资料里也没有填",
            where=str(path),
            hint=f"在名单里加上“{missing[0]}”一列；或者填写单位资料：  xuanchuan init",
        )
    return roster


def _towns(path: Path, villages: Rows, columns: tuple[RosterColumn, ...]) -> Rows | None:
    """The sheet of the same workbook that lists townships and no villages."""
    if villages.reading != "表格":
        return None
    return next((one for one in read_tables(path) if towns_header(one, columns)), None)

"""A wall calendar as grids of exact height: a month a page with its list on the back, or the year on one sheet.

Every row of every page has its height in millimetres, so that a month is one page whatever prints it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xuanchuan.model.calendar import WallCalendar
from xuanchuan.render.looks import Look, Page, look_in
from xuanchuan.render.units import millimetres
from xuanchuan.render.wall.back import back_pages
from xuanchuan.render.wall.cells import Grid, Room
from xuanchuan.render.wall.month import month_table
from xuanchuan.render.wall.year import year_table

__all__ = ["Sheets", "month_sheets", "year_sheet"]

A3 = (420, 297)


@dataclass(frozen=True, slots=True)
class Sheets:
    """A calendar's title, its pages in order, and the look and paper they are laid out for."""

    title: str
    grids: Sequence[Grid]
    look: Look
    page: Page


def month_sheets(wall: WallCalendar) -> Sheets:
    """Twelve months, A4 on the long side, each with its overleaf; printed on both sides, backs meet their fronts."""
    look = look_in("wall")
    room = Room(millimetres(look.page.text_width), look)
    grids = [grid for page in wall.pages for grid in (month_table(page, wall, room), *back_pages(page, wall, room))]
    return Sheets(wall.title, grids, look, look.page)


def year_sheet(wall: WallCalendar) -> Sheets:
    """The whole year on one sheet of A3: twelve small months, each with its dates beside it."""
    look = look_in("wall")
    width, height = A3
    page = replace(look.page, width=width, height=height)
    grid = year_table(wall, Room(millimetres(page.text_width), look))
    return Sheets(f"{wall.title}全年表", [grid], look, page)

"""A wall calendar as a Word file: a month a page with its list on the back, or the year on one sheet of A3.

Every row of every page has an exact height, so that a month is one page in Word, WPS and LibreOffice alike.
"""

from __future__ import annotations

from dataclasses import replace

from xuanchuan.model.calendar import WallCalendar
from xuanchuan.model.document import Document
from xuanchuan.render.docx.package import base, finished
from xuanchuan.render.docx.place import Place, paragraph
from xuanchuan.render.docx.wall.back import back_pages
from xuanchuan.render.docx.wall.month import month_table
from xuanchuan.render.docx.wall.year import year_table
from xuanchuan.render.docx.xml import Element, element, millimetres
from xuanchuan.render.looks import Look, Page, look_in

__all__ = ["monthly", "yearly"]

A3 = (420, 297)


def monthly(wall: WallCalendar) -> bytes:
    """Twelve months, A4 on the long side, each with its overleaf; printed on both sides, backs meet their fronts."""
    look = look_in("wall")
    place = _place(look, look.page)
    tables = [
        table for page in wall.pages for table in (month_table(page, wall, place), *back_pages(page, wall, place))
    ]
    return _file(wall.title, tables, look, look.page)


def yearly(wall: WallCalendar) -> bytes:
    """The whole year on one sheet of A3: twelve small months, each with its dates beside it."""
    look = look_in("wall")
    width, height = A3
    page = replace(look.page, width=width, height=height)
    return _file(f"{wall.title}全年表", [year_table(wall, _place(look, page))], look, page)


def _place(look: Look, page: Page) -> Place:
    return Place(element("body"), millimetres(page.text_width), look)


def _file(title: str, tables: list[Element], look: Look, page: Page) -> bytes:
    word = base(Document(title, "form", ()), look, page)
    body = word.element.body
    section = body[-1]
    for number, table in enumerate(tables):
        body.extend([paragraph("wall_break", [], element("pageBreakBefore") if number else None), table])
    body.extend([paragraph("wall_break", []), section])
    return finished(word)

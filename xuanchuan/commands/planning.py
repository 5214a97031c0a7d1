"""What a year is planned from: the unit's key dates, campaigns, standard steps and the workdays."""

from __future__ import annotations

from pathlib import Path

from xuanchuan.calendar.year import Sources
from xuanchuan.dates import in_province, load_key_dates, load_steps, load_workdays
from xuanchuan.desk import Desk
from xuanchuan.materials import load_campaigns, load_hotlines
from xuanchuan.materials.months import load_themes
from xuanchuan.model.unit import Hotline, Unit


def hotlines_of(unit: Unit) -> tuple[Hotline, ...]:
    """The bundled hotlines, 12338 with the unit's own hours where it has given them."""
    return unit.answers(load_hotlines())


def sources(desk: Desk, holidays: Path | None = None) -> Sources:
    """The bundled data with the project's own over it, for the unit's province."""
    own = desk.own("campaigns")
    key_dates = in_province(load_key_dates(own), desk.unit.province)
    return Sources(key_dates, load_campaigns(own), load_steps(own), load_workdays(holidays), load_themes(own))

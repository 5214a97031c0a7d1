"""YearPlan -> Document: 年度普法工作计划, by the report template of that name or the project's own."""

from __future__ import annotations

from pathlib import Path

from xuanchuan.materials import planning
from xuanchuan.materials.compose import assemble
from xuanchuan.materials.templates import find_template, load_templates
from xuanchuan.model.document import Document, Slot
from xuanchuan.model.yearplan import YearPlan

SHELF, NAME = "reports", "yearplan"


def compose_year_plan(plan: YearPlan, extra: Path | None = None) -> Document:
    """The plan as an official document; ``extra`` is a project's ``templates`` folder. XuanchuanError names a bad line."""
    names = {
        "slot": Slot,
        "plan": plan,
        "unit": plan.unit,
        "here": planning.here(plan.unit),
        "lower_units": planning.lower_units(plan.unit),
    }
    return assemble(find_template(load_templates(extra, SHELF), NAME), names)

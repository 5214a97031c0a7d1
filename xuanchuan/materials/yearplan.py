"""YearPlan -> Document: 年度普法工作计划, by the template ``templates/yearplan.md.j2`` or the project's own."""

from __future__ import annotations

from pathlib import Path

from xuanchuan.files.bundled import folder
from xuanchuan.files.encodings import decode
from xuanchuan.materials import planning
from xuanchuan.materials.compose import filled_blocks
from xuanchuan.materials.templates import Template, read_template
from xuanchuan.model.document import Document, Slot
from xuanchuan.model.yearplan import YearPlan

NAME = "yearplan.md.j2"


def compose_year_plan(plan: YearPlan, extra: Path | None = None) -> Document:
    """The plan as an official document; ``extra`` is a project's ``templates`` folder. XuanchuanError names a bad line."""
    template = _template(extra)
    names = {
        "slot": Slot,
        "plan": plan,
        "unit": plan.unit,
        "here": planning.here(plan.unit),
        "lower_units": planning.lower_units(plan.unit),
    }
    title, blocks = filled_blocks(template, names)
    return Document(title=title, layout=template.facts.layout, blocks=blocks)


def _template(extra: Path | None) -> Template:
    own = extra / NAME if extra else None
    if own is not None and own.exists():
        return read_template(decode(own.read_bytes(), str(own)), "yearplan", str(own))
    return read_template((folder("templates") / NAME).read_text(encoding="utf-8"), "yearplan", NAME)

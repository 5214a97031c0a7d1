"""The 任务单 page: one self-contained file to fill in with a mouse or a keyboard, saving what ``run`` carries out."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment, StrictUndefined

from xuanchuan.files.bundled import folder
from xuanchuan.render.looks import screen_style


@dataclass(frozen=True, slots=True)
class Day:
    """A day to choose: what goes into the file, and what the person reads."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A material to tick: its name and what it is for."""

    name: str
    purpose: str


@dataclass(frozen=True, slots=True)
class TaskPage:
    """All that the page offers."""

    unit: str
    days: tuple[Day, ...]
    partners: tuple[str, ...]
    materials: tuple[Offer, ...]


def task_page(page: TaskPage) -> bytes:
    """The page as UTF-8; nothing in it is fetched from anywhere, everything typed is escaped."""
    text = (folder("templates") / "layouts" / "task.html.j2").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(text).render(page=page, screen=screen_style()).encode("utf-8")

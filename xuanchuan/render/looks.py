"""Looks: what a layout file in ``templates/layouts/`` says about page, colours and styles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from xuanchuan.files.bundled import folder
from xuanchuan.files.toml import parse_toml
from xuanchuan.model.document import Document

LAYOUTS = ("official", "flyer", "handout", "form", "script", "slogans")

FIXED_COLORS = {"paper": "FFFFFF", "slot": "FFF2AB"}

_COLOR = re.compile("[0-9A-Fa-f]{6}")

# How much of the accent the paler colours take.
_SHADES = {"tint": 0.07, "rule": 0.4, "head": 0.13, "line": 0.55}

_INHERITED = ("font", "size", "line", "tight", "space_latin")


@dataclass(frozen=True, slots=True)
class Font:
    """A font by role: the name written into files, stand-ins in order, and what helps to choose one."""

    name: str
    alt: tuple[str, ...]
    family: str
    panose: str
    css: str


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in millimetres; ``line_pitch`` (twentieths of a point) sets a line grid, 0 none."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float
    numbers: Literal["outer", "center", "none"]
    contents: bool = False
    banner: bool = False
    bands: bool = False
    tinted: bool = False
    line_pitch: int = 0

    @property
    def text_width(self) -> float:
        """Width of the type area in millimetres."""
        return self.width - self.left - self.right

    def turned(self) -> Page:
        """The same paper lying on its long side: the margins turn with it."""
        return replace(
            self,
            width=self.height,
            height=self.width,
            top=self.left,
            bottom=self.right,
            left=self.bottom,
            right=self.top,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Points for sizes and distances; ``first``, ``left``, ``right`` in characters.

    A negative ``first`` hangs. ``level`` is the outline level, 0 for text. Colours are names of the look.
    """

    name: str
    font: str
    size: float
    line: float
    rule: Literal["atLeast", "exact"] = "atLeast"
    bold: bool = False
    color: str = ""
    fill: str = ""
    align: Literal["left", "both", "center", "right"] = "left"
    before: float = 0
    after: float = 0
    first: float = 0
    left: float = 0
    right: float = 0
    tight: float = 0
    space_latin: bool = True
    snap: bool = True
    keep_next: bool = False
    keep_lines: bool = False
    level: int = 0
    underline: str = ""
    bar: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """One layout: page, colours by name (six hex digits), and styles by role."""

    layout: str
    page: Page
    colors: Mapping[str, str]
    styles: Mapping[str, Style]

    def color(self, name: str) -> str:
        """The six hex digits of a colour of this look."""
        return self.colors[name]


def look_of(document: Document) -> Look:
    """The look of a document's layout, in the document's own colour where the layout takes one."""
    found = look(document.layout)
    if not (found.page.tinted and _COLOR.fullmatch(document.accent)):
        return found
    accent = document.accent.upper()
    shades = {name: _mixed(accent, share) for name, share in _SHADES.items()}
    return replace(found, colors={**found.colors, "accent": accent, **shades})


@cache
def look(layout: str) -> Look:
    """The look of a layout; KeyError for a layout that does not exist."""
    if layout not in LAYOUTS:
        raise KeyError(layout)
    return look_in(layout)


@cache
def look_in(layout: str) -> Look:
    """The look of any file in ``templates/layouts``, such as the wall calendar's, which is no layout of a Document."""
    common, own = _read("common"), _read(layout)
    normal = common["styles"]["normal"] | own.get("styles", {}).get("normal", {})
    inherited = {key: normal[key] for key in _INHERITED if key in normal}
    own_styles = own.get("styles", {})
    names = [*common["styles"], *(name for name in own_styles if name not in common["styles"])]
    styles = {name: Style(**(inherited | common["styles"].get(name, {}) | own_styles.get(name, {}))) for name in names}
    colors = FIXED_COLORS | common["colors"] | own.get("colors", {})
    return Look(layout, Page(**(common["page"] | own.get("page", {}))), colors, styles)


@cache
def fonts() -> Mapping[str, Font]:
    """The fonts by role, in the order of ``fonts.toml``."""
    return {role: Font(**(entry | {"alt": tuple(entry["alt"])})) for role, entry in _read("fonts").items()}


@cache
def stylesheet() -> str:
    """The style sheet of the html pages, as written in ``page.css``."""
    return (folder("templates") / "layouts" / "page.css").read_text(encoding="utf-8")


def _mixed(color: str, share: float) -> str:
    """A share of a colour on white paper."""
    parts = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def _read(name: str) -> dict[str, Any]:
    return parse_toml((folder("templates") / "layouts" / f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml")

"""Looks: what a layout file in ``templates/layouts/`` says about page, colours and styles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Literal, get_args

from xuanchuan.files.bundled import folder
from xuanchuan.files.toml import parse_toml
from xuanchuan.model.document import Document, Layout

LAYOUTS: tuple[Layout, ...] = get_args(Layout)
LARGE_PRINTED = ("flyer", "handout", "booklet", "form", "script")
LARGE = 16

FIXED_COLORS = {"paper": "FFFFFF", "on_band": "FFFFFF", "slot": "FFF2AB", "red": "FF0000"}
INKS = ("accent", "safety", "quote", "on_band", "grey", "rule", "line", "red")
PICTURE_ACCENT = "9C1F2E"
GREYS = ("000000", "404040")
TINTS = ("band", "tint", "quote_tint", "safety_tint")

_COLOR = re.compile("[0-9A-Fa-f]{6}")

# How much of the accent the paler colours take.
_SHADES = {"tint": 0.07, "rule": 0.4, "head": 0.13, "line": 0.55}

_INHERITED = ("font", "size", "line", "tight", "space_latin")


@dataclass(frozen=True, slots=True)
class Font:
    """A font by role: the name written into files, stand-ins in order, and what helps to choose one.

    ``open`` are the stand-ins with open licences that PDF and pictures may use after all others.
    """

    name: str
    alt: tuple[str, ...]
    open: tuple[str, ...]
    family: str
    panose: str
    css: str


@dataclass(frozen=True, slots=True)
class Page:
    """Paper, margins and the side of a QR code in millimetres.

    ``line_pitch`` (twentieths of a point) sets a line grid, 0 none; ``sheet`` says that panels are laid on the paper.
    ``fit``: between which scales the print program may size the text so that a side fills its paper; ``strict``: what
    does not fit at the smallest is refused instead of running on. ``bleed`` is printed beyond the edges and cut off.
    """

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
    columns: int = 1
    sheet: Literal["", "card", "trifold"] = ""
    qr: float = 25
    fit: tuple[float, float] = (1, 1)
    strict: bool = False
    bleed: float = 0

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

    A negative ``first`` hangs. ``level`` is the outline level, 0 for text. Colours are names of the look. ``rule_around``
    and ``rule_between`` are the rules of 版记 in millimetres.
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
    rule_around: float = 0
    rule_between: float = 0


@dataclass(frozen=True, eq=False, slots=True)
class Look:
    """One layout: page, colours by name (six hex digits), and styles by role.

    Two looks are the same if they are one object, so that what is made of a look can be kept with it.
    """

    layout: str
    page: Page
    colors: Mapping[str, str]
    styles: Mapping[str, Style]

    def color(self, name: str) -> str:
        """The six hex digits of a colour of this look."""
        return self.colors[name]


def look_of(document: Document) -> Look:
    """The look of a document's layout: in the document's own colour where the layout takes one, without colour for
    a copier, in large print where the layout has room for it; one object for all documents it fits."""
    accent = document.accent.upper() if _COLOR.fullmatch(document.accent) else ""
    return _edition(document.layout, accent, document.black_white, document.large_print)


@lru_cache(maxsize=64)
def _edition(layout: str, accent: str, black_white: bool, large_print: bool) -> Look:
    found = look(layout)
    if black_white:
        found = replace(found, colors=_without_colour(found.colors))
    elif found.page.tinted and accent:
        found = replace(found, colors=_tinted(found.colors, accent))
    if large_print and layout in LARGE_PRINTED:
        found = replace(found, styles=_enlarged(found.styles))
    return found


def coloured(look: Look, document: Document) -> Mapping[str, str]:
    """The look's colours, or those of the document's own colour if it has one, whatever the layout takes."""
    if document.black_white:
        return look.colors
    own = document.accent if _COLOR.fullmatch(document.accent) else ""
    accent = own or (PICTURE_ACCENT if look.colors["accent"] in GREYS else "")
    return _tinted(look.colors, accent.upper()) if accent else look.colors


def _tinted(colors: Mapping[str, str], accent: str) -> Mapping[str, str]:
    shades = {name: _mixed(accent, share) for name, share in _SHADES.items()}
    return {**colors, "accent": accent, "band": accent, **shades}


def _without_colour(colors: Mapping[str, str]) -> Mapping[str, str]:
    """Black ink, white paper; only the head of a table keeps a light grey."""
    black = dict.fromkeys(INKS, "000000")
    white = dict.fromkeys(TINTS, "FFFFFF")
    return {**colors, **black, **white, "head": "EDEDED"}


def _enlarged(styles: Mapping[str, Style]) -> Mapping[str, Style]:
    """Every style at 16 points or more, what was larger growing less, lines in proportion."""
    scale = max(1.0, LARGE / styles["normal"].size)
    return {role: style if role == "gap" else _grown(style, scale) for role, style in styles.items()}


def _grown(style: Style, scale: float) -> Style:
    size = max(LARGE, min(style.size * scale, style.size + 4))
    return replace(style, size=size, line=round(style.line * size / style.size, 1))


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
    colors = {"band": colors["accent"]} | colors
    return Look(layout, Page(**(common["page"] | own.get("page", {}))), colors, styles)


@cache
def fonts() -> Mapping[str, Font]:
    """The fonts by role, in the order of ``fonts.toml``."""
    entries = {role: entry for role, entry in _read("fonts").items() if role != "packages"}
    lists = ("alt", "open")
    return {role: Font(**(entry | {key: tuple(entry[key]) for key in lists})) for role, entry in entries.items()}


@cache
def font_packages() -> tuple[str, ...]:
    """Packages of open fonts that pip can install, the best first."""
    return tuple(_read("fonts")["packages"])


@cache
def stylesheet() -> str:
    """The style sheet of the html pages, as written in ``page.css``."""
    return (folder("templates") / "layouts" / "page.css").read_text(encoding="utf-8")


@cache
def screen_style() -> str:
    """The colours, type and print rules that the program's own pages share, as written in ``screen.css``."""
    return (folder("templates") / "layouts" / "screen.css").read_text(encoding="utf-8")


def _mixed(color: str, share: float) -> str:
    """A share of a colour on white paper."""
    parts = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def _read(name: str) -> dict[str, Any]:
    return parse_toml((folder("templates") / "layouts" / f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml")

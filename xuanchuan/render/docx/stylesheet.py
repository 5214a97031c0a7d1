"""``styles.xml`` and ``fontTable.xml`` of a look: our own styles only, named in Chinese, no theme fonts."""

from __future__ import annotations

from functools import cache, lru_cache

from docx.opc.oxml import serialize_part_xml

from xuanchuan.render.docx.properties import paragraph_properties, run_properties
from xuanchuan.render.docx.xml import Element, element
from xuanchuan.render.looks import Font, Look, Style, fonts

DEFAULT = "Normal"


def style_id(role: str) -> str:
    """The id of a role's style: ``heading1`` is ``Heading1``, the default style is ``Normal``."""
    return "".join(part.capitalize() for part in role.split("_"))


@lru_cache(maxsize=64)
def styles_part(look: Look) -> bytes:
    """``styles.xml`` of a look."""
    made: bytes = serialize_part_xml(styles(look))
    return made


@cache
def font_part() -> bytes:
    """``fontTable.xml``."""
    made: bytes = serialize_part_xml(font_table())
    return made


def styles(look: Look) -> Element:
    """The ``w:styles`` element of a look."""
    normal = look.styles["normal"]
    defaults = element(
        "docDefaults",
        element("rPrDefault", _default_run(look, normal)),
        element("pPrDefault"),
    )
    return element(
        "styles",
        defaults,
        *(_style(role, style, look) for role, style in look.styles.items()),
        _default_character(),
        _default_table(),
    )


def font_table() -> Element:
    """The ``w:fonts`` element: each font with its stand-ins, so that a machine without it chooses well."""
    return element("fonts", *(_font(font) for font in fonts().values()))


def _default_run(look: Look, normal: Style) -> Element:
    properties = run_properties(normal, look, fonts()[normal.font])
    properties.append(element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    return properties


def _style(role: str, style: Style, look: Look) -> Element:
    is_default = role == "normal"
    return element(
        "style",
        element("name", val=style.name),
        None if is_default else element("basedOn", val=DEFAULT),
        element("next", val="Body") if style.level else None,
        element("qFormat"),
        paragraph_properties(style, look),
        run_properties(style, look, fonts()[style.font]),
        type="paragraph",
        default=True if is_default else None,
        customStyle=None if is_default else True,
        styleId=style_id(role),
    )


def _default_character() -> Element:
    return element(
        "style",
        element("name", val="Default Paragraph Font"),
        element("uiPriority", val=1),
        element("semiHidden"),
        element("unhideWhenUsed"),
        type="character",
        default=True,
        styleId="DefaultParagraphFont",
    )


def _default_table() -> Element:
    margins = element(
        "tblCellMar",
        element("top", w=0, type="dxa"),
        element("left", w=108, type="dxa"),
        element("bottom", w=0, type="dxa"),
        element("right", w=108, type="dxa"),
    )
    return element(
        "style",
        element("name", val="Normal Table"),
        element("uiPriority", val=99),
        element("semiHidden"),
        element("unhideWhenUsed"),
        element("tblPr", element("tblInd", w=0, type="dxa"), margins),
        type="table",
        default=True,
        styleId="TableNormal",
    )


def _font(font: Font) -> Element:
    return element(
        "font",
        element("altName", val=",".join(font.alt)),
        element("panose1", val=font.panose),
        element("charset", val="86"),
        element("family", val=font.family),
        element("pitch", val="variable"),
        name=font.name,
    )

"""Word refuses a file whose properties stand in the wrong order; WPS and LibreOffice are kinder."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
import render_samples as samples
from hypothesis import given, settings
from lxml import etree
from test_render_any_text import documents

from xuanchuan.model.error import XuanchuanError
from xuanchuan.render import render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# The children each element may have, in the order of ECMA-376 part 1 (those we write).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr shd tabs autoSpaceDE autoSpaceDN snapToGrid spacing "
    "ind jc outlineLvl sectPr",
    "rPr": "rFonts b bCs color spacing position sz szCs highlight lang",
    "tblPr": "tblpPr tblW tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW tcBorders shd tcMar vAlign",
    "tblBorders": "top left bottom right insideH insideV",
    "tcBorders": "top left bottom right",
    "pBdr": "top left bottom right between",
    "tblCellMar": "top left bottom right",
    "tcMar": "top left bottom right",
    "sectPr": "footerReference headerReference type pgSz pgMar cols titlePg docGrid",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "font": "altName panose1 charset family pitch",
    "settings": "zoom evenAndOddHeaders characterSpacingControl compat",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "p": "pPr bookmarkStart r hyperlink bookmarkEnd",
}
FREE = {"p"}  # runs and bookmarks alternate: only pPr must come first


def parts(data: bytes):
    with ZipFile(BytesIO(data)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}


def misplaced(root) -> list[str]:
    found = []
    for parent in root.iter(f"{W}*"):
        name = parent.tag.removeprefix(W)
        allowed = ORDER.get(name, "").split()
        if not allowed:
            continue
        children = [child.tag.removeprefix(W) for child in parent]
        if strange := [child for child in children if child not in allowed]:
            found.append(f"{name} holds {strange}")
        elif name in FREE:
            found += [f"{name}: pPr is not first"] * ("pPr" in children[1:])
        elif [allowed.index(child) for child in children] != sorted(allowed.index(child) for child in children):
            found.append(f"{name}: {children}")
    return found


def ill_formed(root) -> list[str]:
    cells = [cell for cell in root.iter(f"{W}tc") if cell[-1].tag != f"{W}p"]
    ids = [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart")]
    names = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    links = [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")]
    together = [one for one in root.iter(f"{W}tbl") if one.getnext() is not None and one.getnext().tag == f"{W}tbl"]
    return (
        ["a cell does not end with a paragraph"] * len(cells)
        + ["two tables grow together"] * len(together)
        + ["bookmarks share an id"] * (len(ids) != len(set(ids)))
        + ["a link leads nowhere"] * (not set(links) <= set(names))
    )


@pytest.mark.parametrize("name", samples.ALL)
def test_every_property_stands_in_schema_order(name):
    for part, root in parts(render(samples.ALL[name], "docx")).items():
        assert misplaced(root) == [], part
        assert ill_formed(root) == [], part


@settings(deadline=None, max_examples=80)
@given(documents)
def test_any_document_is_well_formed_for_word(document):
    try:
        data = render(document, "docx")
    except XuanchuanError as refused:
        assert "放不下" in refused.message  # a card or a panel has room for so much and no more
        return
    root = parts(data)["word/document.xml"]
    assert misplaced(root) == []
    assert ill_formed(root) == []


@pytest.mark.parametrize("name", samples.ALL)
def test_every_style_used_is_defined_and_named_in_chinese(name):
    found = parts(render(samples.ALL[name], "docx"))
    styles = {
        one.get(f"{W}styleId"): one.find(f"{W}name").get(f"{W}val")
        for one in found["word/styles.xml"].iter(f"{W}style")
    }
    used = {one.get(f"{W}val") for root in found.values() for one in root.iter(f"{W}pStyle")}
    assert used <= styles.keys()
    assert all(any("\u4e00" <= char <= "\u9fff" for char in styles[one]) for one in used)
    assert len(styles.values()) == len(set(styles.values()))

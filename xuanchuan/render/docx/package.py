"""The package around a Word document: a lean base of our own, and the finished zip with fixed times."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx import Document as WordDocument
from docx.opc.oxml import serialize_part_xml

from xuanchuan.model.document import Document
from xuanchuan.render.docx.footers import footers, section
from xuanchuan.render.docx.stylesheet import font_table, styles
from xuanchuan.render.docx.xml import Element, element
from xuanchuan.render.looks import Look, Page

STAMP = (1980, 1, 1, 0, 0, 0)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_COMPATIBILITY = "http://schemas.microsoft.com/office/word"
_TITLE_LIMIT = 255
_CORE_SPACE = f"{_PACKAGE}metadata/core-properties"
_CORE_LINK = f"{_PACKAGE}relationships/metadata/core-properties"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"


def base(document: Document, look: Look, page: Page) -> Any:
    """An empty document of the look, opened with python-docx: page, styles, settings, footers."""
    feet = footers(document, look, page)
    parts = {
        "styles": styles(look),
        "settings": _settings(even_and_odd=page.numbers == "outer"),
        "fontTable": font_table(),
        **{name: foot for name, (_, foot) in feet.items()},
    }
    relations = list(parts)
    ids = {name: (kind, f"rId{1 + relations.index(name)}") for name, (kind, _) in feet.items()}
    body = element("document", element("body", section(page, ids)))
    members = {
        "[Content_Types].xml": _content_types(relations),
        "_rels/.rels": _relations(
            [
                ("officeDocument", "word/document.xml"),
                (_CORE_LINK, "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": _core_properties(document),
        "word/document.xml": serialize_part_xml(body),
        "word/_rels/document.xml.rels": _relations([(_kind(name), f"{name}.xml") for name in relations]),
        **{f"word/{name}.xml": serialize_part_xml(part) for name, part in parts.items()},
    }
    return WordDocument(BytesIO(_zipped(members, ZIP_STORED)))


def finished(word: Any) -> bytes:
    """The bytes of a python-docx document; every member carries the same fixed time."""
    buffer = BytesIO()
    word.save(buffer)
    with ZipFile(buffer) as package:
        return _zipped({name: package.read(name) for name in package.namelist()})


def _zipped(members: dict[str, bytes], packing: int = ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", packing) as package:
        for name, data in members.items():
            info = ZipInfo(name, STAMP)
            info.compress_type = packing
            info.create_system = 0
            info.external_attr = 0
            package.writestr(info, data)
    return buffer.getvalue()


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _settings(*, even_and_odd: bool) -> Element:
    compatibility = element(
        "compat",
        element("spaceForUL"),
        element("balanceSingleByteDoubleByteWidth"),
        element("doNotLeaveBackslashAlone"),
        element("ulTrailSpace"),
        element("doNotExpandShiftReturn"),
        element("useFELayout"),
        element("compatSetting", name="compatibilityMode", uri=_COMPATIBILITY, val=15),
    )
    return element(
        "settings",
        element("zoom", percent=100),
        element("evenAndOddHeaders") if even_and_odd else None,
        element("characterSpacingControl", val="compressPunctuation"),
        compatibility,
    )


def _content_types(names: list[str]) -> bytes:
    kinds = {"/word/document.xml": f"{_WORD}document.main+xml", "/docProps/core.xml": _CORE}
    kinds |= {f"/word/{name}.xml": f"{_WORD}{_kind(name)}+xml" for name in names}
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    defaults = (
        f'<Default Extension="rels" ContentType="{_RELS}"/><Default Extension="xml" ContentType="application/xml"/>'
    )
    return _xml(f'<Types xmlns="{_PACKAGE}content-types">{defaults}{overrides}</Types>')


def _relations(targets: list[tuple[str, str]]) -> bytes:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else _OFFICE + kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return _xml(f'<Relationships xmlns="{_PACKAGE}relationships">{links}</Relationships>')


def _core_properties(document: Document) -> bytes:
    title = escape(" ".join(document.title.split())[:_TITLE_LIMIT])
    spaces = f'xmlns:cp="{_CORE_SPACE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    words = f"<dc:title>{title}</dc:title><dc:language>{escape(document.lang)}</dc:language>"
    return _xml(f"<cp:coreProperties {spaces}>{words}</cp:coreProperties>")


def _xml(root: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'.encode()

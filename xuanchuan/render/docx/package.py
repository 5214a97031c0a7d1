"""The package around a Word document: a lean base of our own, and the finished zip with fixed times."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx import Document as WordDocument
from docx.opc.oxml import CT_Types, serialize_part_xml

from xuanchuan.model.document import Document
from xuanchuan.render.docx.footers import footers, section
from xuanchuan.render.docx.stylesheet import font_part, styles_part
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
        "styles": styles_part(look),
        "settings": serialize_part_xml(_settings(even_and_odd=page.numbers == "outer")),
        "fontTable": font_part(),
        **{name: serialize_part_xml(foot) for name, (_, foot) in feet.items()},
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
        **{f"word/{name}.xml": part for name, part in parts.items()},
    }
    return WordDocument(BytesIO(_zipped(members, ZIP_STORED)))


def finished(word: Any) -> bytes:
    """The bytes of a python-docx document; every member carries the same fixed time."""
    return _zipped(dict(_saved(word.part.package)))


def _saved(package: Any) -> Iterator[tuple[str, bytes]]:
    """The members that python-docx would save, in its order, without packing them once for nothing."""
    parts = list(package.iter_parts())
    for part in parts:
        part.before_marshal()
    yield "[Content_Types].xml", _types_of(parts)
    yield "_rels/.rels", package.rels.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if len(part.rels):
            yield part.partname.rels_uri.membername, part.rels.xml


def _types_of(parts: list[Any]) -> bytes:
    """What kind of part each is: pictures by their endings, all else by name, as a picture with another's ending is."""
    endings, names = {"rels": _RELS, "xml": "application/xml"}, {}
    for part in parts:
        kind, ending = part.content_type, part.partname.ext.lower()
        if not kind.startswith("image/") or endings.setdefault(ending, kind) != kind:
            names[str(part.partname)] = kind
    kinds: Any = CT_Types
    types = kinds.new()
    for ending in sorted(endings):
        types.add_default(ending, endings[ending])
    for name in sorted(names):
        types.add_override(name, names[name])
    made: bytes = serialize_part_xml(types)
    return made


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

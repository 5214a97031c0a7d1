"""Packages around raw XML: a Word file, a workbook, a zip; what the nasty files and their tests are made of."""

from __future__ import annotations

import io
import zipfile

from docx import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{}</Types>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(body: str | bytes, head: str = "", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A Word file around a body of raw XML."""
    if isinstance(body, str):
        body = f"{head}<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    made = io.BytesIO()
    Document().save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, body if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def book(sheet: str, head: str = "", shared: str = "") -> bytes:
    """A workbook around one sheet of raw XML."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": TYPES.format(
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        ),
        "_rels/.rels": RELATIONS.format(
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": f'<workbook {S} xmlns:r="{OFFICE}"><sheets><sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": RELATIONS.format(
            f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            + (f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>' if shared else "")
        ),
        "xl/worksheets/sheet1.xml": f"{head}<worksheet {S}><sheetData>{sheet}</sheetData></worksheet>",
    } | ({"xl/sharedStrings.xml": shared} if shared else {})
    return packed({name: text.encode() for name, text in parts.items()})


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of members, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def cell(text: str) -> str:
    """A row of a sheet with one cell of text."""
    return f'<row><c t="inlineStr"><is><t>{text}</t></is></c></row>'


PARAGRAPH = "<w:p><w:r><w:t>反家庭暴力法第二十三条</w:t></w:r></w:p>"

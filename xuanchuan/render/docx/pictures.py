"""Pictures in a Word document: QR codes with their words beside them."""

from __future__ import annotations

from io import BytesIO

from docx.shared import Mm

from xuanchuan.model.document import Inlines, LineBreak, Qr, Text
from xuanchuan.render.codes import png
from xuanchuan.render.docx.place import Place, paragraph
from xuanchuan.render.docx.tables import Padding, cell, frame, gap, row
from xuanchuan.render.docx.xml import Element, element, millimetres

AIR = 3


def qr(block: Qr, place: Place) -> list[Element]:
    """The code at the left, what it is for and what it holds at the right."""
    side = place.look.page.qr
    column = millimetres(side + AIR)
    caption: Inlines = (Text(block.caption, strong=True), LineBreak()) if block.caption else ()
    words = (*caption, Text(block.content))
    cells = [
        cell(
            column,
            paragraph("card", [element("r", _picture(block, place, side) if place.part else element("drawing"))]),
        ),
        cell(place.width - column, paragraph("card", words)),
    ]
    return [frame([column, place.width - column], [row(cells)], None, Padding(20, 0, 20, 0)), gap()]


def _picture(block: Qr, place: Place, side: float) -> Element:
    inline = place.part.new_pic_inline(BytesIO(png(block.content)), Mm(side), Mm(side))
    inline.docPr.set("id", str(next(place.pictures)))
    inline.docPr.set("descr", f"二维码：{block.content}")
    drawing = element("drawing")
    drawing.append(inline)
    return drawing

"""What a material looks like, small: its first page as printed, or drawn from its words where nothing can print it."""

from __future__ import annotations

import struct
from base64 import b64encode

from xuanchuan.model.document import Document
from xuanchuan.model.error import XuanchuanError
from xuanchuan.render.miniature import miniature

WIDTH = 240


def thumbnail(document: Document) -> str:
    """The first page as an ``<img>`` that holds its own picture, or an ``<svg>``; same document, same fonts, same text.

    It is only seen: what stands beside it must name the material. Without the extra for pictures, without a Chinese
    font, and where a page cannot be set, it is drawn from the document's words.
    """
    from xuanchuan.render.typst import first_page

    try:
        picture = first_page(document, WIDTH)
    except XuanchuanError:
        return miniature(document)
    width, height = struct.unpack(">II", picture[16:24])
    data = b64encode(picture).decode("ascii")
    return f'<img src="data:image/png;base64,{data}" width="{width}" height="{height}" alt="">'

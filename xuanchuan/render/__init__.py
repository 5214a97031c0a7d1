"""A Document becomes bytes: docx, html, text, xlsx. Each format is a function by name, imported when first used."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from xuanchuan.model.document import Document
from xuanchuan.model.error import XuanchuanError

Renderer = Callable[[Document], bytes]

_RENDERERS = {
    "docx": "xuanchuan.render.docx:render",
    "html": "xuanchuan.render.html:render",
    "txt": "xuanchuan.render.text:render",
    "xlsx": "xuanchuan.render.xlsx:render",
}

FORMATS = tuple(_RENDERERS)


def render(document: Document, format: str) -> bytes:
    """The document's bytes in a format of ``FORMATS``: same document, same bytes.

    XuanchuanError for a format that does not exist.
    """
    if format not in _RENDERERS:
        raise XuanchuanError(f"不会做这种格式：{format}", hint=f"可用的格式：{'、'.join(FORMATS)}")
    module, _, name = _RENDERERS[format].partition(":")
    renderer = cast(Renderer, getattr(import_module(module), name))
    return renderer(document)

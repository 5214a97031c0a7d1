"""A Document becomes bytes: docx, html, text, xlsx, PDF, pictures. Each format is imported when first used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
    "pdf": "xuanchuan.render.typst:pdf",
    "屏幕版": "xuanchuan.render.typst:screen_pdf",
}
# Kinds of pictures; a long text takes more than one.
_PICTURES = ("png", "手机海报", "封面图", "方图")
_PRINTED = ("pdf", "屏幕版", *_PICTURES)

FORMATS = (*_RENDERERS, *_PICTURES)


@dataclass(frozen=True, slots=True)
class Rendered:
    """One file of a format: what its name ends with after the material's name, its kind, and its bytes."""

    ending: str
    kind: str
    data: bytes


def render(document: Document, format: str) -> bytes:
    """The document's bytes in a format of ``FORMATS``: same document, same bytes.

    XuanchuanError for a format that does not exist, and for one that takes several files: see ``render_files``.
    """
    made = render_files(document, format)
    if len(made) > 1:
        raise XuanchuanError(
            f"“{document.title}”做成 {format} 有 {len(made)} 个文件，不能当一个文件写出",
            hint=f"不写文件名，让程序自己取名：  --to {format}",
        )
    return made[0].data


def render_files(document: Document, format: str) -> tuple[Rendered, ...]:
    """The files a document becomes in a format, in reading order; all but long pictures and panels are one file."""
    if format in _PICTURES:
        from xuanchuan.render.typst import picture_files

        return tuple(_pictures(format, picture_files(document, format)))
    if format not in _RENDERERS:
        raise XuanchuanError(f"不会做这种格式：{format}", hint=f"可用的格式：{'、'.join(FORMATS)}")
    module, _, name = _RENDERERS[format].partition(":")
    renderer = cast(Renderer, getattr(import_module(module), name))
    kind = kind_of(format)
    return (Rendered(f".{kind}" if kind == format else f" {format}.{kind}", kind, renderer(document)),)


def kind_of(format: str) -> str:
    """The ending of a format's files: a 屏幕版 is a pdf, a 封面图 a png."""
    return "pdf" if format == "屏幕版" else "png" if format in _PICTURES else format


def remarks(formats: Iterable[str]) -> tuple[str, ...]:
    """What an officer should know of the fonts used, where a format sets type by itself."""
    if not set(formats) & set(_PRINTED):
        return ()
    from xuanchuan.render import typst

    return typst.remarks()


def _pictures(format: str, pictures: tuple[bytes, ...]) -> Iterable[Rendered]:
    named = "" if format == "png" else f" {format}"
    for number, data in enumerate(pictures, 1):
        yield Rendered(f"{named} {number}.png" if len(pictures) > 1 else f"{named}.png", "png", data)

"""What a village gets: a material in an edition and a format, and the name its file ends with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xuanchuan.materials.templates import Template, find_template
from xuanchuan.model.document import Document
from xuanchuan.model.error import XuanchuanError
from xuanchuan.render import FORMATS, kind_of

# What officers call them, where that is not the material's own name.
ALSO = {"单页": "宣传单", "传单": "宣传单", "喇叭稿": "广播稿"}
STAMPED = ("pdf", "屏幕版")  # formats of a plate set once and stamped for every village
EDITIONS = {"大字": {"large_print": True}, "黑白": {"black_white": True}}


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a village: the template, the format, what the material is called, its edition."""

    template: Template
    format: str
    name: str
    large_print: bool = False
    black_white: bool = False

    @property
    def ending(self) -> str:
        """宣传单-大字.docx."""
        kind = kind_of(self.format)
        return f"{self.name}.{kind}" if kind == self.format else f"{self.name} {self.format}.{kind}"

    def of(self, document: Document) -> Document:
        """The document in this edition."""
        return replace(document, large_print=self.large_print, black_white=self.black_white)


def read_pieces(names: Sequence[str], formats: Sequence[str], templates: tuple[Template, ...]) -> tuple[Piece, ...]:
    """The pieces that an officer's words mean: 联系卡, 单页-大字 …, each in the formats asked for or its usual ones.

    XuanchuanError for a material or a format that does not exist.
    """
    if unknown := [name for name in formats if name not in FORMATS]:
        raise XuanchuanError(
            f"不会做这种格式：{'、'.join(unknown)}", why=f"会做的有：{'、'.join(FORMATS)}", hint="--to docx,txt"
        )
    pieces = [piece for name in names for piece in _of_one(name, formats, templates)]
    return tuple(dict.fromkeys(pieces))


def _of_one(name: str, formats: Sequence[str], templates: tuple[Template, ...]) -> list[Piece]:
    word, *editions = name.split("-")
    known = {one.name for one in templates} | {one.id for one in templates}
    if name in known:
        word, editions = name, []
    if strange := [one for one in editions if one not in EDITIONS]:
        raise XuanchuanError(f"不认识“{name}”里的“{strange[0]}”", why="可以写 -大字、-黑白", hint=f"{word}-大字")
    template = find_template(templates, word if word in known else ALSO.get(word, word))
    chosen = {key: value for one in editions for key, value in EDITIONS[one].items()}
    said = "-".join([template.name, *editions])
    return [Piece(template, format, said, **chosen) for format in formats or template.facts.formats]

"""首页.html: a kit's one self-contained page, from values that the kit hands over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from xuanchuan.files.bundled import folder
from xuanchuan.model.document import Document
from xuanchuan.model.law import Excerpt
from xuanchuan.render.html import fragment, style_sheet
from xuanchuan.render.looks import screen_style


@dataclass(frozen=True, slots=True)
class Link:
    """A file beside the page: its name, the address to open it by, its number and what it is for."""

    name: str
    href: str
    number: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A material: its number, name, purpose, files, preview, slots left, how it looks, the text to copy ('' if none).

    ``picture`` is an element as ``thumbnail`` makes it.
    """

    number: str
    name: str
    purpose: str
    files: tuple[Link, ...]
    document: Document
    slots: int = 0
    picture: str = ""
    text: str = ""

    @property
    def copyable(self) -> bool:
        """Whether the page offers to copy the text."""
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the timeline, of what a person still has to do (``href``: where on the page), or of a next step."""

    day: str = ""
    what: str = ""
    owner: str = ""
    material: str = ""
    hint: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Medium:
    """A line of the media matrix: what is made for it, else what could be made, else neither."""

    medium: str
    what: str
    material: str
    could: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """Everything the page shows, in Chinese words ready to read."""

    title: str
    unit: str
    when: str
    countdown: str
    sample: bool
    todo: tuple[Row, ...]
    imports: tuple[str, ...]
    steps: tuple[Row, ...]
    remarks: tuple[str, ...]
    tasks: tuple[Row, ...]
    dropped: tuple[str, ...]
    pieces: tuple[Piece, ...]
    others: tuple[Link, ...]
    media: tuple[Medium, ...]
    more: tuple[Row, ...]
    command: str
    lacking: tuple[str, ...]
    laws: tuple[tuple[Excerpt, str], ...]
    footer: str


def home_page(home: Home) -> bytes:
    """The page as UTF-8 bytes; nothing in it is fetched from anywhere, everything typed is escaped."""
    shown = {name: getattr(home, name) for name in home.__slots__} | {
        "css": style_sheet(),
        "screen": screen_style(),
        "pieces": [
            {
                "number": piece.number,
                "name": piece.name,
                "purpose": piece.purpose,
                "files": piece.files,
                "slots": piece.slots,
                "picture": piece.picture,
                "copyable": piece.copyable,
                "text": piece.text,
                "html": fragment(piece.document, level=4, prefix=f"p{row}"),
            }
            for row, piece in enumerate(home.pieces, 1)
        ],
        "laws": [
            {
                "citation": law.citation,
                "number": f"{law.title}第{law.ref.article}条",
                "lines": law.lines,
                "gloss": law.note.gloss,
                "caution": law.note.caution,
                "version": version,
            }
            for law, version in home.laws
        ],
    }
    page: str = _template().render(home=shown)
    return page.encode("utf-8")


@cache
def _template() -> Template:
    text = (folder("templates") / "layouts" / "home.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(text)

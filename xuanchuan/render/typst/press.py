"""The press: data and the layout program become bytes; what cannot be printed is named, never left blank."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from xuanchuan.files import extras
from xuanchuan.files.bundled import folder
from xuanchuan.model.document import Document
from xuanchuan.model.error import XuanchuanError
from xuanchuan.render.front import located
from xuanchuan.render.looks import look
from xuanchuan.render.typst.fonts import Shelf

INSTALL = extras.install("pdf")
# PDF/A-2u is for archives, and refuses a character that no font can draw.
STANDARD = "a-2u"
# A PDF must carry a date; a fixed one keeps the same document the same bytes.
STAMP = datetime(1980, 1, 1, tzinfo=UTC)

_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_NO_ROOM = re.compile(r"放不下\|(.*)\|(-?\d+)")


def require() -> None:
    """XuanchuanError with the exact step when the extra that makes PDF and pictures is not installed."""
    extras.require("typst", "pdf", "还没有装做 PDF 和图片的部件", "docx、html、txt 不用它，照常能做")


def open_press(data: Mapping[str, Any], shelf: Shelf) -> Any:
    """A press with the data in it: what it has set once it need not set again."""
    import typst

    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return typst.Compiler(program(), font_paths=shelf.listing, ignore_system_fonts=True, sys_inputs={"data": words})


def print_pdf(document: Document, data: Mapping[str, Any], shelf: Shelf) -> bytes:
    """The PDF; XuanchuanError names the characters no font has and where they stand, or what has no room."""
    return _pdf(open_press(data, shelf), document)


def print_pictures(document: Document, data: Mapping[str, Any], shelf: Shelf, ppi: float = 72) -> Sequence[bytes]:
    """One PNG a page; first proved printable as a PDF, since a picture shows empty boxes without a word.

    Both come off one press: the pages it has set once it need not set again.
    """
    press = open_press(data, shelf)
    _pdf(press, document)
    return draw(press, document, ppi)


def draw(press: Any, document: Document, ppi: float) -> list[bytes]:
    """One PNG a page of what has been proved printable; XuanchuanError as for ``print_pdf``."""
    made = _run(press, document, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def ask(press: Any, document: Document, selector: str) -> list[Any]:
    """The values of the metadata of a label, in the order of the text, once everything is in its place."""
    import typst

    try:
        return [one["value"] for one in json.loads(press.query(selector))]
    except typst.TypstError as fault:
        raise _explained(document, f"{fault.message}\n{fault.diagnostic}") from fault


def prove(data: Mapping[str, Any], document: Document, shelf: Shelf) -> None:
    """That there is a glyph for each character of the data, by a PDF of those not seen before and nothing else.

    XuanchuanError as for ``print_pdf``. What is written with more than one character to a glyph is set as it stands.
    """
    words = {char for char in json.dumps(data, ensure_ascii=False) if char > "\x7f"} - shelf.drawable
    if any(unicodedata.category(char)[0] in "MC" for char in words):
        print_pdf(document, data, shelf)
        return
    import typst

    families = json.dumps(next(iter(shelf.faces.values())).families, ensure_ascii=False)[1:-1]
    trial = f"#set text(font: ({families}))\n#sys.inputs.data".encode()
    press: Any = typst.Compiler(
        trial, font_paths=shelf.listing, ignore_system_fonts=True, sys_inputs={"data": "".join(sorted(words))}
    )
    try:
        press.compile(trial, format="pdf", pdf_standards=[STANDARD], timestamp=STAMP)
    except typst.TypstError:
        print_pdf(document, data, shelf)  # says which, and where
    else:
        shelf.drawable.update(words)


def _pdf(press: Any, document: Document) -> bytes:
    made: bytes = _run(press, document, format="pdf", pdf_standards=[STANDARD], timestamp=STAMP)
    return made


def _run(press: Any, document: Document, **options: Any) -> Any:
    import typst

    try:
        return press.compile(program(), **options)
    except typst.TypstError as fault:
        raise _explained(document, f"{fault.message}\n{fault.diagnostic}") from fault


@cache
def program() -> bytes:
    """The layout program, one for all materials and all looks."""
    return (folder("templates") / "layouts" / "print.typ").read_bytes()


def _explained(document: Document, said: str) -> Exception:
    if missing := _missing(said):
        return _unprintable(document, missing)
    if match := _NO_ROOM.search(said):
        over = f"，约多出 {match[2]} 毫米" if int(match[2]) > 0 else ""
        return XuanchuanError(
            f"“{document.title}”的文字太多，这张纸放不下{over}",
            where=f"版面：{match[1]}",
            why="字再小就看不清了，所以没有做",
            hint="删短这一面的文字，再运行一次"
            if look(document.layout).page.sheet
            else "删短文字，或者改做 docx 自己排",
        )
    return RuntimeError(said)


def _missing(said: str) -> list[str]:
    """The characters that no font can draw, each once, in the order they stand."""
    found = (_ESCAPE.sub(lambda match: chr(int(match[1], 16)), words) for words in _MISSING.findall(said))
    return list(dict.fromkeys(char for words in found for char in words))


def _unprintable(document: Document, missing: Sequence[str]) -> XuanchuanError:
    named = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in missing[:8])
    places = list(dict.fromkeys(place for char in missing for place in located(document, char)))
    return XuanchuanError(
        f"这台电脑的字体里没有这{f'{len(missing)}个' if len(missing) > 1 else '个'}字：{named}",
        where=f"{document.title}：{'；'.join(places[:4])}" if places else document.title,
        why="照印会是空方框，所以没有做",
        hint="换成常用的写法（表情符号请删去），或者装一套收字更全的字体；docx 照常能做",
    )

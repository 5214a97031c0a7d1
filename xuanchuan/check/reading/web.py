"""Web pages: the words a reader sees, block by block; nothing fetched, nothing run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from xuanchuan.check.drafts import Draft, Line
from xuanchuan.files.decoding import read_plain

BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption",
     "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol",
     "option", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul")
)  # fmt: skip
UNSEEN = frozenset(("script", "style", "template", "noscript", "svg"))
# What may be left open at the end of a page, and what would end it.
OPEN_ENDED = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<", ">"))
SPACE = re.compile(r"[ \t\r\n\f]+")


def read(path: Path) -> Draft:
    """Read a page's words; pictures are counted."""
    page = _Page()
    page.feed(closed(read_plain(path).text))
    page.close()
    page.end_line()
    lines = tuple(Line(text, f"网页第{row}段", "page", row - 1) for row, text in enumerate(page.lines, 1))
    remarks = (f"网页里有 {page.pictures} 张图片，图片里的字没有检查",) if page.pictures else ()
    return Draft(path, "html", lines, remarks)


def closed(text: str) -> str:
    """The page with what it leaves open at its end closed: the parser would look for each end anew, over and over."""
    for opening, closing in OPEN_ENDED:
        if text.rfind(opening) > text.rfind(closing):
            text += closing
    return text


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.pictures = 0
        self._pieces: list[str] = []
        self._unseen = 0

    def end_line(self) -> None:
        """Close the block that is open, if it has words."""
        text = SPACE.sub(" ", "".join(self._pieces)).strip()
        self._pieces = []
        if text:
            self.lines.append(text)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Sections that only some programs know (<![a[…]]>) are passed over as comments are."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.rawdata.find(">", i) + 1 or -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        if tag in UNSEEN:
            self._unseen += 1
        elif tag == "img":
            self.pictures += 1
        elif tag in BLOCKS:
            self.end_line()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself."""
        if tag not in UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in BLOCKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        """Words between tags."""
        if not self._unseen:
            self._pieces.append(data)

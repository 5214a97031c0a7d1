"""The tags of a Word form before they run: in which paragraph each stands, and what is broken about one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from xuanchuan.files.archives import Archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = (("document", "正文"), ("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"))
_PART = re.compile(r"word/([a-z]+)\d*\.xml")
_SHOWN = 40

_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BRACES = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_WIDE = re.compile(r"｛\s*[｛{%％]|\{\s*｛|[｝}%％]\s*｝|｝\s*\}")
_BLOCK = re.compile(r"\{%[-+]?\s*(?:(?:tr|tc|p|r)\s+)?(\w+)")
_ENDS = {"endfor": "for", "endif": "if"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the form: where it stands (正文第3段) and its text, its runs joined."""

    place: str
    text: str

    @property
    def tagged(self) -> bool:
        """Whether it holds a tag, or what was meant as one."""
        return bool(_BRACES.search(self.text) or _WIDE.search(self.text))

    @property
    def names(self) -> frozenset[str]:
        """Every word that stands in a tag."""
        return frozenset(word for tag in _TAG.findall(self.text) for word in re.findall(r"\w+", tag))

    @property
    def words(self) -> str:
        """Its text as shown in a message."""
        return shown(self.text)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is broken, and where."""

    passage: Passage
    why: str


def passages(archive: Archive) -> Iterator[Passage]:
    """Every paragraph of the body, headers, footers and footnotes that has text, numbered as a reader counts."""
    for kind, named in _PARTS:
        for name in archive.names:
            match = _PART.fullmatch(name)
            if match and match[1] == kind:
                texts = [text for text in _paragraphs(archive.xml(name)) if text.strip()]
                yield from (Passage(f"{named}第{number}段", text) for number, text in enumerate(texts, 1))


def _paragraphs(root: Element) -> Iterator[str]:
    """The text of each paragraph; one inside another (a text box) speaks for itself."""
    for paragraph in root.iter(f"{_W}p"):
        yield "".join(_own_text(paragraph))


def _own_text(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag != f"{_W}p":
            yield from _own_text(child)


def fault_in(found: Sequence[Passage]) -> Fault | None:
    """The first broken tag: braces that do not pair within a paragraph, a for or if that never ends."""
    opened: list[tuple[str, Passage]] = []
    for passage in found:
        if why := _unpaired(passage.text) or _misnested(passage, opened):
            return Fault(passage, why)
    if opened:
        word, passage = opened[-1]
        return Fault(passage, f"{{% {word} %}} 没有配对的结尾，后面要有 {{% end{word} %}}")
    return None


def _unpaired(text: str) -> str:
    """Why the braces of a paragraph do not pair; empty when they do."""
    if _WIDE.search(text):
        return "花括号是全角的，要用英文输入法的 { }"
    waiting = ""
    for match in _BRACES.finditer(text):
        brace = match[0]
        if brace in _CLOSING and not waiting:
            waiting = brace
        elif waiting and brace == _CLOSING[waiting]:
            waiting = ""
        elif waiting:
            return f"{waiting} 后面没有配对的 {_CLOSING[waiting]}"
        else:
            return f"{brace} 前面没有配对的开头"
    return f"{waiting} 后面没有配对的 {_CLOSING[waiting]}，整个要写在同一段里" if waiting else ""


def _misnested(passage: Passage, opened: list[tuple[str, Passage]]) -> str:
    """Follow for and if over the paragraphs; why an end has nothing to end, or empty."""
    for word in _BLOCK.findall(passage.text):
        if word in _ENDS.values():
            opened.append((word, passage))
        elif word in _ENDS and (not opened or opened.pop()[0] != _ENDS[word]):
            return f"{{% {word} %}} 前面没有配对的 {{% {_ENDS[word]} %}}"
    return ""


def source_lines(xml: str) -> str:
    """A part's source with every paragraph on a line of its own, so that a line tells the paragraph."""
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", xml.replace("\n", " "))


def words_at(source: str, line: int) -> str:
    """The text of the paragraph at a line; where that holds no tag, of what stands right behind it."""
    pieces = [re.sub(r"<[^>]+>", "", piece) for piece in source.split("\n")[line - 1].split("</w:p>")]
    tagged = [piece for piece in pieces if "{{" in piece or "{%" in piece]
    return shown(" ".join(tagged or pieces))


def shown(text: str) -> str:
    """A paragraph's beginning, or what stands around its first tag, short enough for a message."""
    text = " ".join(text.split())
    at = text.find("{")
    start = max(0, at - 10) if len(text) > _SHOWN else 0
    return f"{'…' if start else ''}{text[start : start + _SHOWN]}{'…' if start + _SHOWN < len(text) else ''}"

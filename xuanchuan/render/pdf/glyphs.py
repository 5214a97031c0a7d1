"""The fonts of a finished PDF: which glyph a code draws and what it says; and a new font of chosen glyphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xuanchuan.render.pdf.objects import NotStampedError, Taken, stream, stream_of
from xuanchuan.render.pdf.outlines import Outline, font_of, outlines_of

_FONTS = re.compile(rb"/Font<<(.*?)>>", re.S)
_FONT = re.compile(rb"/(\w+) (\d+) 0 R")
_NAME = re.compile(rb"/FontName/(?:[A-Z]{6}\+)?([^/<>\[\]() ]+)")
_SAID = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f ]+)>")
_WIDTHS = re.compile(rb"/W\[(.*)\]", re.S)
_WIDTH_PART = re.compile(rb"(\d+)\s*\[([^\]]*)\]|(\d+)\s+(\d+)\s+([\d.]+)|\S")
_FILE = re.compile(rb"/(CIDSet|FontFile[23]?) \d+ 0 R")
_DEFAULT = re.compile(rb"/DW (\d+)")
MOST_SAID = 100  # entries in one table of what codes say
TAG = b"VALUES+"

_CMAP = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def
/CMapName /Values def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%bendcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph: what it says, how wide it is in thousandths, and how it is drawn."""

    text: str
    width: bytes
    outline: Outline


@dataclass(frozen=True, slots=True)
class Font:
    """An embedded font: its name without the mark of a part, its glyphs by code, its descriptor without its file."""

    name: bytes
    glyphs: Mapping[int, Glyph]
    descriptor: bytes
    compact: bool


def fonts_of(taken: Taken, resources: bytes) -> dict[bytes, Font]:
    """Name in the resources -> font."""
    found = _FONTS.search(resources)
    return {name: font_at(taken, int(number)) for name, number in _FONT.findall(found[1])} if found else {}


def font_at(taken: Taken, number: int) -> Font:
    """The font an object is; NotStampedError when it is embedded in a way not known."""
    whole = taken.objects[number]
    if b"/Identity-H" not in whole:
        raise NotStampedError("encoding")
    part = taken.named(whole, b"DescendantFonts")
    descriptor = taken.named(part, b"FontDescriptor")
    name = _NAME.search(descriptor)
    compact = b"/FontFile3" in descriptor
    if name is None or not (compact or b"/FontFile2" in descriptor):
        raise NotStampedError("font file")
    file = stream_of(taken.named(descriptor, b"FontFile3" if compact else b"FontFile2"))
    outlines, widths = outlines_of(file), _widths(part)
    said = _said(stream_of(taken.named(whole, b"ToUnicode")))
    glyphs = {
        code: Glyph(text, widths.get(code, b"0"), drawn)
        for code, text in said.items()
        if code and code < len(outlines) and (drawn := outlines[code]) is not None
    }
    return Font(name[1], glyphs, _FILE.sub(b"", descriptor), compact)


def _said(table: bytes) -> dict[int, str]:
    """Code -> the text it stands for."""
    if b"beginbfrange" in table:
        raise NotStampedError("ranges")
    body = table[table.find(b"endcodespacerange") :]
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "surrogatepass")
        for code, text in _SAID.findall(body)
    }


def _widths(part: bytes) -> dict[int, bytes]:
    default = _DEFAULT.search(part)
    table = _WIDTHS.search(part)
    found: dict[int, bytes] = {}
    for one in _WIDTH_PART.finditer(table[1] if table else b""):
        if one[1]:
            found |= dict(enumerate(one[2].split(), int(one[1])))
        elif one[3]:
            found |= dict.fromkeys(range(int(one[3]), int(one[4]) + 1), one[5])
        else:
            raise NotStampedError("widths")
    if default is None or default[1] != b"0":
        raise NotStampedError("default width")
    return found


@dataclass(frozen=True, slots=True)
class Cast:
    """The objects of a new font, but for its numbers: five, each naming the ones after it."""

    name: bytes
    descriptor: bytes
    compact: bool

    def objects(self, glyphs: Sequence[Glyph], first: int) -> list[bytes]:
        """The font's objects, numbered from ``first``; its codes 1, 2 … draw these glyphs."""
        name = TAG + self.name
        widths = b" ".join(one.width for one in glyphs)
        kind = 0 if self.compact else 2
        whole = b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        part = (
            b"<</Type/Font/Subtype/CIDFontType%d/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/FontDescriptor %d 0 R/DW 0/W[1[%b]]%b>>"
        )
        data = font_of([one.outline for one in glyphs])
        key = b"/FontFile3" if self.compact else b"/FontFile2"
        entries = b"/Subtype/CIDFontType0C" if self.compact else b"/Length1 %d" % len(data)
        descriptor = _NAME.sub(b"/FontName/" + name, self.descriptor)
        return [
            whole % (name + b"-Identity-H" if self.compact else name, first + 1, first + 3),
            part % (kind, name, first + 2, widths, b"" if self.compact else b"/CIDToGIDMap/Identity"),
            descriptor.replace(b">>", b"%b %d 0 R>>" % (key, first + 4)),
            stream(_CMAP % _table(glyphs)),
            stream(data, entries),
        ]


def _table(glyphs: Sequence[Glyph]) -> bytes:
    lines = [b"<%04X> <%b>" % (code, one.text.encode("utf-16-be").hex().upper().encode()) for code, one in enumerate(glyphs, 1)]  # fmt: skip
    parts = [lines[at : at + MOST_SAID] for at in range(0, len(lines), MOST_SAID)]
    return b"".join(b"%d beginbfchar\n%b\nendbfchar\n" % (len(part), b"\n".join(part)) for part in parts)

"""The outlines of an embedded font, glyph by glyph, and a font of just those glyphs that are wanted.

The press embeds fonts without shared subroutines, so that a glyph's outline stands by itself; its ``ground`` is what it
still leans on: hints and units, the same for all glyphs of a kind in one font.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xuanchuan.render.pdf.objects import NotStampedError

ROS, MATRIX, BOX, CID_COUNT = 1230, 1207, 5, 1234
CHARSET, CHARSTRINGS, FD_ARRAY, FD_SELECT = 15, 17, 1236, 1237
PRIVATE, SUBRS = 18, 19
# The empty glyph 0 that every font begins with.
NOTHING_CFF = b"\x0e"
KEPT_TABLES = ("head", "hhea", "maxp", "cvt ", "fpgm", "prep")
_STRINGS = (b"Adobe", b"Identity")
LINKS = 26  # bytes of the four places that a font's first entries end with


@dataclass(frozen=True, slots=True)
class Outline:
    """How a glyph is drawn, and the ground its drawing stands on."""

    drawing: bytes
    ground: tuple[bytes, ...]


def outlines_of(font: bytes) -> list[Outline | None]:
    """The outline of every glyph in order, None where it leans on other glyphs; NotStampedError for other fonts."""
    try:
        return list(_true_type(font)) if font[:4] in (b"\0\1\0\0", b"true") else list(_compact(font))
    except (IndexError, KeyError, struct.error, ValueError) as fault:
        raise NotStampedError("font") from fault


def font_of(outlines: Sequence[Outline]) -> bytes:
    """A font whose glyphs 1, 2 … are these; all of one font."""
    return _true_type_of(outlines) if len(outlines[0].ground) > len(_PARTS) else _compact_of(outlines)


# ---------- compact outlines (CFF) ----------

_PARTS = ("matrix", "box", "part's matrix", "private")
Dict = Mapping[int, bytes]


def _compact(font: bytes) -> list[Outline]:
    _, at = _index(font, font[2])
    tops, at = _index(font, at)
    _, at = _index(font, at)
    shared, _ = _index(font, at)
    top = _dict(tops[0])
    if shared or ROS not in top:
        raise NotStampedError("subroutines")
    drawings, _ = _index(font, _int(top[CHARSTRINGS]))
    parts, _ = _index(font, _int(top[FD_ARRAY]))
    grounds = [_ground(font, top, _dict(part)) for part in parts]
    chosen = _selected(font, _int(top[FD_SELECT]), len(drawings))
    return [Outline(drawing, grounds[part]) for drawing, part in zip(drawings, chosen, strict=True)]


def _ground(font: bytes, top: Dict, part: Dict) -> tuple[bytes, ...]:
    size, at = _ints(part[PRIVATE])
    private = font[at : at + size]
    if SUBRS in _dict(private):
        raise NotStampedError("subroutines")
    return top.get(MATRIX, b""), top.get(BOX, b""), part.get(MATRIX, b""), private


def _compact_of(outlines: Sequence[Outline]) -> bytes:
    grounds = list(dict.fromkeys(one.ground for one in outlines))
    places = {ground: at for at, ground in enumerate(grounds)}
    count = len(outlines) + 1
    matrix, box = grounds[0][:2]
    drawings = _index_of([NOTHING_CFF, *(one.drawing for one in outlines)])
    charset = struct.pack(">BHH", 2, 1, count - 2)
    select = bytes([0, places[outlines[0].ground], *(places[one.ground] for one in outlines)])
    opening = b"\1\0\4\4" + _index_of([b"Values"])
    # Numbers of fixed length: the offsets are known before they are written.
    ros = _number(391) + _number(392) + _number(0) + b"\x0c\x1e"
    head = ros + _entry(MATRIX, matrix) + _entry(BOX, box) + _number(count) + b"\x0c\x22"
    strings = _index_of(_STRINGS) + b"\0\0"
    body = len(opening) + _index_length(1, len(head) + LINKS) + len(strings)
    at_select = body + len(charset)
    at_drawings = at_select + len(select)
    at_parts = at_drawings + len(drawings)
    privates = [ground[3] for ground in grounds]
    sizes = [len(_entry(MATRIX, ground[2])) + 11 for ground in grounds]
    at_private = at_parts + _index_length(len(grounds), sum(sizes))
    parts = []
    for ground in grounds:
        parts.append(_entry(MATRIX, ground[2]) + _number(len(ground[3])) + _number(at_private) + bytes([PRIVATE]))
        at_private += len(ground[3])
    top = head + _number(body) + bytes([CHARSET]) + _number(at_select) + b"\x0c\x25"
    top += _number(at_drawings) + bytes([CHARSTRINGS]) + _number(at_parts) + b"\x0c\x24"
    return b"".join((opening, _index_of([top]), strings, charset, select, drawings, _index_of(parts), *privates))


def _index(font: bytes, at: int) -> tuple[list[bytes], int]:
    """The items of an index, and where it ends."""
    count = int.from_bytes(font[at : at + 2], "big")
    if not count:
        return [], at + 2
    width = font[at + 2]
    table = at + 3
    offsets = [int.from_bytes(font[table + n * width : table + (n + 1) * width], "big") for n in range(count + 1)]
    base = table + (count + 1) * width - 1
    return [font[base + a : base + b] for a, b in zip(offsets, offsets[1:], strict=False)], base + offsets[-1]


def _index_of(items: Sequence[bytes]) -> bytes:
    """Items as an index, its offsets four bytes wide."""
    offsets = [1]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    return struct.pack(f">HB{len(offsets)}L", len(items), 4, *offsets) + b"".join(items)


def _index_length(count: int, size: int) -> int:
    return 3 + 4 * (count + 1) + size


def _dict(data: bytes) -> Dict:
    """Operator -> its operands as they are written; operators of two bytes as 1200 and more."""
    found: dict[int, bytes] = {}
    at = start = 0
    while at < len(data):
        byte = data[at]
        if byte <= 21:
            operator, size = (1200 + data[at + 1], 2) if byte == 12 else (byte, 1)
            found[operator] = data[start:at]
            at = start = at + size
        else:
            at = _after(data, at)
    return found


def _after(data: bytes, at: int) -> int:
    byte = data[at]
    if byte == 30:
        while data[at + 1] & 15 != 15 and data[at + 1] >> 4 != 15:
            at += 1
        return at + 2
    return at + (3 if byte == 28 else 5 if byte == 29 else 1 if byte <= 246 else 2)


def _ints(data: bytes) -> list[int]:
    out, at = [], 0
    while at < len(data):
        end = _after(data, at)
        out.append(_one_int(data[at:end]))
        at = end
    return out


def _one_int(data: bytes) -> int:
    byte = data[0]
    if byte in (28, 29):
        return int.from_bytes(data[1:], "big", signed=True)
    if byte <= 246:
        return byte - 139
    return (byte - 247) * 256 + data[1] + 108 if byte <= 250 else -(byte - 251) * 256 - data[1] - 108


def _int(data: bytes) -> int:
    return _ints(data)[0]


def _number(value: int) -> bytes:
    return struct.pack(">Bi", 29, value)


def _entry(operator: int, operands: bytes) -> bytes:
    """An entry of a dictionary, nothing where there are no operands."""
    code = bytes([12, operator - 1200]) if operator >= 1200 else bytes([operator])
    return operands + code if operands else b""


def _selected(font: bytes, at: int, count: int) -> list[int]:
    """The part each glyph belongs to."""
    if font[at] == 0:
        return list(font[at + 1 : at + 1 + count])
    ranges = int.from_bytes(font[at + 1 : at + 3], "big")
    rows = [struct.unpack_from(">HB", font, at + 3 + 3 * n) for n in range(ranges)]
    firsts = [*(first for first, _ in rows[1:]), count]
    return [part for (first, part), end in zip(rows, firsts, strict=True) for _ in range(first, end)]


# ---------- TrueType ----------


def _true_type(font: bytes) -> list[Outline | None]:
    tables = _tables(font)
    ground = _without_counts(tables)
    count, metrics = _at(tables["maxp"], 4), _at(tables["hhea"], 34)
    wide = _at(tables["head"], 50)
    size = ">%dL" if wide else ">%dH"
    places = [one if wide else 2 * one for one in struct.unpack_from(size % (count + 1), tables["loca"])]
    out: list[Outline | None] = []
    for glyph in range(count):
        shape = tables["glyf"][places[glyph] : places[glyph + 1]]
        shape += bytes(-len(shape) % 4)  # the last one lacks what fills up the others
        advance = tables["hmtx"][4 * min(glyph, metrics - 1) :][:2]
        side = 4 * glyph + 2 if glyph < metrics else 4 * metrics + 2 * (glyph - metrics)
        composed = shape[:1] >= b"\x80"
        out.append(None if composed else Outline(advance + tables["hmtx"][side : side + 2] + shape, ground))
    return out


def _without_counts(tables: Mapping[str, bytes]) -> tuple[bytes, ...]:
    """The tables that glyphs stand on, without what depends on which glyphs are in the font."""
    head, hhea, maxp = tables["head"], tables["hhea"], tables["maxp"]
    units = _at(head, 18)
    box = struct.pack(">4h", -units, -units, 2 * units, 2 * units)
    return (
        head[:8] + bytes(4) + head[12:36] + box + head[44:50] + b"\0\1" + head[52:],
        hhea[:10] + struct.pack(">H3h", 2 * units, -units, -units, 2 * units) + hhea[18:34] + bytes(2),
        maxp[:4] + bytes(2) + maxp[6:],
        *(tables.get(name, b"") for name in KEPT_TABLES[3:]),
    )


def _true_type_of(outlines: Sequence[Outline]) -> bytes:
    head, hhea, maxp, *programs = outlines[0].ground
    shapes = [one.drawing[4:] for one in outlines]
    places = [0, 0]
    for shape in shapes:
        places.append(places[-1] + len(shape))
    count = len(outlines) + 1
    tables = {
        "head": head,
        "hhea": hhea[:34] + struct.pack(">H", count),
        "hmtx": bytes(4) + b"".join(one.drawing[:4] for one in outlines),
        "maxp": maxp[:4] + struct.pack(">H", count) + maxp[6:],
        "loca": struct.pack(f">{count + 1}L", *places),
        "glyf": b"".join(shapes) or bytes(4),
        **{name: data for name, data in zip(KEPT_TABLES[3:], programs, strict=True) if data},
    }
    return _packed(tables)


def _tables(font: bytes) -> dict[str, bytes]:
    found = {}
    for at in range(_at(font, 4)):
        name, _, place, size = struct.unpack_from(">4s3L", font, 12 + 16 * at)
        found[name.decode("latin-1")] = font[place : place + size]
    return found


def _packed(tables: Mapping[str, bytes]) -> bytes:
    names = sorted(tables)
    power = 1 << len(names).bit_length() - 1
    head = struct.pack(">4s4H", b"\0\1\0\0", len(names), 16 * power, power.bit_length() - 1, 16 * (len(names) - power))
    at = 12 + 16 * len(names)
    entries, body = [], []
    for name in names:
        data = tables[name]
        padded = data + bytes(-len(data) % 4)
        summed = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        entries.append(struct.pack(">4s3L", name.encode("latin-1"), summed, at, len(data)))
        body.append(padded)
        at += len(padded)
    return head + b"".join(entries) + b"".join(body)


def _at(data: bytes, place: int) -> int:
    return int(struct.unpack_from(">H", data, place)[0])

"""QR codes that differ from village to village: the words change by splicing, the picture is drawn anew from them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from xuanchuan.batch.sentinels import NotSplicedError, Site, Values, cut
from xuanchuan.model.document import Qr
from xuanchuan.render.codes import png

PICTURES = "word/media/"
Texts = Mapping[int, str]


class Code:
    """A member of a package that is the picture of a QR code: the words around the values, and where these stand.

    ``others`` is what the other codes of the document hold: a package keeps one picture of two that are the same.
    """

    def __init__(self, name: str, pieces: Sequence[bytes], sites: Sequence[Site], others: Sequence[str]) -> None:
        self.name = name
        self.pieces = [bytes(piece) for piece in pieces]
        self.values = Values(sites)
        self.others = frozenset(others)

    def plain(self, values: Sequence[str]) -> bytes:
        """The picture for these values.

        NotSplicedError when another code of the document holds the same; XuanchuanError when it holds too much.
        """
        words = [b""] * (2 * len(self.pieces) - 1)
        words[0::2] = self.pieces
        words[1::2] = self.values.encoded(values)
        content = b"".join(words).decode()
        if content in self.others:
            raise NotSplicedError
        return png(content)

    def joined(self, values: Sequence[str]) -> tuple[list[bytes], int, int]:
        """(pieces of the deflated stream, CRC-32, size undeflated)."""
        data = self.plain(values)
        packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
        return [packer.compress(data), packer.flush()], zlib.crc32(data), len(data)


def contents(value: Any) -> Iterator[str]:
    """What the QR codes anywhere in a document hold, in order."""
    if isinstance(value, Qr):
        yield value.content
    elif isinstance(value, tuple):
        for one in value:
            yield from contents(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from contents(getattr(value, one.name))


def code_of(name: str, pictures: tuple[bytes, bytes], held: tuple[Sequence[str], Sequence[str]], texts: tuple[Texts, Texts]) -> Code:  # fmt: skip
    """The code that a member is a picture of, from two renderings and what the codes of each hold.

    NotSplicedError when it is no such picture, or when several codes change.
    """
    pairs = list(dict.fromkeys(zip(*held, strict=True)))
    changing = [pair for pair in pairs if pair[0] != pair[1]]
    if len(changing) != 1 or not name.startswith(PICTURES) or tuple(map(png, changing[0])) != pictures:
        raise NotSplicedError
    (pieces, places), (others, sites) = (
        cut(said.encode(), known) for said, known in zip(changing[0], texts, strict=True)
    )
    if pieces != others or [one.field for one in places] != [one.field for one in sites]:
        raise NotSplicedError
    return Code(name, pieces, sites, [said for said, _ in pairs if said != changing[0][0]])

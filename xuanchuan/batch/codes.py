"""QR codes that differ from village to village: the words change by splicing, the picture is drawn anew from them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from xuanchuan.batch.sentinels import STANDINS, NotSplicedError, Site, Values, cut_both
from xuanchuan.model.document import Qr
from xuanchuan.render.codes import png

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

    def joined(self, values: Sequence[str]) -> tuple[bytes, int, int]:
        """(the deflated stream, CRC-32, size undeflated)."""
        data = self.plain(values)
        return zlib.compress(data, wbits=-15), zlib.crc32(data), len(data)


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


def code_of(
    pictures: tuple[bytes, bytes], name: str, held: tuple[Sequence[str], Sequence[str]], texts: tuple[Texts, Texts]
) -> Code | None:
    """The code that a member is a picture of, from two renderings and what the codes of each hold; None: no village's.

    NotSplicedError when the picture changes and is no code, or when several codes change.
    """
    pairs = list(dict.fromkeys(zip(*held, strict=True)))
    changing = [pair for pair in pairs if STANDINS.search(pair[0])]
    found = [pair for pair in changing if tuple(map(png, pair)) == pictures]
    if not found and pictures[0] == pictures[1]:
        return None
    if len(changing) != 1 or not found:
        raise NotSplicedError
    pieces, sites = cut_both(found[0][0].encode(), found[0][1].encode(), texts)
    return Code(name, pieces, sites, [said for said, _ in pairs if said != found[0][0]])

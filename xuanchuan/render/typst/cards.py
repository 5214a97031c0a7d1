"""A file for the printer: the cards of many documents, ten different ones to a sheet, backs behind fronts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from xuanchuan.model.document import Document
from xuanchuan.render.front import prepared
from xuanchuan.render.panels import CARDS_ACROSS, CARDS_DOWN, Face, card_sides, faces
from xuanchuan.render.typst.data import Data
from xuanchuan.render.typst.kinds import CARD_PADDING, Work, face_data, paper, work
from xuanchuan.render.typst.press import print_pdf

EACH = CARDS_ACROSS * CARDS_DOWN


def card_sheets(frame: Document, documents: Iterable[Document]) -> bytes:
    """The cards of these documents in order, each as in its own file, as one PDF; ``frame`` says what stands around them.

    On a back the cards of a row are in mirrored order, so that paper turned over its long edge has each back behind its
    front; places of the last sheet that no card needs stay empty. XuanchuanError as of ``pdf``.
    """
    job = work(frame)
    known = _Faces(job)
    sides = list(_sides(known, iter(documents)))
    return print_pdf(job.document, {**paper(job), "faces": known.made, "sides": sides}, job.shelf)


class _Faces:
    """The faces of all cards, each kept once."""

    def __init__(self, job: Work) -> None:
        self.job = job
        self.made: list[Data] = []
        self._known: dict[Face, int] = {}

    def numbers(self, document: Document) -> list[int]:
        """The number of each face of a document's card."""
        panels, _ = faces(prepared(document))
        return [self._number(face) for face in card_sides(panels)]

    def _number(self, face: Face) -> int:
        if face not in self._known:
            self._known[face] = len(self.made)
            self.made.append(face_data(self.job, face, CARD_PADDING))
        return self._known[face]


def _sides(known: _Faces, documents: Iterator[Document]) -> Iterator[list[int | None]]:
    while sheet := [known.numbers(document) for document in islice(documents, EACH)]:
        for number, side in enumerate(zip(*sheet, strict=True)):
            places = [*side, *[None] * (EACH - len(side))]
            yield [one for row in _rows(places) for one in (reversed(row) if number % 2 else row)]


def _rows(places: Sequence[int | None]) -> Iterator[Sequence[int | None]]:
    return (places[at : at + CARDS_ACROSS] for at in range(0, len(places), CARDS_ACROSS))

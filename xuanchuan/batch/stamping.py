"""PDF for village after village: the material is set in type once, and each village's characters are put in their places."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from xuanchuan.batch.layouts import Layout
from xuanchuan.batch.making import PLACE_FIELDS, Made, Maker
from xuanchuan.batch.pieces import Piece
from xuanchuan.batch.plates import OwnPlateError, Plate
from xuanchuan.batch.settings import Texts
from xuanchuan.batch.shapes import DIGIT, ONE, SEVEN, SQUARE, shape
from xuanchuan.materials.tracing import ALL, trace
from xuanchuan.model.kit import Kit
from xuanchuan.model.roster import Village
from xuanchuan.render import render
from xuanchuan.render.pdf.objects import NotStampedError, UnevenError

if TYPE_CHECKING:
    from xuanchuan.render.typst.specimen import TypeCase

PROVED = 2  # villages of every plate that are also set by themselves, and must be alike
PLATES = 64
MOST_PLATES = 400  # tried; where shapes are so many, plates are not worth their making
USUAL = {"name": 9, "short": 6, "address": 12, "contact": 3, "town": 3, "village": 3}
USUAL_LENGTH, USUAL_DIGITS = 6, 11


class Stamper(Maker):
    """Makes one material as PDF for village after village.

    A village is stamped where its values only change which glyphs stand in their own lines; else it is set by itself.
    What it is stamped on depends on its shapes alone, so that the same village always becomes the same bytes.
    """

    def __init__(self, piece: Piece, kit: Kit, filled: Sequence[str], plain: bool = False, slow: bool = False) -> None:
        super().__init__(piece, kit, filled, plain, slow)
        self._by_place = bool({*PLACE_FIELDS, ALL} & trace(piece.template).every)
        self._plates: OrderedDict[tuple[object, ...], Plate | NotStampedError] = OrderedDict()
        self._proofs: dict[tuple[object, ...], int] = {}

    def make_all(self, village: Village) -> tuple[Made, ...]:
        """The village's file."""
        if not self.slow:
            try:
                made = Made(*self._layout(village).make(village.values), self.ending)
            except NotStampedError:
                return self._slowly(village)
            self.fast_made += 1
            return (made,)
        return self._slowly(village)

    def _layout(self, village: Village) -> Layout:
        """How the village is set; NotStampedError when it has to be set by itself."""
        try:
            return self._laid(village, counted=False)
        except UnevenError:
            return self._laid(village, counted=True)

    def _laid(self, village: Village, counted: bool) -> Layout:
        outcome = self._outcome(village, None)
        if outcome not in self._weighed:
            self._weighed[outcome] = self._weigh(village)
        bound = {*self._weighed[outcome].bound, *self._shaped}
        if self._own & {*self._weighed[outcome].bound}:
            raise NotStampedError("own words")
        shapes = tuple(text if at in bound else shape(text, counted) for at, text in enumerate(village.values))
        kept: dict[int, str] = {at: shapes[at] for at in bound}
        for _ in range(len(shapes) + 1):
            key = (outcome, counted, tuple(sorted(kept.items())))
            usual = tuple(kept.get(at, self._usual(at, text)) for at, text in enumerate(shapes))
            plate = self._plate(key, village, usual, counted)
            try:
                layout = plate.layout(shapes)
            except OwnPlateError as fault:
                kept |= {at: shapes[at] for at in fault.fields}
                continue
            self._prove(key, plate, layout, village.values)
            return layout
        raise NotStampedError("plates")

    def _usual(self, at: int, text: str) -> str:
        """The shape that a plate is set with: like no village's in particular."""
        name = self.filled[at]
        if not text or name not in USUAL and not {*text} <= {SQUARE, DIGIT, SEVEN, ONE}:
            return text
        return SQUARE * USUAL.get(name, USUAL_LENGTH) if SQUARE in text else DIGIT * USUAL_DIGITS

    def _plate(self, key: tuple[object, ...], village: Village, shapes: Texts, counted: bool) -> Plate:
        if key not in self._plates:
            if self.compiled > MOST_PLATES:
                raise NotStampedError("plates")
            self.compiled += 1
            try:
                self._plates[key] = Plate(lambda texts: self._set(village, texts), shapes, type_case(), counted)
            except NotStampedError as fault:
                self._plates[key] = fault
            if len(self._plates) > PLATES:
                self._plates.popitem(last=False)
        self._plates.move_to_end(key)
        plate = self._plates[key]
        if isinstance(plate, NotStampedError):
            raise plate
        return plate

    def _prove(self, key: tuple[object, ...], plate: Plate, layout: Layout, values: Texts) -> None:
        if self._proofs.get(key, 0) < PROVED:
            self._proofs[key] = self._proofs.get(key, 0) + 1
            if not plate.proves(layout, values):
                self._plates[key] = NotStampedError("proof")
                raise NotStampedError("proof")

    def _set(self, village: Village, texts: Texts) -> bytes:
        return render(self.document(replace(village, values=texts)), self.format)


@cache
def type_case() -> TypeCase:
    """The glyphs at hand in this process; XuanchuanError when the extra that sets type is not installed."""
    from xuanchuan.render.typst import require
    from xuanchuan.render.typst.fonts import shelf
    from xuanchuan.render.typst.specimen import TypeCase

    require()
    return TypeCase(shelf())

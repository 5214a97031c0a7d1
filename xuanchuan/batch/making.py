"""One village's file of one material: the slow way, which is the measure, and the fast way, which must equal it."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from io import BytesIO
from typing import Any, TypeVar
from zipfile import BadZipFile, ZipFile

from xuanchuan.batch.codes import contents
from xuanchuan.batch.fields import unit_of
from xuanchuan.batch.pieces import Piece
from xuanchuan.batch.programs import Program, compiled
from xuanchuan.batch.sentinels import USUAL, Kinds, NotSplicedError, kinds, standin, trial
from xuanchuan.batch.tiers import BOUND, SHAPED, tiers
from xuanchuan.materials.compose import compose
from xuanchuan.materials.tracing import ALL, trace
from xuanchuan.model.document import Document
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit
from xuanchuan.model.roster import Village
from xuanchuan.render import render, render_files

Kept = TypeVar("Kept")

KEPT = 128
PLACE_FIELDS = ("province", "city", "county", "partners", "level", "guiding", "sample")
# Fields that hardly two villages share: where one of these decides, every village is an outcome of its own.
OWN = ("name", "short", "village", "phone", "address", "contact")
TRIED, WORTH = 300, 3  # after so many programs, each must have made so many files, or it is not worth it

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A file made: its bytes, their SHA-256, and what its name ends with (宣传单.docx, 宣传单 2.png)."""

    data: bytes
    sha256: str
    ending: str


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Of the documents of one outcome: the fields whose words decide how they look, and those whose widths do."""

    bound: tuple[int, ...]
    shaped: tuple[int, ...]


class Maker:
    """Makes one material in one format for village after village.

    A program is compiled for every distinct outcome of the template's logic - which fields are empty, what the fields
    it looks into say, the widths it measures. It must give byte for byte what the slow way gives of the village it is
    first met with; where it does not, every village of that outcome is made the slow way.
    """

    def __init__(self, piece: Piece, kit: Kit, filled: Sequence[str], plain: bool = False, slow: bool = False) -> None:
        self.piece, self.format, self.kit, self.filled = piece, piece.format, kit, tuple(filled)
        self.plain, self.slow = plain, slow
        self.ending = piece.ending
        self.slow_made = self.fast_made = self.compiled = 0
        uses = trace(piece.template)
        known = {name: at for at, name in enumerate(self.filled)}
        looked_into = (
            known.values() if ALL in uses.looked_into else [known[name] for name in uses.looked_into & {*known}]
        )
        self._bound = tuple(sorted(looked_into))
        self._shaped = tuple(sorted({known[name] for name in uses.measured & {*known}} - {*looked_into}))
        # Printed or looked into: two counties in one roster are never taken for one.
        self._by_place = bool({*PLACE_FIELDS, ALL} & uses.every)
        self._own = {known[name] for name in OWN if name in known}
        self._weighed: OrderedDict[Key, _Weighed] = OrderedDict()
        self._programs: OrderedDict[Key, Program | None] = OrderedDict()
        self._standing: tuple[tuple[str, ...], tuple[str, ...], Document] | None = None
        # Where nothing is weighed, which fields are empty decides alone.
        self._simple: dict[Key, Program] = {}

    def make(self, village: Village) -> Made:
        """The village's file; of a format that takes several, the first."""
        return self.make_all(village)[0]

    def make_all(self, village: Village) -> tuple[Made, ...]:
        """The village's files: one, but for pictures of several pages."""
        program = None if self.slow else self._program(village)
        if program is None:
            return self._slowly(village)
        try:
            made = Made(*program.make(village.values), self.ending)
        except NotSplicedError:
            return self._slowly(village)
        self.fast_made += 1
        return (made,)

    def member(self, village: Village, name: str) -> bytes:
        """One member of the village's package, undeflated."""
        program = None if self.slow else self._program(village)
        try:
            found = program.member(name, village.values) if program else None
        except NotSplicedError:
            found = None
        if found is None:
            with ZipFile(BytesIO(self.make(village).data)) as package:
                return package.read(name)
        return found

    def document(self, village: Village) -> Document:
        """What the material says for a village."""
        unit = unit_of(village, self.filled, self.kit.unit)
        return self.piece.of(compose(self.piece.template, replace(self.kit, unit=unit)))

    def _slowly(self, village: Village) -> tuple[Made, ...]:
        self.slow_made += 1
        made = render_files(self.document(village), self.format)
        name = self.piece.name
        return tuple(Made(one.data, hashlib.sha256(one.data).hexdigest(), f"{name}{one.ending}") for one in made)

    def _program(self, village: Village) -> Program | None:
        """The program that makes villages like this one; None when they are made the slow way."""
        values = village.values
        usual = USUAL.fullmatch("\x1f".join(values)) is not None
        simple: Key = (village.place if self._by_place else (), *map(bool, values))
        if usual and (program := self._simple.get(simple)):
            return program
        found = None if usual else [kinds(value) for value in values]
        outcome = self._outcome(village, found)
        weighed = _remembered(self._weighed, outcome, lambda: self._weigh(village))
        program = self._particular(village, found, outcome, weighed)
        if program and usual and not (weighed.bound or weighed.shaped):
            self._simple[simple] = program
        return program

    def _particular(
        self, village: Village, found: Sequence[Kinds] | None, outcome: Key, weighed: _Weighed
    ) -> Program | None:
        """The program for an outcome and the very words and widths that are weighed in it."""
        values = village.values
        if self._own & {*weighed.bound}:
            return None
        bound = tuple(values[at] for at in weighed.bound)
        if found is None:
            shapes = tuple(kinds(values[at]).shape for at in weighed.shaped)
            key: Key = (outcome, bound, shapes)
        elif any(one.slow for at, one in enumerate(found) if at not in weighed.bound) or any(
            found[at].special for at in weighed.shaped
        ):
            return None
        else:
            shapes = tuple(found[at].shape for at in weighed.shaped)
            key = (outcome, bound, shapes, *self._marks(found))
        return _remembered(self._programs, key, lambda: self._compile(village, weighed))

    def _outcome(self, village: Village, found: Sequence[Kinds] | None) -> Key:
        """What the template's logic sees of a village."""
        values = village.values
        bound = tuple(values[at] for at in self._bound)
        shapes = tuple((found[at] if found else kinds(values[at])).shape for at in self._shaped)
        return (tuple(map(bool, values)), village.place if self._by_place else (), bound, shapes)

    def _marks(self, found: Sequence[Kinds]) -> tuple[int, ...]:
        return tuple(at for at, one in enumerate(found) if one.marked)

    def _weigh(self, village: Village) -> _Weighed:
        """Which fields the look of these documents depends on, found by where their stand-ins end up."""
        kinds_of = [kinds(value) for value in village.values]
        texts = {
            at: standin(at, one.shape if at in self._shaped else "WW") if one.shape else ""
            for at, one in enumerate(kinds_of)
            if at not in self._bound
        }
        found = tiers(self._stood(village, texts), self.format)
        bound = {at for at, tier in found.items() if tier == BOUND} | {*self._bound}
        shaped = ({at for at, tier in found.items() if tier == SHAPED} | {*self._shaped}) - bound
        return _Weighed(tuple(sorted(bound)), tuple(sorted(shaped)))

    def _compile(self, village: Village, weighed: _Weighed) -> Program | None:
        """The program for villages like this one, proved on it; None when it cannot be had."""
        if self.compiled > TRIED and self.fast_made < WORTH * self.compiled:
            return None
        self.compiled += 1
        try:
            program = self._spliced(village, weighed)
        except (NotSplicedError, XuanchuanError):  # what cannot be made of stand-ins is made or refused with the words
            return None
        wanted = render(self.document(village), self.format)
        return program if _same(program.make(village.values)[0], wanted, whole=self.plain) else None

    def _spliced(self, village: Village, weighed: _Weighed) -> Program:
        """The document rendered twice, with short stand-ins and with long ones full of special marks."""
        short: dict[int, str] = {}
        long: dict[int, str] = {}
        for at, one in enumerate(map(kinds, village.values)):
            if at in weighed.bound:
                continue
            short[at] = _stand_in(at, one, at in weighed.shaped)
            long[at] = short[at] if at in weighed.shaped or not one.shape else trial(at, one.marked)
        document = self._stood(village, short)
        stretched = _replaced(document, {short[at]: text for at, text in long.items() if text != short[at]})
        pair = [render(one, self.format) for one in (document, stretched)]
        held = tuple(contents(document)), tuple(contents(stretched))
        return compiled(pair[0], pair[1], (short, long), self.plain, held)

    def _stood(self, village: Village, texts: dict[int, str]) -> Document:
        """The document with stand-ins; the last one is kept, for it is asked for twice."""
        values = tuple(texts.get(at, value) for at, value in enumerate(village.values))
        if self._standing is None or self._standing[:2] != (values, village.place):
            self._standing = (values, village.place, self.document(replace(village, values=values)))
        return self._standing[2]


def _stand_in(at: int, one: Kinds, shaped: bool) -> str:
    if not one.shape:
        return ""
    if shaped and one.marked and len(one.shape) < 3:
        raise NotSplicedError
    return standin(at, one.shape if shaped else "WWW" if one.marked else "WW", one.marked)


def _replaced(value: Any, texts: Mapping[str, str]) -> Any:
    """The same value with texts exchanged in every string of it."""
    if isinstance(value, str):
        for old, new in texts.items():
            value = value.replace(old, new)
        return value
    if isinstance(value, tuple):
        return tuple(_replaced(one, texts) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _replaced(getattr(value, one.name), texts) for one in fields(value)})
    return value


def _remembered(known: OrderedDict[Key, Kept], key: Key, work: Callable[[], Kept]) -> Kept:
    """What is known under a key, worked out when it is not; the longest unused is forgotten."""
    if key in known:
        known.move_to_end(key)
        return known[key]
    known[key] = work()
    if len(known) > KEPT:
        known.popitem(last=False)
    return known[key]


def _same(made: bytes, wanted: bytes, whole: bool) -> bool:
    """Whether two files are the same; of packages, unless ``whole``, the members are compared and not their packing."""
    if whole or not wanted.startswith(b"PK"):
        return made == wanted
    try:
        with ZipFile(BytesIO(made)) as one, ZipFile(BytesIO(wanted)) as other:
            names = {info.filename for info in one.infolist()} == {info.filename for info in other.infolist()}
            return names and all(one.read(name) == other.read(name) for name in other.namelist())
    except BadZipFile:
        return False

"""One village's file of one material: the slow way, which is the measure, and the fast way, which must equal it."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from xuanchuan.batch.fields import unit_of
from xuanchuan.batch.programs import Program, compiled
from xuanchuan.batch.sentinels import USUAL, Kinds, NotSplicedError, kinds, standin, trial
from xuanchuan.batch.tiers import BOUND, SHAPED, tiers
from xuanchuan.materials.compose import compose
from xuanchuan.materials.templates import Template
from xuanchuan.materials.tracing import ALL, trace
from xuanchuan.model.document import Document
from xuanchuan.model.kit import Kit
from xuanchuan.model.roster import Village
from xuanchuan.render import render

KEPT = 96
PLACE_FIELDS = ("province", "city", "county", "partners", "level", "guiding", "sample")

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A file made: its bytes and their SHA-256."""

    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class _First:
    """What the slow way made the first time a key was met."""

    values: tuple[str, ...]
    data: bytes


class Maker:
    """Makes one material in one format for village after village.

    A program is compiled for every distinct outcome of the template's logic - which fields are empty, what the fields
    it looks into say, the widths it measures - when that outcome is met a second time, and must then give byte for byte
    what the slow way gave the first time; if it does not, every village of that outcome is made the slow way.
    """

    def __init__(
        self, template: Template, format: str, kit: Kit, filled: Sequence[str], plain: bool = False, slow: bool = False
    ) -> None:
        self.template, self.format, self.kit, self.filled = template, format, kit, tuple(filled)
        self.plain, self.slow = plain, slow
        self.slow_made = 0
        uses = trace(template)
        every = range(len(self.filled))
        known = {name: at for at, name in enumerate(self.filled)}
        self._bound = {known[name] for name in uses.looked_into if name in known}
        self._shaped = {known[name] for name in uses.measured if name in known}
        self._by_place = bool({*PLACE_FIELDS, ALL} & uses.looked_into)
        if ALL in uses.looked_into:
            self._bound |= set(every)
        self._programs: OrderedDict[Key, Program | _First | None] = OrderedDict()

    def make(self, village: Village) -> Made:
        """The village's file."""
        if self.slow:
            return self._slowly(village)
        key = self._key(village.values, village.place)
        if key is None:
            return self._slowly(village)
        program = self._programs.get(key)
        if program is None or isinstance(program, _First):
            if program is None and key in self._programs:
                return self._slowly(village)
            return self._learn(key, village, program)
        return Made(*program.make(village.values))

    def document(self, village: Village) -> Document:
        """What the material says for a village."""
        return compose(self.template, replace(self.kit, unit=unit_of(village, self.filled, self.kit.unit)))

    def _slowly(self, village: Village) -> Made:
        self.slow_made += 1
        data = render(self.document(village), self.format)
        return Made(data, hashlib.sha256(data).hexdigest())

    def _key(self, values: tuple[str, ...], place: tuple[str, ...]) -> Key | None:
        """What decides everything but the characters of the free values; None when these cannot be spliced."""
        spot = place if self._by_place else ()
        bound = tuple(values[at] for at in self._bound)
        if USUAL.fullmatch("\x1f".join(values)):
            shapes = tuple(kinds(values[at]).shape for at in self._shaped - self._bound)
            return (tuple(map(bool, values)), spot, bound, shapes)
        found = [None if at in self._bound else kinds(value) for at, value in enumerate(values)]
        shaped = [found[at] for at in self._shaped - self._bound]
        if any(one and one.slow for one in found) or any(one and one.special for one in shaped):
            return None
        marks = tuple(one.marked for one in found if one)
        shapes = tuple(one.shape for one in shaped if one)
        return (tuple(map(bool, values)), spot, bound, shapes, *(marks if any(marks) else ()))

    def _learn(self, key: Key, village: Village, first: _First | None) -> Made:
        """The slow way the first time; the second time a program, proved on what was made the first time."""
        if first is None:
            made = self._slowly(village)
            self._keep(key, _First(village.values, made.data))
            return made
        try:
            program = self._compile(village)
        except NotSplicedError:
            self._keep(key, None)
            return self._slowly(village)
        if program is None:  # more is weighed than was known: sort the village in again
            self._programs.clear()
            return self.make(village)
        good = _same(program.make(first.values)[0], first.data, whole=self.plain)
        self._keep(key, program if good else None)
        return self.make(village)

    def _keep(self, key: Key, program: Program | _First | None) -> None:
        self._programs[key] = program
        if len(self._programs) > KEPT:
            self._programs.popitem(last=False)

    def _compile(self, village: Village) -> Program | None:
        """The program for villages like this one; None when a field proves to be weighed more than was known."""
        found = [kinds(value) for value in village.values]
        short = {at: self._standin(at, one) for at, one in enumerate(found) if at not in self._bound}
        long = {
            at: text if at in self._shaped or not text else trial(at, found[at].marked) for at, text in short.items()
        }
        document = self.document(self._standing(village, short))
        if self._weighs_more(document):
            return None
        pair = [render(document, self.format), render(self.document(self._standing(village, long)), self.format)]
        return compiled(pair[0], pair[1], (short, long), self.plain)

    def _standin(self, at: int, one: Kinds) -> str:
        if not one.shape:
            return ""
        if at in self._shaped:
            if one.marked and len(one.shape) < 3:
                raise NotSplicedError
            return standin(at, one.shape, one.marked)
        return standin(at, "WWW" if one.marked else "WW", one.marked)

    def _standing(self, village: Village, texts: dict[int, str]) -> Village:
        return replace(village, values=tuple(texts.get(at, value) for at, value in enumerate(village.values)))

    def _weighs_more(self, document: Document) -> bool:
        found = tiers(document, self.format)
        bound = {at for at, tier in found.items() if tier == BOUND} - self._bound
        shaped = {at for at, tier in found.items() if tier == SHAPED} - self._shaped
        self._bound |= bound
        self._shaped |= shaped
        return bool(bound or shaped)


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

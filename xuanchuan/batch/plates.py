"""A material set with places for values of usual shapes, and what values of other shapes change in it.

Fields that stand near each other make a group. For every shape that a group's values take, the material is set once
more, and the sections that came out otherwise are kept; a village is the plate with the sections of its groups put in.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xuanchuan.batch.layouts import Base, Layout
from xuanchuan.batch.moving import set_measured
from xuanchuan.batch.settings import At, Cut, Setter, Setting, Texts, alike, fields_in, set_once, set_twice, texts_of
from xuanchuan.batch.shapes import DIGIT, SQUARE
from xuanchuan.render.pdf.objects import NotStampedError

if TYPE_CHECKING:
    from xuanchuan.render.typst.specimen import TypeCase

LAYOUTS = 512
EASE = 4  # counted digits are not all of quite one width
Group = frozenset[int]
Variant = dict[At, Cut]


class OwnPlateError(Exception):
    """Values of this shape change more than their own lines: they need a plate of their own."""

    def __init__(self, fields: Group) -> None:
        super().__init__(sorted(fields))
        self.fields = fields


class Plate:
    """A material set once with values of these shapes, for values of any shapes that change their own lines only.

    ``counted`` are shapes whose narrow digits are counted.
    """

    def __init__(self, setter: Setter, shapes: Texts, case: TypeCase, counted: bool = False) -> None:
        self.setter, self.shapes, self.case, self.counted = setter, shapes, case, counted
        self.setting = self._set(shapes)
        self.base = Base(self.setting)
        self.groups = _groups(self.setting)
        if len(self.groups) > 1 and self._is_coupled():
            self.groups = [frozenset().union(*self.groups)]
        self._variants: dict[tuple[Group, Texts], Variant | OwnPlateError | NotStampedError] = {}
        self._layouts: OrderedDict[Texts, Layout] = OrderedDict()

    def layout(self, shapes: Texts) -> Layout:
        """How values of these shapes are set.

        OwnPlateError names the fields that need a plate of their own; NotStampedError when no plate can be had.
        """
        if shapes in self._layouts:
            self._layouts.move_to_end(shapes)
            return self._layouts[shapes]
        made = self._layouts[shapes] = Layout(self.base, self._chosen(shapes), shapes, self.case)
        if len(self._layouts) > LAYOUTS:
            self._layouts.popitem(last=False)
        return made

    def proves(self, layout: Layout, values: Texts) -> bool:
        """Whether a setting of the village's own values shows what the layout shows."""
        own = set_once(self.setter, values)
        made = tuple(layout.filled(values))
        return own.rest == self.setting.rest and all(
            len(one) == len(other)
            and all(alike(a, b, EASE if self.counted else 1) for a, b in zip(one, other, strict=True))
            for one, other in zip(own.sections, made, strict=True)
        )

    def _set(self, shapes: Texts) -> Setting:
        if self.counted:
            return set_twice(self.setter, texts_of(shapes))
        return set_measured(self.setter, shapes, self.case)

    def _is_coupled(self) -> bool:
        """Whether all values at their shortest change what is around them.

        Where the size of type is fitted to the paper, two fields could do together what neither does alone; if even the
        shortest values leave the size as it is, longer ones do, too.
        """
        try:
            light = self._set(tuple(map(_lightest, self.shapes)))
        except NotStampedError:
            return True
        return _changed(self.setting, light, free=frozenset(range(len(self.shapes)))) is None

    def _chosen(self, shapes: Texts) -> dict[At, Cut]:
        """The sections that values of these shapes change."""
        while True:
            chosen = [(group, self._variant(group, shapes)) for group in self.groups]
            clash = self._clash(chosen)
            if clash is None:
                return {at: section for _, variant in chosen for at, section in variant.items()}
            self.groups = [*(one for one in self.groups if not one & clash), clash]

    def _clash(self, chosen: Sequence[tuple[Group, Variant]]) -> Group | None:
        """Groups that change one section, taken together; None when there are none."""
        touched: dict[At, Group] = {}
        for group, variant in chosen:
            for at in variant:
                page, number = at
                others = fields_in(self.setting.sections[page][number]) | touched.get(at, frozenset())
                if not others <= group:
                    return group.union(*(one for one in self.groups if one & others))
                touched[at] = group
        return None

    def _variant(self, group: Group, shapes: Texts) -> Variant:
        mixed = tuple(shapes[at] if at in group else own for at, own in enumerate(self.shapes))
        if mixed == self.shapes:
            return {}
        key = (group, mixed)
        if key not in self._variants:
            try:
                changed = _changed(self.setting, self._set(mixed))
                self._variants[key] = OwnPlateError(group) if changed is None else changed
            except NotStampedError as fault:
                self._variants[key] = fault
        found = self._variants[key]
        if isinstance(found, Exception):
            raise found
        return found


def _lightest(shape: str) -> str:
    """The first place of a shape alone; a shape without places as it is."""
    return next((char for char in shape if char in (SQUARE, DIGIT)), shape)


def _groups(setting: Setting) -> list[Group]:
    """Fields that share a section, taken together."""
    groups: list[Group] = []
    for page in setting.sections:
        for section in page:
            if fields := frozenset(fields_in(section)):
                near = [one for one in groups if one & fields]
                groups = [*(one for one in groups if not one & fields), fields.union(*near)]
    return sorted(groups, key=sorted)


def _changed(base: Setting, other: Setting, free: Group = frozenset()) -> Variant | None:
    """The sections that another setting shows otherwise; None when more than sections is otherwise.

    With ``free``, also None when a section without a value of these fields is otherwise.
    """
    if base.frame() != other.frame():
        return None
    found: Variant = {}
    for page, (own, theirs) in enumerate(zip(base.sections, other.sections, strict=True)):
        for number, (one, section) in enumerate(zip(own, theirs, strict=True)):
            if not alike(one, section):
                if free and not fields_in(one):
                    return None
                found[page, number] = section
    return found

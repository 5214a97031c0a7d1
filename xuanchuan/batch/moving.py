"""What moves with the width of digits, in fonts where they are not of one width: measured by setting the narrowest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xuanchuan.batch.settings import (
    NUMBER,
    Cut,
    Item,
    Moving,
    Number,
    Piece,
    Place,
    Set,
    Setter,
    Setting,
    set_once,
    set_twice,
    texts_of,
)
from xuanchuan.batch.shapes import DIGIT
from xuanchuan.render.pdf.objects import UnevenError

if TYPE_CHECKING:
    from xuanchuan.render.typst.specimen import TypeCase

NARROWEST = "1"
STILL = 0.0005  # what a number may change by rounding


@dataclass(frozen=True, slots=True)
class _Moved:
    """A field whose digits were set as the narrowest: the setting, its digits as they were, the fonts they stand in.

    ``fonts`` are (section, font), by page.
    """

    field: int
    setting: Setting
    digits: str
    fonts: tuple[tuple[tuple[int, bytes], ...], ...]

    def font(self, page: int, section: int) -> bytes | None:
        """The font of the digits in a section, or in the section nearest to it."""
        return min(self.fonts[page], key=lambda one: abs(one[0] - section), default=(0, None))[1]


def set_measured(setter: Setter, shapes: Sequence[str], case: TypeCase) -> Setting:
    """The material set with stand-ins of these shapes, and whatever moves with the width of digits.

    NotStampedError when values decide more than their glyphs and that, UnevenError when the width of digits does.
    """
    texts = texts_of(shapes)
    base = set_twice(setter, texts)
    moved = []
    for field, marks in enumerate(shapes):
        fonts = tuple(tuple(_fonts(page, field, marks, case)) for page in base.sections)
        if any(fonts):
            digits = [at for at, mark in enumerate(marks) if mark == DIGIT]
            own = "".join(NARROWEST if at in digits else char for at, char in enumerate(texts.first[field]))
            other = set_once(setter, (*texts.first[:field], own, *texts.first[field + 1 :]))
            if other.frame() != base.frame():
                raise UnevenError("digits")
            moved.append(_Moved(field, other, "".join(texts.first[field][at] for at in digits), fonts))
    return replace(base, sections=tuple(tuple(_page(base, moved, page, case)) for page in range(len(base.sections))))


def _fonts(page: Sequence[Cut], field: int, marks: str, case: TypeCase) -> Iterator[tuple[int, bytes]]:
    """Where digits of a field stand in a font in which they are not of one width."""
    for number, section in enumerate(page):
        for token in section:
            if not isinstance(token, Set) or case.even(token.font):
                continue
            if any(one.field == field and marks[one.at] == DIGIT for one in token.places):
                yield number, token.font


def _page(base: Setting, moved: Sequence[_Moved], page: int, case: TypeCase) -> Iterator[Cut]:
    for number, section in enumerate(base.sections[page]):
        others = {one.field: one.setting.sections[page][number] for one in moved}
        if all(other == section for other in others.values()):
            yield section
            continue
        slopes = _Slopes({one.field: _step(one, page, number, case) for one in moved})
        if any(len(other) != len(section) for other in others.values()):
            raise UnevenError("digits")
        tokens = [{field: other[at] for field, other in others.items()} for at in range(len(section))]
        yield tuple(_token(token, theirs, slopes) for token, theirs in zip(section, tokens, strict=True))


def _step(one: _Moved, page: int, section: int, case: TypeCase) -> tuple[bytes, float, float]:
    """The font of a field's digits, how wide they were, and how much wider they are than the narrowest."""
    font = one.font(page, section) or next(pair[0][1] for pair in one.fonts if pair)
    wide = case.width(font, one.digits)
    return font, wide, wide - case.width(font, NARROWEST * len(one.digits))


@dataclass(frozen=True, slots=True)
class _Slopes:
    """By field: its font, how wide its digits were, how much narrower they became."""

    steps: Mapping[int, tuple[bytes, float, float]]

    def number(self, said: bytes, others: Mapping[int, bytes]) -> bytes | Number:
        """A number, or what it moves with; ``others`` are what it became with each field's digits at their narrowest."""
        own = float(said)
        start = own
        found = []
        for field, other in others.items():
            font, wide, step = self.steps[field]
            change = own - float(other)
            if abs(change) > STILL:
                if step <= 0:
                    raise UnevenError("digits")
                found.append((field, font, change / step))
                start -= change / step * wide
        return Number(said, start, tuple(found)) if found else said


def _token(token: Piece, others: Mapping[int, Piece], slopes: _Slopes) -> Piece:
    if isinstance(token, bytes):
        return _drawing(token, {field: one for field, one in others.items() if isinstance(one, bytes)}, slopes)
    if not isinstance(token, Set):
        return token
    theirs = {field: one for field, one in others.items() if isinstance(one, Set) and _fits(token, one)}
    if len(theirs) != len(others):
        raise UnevenError("digits")
    items = [
        _moving(item, {field: one.items[at] for field, one in theirs.items()}, slopes)
        for at, item in enumerate(token.items)
    ]
    return replace(token, items=tuple(items))


def _moving(item: Item, others: Mapping[int, Item], slopes: _Slopes) -> Item:
    if isinstance(item, bytes):
        return slopes.number(item, {field: one for field, one in others.items() if isinstance(one, bytes)})
    if not isinstance(item, Place) and any(one != item for one in others.values()):
        raise UnevenError("digits")
    return item


def _fits(token: Set, other: Set) -> bool:
    """Whether a run has as many glyphs and shifts as another, in the same places."""
    return (other.font, other.size, len(other.items)) == (token.font, token.size, len(token.items)) and all(
        isinstance(a, bytes) == isinstance(b, bytes) for a, b in zip(token.items, other.items, strict=True)
    )


def _drawing(token: bytes, others: Mapping[int, bytes], slopes: _Slopes) -> bytes | Moving:
    if all(other == token for other in others.values()):
        return token
    bare = NUMBER.sub(b"#", token)
    if any(NUMBER.sub(b"#", other) != bare for other in others.values()):
        raise UnevenError("digits")
    numbers = {field: NUMBER.findall(other) for field, other in others.items()}
    parts: list[bytes | Number] = []
    at = 0
    for place, match in enumerate(NUMBER.finditer(token)):
        made = slopes.number(match[0], {field: found[place] for field, found in numbers.items()})
        if isinstance(made, Number):
            parts += [token[at : match.start()], made]
            at = match.end()
    return Moving((*parts, token[at:])) if parts else token

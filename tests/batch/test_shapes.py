"""What a value looks like to a typesetter: texts of one shape can stand for one another, and every place is found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuanchuan.batch.shapes import DIGIT, ONE, SEVEN, SQUARE, TooManyError, shape, standins

MARKS = (SQUARE, DIGIT, SEVEN, ONE)
VALUES = st.text(st.sampled_from("后李村𠮷㛃䶮0123456789179（）-A ·１"), max_size=24)


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("后李村", SQUARE * 3),
        ("𠮷家", SQUARE * 2),
        ("第3村", SQUARE + DIGIT + SQUARE),
        ("13800000003", DIGIT * 11),
        ("0543-1234", DIGIT * 3 + "3-1" + DIGIT * 3),
        ("A座", "A" + SQUARE),
        ("", ""),
    ],
)
def test_chinese_characters_and_digits_stand_for_others_and_all_else_for_itself(value, seen):
    assert shape(value) == seen


def test_digits_counted_are_as_wide_as_others_with_as_many_narrow_ones():
    assert shape("1371", counted=True) == shape("3117", counted=True) == DIGIT + SEVEN + ONE * 2
    assert shape("第11村", counted=True) == f"{SQUARE}11{SQUARE}"


@given(st.lists(VALUES, max_size=4), st.booleans())
def test_standins_have_the_shapes_they_stand_for_and_every_place_its_own_pair(values, counted):
    shapes = [shape(value, counted) for value in values]
    try:
        made = standins(shapes)
    except TooManyError:
        return
    for text, other, wanted, value in zip(made.first, made.second, shapes, values, strict=True):
        assert shape(text, counted) == shape(other, counted) == wanted
        assert len(text) == len(value)
    marked = {(field, at) for field, text in enumerate(shapes) for at, char in enumerate(text) if char in MARKS}
    assert {*made.places.values(), *made.following} == marked
    assert all(made.first[field][at] != made.second[field][at] for field, at in made.places.values())
    assert all((field, at - 1) in marked for field, at in made.following)

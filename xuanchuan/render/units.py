"""Lengths as Word and the layouts count them."""

from __future__ import annotations

TWIPS_PER_POINT = 20
TWIPS_PER_MM = 1440 / 25.4


def points(size: float) -> int:
    """Points in twentieths of a point."""
    return round(size * TWIPS_PER_POINT)


def millimetres(length: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(length * TWIPS_PER_MM)


def half_points(size: float) -> int:
    """A type size as Word writes it."""
    return round(size * 2)

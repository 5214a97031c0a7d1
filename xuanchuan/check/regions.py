"""The places of a draft that quote a statute, and whether word for word."""

from __future__ import annotations

from bisect import bisect_right, insort


class Regions:
    """Where statutes are quoted: ``spans`` of start, end, and whether verbatim, in order."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int, bool]] = []

    def add(self, start: int, end: int, same: bool) -> None:
        """One more region; regions do not overlap but may hold one another."""
        insort(self.spans, (start, end, same))

    def holding(self, start: int, end: int) -> bool | None:
        """Whether the region that holds a span is verbatim; None where none does."""
        row = bisect_right(self.spans, (start, 1 << 60, True))
        for first, last, same in reversed(self.spans[max(0, row - 3) : row]):
            if first <= start and end <= last:
                return same
        return None

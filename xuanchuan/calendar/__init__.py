"""Occasions and tasks become calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xuanchuan.model.kit import Kit


def timeline_ics(kit: Kit) -> bytes:
    """The kit's occasion and its working-back timeline as one .ics; same kit, same bytes."""
    from xuanchuan.calendar.ics import timeline_ics

    return timeline_ics(kit)

"""Words as officers type them on a command line."""

from __future__ import annotations


def split(text: str | None) -> tuple[str, ...]:
    """Comma-separated words, in whichever comma the keyboard gave; empty for None."""
    words = (text or "").replace("，", ",").replace("、", ",").split(",")
    return tuple(word.strip() for word in words if word.strip())

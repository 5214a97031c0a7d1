"""A finding: something in a file that a person should look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["must", "should", "look", "ok"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Where, what, how grave, and what to do; for mistakes that can be mended several at once."""

    where: str
    message: str
    severity: Severity = "must"
    suggest: str = ""

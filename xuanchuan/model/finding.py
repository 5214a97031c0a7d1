"""How grave is what a person should look at: to be changed, better changed, to be looked at, found right."""

from __future__ import annotations

from typing import Literal

Severity = Literal["must", "should", "look", "ok"]

"""The data folders that travel with the package: ``campaigns`` and ``templates``."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2]


def folder(name: str) -> Traversable:
    """The bundled folder ``campaigns`` or ``templates``: installed, or beside the package in a checkout."""
    try:
        return resources.files(f"xuanchuan.{name}")
    except ModuleNotFoundError:
        return _CHECKOUT / name

"""Where the bundled campaigns and templates are, installed or in a bare checkout."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


def folder(name: str) -> Traversable:
    """The bundled folder ``campaigns`` or ``templates``: a subpackage when installed, else beside the package."""
    try:
        return resources.files(f"xuanchuan.{name}")
    except ModuleNotFoundError:
        return Path(__file__).parents[2] / name

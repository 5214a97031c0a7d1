"""The law as dated data: bundled texts, known names, the text in force on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xuanchuan.corpus.loading import Corpus as Corpus
    from xuanchuan.corpus.loading import load_corpus as load_corpus
    from xuanchuan.corpus.numbers import parse_ref as parse_ref

# The last day up to which the bundled laws were compared with what had been promulgated.
CORPUS_DATE = date(2026, 10, 4)

_HOMES = {"Corpus": "loading", "load_corpus": "loading", "parse_ref": "numbers"}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: ``--version`` needs only the date."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"xuanchuan.corpus.{_HOMES[name]}"), name)

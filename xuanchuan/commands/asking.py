"""Asking a person on a terminal: single lines, so that an input method never breaks them; q leaves."""

from __future__ import annotations

import click

QUIT = ("q", "Q", "ｑ", "退出")


class LeavingError(Exception):
    """The person has left with q."""


def ask(question: str, default: str = "") -> str:
    """One line; Enter takes the default shown; LeavingError for q."""
    said = str(click.prompt(question, default=default, show_default=bool(default))).strip()
    if said in QUIT:
        raise LeavingError
    return said

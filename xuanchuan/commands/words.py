"""Words as officers type them on a command line; lines as wide as their console come from ``xuanchuan.console``."""

from __future__ import annotations

import click

from xuanchuan.console import columns as columns
from xuanchuan.console import wrapped as wrapped

FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出成文字或 JSON。"
)


def split(text: str | None) -> tuple[str, ...]:
    """Comma-separated words, in whichever comma the keyboard gave; empty for None."""
    words = (text or "").replace("，", ",").replace("、", ",").split(",")
    return tuple(word.strip() for word in words if word.strip())

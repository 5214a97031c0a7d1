"""What a shell may complete: days, laws and villages; silent where something cannot be read."""

from __future__ import annotations

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem

from xuanchuan.desk import Desk, open_desk
from xuanchuan.model.error import XuanchuanError


def complete_days(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The campaigns' days, as 11.25 and by name."""
    from xuanchuan.commands.near import coming

    desk = _desk(ctx)
    try:
        near = coming(desk)
    except XuanchuanError:
        return []
    days = [(f"{one.start.month}.{one.start.day}", one.name) for one in near if one.start]
    return _items([*days, *((one.name, "") for one in near)], incomplete)


def complete_laws(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The short names of the laws we have text of."""
    from xuanchuan.corpus import load_corpus

    try:
        return _items(((short, "") for short in load_corpus(_desk(ctx).own("laws")).shorts), incomplete)
    except XuanchuanError:
        return []


def complete_villages(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The villages of the station register."""
    from xuanchuan.commands.keeping import readable
    from xuanchuan.ledger.stations import stations

    try:
        with readable(_desk(ctx)) as ledger:
            found = stations(ledger) if ledger else []
    except XuanchuanError:
        return []
    return _items(((one.village, one.town) for one in found if one.village), incomplete)


def _desk(ctx: click.Context) -> Desk:
    desk = ctx.find_object(Desk) or open_desk()
    desk.quiet = True
    return desk


def _items(words: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(word, help=told) for word, told in words if word.startswith(incomplete)]

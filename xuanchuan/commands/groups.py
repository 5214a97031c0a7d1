"""A group of commands read from a table: imported only when one runs, each answering to its Chinese name too."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from xuanchuan.commands import Row
from xuanchuan.commands.helppage import examples_apart
from xuanchuan.model.error import XuanchuanError


class TableGroup(click.Group):
    """A click group whose commands are the rows of a table; help lists them without importing any."""

    def __init__(self, *args: Any, rows: Sequence[Row] = (), **attrs: Any) -> None:
        attrs.setdefault("options_metavar", "[选项]")
        attrs.setdefault("subcommand_metavar", "命令 …")
        super().__init__(*args, **attrs)
        self.rows = tuple(rows)
        self._by_name = {name: row for row in self.rows for name in (row.name, row.chinese)}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """English names, in the order of the table."""
        return [row.name for row in self.rows]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that English or Chinese name, imported now."""
        row = self._by_name.get(cmd_name)
        if row is None:
            return None
        command = import_module(row.module).command
        assert isinstance(command, click.Command)
        command.options_metavar = "[选项]"
        command.epilog = examples_apart(command.epilog or "")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but an unknown name is answered in Chinese with the nearest ones."""
        if args and not args[0].startswith("-") and args[0] not in self._by_name:
            raise self.unknown(ctx, args)
        return super().resolve_command(ctx, args)

    def unknown(self, ctx: click.Context, args: list[str]) -> XuanchuanError:
        """What to say of a name that no command has."""
        import difflib

        near = difflib.get_close_matches(args[0], list(self._by_name), n=3, cutoff=0.5)
        return XuanchuanError(
            f"没有“{args[0]}”这个命令",
            why=f"最像的是：{'、'.join(self._both_names(near))}" if near else "",
            hint=f"{ctx.command_path} {near[0]} --help" if near else f"{ctx.command_path} --help",
        )

    def _both_names(self, names: Sequence[str]) -> list[str]:
        """Each command once, as ``kit（整套）``."""
        rows = dict.fromkeys(self._by_name[name] for name in names)
        return [f"{row.name}（{row.chinese}）" for row in rows]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without importing any of them."""
        if not self.rows:
            return
        widest = max(len(row.name) for row in self.rows)
        with formatter.section("命令"):
            formatter.write_dl([(f"{row.name:{widest}}  {row.chinese}", row.help) for row in self.rows])

"""One material made on its own: the options ``plan``, ``flyer``, ``handout`` and ``make`` share, and the writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from xuanchuan.commands.words import split
from xuanchuan.commands.writing import write_beside
from xuanchuan.desk import Desk
from xuanchuan.materials import Template
from xuanchuan.model.document import Document
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit


@dataclass(frozen=True, slots=True)
class Making:
    """What the shared options say: which year, which formats, which file, which edition."""

    year: int | None = None
    to: str | None = None
    output: Path | None = None
    large_print: bool = False
    black_white: bool = False
    pinyin: bool = False


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that makes one material, handed over together as ``making``."""

    @wraps(command)
    def gathered(
        *args: Any,
        year: int | None,
        to: str | None,
        output: Path | None,
        large_print: bool,
        pinyin: bool,
        bw: bool,
        **others: Any,
    ) -> Any:
        return command(*args, making=Making(year, to, output, large_print, bw, pinyin), **others)

    made: Callable[..., Any] = gathered
    for add in (
        click.option("--bw", is_flag=True, help="黑白版，复印也看得清。"),
        click.option("--pinyin", is_flag=True, help="不常用的字上面注拼音，法条原文不注。"),
        click.option("--large-print", is_flag=True, help="大字版，给老年人看。"),
        click.option("--output", type=click.Path(path_type=Path), metavar="文件", help="写到哪个文件。"),
        click.option("--to", metavar="格式", help="做成哪些格式，如 docx,pdf,png；不写就按常用的做。"),
        click.option("--year", type=int, metavar="年份", help="哪一年的，不写就是下一个。"),
    ):
        made = add(made)
    return made


def make_material(desk: Desk, material: str, words: str, making: Making) -> None:
    """Make one material of one day and say where it is; a file that is there already is never overwritten."""
    from xuanchuan.commands.preparing import prepare
    from xuanchuan.materials import find_template

    ready = prepare(desk, words, making.year)
    for note in ready.notes:
        desk.say(f"注意：{note}")
    write_material(desk, find_template(ready.templates, material), ready.kit, making)


def write_material(desk: Desk, template: Template, kit: Kit, making: Making) -> None:
    """Compose, render and write one material in the formats asked for."""
    from xuanchuan.files.names import safe_name
    from xuanchuan.kit import folder_name
    from xuanchuan.kit.making import Edition
    from xuanchuan.materials.compose import compose
    from xuanchuan.model.document import slots
    from xuanchuan.render import remarks

    document = Edition(making.large_print, making.black_white, making.pinyin).of(compose(template, kit))
    name = safe_name(template.name if template.facts.anytime else f"{folder_name(kit)} {template.name}")
    target = _target(desk, name, split(making.to) or template.facts.formats, making.output)
    made = list(target.files(document))
    for note in remarks(target.formats):
        desk.say(f"注意：{note}")
    for path, data in made:
        desk.show(f"做好了：{write_beside(desk, path, data)}")
    left = len(slots(document))
    desk.say(f"下一步：打开文件，{f'把标黄的 {left} 处填好，' if left else ''}定稿前请看一遍")


@dataclass(frozen=True, slots=True)
class Target:
    """Where the files of a material go: a folder, the beginning of their names, their formats.

    ``exact``: the officer named the file itself; only further files of the same format get a number.
    """

    folder: Path
    name: str
    formats: tuple[str, ...]
    exact: bool = False

    def files(self, document: Document) -> Iterator[tuple[Path, bytes]]:
        """Each file's path and bytes."""
        from xuanchuan.render import render_files

        for format in dict.fromkeys(self.formats):
            for number, one in enumerate(render_files(document, format), 1):
                ending = f"{f' {number}' if number > 1 else ''}.{one.kind}" if self.exact else one.ending
                yield self.folder / f"{self.name}{ending}", one.data


def _target(desk: Desk, name: str, formats: tuple[str, ...], output: Path | None) -> Target:
    """Where to write: ``output`` decides the format by its ending when it has one we make."""
    from xuanchuan.render import FORMATS, kind_of

    if output is None:
        return Target(desk.cwd, name, formats)
    path = desk.cwd / output
    ending = path.suffix.removeprefix(".").lower()
    if path.is_dir():
        return Target(path, name, formats)
    if ending not in FORMATS:
        raise XuanchuanError(
            f"不会做 {path.suffix or '没有后缀'} 这种文件",
            where=str(path),
            why=f"会做的有：{'、'.join(FORMATS)}",
            hint="--output 方案.docx",
        )
    meant = next((format for format in formats if kind_of(format) == ending), ending)
    return Target(path.parent, path.stem, (meant,), exact=True)

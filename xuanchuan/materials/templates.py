"""Templates of materials: Markdown + Jinja2 with facts in front, the project's own over the bundled ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import get_args

from xuanchuan.files import bundled
from xuanchuan.files.decoding import decode
from xuanchuan.files.toml import did_you_mean, parse_toml
from xuanchuan.materials.records import read_record
from xuanchuan.model.document import Layout
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit

ENDING = ".md.j2"
FENCE = "+++"


@dataclass(frozen=True, slots=True)
class Facts:
    """The front of a template: name in Chinese, place in the kit (0: not in it), layout, formats, purpose.

    ``needs`` names what a campaign must say for the material to be offered; ``anytime``: it belongs to no day;
    ``topical``: it can be made of a law or a topic too.
    """

    name: str
    layout: Layout
    formats: tuple[str, ...]
    order: int = 0
    purpose: str = ""
    medium: str = ""
    landscape: bool = False
    needs: tuple[str, ...] = ()
    anytime: bool = False
    topical: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its id (file name), facts, body, where it came from and the line its body begins on."""

    id: str
    facts: Facts
    body: str
    where: str
    first_line: int = 1

    @property
    def name(self) -> str:
        """The material's Chinese name, part of every file made from it."""
        return self.facts.name


def load_templates(extra: Path | None = None, shelf: str = "materials") -> tuple[Template, ...]:
    """All templates of a shelf (materials, reports) in order of place and name; a project's own replace the bundled."""
    found = {template.id: template for template in _templates(bundled.folder("templates") / shelf)}
    if extra is not None:
        folder = extra / shelf if (extra / shelf).is_dir() or shelf != "materials" else extra
        found |= {template.id: template for template in _templates(folder)}
    return tuple(sorted(found.values(), key=lambda one: (one.facts.order or 999, one.name)))


def find_template(templates: tuple[Template, ...], name: str) -> Template:
    """The template of that id or Chinese name; XuanchuanError with the nearest ones."""
    for template in templates:
        if name in (template.id, template.name):
            return template
    known = [template.name for template in templates]
    raise XuanchuanError(
        f"没有“{name}”这种材料{did_you_mean(name, known)}",
        why=f"现有：{'、'.join(known)}",
        hint="看各是做什么用的：  xuanchuan make --list",
    )


def lacking(template: Template, kit: Kit) -> tuple[str, ...]:
    """What a material needs and neither the campaign nor the kit says; empty when it can be made."""
    sources = (kit.campaign, kit)
    return tuple(name for name in template.facts.needs if not any(getattr(one, name, None) for one in sources))


def read_template(text: str, identity: str, where: str) -> Template:
    """One template from its text; XuanchuanError tells what is wrong with the front."""
    lines = text.replace("\r\n", "\n").lstrip("\ufeff").split("\n")
    ends = [row for row, line in enumerate(lines) if line.strip() == FENCE]
    if len(ends) < 2 or ends[0] != 0:
        raise XuanchuanError(
            "模板写法不对", where=where, why="开头的资料要放在两行 +++ 之间", hint="照着 templates/materials 里的模板改"
        )
    mistakes: list[str] = []
    facts = read_record(Facts, parse_toml("\n".join(lines[1 : ends[1]]), where), "模板开头", mistakes)
    if facts is None:
        raise XuanchuanError("模板开头的资料有错", where=where, why="；".join(mistakes), hint="改好后再运行一次")
    assert facts.layout in get_args(Layout)
    return Template(identity, facts, "\n".join(lines[ends[1] + 1 :]), where, ends[1] + 2)


def _templates(folder: Traversable) -> Iterator[Template]:
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(ENDING):
            where = str(file) if isinstance(file, Path) else file.name
            yield read_template(decode(file.read_bytes(), where)[0], file.name.removesuffix(ENDING), where)

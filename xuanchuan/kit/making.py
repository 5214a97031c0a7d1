"""Kit + templates -> the files of a pack, as bytes; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any
from urllib.parse import quote

from xuanchuan.files import manifest
from xuanchuan.files.manifest import Record
from xuanchuan.files.names import safe_name
from xuanchuan.files.toml import did_you_mean
from xuanchuan.kit.home import describe
from xuanchuan.materials import Template, lacking
from xuanchuan.materials.compose import compose
from xuanchuan.model.document import Document, slots
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit
from xuanchuan.render import FORMATS, render, render_files
from xuanchuan.render.home import Link, Piece, home_page
from xuanchuan.render.thumbnails import thumbnail

HOME = "首页.html"

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class KitFile:
    """A file of the pack: its name, bytes, the material it is, its format, and the slots a person must fill."""

    path: str
    data: bytes
    material: str
    format: str
    slots: int = 0


@dataclass(frozen=True, slots=True)
class Extra:
    """A file that no template makes (活动日程.ics): its Chinese name, ending, purpose and bytes."""

    material: str
    format: str
    purpose: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Edition:
    """How to print: no text below 16 points, legible from a copier without colour, 拼音 over uncommon characters."""

    large_print: bool = False
    black_white: bool = False
    pinyin: bool = False

    def of(self, document: Document) -> Document:
        """The document in this edition."""
        from xuanchuan.materials.readings import with_readings

        edition = replace(document, large_print=self.large_print, black_white=self.black_white)
        return with_readings(edition) if self.pinyin else edition


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make: materials by id or Chinese name (empty: the usual pack), formats (empty: each material's own).

    ``everything``: all that the campaign has content for; ``edition`` chooses large print, black and white.
    """

    only: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    everything: bool = False
    edition: Edition = Edition()

    def has(self, *names: str) -> bool:
        """Whether a material of one of these names is wanted."""
        return not self.only or bool({*names} & {*self.only})


EVERYTHING = Wanted()
NOTHING = Record()


@dataclass(frozen=True, slots=True)
class Pack:
    """A planned pack: its files with the home page last, and what its manifest will say of it."""

    kit: Kit
    files: tuple[KitFile, ...]
    earlier: Record = NOTHING

    def manifest(self, paths: Sequence[str]) -> bytes:
        """清单.json once each file has gone to the path at its place in ``paths``; rows of earlier files stay."""
        kit = self.kit
        rows = [_row(path, file, kit.unit.name) for path, file in zip(paths, self.files, strict=True)]
        kept = [row for row in self.earlier.files if row["path"] not in {*paths, manifest.NAME}]
        articles = [manifest.article_row(excerpt) for excerpt in kit.excerpts.values()]
        old = [row for row in self.earlier.articles if row not in articles] if kept else []
        return manifest.dump(
            {
                "made_by": kit.stamp.program,
                "corpus_date": str(kit.stamp.corpus_date),
                "as_of": str(kit.stamp.as_of),
                "files": [*rows, *kept],
                "articles": [*articles, *old],
            }
        )


def plan_kit(
    kit: Kit,
    templates: Sequence[Template],
    wanted: Wanted = EVERYTHING,
    extras: Sequence[Extra] = (),
    earlier: Record = NOTHING,
    step: Step = lambda what: None,
) -> Pack:
    """All files of the pack as bytes, by their numbers, the home page last: same kit, same bytes.

    ``earlier`` is what the folder already holds: materials not wanted now but made before stay on the home page.
    XuanchuanError when a wanted material or format does not exist; then nothing has been written.
    """
    _refuse_unknown(templates, wanted, extras)
    files: list[KitFile] = []
    pieces: list[Piece] = []
    for template in templates:
        if _is_chosen(template, wanted, kit):
            document = wanted.edition.of(compose(template, kit))
            made = list(_files(template, document, wanted))
            files += made
            pieces.append(_piece(template, document, [file.path for file in made]))
            step(template.name)
        elif not lacking(template, kit) and (
            before := [row["path"] for row in earlier.files if row.get("material") == template.name]
        ):
            pieces.append(_piece(template, compose(template, kit), before))
    others, links = _extras(templates, wanted, extras, earlier)
    files = sorted([*files, *others], key=lambda file: file.path)
    home = describe(kit, tuple(pieces), links, templates)
    files.append(KitFile(HOME, home_page(home), "首页", "html"))
    return Pack(kit, tuple(files), earlier)


def _refuse_unknown(templates: Sequence[Template], wanted: Wanted, extras: Sequence[Extra]) -> None:
    unknown = [name for name in wanted.formats if name not in FORMATS]
    if unknown:
        raise XuanchuanError(
            f"不会做这种格式：{'、'.join(unknown)}", why=f"会做的有：{'、'.join(FORMATS)}", hint="--to docx,txt"
        )
    known = {name for one in templates for name in (one.id, one.name)} | {extra.material for extra in extras}
    if strange := [name for name in wanted.only if name not in known]:
        names = [one.name for one in templates if one.facts.order] + [extra.material for extra in extras]
        raise XuanchuanError(
            f"没有这种材料：{'、'.join(strange)}{did_you_mean(strange[0], known)}",
            why=f"整套里有：{'、'.join(names)}",
            hint="看全部材料：  xuanchuan make --list",
        )
    if dateless := [one.name for one in templates if one.facts.anytime and {one.id, one.name} & {*wanted.only}]:
        raise XuanchuanError(
            f"“{dateless[0]}”不属于哪一个日子，不进整套", hint=f"单独做：  xuanchuan make {dateless[0]}"
        )


def _is_chosen(template: Template, wanted: Wanted, kit: Kit) -> bool:
    """Asked for by name; else part of the usual pack, or of everything, and the campaign has content for it."""
    if wanted.only:
        return wanted.has(template.id, template.name)
    usual = bool(template.facts.order) or (wanted.everything and not template.facts.anytime)
    return usual and not lacking(template, kit)


def _files(template: Template, document: Document, wanted: Wanted) -> Iterator[KitFile]:
    """The files a material becomes, each in its format."""
    number = f"{template.facts.order:02d} " if template.facts.order else ""
    left = len(slots(document))
    for name in dict.fromkeys(wanted.formats or template.facts.formats):
        for one in render_files(document, name):
            path = safe_name(f"{number}{template.name}{one.ending}")
            yield KitFile(path, one.data, template.name, one.kind, left)


def _piece(template: Template, document: Document, paths: Sequence[str]) -> Piece:
    return Piece(
        number=f"{template.facts.order:02d}" if template.facts.order else "",
        name=template.name,
        purpose=template.facts.purpose,
        files=tuple(_link(path) for path in paths),
        document=document,
        slots=len(slots(document)),
        picture=thumbnail(document),
        text=render(document, "txt").decode("utf-8-sig") if "txt" in template.facts.formats else "",
    )


def _extras(
    templates: Sequence[Template], wanted: Wanted, extras: Sequence[Extra], earlier: Record
) -> tuple[list[KitFile], tuple[Link, ...]]:
    """The files no template makes, under the numbers no material has, and their links."""
    taken = {template.facts.order for template in templates}
    free = (number for number in count(1) if number not in taken)
    before = {row["path"] for row in earlier.files}
    files: list[KitFile] = []
    links: list[Link] = []
    for number, extra in zip(free, extras, strict=False):
        path = safe_name(f"{number:02d} {extra.material}.{extra.format}")
        if wanted.has(extra.material):
            files.append(KitFile(path, extra.data, extra.material, extra.format))
        if wanted.has(extra.material) or path in before:
            links.append(_link(path, f"{number:02d}", extra.purpose))
    return files, tuple(links)


def _link(path: str, number: str = "", purpose: str = "") -> Link:
    return Link(name=path, href=quote(path), number=number, purpose=purpose)


def _row(path: str, file: KitFile, unit: str) -> Mapping[str, Any]:
    digest = manifest.sha256(file.data)
    return {"path": path, "sha256": digest, "material": file.material, "format": file.format, "unit": unit}


def count_steps(kit: Kit, templates: Sequence[Template], wanted: Wanted) -> int:
    """How many times ``plan_kit`` will call ``step``, to size a progress bar."""
    return sum(_is_chosen(template, wanted, kit) for template in templates)

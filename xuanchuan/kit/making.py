"""Kit + templates -> the files of a pack, as bytes; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from xuanchuan.files import manifest
from xuanchuan.files.names import safe_name
from xuanchuan.kit.home import describe
from xuanchuan.materials import Template, compose
from xuanchuan.model.document import Document, slots
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit
from xuanchuan.render import FORMATS, render
from xuanchuan.render.home import Link, Piece, home_page

HOME = "首页.html"


@dataclass(frozen=True, slots=True)
class KitFile:
    """A file of the pack: its name, bytes, the material it is and its format."""

    path: str
    data: bytes
    material: str
    format: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make: materials by id or Chinese name (empty: all), formats (empty: each material's own)."""

    only: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


Step = Callable[[str], None]


def choose(templates: Sequence[Template], wanted: Wanted) -> list[Template]:
    """The templates of a kit, in order; XuanchuanError when a wanted one or a wanted format does not exist."""
    unknown = [name for name in wanted.formats if name not in FORMATS]
    if unknown:
        raise XuanchuanError(
            f"不会做这种格式：{'、'.join(unknown)}", why=f"会做的有：{'、'.join(FORMATS)}", hint="--to docx,txt"
        )
    inside = [template for template in templates if template.facts.order]
    strange = [name for name in wanted.only if not any(name in (one.id, one.name) for one in templates)]
    if strange:
        names = "、".join(template.name for template in inside)
        raise XuanchuanError(
            f"没有这种材料：{'、'.join(strange)}", why=f"整套里有：{names}", hint=f"--only {inside[0].name}"
        )
    return [
        one for one in (templates if wanted.only else inside) if not wanted.only or {one.id, one.name} & {*wanted.only}
    ]


def make(
    kit: Kit,
    templates: Sequence[Template],
    wanted: Wanted,
    extras: Iterable[KitFile] = (),
    step: Step = lambda what: None,
) -> list[KitFile]:
    """All files of the pack, the home page and the manifest last. Same kit, same bytes."""
    files: list[KitFile] = []
    pieces: list[Piece] = []
    for number, template in enumerate(choose(templates, wanted), 1):
        document = compose(template, kit)
        made = _files(f"{template.facts.order or number:02d} {template.name}", template, document, wanted)
        files += made
        pieces.append(_piece(template, document, made))
        step(template.name)
    files += extras
    home = describe(kit, tuple(pieces), tuple(_link(file) for file in extras))
    files.append(KitFile(HOME, home_page(home), "首页", "html"))
    return [*files, KitFile(manifest.NAME, _manifest(kit, files), "清单", "json")]


def _files(stem: str, template: Template, document: Document, wanted: Wanted) -> list[KitFile]:
    formats = wanted.formats or template.facts.formats
    return [
        KitFile(f"{safe_name(stem)}.{name}", render(document, name), template.name, name)
        for name in dict.fromkeys(formats)
    ]


def _piece(template: Template, document: Document, made: Sequence[KitFile]) -> Piece:
    text = render(document, "txt").decode("utf-8-sig") if "txt" in template.facts.formats else ""
    return Piece(
        number=f"{template.facts.order:02d}" if template.facts.order else "",
        name=template.name,
        purpose=template.facts.purpose,
        files=tuple(_link(file) for file in made),
        document=document,
        slots=len(slots(document)),
        text=text,
    )


def _link(file: KitFile) -> Link:
    return Link(name=file.path, href=quote(file.path), purpose=file.material)


def _manifest(kit: Kit, files: Sequence[KitFile]) -> bytes:
    """清单.json: what was made of what, keys as the contract freezes them."""
    return manifest.dump(
        {
            "made_by": kit.stamp.program,
            "corpus_date": str(kit.stamp.corpus_date),
            "as_of": str(kit.stamp.as_of),
            "files": [
                {
                    "path": file.path,
                    "sha256": manifest.sha256(file.data),
                    "material": file.material,
                    "format": file.format,
                    "unit": kit.unit.name,
                }
                for file in files
            ],
            "articles": [
                {
                    "law": excerpt.title,
                    "article": ref.article.number,
                    "suffix": ref.article.suffix,
                    "effective": str(excerpt.effective),
                    "digest": excerpt.digest,
                }
                for ref, excerpt in kit.excerpts.items()
            ],
        }
    )

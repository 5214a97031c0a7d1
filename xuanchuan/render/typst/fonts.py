"""Which fonts this computer sets type in: by role along a chain, looked up first, substitutions told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from xuanchuan.model.error import XuanchuanError
from xuanchuan.render.looks import Font, font_packages, fonts

FONT_ENDINGS = (".ttf", ".otf", ".ttc")
BOLD = 600
# A real 小标宋 is heavy by itself; what stands in for it is set bold, as the custom is.
HEAVY_ROLE = "小标宋"


@dataclass(frozen=True, slots=True)
class Face:
    """What a role is set in: families in order of preference, and whether the first has a bold of its own."""

    families: tuple[str, ...]
    has_bold: bool
    is_stand_in: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """The fonts at hand: typst's own listing of them, and the face of each role.

    ``drawable`` grows: the characters that a trial has shown some font of the listing to have.
    """

    listing: Any
    faces: Mapping[str, Face]
    remarks: tuple[str, ...]
    drawable: set[str] = field(default_factory=set, compare=False, repr=False)


@cache
def shelf(system: bool = True) -> Shelf:
    """The fonts of this computer (``system``) and of installed font packages.

    XuanchuanError with the exact step when there is no Chinese font at all.
    """
    import typst

    listing = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=list(package_folders()))
    weights: dict[str, set[int]] = {}
    names: dict[str, str] = {}
    for one in listing.fonts():
        names.setdefault(one.family.casefold(), one.family)
        weights.setdefault(one.family, set()).update(_weights(one.weight, one.path))
    found = {role: _families(font, names) for role, font in fonts().items()}
    everything = tuple(dict.fromkeys(family for families in found.values() for family in families))
    if not everything:
        raise no_fonts()
    faces = {role: _face(role, families or everything[:1], everything, weights) for role, families in found.items()}
    return Shelf(listing, faces, tuple(_remarks(faces)))


def package_folders() -> Iterable[str]:
    """The folders of the font packages of ``fonts.toml`` that are installed."""
    for package in font_packages():
        try:
            files = distribution(package).files or ()
        except PackageNotFoundError:
            continue
        yield from sorted({str(Path(str(one.locate())).parent) for one in files if one.suffix in FONT_ENDINGS})


def no_fonts() -> XuanchuanError:
    """What to say on a computer without any Chinese font."""
    first = font_packages()[0]
    return XuanchuanError(
        "这台电脑上没有能用的中文字体，做不了 PDF 和图片",
        why="没有字体，汉字会印成空方框",
        hint=f"装一个开放授权的字体包再运行一次：  python -m pip install {first}",
    )


def _weights(weight: int, path: str | None) -> set[int]:
    """A variable font holds every weight, though one is listed."""
    return {weight, 700} if path and Path(path).stem.endswith("-VF") or path and "-VF." in path else {weight}


def _families(font: Font, names: Mapping[str, str]) -> tuple[str, ...]:
    """The families of a role's chain that are there, as they are listed."""
    wanted = (font.name, *font.alt, *font.open)
    return tuple(dict.fromkeys(names[name.casefold()] for name in wanted if name.casefold() in names))


def _face(role: str, own: tuple[str, ...], everything: tuple[str, ...], weights: Mapping[str, set[int]]) -> Face:
    families = tuple(dict.fromkeys((*own, *everything)))
    font = fonts()[role]
    stand_in = families[0].casefold() not in {name.casefold() for name in (font.name, *font.alt)}
    return Face(families, max(weights[families[0]]) >= BOLD, stand_in)


def _remarks(faces: Mapping[str, Face]) -> Iterable[str]:
    """One sentence on what is set in other fonts than an officer expects."""
    swapped = [(fonts()[role].name, face.families[0]) for role, face in faces.items() if face.is_stand_in]
    if swapped:
        told = "、".join(f"{wanted}用“{used}”" for wanted, used in swapped)
        yield f"这台电脑缺几种字体，PDF 和图片里用别的代替：{told}；版面会有出入，公文请以 docx 为准"

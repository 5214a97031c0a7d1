"""What stands in the wheels of the stick: a bill of materials for a program, and a page of licences for a person."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from html import escape
from pathlib import Path
from typing import Any

from xuanchuan.files.bundled import folder
from xuanchuan.model.error import XuanchuanError

BILL, LICENCES = "组件清单.cdx.json", "组件和许可.html"
OWN = "xuanchuan"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA = re.compile(r"\bextra\s*==")


@dataclass(frozen=True, slots=True)
class Part:
    """One wheel: what it is, what it declares of its licence, which files hold the licence's words, what it asks for."""

    file: str
    name: str
    version: str
    licence: str
    is_expression: bool
    texts: tuple[str, ...]
    needs: tuple[str, ...]
    sha256: str

    @property
    def address(self) -> str:
        """The package URL, by which every index knows it."""
        return f"pkg:pypi/{plain(self.name)}@{self.version}"


def read_parts(wheels: Path) -> tuple[Part, ...]:
    """The wheels of a folder in order of name; XuanchuanError for one that does not say what it is."""
    return tuple(sorted((read_part(one) for one in wheels.glob("*.whl")), key=lambda part: plain(part.name)))


def read_part(path: Path) -> Part:
    """One wheel, by the metadata in it and the digest of the whole file."""
    try:
        with zipfile.ZipFile(path) as wheel:
            names = wheel.namelist()
            (place,) = (name for name in names if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
            said = HeaderParser().parsestr(wheel.read(place).decode("utf-8", "replace"))
            name, version = said["Name"].strip(), said["Version"].strip()
    except (OSError, ValueError, AttributeError, zipfile.BadZipFile) as fault:
        raise XuanchuanError(
            "有个组件没有写明自己是什么", where=str(path), why="文件坏了，或不是 wheel", hint="删掉它，再运行一次"
        ) from fault
    licence, is_expression = _licence(said)
    texts = tuple(one for one in names if re.search(r"\.dist-info/(licenses/.+|[^/]*(LICEN[SC]E|COPYING|NOTICE)[^/]*)$", one, re.I))  # fmt: skip
    needs = tuple(sorted({plain(found[0]) for one in said.get_all("Requires-Dist", [])
                          if not _EXTRA.search(one) and (found := _NAME.match(one))}))  # fmt: skip
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Part(path.name, name, version, licence, is_expression, texts, needs, digest)


def plain(name: str) -> str:
    """A package's name as every index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(said: Message) -> tuple[str, bool]:
    """What the package declares, and whether in the notation of SPDX."""
    if expression := said.get("License-Expression", "").strip():
        return expression, True
    classes = [str(one).rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if "License ::" in str(one)]
    words = [one for one in classes if one != "OSI Approved"]
    return "、".join(words) or said.get("License", "").strip().split("\n")[0][:80] or "没有写明", False


def bill(parts: Sequence[Part], python_version: str) -> bytes:
    """The bill of materials, CycloneDX 1.6: exactly these wheels with their digests; same wheels, same bytes."""
    here = {plain(part.name): part.address for part in parts}
    own = [part for part in parts if plain(part.name) == OWN]
    made: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component(own[0], "application")} if own else {},
        "components": [_component(part, "library") for part in parts if part not in own],
        "dependencies": [
            {"ref": part.address, "dependsOn": sorted(here[name] for name in part.needs if name in here)}
            for part in parts
        ],
        "properties": [{"name": "xuanchuan:python", "value": python_version}],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _component(part: Part, kind: str) -> Mapping[str, Any]:
    licence: Mapping[str, Any] = (
        {"expression": part.licence} if part.is_expression else {"license": {"name": part.licence}}
    )
    return {
        "type": kind,
        "bom-ref": part.address,
        "name": part.name,
        "version": part.version,
        "hashes": [{"alg": "SHA-256", "content": part.sha256}],
        "licenses": [licence],
        "purl": part.address,
        "properties": [{"name": "xuanchuan:file", "value": part.file}],
    }


def licence_page(parts: Sequence[Part]) -> bytes:
    """The page of licences: each wheel, what it is licensed under, and where in it the licence's words stand."""
    rows = "".join(
        f"<tr><td>{escape(part.name)}</td><td>{escape(part.version)}</td><td>{escape(part.licence)}</td>"
        f"<td>{'<br>'.join(escape(text) for text in part.texts) or '没有带许可文件'}</td></tr>\n"
        for part in parts
    )
    page = (folder("templates") / "layouts" / "parts.html").read_text(encoding="utf-8")
    return page.replace("{{ rows }}", rows).replace("{{ count }}", str(len(parts))).encode()

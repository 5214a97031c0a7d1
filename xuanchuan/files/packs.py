"""One file on a USB stick: a zip whose manifest names every member with its checksum; same files, same bytes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from xuanchuan.files.archives import Limits, open_archive
from xuanchuan.files.bounded import MB
from xuanchuan.files.manifest import NAME, dump, sha256
from xuanchuan.model.error import XuanchuanError

EPOCH = (1980, 1, 1, 0, 0, 0)
LIMITS = Limits(member=16 * MB, total=256 * MB, members=20_000)
AGAIN = "请对方重新打包，再拷贝一次"


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack whose every checksum has been found right: what its manifest says, and its members by path."""

    said: Mapping[str, Any]
    members: Mapping[str, bytes]
    where: str

    def folder(self, name: str) -> Traversable:
        """The members below a folder, to be read as files are, without being written anywhere."""
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            for path, data in self.members.items():
                if path.startswith(f"{name}/"):
                    archive.writestr(path, data)
        opened = zipfile.ZipFile(held)
        opened.filename = self.where  # what paths below it say of themselves
        return zipfile.Path(opened, f"{name}/")


def pack_bytes(said: Mapping[str, Any], members: Mapping[str, bytes]) -> bytes:
    """The bytes of a pack: manifest first, then the members by name, with one time for all."""
    rows = [{"path": path, "sha256": sha256(data)} for path, data in sorted(members.items())]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in ((NAME, dump({**said, "files": rows})), *sorted(members.items())):
            info = zipfile.ZipInfo(path, EPOCH)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(info, data)
    return out.getvalue()


def read_pack(path: Path) -> Pack:
    """Open a pack and prove it whole; XuanchuanError when anything is missing, added, changed or cannot be read."""
    with open_archive(path, LIMITS, wanted="law pack 打出来的语料包", again=AGAIN) as archive:
        if NAME not in archive:
            raise _not_whole(path, f"里面没有 {NAME}，不是语料包")
        said, sums = _manifest(archive.read(NAME), path)
        names = [name for name in archive.names if name != NAME]
        extra, missing = sorted(set(names) - set(sums)), sorted(set(sums) - set(names))
        if extra or missing:
            raise _not_whole(path, f"多出 {extra[0]}" if extra else f"缺少 {missing[0]}")
        members = {name: archive.read(name) for name in names}
    changed = next((name for name, data in sorted(members.items()) if sha256(data) != sums[name]), None)
    if changed:
        raise _not_whole(path, f"{changed} 的校验码对不上")
    return Pack(said, members, str(path))


def _manifest(data: bytes, path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    try:
        said = json.loads(data.decode("utf-8"))
        return said, {str(row["path"]): str(row["sha256"]) for row in said["files"]}
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise _not_whole(path, f"{NAME} 读不懂") from fault


def _not_whole(path: Path, why: str) -> XuanchuanError:
    return XuanchuanError("语料包不完整，或者被改动过，没有装", where=str(path), why=why, hint=AGAIN)

"""A finished file onto the disk for a command: what is there already is never overwritten, and the person is told."""

from __future__ import annotations

from pathlib import Path

from xuanchuan.desk import Desk


def write_beside(desk: Desk, path: Path, data: bytes) -> Path:
    """Write ``data`` to ``path``, or to ``名字(2)`` beside it when something else is there, which is said; where it went."""
    from xuanchuan.files.atomic import write_bytes
    from xuanchuan.files.names import free_path

    place = free_path(path, data)
    write_bytes(place, data)
    if place != path:
        desk.say(f"注意：{path.name} 已经有了，没有动它，新的另存为 {place.name}")
    return place

"""Whether another program has a document open: WPS, Word and LibreOffice each leave a small file beside it."""

from __future__ import annotations

from pathlib import Path


def is_open_elsewhere(path: Path) -> bool:
    """True when an office program's own file beside ``path`` says that it is being edited."""
    return any(path.with_name(name).exists() for name in owner_files(path.name))


def owner_files(name: str) -> tuple[str, ...]:
    """The names Word (~$, which may swallow up to two characters), WPS (.~) and LibreOffice (.~lock.…#) use."""
    return (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~{name}", f".~lock.{name}#")

"""Plain text and Markdown, as decoded: spans are places in the file's own text."""

from __future__ import annotations

from pathlib import Path

from xuanchuan.check.drafts import Draft, draft_of_text
from xuanchuan.files.decoding import read_plain


def read(path: Path) -> Draft:
    """Read a .txt or .md; line ends become ``\\n``."""
    return draft_of_text(read_plain(path).text, path, "md" if path.suffix.lower().startswith(".m") else "txt")

"""The register of known laws: names and figures only, so that 没有这部法 and 语料没收 are different answers."""

from __future__ import annotations

from datetime import date

from xuanchuan.corpus.names import bare_name
from xuanchuan.model.law import KnownLaw

LOCAL = "地方性法规"


def read_register(text: str) -> dict[str, KnownLaw]:
    """The rows of ``registry.tsv`` (name, level, version last seen, article count, province) by compared name."""
    known: dict[str, KnownLaw] = {}
    for line in text.splitlines()[1:]:
        name, level, seen, count, province = line.split("\t")
        known[bare_name(name)] = KnownLaw(
            title=name,
            level=level,
            seen=date.fromisoformat(seen) if seen else None,
            article_count=int(count or 0),
            province=province or None,
        )
    return known

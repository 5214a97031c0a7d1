"""Names of laws compared as wholes: brackets, spaces and 中华人民共和国 do not matter, every other character does."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

COUNTRY = "中华人民共和国"
QUOTES = str.maketrans("", "", "《》〈〉<>“”\"'‘’")
GENERIC = re.compile(
    r"(?:合法权益|权益)?(?:保障|保护|促进|防治|管理|组织)?(?:特别)?(?:法典|法|条例|规定|办法|解释|决定)(?:（[一二三四五六七八九十]）)?$"
)

# How alike two names must be to take one for a slip of the pen of the other (SequenceMatcher ratio).
SLIP = 0.76


@lru_cache(maxsize=8192)
def bare_name(name: str) -> str:
    """The name as it is compared: no white space, no quotation marks, no 中华人民共和国, brackets full-width."""
    text = "".join(unicodedata.normalize("NFKC", name).split()).translate(QUOTES)
    return text.replace(COUNTRY, "").replace("(", "（").replace(")", "）").replace("[", "〔").replace("]", "〕")


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Up to ``count`` known names that look like ``name``, most alike first."""
    return difflib.get_close_matches(bare_name(name), list(dict.fromkeys(known)), n=count, cutoff=0.5)


def meant(name: str, known: Iterable[str]) -> str | None:
    """The one known name that ``name`` is evidently a slip of (妇女权益保护法), or None: never by a part of it."""
    bare = bare_name(name)
    core = GENERIC.sub("", bare)
    best, best_likeness = None, 0.0
    for one in known:
        likeness = difflib.SequenceMatcher(None, bare, one, autojunk=False).ratio()
        same_core = len(core) >= 2 and core == GENERIC.sub("", one) and bare[-1:] == one[-1:]
        if (likeness > SLIP or same_core) and likeness > best_likeness:
            best, best_likeness = one, likeness
    return best

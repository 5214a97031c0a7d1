"""Words as people type them, made comparable: one width, one spelling, one word for one thing, no fillers."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

MARKS = "　，。！？、；：“”‘’《》〈〉（）()…,.!?;:\"'~～—-_/|·【】[]{}<>@#%^&*+=\\`$￥"
DROP = dict.fromkeys(map(ord, MARKS + " \t\r"))
GAP = " "
PARTS = re.compile(r"[a-z0-9]+|[^a-z0-9 \n]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What people say for a thing, and the words the law has for it, the most telling first."""

    said: tuple[str, ...]
    law: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All of them."""
        return self.said + self.law


@dataclass(frozen=True, slots=True)
class Everyday:
    """The bundled ``everyday.toml``.

    ``same`` are (another spelling, the word), ``fillers`` carry no subject, ``intents`` say what kind of answer is
    wanted (罚多重, 找谁 …) and by which words an article gives it, ``danger`` calls for 110 first.
    """

    same: tuple[tuple[str, str], ...]
    fillers: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    intents: tuple[Meaning, ...]
    danger: tuple[str, ...]


@cache
def everyday() -> Everyday:
    """The words of the street and of the law, read once; longer ones come first where order matters."""
    data = tomllib.loads((resources.files("xuanchuan.corpus") / "everyday.toml").read_text(encoding="utf-8"))
    same = [(other, row["word"]) for row in data["same"] for other in row["say"]]
    return Everyday(
        same=tuple(sorted(same, key=lambda pair: -len(pair[0]))),
        fillers=tuple(sorted(data["fillers"], key=len, reverse=True)),
        meanings=tuple(Meaning(tuple(row["say"]), tuple(row["law"])) for row in data["words"]),
        intents=tuple(Meaning(tuple(row["say"]), tuple(row["law"])) for row in data["intents"]),
        danger=tuple(data["danger"]),
    )


def plain(text: str) -> str:
    """One width, lower case, no marks and no white space but the line break."""
    return unicodedata.normalize("NFKC", text).lower().translate(DROP)


def settled(text: str) -> str:
    """Plain text with one word for one thing: 俺男人、老公 are both 丈夫."""
    for other, word in everyday().same:
        if other in text:
            text = text.replace(other, word)
    return text


def bare(text: str) -> str:
    """Plain text with a gap in place of each word that carries no subject."""
    for word in everyday().fillers:
        if word in text:
            text = text.replace(word, GAP)
    return text


def pieces(text: str) -> list[str]:
    """The pieces of a bare text, in order, each once: two neighbouring characters, a lone one, a whole Latin word."""
    found = []
    for part in PARTS.findall(text):
        whole = len(part) < 3 or part.isascii()
        found += [part] if whole else [part[i : i + 2] for i in range(len(part) - 1)]
    return list(dict.fromkeys(found))

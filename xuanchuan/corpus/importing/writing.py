"""A law that was read, and the facts a person settled -> the text of a law file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xuanchuan.corpus.importing.days import CHANGED
from xuanchuan.corpus.importing.reading import ReadLaw, gaps
from xuanchuan.corpus.lawfiles import APPENDIX, FENCE, PREAMBLE
from xuanchuan.model.law import ArticleNumber


@dataclass(frozen=True, slots=True)
class Facts:
    """What the text itself does not settle or another version already tells: names, level, province, days."""

    short: str
    level: str
    effective: date
    source: str
    province: str | None = None
    aliases: tuple[str, ...] = ()
    first_effective: date | None = None


def law_text(law: ReadLaw, facts: Facts) -> str:
    """The complete text of a law file: facts between +++, then headings and articles with their lines, LF ends."""
    changed = [one for one in law.acts if one.verb in CHANGED]
    adopted = next((one.day for one in law.acts if one.verb not in CHANGED), None)
    broken = bool(gaps(law.articles))
    front: dict[str, object] = {
        "title": law.title,
        "short": facts.short,
        "level": facts.level,
        "aliases": facts.aliases,
        "province": facts.province,
        "adopted": adopted,
        "first_effective": facts.first_effective,
        "amendment": "；".join(f"{one.day} {one.verb}" for one in changed),
        "effective": facts.effective,
        "article_count": max(len(law.articles), max(one.number.number for one in law.articles)),
        "complete": not broken,
        "source": facts.source,
        "sources": 1,
        "repeals": law.repeals,
    }
    stated = (f"{key} = {_toml(value)}" for key, value in front.items() if value not in (None, "", ()))
    return "\n".join([FENCE, *stated, FENCE, "", *_body(law)])


def _body(law: ReadLaw) -> Iterator[str]:
    if law.preamble:
        yield from (f"## {PREAMBLE}", "", *map(_line, law.preamble), "")
    above: dict[ArticleNumber, list[str]] = {}
    for heading in law.headings:
        above.setdefault(heading.before, []).append(heading.title)
    for article in law.articles:
        for title in above.get(article.number, ()):
            yield from (f"# {title}", "")
        yield from (f"## {article.number.label}", "", *map(_line, article.lines), "")
    if law.appendix:
        yield from (f"## {APPENDIX}", "", *map(_line, law.appendix), "")


def _line(text: str) -> str:
    """A line of the law; one that would read as a heading of the file gets a space in front, which reading drops."""
    return f" {text}" if text.startswith("#") else text


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, date)):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    escaped = "".join(char if char >= " " and char not in '"\\\x7f' else f"\\u{ord(char):04X}" for char in str(value))
    return f'"{escaped}"'

"""A law that was read -> the text of a law file, and what changed against an earlier one."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from xuanchuan.corpus.importing.reading import ReadLaw
from xuanchuan.model.law import Article, ArticleNumber

# fmt: off
PROVINCES = (
    "北京市", "天津市", "上海市", "重庆市", "河北省", "山西省", "辽宁省", "吉林省", "黑龙江省", "江苏省", "浙江省",
    "安徽省", "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "海南省", "四川省", "贵州省",
    "云南省", "陕西省", "甘肃省", "青海省", "台湾省", "内蒙古自治区", "广西壮族自治区", "西藏自治区", "宁夏回族自治区",
    "新疆维吾尔自治区",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Facts:
    """What the text itself does not settle and a person has confirmed: names, level, province, effective day."""

    short: str
    level: str
    effective: date
    province: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One article compared with the earlier version; the older or newer words are empty where there are none."""

    kind: Literal["新增", "删去", "改动"]
    number: ArticleNumber
    older: str = ""
    newer: str = ""


def province_of(title: str) -> str | None:
    """The province a rule's title begins with; None for national law and for rules of a city."""
    return next((name for name in PROVINCES if title.startswith(name)), None)


def law_text(law: ReadLaw, facts: Facts) -> str:
    """The complete text of a law file: facts between +++, then headings with their lines, LF ends."""
    adopted = law.amendments[0].day if law.amendments else None
    changed = [one for one in law.amendments[1:] if one.verb in ("修正", "修订", "公布", "批准")]
    front = {
        "title": law.title,
        "short": facts.short,
        "level": facts.level,
        "province": facts.province or "",
        "adopted": adopted,
        "amendment": "、".join(f"{one.day} {one.verb}" for one in changed),
        "effective": facts.effective,
        "article_count": len(law.articles),
        "source": facts.source,
        "sources": 1,
        "complete": True,
    }
    lines = ["+++", *(f"{key} = {_toml(value)}" for key, value in front.items() if value not in (None, "")), "+++", ""]
    for article in law.articles:
        lines += [f"## {article.number.label}", "", *article.lines, ""]
    if law.appendix:
        lines += ["## 附录", "", *law.appendix, ""]
    return "\n".join(lines)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, date)):
        return str(value)
    escaped = "".join(char if char >= " " and char not in '"\\' else f"\\u{ord(char):04X}" for char in str(value))
    return f'"{escaped}"'


def compare(older: Sequence[Article], newer: Sequence[Article]) -> tuple[Change, ...]:
    """What changed from one version to the next, by article number, in order of number."""
    before = {article.number: article.text for article in older}
    after = {article.number: article.text for article in newer}
    changes: list[Change] = []
    for num in sorted(before.keys() | after.keys()):
        old, new = before.get(num, ""), after.get(num, "")
        if num not in before:
            changes.append(Change("新增", num, newer=new))
        elif num not in after:
            changes.append(Change("删去", num, older=old))
        elif "".join(old.split()) != "".join(new.split()):
            changes.append(Change("改动", num, old, new))
    return tuple(changes)


def marked(change: Change, width: int = 12) -> str:
    """The heart of a change in one line: the first differing words of both sides with a little around them."""
    if change.kind != "改动":
        words = change.newer or change.older
        return words.replace("\n", " ")[: width * 3]
    matcher = difflib.SequenceMatcher(None, change.older, change.newer, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            start = max(i1 - width, 0)
            old = change.older[start : min(i2 + width, len(change.older))].replace("\n", " ")
            new = change.newer[max(j1 - width, 0) : min(j2 + width, len(change.newer))].replace("\n", " ")
            return f"原：…{old}…  现：…{new}…"
    return ""

"""Words that harm: reconciling advice, blame, promises; domestic-violence text without its safety lines; burdens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast

from xuanchuan.check.compact import Compact
from xuanchuan.check.findings import Found, Kind
from xuanchuan.check.terms import around
from xuanchuan.files.toml import parse_toml
from xuanchuan.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way of saying things that should not be printed."""

    pattern: re.Pattern[str]
    why: str
    instead: str
    severity: Severity
    near: tuple[str, ...] = ()
    kind: Kind = "harm"


# The sentence warns against the words, or names them as a mistake.
AGAINST = re.compile(
    r"不(?:要|能|可|应|该|得|许|准|再|说|是|讲|做|劝|信|认)|别(?:再|说|信|劝|把|拿)|勿|莫|禁止|严禁|反对|拒绝|误区|误解|错误|谬论|偏见|谣言|所谓|并非|不等于|摒弃|破除|纠正|抛弃|丢掉|不对|错在|从来没有|没有谁|不存在|借口|绝不|不存在|之说|这种(?:说法|想法|观念|话)|这类话|旧观念|陈旧|老话|而不是|不搞|不以|取消|杜绝|防止|避免|整治|清理|不作|不得|不把|不用|无需|不需要"
)
HARSH = re.compile(
    r"不要离婚|别离婚|先不要报警|不要轻易报警|尽量不报警|别报警|不要动不动就报警|不要离婚|别离婚|不要穿得太"
)
VIOLENCE = re.compile(r"家庭暴力|家暴")
POINTS_110 = re.compile(r"(?<!\d)110(?!\d)|一一零|幺幺零|一一〇")
POINTS_12338 = re.compile(r"12338|[一幺]二三三八")
ADDRESSED = re.compile(r"您|你|姐妹|求助|怎么办|遇到|遭遇|受害")
NOT_FLYER = re.compile(
    r"方案|通知|意见|总结|报告|决议|制度|简报|签到|登记|请示|纪要|讲话|横幅|标语|竞答|试卷|试题|日程|首页"
)
LONG_ENOUGH, OFTEN = 200, 3
TOO_LONG = 4000
OFFICIAL = re.compile(r"(?:方案|通知|意见|报告|总结|请示|计划)(?:（[^）]*）)?$")
HAN = re.compile(r"[\u3400-\u9fff]")


@cache
def phrases() -> tuple[Phrase, ...]:
    """The rows of ``phrases.toml``."""
    text = (resources.files("xuanchuan.check") / "phrases.toml").read_text(encoding="utf-8")
    return tuple(
        Phrase(
            re.compile(row["pattern"]), row["why"], row["instead"], cast(Severity, row["severity"]),
            tuple(row.get("near", ())), cast(Kind, row.get("kind", "harm")),
        )
        for row in parse_toml(text, "phrases.toml")["phrase"]
    )  # fmt: skip


def find_harm(small: Compact, original: str) -> Iterator[Found]:
    """Every harmful way of saying things, and what a domestic-violence flyer lacks."""
    text = small.text
    for phrase in phrases():
        for match in phrase.pattern.finditer(text):
            sentence, paragraph = around(text, match.start(), match.end())
            if phrase.near and not any(one in paragraph for one in phrase.near):
                continue
            if AGAINST.search(
                HARSH.sub("", sentence.replace(match.group(), "") if HARSH.search(match.group()) else sentence)
            ):
                continue
            start, end = small.span(match.start(), match.end())
            yield Found(
                phrase.kind, phrase.severity, start, end, original[start:end], phrase.why, suggest=phrase.instead
            )
    yield from _lacking(small, original)
    yield from _long(small, original)


def _title(text: str) -> str:
    """The first line with words, or more of them where the first is broken."""
    return text.lstrip("\n\ufeff").split("\n", 1)[0][:60]


def _head(text: str) -> str:
    """The first few lines: what kind of paper it is stands there."""
    return "\n".join([line for line in text[:300].split("\n") if line][:6])


def _lacking(small: Compact, original: str) -> Iterator[Found]:
    """A text for the public on domestic violence says 110 and 12338."""
    text = small.text
    if len(text) < LONG_ENOUGH or len(VIOLENCE.findall(text)) < OFTEN or not ADDRESSED.search(text):
        return
    if NOT_FLYER.search(_head(text)):
        return
    has_110, has_12338 = bool(POINTS_110.search(text)), bool(POINTS_12338.search(text))
    if has_110 and has_12338:
        return
    lacks = "、".join(number for number, has in (("110", has_110), ("12338", has_12338)) if not has)
    first = VIOLENCE.search(text)
    assert first is not None
    start, end = small.span(first.start(), first.end())
    yield Found(
        "harm", "must" if not has_110 else "should", start, end, original[start:end],
        f"讲家庭暴力的材料里没有 {lacks}",
        suggest="正在挨打、有危险，先离开，马上打110；想问办法打12338",
    )  # fmt: skip


def _long(small: Compact, original: str) -> Iterator[Found]:
    """An official text of over four thousand characters."""
    title = _title(small.text)
    if len(small.text) <= TOO_LONG or not OFFICIAL.search(title):
        return
    count = len(HAN.findall(small.text))
    if count > TOO_LONG:
        start, end = small.span(0, max(1, len(title)))
        yield Found(
            "burden", "should", start, end, original[start:end], f"全文约 {count} 字，超过 {TOO_LONG} 字",
            suggest="压缩到四千字以内，附表另附",
        )  # fmt: skip

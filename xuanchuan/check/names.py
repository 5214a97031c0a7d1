"""Names of laws in running text: every name known, found by its end; and what an unknown name may be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from xuanchuan.corpus.loading import Corpus
from xuanchuan.corpus.names import COUNTRY, bare_name

Kind = Literal["known", "misnamed", "unknown_law", "unknown_rule"]

ISSUERS = re.compile(
    r"^(?:(?:最高人民法院|最高人民检察院|公安部|司法部|民政部|国务院|全国人民代表大会常务委员会|全国人大常委会)[、和]?)+"
)
# 《民法典》婚姻家庭编, 民法典·继承编: a part of the code is the code.
CODE_PART = re.compile(r"^民法典[·\u2022\-（]*(?:总则|物权|合同|人格权|婚姻家庭|婚姻|继承|侵权责任)[编篇]?）?$")
EDITION = re.compile(r"（[^（）]*?(?:(?P<year>\d{4})|修订|修正|版|全文|节选|摘录|摘编|最新|现行|以下)[^（）]*）$")
PROVINCES = (
    "北京市|天津市|上海市|重庆市|河北省|山西省|辽宁省|吉林省|黑龙江省|江苏省|浙江省|安徽省|福建省|江西省|山东省|河南省|湖北省|湖南省|广东省"
    "|海南省|四川省|贵州省|云南省|陕西省|甘肃省|青海省|台湾省|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区"
)
SHORT_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃"
    "|青海|内蒙古|广西|西藏|宁夏|新疆"
)
LOCAL = re.compile(
    rf"^(?:{PROVINCES}|{SHORT_PROVINCES}|(?:我|本)?[省市](?!场|民|政|域|长)|(?!城市|社区|农村|地区)[一-鿿]{{2,5}}?(?:市|州|县|区|旗)(?!场|长|民|政|域))"
)
LOCAL_BEFORE = re.compile(rf"(?:{SHORT_PROVINCES}|[省市州县区旗])$")
# A plan or an opinion of a government: cited by its articles it is listed, though nobody here can verify it.
PAPER = re.compile(
    rf"(?:{LOCAL.pattern}|中国|全国|国家|国务院|中共)[^《》\n]*(?:规划|纲要|计划|方案|意见|通知)(?:（[^（）]{{1,24}}）)?$"
)
# An interpretation by its number.
DOCUMENT = re.compile(r"法释[〔（][0-9]{4}[〕）]第?[0-9]{1,3}号")
RULE = re.compile(r"(?:法典|法|条例|规定|规则|细则|办法|解释|决定|通则|总则|准则|公约)(?:（[^（）]{1,6}）)?$")
TURNED = re.compile(r"^(?P<verb>保护|保障|预防)(?P<whom>[一-鿿]{2,4}?)(?:合法权益|权益|权利|犯罪)?法$")
NOT_LAWS = re.compile(
    r"(?:说|办|方|做|用|看|想|手|书|语|魔|兵|疗|算|心|家|学|守|普|懂|释|讲|司|执|立|依|合|违|犯|问|读|送|护|尊|信|与|和|同|的|大|到|遇|话|文|技|战|句|打|护身|宪)法$|是法$|有法$"
)
LAW_WORDS = re.compile(
    r"(?:保障|保护|促进|管理|防治|组织|处罚|诉讼|调解|仲裁|合同|继承|婚姻|家庭|教育|暴力|救助|援助|安全|权益|平等|犯罪|劳动|就业|监督|服务|登记|欺凌|骚扰|歧视|彩礼|赡养|抚养|收养|土地|信息|网络|诈骗)法(?:典)?$"
)
# Bare names this short or this vague are law only together with an article.
VAGUE = frozenset(
    (
        "宪法",
        "根本大法",
        "治安法",
        "安全法",
        "妇女法",
        "国安法",
        "家教法",
        "保护令规定",
        "彩礼规定",
        "放假办法",
        "家暴法",
        "戒毒法",
        "普法法",
        "禁毒决定",
        "民法",
        "婚姻家庭编",
        "继承编",
        "人格权编",
        "婚姻家庭篇",
        "继承篇",
    )
)
SLIP, SLIP_OF_RULE = 0.76, 0.85


@dataclass(frozen=True, slots=True)
class Named:
    """What a name in a draft means: the name to ask the corpus by, and how sure that is."""

    asked: str
    kind: Kind
    written: str
    year: int | None = None


@dataclass
class Names:
    """Every name the corpus knows, by its compared form."""

    corpus: Corpus
    known: dict[str, tuple[str, Kind]] = field(default_factory=dict)
    _by_end: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _unknown: dict[str, Named] = field(default_factory=dict)
    _looked_up: dict[str, Named] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = _known(self.corpus)
        lengths: dict[str, set[int]] = {}
        for name in self.known:
            lengths.setdefault(name[-2:], set()).add(len(name))
        self._by_end = {end: tuple(sorted(sizes, reverse=True)) for end, sizes in lengths.items()}

    def ending_at(self, text: str, end: int) -> tuple[int, Named] | None:
        """The longest known name that ends at ``end`` of the compact text, with the place where it begins."""
        for size in self._by_end.get(text[end - 2 : end], ()):
            start = end - size
            if start < 0:
                continue
            found = self.known.get(text[start:end])
            if found:
                if text.endswith(COUNTRY, 0, start):
                    start -= len(COUNTRY)
                elif not text[start:end].endswith("法") and LOCAL_BEFORE.search(text, max(0, start - 10), start):
                    return None  # another place's rule of the same name
                return start, Named(found[0], found[1], text[start:end])
        return None

    def across(self, text: str, end: int) -> tuple[int, Named] | None:
        """A known name that ends at ``end`` and began on the line before (text wrapped by hand)."""
        wrap = text.rfind("\n", max(0, end - 20), end)
        if wrap < 12 or text[wrap - 1] in "。；：！？，、》」”）":
            return None
        here = end - wrap - 1
        joined = text[max(0, wrap - 24) : wrap].rsplit("\n", 1)[-1] + text[wrap + 1 : end]
        for size in self._by_end.get(joined[-2:], ()):
            found = self.known.get(joined[-size:])
            if found and here < size <= len(joined):
                return wrap - (size - here), Named(found[0], found[1], joined[-size:])
        return None

    def look_up(self, written: str, document: str = "") -> Named:
        """What a name written in 《》 means; the marks themselves are not part of ``written``.

        Where the name is none we know, the number of the document right after it may tell what it is short for.
        """
        if written not in self._looked_up:
            self._looked_up[written] = self._look_up(written)
        found = self._looked_up[written]
        if not document or found.kind in ("known", "misnamed"):
            return found
        told = self.numbered(document)
        law = self.corpus.law(told.asked) if told.kind == "known" else None
        return Named(told.asked, "known", written) if law and _is_short_for(written, law.title) else found

    def numbered(self, document: str) -> Named:
        """What 法释〔2020〕22号 means, in whatever brackets."""
        year, number = re.findall("[0-9]+", document)
        return self.look_up(f"法释〔{year}〕{number}号")

    def _look_up(self, written: str) -> Named:
        name, year = bare_name(written), None
        found = self.known.get(name)
        while found is None and (match := EDITION.search(name)):
            year = int(match["year"]) if match["year"] else year
            name = name[: match.start()]
            found = self.known.get(name)
        if found is None:
            found = self.known.get(ISSUERS.sub("", name))
        if found is None and CODE_PART.match(name):
            found = ("民法典", "known")
        if found:
            return Named(found[0], found[1], written, year)
        return self._unlisted(name, written)

    def _unlisted(self, name: str, written: str) -> Named:
        if name not in self._unknown:
            self._unknown[name] = self._judge(name, written)
        one = self._unknown[name]
        return Named(one.asked, one.kind, written)

    def _judge(self, name: str, written: str) -> Named:
        if LOCAL.match(name) or not is_statute(name):
            near = None if LOCAL.match(name) else self._near(name, ("条例", "规定", "办法", "解释"), SLIP_OF_RULE)
            return Named(near, "misnamed", written) if near else Named(name, "unknown_rule", written)
        near = self._turned(name) or self._near(name, ("法", "法典", "通则"), SLIP)
        return Named(near, "misnamed", written) if near else Named(name, "unknown_law", written)

    def _turned(self, name: str) -> str | None:
        """保护妇女权益法 -> 妇女权益保障法: the right words in another order."""
        match = TURNED.match(name)
        for tail in ("权益保障法", "保护法", "权益保护法", "保障法", "犯罪法") if match else ():
            found = (
                self.known.get(f"{match['verb'] if tail == '犯罪法' else ''}{match['whom']}{tail}") if match else None
            )
            if found and found[1] == "known":
                return found[0]
        return None

    def _near(self, name: str, ends: tuple[str, ...], least: float) -> str | None:
        """The one known national name that ``name`` is a slip of, never by a part of it."""
        best, likeness = None, least
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(name)
        for one, (asked, kind) in self.known.items():
            if kind != "known" or not one.endswith(ends) or abs(len(one) - len(name)) > 4 or LOCAL.match(one):
                continue
            matcher.set_seq1(one)
            if matcher.real_quick_ratio() > likeness and matcher.quick_ratio() > likeness:
                ratio = matcher.ratio()
                if ratio > likeness:
                    best, likeness = asked, ratio
        return best


def _is_short_for(name: str, title: str) -> bool:
    """Whether a name is a title with words left out: 解释, 关于适用婚姻家庭编的解释."""
    rest = iter(title)
    return all(char in rest for char in name)


def _known(corpus: Corpus) -> dict[str, tuple[str, Kind]]:
    """Compared name -> (the name to ask by, how it is known); ours before repealed before the register's."""
    found: dict[str, tuple[str, Kind]] = {}
    for name in corpus.register:
        found[name] = (name, "known")
        short = ISSUERS.sub("", name)
        if len(short) >= 8:
            found.setdefault(short, (name, "known"))
    for name in corpus.repeals:
        found[name] = (name, "known")
    for wrong, right in corpus.misnamed.items():
        if wrong not in found:
            found[wrong] = (right, "misnamed")
    found.update({name: (asked, "known") for name, asked in _short_names(corpus).items() if name not in found})
    found.update({name: (short, "known") for name, short in corpus.names.items()})
    return {name: value for name, value in found.items() if len(name) >= 2}


def _short_names(corpus: Corpus) -> Mapping[str, str]:
    return {bare_name(short): bare_name(full) for short, full in corpus.short_names.items()}


def is_statute(name: str) -> bool:
    """Whether a name is that of a national law by its ending: 法 or 法典, and not 办法, 做法 …."""
    return name.endswith("法典") or (name.endswith("法") and not NOT_LAWS.search(name))


def is_vague(name: str) -> bool:
    """Whether a bare name alone, without an article, is too vague to be taken for a citation."""
    bare = name.replace(COUNTRY, "")
    return bare in VAGUE or len(bare) < 3 or not bare.endswith(("法", "法典", "条例", "特别规定", "通则", "）"))

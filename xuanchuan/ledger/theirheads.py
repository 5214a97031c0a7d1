"""What the columns of a superior's table ask for: by title, by the title above it, by the unit in brackets.

A column that asks for part of a figure (线上, 其中妇女, 手册) or in another unit (种, 户) is not one the ledger can fill.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from xuanchuan.ledger.figures import BY_NAME
from xuanchuan.ledger.townform import column_name

HELD, NUMBER = "场次", "序号"
HELD_WORDS = ("场次", "活动场次", "活动次数", "次数", "开展场次", "场数", "举办场次", "活动数", "场次数", "活动场数")
NUMBER_WORDS = ("序号", "编号", "号")
LABELS = {
    "节点": ("节点", "活动节点", "重要节点", "宣传节点", "节日"),
    "乡镇": ("乡镇", "乡镇(街道)", "镇街", "镇(街道)", "街道", "所在乡镇", "县市区", "单位", "填报单位", "乡(镇)", "乡镇街道"),
    "月份": ("月份", "月", "时间段", "时段"),
    "形式": ("活动形式", "形式", "宣传形式", "活动类别", "类别", "类型"),
    "法律": ("法律", "法律法规", "法律法规名称"),
}  # fmt: skip
# One sort of the figure only: a table that asks for 手册 does not get all the leaflets.
SORTS = frozenset(
    [
        "手册",
        "宣传册",
        "折页",
        "明白纸",
        "小册子",
        "联系卡",
        "求助卡",
        "宣传品",
        "宣传栏",
        "板报",
        "展架",
        "标语",
        "学生",
        "师生",
        "女工",
        "职工",
        "听课",
        "网上",
    ]
)
UNITS: Mapping[str, frozenset[str]] = {
    HELD: frozenset(["场", "次", "场次", "个", "项"]),
    "横幅": frozenset(["条", "幅", "副", "个"]),
    "展板": frozenset(["块", "个", "版", "幅"]),
    "资料": frozenset(["份", "册", "本", "张", "件"]),
    "咨询": frozenset(["件", "人次", "人", "次", "起"]),
    "受众": frozenset(["人次", "人", "名", "次"]),
    "播放": frozenset(["次", "场", "遍", "场次"]),
    "短信": frozenset(["条"]),
    "阅读": frozenset(["次", "人次"]),
    "志愿者": frozenset(["人次", "人", "名"]),
}
TIMES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "十万": 100_000}
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_UNIT = re.compile(r"(?:单位:?)?(十万|万|千|百)?([^\d万千百]{0,3})")
# Under these a column means what its own title says.
_PLAIN_ABOVE = re.compile(
    r"全?年度?|\d{4}|普法|法治|法律|宣传|教育|活动|工作|开展|情况|载体|内容|数据|统计|指标|成效|效果|方式|发放|主要|各项|数字|完成|其他|[的及和与、:\s]"
)
_AMOUNT = ("数量", "份数", "条数", "块数", "件数", "人数", "人次", "数", "合计", "小计", "总数", "总量")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column asks for: the ledger's name ('' where it cannot be filled), the unit's size, and why not."""

    title: str
    name: str = ""
    scale: int = 1
    why: str = ""


def plain(text: str) -> str:
    """A title without white space, in half-width forms."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def columns(titles: Iterable[tuple[str, str]]) -> list[Column]:
    """Each column by its own title and the one above it; of two that ask for one figure neither is filled."""
    found = [heading(title, above) for title, above in titles]
    times = Counter(one.name for one in found if one.name in (HELD, *BY_NAME))
    return [
        replace(one, name="", why=f"有 {times[one.name]} 列都像是{one.name}，分不清") if times[one.name] > 1 else one
        for one in found
    ]


def heading(title: str, above: str = "") -> Column:
    """What one title asks for; ``above`` is the title of its group, empty or its own where there is none."""
    own, group = plain(title), plain(above)
    group = "" if group == own else group
    bare = _BRACKETS.sub("", own)
    if group and bare in _AMOUNT:
        named = heading(above)
        return replace(_in_unit(title, named.name, own), title=title, why=named.why) if named.name else Column(title)
    for word in (own, bare):
        label = next((name for name, words in LABELS.items() if word in words), "")
        if label or word in NUMBER_WORDS:
            return Column(title, label or NUMBER)
    name = HELD if bare in HELD_WORDS else "" if bare in SORTS else column_name(bare)
    if name not in (HELD, *BY_NAME):
        return Column(title, name, why=f"只问其中的{bare}" if bare in SORTS else "")
    if group and (left := _PLAIN_ABOVE.sub("", _BRACKETS.sub("", group))) and heading(group).name != name:
        return Column(title, why=f"上面写着“{left}”，只问其中一部分")
    return _in_unit(title, name, own)


def _in_unit(title: str, name: str, own: str) -> Column:
    """The column, counted in the unit that its title's brackets name."""
    scale = 1
    for inside in _BRACKETS.findall(own):
        found = [_UNIT.fullmatch(part) for part in re.split("[/、或]", inside)]
        if not all(one and (not one[2] or one[2] in UNITS.get(name, ())) for one in found):
            return Column(title, why=f"台账里没有按“{inside}”分")
        scale = TIMES[next((one[1] for one in found if one and one[1]), "")]
    return Column(title, name, scale)

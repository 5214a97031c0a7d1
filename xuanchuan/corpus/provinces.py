"""The provinces by full name, however an officer writes them, and the one that a rule's title names."""

from __future__ import annotations

import difflib
import re

from xuanchuan.model.error import XuanchuanError

# fmt: off
PROVINCES = (
    "北京市", "天津市", "上海市", "重庆市", "河北省", "山西省", "辽宁省", "吉林省", "黑龙江省", "江苏省", "浙江省",
    "安徽省", "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "海南省", "四川省", "贵州省",
    "云南省", "陕西省", "甘肃省", "青海省", "台湾省", "内蒙古自治区", "广西壮族自治区", "西藏自治区", "宁夏回族自治区",
    "新疆维吾尔自治区",
)
# fmt: on
KIND = re.compile(r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)$")
SHORT = {KIND.sub("", name): name for name in PROVINCES}


def province_of(title: str) -> str | None:
    """The province a rule's title begins with (《山东省…条例》); None for national law and for rules of a city."""
    return next((name for name in PROVINCES if title.startswith(name)), None)


def read_province(text: str) -> str:
    """山东, 山东省, 广西 -> the full name; XuanchuanError with the nearest names for anything else."""
    name = "".join(text.split())
    if name in PROVINCES or name in SHORT:
        return SHORT.get(name, name)
    near = sorted(PROVINCES, key=lambda one: (-_likeness(name, one), PROVINCES.index(one)))[:2]
    near = [one for one in near if _likeness(name, one) >= 0.3]
    raise XuanchuanError(
        f"没有“{text}”这个省份",
        why=f"最像的是：{'、'.join(near)}" if near else "要写省、自治区、直辖市的名称",
        hint=f"改成  --province {near[0] if near else '山东省'}",
    )


def _likeness(one: str, two: str) -> float:
    return difflib.SequenceMatcher(None, one[:2], two[:2]).ratio()

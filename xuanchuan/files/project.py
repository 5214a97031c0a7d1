"""xuanchuan.toml: the unit's facts as an officer typed them, checked all at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xuanchuan.files.toml import did_you_mean, parse_toml, toml_text
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.unit import Level, Project, Unit

FILE = "xuanchuan.toml"

# What XML 1.0, and so Word, cannot hold; tab and line feed can stay.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufddf\ufffe\uffff]")

LEVELS: Mapping[str, Level] = {
    **dict.fromkeys(("市", "市级", "地市级", "设区的市"), "市"),
    **dict.fromkeys(("县", "县级", "区", "区级", "县（市、区）"), "县"),
    **dict.fromkeys(("乡", "镇", "乡镇", "乡级", "镇级", "街道", "乡镇（街道）"), "乡"),
    **dict.fromkeys(("村", "社区", "村级", "村（社区）"), "村"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One key of [unit]: what it is called in Chinese, an example, and whether it is a list."""

    key: str
    title: str
    example: str
    many: bool = False


FIELDS = (
    Field("name", "单位全称", "某某县妇女联合会"),
    Field("short", "单位简称", "某某县妇联"),
    Field("level", "级别：市 / 县 / 乡 / 村", "县"),
    Field("province", "省份全称，决定用哪些地方性法规", "山东省"),
    Field("city", "所在市", "某某市"),
    Field("county", "所在县（市、区）", "某某县"),
    Field("address", "办公地址，印在宣传单上", "某某路1号县政务服务中心三楼"),
    Field("phone", "对外公布的办公电话", "0543-0000000"),
    Field("contact", "联系人（写岗位即可）", "权益部"),
    Field("hotline_hours", "本地12338热线的接听时间", "工作日8:30-12:00，14:00-17:30"),
    Field("partners", "常年联合的单位", '"司法局", "公安局"', many=True),
    Field("account", "公众号名称", "某某女声"),
    Field("link", "扫码打开的网址，印成二维码", "https://example.cn/qr"),
    Field("guiding", "指导思想一段话（政治表述由本单位提供）", ""),
)
KEYS = tuple(field.key for field in FIELDS)

# What stands in for a unit until there is a project; every output marks it as 示例.
SAMPLE = Unit(
    name="示例县妇女联合会（示例单位）",
    short="示例县妇联（示例单位）",
    level="县",
    address="（示例地址，请改成本单位地址）",
    phone="（本单位电话）",
    contact="权益部",
    hotline_hours="以当地公布的时间为准",
    partners=("司法局", "公安局", "人民法院", "民政局"),
    sample=True,
)


def find_project(start: Path) -> Project | None:
    """The project whose ``xuanchuan.toml`` is nearest, from ``start`` upwards; None when there is none."""
    for folder in (start, *start.parents):
        path = folder / FILE
        if path.is_file():
            return read_project(path)
    return None


def read_project(path: Path) -> Project:
    """Read one ``xuanchuan.toml``; XuanchuanError lists every mistake with its key and what was expected."""
    return parse_project(toml_text(path), path)


def parse_project(text: str, path: Path) -> Project:
    """The project that the text of ``path`` describes; XuanchuanError as ``read_project``."""
    table = parse_toml(text, str(path))
    mistakes: list[str] = []
    remarks: list[str] = []
    for key in table.keys() - {"unit"}:
        mistakes.append(f"不认识的节或键 {key}{did_you_mean(key, ['unit', *KEYS])}；单位资料写在 [unit] 一节里")
    unit = table.get("unit")
    if not isinstance(unit, dict):
        mistakes.append("缺少 [unit] 一节")
        unit = {}
    values = {field.key: _value(field, unit.get(field.key), mistakes, remarks) for field in FIELDS}
    mistakes += [f"[unit] 里不认识 {key}{did_you_mean(key, KEYS)}" for key in sorted(unit.keys() - set(KEYS))]
    if unit and not values["name"]:
        mistakes.append("[unit] 里缺少 name（单位全称）")
    level = LEVELS.get(str(values["level"]).strip() or "县")
    if level is None:
        mistakes.append(f"level 写的是“{values['level']}”，应当是 市、县、乡、村 之一")
    if mistakes:
        raise XuanchuanError(
            f"单位资料有 {len(mistakes)} 处要改",
            where=str(path),
            why="；".join(mistakes),
            hint="用记事本改好上面几处；或者运行  xuanchuan init  重新填写",
        )
    values["level"] = level
    values["short"] = values["short"] or values["name"]
    return Project(folder=path.parent, unit=Unit(**values), remarks=tuple(remarks))


def _value(field: Field, value: Any, mistakes: list[str], remarks: list[str]) -> Any:
    """One field as typed, without what no printer can print; a wrong type is noted as a mistake."""
    if field.many:
        if value is None:
            return ()
        if isinstance(value, str):
            value = [part for part in re.split(r"[、,，;；]\s*", value) if part]
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            mistakes.append(f"{field.key}（{field.title}）应当是一组文字，例如 {field.key} = [{field.example}]")
            return ()
        return tuple(_printable(field, one, remarks) for one in value)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        mistakes.append(f'{field.key}（{field.title}）应当是文字，例如 {field.key} = "{field.example}"')
        return ""
    return _printable(field, value, remarks)


def _printable(field: Field, text: str, remarks: list[str]) -> str:
    clean = UNPRINTABLE.sub("", text)
    if clean != text:
        remarks.append(f"{field.title}里有 {len(text) - len(clean)} 个打不出来的控制字符，已经去掉")
    return clean


def project_text(unit: Unit) -> str:
    """The commented ``xuanchuan.toml`` of a unit: every key explained, LF ends; reading it gives the unit back."""
    lines = [
        "# 单位资料。每一行等号右边改成本单位的内容，引号要留着；没有的就空着。",
        "# 改完存盘，再运行 xuanchuan kit 11.25，材料就都换成新的。",
        "",
        "[unit]",
    ]
    for field in FIELDS:
        lines += [
            "",
            f"# {field.title}" + (f"，例如 {field.example}" if field.example else ""),
            f"{field.key} = {toml_value(field, unit)}",
        ]
    return "\n".join([*lines, ""])


def toml_value(field: Field, unit: Unit) -> str:
    """A field of the unit as it stands behind the equals sign."""
    value = getattr(unit, field.key)
    return "[" + ", ".join(map(_quoted, value)) + "]" if field.many else _quoted(value)


def _quoted(text: str) -> str:
    """A TOML string that gives back exactly ``text``."""
    escaped = "".join(char if char >= " " and char not in '"\\\x7f' else f"\\u{ord(char):04X}" for char in text)
    return f'"{escaped}"'

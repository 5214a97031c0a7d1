"""Public hotlines against the dated table: the right number beside the right name, and no round-the-clock promise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xuanchuan.check.compact import Compact
from xuanchuan.check.findings import Found
from xuanchuan.files import bundled
from xuanchuan.files.toml import parse_toml
from xuanchuan.model.finding import Severity
from xuanchuan.model.unit import Hotline, Unit

NUMBER = re.compile(
    r"[19](?<![\d.\-/年月第][19])(?:(?<=1)(?:2[0-9]{3}|10|2[02]|19)|(?<=9)6110)(?![\d.\-%年月日岁元万名人份户条个号楼周%米公里次])"
)
# Words that name a service, and its number.
SERVICES = (
    ("12338", r"妇女维权(?:公益)?(?:服务)?(?:热线)?|妇联(?:维权)?热线|妇联维权|妇女(?:儿童)?(?:维权)?(?:服务)?热线"),
    ("12348", r"法律援助(?:热线|电话|中心电话|咨询)?|公共法律服务(?:热线|平台)?|法律服务热线|法律咨询热线"),
    ("110", r"报警(?:电话|求助)?|公安报警|匪警"),
    ("120", r"急救(?:电话|中心)?|医疗急救|救护车"),
    ("119", r"火警|消防报警|火灾报警"),
    ("12345", r"政务服务(?:便民)?热线|市长热线|市民(?:服务)?热线|便民热线"),
    ("12309", r"检察(?:院|机关)?(?:服务|举报)?热线|检察服务|检察院(?:电话|热线)"),
    ("12355", r"青少年(?:服务台|服务热线|热线|维权热线)|共青团热线"),
    ("12356", r"心理援助(?:热线|电话)?|心理(?:咨询|服务|健康)热线"),
    ("12368", r"(?:法院)?诉讼服务(?:热线)?|法院(?:诉讼)?热线"),
    (
        "12333",
        r"人社(?:服务)?热线|人力资源(?:和)?社会保障(?:服务)?热线|劳动保障(?:热线|咨询|监察热线)|社保热线|劳动维权热线",
    ),
    ("12351", r"职工(?:维权|服务)热线|工会(?:维权|服务)?热线"),
    ("12315", r"消费者?(?:维权|投诉|申诉)(?:举报)?(?:热线|电话)?|市场监管(?:投诉举报)?热线"),
    ("96110", r"反诈(?:中心|专线|热线|预警)?|反电信网络诈骗(?:专线|热线)?|防诈(?:专线|热线)"),
)
SERVICE = re.compile("|".join(f"(?P<n{number}>{words})" for number, words in SERVICES))
BETWEEN = re.compile(
    r"^(?:热线|电话|专线|平台|号码|服务|公益|请?拨打|请打|打|是|为|：|（|）|“|”|《|》|全国|统一|24小时|，|请|可|或|免费|咨询|求助|拨)*$"
)
AFTER = re.compile(r"^(?:（|“|”|-|是|为|：|全国|统一|、|/)*$")
# 119火警12345: the name belongs to the number in front of it.
CLAIMED = re.compile(r"\d{3,5}（?$")
ALL_DAY = re.compile(r"(?:24|二十四)小时|全天候?|昼夜|随时")
OFFICE_HOURS = ("12338", "12309", "12351", "12333", "12368", "12355")
CLAUSE = re.compile(r"[，。；！？\n、]")
PHONE = re.compile(r"0(?<![\d-]0)\d{2,3}-?\d{7,8}(?!\d)")
OURS = re.compile(r"妇联|妇女联合会|本会|我会|权益部|维权站|咨询电话|联系电话|办公电话|本单位")


def hotline_table() -> tuple[Hotline, ...]:
    """The bundled table of public hotlines."""
    file = bundled.folder("campaigns") / "hotlines.toml"
    return tuple(Hotline(**row) for row in parse_toml(file.read_text(encoding="utf-8"), file.name)["hotlines"])


def find_hotlines(small: Compact, original: str, hotlines: Sequence[Hotline], unit: Unit | None) -> Iterator[Found]:
    """Numbers beside the wrong name, hours a line does not keep, and an office number that is not the unit's."""
    table = {one.number: one for one in hotlines}
    text = small.text
    for match in NUMBER.finditer(text):
        number = match.group()
        other = _named_beside(text, match)
        if other and other != number:
            yield _wrong_number(small, original, match, table.get(other), other)
        elif number in OFFICE_HOURS and number in table:
            hours = _promised(text, match)
            if hours:
                yield _wrong_hours(small, original, hours, table[number])
        elif number not in table and number.startswith("12") and len(number) == 5 and _is_phone(text, match):
            yield _make(
                small,
                original,
                match.start(),
                match.end(),
                "look",
                f"{number}不在热线表里，请核对号码",
                "",
                "热线表收了常用的公开热线，没有这个号码。",
            )
    if unit and unit.phone and not unit.sample:
        yield from _office(small, original, unit)


def _named_beside(text: str, match: re.Match[str]) -> str | None:
    """The number of the service named right before or right after a number; its own where either is."""
    before, after = _named_before(text, match.start()), _named_after(text, match.end())
    return match.group() if match.group() in (before, after) else before or after


def _named_before(text: str, place: int) -> str | None:
    beside = re.split(r"[。；！？\n、，]", text[max(0, place - 24) : place])[-1]
    named = (one for one in SERVICE.finditer(beside) if BETWEEN.match(beside[one.end() :]))
    found = [one for one in named if not CLAIMED.search(beside[: one.start()])]
    return (found[-1].lastgroup or "")[1:] if found else None


def _named_after(text: str, place: int) -> str | None:
    beside = text[place : place + 16]
    service = SERVICE.search(beside)
    if service and AFTER.match(beside[: service.start()]) and "、" not in beside[: service.start()]:
        return (service.lastgroup or "")[1:]
    return None


def _promised(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """A promise of all-day service in the same clause, with no other number between."""
    stop = CLAUSE.search(text, match.end(), match.end() + 24)
    end = stop.start() if stop else min(len(text), match.end() + 24)
    hours = ALL_DAY.search(text, match.end(), end)
    if hours and not re.search(r"\d{3,}|不是|并非|不提供|以当地", text[match.end() : end].replace(hours.group(), "")):
        return hours
    near = max(0, match.start() - 16)
    begin = max((one.end() for one in CLAUSE.finditer(text, near, match.start())), default=near)
    hours = ALL_DAY.search(text, begin, match.start())
    if hours and not re.search(r"\d{3,}|不是|并非", text[hours.end() : match.start()]):
        return hours
    return None


def _is_phone(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 8) : match.start()], text[match.end() : match.end() + 4]
    return bool(re.search(r"热线|电话|拨打|拨|专线", before) or after.startswith("热线"))


def _wrong_number(small: Compact, original: str, match: re.Match[str], right: Hotline | None, number: str) -> Found:
    name = right.name if right else ""
    return _make(
        small, original, match.start(), match.end(), "must", f"号码和名称对不上：{name}是{number}", number,
        f"热线表：{number} {name}，{right.purpose}（{right.hours}）。" if right else "",
    )  # fmt: skip


def _wrong_hours(small: Compact, original: str, hours: re.Match[str], line: Hotline) -> Found:
    return _make(
        small, original, hours.start(), hours.end(), "should", f"{line.number}不一定全天有人接：{line.hours}", line.hours,
        f"热线表：{line.number} {line.name}，{line.hours}。{line.note}",
    )  # fmt: skip


def _office(small: Compact, original: str, unit: Unit) -> Iterator[Found]:
    ours = re.sub(r"\D", "", unit.phone)
    for match in PHONE.finditer(small.text):
        before = re.split(r"[。；\n]", small.text[max(0, match.start() - 30) : match.start()])[-1]
        if re.sub(r"\D", "", match.group()) != ours and OURS.search(before):
            yield _make(
                small, original, match.start(), match.end(), "should", f"和单位档案里的电话（{unit.phone}）不一致",
                unit.phone, "单位档案：xuanchuan.toml。",
            )  # fmt: skip


def _make(
    small: Compact, original: str, start: int, end: int, severity: Severity, message: str, suggest: str, evidence: str
) -> Found:
    a, b = small.span(start, end)
    return Found("hotline", severity, a, b, original[a:b], message, suggest=suggest, evidence=evidence)

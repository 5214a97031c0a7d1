"""What was left over: unfilled slots, another county, another unit, last year's dates, a weekday that is not that day's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from xuanchuan.check.compact import Compact
from xuanchuan.check.findings import Found
from xuanchuan.check.terms import around
from xuanchuan.model.finding import Severity
from xuanchuan.model.unit import Unit

TEMPLATE = re.compile(r"\{\{[^{}\n]{0,60}\}\}|\{%[^\n]{0,60}?%\}|\$\{[^{}\n]{1,40}\}|«[^«»\n]{1,40}»")
BRACKETS = re.compile(r"【[^【】\n]{0,80}】|〔[^〔〕\n0-9]{1,40}〕")
# Inside 【】: what tells a slot from a heading or an SMS signature.
SLOT_WORDS = re.compile(
    r"^$|待填|待定|待补|填写|请填|请写|此处|按本单位|本县数据|本地数据|本地情况|由本单位|写明|写到|没有就删|不需要就删|插入|补充|替换|修改为|XX|××|__|\?\?|？？|几[月日点]|^(?:单位|单位名称|姓名|时间|日期|地点|地址|电话|联系人|联系电话|金额|经费来源|数量|人数|主持人|主讲人|落款|公章|名称|县|乡镇|村|社区|标题|正文|内容|图片)$"
)
# 〔〕 also holds headings (〔正文〕) and the years of documents: only an outright request is a slot.
PLAIN_SLOT = re.compile(r"待填|待定|待补|填写|请填|请写|此处|插入")
CROSSES = re.compile(r"[×✕✖X]{1,8}")
CROSS_UNIT = re.compile(r"[县市区省乡镇村街社年月日时点元人份场个号妇局院部所校站组]")
CROSS_LEAD = re.compile(
    r"(?:电话|手机|联系人|时间|地点|地址|日期|姓名|单位|单位名称|热线|号码|邮箱|主讲|主持)(?:：|为|是)?$"
)
SOMEWHERE = re.compile(
    r"某某(?:县|市|区|省|乡|镇|村|社区|街道|单位|局|同志)|本（?[县市区]/[县市区]|我（?[县市区]/[县市区]"
)
WAITING = re.compile(r"(?:待补充|待填写|待填|待定稿|此处插入|TODO|todo|TBD|此处填写|请在此处)")
SAMPLE = re.compile(r"（示例单位）|示例县妇|（示例地址")
CASE = re.compile(r"[一-鿿]某|化名|案|虚构")

# A pattern that begins with what it looks for is searched for faster than one that begins by looking back.
DAY = re.compile(r"(?P<month>\d(?<!\d\d)\d?)月(?P<day>\d{1,2})(?P<sign>日?)")
YEAR_BEFORE = re.compile(r"(?<!\d)(20\d\d)年$")
WEEK_AFTER = re.compile(r"(?:（|，|、)?(?:是|为)?(?:（)?(?:星期|周|礼拜)(?P<week>[一二三四五六日天])(?![年期岁至到])")
WEEK = "一二三四五六日"
YEAR = re.compile(r"(?P<year>20(?<![\d〔（(]20)\d\d)年(?:度)?(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日)?")
ACTIVITY = re.compile(
    r"活动|宣传(?:周|月|日|单|册|方案)|方案|定于|举办|开展|举行|集中宣传|时间：|编印|印制|制作|主题|通知|将于|计划于|报名|截止|印发"
)
HISTORY = re.compile(
    r"施行|实施|公布|通过|修订|修正|颁布|生效|出台|废止|发布|以来|截至|去年|上年|设立|成立|确定|决议|决定|历史|规划|纲要|案件|案例|个案|该案|判|数据|统计|报道|〔|曾|已经|查处|同比|回顾|总结|联合国|大会|第一个|首个|首次|诞生|出生|结婚|离婚|入职|虚构|化名|某|语料|文本|版|摄|获|被评|评为|期间|年底|至今|到20|-20"
)
NEAR_YEARS = 3

UNIT_NAME = re.compile(
    r"[县市区旗](?=妇联|妇女联合会|公安局|公安分局|人民法院|法院|司法局|民政局|人民政府|政府|委|教育局|卫健局|卫生健康局|人民检察院|检察院|融媒体|总工会|团委|法律援助中心)"
)
PLACE = re.compile(r"(?!(?:我|本|该|各|全|县|市|区|省|辖|乡|镇|和|与|由|及|到|在|向)[县市区])[一-鿿]{1,4}[县市区旗]$")
LEADING = re.compile(
    r"^(?:请到|联系|拨打|由|在|到|和|与|及|向|经|对|从|据|请|是|为|中共|的|，|共青团|主办|承办|协办|联合|单位|全)+"
)
GENERIC_END = re.compile(
    r"(?:地区|辖区|行政区|城市|街区|开发区|保护区|灾区|城区|郊区|社区|小区|园区)$|[的了在级所联报到会同请送去来给让被把向从往赴进出由妇委局院府团]"
)
GENERIC_PLACE = frozenset(
    (
        "某县",
        "某市",
        "某区",
        "示例县",
        "各县",
        "各市",
        "各区",
        "全县",
        "全市",
        "全区",
        "本县",
        "我县",
        "县",
        "市",
        "区",
        "社区",
        "城区",
        "地区",
        "园区",
        "校区",
        "景区",
        "新区",
        "小区",
        "辖区",
        "片区",
        "牧区",
        "山区",
        "县市区",
        "县区",
        "自治区",
        "直辖市",
        "设区的市",
    )
)


def find_residue(small: Compact, original: str, on: date, unit: Unit | None) -> Iterator[Found]:
    """All that was left over from another place, another year, or an earlier draft."""
    yield from _slots(small, original)
    yield from _weekdays(small, original, on)
    yield from _old_years(small, original, on)
    if unit and not unit.sample:
        yield from _places(small, original, unit)


def _slots(small: Compact, original: str) -> Iterator[Found]:
    text = small.text
    for match in TEMPLATE.finditer(text) if any(mark in text for mark in ("{{", "{%", "${", "«")) else ():
        yield _make(small, original, match.span(), "must", "模板里的空没有换成内容", "")
    for match in BRACKETS.finditer(text) if "【" in text or "〔" in text else ():
        told = re.match(r"【初稿", match.group()) or text[max(0, match.start() - 4) : match.start()].endswith("标黄的")
        words = SLOT_WORDS if match.group().startswith("【") else PLAIN_SLOT
        if words.search(match.group()[1:-1]) and not told:
            yield _make(small, original, match.span(), "must", "还有待填的空", "填好，或者删去")
    for match in CROSSES.finditer(text) if any(mark in text for mark in "×✕✖ＸX") else ():
        if _is_slot(text, match):
            yield _make(small, original, match.span(), "must", "还有没填的××", "填好，或者删去")
    for match in SOMEWHERE.finditer(text) if "某某" in text or "/" in text else ():
        if not CASE.search(around(text, match.start(), match.end())[1].replace("某某", "")):
            yield _make(small, original, match.span(), "must", "还有没填的“某某”", "换成本地的名称")
    sample = SAMPLE.search(text)
    if sample:
        yield _make(
            small, original, sample.span(), "should", "还是示例单位", "先运行 xuanchuan init 填好本单位资料，再重做"
        )
    for match in WAITING.finditer(text):
        if not re.search(r"【[^】\n]*$|还有\d+处$", text[max(0, match.start() - 40) : match.start()]):
            yield _make(small, original, match.span(), "must", "还有待填的空", "填好，或者删去")


def _is_slot(text: str, match: re.Match[str]) -> bool:
    """Whether crosses stand for words to be filled in, and not for a name masked in a case, a sign or a letter."""
    marks, before, after = (
        match.group(),
        text[max(0, match.start() - 6) : match.start()],
        text[match.end() : match.end() + 1],
    )
    if before[-1:].isascii() and before[-1:].isalnum() or (after.isascii() and after.isalnum()):
        return False
    if CROSS_LEAD.search(before) and (len(marks) > 1 or not after.strip() or after in "，。；、）"):
        return True
    if not CROSS_UNIT.match(after) or (len(marks) < 2 and marks != "X"):
        return False
    paragraph = around(text, match.start(), match.end())[1]
    return not re.search(r"[一-鿿]某|化名|虚构|案例", paragraph)


def _weekdays(small: Compact, original: str, on: date) -> Iterator[Found]:
    text = small.text
    years = sorted({int(one) for one in re.findall(r"(20\d\d)年", text)})
    for match in DAY.finditer(text):
        month, day = int(match["month"]), int(match["day"])
        before = YEAR_BEFORE.search(text, max(0, match.start() - 6), match.start())
        week = WEEK_AFTER.match(text, match.end())
        if not _real(int(before[1]) if before else 2024, month, day):
            if match["sign"]:
                yield _make(small, original, match.span(), "must", "没有这一天", "改成真有的日期")
        elif week:
            candidates = _years(before[1] if before else None, text, match.start(), years, on)
            real = [one for year in candidates if (one := _real(year, month, day))]
            if real and all(WEEK[one.weekday()] != week["week"].replace("天", "日") for one in real):
                yield _weekday(small, original, (match.start(), week.end()), real[0], week["week"])


def _weekday(small: Compact, original: str, span: tuple[int, int], day: date, said: str) -> Found:
    right = WEEK[day.weekday()]
    return _make(
        small, original, span, "must", f"{day.year}年{day.month}月{day.day}日是星期{right}，不是星期{said}", f"星期{right}"
    )  # fmt: skip


def _years(said: str | None, text: str, place: int, years: list[int], on: date) -> list[int]:
    """The years a date without a year may mean: the one said before it, else this year and the next."""
    if said:
        return [int(said)]
    before = re.findall(r"(20\d\d)年", text[max(0, place - 400) : place])
    return list(dict.fromkeys([*(int(one) for one in before[-1:]), on.year, on.year + 1, *years]))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _old_years(small: Compact, original: str, on: date) -> Iterator[Found]:
    """A year that has gone by beside words of an activity to come."""
    text = small.text
    for match in YEAR.finditer(text):
        year = int(match["year"])
        if not on.year - NEAR_YEARS <= year < on.year:
            continue
        before = re.split(r"[，。；！？\n]", text[max(0, match.start() - 20) : match.start()])[-1]
        after = re.split(r"[，。；！？\n]", text[match.end() : match.end() + 40])[0]
        if before.endswith(("至", "-", "《", "（", "自", "从", "～")) or re.match(r"[至\-～]", after):
            continue
        beside = before + match.group() + after
        if ACTIVITY.search(beside) and not HISTORY.search(before + after) and not _in_title(text, match.start()):
            yield _make(
                small, original, match.span(), "should", f"像是{year}年稿子里留下的日期，今年是{on.year}年",
                match.group().replace(str(year), str(on.year)),
            )  # fmt: skip


def _in_title(text: str, place: int) -> bool:
    opened, closed = text.rfind("《", max(0, place - 60), place), text.rfind("》", max(0, place - 60), place)
    return opened > closed


def _places(small: Compact, original: str, unit: Unit) -> Iterator[Found]:
    ours = "".join((unit.name, unit.short, unit.county, unit.city, unit.province, unit.address, *unit.partners))
    for match in UNIT_NAME.finditer(small.text):
        found = PLACE.search(small.text, max(0, match.end() - 5), match.end())
        place = LEADING.sub("", found.group()) if found else ""
        if len(place) < 2 or GENERIC_END.search(place) or place in GENERIC_PLACE or place in ours or place[-3:] in ours:
            continue
        start = match.end() - len(place)
        yield _make(
            small, original, (start, match.end()), "should", f"别处的名称：本单位是{unit.short or unit.name}",
            unit.county or unit.city, "单位档案：xuanchuan.toml。",
        )  # fmt: skip


def _make(
    small: Compact,
    original: str,
    span: tuple[int, int],
    severity: Severity,
    message: str,
    suggest: str,
    evidence: str = "",
) -> Found:
    start, end = small.span(*span)
    return Found("residue", severity, start, end, original[start:end], message, suggest=suggest, evidence=evidence)

"""Personal data that must not be printed: identity numbers, phones, cards, names beside a case, shelters' addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from xuanchuan.check.compact import Compact
from xuanchuan.check.findings import Found
from xuanchuan.model.finding import Severity
from xuanchuan.model.unit import Unit

DIGITS = re.compile(r"\d(?:\d{10,18}[Xx]?|(?<=1)[3-9]\d[- 　]\d{4}[- 　]?\d{4})")
LABELLED = re.compile(r"身份证(?:件)?(?:号码?|编号)?(?:[：:为是]|[（(][^）)]{0,4}[）)])?$")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
MOBILE = re.compile(r"1[3-9]\d{9}")
BESIDE = re.compile(r"[0-9A-Za-z.]")
SHELTER = re.compile(
    r"(?:庇护(?:所|中心|站|点|场所)|救助站|避难所)[^。！？\n]{0,16}?(?:地址|位于|设在|坐落|就在|建在|在)[：为是]?(?P<place>[^。；！？\n，]{2,30}?(?:路|街|巷|弄|号|村|小区|大院|胡同|楼|院内|对面|旁边|隔壁|东侧|西侧|南侧|北侧)(?:\d+号|\d+室|\d+楼)?)"
)
NOT_PLACE = re.compile(r"不公开|保密|不印|不得|哪里|何处|转介|联系|拨打|报警|各村|每个")
OF_ONE = (
    "受害人|被害人|受害者|受害妇女|受害女童|受害儿童|被害女童|求助人|求助者|当事人|来访人|被拐妇女|申请人|举报人|报案人"
)
HOME = re.compile(
    rf"(?:{OF_ONE})[^。！？\n]{{0,24}}?(?:家住|现住|居住在|住址[为是：]?|住在|住)"
    r"(?P<place>[^。；！？，、\n]{0,24}(?:村|路|街|巷|弄|庄|小区|社区|花园|公寓|家属院)[^。；！？，、\n]{0,12}?[0-9一二三四五六七八九十]+(?:组|号楼|号|栋|幢|单元|室|户|楼))"
)
SURNAMES = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
VICTIM = re.compile(
    rf"(?:受害人|被害人|受害者|受害妇女|受害女童|受害儿童|被害女童|幼女|女童|男童|女婴|小学生|初中生|中学生|高中生|留守儿童|未成年人|女孩|男孩|被拐妇女|被打的|求助人|当事人|其女儿|其子|女儿|儿子)"
    rf"(?P<name>(?:欧阳|上官|司马|诸葛|[{SURNAMES}])[一-鿿]{{1,2}})(?=[，（、]|今年|现年|被|遭|系|\d|时年|年仅|于|的(?:父|母|爸|妈|遭遇|经历))"
)
# Words that begin with a surname.
NOT_NAMES = ("陈述", "陈列", "高度", "方面", "方便", "任何", "任意", "马上", "万一", "余下", "常常", "白天", "金额", "钱款", "安全", "黄昏", "于是",
             "严重", "严禁", "康复", "武力", "毛病", "顾虑", "向来", "成年", "成长", "董事", "程度", "许多", "许可", "谢绝", "曾经", "龙头", "夏天")  # fmt: skip
CASE = re.compile(r"案|家暴|殴打|性侵|猥亵|强奸|虐待|拐卖|遗弃|骚扰|受害|被害|打伤|报警|判|保护令|欺凌|轻伤|轻微伤")
MASKED = re.compile(r"某|×|\*|化名|虚构|○|X|同学|女士|先生|老师|阿姨|大姐")
CASE_ONLY = re.compile(r"化名|虚构")


def find_private(small: Compact, original: str, unit: Unit | None) -> Iterator[Found]:
    """Every piece of personal data in a text."""
    text = small.text
    ours = re.sub(r"\D", "", unit.phone) if unit else ""
    for match in DIGITS.finditer(text):
        digits = re.sub(r"[- 　]", "", match.group())
        if BESIDE.match(text[match.start() - 1 : match.start()]) or BESIDE.match(text[match.end() : match.end() + 1]):
            continue
        if len(digits) == 18 and is_identity(digits):
            yield _make(small, original, match.span(), "must", "身份证号不能印出去", "删去，或只留前几位")
        elif LABELLED.search(text, max(0, match.start() - 12), match.start()) and len(digits) in (15, 17, 18, 19):
            yield _make(small, original, match.span(), "must", "写的是身份证号（号码有误也不能印）", "删去")
        elif 16 <= len(digits) <= 19 and digits.isdecimal() and is_card(digits):
            yield _make(small, original, match.span(), "must", "像是银行卡号，不能印出去", "删去")
        elif MOBILE.fullmatch(digits) and digits != ours:
            yield _make(
                small, original, match.span(), "should", "个人手机号：印出去以前请本人同意，最好换成办公电话",
                unit.phone if unit and unit.phone and not unit.sample else "",
            )  # fmt: skip
    yield from _shelters(small, original)
    yield from _homes(small, original)
    yield from _names(small, original)


def is_identity(number: str) -> bool:
    """Whether 18 characters are a resident identity number: a real day, and the check digit of GB 11643."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return 1900 <= born.year <= 2100 and "10X98765432"[total % 11] == number[17].upper()


def is_card(number: str) -> bool:
    """Whether digits pass the Luhn check and begin like a Chinese bank card."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and number.startswith(("62", "4", "5", "9", "60", "3"))


def _shelters(small: Compact, original: str) -> Iterator[Found]:
    for match in SHELTER.finditer(small.text):
        if not NOT_PLACE.search(match.group()):
            yield _make(
                small, original, match.span("place"), "must", "庇护场所的地址不能公开", "只印转介电话：110、12338"
            )  # fmt: skip


def _homes(small: Compact, original: str) -> Iterator[Found]:
    for match in HOME.finditer(small.text):
        if not MASKED.search(match["place"]):
            yield _make(
                small, original, match.span("place"), "must", "求助人、受害人的住址不能印出去", "删去，或写成某村"
            )


def _names(small: Compact, original: str) -> Iterator[Found]:
    text = small.text
    for match in VICTIM.finditer(text):
        first, last = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        paragraph = text[first : last if last >= 0 else len(text)]
        beside = text[match.start("name") : match.end() + 8]
        if MASKED.search(beside) or CASE_ONLY.search(paragraph) or not CASE.search(paragraph):
            continue
        name = match["name"]
        if name.startswith(NOT_NAMES):
            continue
        yield _make(
            small, original, match.span("name"), "must", "案例里不能出现受害人、孩子的真名", f"{name[0]}某（化名）"
        )  # fmt: skip


def _make(
    small: Compact, original: str, span: tuple[int, int], severity: Severity, message: str, suggest: str
) -> Found:
    start, end = small.span(*span)
    return Found(
        "privacy", severity, start, end, original[start:end], message, suggest=suggest,
        evidence="公开个人信息要有本人单独同意（个人信息保护法第二十五条）。",
    )  # fmt: skip

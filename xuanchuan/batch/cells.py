"""Cells of a roster, forgiven what people mistype and refused what cannot be right: every reason in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xuanchuan.model.roster import ColumnKind

# What needs no second look: common Chinese with a few marks or a short number, not in front; a mobile; a count.
_USUAL = re.compile(r"(?=[^0-9]+(?:[0-9]{1,6}[^0-9]*)?\Z)[\u4e00-\u9fa5（）、·0-9]+")
PLAIN: Mapping[ColumnKind, re.Pattern[str]] = {
    "name": _USUAL,
    "text": _USUAL,
    "phone": re.compile(r"1[3-9]\d{9}", re.ASCII),
    "number": re.compile(r"[1-9]\d{0,6}", re.ASCII),
}
_BLANKS = re.compile(r"\s+")
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
CHINESE_BLANK = f"(?<={_HAN}) (?={_HAN})"
CONTROL = r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd\ufffe\uffff]"
PLANES = "[" + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(1, 17)) + "]"
INVISIBLE = "[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
OWN_GLYPH = "[\ue000-\uf8ff\U000f0000-\U0010ffff]"
_FAILED = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)", re.IGNORECASE)
_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?!\d)")
_FORMULA = re.compile(r"[=+@]|-[^0-9]")
_NOTHING = frozenset(
    ("", "无", "暂无", "没有", "空", "空缺", "缺", "待定", "未定", "待补", "-", "--", "—", "——", "/", "\\", "n/a", "na", "null", "none", "0")
)  # fmt: skip
LONGEST: Mapping[ColumnKind, int] = {"name": 30, "text": 80, "phone": 60, "number": 12}

_HALF = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DASHES = re.compile("[‐‑‒–—―－−ー_~～]")
_PARTS = re.compile(r"[/、,，;；|]|\s或\s")
_SHAPES = (
    re.compile(r"1[3-9]\d{9}"),  # a mobile
    re.compile(r"0\d{2,3}-?\d{7,8}(?:(?:转|-)\d{1,6})?"),  # a landline with its area code
    re.compile(r"[2-8]\d{6,7}(?:(?:转|-)\d{1,6})?"),  # a landline without
    re.compile(r"[48]00-?\d{3}-?\d{4}"),  # a service number
    re.compile(r"1\d{2}|12\d{3}|9[56]\d{3,4}"),  # 110, 12338, 95xxx
)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cleaned cell: its value ('' where there is none), or the reason why it cannot be used and the remedy."""

    value: str
    reason: str = ""
    fix: str = ""


def clean(text: str, kind: ColumnKind, title: str) -> Cell:
    """The cell as it may be printed: blanks and invisible marks taken away, anything doubtful refused.

    ``title`` is what the column is called in the roster, for the reason.
    """
    return Cell(text) if is_plain(text, kind) else _doubtful(text, kind, title)


def is_plain(text: str, kind: ColumnKind) -> bool:
    """Whether a cell is beyond doubt as it stands, which nearly all are."""
    return PLAIN[kind].fullmatch(text) is not None and len(text) <= LONGEST[kind] and text not in _NOTHING


def _doubtful(text: str, kind: ColumnKind, title: str) -> Cell:
    if re.search(CONTROL, text) or re.search(PLANES, text):
        return Cell("", f"{title}里有打不出来的控制字符或坏字", f"把{title}那一格删掉重打")
    plain = visible(text)
    if plain.casefold() in _NOTHING and not (kind == "number" and plain == "0"):
        return Cell("")
    if refused := _refusal(plain, kind, title):
        return refused
    return CLEANERS[kind](plain, title)


def visible(text: str) -> str:
    """The text without invisible marks, with single blanks, none between two Chinese characters."""
    return re.sub(CHINESE_BLANK, "", _BLANKS.sub(" ", re.sub(INVISIBLE, "", text)).strip())


def _refusal(text: str, kind: ColumnKind, title: str) -> Cell | None:
    if _FAILED.match(text):
        return Cell("", f"{title}是表格算错留下的 {text[:12]}", f"把{title}改成文字，不要用公式")
    if _FORMULA.match(text) and not (kind == "phone" and re.match(r"\+\s*86", text)):
        return Cell("", f"{title}像是公式，不是文字", f"把{title}开头的 {text[0]} 去掉")
    if _IDENTITY.search(text.replace(" ", "")):
        return Cell("", f"{title}写的是身份证号", "身份证号请从名单里删去")
    if re.search(OWN_GLYPH, text):
        return Cell("", f"{title}里有自造字，别的电脑和打印机打不出来", "换成标准字库里的字")
    if len(text) > LONGEST[kind]:
        return Cell("", f"{title}太长（{len(text)} 个字）", f"改到 {LONGEST[kind]} 个字以内")
    return None


def _words(text: str, title: str) -> Cell:
    return Cell(text)


def _number(text: str, title: str) -> Cell:
    digits = text.translate(_HALF).replace(",", "").removesuffix("户").removesuffix("人").strip()
    return Cell(digits) if digits.isdecimal() and digits.isascii() else Cell("", f"{title}看不懂：{text}", "只写数字")


def _phone(text: str, title: str) -> Cell:
    typed = _DASHES.sub("-", text.translate(_HALF)).lstrip("'")
    numbers = [_one_phone(part.strip(), title) for part in _PARTS.split(typed) if part.strip()]
    if not numbers:
        return Cell("")
    bad = next((one for one in numbers if one.reason), None)
    return bad or Cell("、".join(one.value for one in numbers))


def _one_phone(text: str, title: str) -> Cell:
    """One number without blanks and brackets; a landline keeps a hyphen after its area code where it was parted."""
    if _SCIENTIFIC.fullmatch(text.replace(" ", "")):
        fix = f"把{title}那一列设成“文本”，再重新填这一格"
        return Cell("", f"{title}被表格改成了 {text}，原来的号码已经丢了", fix)
    joined = re.sub(r"^\+?86[- ]?(?=1[3-9])", "", text)
    joined = re.sub(r"^[(](0\d{2,3})[)]\s*", r"\1-", joined)
    joined = re.sub(r"^(0\d{2,3})\s+", r"\1-", joined).replace(" ", "").removesuffix(".0")
    if re.fullmatch(r"1[3-9]\d-?\d{4}-?\d{4}", joined):
        joined = joined.replace("-", "")
    if any(shape.fullmatch(joined) for shape in _SHAPES):
        return Cell(joined)
    return _wrong_phone(joined, title)


def _wrong_phone(text: str, title: str) -> Cell:
    digits = text.replace("-", "")
    if not digits.isascii() or not digits.isdecimal():
        return Cell("", f"{title}不像电话：{text[:20]}", "只写号码，几个号码用顿号隔开")
    if digits[0] == "1":
        return Cell("", f"{title}只有 {len(digits)} 位：{digits}" if len(digits) < 11 else f"{title}有 {len(digits)} 位：{digits}", "手机号是 11 位，请核对")  # fmt: skip
    if 9 <= len(digits) <= 11 and digits[0] in "23456789":
        fix = f"在前面补上 0，并把{title}那一列设成“文本”"
        return Cell("", f"{title}像是丢了区号开头的 0：{text}", fix)
    return Cell("", f"{title}的位数不对：{text[:20]}", "请核对号码")


CLEANERS: Mapping[ColumnKind, Callable[[str, str], Cell]] = {
    "name": _words,
    "text": _words,
    "phone": _phone,
    "number": _number,
}

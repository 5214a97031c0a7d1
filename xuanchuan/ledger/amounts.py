"""How many, as officers say it: 500, 1.2万, 一万两千, 两千三, 三四百, 六十多; about is about, never made exact."""

from __future__ import annotations

import re
import unicodedata

from xuanchuan.ledger.figures import BY_NAME
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import Figure

DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERALS = "".join((*DIGITS, *UNITS))
# 一起, 一致, 十分 are words, not numbers.
WORDS = r"(?!一[起致些同道样直切般定]|十分|万分|千方|百般)"
# Figures and characters take turns, figures only behind 万, 千 or 百: each may be read in one way, so that 千千千千 is soon told.
CHARACTERS = f"[{NUMERALS}万]"
THEN = rf"(?:[万千百]{CHARACTERS}*)?"
NUMBER = rf"{WORDS}(?<![\d.几好{NUMERALS}万])(?:(?<!数)|(?=\d))(?:\d+(?:\.\d+)?{THEN}|{CHARACTERS}+)(?:(?<=[\d{NUMERALS}万][万千百])\d+(?!\d*[、.\d]){THEN})*"
ABOUT = r"大约|大概|约|近|将近|差不多|估计|预计|不到|超过|逾|累计约|共约|上(?=[百千万])"
OVER = r"余|多|来|几|把"
TENS = {"万": 10_000, "千": 1000, "百": 100, None: 1}
MEASURES = "".join(sorted({kind.measure[0] for kind in BY_NAME.values()} | set("个张面本册场例起名户位口幅")))
# Whatever stands between two parts is passed over at once (*+): a row of spaces is tried in one way only.
COUNT = rf"(?P<about>{ABOUT})?\s*+(?P<number>{NUMBER})\s*+(?P<over>{OVER})?\s*+(?P<ten>万|千|百)?\s*+(?P<more>{OVER})?"
UNIT = rf"(?P<measure>人次|人|口子|口人|[{MEASURES}])?"
TAIL = r"(?P<tail>左右|上下|以上)?"
MOST = 999_999_999
ALONE = re.compile(rf"{COUNT}\s*{UNIT}{TAIL}")
# 8个村, 3天, 一周 are no figure of the table, though a word of it stands before them.
OTHERS = rf"(?![\d{NUMERALS}])(?!\s*(?:个|所|家)?\s*(?:行政|自然|多)?(?:村|社区|乡镇|镇|乡|街道|户|家庭|单位|学校|群|天|遍|周|小时|分钟|年|月|晚|早))"
# 几百人, 数十份: more than one, and nobody said how many.
VAGUE = re.compile(rf"[几数好][{''.join(UNITS)}万]")

_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_RANGE = re.compile(r"(?<![〇零一二三四五六七八九])([一二三四五六七八九])([一二三四五六七八九])(?=[十百千万]|$)")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")


def plain_digits(text: str) -> str:
    """Full-width forms made plain, and 1,200 written as 1200."""
    return _GROUPED.sub("", unicodedata.normalize("NFKC", text))


def taken(found: re.Match[str]) -> Figure:
    """What a match of ``COUNT`` says: 四五十 is 40 at least, and an estimate."""
    value, spread = read_amount(found["number"])
    if value * TENS[found["ten"]] > MOST:
        raise XuanchuanError(
            "有一个数大得不正常，没有登记",
            where=found["number"][:30],
            why="活动的数到不了十亿",
            hint="看看是不是多打了几位",
        )
    marks = any(found[name] for name in ("about", "over", "more", "tail"))
    return Figure(round(value * TENS[found["ten"]]), spread or marks)


def read_figure(text: str) -> Figure | None:
    """One figure on its own: 500, 500份, 约200, 200余人次, 1.2万, 200（估）; None when it is no number."""
    plain = plain_digits(text).strip().replace(",", "").removesuffix(".0")
    guessed = plain.endswith("(估)") or plain.startswith("估")
    found = ALONE.fullmatch(plain.removesuffix("(估)").removeprefix("估"))
    if found is None or is_babble(found["number"]):
        return None
    try:
        figure = taken(found)
    except XuanchuanError:
        return None
    return Figure(figure.value, figure.estimated or guessed)


def is_babble(number: str) -> bool:
    """Whether numerals follow each other as in no number: 万万, 千百万万."""
    return number.count("万") > 1


def read_amount(text: str) -> tuple[float, bool]:
    """The number, and whether it was said as two neighbours (三四百: 300, an estimate); the lower one counts."""
    if text == "百十":
        return 100, True
    lower = _RANGE.sub(
        lambda pair: pair[1] if pair[0] == "三五" or DIGITS[pair[2]] == DIGITS[pair[1]] + 1 else pair[0], text
    )
    head, ten_thousands, rest = lower.rpartition("万")
    value = _part(rest, 1000 if ten_thousands else 1)
    return value + (10_000 * _part(head, 1) if head else 10_000 * bool(ten_thousands)), lower != text


def _part(text: str, implied: int) -> float:
    """A number below 万; ``implied`` is what one digit alone stands for after 万 (一万二)."""
    tokens = _TOKEN.findall(text)
    if not any(token in UNITS for token in tokens):
        return _run(tokens) * (implied if len(tokens) == 1 and tokens[0] in DIGITS else 1)
    total, number, unit, plain = 0.0, None, 0, False
    for token in tokens:
        if token in UNITS:
            unit = UNITS[token]
            total += (1 if number is None else number) * unit
            number = None
        else:
            plain = token in ("零", "〇")
            number = None if plain else _run([token])
            unit = 10 if plain else unit
    return total + (number or 0) * (unit // 10 if unit > 10 else 1)


def _run(tokens: list[str]) -> float:
    """Digits said in a row, or an Arabic number; 0 for none."""
    return float("".join(str(DIGITS.get(token, token)) for token in tokens) or 0)

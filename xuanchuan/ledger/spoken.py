"""One line as an officer would say it -> an event: “12.4 广场宣传，横幅2 资料500 到场约200人 司法局法院联合”.

Nothing is guessed: what is read is shown before it is saved, what is not read is named, the words are kept whole.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from xuanchuan.dates import read_day
from xuanchuan.ledger.discretion import without_numbers
from xuanchuan.ledger.figures import BY_NAME, BY_WORD
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import Event, Figure
from xuanchuan.model.occasion import DayMatch, KeyDate

NUMERALS = "零〇一二两三四五六七八九十百千"
NUMBER = rf"(?:\d+(?:\.\d+)?|[{NUMERALS}]+)"
ABOUT = r"大约|大概|约|近|将近|差不多|估计|预计|不到|超过|逾|累计约|共约"
OVER = r"余|多|来|几"
MEASURES = "".join(sorted({kind.measure[0] for kind in BY_NAME.values()} | set("个张面本册场例起名户")))
WORD = "|".join(sorted(map(re.escape, BY_WORD), key=len, reverse=True))
VERB = r"(?:共|累计|现场|免费)?(?:悬挂|发放|散发|分发|赠送|发送|摆放|展出|制作|接待|解答|播放|张贴|印发|发了|挂了|摆了|接受|受理|开展|惠及|吸引|覆盖|组织|出动|共有|有)?(?:了)?"
COUNT = rf"(?P<about>{ABOUT})?\s*(?P<number>{NUMBER})\s*(?P<over>{OVER})?\s*(?P<ten>万|千|百)?\s*(?P<more>{OVER})?"
UNIT = rf"(?P<measure>人次|人|[{MEASURES}])?"
TAIL = r"(?P<tail>左右|上下|以上)?"
# 资料500份, 到场约200人; and the other way round: 发放500余份资料, 200多人参加.
FORWARD = re.compile(rf"{VERB}(?P<word>{WORD})(?:共|为|达|了|数|：|:)?\s*{COUNT}\s*{UNIT}{TAIL}")
BACKWARD = re.compile(rf"{VERB}{COUNT}\s*{UNIT}{TAIL}(?:的)?(?:普法|法律|法治|各类|各种)?\s*(?P<word>{WORD})")
ALONE = re.compile(rf"{COUNT}\s*{UNIT}{TAIL}")
PEOPLE = re.compile(rf"(?:共|有)?{COUNT}\s*(?P<measure>人次|人|名群众|名妇女|群众){TAIL}")
JOINED = re.compile(r"(?:联合|会同|与|和|邀请|、|及|以及|等单位|等部门|共同|配合|参与|举办|开展|主办|协办)+")
TOWN = re.compile(r"[一-鿿]{1,8}?(?:街道|镇|乡)(?!村|医|卫|亲|政|土|下)")
VILLAGE = re.compile(r"[一-鿿]{1,10}?(?:村|社区)(?!民|委|规|干|级|医|村|居)")
PLACE = re.compile(r"(?:地点[：:]?|在)(?P<place>[^，,。；;\s]{2,20})")
SQUARE = re.compile(
    r"[一-鿿]{0,8}(?:广场|大集|集市|公园|礼堂|会议室|文化站|妇女之家|服务中心|学校|小学|中学|车站|超市)"
)
LAW = re.compile(r"《(?P<law>[^《》]{2,40})》")
ARTICLE = re.compile(rf"{LAW.pattern}(?:第?[\d{NUMERALS}]+条)?")
BREAKS = re.compile(r"[，,。；;、\s]+")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood: the event, and the pieces of the line nobody could place ('' for none)."""

    event: Event
    unread: tuple[str, ...] = ()
    hidden: int = 0
    """How many telephone and identity numbers were left out of what is stored."""


def read_line(text: str, today: date, key_dates: Sequence[KeyDate], towns: Mapping[str, str] | None = None) -> Heard:
    """The event that one line tells of; the first word is its day. ``towns``: village -> its town, where known.

    XuanchuanError when the line begins with no day, or with one that has not come yet.
    """
    said, hidden = without_numbers(unicodedata.normalize("NFKC", text).strip())
    first, rest = _day_and_rest(said)
    match = read_past_day(first.rstrip(":,"), today, key_dates)
    figures, left = _figures(rest)
    partners, left = _partners(left)
    town, village = _whose(rest, towns or {})
    form = next(_known("forms", rest), "")
    place = _place(left)
    title = _title(rest, form, match)
    event = Event(
        day=match.day,
        title=title,
        campaign=match.occasion.campaign if match.occasion else "",
        form=form,
        place=place,
        town=town,
        village=village,
        partners=partners,
        laws=tuple(dict.fromkeys(found["law"] for found in LAW.finditer(rest))),
        media=tuple(_known("media", rest)),
        figures=figures,
        said=said if hidden else text.strip(),
        source="登记",
    )
    return Heard(event, tuple(_unread(left, event)), hidden)


def read_past_day(text: str, today: date, key_dates: Sequence[KeyDate]) -> DayMatch:
    """The latest such day that has come: on 5 January, 12.4 is last year's. XuanchuanError for a day to come."""
    match = read_day(text, today, key_dates)
    if match.day <= today:
        return match
    if match.passed:
        return read_day(match.passed.isoformat(), today, key_dates)
    earlier = _year_before(text, match.day, today, key_dates)
    if earlier is None:
        raise XuanchuanError(
            f"{match.day} 还没有到，不能登记",
            why="台账只记已经办过的",
            hint=f"写上年份再试，如 {today.year - 1}-12-04；要排以后的安排，用  xuanchuan calendar",
        )
    return earlier


def _year_before(text: str, day: date, today: date, key_dates: Sequence[KeyDate]) -> DayMatch | None:
    """The same words a year earlier, where they named no year and that day is within the last half year."""
    if re.search(r"\d{4}", text) or text in ("明天", "后天", "大后天"):
        return None
    earlier = read_day(text, today, key_dates, day.year - 1)
    return earlier if earlier.day <= today and today - earlier.day <= timedelta(days=183) else None


def _day_and_rest(line: str) -> tuple[str, str]:
    """The day and what follows it; 12月4号上午 and 12.4广场 are cut after the day."""
    first, _, rest = line.partition(" ")
    day, _, tail = _split_day(first)
    return day, f"{re.sub('^(?:上午|下午|晚上|中午|早上)', '', tail)} {rest}".strip()


def _split_day(line: str) -> tuple[str, str, str]:
    """The day at the head of a line without a space after it."""
    found = re.match(r"(?:\d{4}[年.\-/])?\d{1,2}[月.\-/]\d{1,2}[日号]?|前天|昨天|今天|三八|六二六", line)
    return (found[0], "", line[found.end() :]) if found else (line, "", "")


def _figures(text: str) -> tuple[dict[str, Figure], str]:
    """Figures by kind, and the text without them; of two numbers for one kind the first stands.

    Each piece is read in the direction it is written: 资料500份咨询31件, or 500份资料、31件咨询.
    """
    figures: dict[str, Figure] = {}
    pieces = re.split(r"([，,。；;、\s]+)", text)
    for index, piece in enumerate(pieces):
        for pattern in (*_directions(piece), PEOPLE):
            pieces[index] = pattern.sub(_taken(figures), pieces[index])
    return figures, FORWARD.sub(_taken(figures), "".join(pieces))


def _directions(piece: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    word, number = re.search(WORD, piece), re.search(NUMBER, piece)
    counted_first = word and number and number.start() < word.start()
    return (BACKWARD, FORWARD) if counted_first else (FORWARD, BACKWARD)


def _taken(figures: dict[str, Figure]) -> Callable[[re.Match[str]], str]:
    def take(found: re.Match[str]) -> str:
        word = found.groupdict().get("word")
        kind = BY_WORD[word] if word else "受众"
        if kind in figures:
            return found[0]
        figures[kind] = Figure(_value(found), any(found[name] for name in ("about", "over", "more", "tail")))
        return " "

    return take


def _value(found: re.Match[str]) -> int:
    from xuanchuan.corpus.numbers import read_number

    number = found["number"]
    value = float(number) if re.fullmatch(r"\d+\.\d+", number) else read_number(number)
    return round(value * {"万": 10_000, "千": 1000, "百": 100, None: 1}[found["ten"]])


def _partners(text: str) -> tuple[tuple[str, ...], str]:
    """Partner units named in the text, by the names of the table, and the text without them."""
    found: dict[int, str] = {}
    for name, words in _table("partners"):
        for word in words:
            for hit in re.finditer(re.escape(word), text):
                if not any(place <= hit.start() < place + 1 for place in found):
                    found[hit.start()] = name
                    text = text[: hit.start()] + "\x00" * len(word) + text[hit.end() :]
    names = tuple(dict.fromkeys(name for _, name in sorted(found.items())))
    return names, JOINED.sub(" ", text.replace("\x00", " ")) if names else text


def _known(table: str, text: str) -> Iterator[str]:
    """The names of a table whose words stand in the text, in the table's order."""
    for name, words in _table(table):
        if any(word in text for word in words):
            yield name


@cache
def _table(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    data = tomllib.loads((resources.files("xuanchuan.ledger") / "forms.toml").read_text(encoding="utf-8"))
    return tuple((key, tuple(sorted(words, key=len, reverse=True))) for key, words in data[name].items())


def _whose(text: str, towns: Mapping[str, str]) -> tuple[str, str]:
    """Town and village named in the text; a known village brings its town."""
    known = next((village for village in towns if village in text), None)
    if known:
        return towns[known], known
    town = TOWN.search(text)
    village = VILLAGE.search(text[town.end() :] if town else text)
    return (town[0].lstrip("在到赴") if town else ""), (_village(village[0]) if village else "")


def _village(text: str) -> str:
    """The name without who went there: 司法所律师到前刘村 -> 前刘村."""
    return re.split("[到赴在]", text)[-1].lstrip("进") or text


def _place(text: str) -> str:
    found = PLACE.search(text)
    if found:
        return re.split(r"开展|举办|举行|进行|组织|宣传|设点", found["place"])[0]
    square = SQUARE.search(text)
    return re.sub(r"^(?:在|到|于)", "", square[0]) if square else ""


def _title(text: str, form: str, match: DayMatch) -> str:
    """The first phrase, if it is no figure; else the form and the day's name."""
    first = BREAKS.split(text.strip("，,。；;、 "), 1)[0]
    if first and not FORWARD.search(first) and not BACKWARD.search(first) and not PEOPLE.fullmatch(first):
        return first[:40]
    return (match.occasion.name if match.occasion else "") + (form or "普法活动")


def _unread(text: str, event: Event) -> Iterator[str]:
    """Pieces that hold a number nobody took: the officer must see them."""
    for piece in BREAKS.split(ARTICLE.sub("", text)):
        spelled = re.search(rf"[{NUMERALS}]{{2,}}", piece) and piece not in event.title
        if spelled or re.search(r"\d", piece):
            yield piece


def read_figure(text: str) -> Figure | None:
    """One figure on its own: 500, 500份, 约200, 200余人次, 1.2万, 200（估）; None when it is no number."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "").removesuffix(".0")
    guessed = plain.endswith("(估)") or plain.startswith("估")
    found = ALONE.fullmatch(plain.removesuffix("(估)").removeprefix("估"))
    if found is None:
        return None
    return Figure(_value(found), guessed or any(found[name] for name in ("about", "over", "more", "tail")))

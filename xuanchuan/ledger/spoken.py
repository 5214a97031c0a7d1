"""One line as an officer would say it -> an event: “12.4 广场宣传，横幅2 资料500 到场约200人 司法局法院联合”.

Nothing is guessed: what is read is shown before it is saved, what is not read is named, the words are kept whole.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from xuanchuan.dates import read_day
from xuanchuan.dates.past import SEVERAL, read_past, split_day
from xuanchuan.ledger.amounts import COUNT, NUMBER, NUMERALS, OTHERS, TAIL, UNIT, VAGUE, is_babble, plain_digits, taken
from xuanchuan.ledger.discretion import without_names, without_numbers
from xuanchuan.ledger.figures import BY_WORD
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import Event, Figure
from xuanchuan.model.occasion import DayMatch, KeyDate

WORD = "|".join(sorted(map(re.escape, BY_WORD), key=len, reverse=True))
VERB = r"(?:共|累计|现场|免费)?(?:悬挂|发放|散发|分发|赠送|发送|摆放|展出|制作|接待|解答|播放|张贴|印发|发了|挂了|摆了|接受|受理|开展|惠及|吸引|覆盖|组织|出动|共有|有)?(?:了)?"
# 资料500份, 到场约200人; and the other way round: 发放500余份资料, 200多人参加.
FORWARD = re.compile(
    rf"{VERB}(?P<word>{WORD})(?:人数|人次|总数|数量|数|群发|发送|推送|共|为|达|了|：|:)*\s*{COUNT}\s*{UNIT}{TAIL}{OTHERS}"
)
BACKWARD = re.compile(rf"{VERB}{COUNT}\s*{UNIT}{TAIL}(?:的)?(?:普法|法律|法治|各类|各种)?\s*(?P<word>{WORD})")
PEOPLE = re.compile(
    rf"(?:共|有|来了|到了)?{COUNT}\s*(?P<measure>人次|口子人?|口人|位|(?:个|名)?(?:人|群众|妇女|村民|居民)){TAIL}"
)
# 发了两千来份: leaflets, whatever they are called.
SHEETS = re.compile(rf"(?:发|送|印)[放出了]*{COUNT}\s*(?P<measure>份){TAIL}$")
JOINED = re.compile(r"(?:联合|会同|与|和|邀请|、|及|以及|等单位|等部门|共同|配合|参与|举办|开展|主办|协办)+")
TOWN = re.compile(r"[一-鿿]{1,8}?(?:街道|镇|乡)(?!村|医|卫|亲|政|土|下)")
VILLAGE = re.compile(r"[一-鿿]{1,10}?(?:村(?=村(?:委|民|部|口))|(?:村|社区)(?!民|委|规|干|级|医|村|居))")
NO_TOWN = re.compile(r".*(?:下|城|老|家|各|村|全)[乡镇]")
PLACE = re.compile(r"(?:地点[：:]?|在)(?P<place>[^，,。；;\s]{2,20})")
SQUARE = re.compile(
    r"[一-鿿]{0,8}(?:广场|大集|集市|公园|礼堂|会议室|文化站|妇女之家|服务中心|学校|小学|中学|车站|超市)"
)
# Who joined, at the head of a phrase: 与公安局, 民政局联合在.
WITH = re.compile(
    r"^(?:(?:与|和|会同)|.{1,12}?[局院办委会联站所社部](?:联合|共同|一起)(?=在|于|到|进|开展|举办)(?:在|于)?)"
)
DOING = re.compile(
    r"开展|举办|举行|进行|组织|宣传|设点|赶集|宣讲|开[^发]|讲|发|摆|挂|设|搞|办|做|给|为|和|与|联合|播|来了|现场"
)
NO_VILLAGE = re.compile(
    r"(?:[各全本每某外驻农乡送](?:个)?|行政|自然|[\d一二三四五六七八九十百几]+(?:多|余|来)?个?|个)?(?:村|社区)+"
)
SPAN = re.compile(
    r"(?:[-—~]+|至(?=\s*\d{1,2}[月日号.])|到(?=\s*\d{1,2}[月日号]))\s*(?:(?P<month>\d{1,2})[月.\-/])?(?P<day>\d{1,2})(?!\d|[份条块人张])[日号]?"
)
NO_MORE = "广场|公园|车站|医院|中学|法院|法庭|检察|公安|司法|人民|县|市|区|镇|乡|街|路|妇联"
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
    said, hidden = without_numbers(plain_digits(text).strip())
    said, names = without_names(said)
    first, rest = split_day(said)
    match = read_past_day(first.rstrip(":,"), today, key_dates)
    last, rest = _until(rest, match.day, today)
    figures, left = _figures(rest)
    partners, left = _partners(left)
    town, village = _whose(rest, towns or {})
    form = next(_known("forms", rest), "")
    place = _place(left, town, village)
    campaign = campaign_of(match, said)
    day_name = match.occasion.name if match.occasion and campaign else ""
    title = _title(rest, form, day_name)
    event = Event(
        day=match.day,
        last=last,
        title=title,
        campaign=campaign,
        form=form,
        place=place,
        town=town,
        village=village,
        partners=partners,
        laws=tuple(dict.fromkeys(found["law"] for found in LAW.finditer(rest))),
        media=tuple(_known("media", rest)),
        figures=figures,
        said=said if hidden or names else text.strip(),
        source="登记",
    )
    return Heard(event, tuple(_unread(left, event)), hidden)


def read_past_day(text: str, today: date, key_dates: Sequence[KeyDate]) -> DayMatch:
    """The latest such day that has come: on 5 January, 12.4 is last year's. XuanchuanError for a day to come."""
    if SEVERAL.fullmatch(text):
        raise XuanchuanError(
            f"“{text}”不止一天，不知道是哪一天",
            why="台账按日子记，不替您猜",
            hint=f'写明日子再试：  xuanchuan log add "{today.month}.{today.day} 广场宣传，资料500"',
            code=3,
        )
    past = read_past(text, today)
    match = read_day(past.isoformat() if past else text, today, key_dates)
    if match.day <= today:
        return match
    if match.passed:
        return read_day(text, today, key_dates, match.passed.year)
    earlier = None if past else _year_before(text, match.day, today, key_dates)
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


def campaign_of(match: DayMatch, said: str) -> str:
    """The key date an event belongs to: one that its words name, else the day's own if it is one of weight.

    A lecture that happens to fall on some other day of the calendar is no event of that day.
    """
    held = [one for one in (match.occasion, *match.others) if one]
    named = (one for one in held if any(name in said for name in (one.name, *one.key_date.short_names)))
    own = match.occasion if match.occasion and match.occasion.key_date.weight == "重点" else None
    found = next(named, own)
    return found.campaign if found else ""


def _until(text: str, first: date, today: date) -> tuple[date | None, str]:
    """The last day of several (12.1-12.7, 12月1日至7日) and the text after it; None where there is one day only."""
    found = SPAN.match(text)
    if not found:
        return None, text
    try:
        last = first.replace(month=int(found["month"] or first.month), day=int(found["day"]))
    except ValueError:
        last = date.min
    if not first < last <= today:
        raise XuanchuanError(
            f"从 {first} 到“{found[0].strip(' -—~至到')}”，这段日子不对",
            why="后一天要比前一天晚，而且已经过了",
            hint='写成  xuanchuan log add "12.1-12.7 宪法宣传周，资料3000"',
        )
    return last, text[found.end() :].lstrip(" :,、")


def _figures(text: str) -> tuple[dict[str, Figure], str]:
    """Figures by kind, and the text without them; of two numbers for one kind the first stands.

    Each piece is read in the direction it is written: 资料500份咨询31件, or 500份资料、31件咨询.
    """
    figures: dict[str, Figure] = {}
    pieces = re.split(r"([，,。；;、\s]+)", text)
    for index, piece in enumerate(pieces):
        for pattern, kind in (*((one, "") for one in _directions(piece)), (PEOPLE, "受众"), (SHEETS, "资料")):
            pieces[index] = pattern.sub(_taking(figures, kind), pieces[index])
    return figures, FORWARD.sub(_taking(figures), "".join(pieces))


def _directions(piece: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    word, number = re.search(WORD, piece), re.search(NUMBER, piece)
    counted_first = word and number and number.start() < word.start()
    return (BACKWARD, FORWARD) if counted_first else (FORWARD, BACKWARD)


def _taking(figures: dict[str, Figure], kind: str = "") -> Callable[[re.Match[str]], str]:
    def take(found: re.Match[str]) -> str:
        meant = kind or BY_WORD[found["word"]]
        if meant in figures or is_babble(found["number"]) or _goes_on(found):
            return found[0]
        figures[meant] = taken(found)
        return " "

    return take


def _goes_on(found: re.Match[str]) -> bool:
    """A number in characters without a measure, in the middle of a word: 播出一阵."""
    after = found.string[found.end() : found.end() + 1]
    return found.end("number") == found.end() and not found["number"][0].isdigit() and "一" <= after <= "鿿"


def _partners(text: str) -> tuple[tuple[str, ...], str]:
    """Partner units named in the text, by the names of the table, and the text without them."""
    found: dict[int, str] = {}
    for name, words in _table("partners"):
        for word in words:
            for hit in re.finditer(re.escape(word), text):
                if hit.start() not in found and not text[: hit.start()].endswith("模拟"):
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


FORMS = tuple(name for name, _ in _table("forms"))
MEDIA = tuple(name for name, _ in _table("media"))


def _whose(text: str, towns: Mapping[str, str]) -> tuple[str, str]:
    """Town and village named in the text; a known village brings its town."""
    known = next((one for one in sorted(towns, key=len, reverse=True) if _stands(one, text)), None)
    if known:
        return towns[known], known
    town = next((found for found in TOWN.finditer(text) if not NO_TOWN.fullmatch(found[0])), None)
    rest = text[town.end() :] if town else text
    named = (_village(found[0]) for found in VILLAGE.finditer(rest))
    return (_town(town[0]) if town else ""), next((one for one in named if one), "")


def _stands(village: str, text: str) -> bool:
    """Whether a known village is named: 东洼 in 在东洼讲课 is, 县城 in 县城广场 and 刘村 in 前刘村 are not."""
    before = r"(?:^|(?<=[^一-鿿])|(?<=[到赴在进去镇乡道]))" if len(village) < 4 else ""
    after = "" if village.endswith(("村", "社区")) else rf"(?!{NO_MORE})"
    return re.search(before + re.escape(village) + after, text) is not None


def _town(text: str) -> str:
    """The name without who went there: 法庭联合到张镇 -> 张镇."""
    return re.split(r"联合|会同|[到赴在]", text)[-1]


def _village(text: str) -> str:
    """The name without who went there: 司法所律师到前刘村 -> 前刘村; empty for 进村, 各村, 十二个村, which name none."""
    name = re.split(r"[到赴在进入下走访去]", text)[-1]
    return "" if NO_VILLAGE.fullmatch(name) else name


def _place(text: str, town: str, village: str) -> str:
    """Where it was; town and village, told apart already, are not said twice."""
    found = PLACE.search(text)
    if found:
        place = DOING.split(found["place"])[0]
    else:
        square = SQUARE.search(text)
        place = re.sub(r"^(?:在|到|于)", "", square[0]) if square else ""
    return (place.removeprefix(town) or place).removeprefix(village)


def _title(text: str, form: str, day_name: str) -> str:
    """The first phrase that says more than who joined and is no figure; else the day's name and the form."""
    for phrase in BREAKS.split(text.strip("，,。；;、 ")):
        if FORWARD.search(phrase) or BACKWARD.search(phrase) or PEOPLE.fullmatch(phrase):
            break
        words = WITH.sub("", phrase)
        if words.startswith(("在", "到")) and not DOING.search(words):
            continue
        if _partners(words)[1].replace("妇联", "").strip(" 县市区镇乡"):
            return words[:40]
    return day_name + (form or "普法活动")


def _unread(text: str, event: Event) -> Iterator[str]:
    """Pieces that hold a number nobody took, or only say how many roughly: the officer must see them."""
    for piece in BREAKS.split(ARTICLE.sub("", text)):
        spelled = re.search(rf"[{NUMERALS}万]{{2,}}", piece) and piece not in event.title
        if spelled or VAGUE.search(piece) or re.search(r"\d", piece):
            yield piece

"""How a day and a span are said in every export, so that all of them say the same."""

from __future__ import annotations

from datetime import date

from xuanchuan.model.occasion import Occasion

WEEKDAYS = "一二三四五六日"
UNDECIDED = "待定"


def weekday(day: date) -> str:
    """星期三."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def short_weekday(day: date) -> str:
    """周三."""
    return f"周{WEEKDAYS[day.weekday()]}"


def month_day(day: date) -> str:
    """11月25日."""
    return f"{day.month}月{day.day}日"


def day_with_weekday(day: date) -> str:
    """11月25日（周三）."""
    return f"{month_day(day)}（{short_weekday(day)}）"


def span(start: date, end: date) -> str:
    """11月25日, 3月1日至8日, 11月25日至12月10日, 2026年11月1日至2027年2月5日."""
    if start == end:
        return month_day(start)
    if start.year != end.year:
        return f"{start.year}年{month_day(start)}至{end.year}年{month_day(end)}"
    return f"{month_day(start)}至{month_day(end) if start.month != end.month else f'{end.day}日'}"


def days_left(start: date, end: date, today: date) -> str:
    """今天, 明天, 还有12天, 正在进行, 已过."""
    if end < today:
        return "已过"
    if start < today:
        return "正在进行"
    left = (start - today).days
    return ("今天", "明天", "后天")[left] if left < 3 else f"还有{left}天"


def standing(occasion: Occasion) -> str:
    """已定 or 待定."""
    return "已定" if occasion.confirmed else UNDECIDED


def tag(occasion: Occasion) -> str:
    """The occasion in the fewest characters: 11·25; for a span its first day."""
    return f"{occasion.start.month}·{occasion.start.day}" if occasion.start else occasion.name


def articles_text(refs: tuple[str, ...]) -> str:
    """反家庭暴力法 2、3、5；刑法 234."""
    numbers: dict[str, list[str]] = {}
    for law, _, number in (ref.partition(":") for ref in refs):
        main, _, suffix = number.partition("-")
        numbers.setdefault(law, []).append(f"{main}之{suffix}" if suffix else main)
    return "；".join(f"{law} {'、'.join(found)}" for law, found in numbers.items())

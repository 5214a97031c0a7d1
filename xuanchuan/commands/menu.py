"""Bare ``xuanchuan`` on a terminal: what is near, and a numbered menu that drives the same commands.

Every question is a single line, so that an input method never breaks it; Enter takes what is shown, q leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import click

from xuanchuan.commands.asking import LeavingError, ask
from xuanchuan.desk import Desk
from xuanchuan.model.occasion import Occasion

NEAR_DAYS = 60
MOST_NEAR = 3

Run = Callable[[list[str]], int]


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the menu and what it asks before it runs a command."""

    title: str
    words: Callable[[Desk], list[str]]


def show_menu(desk: Desk, run: Run) -> None:
    """Show the menu until the person leaves; each choice runs a command as if it had been typed."""
    for line in greeting(desk):
        click.echo(line)
    while True:
        try:
            choice = _choose(MAIN)
        except LeavingError:
            click.echo("没有别的改动，再见。")
            return
        try:
            words = choice.words(desk)
        except LeavingError:
            click.echo("没有做，什么也没有改。")
            continue
        if words:
            click.echo(f"相当于打：xuanchuan {' '.join(_shown(word) for word in words)}")
            run(words)
            click.echo()


def greeting(desk: Desk) -> Iterator[str]:
    """Whose desk it is, what is near, and how fresh the law is."""
    from xuanchuan.corpus import CORPUS_DATE
    from xuanchuan.materials.wording import full_day

    yield f"宣传助手　{desk.unit.name}"
    yield f"今天是{full_day(desk.today)}"
    for one in coming(desk):
        assert one.start is not None
        days = (one.start - desk.today).days
        when = f"还有 {days} 天" if days > 0 else "就是今天" if days == 0 else "正在进行"
        yield f"  离 {one.start.month}·{one.start.day} {one.name} {when}" if days > 0 else f"  {one.name} {when}"
    yield f"语料截至 {CORPUS_DATE}"
    yield ""


def coming(desk: Desk, most: int = MOST_NEAR) -> list[Occasion]:
    """The next occasions that have a campaign, nearest first: those of two months, or as many as ``most``."""
    from xuanchuan.dates import all_occasions, in_province, load_key_dates
    from xuanchuan.materials import load_campaigns

    ready = {one.key_date for one in load_campaigns(desk.own("campaigns"))}
    key_dates = [
        one for one in in_province(load_key_dates(desk.own("campaigns")), desk.unit.province) if one.id in ready
    ]
    found = [one for year in (desk.today.year, desk.today.year + 1) for one in all_occasions(key_dates, year)]
    open_ones = [one for one in found if one.start and one.end and one.end >= desk.today]
    near = [one for one in open_ones if one.start and (one.start - desk.today).days <= NEAR_DAYS]
    if most > MOST_NEAR or not near:
        return sorted(open_ones, key=_start)[: most if near else 1]
    return sorted(near, key=_start)[:most]


def _start(one: Occasion) -> date:
    return one.start or date.max


def _choose(choices: Sequence[Choice]) -> Choice:
    """Show numbered lines and take a number; asked again until it is one."""
    for number, choice in enumerate(choices, 1):
        click.echo(f"  {number}  {choice.title}")
    click.echo("  q  退出")
    while True:
        said = ask("要做什么，打号码", "1")
        if said.isdecimal() and 1 <= int(said) <= len(choices):
            return choices[int(said) - 1]
        click.echo(f"请打 1 到 {len(choices)}，或 q 退出。")


def _file(question: str) -> list[str]:
    """A file's path as typed or dragged into the window, its quotation marks taken off; none for an empty line."""
    said = ask(f"{question}（可以把文件拖进来）").strip("\"'“” ")
    return [said] if said else []


def _shown(word: str) -> str:
    return f'"{word}"' if " " in word or not word else word


def _day(desk: Desk) -> str:
    near = coming(desk)
    default = f"{near[0].start.month}.{near[0].start.day}" if near and near[0].start else "11.25"
    return ask("哪个日子，如 11.25、三八、12.4", default)


def _prepare(desk: Desk) -> list[str]:
    words = ["kit", _day(desk)]
    for option, question, given in (
        ("--place", "在哪里办（没定就回车）", ""),
        ("--hours", "几点办，如 上午9:00至11:00（没定就回车）", ""),
        ("--partners", "和哪些单位联合", "、".join(desk.unit.partners)),
    ):
        said = ask(question, given)
        words += [option, said] if said and said != given else []
    return words


def _check(desk: Desk) -> list[str]:
    path = _file("哪份稿子")
    return ["check", *path] if path else []


def _batch(desk: Desk) -> list[str]:
    roster = _file("村名单在哪里，没有就直接回车，先看样子")
    if not roster:
        return ["batch", "--sample"]
    return ["batch", ask("做哪些材料", "宣传单,广播稿"), "--roster", *roster, "--day", _day(desk)]


def _log(desk: Desk) -> list[str]:
    return ["log", "add"]


def _calendar(desk: Desk) -> list[str]:
    return ["calendar"]


def _others(desk: Desk) -> list[str]:
    return _choose(OTHERS).words(desk)


def _search(desk: Desk) -> list[str]:
    said = ask("要查什么，照平常说话写，如 彩礼能退吗")
    return ["law", "search", said] if said else []


def _handout(desk: Desk) -> list[str]:
    said = ask("哪个话题或哪部法", "彩礼")
    return ["handout", said]


def _report(desk: Desk) -> list[str]:
    return ["report", "--as", "总结.docx", "--as", "统计表.docx"]


MAIN = (
    Choice("准备一个活动", _prepare),
    Choice("检查一份稿子", _check),
    Choice("按名单给每个村做", _batch),
    Choice("登记办过的活动", _log),
    Choice("看日历", _calendar),
    Choice("其他", _others),
)
OTHERS = (
    Choice("查法条", _search),
    Choice("做讲义", _handout),
    Choice("看全年统计", lambda desk: ["stats"]),
    Choice("出年终总结和统计表", _report),
    Choice("填写本单位资料", lambda desk: ["init"]),
    Choice("给电脑体检", lambda desk: ["doctor"]),
    Choice("把入口放到桌面", lambda desk: ["desktop", "install"]),
)

"""The lines of the menu: what each asks before it runs a command, every answer looked at before the next question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from xuanchuan.commands.asking import ask
from xuanchuan.commands.near import coming
from xuanchuan.commands.words import split
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.occasion import Occasion

Run = Callable[[list[str]], int]
NOTHING = ("无", "没有", "没定")


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the menu and what it asks: the words of a command come out, none when it is all done."""

    title: str
    words: Callable[[Desk, Run], list[str]]


def choose(choices: Sequence[Choice], pasted: bool = False) -> Choice | str:
    """Show numbered lines and take a number; asked again until it is one.

    ``pasted``: a whole command line or the path of a file is taken too, and comes back as it is.
    """
    for number, choice in enumerate(choices, 1):
        click.echo(f"  {number}  {choice.title}")
    click.echo("  q  退出" if pasted else "  q  回到上面")
    while True:
        said = ask("要做什么，打号码", "1")
        if said.isdecimal() and 1 <= int(said) <= len(choices):
            return choices[int(said) - 1]
        if pasted and (said.startswith("xuanchuan ") or Path(bare_path(said)).is_file()):
            return said
        click.echo(f"请打 1 到 {len(choices)}，或 q 退出。")


def bare_path(said: str) -> str:
    """A path as dropped into the window, without its quotation marks."""
    return said.strip("\"'“” ")


def _asked(question: str, default: str, look: Callable[[str], object]) -> str:
    """An answer that ``look`` has nothing against: its error is told and the question asked again."""
    while True:
        said = ask(question, default)
        try:
            look(said)
        except XuanchuanError as error:
            click.echo("。".join(part.rstrip("。") for part in (error.message, error.why, error.hint) if part))
        else:
            return said


def _file(question: str) -> list[str]:
    """A file's path as typed or dropped into the window; none for an empty line, asked again for one that is not there."""
    while True:
        said = bare_path(ask(f"{question}（可以把文件拖进来）"))
        if not said or Path(said).exists():
            return [said] if said else []
        click.echo(f"没有这个文件：{said}。请把文件拖进窗口，或者写全文件名。")


def _day(desk: Desk) -> str:
    """A day with a campaign, and the weekday said back."""
    near = coming(desk)
    default = f"{near[0].start.month}.{near[0].start.day}" if near and near[0].start else "11.25"

    def look(said: str) -> None:
        from xuanchuan.commands.preparing import prepare

        click.echo(f"  {_named(prepare(desk, said).kit.occasion)}")

    return _asked("哪个日子，如 11.25、三八、12.4", default, look)


def _named(one: Occasion) -> str:
    from xuanchuan.materials.wording import full_day

    assert one.start is not None
    return f"{full_day(one.start)}　{one.name}"


def _prepare(desk: Desk, run: Run) -> list[str]:
    _fill_in_first(desk, run)
    words = ["kit", _day(desk)]
    for option, question, given in (
        ("--place", "在哪里办（没定就回车）", ""),
        ("--hours", "几点办，如 上午9:00至11:00（没定就回车）", ""),
        ("--partners", "和哪些单位联合（没有就打 无）", "、".join(desk.unit.partners)),
    ):
        said = ask(question, given)
        if option != "--partners" and said in NOTHING:
            continue
        words += [option, said] if said and said != given else []
    click.echo()
    if run(["--quiet", *words, "--dry-run"]):
        return []
    ask("回车就做，q 不做了")
    return words


def _fill_in_first(desk: Desk, run: Run) -> None:
    if not desk.unit.sample:
        return
    said = ask("还没有本单位资料。现在填吗？回车填写，n 先看样子")
    if not said:
        run(["init"])
        desk.look_again()


def _check(desk: Desk, run: Run) -> list[str]:
    path = _file("哪份稿子，不写就查这个文件夹")
    return ["check", *path]


def _batch(desk: Desk, run: Run) -> list[str]:
    roster = _file("村名单在哪里，没有就回车看样子")
    if not roster:
        return ["batch", "--sample"]
    return ["batch", batch_materials(desk), "--roster", *roster, "--day", _day(desk)]


def batch_materials(desk: Desk) -> str:
    """The materials every village is to get, asked until they are known."""
    from xuanchuan.batch.pieces import read_pieces
    from xuanchuan.materials import load_templates

    templates = load_templates(desk.own("templates"))
    said = _asked("做哪些材料，用顿号分开", "宣传单、广播稿", lambda said: read_pieces(split(said), (), templates))
    return ",".join(split(said))


def batch_words(desk: Desk, materials: str, roster: Path | None, day: str) -> tuple[str, Path | None, str]:
    """What a batch is still to be told, asked one line at a time: materials, roster, day; LeavingError for q."""
    if roster is None:
        roster = next(map(Path, _file("村名单在哪里，没有就回车看样子")), None)
    if roster is None:
        return materials, None, day
    return materials or batch_materials(desk), roster, day or _day(desk)


def _one(desk: Desk, run: Run) -> list[str]:
    from xuanchuan.materials import find_template, load_templates

    templates = load_templates(desk.own("templates"))
    desk.show("、".join(one.name for one in templates))
    said = _asked("做哪一种", "宣传单", lambda said: find_template(templates, said))
    return ["make", said] if find_template(templates, said).facts.anytime else ["make", said, _day(desk)]


def _search(desk: Desk, run: Run) -> list[str]:
    said = ask("要查什么，照平常说话写，如 彩礼能退吗")
    return ["law", "search", said] if said else []


def _handout(desk: Desk, run: Run) -> list[str]:
    return ["handout", ask("哪个话题、哪部法或哪个日子", "彩礼")]


def _next_year(desk: Desk, run: Run) -> list[str]:
    year = desk.today.year + 1
    return ["calendar", "--year", str(year), "--output", f"{year}.xlsx"]


def _fixed(*words: str) -> Callable[[Desk, Run], list[str]]:
    return lambda desk, run: list(words)


def _others(desk: Desk, run: Run) -> list[str]:
    choice = choose(OTHERS)
    return choice.words(desk, run) if isinstance(choice, Choice) else []


MAIN = (
    Choice("准备一个活动", _prepare),
    Choice("检查一份稿子", _check),
    Choice("按名单给每个村做", _batch),
    Choice("登记办过的活动", _fixed("log", "add")),
    Choice("看日历", _fixed("calendar")),
    Choice("其他", _others),
)
OTHERS = (
    Choice("查法条", _search),
    Choice("做讲义", _handout),
    Choice("看全年统计", _fixed("stats")),
    Choice("出年终总结和统计表", _fixed("report", "--as", "总结.docx", "--as", "统计表.docx")),
    Choice("填写本单位资料", _fixed("init")),
    Choice("给电脑体检", _fixed("doctor")),
    Choice("把入口放到桌面", _fixed("desktop", "install")),
    Choice("只做一种材料", _one),
    Choice("明年的日历", _next_year),
    Choice("备份台账", _fixed("ledger", "backup")),
)

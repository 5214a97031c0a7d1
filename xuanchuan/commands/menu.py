"""Bare ``xuanchuan`` on a terminal: what is near, and a numbered menu that drives the same commands.

Every question is a single line, so that an input method never breaks it; Enter takes what is shown, q leaves. What a
command says to do next can be pasted at the menu's own question, and so can a file be dropped there.
"""

from __future__ import annotations

import shlex
import time
from collections.abc import Iterator
from pathlib import Path

import click

from xuanchuan.commands.asking import LeavingError, ask
from xuanchuan.commands.choices import MAIN, Choice, Run, bare_path, choose
from xuanchuan.commands.near import coming
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

HOME_PAGE = "*/首页.html"


def show_menu(desk: Desk, run: Run) -> None:
    """Show the menu until the person leaves; each choice runs a command as if it had been typed."""
    if not _greeted(desk, run):
        return
    while True:
        try:
            choice = choose(MAIN, pasted=True)
        except LeavingError:
            click.echo("没有别的改动，再见。")
            return
        try:
            _carry_out(desk, run, choice)
        except LeavingError:
            click.echo("没有做，什么也没有改。")
        except XuanchuanError as error:
            click.echo(f"{error.message}{f'：{error.why}' if error.why else ''}")
        click.echo()


def _greeted(desk: Desk, run: Run) -> bool:
    """Say who and what is near; a profile with mistakes is mended first. False when the person leaves."""
    try:
        lines = list(greeting(desk))
    except XuanchuanError as error:
        click.echo(f"{error.message}：{error.why}")
        try:
            ask("现在重新填写本单位资料吗？回车填写，q 退出")
        except LeavingError:
            click.echo("没有改动任何东西，再见。")
            return False
        run(["init"])
        desk.look_again()
        return _greeted(desk, run)
    for line in lines:
        click.echo(line)
    return True


def _carry_out(desk: Desk, run: Run, choice: Choice | str) -> None:
    """Ask what the choice asks, run its command, and offer to open what a kit has made."""
    words = _typed(choice) if isinstance(choice, str) else choice.words(desk, run)
    if not words:
        return
    click.echo(f"相当于打：xuanchuan {' '.join(_shown(word) for word in words)}")
    started = time.time()
    code = run(words)
    desk.look_again()
    if words[0] == "kit" and code == 0 and "--dry-run" not in words:
        _offer_page(desk, started)


def _typed(said: str) -> list[str]:
    """The words of a pasted command line, or the command that a dropped file is for."""
    if said.startswith("xuanchuan "):
        try:
            words = shlex.split(
                said.removeprefix("xuanchuan "), posix=False
            )  # a backslash is a folder's, not an escape
        except ValueError:
            raise XuanchuanError("这一行的引号没有成对", hint="补上引号再打一次") from None
        return [word.strip('"') for word in words]
    path = bare_path(said)
    meant = {
        ".json": ["run"],
        ".csv": ["batch", "--roster"],
        ".xlsx": ["batch", "--roster"],
        ".xls": ["batch", "--roster"],
    }
    return [*meant.get(Path(path).suffix.lower(), ["check"]), path]


def _offer_page(desk: Desk, started: float) -> None:
    pages = [path for path in desk.cwd.glob(HOME_PAGE) if path.stat().st_mtime >= started - 1]
    if not pages:
        return
    try:
        said = ask("打开 首页.html 看看吗？回车打开，n 不打开")
    except LeavingError:
        return
    if not said:
        click.launch(str(max(pages, key=lambda path: path.stat().st_mtime)))


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


def _shown(word: str) -> str:
    return f'"{word}"' if " " in word or not word else word

"""The entry point: commands found by name and imported only when run, every error told in one place."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from xuanchuan.commands import COMMANDS
from xuanchuan.commands.groups import TableGroup
from xuanchuan.desk import Desk, make_streams_safe, open_desk, tell
from xuanchuan.model.error import XuanchuanError

FAULT, WRONG_INPUT, STOPPED = 1, 2, 130
MEANT = (
    (r"\.(docx?|txt|md|html|pdf|wps)$", "check"),
    (r"\.(csv|xlsx?|et)$", "batch 宣传单,广播稿 --day 12.4 --roster"),
    (r"\.json$", "run"),
    (r"^\d{1,4}[-.月]\d|^三八$", "kit"),
)
# Characters of a line of an error: what was typed or read may be of any length.
LONGEST = 800
HELP_WORDS = ("帮助", "help")


class Commands(TableGroup):
    """The top command: its table is ``COMMANDS``."""

    def invoke(self, ctx: click.Context) -> Any:
        """As click does, but a reader that has gone (``| head``) is no fault: click would leave with 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise click.exceptions.Exit(0) from None

    def unknown(self, ctx: click.Context, args: list[str]) -> XuanchuanError:
        """A day or a file in a command's place means the command that takes it: said, not run."""
        meant = next((name for pattern, name in MEANT if re.search(pattern, args[0], re.IGNORECASE)), "")
        if not meant:
            return super().unknown(ctx, args)
        words = " ".join(f'"{word}"' if " " in word else word for word in args)
        return XuanchuanError(f"没有“{args[0]}”这个命令", why="要先写做什么", hint=f"xuanchuan {meant} {words}")


@click.group(
    cls=Commands,
    rows=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 76},
    epilog="\b\n例如：\n  xuanchuan kit 11.25\n  xuanchuan law show 反家庭暴力法 23",
)
@click.option("-v", "--version", is_flag=True, is_eager=True, help="显示程序版本和语料日期。")
@click.option("--quiet", is_flag=True, help="只显示结果和错误。")
@click.option("--debug", is_flag=True, help="出错时显示细节，给技术人员看。")
@click.pass_context
def command(ctx: click.Context, version: bool, quiet: bool, debug: bool) -> None:
    """普法宣传工具箱：按重要节点生成方案、宣传单、讲义、广播稿、表格和日程，法条经过核对。"""
    desk = ctx.obj
    assert isinstance(desk, Desk)
    desk.quiet = quiet
    if version:
        show_version(desk)
        ctx.exit()
    if ctx.invoked_subcommand is not None:
        return
    if desk.terminal:
        from xuanchuan.commands.menu import show_menu

        show_menu(desk, run)
    else:
        click.echo(ctx.get_help())


def show_version(desk: Desk) -> None:
    """Program, corpus date, Python."""
    from xuanchuan import __version__
    from xuanchuan.corpus import CORPUS_DATE

    desk.show(f"xuanchuan {__version__}，语料截至 {CORPUS_DATE}，Python {sys.version.split()[0]}")


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if "XUANCHUAN_OWN" in os.environ:
        words = _as_dropped(words)
    code = run(words)
    if os.environ.get("XUANCHUAN_STAY") and sys.stdin is not None and sys.stdin.isatty():
        input("按回车关闭窗口")
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:  # the reader has gone
        _close_stdout()
    sys.exit(code)


def run(args: list[str]) -> int:
    """Run one command line; every error becomes at most four lines on stderr and an exit code."""
    make_streams_safe()
    speak_chinese()
    debug = "--debug" in args
    try:
        result = command.main(_read_help_words(args), "xuanchuan", standalone_mode=False, obj=open_desk())
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain("已经停下", hint="已完成的文件都是完整的；要接着做，再运行一次同样的命令")
        return STOPPED
    except XuanchuanError as error:
        _complain(error.message, error.where, error.why, error.hint)
        return error.code
    except click.exceptions.NoArgsIsHelpError as page:
        print(page.format_message())
        return 0
    except click.ClickException as error:
        _complain(_tidied(error.format_message()), hint=_help_command(error))
        return WRONG_INPUT
    except UnicodeEncodeError as fault:
        if fault.encoding != sys.getfilesystemencoding():
            return _confess(fault, debug)
        _complain(
            "文件名里的汉字写不进去",
            why="这个窗口的语言设置不认汉字",
            hint="先打  export LC_ALL=C.UTF-8  再运行一次",
        )
        return WRONG_INPUT
    except Exception as fault:  # the last resort: a fault of ours
        return _confess(fault, debug)


def _as_dropped(words: list[str]) -> list[str]:
    """What was dropped onto a .bat, in the folder where it lies."""
    from xuanchuan.commands.desktop.dropped import folder_of, with_dropped

    words = with_dropped(words, os.environ)
    folder = folder_of(words, os.environ)
    if folder is not None:
        os.chdir(folder)
    return words


def speak_chinese() -> None:
    """Make click's own messages Chinese, and its pages of help as wide as Chinese is."""
    import gettext

    from xuanchuan.commands.helppage import HelpPage

    click.Context.formatter_class = HelpPage
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("click", Path(__file__).parent / "commands" / "locale")
    gettext.textdomain("click")


def _read_help_words(args: list[str]) -> list[str]:
    """``help X`` and ``X 帮助`` mean ``X --help``."""
    if args and args[0] in HELP_WORDS:
        return [*args[1:], "--help"]
    if len(args) > 1 and args[-1] == "帮助":
        return [*args[:-1], "--help"]
    return args


def _tidied(message: str) -> str:
    """Click's sentence with Chinese quotation marks and no full stop of its own."""
    return re.sub(r"'([^']*)'", r"“\1”", message).rstrip(".。")


def _help_command(error: click.ClickException) -> str:
    """The next command: where something is missing an example that has it, else the command's help."""
    ctx = getattr(error, "ctx", None)
    epilog = (ctx.command.epilog or "") if ctx else ""
    if isinstance(error, click.MissingParameter) and (example := re.search(r"xuanchuan [^\n]+", epilog)):
        return example[0].strip()
    return f"{ctx.command_path if ctx else 'xuanchuan'} --help"


def _complain(message: str, where: str = "", why: str = "", hint: str = "") -> None:
    """At most four lines: what happened, where, why, the next thing to do."""
    rows = (("出错了", message), ("在哪里", where), ("为什么", why), ("下一步", hint))
    for title, text in rows:
        if text:
            shown = text.strip()
            tell(f"{title}：{shown if len(shown) <= LONGEST else shown[:LONGEST] + '……'}", sys.stderr)


def _confess(fault: Exception, debug: bool) -> int:
    """Write a fault of ours to a log and say where it is; exit code 1."""
    import tempfile
    import traceback

    if debug:
        traceback.print_exception(fault)
    log = Path(tempfile.gettempdir()) / "xuanchuan-出错记录.txt"
    try:
        log.unlink(missing_ok=True)
        log.write_text("".join(traceback.format_exception(fault)), encoding="utf-8")
        place = str(log)
    except (OSError, ValueError):
        place = "（记录也没能写下来）"
    _complain(
        "程序自己出了毛病，没有改动您的文件", why=f"{type(fault).__name__}", hint=f"请把这个文件发给技术人员：{place}"
    )
    return FAULT


def _close_stdout() -> None:
    """The reader has gone: what is still unwritten goes nowhere, so that Python has nothing to complain of at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())

"""Start-up: ``--help`` and each main command as whole processes beside a script that only imports click."""

from __future__ import annotations

import tempfile
from pathlib import Path

from measuring import Effort, Line, Section, in_turn, python, xuanchuan

BARE = '''import click, sys

@click.command()
def command():
    """A command with a line of help."""

sys.argv[1:] = ["--help"]
command()
'''
PAGE = (
    "《中华人民共和国反家庭暴力法》第二十三条规定，当事人因遭受家庭暴力，可以向人民法院申请人身安全保护令。拨打12338。\n"
    * 12
)
COMMANDS = {
    "--help": (("--help",), 1.5, "启动 Python 和 click"),
    "dates": (("dates",), None, "读节点表、推算全年日期"),
    "law show": (("law", "show", "反家庭暴力法", "23"), None, "读一部法的文本"),
    "law verify": (("law", "verify", "婚姻法", "32"), None, "读法规名录"),
    "law search": (("law", "search", "彩礼能退吗"), None, "读检索表"),
    "check（一页）": (("check", "稿子.txt"), None, "读法规名录和名称表"),
    "campaigns list": (("campaigns", "list"), None, "读全部活动文件"),
    "stats（没有台账）": (("stats",), None, "打开 SQLite"),
    "calendar": (("calendar", "--year", "2027"), None, "推算全年日程"),
    "make 横幅": (("make", "横幅标语", "11.25", "--to", "txt", "--output", "横幅.txt"), None, "读活动、法条、模板"),
    "flyer": (("flyer", "11.25", "--output", "单.docx"), None, "载入 python-docx 和 jinja2"),
}


def measure(effort: Effort) -> Section:
    """Milliseconds of each, and how many times bare click that is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "稿子.txt").write_text(PAGE, encoding="utf-8")
        works = {"": lambda: python(BARE, cwd=folder)}
        for title, (args, _, _) in COMMANDS.items():
            works[title] = lambda args=args: xuanchuan(*args, cwd=folder, codes=(0, 4))
        costs = in_turn(effort.rounds, works)
    line, bare = Line(), costs.pop("")
    return Section("启动", tuple(
        line.figure(title, ours, bare, peer="只载入 click", against="limit", wanted=COMMANDS[title][1], bound=COMMANDS[title][2])
        for title, ours in costs.items()
    ))  # fmt: skip

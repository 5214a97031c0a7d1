"""What an imported text leaves open and a person must settle: the effective day, the province."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

if TYPE_CHECKING:
    from xuanchuan.corpus.importing.reading import ReadLaw
    from xuanchuan.corpus.importing.writing import Facts
    from xuanchuan.corpus.loading import Corpus

ASKING = 3
FIGURES = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")


def settle(desk: Desk, corpus: Corpus, read: ReadLaw, path: Path, given: tuple[str, str, str]) -> Facts:
    """The facts of the text and, where it leaves them open, of the person: given, or asked for on a terminal."""
    from xuanchuan.corpus.importing.filing import short_of
    from xuanchuan.corpus.importing.head import LOCAL_LEVELS, UNKNOWN
    from xuanchuan.corpus.importing.writing import Facts
    from xuanchuan.corpus.provinces import read_province
    from xuanchuan.model.law import IMPORTED

    effective, province, wanted = given
    short, known = short_of(corpus, read.title, wanted.strip()), corpus.law(read.title)
    listed = corpus.known(read.title)
    level = known.level if known else listed.level if listed and read.level == UNKNOWN else read.level
    own = read.province or (known.province if known else None)
    local = level in LOCAL_LEVELS
    day = read_effective(effective, desk) if effective else read.effective
    if not desk.terminal and (day is None or (local and not (own or province))):
        raise _undecided(read, path, given, day, local and not own)
    if day is None:
        day = _ask_effective(desk, read)
    if local and not own:
        own = read_province(province or _ask_province(desk, read))
    elif province:
        own = _agreed(read, own, read_province(province))
    _refuse_day(corpus, read, day, path)
    return Facts(short, level, day, f"{IMPORTED}：{path.name}", own, first_effective=read.first_effective)


def read_effective(text: str, desk: Desk) -> date:
    """A complete day as people write it; XuanchuanError when the year is missing or there is no such day."""
    from xuanchuan.corpus.importing.days import A_DAY, read_day

    match = A_DAY.fullmatch(text.strip()) or FIGURES.fullmatch(text.strip())
    found = read_day(match.groups()) if match else None
    if found is None or not 1949 <= found.year <= desk.today.year + 10:
        raise XuanchuanError(
            f"看不懂施行日“{text}”", why="要写完整的年月日", hint="写成  --effective 2019-03-01  或  2019年3月1日"
        )
    return found


def _undecided(read: ReadLaw, path: Path, given: tuple[str, str, str], day: date | None, place: bool) -> XuanchuanError:
    """Off a terminal: what a person must decide, and the command that decides it."""
    effective, province, short = given
    why = [one for one in read.remarks if day is None and "施行" in one][:1] or (
        ["正文没有写明哪一天起施行"] if day is None else []
    )
    why += ["名称里没有省份"] if place and not province else []
    options = [f"--effective {effective or '2019-03-01'}"] if day is None or effective else []
    options += [f"--province {province or '山东省'}"] if place else []
    options += [f"--short {short}"] if short else []
    return XuanchuanError(
        f"《{read.title}》还要您定一件事" if len(why) == 1 else f"《{read.title}》还要您定 {len(why)} 件事",
        where=str(path),
        why="；".join(why),
        hint=f"照官方公布的改好再运行：xuanchuan law import {quoted(path)} {' '.join(options)}",
        code=ASKING,
    )


def quoted(path: Path) -> str:
    """A path as it is typed on a command line."""
    text = str(path)
    return f'"{text}"' if " " in text else text


def _ask_effective(desk: Desk, read: ReadLaw) -> date:
    """Ask until it is a day; the answer is never suggested."""
    for remark in read.remarks:
        if "施行" in remark:
            click.echo(f"{remark}。")
    while True:
        answer = str(click.prompt(f"《{read.title}》哪一天起施行（例如 2019-03-01）"))
        try:
            return read_effective(answer, desk)
        except XuanchuanError as error:
            click.echo(f"{error.message}，{error.why}。")


def _ask_province(desk: Desk, read: ReadLaw) -> str:
    return str(click.prompt(f"《{read.title}》是哪个省的规定", default=desk.unit.province or None))


def _agreed(read: ReadLaw, own: str | None, given: str) -> str:
    if own and own != given:
        raise XuanchuanError(f"《{read.title}》是{own}的规定，不是{given}的", hint="去掉 --province 再试")
    return given


def _refuse_day(corpus: Corpus, read: ReadLaw, day: date, path: Path) -> None:
    from xuanchuan.corpus.importing.filing import unsettled

    wrong = unsettled(corpus, read, day)
    if wrong:
        raise XuanchuanError("施行日不对，没有收", where=str(path), why=wrong, hint="照官方公布的施行日改好再试")

"""``init``: five questions, a preview, and a commented xuanchuan.toml."""

from __future__ import annotations

import re
from codecs import BOM_UTF8 as BOM
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import click

from xuanchuan.commands.asking import LeavingError, ask
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.unit import Level, Unit

NOTHING = ("无", "没有", "-")
PHONE = re.compile(r"[-\d０-９ ()（）+—－、，,;；转]+")
SHORTEST_PHONE = 5

SAMPLE = Unit(
    name="示例县妇女联合会",
    short="示例县妇联",
    level="县",
    province="山东省",
    city="示例市",
    county="示例县",
    address="示例路1号县政务服务中心三楼",
    phone="0543-0000000",
    contact="权益部",
    hotline_hours="工作日8:30-12:00，14:00-17:30",
    partners=("司法局", "公安局", "人民法院", "民政局"),
    account="示例女声",
)


@click.command(
    name="init",
    epilog="例如：xuanchuan init --sample    xuanchuan init --name 清河县妇女联合会 --level 县 --phone 0543-1234567 --no-input",
)
@click.argument("folder", required=False, metavar="[文件夹]", type=click.Path(path_type=Path))
@click.option("--name", default="", metavar="全称", help="单位全称。")
@click.option("--short", default="", metavar="简称", help="单位简称。")
@click.option("--level", default="", metavar="级别", help="级别：市、县、乡、村。")
@click.option("--province", default="", metavar="省份", help="省份全称，例如 山东省。")
@click.option("--phone", default="", metavar="电话", help="对外公布的办公电话。")
@click.option("--address", default="", metavar="地址", help="办公地址。")
@click.option("--sample", is_flag=True, help="用示例单位的资料，先看看样子。")
@click.option("--no-input", is_flag=True, help="不提问，只用上面给的内容。")
@click.pass_obj
def command(
    desk: Desk,
    folder: Path | None,
    name: str,
    short: str,
    level: str,
    province: str,
    phone: str,
    address: str,
    sample: bool,
    no_input: bool,
) -> None:
    """填写本单位资料，以后的材料都带上单位名称、地址和电话。也可以打：xuanchuan 建档"""
    from xuanchuan.files.project import FILE, LEVELS

    path = (desk.cwd / folder if folder else desk.cwd) / FILE
    old = _old(desk, path)
    _refuse_sample_over_own(sample, old, path)
    start = SAMPLE if sample else old or Unit(name="", short="")
    unit = replace(
        start,
        name=name or start.name,
        short=short or start.short,
        level=_level(level, LEVELS) if level else start.level,
        province=_province(province, name) or start.province,
        phone=phone or start.phone,
        address=address or start.address,
    )
    asking = desk.terminal and not no_input and not sample
    if asking:
        asked = _ask(unit)
        if asked is None:
            desk.say("没有改动任何东西。")
            return
        unit = asked
    if not unit.name:
        raise XuanchuanError(
            "还不知道单位全称",
            why="这里不能提问，要把资料写在命令里",
            hint="xuanchuan init --name 清河县妇女联合会 --level 县 --phone 0543-1234567 --no-input",
        )
    _save(desk, path, replace(unit, short=unit.short or short_of(unit.name)), old, shown=asking)


def _old(desk: Desk, path: Path) -> Unit | None:
    """The unit that stands in the file, as far as it can be read; None where there is no file."""
    from xuanchuan.files.profiles import readable_facts
    from xuanchuan.files.project import LEVELS, read_project

    if not path.is_file():
        return None
    try:
        return read_project(path).unit
    except XuanchuanError as error:
        desk.say(f"注意：原来的资料读不通：{error.why or error.message}。请重新填一遍。")
        facts = readable_facts(path)
        level = LEVELS.get(facts.pop("level", ""), "县")
        return Unit(**{"name": "", "short": "", **facts}, level=level)


def _refuse_sample_over_own(sample: bool, old: Unit | None, path: Path) -> None:
    if sample and old is not None and old != SAMPLE:
        raise XuanchuanError(
            "这里已经有单位资料，没有换成示例的",
            where=str(path),
            hint="放到另一个文件夹里看：  xuanchuan init --sample 示例",
        )


def short_of(name: str) -> str:
    """某某县妇女联合会 -> 某某县妇联."""
    return name.replace("妇女联合会", "妇联")


def _province(said: str, name: str) -> str:
    """The province by its full name: as said, or as the unit's own name begins."""
    from xuanchuan.corpus.provinces import province_of, read_province

    return read_province(said) if said else province_of(name) or ""


def _ask(unit: Unit) -> Unit | None:
    """The five questions, Enter keeping what is shown; None when the person leaves with q."""
    from xuanchuan.files.project import LEVELS

    click.echo("填写单位资料，五个问题。回车用方括号里的内容，没有的打 无，\n打 q 退出，什么也不改。")
    try:
        level = _prompt("1/5 级别（市、县、乡、村）", unit.level, lambda said: _wrong_level(said, LEVELS))
        name = _prompt("2/5 单位全称", unit.name, _wrong_name)
        short = unit.short if unit.short and name == unit.name else short_of(name)
        short = _prompt("3/5 单位简称", short)
        phone = _prompt("4/5 对外公布的电话", unit.phone, _wrong_phone)
        address = _prompt("5/5 办公地址", unit.address)
        filled = replace(
            unit,
            level=LEVELS[level],
            name=name,
            short=short or name,
            phone=phone,
            address=address,
            province=unit.province or _province("", name),
        )
        click.echo()
        for line in _card(filled):
            click.echo(line)
        ask("保存吗？回车保存，q 不保存")
    except LeavingError:
        return None
    return filled


def _prompt(title: str, default: str, wrong: Callable[[str], str] = lambda said: "") -> str:
    """One single-line question, asked again until it can be used; LeavingError for q."""
    while True:
        said = "".join(char for char in ask(title, default) if char.isprintable())
        said = "" if said in NOTHING else said
        complaint = wrong(said)
        if not complaint:
            return said
        click.echo(complaint)


def _wrong_level(said: str, levels: Mapping[str, Level]) -> str:
    return "" if said in levels else "请写 市、县、乡、村 之一。"


def _wrong_name(said: str) -> str:
    if said.isdecimal():
        return "这里要写单位的名称，如 清河县妇女联合会。"
    return "" if said else "单位全称不能空着，会印在每份材料上。"


def _wrong_phone(said: str) -> str:
    if not said or (PHONE.fullmatch(said) and sum(char.isdecimal() for char in said) >= SHORTEST_PHONE):
        return ""
    return "请写电话号码，如 0543-1234567；没有就打 无。"


def _level(text: str, levels: Mapping[str, Level]) -> Level:
    found = levels.get(text.strip())
    if found is None:
        raise XuanchuanError(f"级别“{text}”看不懂", why="应当是 市、县、乡、村 之一", hint="xuanchuan init --level 县")
    return found


def _card(unit: Unit) -> list[str]:
    rows = (
        ("单位", unit.name),
        ("简称", unit.short),
        ("级别", unit.level),
        ("省份", unit.province or "（没填）"),
        ("电话", unit.phone or "（没填）"),
        ("地址", unit.address or "（没填）"),
    )
    return [f"  {title}　{text}" for title, text in rows]


def _save(desk: Desk, path: Path, unit: Unit, old: Unit | None, shown: bool) -> None:
    """Write the file, or only what changed of it; what stood there before is kept beside it.

    ``shown``: the person has seen the card already.
    """
    from xuanchuan.files.atomic import write_bytes
    from xuanchuan.files.profiles import changed_text
    from xuanchuan.files.project import project_text, read_project

    before = path.read_bytes() if path.is_file() else b""
    text = project_text(unit) if old is None else changed_text(_text(path), old, unit)
    data = (BOM if before.startswith(BOM) else b"") + text.encode("utf-8")
    if before and before != data:
        write_bytes(path.with_name(f"{path.name}.旧"), before)
        desk.say(f"原来的资料留在 {path.name}.旧。")
    if before != data:
        write_bytes(path, data)
    saved = read_project(path).unit
    for line in () if shown else _card(saved):
        desk.show(line)
    desk.say(f"没有变化：{path}" if before == data else f"已写好 {path}，用记事本可以随时改。")
    if not saved.province:
        desk.say("要用到本省的规定：  xuanchuan init --province 山东省")
    desk.say("下一步：xuanchuan kit 11.25")


def _text(path: Path) -> str:
    """The text as it stands; nothing of a file in another encoding."""
    from xuanchuan.files.toml import toml_text

    try:
        return toml_text(path)
    except XuanchuanError:
        return ""

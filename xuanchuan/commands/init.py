"""``init``: five questions, a preview, and a commented xuanchuan.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from xuanchuan.commands.asking import QUIT
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.unit import Level, Project, Unit

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
    from xuanchuan.files.project import FILE, LEVELS, read_project

    path = (desk.cwd / folder if folder else desk.cwd) / FILE
    old = read_project(path).unit if path.is_file() else None
    start = SAMPLE if sample else old or Unit(name="", short="")
    unit = replace(
        start,
        name=name or start.name,
        short=short or start.short,
        level=_level(level, LEVELS) if level else start.level,
        province=province or start.province,
        phone=phone or start.phone,
        address=address or start.address,
    )
    if desk.terminal and not no_input and not sample:
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
    _save(desk, path, unit, old)


def _ask(unit: Unit) -> Unit | None:
    """The five questions, Enter keeping what is shown; None when the person leaves with q."""
    from xuanchuan.files.project import LEVELS

    answers: dict[str, str] = {}
    click.echo("填写单位资料：直接按回车用方括号里的内容，打 q 退出不改。")
    for key, title, default in (
        ("level", "1/5 级别（市、县、乡、村）", unit.level),
        ("name", "2/5 单位全称", unit.name),
        ("short", "3/5 单位简称", unit.short),
        ("phone", "4/5 对外公布的电话", unit.phone),
        ("address", "5/5 办公地址", unit.address),
    ):
        answer = _prompt(key, title, default, LEVELS)
        if answer is None:
            return None
        answers[key] = answer
    filled = replace(
        unit,
        level=LEVELS[answers["level"]],
        name=answers["name"],
        short=answers["short"] or answers["name"],
        phone=answers["phone"],
        address=answers["address"],
    )
    click.echo()
    for line in _card(filled):
        click.echo(line)
    kept = click.prompt("保存吗？回车保存，q 不保存", default="", show_default=False)
    return None if kept in QUIT else filled


def _prompt(key: str, title: str, default: str, levels: Mapping[str, Level]) -> str | None:
    """One single-line question, asked again until it can be used; None for q."""
    while True:
        answer = str(click.prompt(title, default=default, show_default=bool(default))).strip()
        if answer in QUIT:
            return None
        if key == "name" and not answer:
            click.echo("单位全称不能空着，会印在每份材料上。")
        elif key == "level" and answer not in levels:
            click.echo("请写 市、县、乡、村 之一。")
        else:
            return answer


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
        ("省份", unit.province or "（没填，不会用到本省的规定）"),
        ("电话", unit.phone or "（没填）"),
        ("地址", unit.address or "（没填）"),
    )
    return [f"  {title}　{text}" for title, text in rows]


def _save(desk: Desk, path: Path, unit: Unit, old: Unit | None) -> None:
    from xuanchuan.files.atomic import write_text
    from xuanchuan.files.project import project_text, read_project

    text = project_text(unit)
    if old is not None and path.read_text(encoding="utf-8-sig") != text:
        kept = path.with_name(f"{path.name}.旧")
        kept.write_bytes(path.read_bytes())
        desk.say(f"原来的资料留在 {kept.name}。")
    write_text(path, text)
    saved: Project = read_project(path)
    for line in _card(saved.unit):
        desk.show(line)
    desk.say(f"已写好 {path}，用记事本可以随时改。")
    desk.say("下一步：xuanchuan kit 11.25")

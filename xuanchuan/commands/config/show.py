"""``config show``: every fact of the unit, and with ``--why`` where each comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from xuanchuan.commands.words import FORMAT, wrapped
from xuanchuan.desk import Desk


@click.command(epilog="例如：xuanchuan config show    xuanchuan config show --why --format json")
@click.option("--why", is_flag=True, help="每一项从哪里来：本单位的文件，还是程序自带的。")
@FORMAT
@click.pass_obj
def command(desk: Desk, why: bool, form: str) -> None:
    """每项单位资料现在是什么。要改就改 xuanchuan.toml，或再运行 xuanchuan init。也可以打：xuanchuan 设置 查看"""
    rows = list(_rows(desk))
    if form == "json":
        desk.json([{"key": key, "title": title, "value": value, "from": source} for key, title, value, source in rows])
        return
    for _, title, value, source in rows:
        for line in wrapped(f"{title}：{value or '（没填）'}" + (f"　←{source}" if why else ""), desk.width):
            desk.show(line)
    desk.say("下一步：要改：  xuanchuan init" if desk.project else "下一步：填写本单位资料：  xuanchuan init")


def _rows(desk: Desk) -> Iterator[tuple[str, str, str, str]]:
    from xuanchuan.files.project import FIELDS, FILE
    from xuanchuan.files.toml import read_toml

    written = read_toml(desk.project.folder / FILE).get("unit", {}) if desk.project else {}
    for field in FIELDS:
        value = getattr(desk.unit, field.key)
        source = f"{FILE} 的 {field.key}" if written.get(field.key) else "程序自带" if value else "没有写"
        if not desk.project and value:
            source = "示例单位"
        yield (
            field.key,
            re.split("[：，（]", field.title)[0],
            "、".join(value) if isinstance(value, tuple) else str(value),
            source,
        )
    if desk.project:
        for folder, what in (("campaigns", "活动和日期"), ("templates", "模板"), ("laws", "法规")):
            own = desk.own(folder)
            count = sum(1 for path in own.rglob("*") if path.is_file()) if own else 0
            yield folder, f"自己的{what}", f"{count} 个文件" if count else "", f"{folder} 文件夹" if count else "没有"

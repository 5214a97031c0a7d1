"""``make … --form 表.docx``: a unit's own letterhead or form, filled with a day's facts and, if named, a material."""

from __future__ import annotations

from pathlib import Path

from xuanchuan.commands.single import Making
from xuanchuan.commands.words import split
from xuanchuan.commands.writing import write_beside
from xuanchuan.desk import Desk
from xuanchuan.model.document import Document
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit


def make_form(desk: Desk, form: Path, material: str | None, words: str | None, making: Making) -> None:
    """Fill the form and say where it is; one word alone is the day, two are a material and its day."""
    from xuanchuan.kit.fields import OF_MATERIAL, form_fields, left_open
    from xuanchuan.render.forms import fill_form

    _refuse_formats(making)
    if material is None:
        raise XuanchuanError("还没有写哪个日子", hint=f"xuanchuan make 11.25 --form {form}")
    kit, document = _meant(desk, material, words, making)
    fields = form_fields(kit, document)
    with_material = f"要放材料的标题、正文，写上材料名：  xuanchuan make 活动通知 {material} --form {form}"
    filled = fill_form(desk.cwd / form, fields, left_open(document), dict.fromkeys(OF_MATERIAL, with_material))
    path = _target(desk, kit, material if document else None, form, making)
    desk.show(f"做好了：{write_beside(desk, path, filled.data)}")
    if filled.left:
        desk.say(f"注意：没有资料可填、标黄留着的：{'、'.join(filled.left)}")
    for name in ("正文", "附件"):
        if fields.get(name) and name not in filled.asked:
            desk.say(f"注意：表里没有 {{{{ {name} }}}}，材料的{name}没有放进去")
    desk.say("下一步：打开文件，把标黄的填好，定稿前请看一遍")


def _meant(desk: Desk, material: str, words: str | None, making: Making) -> tuple[Kit, Document | None]:
    """The kit of the day, and the material in the edition asked for; None when only a day was given."""
    from xuanchuan.commands.preparing import prepare
    from xuanchuan.kit.making import Edition
    from xuanchuan.materials import find_template, load_templates
    from xuanchuan.materials.compose import compose

    templates = load_templates(desk.own("templates"))
    if words is None and material in {name for one in templates for name in (one.id, one.name)}:
        raise XuanchuanError("还没有写哪个日子", hint=f"xuanchuan make {material} 11.25 --form 表.docx")
    template = find_template(templates, material) if words is not None else None
    ready = prepare(desk, words or material, making.year)
    for note in ready.notes:
        desk.say(f"注意：{note}")
    if template is None:
        return ready.kit, None
    return ready.kit, Edition(making.large_print, making.black_white, making.pinyin).of(compose(template, ready.kit))


def _refuse_formats(making: Making) -> None:
    if making.to and split(making.to) != ("docx",):
        raise XuanchuanError(
            "自己的表只能填成 docx", where=f"--to {making.to}", hint="不写 --to，填好后在 WPS 里另存为 PDF"
        )


def _target(desk: Desk, kit: Kit, material: str | None, form: Path, making: Making) -> Path:
    """Beside the other things made: the day, then the material's name or the form's."""
    from xuanchuan.files.names import safe_name
    from xuanchuan.kit import folder_name

    name = safe_name(f"{folder_name(kit)} {material or form.stem}.docx")
    if making.output is None:
        return desk.cwd / name
    path = desk.cwd / making.output
    if path.is_dir():
        return path / name
    if path.suffix.lower() != ".docx":
        raise XuanchuanError("自己的表只能填成 docx", where=str(path), hint="--output 填好的表.docx")
    return path

"""What a unit's own form may ask for: the fields of ``{{ }}`` by their Chinese names, from a kit and one material."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from xuanchuan.materials.planning import here, lower_units, named_laws
from xuanchuan.materials.wording import long_day, span
from xuanchuan.model.document import (
    Block,
    Callout,
    Document,
    Imprint,
    Letterhead,
    PageBreak,
    Signature,
    Table,
    slots,
)
from xuanchuan.model.kit import Kit
from xuanchuan.render.forms import PARAGRAPH
from xuanchuan.render.front import plain
from xuanchuan.render.text import words

# The fields that only a material has.
OF_MATERIAL = ("标题", "正文", "落款", "成文日期", "附件")


def form_fields(kit: Kit, document: Document | None = None) -> dict[str, Any]:
    """Every field a form may name; empty where nothing is known. A material's own only when there is a material."""
    return {**_unit(kit), **_occasion(kit), **_lists(kit), **(_material(document) if document else {})}


def left_open(document: Document | None) -> tuple[str, ...]:
    """The hints of the material's slots: they stay yellow in the form."""
    return tuple(slot.hint for slot in slots(document)) if document else ()


def _unit(kit: Kit) -> Mapping[str, Any]:
    unit = kit.unit
    return {
        "单位": unit.name,
        "单位简称": unit.short,
        "省": unit.province,
        "市": unit.city,
        "县": unit.county,
        "本地": here(unit),
        "地址": unit.address,
        "电话": unit.phone,
        "联系人": unit.contact,
        "热线时间": unit.hotline_hours,
        "联合单位": "、".join(unit.partners),
        "公众号": unit.account,
        "下级单位": lower_units(unit),
    }


def _occasion(kit: Kit) -> Mapping[str, Any]:
    day, campaign = kit.occasion, kit.campaign
    return {
        "活动": campaign.name,
        "主题": campaign.theme,
        "年份": day.year,
        "活动日期": span(day.start, day.end) if day.start and day.end else "",
        "地点": kit.place,
        "时间": kit.hours,
        "今天": long_day(kit.stamp.today),
        "依据的法": named_laws(campaign),
        "对象": "、".join(campaign.audiences),
        "安全提示": PARAGRAPH.join(campaign.safety),
    }


def _lists(kit: Kit) -> Mapping[str, Any]:
    known = {hotline.number: hotline for hotline in kit.hotlines}
    called = [known[number] for number in kit.campaign.hotlines if number in known]
    return {
        "热线": [{"号码": one.number, "名称": one.name, "做什么": one.purpose, "时间": one.hours} for one in called],
        "标语": [slogan.text for slogan in kit.campaign.slogans],
        "安排": [{"活动": one.title, "内容": one.what, "牵头": one.owner} for one in kit.campaign.activities],
    }


def _material(document: Document) -> Mapping[str, Any]:
    """正文 up to the first page break, 附件 what follows it; None for what the material does not have."""
    blocks = document.blocks
    signed = next((block for block in blocks if isinstance(block, Signature)), None)
    ends = next((at for at, block in enumerate(blocks) if isinstance(block, PageBreak)), len(blocks))
    return {
        "标题": document.title,
        "正文": _joined(blocks[:ends]),
        "落款": signed.org if signed else None,
        "成文日期": signed.date if signed else None,
        "附件": _joined(blocks[ends:]) or None,
    }


def _joined(blocks: tuple[Block, ...]) -> str:
    return PARAGRAPH.join(line for block in blocks for line in _lines(block) if line)


def _lines(block: Block) -> Iterator[str]:
    """A block's paragraphs as a letterhead takes them: its own type sets indents, and gives 署名 a place of its own."""
    if isinstance(block, (Letterhead, Imprint, Signature, PageBreak)):
        return
    if isinstance(block, Callout) and block.kind == "draft":
        return
    if isinstance(block, Table):
        yield block.caption
        yield from _rows(block)
    else:
        yield from (line.strip(" 　\t") for line in words(block).split("\n"))


def _rows(table: Table) -> Iterator[str]:
    """Each row in a line, every cell behind its column's name."""
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        yield "；".join(f"{column.header}：{plain(cell)}" if column.header else plain(cell) for column, cell in cells)

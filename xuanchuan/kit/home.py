"""What the home page says of a kit, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xuanchuan.kit.gathering import folder_name
from xuanchuan.materials import Template, lacking
from xuanchuan.materials.compose import version_line
from xuanchuan.materials.wording import long_day, short_day, span
from xuanchuan.model.campaign import Media
from xuanchuan.model.document import slots
from xuanchuan.model.kit import Kit
from xuanchuan.render.home import Home, Link, Medium, Piece, Row


def describe(kit: Kit, pieces: tuple[Piece, ...], others: tuple[Link, ...], templates: Sequence[Template]) -> Home:
    """The home page's values for a kit, the pieces made of it, and what else could be made."""
    made = {piece.name for piece in pieces}
    return Home(
        title=f"{kit.occasion.year}年{kit.campaign.name}宣传材料",
        unit=kit.unit.name,
        when=when(kit),
        countdown=countdown(kit),
        sample=kit.unit.sample,
        todo=tuple(_todo(pieces)),
        imports=kit.imports,
        steps=tuple(_steps(kit, pieces)),
        remarks=kit.timeline.remarks,
        tasks=tuple(_task(kit)),
        dropped=tuple(step.what for step in kit.timeline.dropped),
        pieces=pieces,
        others=others,
        media=tuple(_medium(one, kit, made, templates) for one in kit.campaign.media),
        more=tuple(_more(template) for template in templates if _offered(template, kit, made)),
        command=command(kit, [template.name for template in templates if _offered(template, kit, made)]),
        lacking=tuple(template.name for template in templates if not template.facts.anytime and lacking(template, kit)),
        laws=tuple((excerpt, version_line(excerpt)) for excerpt in kit.excerpts.values()),
        footer=(
            f"{kit.stamp.program}　法条按{long_day(kit.stamp.as_of)}有效的文本，语料截至{long_day(kit.stamp.corpus_date)}；"
            "之后若有修法，请以新公布的为准。印刷前请再核对一遍。"
        ),
    )


def command(kit: Kit, materials: Sequence[str]) -> str:
    """What to paste to add the first two of these materials to the kit's folder; empty when there are none."""
    some = ",".join(materials[:2])
    return f"xuanchuan kit {kit.occasion.name} --year {kit.occasion.year} --only {some}" if some else ""


def _todo(pieces: Sequence[Piece]) -> Iterator[Row]:
    """What stands yellow in each material, with its place on the page."""
    for row, piece in enumerate(pieces, 1):
        hints = dict.fromkeys(slot.hint for slot in slots(piece.document))
        if hints:
            yield Row(material=piece.name, hint="、".join(hints), href=f"#m{row}", what=str(piece.slots))


def _steps(kit: Kit, pieces: Sequence[Piece]) -> Iterator[Row]:
    """What to paste next, in the order an officer comes to it."""
    names = [link.name for piece in pieces for link in piece.files]
    year, day = kit.occasion.year, kit.occasion.name
    if draft := next((name for name in names if name.endswith(".docx")), ""):
        yield Row(what="改过、填好以后，查一遍法条和电话", hint=f'xuanchuan check "{folder_name(kit)}/{draft}"')
    if not any(name.endswith(".pdf") for name in names):
        yield Row(what="要送去印，做成 PDF", hint=f"xuanchuan kit {day} --year {year} --to pdf")
    yield Row(
        what="各村各站要印自己的地址电话", hint=f"xuanchuan batch 宣传单 --roster 名单.xlsx --day {day} --out 各村"
    )
    held = kit.occasion.start or f"{year}-{kit.stamp.today:%m-%d}"
    yield Row(what="办完了，登记下来", hint=f'xuanchuan log add "{held} 广场宣传，横幅2 资料500 咨询31"')


def _medium(row: Media, kit: Kit, made: set[str], templates: Sequence[Template]) -> Medium:
    """A line of the media matrix: what is made for the medium, else what could be, else nothing."""
    if row.material in made:
        return Medium(row.medium, row.what, row.material)
    could = any(one.name == row.material and not lacking(one, kit) for one in templates)
    return Medium(row.medium, row.what, "", row.material if could else "")


def _offered(template: Template, kit: Kit, made: set[str]) -> bool:
    return template.name not in made and not template.facts.anytime and not lacking(template, kit)


def _more(template: Template) -> Row:
    return Row(material=template.name, what=template.facts.purpose)


def when(kit: Kit) -> str:
    """The occasion's days in words; 待定 where no notice has been seen."""
    start, end = kit.occasion.start, kit.occasion.end
    if start is None or end is None:
        return "日期待定，以当年通知为准"
    return span(start, end) + ("" if kit.occasion.confirmed else "（待定，以当年通知为准）")


def countdown(kit: Kit) -> str:
    """离活动日还有 2 天."""
    if kit.occasion.start is None:
        return ""
    days = (kit.occasion.start - kit.stamp.today).days
    if days > 0:
        return f"离活动日还有 {days} 天（今天是{long_day(kit.stamp.today)}）"
    return "今天就是活动日" if days == 0 else f"活动日已经过去 {-days} 天"


def _task(kit: Kit) -> list[Row]:
    return [
        Row(
            day=short_day(task.day) + ("" if task.confirmed else "（待定）"),
            what=task.what,
            owner=task.owner,
            material=task.material,
        )
        for task in kit.timeline.tasks
    ]

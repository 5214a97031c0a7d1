"""Kit + template -> Document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from xuanchuan.materials import planning, wording
from xuanchuan.materials.filling import fill
from xuanchuan.materials.markdown import MarkdownError, plain, read_blocks
from xuanchuan.materials.quizzes import letters, paper
from xuanchuan.materials.templates import Template, lacking
from xuanchuan.model.document import Block, Callout, Document, Paragraph, Quote, Slot, Text, slots
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit
from xuanchuan.model.law import ArticleRef, Excerpt
from xuanchuan.model.unit import Hotline

# The few numbers a card has room for, danger first.
CARD_NUMBERS = ("110", "12338", "12348")

FILTERS: Mapping[str, Callable[..., Any]] = {
    "long_day": wording.long_day,
    "full_day": wording.full_day,
    "short_day": wording.short_day,
    "brief_day": wording.brief_day,
    "month": wording.month,
    "numbered": wording.numbered,
    "spoken": wording.spoken,
    "count": wording.count,
    "sms_units": wording.sms_units,
    "sms_parts": wording.sms_parts,
    "reading_time": wording.reading_time,
    "letters": letters,
    "banner_length": wording.banner_length,
}


def compose(template: Template, kit: Kit) -> Document:
    """The material a template makes of a kit; a kit always gives the same document.

    XuanchuanError names template and line when the template is wrong, what the campaign does not say that the
    material needs, or the article the corpus lacks.
    """
    _refuse_lacking(template, kit)
    document = assemble(template, _Context(kit).names())
    return mark_as_draft(replace(document, footer=_footer(kit), accent=kit.campaign.accent))


def assemble(template: Template, names: Mapping[str, Any]) -> Document:
    """The document a template makes of the values it may name; XuanchuanError names template and line of a mistake."""
    title, blocks = filled_blocks(template, names)
    subtitle, blocks = _subtitle(blocks)
    return Document(
        title=title or template.name,
        subtitle=subtitle,
        layout=template.facts.layout,
        blocks=blocks,
        landscape=template.facts.landscape,
    )


def filled_blocks(template: Template, names: Mapping[str, Any]) -> tuple[str, tuple[Block, ...]]:
    """Title and blocks of a template filled with ``names``; XuanchuanError names the line that is wrong."""
    filled = fill(template, names, FILTERS)
    try:
        return read_blocks(filled)
    except MarkdownError as fault:
        raise XuanchuanError(
            f"模板“{template.name}”有一处写法不对",
            where=f"{template.where} 第 {template.first_line + fault.line - 1} 行附近",
            why=fault.why,
            hint="改好这一行，再运行一次",
        ) from fault


def _refuse_lacking(template: Template, kit: Kit) -> None:
    missing = lacking(template, kit)
    if missing:
        raise XuanchuanError(
            f"活动“{kit.campaign.name}”里还没有写“{template.name}”要用的内容",
            where=f"campaigns/{kit.campaign.id}.toml",
            why=f"缺 {'、'.join(missing)}",
            hint="看看还能做哪些：  xuanchuan make --list",
        )


def version_line(excerpt: Excerpt) -> str:
    """Which version the words are from, and how far they have been compared."""
    if excerpt.imported:
        return f"{wording.long_day(excerpt.effective)}起施行的文本，本单位导入，印前请同官方网站核对"
    compared = f"{excerpt.sources} 份公开文本比对一致" if excerpt.sources > 1 else "只见到一份公开文本，印前请再核对"
    return f"{wording.long_day(excerpt.effective)}起施行的文本，{compared}"


def _subtitle(blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """A subtitle right below the title belongs to the document's head."""
    match blocks:
        case (Paragraph(inlines=inlines, role="subtitle"), *rest):
            return plain(inlines), tuple(rest)
        case _:
            return "", blocks


def _footer(kit: Kit) -> str:
    """编印单位, month and corpus date in one line."""
    made = f"{kit.unit.name}编印　{wording.month(kit.stamp.today)}"
    return f"{made}　法条语料截至{wording.long_day(kit.stamp.corpus_date)}"


def mark_as_draft(document: Document) -> Document:
    """Say on page 1 how many yellow slots a person still has to fill."""
    left = len(slots(document))
    if not left:
        return document
    said = Text(f"标黄的【 】共 {left} 处要由本单位填写。全部填好后，请把这一段删去。")
    draft = Callout("draft", f"初稿：还有 {left} 处待填", (Paragraph((said,), "plain"),))
    return replace(document, blocks=(draft, *document.blocks))


class _Context:
    """The names a template may use."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit

    def names(self) -> dict[str, Any]:
        """Values and functions by the name templates call them."""
        kit = self.kit
        return {
            "unit": kit.unit,
            "site": (site := wording.site(kit.unit)),
            "站点": site,
            "campaign": kit.campaign,
            "occasion": kit.occasion,
            "timeline": kit.timeline,
            "stamp": kit.stamp,
            "today": kit.stamp.today,
            "hotlines": self._hotlines(),
            "local_rules": [rule for rule in kit.campaign.local_rules if rule.province == kit.unit.province],
            "when": wording.span(kit.occasion.start, kit.occasion.end)
            if kit.occasion.start and kit.occasion.end
            else "日期待定（以通知为准）",
            "place": kit.place,
            "hours": kit.hours,
            "here": planning.here(kit.unit),
            "lower_units": planning.lower_units(kit.unit),
            "phases": planning.phases(kit),
            "duties": planning.duties(kit),
            "guests": planning.guests(kit),
            "appointments": planning.appointments(kit),
            "short_articles": planning.short_articles(kit),
            "report_day": planning.report_day(kit),
            "named_laws": planning.named_laws(kit.campaign),
            "quote": self.quote,
            "gloss": lambda ref: self._excerpt(ref).note.gloss,
            "audience": kit.campaign.audiences[0] if kit.campaign.audiences and not kit.campaign.key_date else "",
            "cite": self.cite,
            "cites": self.cites,
            "slot": Slot,
            "version": version_line,
            "laws_used": self.laws_used,
            "themes": kit.themes,
            "card_numbers": CARD_NUMBERS,
            "spoken_numbers": [(one, wording.spoken(one.number)) for one in self._hotlines()],
            "quiz": lambda name: paper(kit.campaign.quiz, f"{kit.campaign.id} {kit.occasion.year}", name),
        }

    def quote(self, ref: ArticleRef, gloss: bool = True) -> Quote:
        """The article's words as a block, with their version, our labelled 白话 and, always, what to beware of."""
        excerpt = self._excerpt(ref)
        note = excerpt.note
        return Quote(excerpt.citation, excerpt.lines, version_line(excerpt), note.gloss if gloss else "", note.caution)

    def cite(self, ref: ArticleRef) -> str:
        """《中华人民共和国反家庭暴力法》第二十三条."""
        return self._excerpt(ref).citation

    def cites(self, refs: tuple[ArticleRef, ...]) -> str:
        """Citations of several articles, one law named once: 《…法》第二条、第三条；《…》第一条."""
        labels: dict[str, list[str]] = {}
        for ref in refs:
            excerpt = self._excerpt(ref)
            labels.setdefault(excerpt.citation.removesuffix(excerpt.label), []).append(excerpt.label)
        return "；".join(f"{title}{'、'.join(found)}" for title, found in labels.items())

    def laws_used(self) -> list[Excerpt]:
        """One excerpt for each law the campaign quotes, in order of first use."""
        first: dict[str, Excerpt] = {}
        for ref in self.kit.campaign.excerpts:
            first.setdefault(ref.law, self._excerpt(ref))
        return list(first.values())

    def _excerpt(self, ref: ArticleRef) -> Excerpt:
        try:
            return self.kit.excerpts[ref]
        except KeyError as fault:
            raise XuanchuanError(
                f"材料要引用 {ref}，但这套材料没有备好这一条",
                where=f"活动 {self.kit.campaign.id}",
                hint=f"xuanchuan law show {ref.law} {ref.article}",
            ) from fault

    def _hotlines(self) -> list[Hotline]:
        """The campaign's hotlines in its order."""
        known = {hotline.number: hotline for hotline in self.kit.hotlines}
        return [known[number] for number in self.kit.campaign.hotlines if number in known]

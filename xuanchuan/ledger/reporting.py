"""The ledger's rows become words: the year's summary, one event's brief, the table of figures, the self-assessment.

Every number comes from ``count_year``; every sentence that holds one carries a mark that leads to the rows behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from xuanchuan.ledger.assessment import Phase, Scored
from xuanchuan.ledger.figures import KINDS, figure_words
from xuanchuan.ledger.gaps import Gaps
from xuanchuan.ledger.listing import Listing
from xuanchuan.ledger.registers import Consultations, Training, Volunteers
from xuanchuan.ledger.stations import TownCoverage, together
from xuanchuan.ledger.statistics import Crossing, Tally, Year
from xuanchuan.materials import Template
from xuanchuan.materials.wording import count, full_day, long_day, short_day
from xuanchuan.model.document import Callout, Document, Paragraph, Slot, Text
from xuanchuan.model.ledger import Event, LedgerEntry
from xuanchuan.model.unit import Unit

BRIEF_LEAST, BRIEF_MOST = 200, 800
# A title that ends so already says what was done.
DEEDS = ("活动", "宣传", "讲座", "宣讲", "培训", "座谈会", "讲课", "咨询", "演出", "竞赛")
BAR = "■"
BAR_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a report may say of a year; ``names`` gives the key dates' names by id."""

    unit: Unit
    today: date
    year: Year
    entries: Sequence[LedgerEntry]
    names: Mapping[str, str]
    towns: Sequence[TownCoverage] = ()
    gaps: Gaps | None = None
    phase: tuple[Phase, int] | None = None
    scored: Sequence[Scored] = ()
    trainings: Sequence[Training] = ()
    volunteers: Sequence[Volunteers] = ()
    consultations: Sequence[Consultations] = ()
    crossing: Crossing | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One key date in a report: its name, its tally, and the entries behind it in order of day."""

    name: str
    tally: Tally
    entries: Sequence[LedgerEntry]


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """A note of a report: its number, what it backs, and the numbers of the ledger's entries."""

    number: int
    what: str
    entries: str


class Evidence:
    """Notes gathered while a report is written; ``mark`` gives the sign that goes behind a sentence."""

    def __init__(self) -> None:
        self.notes: list[EvidenceNote] = []

    def mark(self, what: str, entries: Iterable[LedgerEntry]) -> str:
        """〔3〕, after noting which entries back ``what``."""
        self.notes.append(EvidenceNote(len(self.notes) + 1, what, ranges(_numbers(entries))))
        return f"〔{len(self.notes)}〕"


def compose_report(template: Template, facts: Facts) -> Document:
    """A year's report (总结, 统计表, 自评表) as a document; the same ledger and day give the same one."""
    from xuanchuan.materials.compose import assemble, mark_as_draft

    evidence = Evidence()
    names = _shared(facts.unit, facts.today, evidence) | {
        "year": facts.year.first.year,
        "whole": facts.year.whole,
        "entries": facts.entries,
        "sections": sections(facts),
        "by_town": facts.year.by_town,
        "by_month": facts.year.by_month,
        "by_form": facts.year.by_form,
        "laws": [one for one in facts.year.by_law if one.name],
        "media": [one for one in facts.year.by_medium if one.name],
        "towns": facts.towns,
        "built": together(town.built for town in facts.towns),
        "four": together(town.four for town in facts.towns),
        "five": together(town.five for town in facts.towns),
        "reached": together(town.reached for town in facts.towns),
        "gaps": facts.gaps,
        "phase": facts.phase,
        "scored": facts.scored,
        "total_points": sum(one.indicator.points for one in facts.scored),
        "total_score": round(sum(one.score or 0 for one in facts.scored), 1),
        "trainings": facts.trainings,
        "volunteers": facts.volunteers,
        "consultations": facts.consultations,
    }
    return mark_as_draft(assemble(template, names))


def compose_brief(template: Template, entry: LedgerEntry, facts: Facts, issue: int = 0) -> Document:
    """One event's 简报, the ``issue``-th if known; it says how many characters are still wanting for one."""
    from xuanchuan.materials.compose import assemble, mark_as_draft

    names = _shared(facts.unit, facts.today, Evidence()) | {
        "entry": entry,
        "event": entry.event,
        "tally": facts.year.whole,
        "occasion": facts.names.get(entry.event.campaign, ""),
        "issue": issue,
        "when": _when(entry.event),
        "what": entry.event.title + ("" if entry.event.title.endswith(DEEDS) else "活动"),
    }
    document = mark_as_draft(assemble(template, names))
    return _with_length(document)


def backing(entry: LedgerEntry, facts: Facts) -> list[tuple[str, str]]:
    """What each part of a 简报 is told from: the ledger's field and what it says there, in the order of the text."""
    event = entry.event
    rows = (
        ("日期", _when(event)),
        ("联合单位", "、".join(event.partners)),
        ("地点", event.where),
        ("节点", facts.names.get(event.campaign, "")),
        ("名称", event.title),
        ("法律", "、".join(f"《{law}》" for law in event.laws)),
        ("形式", event.form),
        ("媒体", "、".join(event.media)),
        ("数字", tally_words(facts.year.whole)),
        ("登记时的话", event.said),
    )
    return [(name, text) for name, text in rows if text]


def _when(event: Event) -> str:
    return full_day(event.day) + (f"至{event.last.month}月{event.last.day}日" if event.last else "")


def sections(facts: Facts) -> list[Section]:
    """A section for each key date that had events, in the order of the year; events of no key date come last."""
    tallies = sorted(facts.year.by_campaign, key=lambda one: (not one.name, one.first))
    return [
        Section(
            facts.names.get(one.name, one.name) or "其他普法活动",
            one,
            _of(facts.entries, one.name),
        )
        for one in tallies
    ]


def _of(entries: Sequence[LedgerEntry], campaign: str) -> Sequence[LedgerEntry]:
    if isinstance(entries, Listing):
        return entries.of(campaign)
    return tuple(entry for entry in entries if entry.event.campaign == campaign)


def _numbers(entries: Iterable[LedgerEntry]) -> Iterator[int]:
    return entries.numbers() if isinstance(entries, Listing) else (entry.number for entry in entries)


def ranges(numbers: Iterable[int]) -> str:
    """1、3—6、9号: the numbers of entries in as few words as they take; 无 for none."""
    ordered = sorted(set(numbers))
    if not ordered:
        return "无"
    parts, start, last = [], ordered[0], ordered[0]
    for number in [*ordered[1:], None]:
        if number is not None and number == last + 1:
            last = number
            continue
        parts.append(str(start) if start == last else f"{start}—{last}" if last > start + 1 else f"{start}、{last}")
        if number is not None:
            start = last = number
    return "、".join(parts) + "号"


def tally_words(tally: Tally) -> str:
    """横幅2条、资料1200份（其中估200份）; empty where there is no figure."""
    return "、".join(_total_words(tally, kind.name, kind.measure) for kind in KINDS if kind.name in tally.totals)


def _total_words(tally: Tally, name: str, measure: str) -> str:
    total = tally.total(name)
    if not total.estimated:
        return f"{name}{total.value}{measure}"
    if total.estimated == total.value:
        return f"{name}{total.value}{measure}（估）"
    return f"{name}{total.value}{measure}（其中估{total.estimated}{measure}）"


def bar(value: int, most: int, length: int = BAR_LENGTH) -> str:
    """A bar of ■ in proportion to the greatest value; something where there is something."""
    return BAR * max(round(length * value / most) if most else 0, 1 if value else 0)


def event_words(entry: LedgerEntry) -> str:
    """12月4日，广场宣传（城关镇 人民广场），联合司法局、人民法院：横幅2条、资料500份."""
    event = entry.event
    where = f"（{event.where}）" if event.where else ""
    joined = f"，联合{'、'.join(event.partners)}" if event.partners else ""
    figures = figure_words(event.figures)
    return f"{event.day.month}月{event.day.day}日，{event.title}{where}{joined}" + (f"：{figures}" if figures else "")


def _shared(unit: Unit, today: date, evidence: Evidence) -> dict[str, Any]:
    return {
        "unit": unit,
        "today": today,
        "kinds": KINDS,
        "slot": Slot,
        "source": evidence.mark,
        "notes": lambda: evidence.notes,
        "tally_words": tally_words,
        "figure_words": figure_words,
        "event_words": event_words,
        "bar": bar,
        "long": long_day,
        "short": short_day,
    }


def _with_length(document: Document) -> Document:
    """Say how long a brief is where it is too short or too long to be one."""
    length = sum(count(_words(block)) for block in document.blocks)
    if BRIEF_LEAST <= length <= BRIEF_MOST:
        return document
    word = "少于" if length < BRIEF_LEAST else "多于"
    said = f"现有 {length} 字，{word}简报通常的 {BRIEF_LEAST}—{BRIEF_MOST} 字。"
    note = Callout("draft", "字数", (Paragraph((Text(said),), "plain"),))
    return replace(document, blocks=(note, *document.blocks))


def _words(block: Any) -> str:
    """The words of a block that count: paragraphs and headings, not tables and boxes."""
    return "".join(one.text for one in getattr(block, "inlines", ()) if isinstance(one, Text))

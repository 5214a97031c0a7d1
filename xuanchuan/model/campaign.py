"""A campaign: what is said about one key date, as one TOML file in ``campaigns/`` says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xuanchuan.model.law import ArticleRef
from xuanchuan.model.occasion import Step


@dataclass(frozen=True, slots=True)
class Slogan:
    """One banner line, 10 to 20 characters; ``use``: 横幅, 标语, LED."""

    text: str
    use: str = "横幅"


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity with who leads it and who helps; ``day`` is a day offset from the occasion's start."""

    title: str
    what: str
    owner: str
    partners: tuple[str, ...] = ()
    where: str = ""
    audience: str = ""
    materials: tuple[str, ...] = ()
    day: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """One thing the reader of a flyer should know, in plain words, tied to an article."""

    text: str
    ref: ArticleRef


@dataclass(frozen=True, slots=True)
class HelpStep:
    """One of the steps 安全 - 报警 - 留证 - 求助 (or the campaign's own): a short title and one sentence."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """Question, answer, the articles it rests on, and what to do."""

    question: str
    answer: str
    refs: tuple[ArticleRef, ...]
    action: str = ""


@dataclass(frozen=True, slots=True)
class QuizItem:
    """A quiz question: options in file order, ``answers`` as indexes into them, tied to one article."""

    kind: Literal["单选", "多选", "判断"]
    question: str
    options: tuple[str, ...]
    answers: tuple[int, ...]
    ref: ArticleRef
    explain: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """An invented case; printed with the mark 情节虚构，人物化名."""

    title: str
    text: str
    lesson: str = ""
    refs: tuple[ArticleRef, ...] = ()


@dataclass(frozen=True, slots=True)
class ShortCopy:
    """A short message: ``use`` is 短信, 微信群 or 朋友圈; ``text`` without the 【签名】."""

    use: str
    text: str


@dataclass(frozen=True, slots=True)
class BudgetItem:
    """One line of goods: name, specification, how many, unit, what for. Prices are the officer's."""

    name: str
    spec: str
    quantity: int
    unit: str
    use: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """How one medium carries the campaign; ``material`` names what the kit makes for it ('' if nothing)."""

    medium: str
    what: str
    material: str = ""


@dataclass(frozen=True, slots=True)
class LocalRule:
    """A provincial rule to import before it may be quoted: its name, province and what it is for."""

    province: str
    name: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """All that a campaign says. Short fields are plain text, never Markdown.

    ``aims`` are the sentences of 目的; ``points`` 3-5 for the flyer; ``excerpts`` the articles quoted in
    the handout in order; ``broadcast`` the paragraphs of the three-minute loudspeaker script, as spoken, and
    ``broadcast_short`` of the one-minute script;
    ``safety`` lines always printed before anything else that advises; ``themes`` the seed's named
    projects (平安家庭 六防六无, 不让毒品进我家 …) that belong to this date; ``accent`` the colour of its printed
    matter, six hex digits dark enough for white type.
    """

    id: str
    key_date: str
    name: str
    theme: str
    aims: tuple[str, ...]
    basis: tuple[str, ...]
    audiences: tuple[str, ...]
    slogans: tuple[Slogan, ...]
    activities: tuple[Activity, ...]
    points: tuple[Point, ...]
    help_steps: tuple[HelpStep, ...]
    excerpts: tuple[ArticleRef, ...]
    questions: tuple[Question, ...]
    broadcast: tuple[str, ...]
    copy: tuple[ShortCopy, ...]
    quiz: tuple[QuizItem, ...]
    hotlines: tuple[str, ...]
    steps: tuple[Step, ...]
    cases: tuple[Case, ...] = ()
    safety: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    budget: tuple[BudgetItem, ...] = ()
    media: tuple[Media, ...] = ()
    local_rules: tuple[LocalRule, ...] = ()
    requirements: tuple[str, ...] = ()
    origin: str = ""
    broadcast_short: tuple[str, ...] = ()
    accent: str = ""

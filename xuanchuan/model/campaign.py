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
class Shot:
    """One row of a script: what is seen, what is said as spoken, the caption, how long (0: as the words take)."""

    picture: str
    voice: str
    caption: str = ""
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot for radio or television of 15, 30 or 60 seconds: about 55, 110 or 220 characters to say."""

    seconds: int
    shots: tuple[Shot, ...]


@dataclass(frozen=True, slots=True)
class Video:
    """A short upright video of 30 to 90 seconds; what happens in it is invented and marked so."""

    title: str
    shots: tuple[Shot, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an online article: a heading, a paragraph, the article of law shown after it as a card (or none)."""

    heading: str
    text: str
    ref: ArticleRef | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """An article for an official account: title up to 64 characters (aim at 14-22), digest up to 120."""

    title: str
    digest: str
    lead: str
    sections: tuple[Section, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class News:
    """A newspaper piece: its title, and paragraphs about the law that are true before anything has been held."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A public proposal: whom it addresses, why, the items, the call at the end."""

    readers: str
    opening: str
    items: tuple[str, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class Pledge:
    """A pledge: who makes it (家庭, 用人单位 …) and what is promised, each item from 我 or 我们 down."""

    by: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hosting:
    """What the host of the gathering says at its opening and closing, in sentences short enough to be spoken."""

    opening: tuple[str, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A card for the purse: an outside that gives nothing away, an inside with up to three steps."""

    title: str
    outside: tuple[str, ...]
    inside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster: a headline up to 12 characters and one message."""

    headline: str
    message: str


@dataclass(frozen=True, slots=True)
class SurveyItem:
    """A statement the questionnaire asks to judge: whether it is true, and the article that says so."""

    text: str
    right: bool
    ref: ArticleRef


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
    the handout in order; ``broadcast`` the paragraphs of the three-minute loudspeaker script, as spoken,
    ``broadcast_short`` and ``broadcast_long`` those of the one- and five-minute scripts;
    ``safety`` lines always printed before anything else that advises; ``themes`` the seed's named
    projects (平安家庭 六防六无, 不让毒品进我家 …) that belong to this date; ``accent`` the colour of its printed
    matter, six hex digits dark enough for white type. What comes after it is optional: a campaign without it
    does not offer the material made from it.
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
    broadcast_long: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    video: Video | None = None
    post: Post | None = None
    news: News | None = None
    proposal: Proposal | None = None
    pledge: Pledge | None = None
    hosting: Hosting | None = None
    card: Card | None = None
    poster: Poster | None = None
    survey: tuple[SurveyItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What a handout on a topic teaches: other names for it, the articles in the order they are taught, what to do."""

    name: str
    refs: tuple[ArticleRef, ...]
    also: tuple[str, ...] = ()
    intro: str = ""
    todo: tuple[str, ...] = ()
    hotlines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicBook:
    """The topics prepared, and the safety lines that come first wherever one of ``safety_laws`` is quoted."""

    topics: tuple[Topic, ...]
    safety_laws: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()

    def find(self, words: str) -> Topic | None:
        """The topic of that name, whichever of its names was used."""
        return next((one for one in self.topics if words in (one.name, *one.also)), None)


@dataclass(frozen=True, slots=True)
class SafetyTheme:
    """One of 六防六无: its group and name, a slogan, a plain line, what a family checks, whom to call, the article."""

    group: Literal["六防", "六无"]
    name: str
    slogan: str
    line: str
    checks: tuple[str, ...]
    hotline: str
    ref: ArticleRef | None = None

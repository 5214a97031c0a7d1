"""Judging one citation on a day: is there such a law, is it in force, is there such an article, 款, 项."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xuanchuan.check.articles import Cited
from xuanchuan.check.names import Named
from xuanchuan.check.texts import Texts
from xuanchuan.corpus.loading import Answer
from xuanchuan.model.finding import Severity
from xuanchuan.model.law import NESTED, ArticleNumber, ArticleRef, KnownLaw, Law, Repeal, Version, chinese_number


@dataclass(frozen=True, slots=True)
class Judgment:
    """What is to be said of a citation apart from its words; ``suggest`` is what to write instead.

    ``name``, ``article`` and ``words`` are set only where one exact correction of the name, the article's number or the
    words quoted is right.
    """

    law: str
    verdict: str
    severity: Severity
    message: str
    evidence: str
    suggest: str = ""
    name: str = ""
    article: str = ""
    words: str = ""


def judge(texts: Texts, named: Named, cited: Cited | None) -> Judgment:
    """Judge a law named alone, or one article of it, by the order of the contract: name, force, article, 款, 项."""
    if named.kind == "unknown_rule":
        return Judgment(
            named.written, "unverifiable", "look", "没法核对：不认识这份文件",
            "登记的名称里没有它，可能是地方规定或内部文件；语料没有收，不等于没有。请自己核对原文。",
        )  # fmt: skip
    if named.kind == "unknown_law":
        return Judgment(
            named.written, "no_such_law", "must", f"没有《{named.written}》这部法",
            f"登记的国家法律和已经废止的法律里都没有这个名称，也没有相近的。语料截至 {texts.corpus.date}。",
        )  # fmt: skip
    answer = texts.answer(named.asked)
    if answer is None:
        return Judgment(named.written, "unverifiable", "look", "没法核对：语料没有收", "语料没有收这部法。")
    if named.kind == "misnamed":
        right = f"《{answer.title.translate(NESTED)}》"
        return Judgment(
            answer.title, "name_outdated", "must", f"法名不对：没有“{named.written}”，应当是{right}",
            f"登记的名称里没有“{named.written}”，最接近的是{right}。", right + _label(cited), name=answer.title,
        )  # fmt: skip
    if answer.status == "repealed" and answer.repeal:
        return _repealed(texts, answer, answer.repeal, cited)
    if answer.law is not None:
        return _ours(texts, answer, answer.law, cited)
    return _by_name(texts, answer, cited)


def _label(cited: Cited | None) -> str:
    """第二十三条第二款第三项."""
    if cited is None:
        return ""
    label = ArticleNumber(cited.article, cited.suffix).label
    if cited.last:
        label += f"至{ArticleNumber(cited.last).label}"
    if cited.paragraph:
        label += f"第{chinese_number(cited.paragraph)}款"
    if cited.item:
        label += f"第{chinese_number(cited.item)}项"
    return label


def label_of(cited: Cited) -> str:
    """The article, 款 and 项 cited, in the official spelling."""
    return _label(cited)


def _repealed(texts: Texts, answer: Answer, repeal: Repeal, cited: Cited | None) -> Judgment:
    evidence = f"{repeal.ended} 起不再有效，现在看{repeal.replaced_by or '别的法律'}。"
    evidence += f"依据：{repeal.basis}。" if repeal.basis else ""
    evidence += f"{repeal.note}。" if repeal.note else ""
    suggest = f"《{_title(texts, repeal.successor)}》" if repeal.successor else ""
    if cited is not None:
        now = texts.corpus.now(ArticleRef(repeal.name, ArticleNumber(cited.article, cited.suffix)), texts.on)
        if now:
            suggest = f"《{_title(texts, now[0].law)}》" + "、".join(one.article.label for one in now)
            evidence += "对应条文的内容有修改，请对照现在的原文改写。"
    return Judgment(
        answer.title, "repealed", "must", f"《{answer.title.translate(NESTED)}》已经废止", evidence, suggest
    )


def _title(texts: Texts, name: str) -> str:
    answer = texts.answer(name)
    return (answer.title if answer else name).translate(NESTED)


def _ours(texts: Texts, answer: Answer, law: Law, cited: Cited | None) -> Judgment:
    version = answer.version
    if answer.status == "not_yet_in_force":
        when = version.effective if version else law.first_effective
        return _not_yet(law.title, when)
    if answer.status != "in_force" or version is None:
        began = law.first_effective
        return Judgment(
            law.title, "ok" if cited is None else "unverifiable", "ok" if cited is None else "look",
            "名称对，那一天的文本没有收" if cited is None else f"没法核对：语料没有收 {texts.on} 那一天有效的文本",
            f"{began or '此前'} 起施行；语料没有收 {texts.on} 那一天有效的文本。",
        )  # fmt: skip
    source = f"{version.effective} 起施行的文本，{version.source}；语料截至 {texts.corpus.date}。"
    if cited is None:
        return Judgment(law.title, "ok", "ok", "名称对，现行有效", source)
    return _article(texts, law, version, cited, source)


def _not_yet(title: str, when: date | None) -> Judgment:
    return Judgment(
        title, "not_yet_in_force", "must", f"《{title.translate(NESTED)}》还没有施行", f"{when} 起才施行。"
    )  # fmt: skip


def _article(texts: Texts, law: Law, version: Version, cited: Cited, source: str) -> Judgment:
    number = ArticleNumber(cited.article, cited.suffix)
    words, figures = texts.words(law.short, number), texts.figures(law.short, number)
    count = version.article_count
    exists = words is not None or figures is not None or _listed(texts, law, version, number)
    missing = number.number > count > 0 or cited.last > count > 0 or (version.complete and not exists)
    if missing or (number.suffix and not exists and figures_known(texts, law)):
        label = _label(Cited(0, 0, cited.article, cited.suffix, cited.last))
        return Judgment(
            law.title, "no_such_article", "must", f"《{law.title.translate(NESTED)}》没有{label}",
            f"{version.effective} 起施行的文本共 {count} 条。{source}",
        )  # fmt: skip
    if not (cited.paragraph or cited.item):
        return Judgment(law.title, "ok", "ok", "名称和条号对，现行有效", source)
    shape = words.items if words else figures.items if figures else None
    if shape is None:
        return Judgment(
            law.title, "unverifiable", "look", "没法核对：语料没有收这一条，不知道有几款几项",
            f"名称和条号对；{source}",
        )  # fmt: skip
    lacking = _lacking(shape, cited)
    if lacking:
        return Judgment(
            law.title, "no_such_article", "must", f"{number.label}{lacking}", source, _only(law, cited, shape)
        )
    return Judgment(law.title, "ok", "ok", "名称、条号和款项对，现行有效", source)


def figures_known(texts: Texts, law: Law) -> bool:
    """Whether the shape of the law's every article is known."""
    return bool(texts.corpus.fingerprints.get((law.short, law.versions[-1].effective)))


def _listed(texts: Texts, law: Law, version: Version, number: ArticleNumber) -> bool:
    return number in texts.corpus.fingerprints.get((law.short, version.effective), {})


def _lacking(shape: Sequence[int], cited: Cited) -> str:
    """What the article lacks, in words; empty when the 款 and 项 cited are there."""
    if cited.paragraph > len(shape):
        return f"只有{chinese_number(len(shape))}款，没有第{chinese_number(cited.paragraph)}款"
    if not cited.item:
        return ""
    have = shape[cited.paragraph - 1] if cited.paragraph else max(shape)
    if cited.item <= have:
        return ""
    part = f"第{chinese_number(cited.paragraph)}款" if cited.paragraph else ""
    return f"{part}只有{chinese_number(have)}项，没有第{chinese_number(cited.item)}项" if have else f"{part}不分项"


def _only(law: Law, cited: Cited, shape: Sequence[int]) -> str:
    """What to write instead where the article has a single 款: the article without it."""
    if len(shape) == 1 and not cited.item:
        return f"《{law.title.translate(NESTED)}》{ArticleNumber(cited.article, cited.suffix).label}"
    return ""


def _by_name(texts: Texts, answer: Answer, cited: Cited | None) -> Judgment:
    """A law known by name only, or one that has ended since and still held on the day."""
    known, repeal = answer.known, answer.repeal
    if known is not None and known.province:
        return Judgment(
            answer.title, "unverifiable", "look", "没法核对：地方规定，语料没有收原文",
            f"登记过这个名称（{known.province}）；请从国家法律法规数据库下载原文，用 xuanchuan law import 导入后再查。",
        )  # fmt: skip
    coming = next((one for one in texts.corpus.coming if one.title == answer.title and one.what == "新法"), None)
    if coming and texts.on < coming.effective:
        return _not_yet(answer.title, coming.effective)
    if repeal and repeal.began and texts.on < repeal.began:
        return _not_yet(answer.title, repeal.began)
    return _counted(texts, answer, known, repeal, cited)


def _counted(
    texts: Texts, answer: Answer, known: KnownLaw | None, repeal: Repeal | None, cited: Cited | None
) -> Judgment:
    count = known.article_count if known else repeal.article_count if repeal else 0
    seen = f"见到的版本是 {known.seen} 公布的，" if known and known.seen else ""
    if repeal:
        seen = f"{repeal.ended} 才废止，{texts.on} 还有效；"
    unread = f"{seen}共 {count} 条；只核对了名称和条号，字句没有核对。" if count else f"{seen}语料没有收原文。"
    if cited is None:
        return Judgment(answer.title, "ok", "ok", "名称对（语料没有收原文）", f"{seen}只核对了名称。")
    beyond = max(cited.article, cited.last) > count > 0
    if beyond:
        label = _label(Cited(0, 0, cited.article, cited.suffix, cited.last))
        return Judgment(
            answer.title, "no_such_article", "must", f"《{answer.title.translate(NESTED)}》没有{label}",
            f"{seen}共 {count} 条。",
        )  # fmt: skip
    if not count or cited.paragraph or cited.item:
        what = "款项" if count else "条号"
        return Judgment(answer.title, "unverifiable", "look", f"没法核对：语料没有收原文，{what}没有核对", unread)
    return Judgment(answer.title, "ok", "ok", "名称和条号对，字句没有核对", unread)

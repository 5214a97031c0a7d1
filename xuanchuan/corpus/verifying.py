"""Is there such a law, is it in force, is there such an article: one citation judged on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from xuanchuan.corpus.loading import Answer, Corpus, find_article
from xuanchuan.corpus.names import bare_name, meant
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import ArticleNumber, ArticleRef, Law, Version

Verdict = Literal[
    "ok", "name_outdated", "no_such_law", "repealed", "not_yet_in_force", "no_such_article", "unverifiable"
]


@dataclass(frozen=True, slots=True)
class Verified:
    """A citation's verdict, in the order of the contract: name, force, article; with evidence and what to write."""

    title: str
    verdict: Verdict
    evidence: str
    text: str = ""
    suggest: str = ""


def verify(corpus: Corpus, name: str, number: ArticleNumber, on: date) -> Verified:
    """Judge 《name》第 number 条 as of a day. Never says that what we do not have does not exist."""
    try:
        answer = corpus.ask(name, on)
    except XuanchuanError:
        return _unknown(corpus, name, number)
    if answer.repeal is not None and answer.status == "repealed":
        return _repealed(corpus, answer, number, on)
    if answer.law is None:
        return _by_register(answer, number)
    if answer.status == "not_yet_in_force" and answer.version:
        return Verified(answer.law.title, "not_yet_in_force", f"{answer.version.effective} 起才施行。")
    if answer.status == "not_bundled" or answer.version is None:
        return Verified(answer.law.title, "unverifiable", f"语料没有收 {on} 那一天有效的文本，请查国家法律法规数据库。")
    return _article(corpus, answer.law, answer.version, number)


def _article(corpus: Corpus, law: Law, version: Version, number: ArticleNumber) -> Verified:
    article = find_article(version, number)
    from_text = f"{version.effective} 起施行的文本，{version.source}，语料截至 {corpus.date}。"
    if article is not None:
        return Verified(law.title, "ok", from_text, article.text)
    beyond = number.number > version.article_count > 0
    if version.complete or beyond:
        return Verified(
            law.title, "no_such_article", f"{version.effective} 起施行的文本共 {version.article_count} 条。"
        )
    return Verified(
        law.title,
        "ok" if not number.suffix else "unverifiable",
        f"名称对，条号在 {version.article_count} 条之内；语料没有收这一条，字句没法核对。",
    )


def _by_register(answer: Answer, number: ArticleNumber) -> Verified:
    known, repeal = answer.known, answer.repeal
    count = known.article_count if known else repeal.article_count if repeal else 0
    if known is None or known.province:
        return Verified(answer.title, "unverifiable", "只知道有这部法，语料没有收原文，字句没法核对。")
    if count and number.number > count:
        return Verified(answer.title, "no_such_article", f"见到的版本共 {count} 条。")
    seen = f"见到的版本是 {known.seen} 的，" if known.seen else ""
    if not count:
        return Verified(answer.title, "unverifiable", f"{seen}不知道共多少条，语料没有收原文，没法核对。")
    return Verified(answer.title, "ok", f"{seen}共 {count} 条；只核对了名称和条号，字句没有核对。")


def _repealed(corpus: Corpus, answer: Answer, number: ArticleNumber, on: date) -> Verified:
    repeal = answer.repeal
    assert repeal is not None
    now = corpus.now(ArticleRef(repeal.name, number), on)
    evidence = f"{repeal.ended} 起不再有效，现在看{repeal.replaced_by or '别的法律'}。"
    if repeal.basis:
        evidence += f"依据：{repeal.basis}。"
    suggest, text = "", ""
    if now:
        excerpt = corpus.excerpt(now[0], on)
        suggest, text = excerpt.citation, "\n".join(excerpt.lines)
        evidence += f"内容现在看{'、'.join(f'{ref.law}{ref.article.label}' for ref in now)}，字句可能不同。"
    return Verified(answer.title, "repealed", evidence, text, suggest)


def _unknown(corpus: Corpus, name: str, number: ArticleNumber) -> Verified:
    """A name nobody listed: a slip of a known one, no such national law, or something we cannot judge."""
    short = corpus.misnamed.get(bare_name(name)) or meant(name, [bare_name(one) for one in corpus.shorts])
    law = corpus.law(short) if short else None
    if law is not None:
        return Verified(
            law.title,
            "name_outdated",
            f"没有叫这个名称的法，说的应当是《{law.title}》。",
            "",
            f"《{law.title}》{number.label}",
        )
    if bare_name(name).endswith("法"):
        return Verified(name, "no_such_law", "登记过的法律和已经废止的法律里都没有这个名称，也没有相近的。")
    return Verified(name, "unverifiable", "不认识这份文件，可能是地方规定或内部文件，请自己核对。")

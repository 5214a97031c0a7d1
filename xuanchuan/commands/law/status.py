"""``law status``: how fresh the corpus is, what is coming, what the unit should import."""

from __future__ import annotations

from datetime import date

import click

from xuanchuan.commands.law.asking import open_corpus
from xuanchuan.commands.words import FORMAT
from xuanchuan.desk import Desk
from xuanchuan.model.law import Law


@click.command(epilog="例如：xuanchuan law status    xuanchuan law status --days 180")
@click.option("--days", type=click.IntRange(1, 36500), default=60, show_default=True, help="多少天没更新就提醒。")
@FORMAT
@click.pass_obj
def command(desk: Desk, days: int, form: str) -> None:
    """语料新不新：截至哪天、哪些还没人工核对、明年有哪些新法、本省该导入什么。也可以打：xuanchuan 法条 状态"""
    corpus = open_corpus(desk)
    laws = corpus.laws()
    unchecked = [law.short for law in laws if not _checked_within(law, desk.today, days)]
    coming = [one for one in corpus.coming if one.effective > desk.today]
    province = desk.unit.province
    wanted = [one for one in corpus.local_rules if one.province == province and corpus.law(one.name) is None]
    age = (desk.today - corpus.date).days
    if form == "json":
        desk.json(
            {
                "corpus_date": str(corpus.date),
                "age_days": age,
                "laws": len(laws),
                "articles": sum(len(law.versions[-1].articles) for law in laws),
                "unchecked": unchecked,
                "coming": [{"law": one.title, "effective": str(one.effective), "what": one.what} for one in coming],
                "to_import": [{"province": one.province, "law": one.name, "note": one.note} for one in wanted],
            }
        )
        return
    articles = sum(len(law.versions[-1].articles) for law in laws)
    old = "，该更新了" if age > days else ""
    desk.show(f"语料截至 {corpus.date}，已经 {age} 天{old}；收 {len(laws)} 部法、{articles} 条。")
    desk.show(f"{days} 天内由人同官方网站核对过的：{len(laws) - len(unchecked)} 部；没有的：{len(unchecked)} 部。")
    if coming:
        desk.show("已公布、还没有施行的：")
        for row in coming:
            desk.show(f"  {row.effective} 起　{row.title}（{row.what}）")
    if wanted:
        desk.show(f"{province}的规定，语料不带，请从国家法律法规数据库下载后导入：")
        for one in wanted:
            desk.show(f"  {one.name}" + (f"（{one.note}）" if one.note else ""))
    elif not province:
        desk.say("填好省份（xuanchuan init），会列出本省该导入的规定。")


def _checked_within(law: Law, today: date, days: int) -> bool:
    checked = law.versions[-1].checked
    return checked is not None and (today - checked).days <= days

"""``log reprint``: a corrected run was printed in place of one that recall names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from xuanchuan.commands.keeping import readable, root_of, writable
from xuanchuan.commands.words import wrapped
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

if TYPE_CHECKING:
    from xuanchuan.ledger.recalling import Recall


@click.command(
    epilog='例如：xuanchuan log reprint "2026-11-25 国际消除家庭暴力日" --copies 3000    '
    'xuanchuan log reprint "2026-11-25 国际消除家庭暴力日" --sent 各乡镇'
)
@click.argument("folder", metavar="文件夹")
@click.option("--sent", default="", metavar="去向", help="新印的发到哪里去了。")
@click.option("--copies", type=click.IntRange(0), default=0, metavar="份数", help="新印了多少份。")
@click.pass_obj
def command(desk: Desk, folder: str, sent: str, copies: int) -> None:
    """召回点到名的材料改好重印了，登记这一批，以后召回不再提旧的。也可以打：xuanchuan 登记 重印"""
    from xuanchuan.ledger.recalling import keep_reprint

    one = _recalled(desk, folder.strip("/\\"))
    with writable(desk) as ledger:
        keep_reprint(ledger, one, desk.today, sent, copies)
    desk.show(
        f"登记了重印：{one.made.folder}" + (f"　{copies} 份" if copies else "") + (f"　发到：{sent}" if sent else "")
    )
    for article in one.articles:
        for line in wrapped(f"不再召回：{article.words}", desk.width, "  "):
            desk.show(line)
    desk.say("这几条以后又改了，召回还会提。旧的那一批要是还在外面，请收回。")
    desk.say("下一步：付印的稿子再查一遍：  xuanchuan check 改好的稿子.docx    看还有没有别的：  xuanchuan recall")


def _recalled(desk: Desk, folder: str) -> Recall:
    """The recall of that folder; XuanchuanError where it has none, with the names there are."""
    from xuanchuan.corpus import load_corpus
    from xuanchuan.ledger.outputs import all_made
    from xuanchuan.ledger.recalling import recalls, settled

    with readable(desk) as ledger:
        made = all_made(ledger, root_of(desk))
        done = settled(ledger) if ledger else frozenset()
    found = recalls(made, load_corpus(desk.own("laws")), desk.today, done)
    wanted = next((one for one in found if folder in (one.made.folder, one.made.folder.rpartition("/")[2])), None)
    if wanted is None:
        names = "、".join(one.made.folder for one in found)
        raise XuanchuanError(
            f"“{folder}”里没有要换的法条，不用登记重印" if any(one.folder == folder for one in made)
            else f"没有找到“{folder}”这一套材料",
            where=str(root_of(desk)),
            why=f"召回点到的有：{names}" if names else "召回现在没有点到任何一套",
            hint="xuanchuan recall",
        )  # fmt: skip
    return wanted

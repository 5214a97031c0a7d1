"""What a batch says of its roster before anything is made: what was read, what is held, what will take long."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from xuanchuan.desk import Desk

if TYPE_CHECKING:
    from xuanchuan.commands.batching import Laid
    from xuanchuan.commands.batchjob import Job

SHOWN = 12
UNREAD = ("identity", "serial", "remark")
LONGEST_PATH = 240  # Windows takes 260 with the end of the temporary name, and WPS a little less
QUICK = ("docx", "html", "txt", "pdf", "屏幕版")
MANY, SECONDS = 300, 0.1  # files set page by page that are worth a warning, and about how long each takes


def read_aloud(desk: Desk, laid: Laid, job: Job) -> None:
    """What was read, what each column was taken for, what is held and why."""
    from xuanchuan.batch.rare import told

    roster, found = laid.roster, laid.found
    titles = {one.field: one.title for one in roster.columns}
    reading = roster.rows.reading
    how = f"工作表“{roster.rows.name}”" if reading == "表格" else f"编码 {reading}（已按表头核对）"
    desk.say(f"读入 {Path(job.roster).name}：{found.rows} 行，{how}")
    pairs = [f"{titles[name]}={header.strip()}" for name, header in roster.header.recognised if name not in UNREAD]
    pairs += [f"站点.{one.field}={one.title}" for one in roster.places if one.field not in titles]
    desk.say(f"认出的列：{'  '.join(pairs)}")
    used = {one.title for one in roster.places}
    strange = [name for one in roster.header.strange if (name := one.strip()) not in used]
    more = "……" if len(strange) > 10 else ""
    desk.say(f"不认识的列：{'、'.join(strange[:10])}{more}（没有读，不会印）" if strange else "不认识的列：无")
    if roster.passed:
        rows = [f"第 {row} 行 {words[:12]}{'…' if words[12:] else ''}" for row, words in roster.passed.items()]
        desk.say(f"不是村，没有算：{'；'.join(rows[:5])}{' 等 ' + str(len(rows)) + ' 行' if rows[5:] else ''}")
    if found.identity:
        desk.say(f"注意：“{found.identity}”一列是身份证号，没有读、也不会印；用不着的话，请从名单里删去")
    for one in found.duplicates[:SHOWN]:
        desk.say(f"重复：第 {one.row} 行和第 {one.first} 行都是{one.name}，只做一次")
    if found.rare:
        desk.say("注意：有生僻字，原样保留、照样印，请打开一份看看")
    for line in told(found.rare):
        desk.say(f"  {line}")
    _say_slow(desk, laid)
    _say_long(desk, laid)


def _say_long(desk: Desk, laid: Laid) -> None:
    """Paths that Windows and WPS may not open, and what to do about them."""
    room = laid.work.naming.longest(laid.work.endings) + len(f"{laid.work.out}{os.sep}")
    if room > LONGEST_PATH:
        desk.say(f"注意：文件夹太深，路径可能长到 {room} 个字符；超过 {LONGEST_PATH} 个，Windows 和 WPS 多半打不开")
        desk.say("  换一个浅些的文件夹再做，如加上  --out D:\\输出")


def _say_slow(desk: Desk, laid: Laid) -> None:
    """What formats that are set page by page mean for the time it takes, and for the fonts."""
    from xuanchuan.render import remarks

    every = [piece.format for piece in laid.work.pieces]
    formats = [one for one in every if one not in QUICK]
    many = len(formats) * laid.found.makeable
    for note in remarks(every):
        desk.say(f"注意：{note}")
    if many > MANY:
        minutes = -(-many * SECONDS // 60)
        desk.say(
            f"注意：{'、'.join(dict.fromkeys(formats))} 要一份一份排版，{many} 份大约要 {minutes:.0f} 分钟；可以加  --jobs 2"
        )


def say_similar(desk: Desk, laid: Laid) -> None:
    """How much of the plans is the same in every village: what 公文抄袭 is judged by."""
    from xuanchuan.batch.similarity import similarity
    from xuanchuan.batch.work import makers_of

    for piece, maker in zip(laid.work.pieces, makers_of(laid.work), strict=True):
        if piece.template.id != "plan" or len(laid.found.first) < 2:
            continue
        found = similarity([maker.document(one) for one in laid.found.first])
        desk.say(
            f"雷同情况（{piece.name}，比了 {found.villages} 个村）：共 {found.same + found.differ} 段，"
            f"各村一样的 {found.same} 段（{found.share}%），各村不同的 {found.differ} 段；每村还有 {found.slots} 处要填"
        )
        for text in found.common[:3]:
            desk.say(f"  一样：{text[:34]}……")
        for text in found.local[:3]:
            desk.say(f"  不同：{text[:34]}……")
        desk.say("各村请把标黄的地方填上本村的情况，一样的段落能删就删，不要原样上报")
        return


def say_held(desk: Desk, laid: Laid) -> None:
    """How many villages can be made, which rows are held, why, and what to do about it."""
    held = laid.found.held
    desk.say(f"可以正式做：{laid.found.makeable} 个村。先不做：{len(held)} 个村")
    for one in held[:SHOWN]:
        fix = f"　→ {one.fix}" if one.fix else ""
        desk.say(f"  第 {one.row} 行 {one.name or '（没有村名）'}   {one.reason}{fix}")
    if len(held) > SHOWN:
        desk.say(f"  ……还有 {len(held) - SHOWN} 行，全部列在 先不做的村.xlsx")


def say_left(desk: Desk, names: Sequence[str]) -> None:
    """Villages made before that the roster no longer makes: their files are left alone, and are not to be handed out."""
    more = f" 等 {len(names)} 个村" if len(names) > SHOWN else ""
    desk.say(f"注意：名单里没有了或者先不做、以前做过的村：{'、'.join(names[:SHOWN])}{more}")
    desk.say("  以前的文件还在，没有动，不要再发；分发清单里不再列")

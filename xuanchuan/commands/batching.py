"""A batch from its words to its last line: the roster read aloud, a trial, the run, the counts."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanchuan.commands.batchjob import Job
from xuanchuan.commands.batchwords import SHOWN, read_aloud, say_held, say_left, say_similar
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

if TYPE_CHECKING:
    from xuanchuan.batch.journal import Journal
    from xuanchuan.batch.pieces import Piece
    from xuanchuan.batch.roster import Roster
    from xuanchuan.batch.running import Outcome
    from xuanchuan.batch.survey import Survey
    from xuanchuan.batch.work import Work
    from xuanchuan.commands.preparing import Prepared
    from xuanchuan.materials import Template

TRIAL = 3


@dataclass(frozen=True, slots=True)
class Laid:
    """Everything ready to run: the work, the roster and what the first look at it found."""

    work: Work
    roster: Roster
    found: Survey
    templates: tuple[Template, ...]


def carry_out(
    desk: Desk,
    job: Job,
    *,
    only: Sequence[str],
    dry_run: bool,
    jobs: int,
    dask: str,
    overwrite: bool,
    ask: bool,
) -> int:
    """Do what a job says; the number of rows held."""
    laid = _lay_out(desk, job, overwrite)
    read_aloud(desk, laid, job)
    _refuse_strange(laid, only)
    if job.plan:
        say_similar(desk, laid)
    if dry_run:
        _say_plan(desk, laid)
        return len(laid.found.held)
    asks = ask and desk.terminal and bool(laid.found.makeable) and not only
    if asks and not _agreed(desk, laid):
        desk.say("没有做。补好名单后再运行一次同样的命令。")
        return 0
    return _run(desk, laid, job, only, jobs, dask, said=asks)


def _lay_out(desk: Desk, job: Job, overwrite: bool) -> Laid:
    from xuanchuan.batch.columns import load_columns
    from xuanchuan.batch.naming import Naming
    from xuanchuan.batch.opening import open_roster
    from xuanchuan.batch.running import digest_of
    from xuanchuan.batch.survey import survey
    from xuanchuan.batch.work import Work, picklable
    from xuanchuan.commands.preparing import prepare
    from xuanchuan.kit import folder_name

    home = job.desk(desk)
    ready = prepare(home, job.day, job.year)
    pieces = _chosen(ready, job)
    templates = tuple(dict.fromkeys(one.template for one in pieces))
    roster = open_roster(Path(job.roster), templates, load_columns(home.own("templates")), ready.kit.unit, job.named)
    found = survey(roster, TRIAL)
    out = Path(job.out) if job.out else home.cwd / f"{folder_name(ready.kit)} 分村"
    naming = Naming(
        max(3, len(str(found.rows))),
        len(found.towns) > 1 and not (job.shard or job.flat),
        len(pieces) > 1 and not job.flat,
    )
    kit = picklable(ready.kit)
    digest = digest_of(kit, templates, pieces, roster.needs.filled, job.plain)
    for note in ready.notes:
        desk.say(f"注意：{note}")
    return Laid(Work(kit, pieces, roster.needs.filled, out, naming, digest, job.plain, overwrite=overwrite), roster, found, templates)  # fmt: skip


def _chosen(ready: Prepared, job: Job) -> tuple[Piece, ...]:
    """The pieces named, each once; plans only when asked for by --plan, and then with places for the village to fill."""
    from dataclasses import replace

    from xuanchuan.batch.pieces import read_pieces

    pieces = read_pieces(job.materials, job.to, ready.templates)
    plans = [one.name for one in pieces if one.template.id == "plan"]
    if plans and not job.plan:
        raise XuanchuanError(
            f"“{plans[0]}”不成批做",
            why="各村方案一个样，就是公文抄袭；方案应当各村按自己的情况写",
            hint="宣传单、广播稿、联系卡可以成批做；确实要成批做方案，加上  --plan",
            code=3,
        )
    if not plans:
        return pieces
    from xuanchuan.batch.similarity import with_local_slots

    return tuple(
        replace(one, template=with_local_slots(one.template)) if one.template.id == "plan" else one for one in pieces
    )


def _refuse_strange(laid: Laid, only: Sequence[str]) -> None:
    from xuanchuan.batch.roster import only as wanted
    from xuanchuan.batch.survey import villages
    from xuanchuan.files.toml import did_you_mean

    for name in only:
        names = []
        for village in villages(laid.roster, laid.found):
            if wanted(village, (name,)):
                break
            names.append(village.name)
        else:
            held = next((one for one in laid.found.held if one.name == name), None)
            raise XuanchuanError(
                f"“{name}”先不做：{held.reason}" if held else f"名单里没有“{name}”{did_you_mean(name, names)}",
                where=f"第 {held.row} 行" if held else "",
                hint=held.fix if held else "--only 后面写名单里的村名",
            )


def _say_plan(desk: Desk, laid: Laid) -> None:
    say_held(desk, laid)
    names = laid.work.naming
    for village in laid.found.first:
        for ending in laid.work.endings:
            desk.show(f"  {names.start(village)}{ending}")
    desk.show(_counts(laid, laid.found.makeable, 0))
    desk.say("下一步：去掉 --dry-run 再运行一次，就写成文件")


def _agreed(desk: Desk, laid: Laid) -> bool:
    """Make three villages for a look and ask; whether to go on."""
    from dataclasses import replace

    from xuanchuan.batch.work import make_files

    folder = laid.work.out.with_name(f"{laid.work.out.name} 试做")
    names = " / ".join(one.name for one in laid.found.first)
    make_files(replace(laid.work, out=folder), [(one, ()) for one in laid.found.first])
    desk.say(f"先试做 {len(laid.found.first)} 个村（试做不写入正式目录）：{names}  → {_near(desk, folder)}")
    say_held(desk, laid)
    while True:
        answer = click.prompt(
            f"继续吗？[Enter] 做 {laid.found.makeable} 个，[v] 看试做，[q] 先去补名单",
            default="",
            show_default=False,
            prompt_suffix=" ",
        ).strip()
        if answer.casefold() in ("", "y", "是"):
            return True
        if answer.casefold() in ("q", "ｑ", "n"):
            return False
        if answer.casefold() in ("v", "ｖ"):
            click.launch(str(folder))


def _near(desk: Desk, folder: Path) -> str:
    """A folder as seen from where the officer is."""
    return f"{folder.name}{os.sep}" if folder.parent == desk.cwd else str(folder)


def _run(desk: Desk, laid: Laid, job: Job, only: Sequence[str], jobs: int, dask: str, said: bool) -> int:
    """Make it all and say what became of it; ``said``: the rows held have been shown already."""
    from xuanchuan.batch.journal import Journal, read_job
    from xuanchuan.batch.printing import write_print_files

    work, found = laid.work, laid.found
    again = f'接着做，做好的不重做：  xuanchuan batch --resume "{work.out}"'
    journal = Journal(work.out)
    try:
        journal.begin({**job.table(), "out": str(work.out)})
        with desk.progress(found.makeable, "正在做材料") as bar:
            outcome = _make(laid, job, journal, only, jobs, dask, bar.step)
        reprint = not only or any(name.startswith("打印-") for name in journal.prints)
        with desk.progress(found.makeable, "正在合并打印") as bar:
            printed = write_print_files(work, laid.roster, found, journal, outcome.held, bar.step) if reprint else []
        _deliver(laid, outcome, only, journal)
    except KeyboardInterrupt:
        desk.say(f"停下了，做好的都在：{work.out}\n{again}")
        raise
    except XuanchuanError as fault:
        if read_job(work.out):  # else nothing has been begun: the same command begins
            desk.say(f"做到一半停下了，做好的都在：{work.out}\n排除下面的原因以后，{again}")
        raise fault
    finally:
        journal.close()
    outcome.told += [one.told for one in printed if one.told]
    if not (only or said):
        say_held(desk, laid)
    _finish(desk, laid, outcome, only, [one.path for one in printed if one.path])
    return len(outcome.held) + (0 if only else len(found.held))


def _deliver(laid: Laid, outcome: Outcome, only: Sequence[str], journal: Journal) -> None:
    """The lists that go with the packs."""
    from xuanchuan.batch.delivering import Counted, write_lists, write_manifest
    from xuanchuan.batch.journal import entries, zips
    from xuanchuan.batch.running import left_over
    from xuanchuan.files.placing import Placer

    journal.flush()
    work, found = laid.work, laid.found
    held = sorted([*found.held, *outcome.held], key=lambda one: one.row)
    left = left_over(laid.roster, found, journal, outcome.held)
    outcome.left = list(left.values())
    rows = {"in": found.rows, "made": found.makeable - len(outcome.held)}
    if only:
        rows["made"] = min(rows["made"], sum(one.key not in left for one in entries(work.out)))
    rows |= {"held": len(held), "duplicate": len(found.duplicates)}
    if only:
        rows["not_asked"] = found.makeable - len(outcome.held) - rows["made"]
    title = f"{work.kit.occasion.year}年{work.kit.campaign.name}宣传材料分发清单"
    placed = write_lists(Placer(work.out, work.overwrite), work.out, title, held, journal, left)
    outcome.told += [one.told for one in placed if one.told]
    counted = Counted(rows, held, found.duplicates, outcome.left)
    write_manifest(work.out, work.kit, counted, zips(work.out))  # last: then all is there


def _make(
    laid: Laid, job: Job, journal: Journal, only: Sequence[str], jobs: int, dask: str, step: Callable[[str], None]
) -> Outcome:
    """In this process, in several, or on a cluster: the same villages, the same files."""
    from xuanchuan.batch.running import Outcome, run

    if jobs == 1 and not dask and not job.shard:
        return run(laid.work, laid.roster, laid.found, journal, only, step)
    from xuanchuan.batch import sharding

    outcome = Outcome()
    cuts = {"": sharding.shards_of_files, "zip": sharding.shards_of_towns, "thousands": sharding.shards_of_thousands}
    cut = cuts[job.shard]
    shards = cut(laid.work, laid.roster, laid.found, journal, only, outcome, step)
    if dask:
        with sharding.cluster(dask) as (submit, ahead):
            return sharding.run_shards(laid.work, shards, submit, ahead, journal, outcome, step)
    with sharding.pool(jobs) as submit:
        return sharding.run_shards(laid.work, shards, submit, 2 * jobs if jobs > 1 else 1, journal, outcome, step)


def _counts(laid: Laid, made: int, held: int) -> str:
    found = laid.found
    return f"{found.rows} 行 = 做了 {made} + 先不做 {len(found.held) + held} + 重复 {len(found.duplicates)}"


def _finish(desk: Desk, laid: Laid, outcome: Outcome, only: Sequence[str], printed: Sequence[str]) -> None:
    from xuanchuan.batch.delivering import REGISTER

    work, each = laid.work, len(laid.work.pieces)
    made = outcome.made + outcome.kept
    for told in outcome.told[:SHOWN]:
        desk.say(f"注意：{told}")
    if len(outcome.told) > SHOWN:
        desk.say(f"注意：还有 {len(outcome.told) - SHOWN} 个文件另存在旁边")
    if outcome.left:
        say_left(desk, outcome.left)
    if only:
        desk.show(f"重做了 {outcome.made} 个村，{outcome.kept} 个没有变化：{work.out}")
        return
    for one in outcome.held[:SHOWN]:
        desk.say(f"  第 {one.row} 行 {one.name}   {one.reason}")
    kept = f"（其中 {outcome.kept} 个上次已做好，没有重做）" if outcome.kept else ""
    desk.show(f"{_counts(laid, made, len(outcome.held))}。每村 {each} 份，共 {made * each} 份{kept}")
    if printed:
        desk.show(
            f"合并打印：{printed[0]}{'等 ' + str(len(printed)) + ' 个文件' if printed[1:] else ''}（按名单顺序，10 张一页，双面沿长边翻）"
        )
    desk.show(f"放在：{work.out}")
    desk.show(f"{REGISTER} 有签收栏；清单.json 记着每个文件。")
    if laid.found.held or outcome.held:
        desk.say(f'补好名单后运行：  xuanchuan batch --resume "{work.out}"')
    else:
        desk.say("下一步：打开几份看一遍，再印")

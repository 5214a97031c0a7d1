"""A roster cut into shards and made by several processes, or by a cluster; every result counted in once, in order."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Any

from xuanchuan.batch.journal import Journal
from xuanchuan.batch.naming import LONGEST_TOWN, short
from xuanchuan.batch.roster import Roster, only
from xuanchuan.batch.running import SHARD, Outcome, Step, numbered, still_to_make
from xuanchuan.batch.survey import Survey, villages
from xuanchuan.batch.work import Result, Shard, Work, make_shard, zip_inputs
from xuanchuan.files.placing import Placer
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.roster import Village

LEFT_OVER = "未分乡镇"
Submit = Callable[[Work, Shard], "Future[Result]"]


def run_shards(
    work: Work, shards: Iterable[Shard], submit: Submit, ahead: int, journal: Journal, outcome: Outcome, step: Step
) -> Outcome:
    """Make the shards, at most ``ahead`` at a time under way, and write down each as it comes back, in order."""
    waiting: deque[tuple[Shard, Future[Result]]] = deque()
    for shard in shards:
        waiting.append((shard, submit(work, shard)))
        if len(waiting) >= ahead:
            _take(waiting, journal, outcome, step)
    while waiting:
        _take(waiting, journal, outcome, step)
    return outcome


def _take(waiting: deque[tuple[Shard, Future[Result]]], journal: Journal, outcome: Outcome, step: Step) -> None:
    shard, future = waiting.popleft()
    try:
        result = future.result()
    except BrokenProcessPool as fault:
        raise XuanchuanError(
            "有一个进程中途没了，剩下的没有做",
            why="可能是内存不够，或者被别的程序结束",
            hint="接着做：  xuanchuan batch --resume 文件夹；或者少用几个进程  --jobs 1",
            code=1,
        ) from fault
    journal.add(result.lines)
    outcome.add(result)
    for village, _ in shard.villages:
        step(village.name)


def shards_of_files(
    work: Work, roster: Roster, found: Survey, journal: Journal, names: Sequence[str], outcome: Outcome, step: Step
) -> Iterator[Shard]:
    """The villages still to be made, a thousand at a time."""
    todo = still_to_make(work, roster, found, journal, names, outcome, step)
    while villages := tuple(islice(todo, SHARD)):
        yield Shard(villages)


def shards_of_towns(
    work: Work, roster: Roster, found: Survey, journal: Journal, names: Sequence[str], outcome: Outcome, step: Step
) -> Iterator[Shard]:
    """One zip for each township, in order of first mention; with ``names`` only those their villages are in."""
    towns: dict[str, list[Village]] = {}
    taken = journal.numbers()
    for village in villages(roster, found):
        towns.setdefault(village.town, []).append(numbered(village, journal, taken))
    for town, inside in towns.items():
        if names and not any(only(village, names) for village in inside):
            continue
        name = f"{short(town, LONGEST_TOWN) if town else LEFT_OVER}.zip"
        yield from _unless_made(work, name, inside, journal, outcome, step)


def shards_of_thousands(
    work: Work, roster: Roster, found: Survey, journal: Journal, names: Sequence[str], outcome: Outcome, step: Step
) -> Iterator[Shard]:
    """One zip for each thousand villages in roster order, named by their numbers."""
    taken = journal.numbers()
    wanted = (numbered(one, journal, taken) for one in villages(roster, found) if only(one, names))
    digits = work.naming.digits
    while inside := list(islice(wanted, SHARD)):
        name = f"{inside[0].number:0{digits}d}-{inside[-1].number:0{digits}d}.zip"
        yield from _unless_made(work, name, inside, journal, outcome, step)


def _unless_made(
    work: Work, name: str, inside: Sequence[Village], journal: Journal, outcome: Outcome, step: Step
) -> Iterator[Shard]:
    before = journal.zips.get(name)
    if before and before[1] == zip_inputs(work, inside) and Placer(work.out).holds(name, before[0]):
        outcome.kept += len(inside)
        for village in inside:
            step(village.name)
        return
    yield Shard(tuple((village, ()) for village in inside), name, {name: before[0]} if before else {})


@contextmanager
def pool(jobs: int) -> Iterator[Submit]:
    """Processes of this computer, each begun afresh: one that has set type must not be forked."""
    if jobs == 1:
        yield _here
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_stopping_to_the_first) as processes:
        try:
            yield lambda work, shard: processes.submit(make_shard, work, shard)
        except BaseException:
            processes.shutdown(wait=False, cancel_futures=True)
            raise


def _leave_stopping_to_the_first() -> None:
    """Ctrl-C reaches every process; the one that hands out the work decides what to finish."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _here(work: Work, shard: Shard) -> Future[Result]:
    future: Future[Result] = Future()
    future.set_result(make_shard(work, shard))
    return future


@contextmanager
def cluster(address: str) -> Iterator[tuple[Submit, int]]:
    """A Dask cluster that is running already, and how many shards to keep under way; lost workers' shards are redone."""
    try:
        from distributed import Client
    except ModuleNotFoundError as fault:
        raise XuanchuanError(
            "没有装 Dask", why="--dask 要用它", hint='python -m pip install "xuanchuan[cluster]"'
        ) from fault
    try:
        client: Any = Client(  # type: ignore[no-untyped-call]
            address, timeout="10s", set_as_default=False
        )
    except (OSError, ValueError, TimeoutError) as fault:
        raise XuanchuanError(
            "连不上 Dask 集群", where=address, why=str(fault)[:120], hint="核对地址，形如 tcp://10.0.0.5:8786"
        ) from fault
    try:
        threads = sum(client.nthreads().values()) or 1

        def submit(work: Work, shard: Shard) -> Future[Result]:
            return client.submit(make_shard, work, shard, pure=False, retries=3)  # type: ignore[no-any-return]

        yield submit, 2 * threads
    finally:
        client.close()

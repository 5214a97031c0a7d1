"""A whole roster made: what is done already is left alone, what a shard reports is written down at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from xuanchuan.batch.journal import Entry, Journal
from xuanchuan.batch.roster import Roster, only, renumbered
from xuanchuan.batch.survey import Survey, villages
from xuanchuan.batch.work import Before, Result, Work, make_files
from xuanchuan.files import bundled
from xuanchuan.files.placing import Placer
from xuanchuan.materials.templates import Template
from xuanchuan.model.kit import Kit
from xuanchuan.model.roster import Held, Village

SHARD = 1000
Step = Callable[[str], None]


@dataclass
class Outcome:
    """What became of a run: villages made now, found made already, files written, rows held, what is to be told.

    ``left`` are the names of villages made before that the roster no longer makes.
    """

    made: int = 0
    kept: int = 0
    written: int = 0
    held: list[Held] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def add(self, result: Result) -> None:
        """Count in what a shard reports."""
        self.made += result.made
        self.written += result.written
        self.held += result.held
        self.told += result.told


def digest_of(kit: Kit, templates: Iterable[Template], *more: object) -> str:
    """The hash of everything but the villages: kit, templates, looks."""
    digest = hashlib.sha256(repr((kit, tuple(templates), more)).encode("utf-8", "surrogatepass"))
    layouts = bundled.folder("templates") / "layouts"
    for file in sorted(layouts.iterdir(), key=lambda one: one.name):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()[:24]


def run(
    work: Work,
    roster: Roster,
    found: Survey,
    journal: Journal,
    names: Sequence[str] = (),
    step: Step = lambda name: None,
) -> Outcome:
    """Make every village of the roster (or those named) in this process, each written down as soon as it is made."""
    outcome = Outcome()
    written = 0

    def seen(result: Result, name: str) -> None:
        nonlocal written
        journal.add(result.lines[written:])
        written = len(result.lines)
        step(name)

    todo = still_to_make(work, roster, found, journal, names, outcome, step)
    while shard := list(islice(todo, SHARD)):
        written = 0
        outcome.add(make_files(work, shard, seen))
    return outcome


def still_to_make(
    work: Work,
    roster: Roster,
    found: Survey,
    journal: Journal,
    names: Sequence[str],
    outcome: Outcome,
    step: Step = lambda name: None,
) -> Iterator[tuple[Village, Before]]:
    """The villages that are not made yet or whose files no longer are what they were, with what was made before.

    A village keeps the number it was first made under. What is there already is counted in ``outcome.kept``.
    """
    placer = Placer(work.out)
    taken = journal.numbers()
    for village in villages(roster, found):
        if not only(village, names):
            continue
        village = numbered(village, journal, taken)
        entry = None if journal.fresh else journal.earlier(village.key)
        if entry and entry.inputs == work.inputs(village) and _whole(entry, work, placer):
            outcome.kept += 1
            step(village.name)
            continue
        yield village, entry.files if entry else ()


def left_over(roster: Roster, found: Survey, journal: Journal, held: Iterable[Held]) -> dict[str, str]:
    """Key -> name of every village that was made before and is not made of this roster: gone from it, or held."""
    if journal.fresh:
        return {}
    rows = {one.row for one in held}
    return journal.besides({one.key for one in villages(roster, found) if one.row not in rows})


def numbered(village: Village, journal: Journal, taken: set[int]) -> Village:
    """A village made before keeps its number; a new one takes its place in the roster, or the next free number."""
    if journal.fresh:
        return village
    before = journal.number(village)
    if before is not None:
        return renumbered(village, before)
    number = village.number if village.number not in taken else journal.highest + 1
    journal.highest = max(journal.highest, number)
    taken.add(number)
    return renumbered(village, number)


def _whole(entry: Entry, work: Work, placer: Placer) -> bool:
    """Whether all files of an entry are there and are what they were."""
    made = {(material, format) for _, _, material, format in entry.files}
    wanted = {(piece.name, piece.format) for piece in work.pieces}
    return wanted <= made and all(placer.holds(path, digest) for path, digest, _, _ in entry.files)

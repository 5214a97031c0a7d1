"""打印-联系卡.docx, 打印-联系卡.pdf: what is handed to the printer once every village is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from xuanchuan.batch.fields import unit_of
from xuanchuan.batch.journal import Journal
from xuanchuan.batch.making import Maker
from xuanchuan.batch.pieces import Piece
from xuanchuan.batch.roster import Roster
from xuanchuan.batch.sheets import FILE, NoCardsError, card_of, print_file
from xuanchuan.batch.survey import Survey, villages
from xuanchuan.batch.work import Work, makers_of, zip_inputs
from xuanchuan.files.manifest import sha256
from xuanchuan.files.placing import Placed, Placer
from xuanchuan.materials.compose import compose
from xuanchuan.model.document import Document
from xuanchuan.model.roster import Held, Village
from xuanchuan.render import render


def write_print_files(
    work: Work,
    roster: Roster,
    found: Survey,
    journal: Journal,
    held: Sequence[Held] = (),
    step: Callable[[str], None] = lambda name: None,
) -> list[Placed]:
    """One file (or one for each thousand villages) for every kind of card, in roster order, ten to a sheet.

    A file that holds what it would hold again is left alone; ``step`` is told of every village that is done.
    """
    rows = {one.row for one in held}
    placer = Placer(work.out, work.overwrite)
    placed: list[Placed] = []
    for piece, maker in zip(work.pieces, makers_of(work), strict=True):
        if piece.template.facts.layout != "card" or piece.format not in PRINTED or not found.first:
            continue
        printed = (one for one in villages(roster, found) if one.row not in rows)
        frame = _frame(work, piece, found.first[0])
        try:
            placed += list(_files(work, maker, frame, printed, placer, journal, step, many=found.makeable > FILE))
        except NoCardsError:
            told = f"{piece.name}不是十张一页的卡片，没有做合并打印，请一份一份印"
            placed.append(Placed("", written=False, told=told))
    return placed


def _files(
    work: Work,
    maker: Maker,
    frame: Document,
    printed: Iterator[Village],
    placer: Placer,
    journal: Journal,
    step: Callable[[str], None],
    many: bool,
) -> Iterator[Placed]:
    name, format = f"打印-{maker.piece.name}", maker.piece.format
    number = 0
    while some := list(islice(printed, FILE)):
        number += 1
        path = f"{name}-{number:03d}.{format}" if many else f"{name}.{format}"
        inputs = zip_inputs(work, some)
        if journal.printed_of(path) == inputs and placer.holds(path, journal.prints[path]):
            yield Placed(path, written=False)
            continue
        data = PRINTED[format](maker, frame, _told(some, step))
        one = placer.put(path, data, journal.prints)
        journal.printed(one.path, one.digest or sha256(data), inputs)
        yield one


def _told(printed: Iterable[Village], step: Callable[[str], None]) -> Iterator[Village]:
    for village in printed:
        yield village
        step(village.name)


def _docx(maker: Maker, frame: Document, printed: Iterable[Village]) -> bytes:
    return print_file(render(frame, "docx"), (card_of(partial(maker.member, one)) for one in printed))


def _pdf(maker: Maker, frame: Document, printed: Iterable[Village]) -> bytes:
    from xuanchuan.render.typst.cards import card_sheets

    return card_sheets(frame, map(maker.document, printed))


PRINTED: Mapping[str, Callable[[Maker, Document, Iterable[Village]], bytes]] = {"docx": _docx, "pdf": _pdf}


def _frame(work: Work, piece: Piece, village: Village) -> Document:
    """A card in the name of the unit that has it printed; only what stands around it on the sheet is used."""
    unit = replace(unit_of(village, work.filled, work.kit.unit), name=work.kit.unit.name)
    return piece.of(compose(piece.template, replace(work.kit, unit=unit)))

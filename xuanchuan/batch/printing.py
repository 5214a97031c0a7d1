"""打印-联系卡.docx: what is handed to the printer once every village is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from xuanchuan.batch.fields import unit_of
from xuanchuan.batch.journal import Journal
from xuanchuan.batch.pieces import Piece
from xuanchuan.batch.roster import Roster
from xuanchuan.batch.sheets import FILE, Card, NoCardsError, card_of, print_file
from xuanchuan.batch.survey import Survey, villages
from xuanchuan.batch.work import Work, makers_of
from xuanchuan.files.manifest import sha256
from xuanchuan.files.placing import Placed, Placer
from xuanchuan.materials.compose import compose
from xuanchuan.model.roster import Held, Village
from xuanchuan.render import render


def write_print_files(
    work: Work, roster: Roster, found: Survey, journal: Journal, held: Sequence[Held] = ()
) -> list[Placed]:
    """One file (or one for each thousand villages) for every kind of card, in roster order, ten to a sheet."""
    rows = {one.row for one in held}
    placer = Placer(work.out, work.overwrite)
    placed: list[Placed] = []
    for piece, maker in zip(work.pieces, makers_of(work), strict=True):
        if piece.template.facts.layout != "card" or piece.format != "docx" or not found.first:
            continue
        cards = (card_of(partial(maker.member, one)) for one in villages(roster, found) if one.row not in rows)
        try:
            placed += list(_files(work, piece, found.first[0], cards, placer, journal, many=found.makeable > FILE))
        except NoCardsError:
            told = f"{piece.name}不是十张一页的卡片，没有做合并打印，请一份一份印"
            placed.append(Placed("", written=False, told=told))
    return placed


def _files(
    work: Work,
    piece: Piece,
    first: Village,
    cards: Iterator[Card],
    placer: Placer,
    journal: Journal,
    many: bool,
) -> Iterator[Placed]:
    number = 0
    while some := list(islice(cards, FILE)):
        number += 1
        path = f"打印-{piece.name}-{number:03d}.docx" if many else f"打印-{piece.name}.docx"
        data = print_file(_base(work, piece, first), some)
        one = placer.put(path, data, journal.prints)
        journal.printed(one.path, one.digest or sha256(data))
        yield one


def _base(work: Work, piece: Piece, village: Village) -> bytes:
    """A sheet in the name of the unit that has it printed; of its cards only the frame is used."""
    unit = replace(unit_of(village, work.filled, work.kit.unit), name=work.kit.unit.name)
    return render(piece.of(compose(piece.template, replace(work.kit, unit=unit))), piece.format)

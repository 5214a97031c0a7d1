"""A shard of villages made by one process: the same function whether it runs here, in a pool or on a cluster."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from xuanchuan.batch.journal import NAME, Entry
from xuanchuan.batch.making import Made, Maker
from xuanchuan.batch.naming import Naming
from xuanchuan.batch.pieces import STAMPED, Piece
from xuanchuan.files.parcels import Parcel
from xuanchuan.files.placing import Placed, Placer
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.kit import Kit
from xuanchuan.model.roster import Held, Village

Earlier = Mapping[str, str]
# What was made of a village before, as the journal tells it.
Before = tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What every shard is made from; it travels to other processes as it is.

    ``pieces`` are the files a village gets. ``digest`` names it all.
    """

    kit: Kit
    pieces: tuple[Piece, ...]
    filled: tuple[str, ...]
    out: Path
    naming: Naming
    digest: str
    plain: bool = False
    slow: bool = False
    overwrite: bool = False

    @property
    def endings(self) -> tuple[str, ...]:
        """联系卡.docx … of each file."""
        return tuple(piece.ending for piece in self.pieces)

    def makers(self) -> list[Maker]:
        """A maker for each file a village gets."""
        return [
            _kind_of_maker(piece.format)(piece, self.kit, self.filled, self.plain, self.slow) for piece in self.pieces
        ]

    def inputs(self, village: Village) -> str:
        """The hash of everything a village's files are made from."""
        words = "\x1f".join((self.digest, str(village.number), *village.values, *village.place))
        return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _kind_of_maker(format: str) -> type[Maker]:
    if format not in STAMPED:
        return Maker
    from xuanchuan.batch.stamping import Stamper

    return Stamper


@dataclass
class Result:
    """What became of a shard: journal lines, villages made and found made, rows held, what a person should be told."""

    lines: list[str] = field(default_factory=list)
    made: int = 0
    written: int = 0
    held: list[Held] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


_AT_HAND: dict[str, list[Maker]] = {}


def makers_of(work: Work) -> list[Maker]:
    """The makers of a work, kept between the shards of one process."""
    if work.digest not in _AT_HAND:
        _AT_HAND.clear()
        _AT_HAND[work.digest] = work.makers()
    return _AT_HAND[work.digest]


_NOTHING: Earlier = {}
Put = Callable[[str, bytes, Earlier], Placed]


def make_files(
    work: Work,
    villages: Iterable[tuple[Village, Before]],
    step: Callable[[Result, str], None] = lambda result, name: None,
) -> Result:
    """Make every village's files in the work's folder; ``step`` sees the result grow.

    ``villages`` come with what was made of them before.
    """
    placer = Placer(work.out, work.overwrite, (NAME,))
    result = Result()
    makers = makers_of(work)
    for village, before in villages:
        make_village(work, makers, village, before, placer.put, result)
        step(result, village.name)
    return result


def make_zip(work: Work, name: str, villages: Sequence[tuple[Village, Before]], before: Earlier) -> Result:
    """Make the villages' files into one zip; ``before`` is path -> SHA-256 of zips made before."""
    placer = Placer(work.out, work.overwrite)
    result = Result()
    makers = makers_of(work)
    with Parcel(work.out / name) as parcel:

        def put(path: str, data: bytes, earlier: Earlier) -> Placed:
            parcel.add(path, data)
            return Placed(f"{name}/{path}")

        for village, _ in villages:
            make_village(work, makers, village, (), put, result)
        digest = parcel.close()
        placed = placer.settle(parcel.temporary, name, before, digest)
    result.written = result.written if placed.written else 0
    result.told += [placed.told] if placed.told else []
    inputs = zip_inputs(work, [village for village, _ in villages])
    result.lines.append(json.dumps({"zip": [placed.path, digest, inputs]}, ensure_ascii=False))
    return result


def zip_inputs(work: Work, villages: Iterable[Village]) -> str:
    """The hash of everything a zip is made from."""
    digest = hashlib.blake2b(digest_size=8)
    for village in villages:
        digest.update(work.inputs(village).encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Shard:
    """A piece of a roster for one process: villages with what was made of them before; ``name`` of its zip, or ''."""

    villages: tuple[tuple[Village, Before], ...]
    name: str = ""
    before: Earlier = field(default_factory=dict)


def make_shard(work: Work, shard: Shard) -> Result:
    """Make a shard, files or a zip, in whatever process this is."""
    if shard.name:
        return make_zip(work, shard.name, shard.villages, shard.before)
    return make_files(work, shard.villages)


def make_village(
    work: Work,
    makers: Sequence[Maker],
    village: Village,
    before: Before,
    put: Put,
    result: Result,
) -> None:
    """Make one village's files and add to the result; a village that cannot be made is held."""
    try:
        made = [maker.make_all(village) for maker in makers]
    except XuanchuanError as fault:
        result.held.append(Held(village.row, village.name, fault.message, fault.hint))
        return
    result.lines.append(_placed(work, village, made, before, put, result).line())
    result.made += 1


def _placed(
    work: Work,
    village: Village,
    made: Sequence[tuple[Made, ...]],
    before: Before,
    put: Put,
    result: Result,
) -> Entry:
    files = []
    earlier = {path: digest for path, digest, _, _ in before} if before else _NOTHING
    start = work.naming.start(village)
    for piece, parts in zip(work.pieces, made, strict=True):
        for one in parts:
            placed = put(start + one.ending, one.data, earlier)
            result.written += placed.written
            if placed.told:
                result.told.append(placed.told)
            files.append((placed.path, placed.digest or one.sha256, piece.name, piece.format))
    if before:  # other materials made for the village on another occasion stay on its list
        current = {one[2:] for one in files} | {one[:1] for one in files}
        files += [one for one in before if one[2:] not in current and one[:1] not in current]
    inputs = work.inputs(village)
    return Entry(village.number, village.row, village.key, village.town, village.name, inputs, tuple(files))


def picklable(kit: Kit) -> Kit:
    """The kit with a plain dictionary of excerpts, which travels between processes."""
    return replace(kit, excerpts=dict(kit.excerpts))

"""What goes with the packs: 清单.json for machines, 分发清单.xlsx for the person who hands them out."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xuanchuan.batch.journal import Entry, Journal, entries
from xuanchuan.files.atomic import discard, unwritable
from xuanchuan.files.links import make_way
from xuanchuan.files.manifest import NAME, article_row
from xuanchuan.files.placing import Placed, Placer
from xuanchuan.files.register import stage_register
from xuanchuan.model.kit import Kit
from xuanchuan.model.roster import Duplicate, Held

REGISTER = "分发清单.xlsx"
HELD = "先不做的村.xlsx"
_JSON = json.JSONEncoder(ensure_ascii=False)
HELD_COLUMNS = (("名单第几行", 12), ("村（社区）", 18), ("为什么先不做", 44), ("怎么改", 40))
COLUMNS = (("序号", 7), ("乡镇（街道）", 16), ("村（社区）", 18), ("材料", 40), ("份数", 7), ("签收人", 12), ("签收日期", 12), ("备注", 14))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """What a manifest says of the rows: counts, held and duplicate rows, villages made before and gone since."""

    rows: Mapping[str, int]
    held: Sequence[Held]
    duplicates: Sequence[Duplicate]
    left: Sequence[str] = ()


def write_manifest(out: Path, kit: Kit, counted: Counted, zips: Sequence[Mapping[str, str]] = ()) -> Path:
    """清单.json from the journal, entry by entry, so that a province's needs no more memory than a village's."""
    path = out / NAME
    temporary = path.with_name(f".{NAME}.tmp")
    try:
        make_way(temporary)
        with temporary.open("x", encoding="utf-8", newline="\n") as stream:
            for part in _manifest(out, kit, counted, zips):
                stream.write(part)
        temporary.replace(path)
    except OSError as fault:
        discard([temporary])
        raise unwritable(path, fault) from fault
    return path


def _manifest(out: Path, kit: Kit, counted: Counted, zips: Sequence[Mapping[str, str]]) -> Iterator[str]:
    head = {
        "made_by": kit.stamp.program,
        "corpus_date": str(kit.stamp.corpus_date),
        "as_of": str(kit.stamp.as_of),
        "rows": dict(counted.rows),
        "held": [{"row": one.row, "village": one.name, "reason": one.reason, "fix": one.fix} for one in counted.held],
        "duplicates": [{"row": one.row, "village": one.name, "first": one.first} for one in counted.duplicates],
        **({"left_over": list(counted.left)} if counted.left else {}),
        **({"zips": list(zips)} if zips else {}),
        "articles": [article_row(excerpt) for excerpt in kit.excerpts.values()],
    }
    yield json.dumps(head, ensure_ascii=False, indent=2)[:-2] + ',\n  "files": ['
    between = "\n"
    for entry in entries(out):
        for path, digest, material, format in entry.files:
            row = {"path": path, "sha256": digest, "material": material, "format": format, "unit": entry.name}
            yield f"{between}    {_JSON.encode(row)}"
            between = ",\n"
    yield "\n  ]\n}\n"


def write_lists(
    placer: Placer, out: Path, title: str, held: Sequence[Held], journal: Journal, left: Container[str] = ()
) -> list[Placed]:
    """分发清单.xlsx, a line a village in roster order with room to sign; 先不做的村.xlsx, every row that is held.

    ``left`` are keys of villages made before that are not to be handed out any more.
    A list that a person has written in is kept and the new one put beside it. The second is emptied when the last row
    is mended, and not begun when there is none.
    """
    journal.flush()
    lines = (_line(entry) for entry in entries(out) if entry.key not in left)
    staged = [(REGISTER, stage_register(out / REGISTER, title, COLUMNS, lines, "分发清单"))]
    if held or (out / HELD).exists():
        rows = ((str(one.row), one.name, one.reason, one.fix) for one in held)
        staged.append((HELD, stage_register(out / HELD, "先不做的村：改好名单后接着做", HELD_COLUMNS, rows, "先不做")))
    placed = [placer.settle(temporary, name, journal.prints) for name, temporary in staged]
    for one in placed:
        journal.printed(one.path, one.digest)
    return placed


def _line(entry: Entry) -> tuple[str, ...]:
    materials = list(dict.fromkeys(material for _, _, material, _ in entry.files))
    return (str(entry.number), entry.town, entry.name, "、".join(materials), str(len(materials)), "", "", "")

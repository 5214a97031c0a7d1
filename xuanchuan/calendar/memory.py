"""What the last export said, so that the next one raises SEQUENCE only where something changed.

A small JSON file of ours: the events by uid, and from which day each timeline was laid out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from xuanchuan.calendar.events import Event
from xuanchuan.model.error import XuanchuanError

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Memory:
    """The events of earlier exports by uid, cancelled ones included, and the days timelines were laid out from.

    ``files`` holds the digest of each file written, by name, so that one a person changed is told from ours.
    """

    events: Mapping[str, Event] = field(default_factory=dict)
    planned: Mapping[str, date] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Export:
    """What to write now, what to remember, and how many events are new, changed and gone."""

    events: tuple[Event, ...]
    memory: Memory
    added: int
    changed: int
    gone: tuple[Event, ...]


def next_export(events: Iterable[Event], memory: Memory, *, cancel: bool = False) -> Export:
    """Number the events after what was exported before.

    An event whose days, title or standing changed gets the next SEQUENCE, the others keep theirs. An event that is
    gone is remembered; with ``cancel`` it is written once more as cancelled, so that calendars strike it out.
    """
    now = [_numbered(event, memory.events.get(event.uid)) for event in events]
    uids = {event.uid for event in now}
    gone = [event for event in memory.events.values() if event.uid not in uids]
    struck = [event if event.cancelled else _cancelled(event) for event in gone] if cancel else []
    kept = struck or gone
    return Export(
        events=(*now, *struck),
        memory=replace(memory, events={event.uid: event for event in (*now, *kept)}),
        added=sum(event.uid not in memory.events for event in now),
        changed=sum(event.uid in memory.events and event != memory.events[event.uid] for event in now),
        gone=tuple(event for event in gone if not event.cancelled),
    )


def _numbered(event: Event, before: Event | None) -> Event:
    if before is None:
        return event
    same = _face(event) == _face(before)
    return replace(event, sequence=before.sequence if same else before.sequence + 1)


def _face(event: Event) -> tuple[object, ...]:
    return event.start, event.end, event.summary, event.confirmed, event.cancelled


def _cancelled(event: Event) -> Event:
    return replace(event, cancelled=True, sequence=event.sequence + 1)


def read_memory(path: Path) -> Memory:
    """What ``path`` remembers; nothing where there is no such file. XuanchuanError when it is damaged."""
    try:
        table = json.loads(path.read_bytes())
        events = (_read_event(one) for one in table["events"])
        planned = {key: date.fromisoformat(day) for key, day in table["planned"].items()}
        files = {str(name): str(kept) for name, kept in table.get("files", {}).items()}
        return Memory({event.uid: event for event in events}, planned, files)
    except FileNotFoundError:
        return Memory()
    except OSError as error:
        raise XuanchuanError(
            "打不开上次导出的记录",
            where=str(path),
            why=error.strerror or str(error),
            hint="关掉正打开它的程序，再导出一次；或者换个文件名导出，记录也是新的",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise XuanchuanError(
            "上次导出的记录坏了",
            where=str(path),
            why="不是本程序写的内容，或者没有写完",
            hint="把这个文件移走再导出一次；手机上请换一个新日历导入，免得重复",
        ) from error


def memory_bytes(memory: Memory) -> bytes:
    """The file for a memory; the same memory gives the same bytes."""
    events = [_written(event) for event in sorted(memory.events.values(), key=lambda event: event.uid)]
    planned = {key: day.isoformat() for key, day in sorted(memory.planned.items())}
    table = {"format": FORMAT, "planned": planned, "files": dict(sorted(memory.files.items())), "events": events}
    return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _written(event: Event) -> dict[str, Any]:
    table = asdict(event)
    table |= {"start": event.start.isoformat(), "end": event.end.isoformat()}
    return table


def _read_event(table: dict[str, Any]) -> Event:
    fields = dict(table)
    fields |= {key: date.fromisoformat(fields[key]) for key in ("start", "end")}
    fields |= {key: tuple(fields[key]) for key in ("categories", "parents")}
    event = Event(**fields)
    if not all(isinstance(one, str) for one in (event.uid, event.summary)) or type(event.sequence) is not int:
        raise TypeError("not an event")
    return event

"""Readings of an .ics by parsers written elsewhere: PyPI vobject, and npm ical.js where node has it."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date

import pytest
import vobject

SCRIPT = """
const ICAL = require('ical.js');
const text = require('fs').readFileSync(0, 'utf8');
const calendar = new ICAL.Component(ICAL.parse(text));
const one = (c) => {
  const e = new ICAL.Event(c);
  const alarms = c.getAllSubcomponents('valarm');
  return {
    uid: e.uid, start: e.startDate.toString(), end: e.endDate.toString(), summary: e.summary,
    description: e.description || '', sequence: e.sequence, status: c.getFirstPropertyValue('status'),
    related: c.getFirstPropertyValue('related-to') || '',
    categories: c.getFirstProperty('categories').getValues(),
    alarms: alarms.map((a) => a.getFirstPropertyValue('trigger').toString()),
  };
};
process.stdout.write(JSON.stringify({
  name: calendar.getFirstPropertyValue('x-wr-calname'),
  refresh: calendar.getFirstPropertyValue('refresh-interval').toString(),
  events: calendar.getAllSubcomponents('vevent').map(one),
}));
"""


@dataclass(frozen=True)
class Read:
    uid: str
    start: date
    end: date
    summary: str
    description: str
    sequence: int
    status: str
    related: str
    categories: tuple[str, ...]
    alarms: tuple[str, ...]


def by_vobject(data: bytes) -> list[Read]:
    calendar = vobject.readOne(data.decode("utf-8"))
    return [_from_vobject(event) for event in calendar.vevent_list]


def _from_vobject(event: vobject.base.Component) -> Read:
    alarms = [alarm.trigger.value.total_seconds() / 3600 for alarm in event.contents.get("valarm", [])]
    return Read(
        event.uid.value,
        event.dtstart.value,
        event.dtend.value,
        event.summary.value,
        event.description.value if "description" in event.contents else "",
        int(event.sequence.value),
        event.status.value,
        event.related_to.value if "related-to" in event.contents else "",
        tuple(event.categories.value),
        tuple(f"{hours:+.0f}h" for hours in alarms),
    )


def by_icaljs(data: bytes) -> list[Read]:
    return [_from_icaljs(event) for event in icaljs(data)["events"]]


def _from_icaljs(event: dict[str, object]) -> Read:
    fields = dict(event)
    fields["start"], fields["end"] = (date.fromisoformat(str(event[key])) for key in ("start", "end"))
    fields["categories"] = tuple(event["categories"])
    fields["alarms"] = tuple(f"{-int(one[3:-1]):+d}h" for one in event["alarms"])
    return Read(**fields)


def icaljs(data: bytes) -> dict[str, object]:
    """The whole reading by ical.js; skips the test where node or the package is missing."""
    node, modules = _node()
    run = subprocess.run(
        [node, "-e", SCRIPT], input=data, capture_output=True, env={**os.environ, "NODE_PATH": modules}, check=False
    )
    assert run.returncode == 0, run.stderr.decode("utf-8", "replace")
    return json.loads(run.stdout.decode("utf-8"))


@functools.cache
def _node() -> tuple[str, str]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("这台机器没有 node，ical.js 的复核没有做")
    modules = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, check=False).stdout.strip()
    paths = os.pathsep.join(filter(None, (os.environ.get("NODE_PATH", ""), modules)))
    found = subprocess.run([node, "-e", "require('ical.js')"], env={**os.environ, "NODE_PATH": paths}, check=False)
    if found.returncode:
        pytest.skip("没有 ical.js（npm install -g ical.js 可以装），它的复核没有做")
    return node, paths

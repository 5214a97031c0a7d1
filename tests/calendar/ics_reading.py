"""Readings of an .ics by parsers written elsewhere: PyPI vobject, the libical of Evolution and KDE, npm ical.js.

libical is optional on a person's machine and a must in CI; ical.js is used wherever node has it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

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
    related: c.getAllProperties('related-to').map((p) => p.getFirstValue()),
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

# libical's numbers for what it holds.
VEVENT, VALARM, ANY_PROPERTY = 4, 10, 0


@dataclass(frozen=True)
class Read:
    uid: str
    start: date
    end: date
    summary: str
    description: str
    sequence: int
    status: str
    related: tuple[str, ...]
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
        tuple(one.value for one in event.contents.get("related-to", [])),
        tuple(event.categories.value),
        tuple(f"{hours:+.0f}h" for hours in alarms),
    )


def by_icaljs(data: bytes) -> list[Read]:
    return [_from_icaljs(event) for event in icaljs(data)["events"]]


def _from_icaljs(event: dict[str, object]) -> Read:
    fields = dict(event)
    fields["start"], fields["end"] = (date.fromisoformat(str(event[key])) for key in ("start", "end"))
    fields["categories"], fields["related"] = tuple(event["categories"]), tuple(event["related"])
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


def by_libical(data: bytes) -> list[Read]:
    """libical's own reading; it must find no error anywhere."""
    library = _libical()
    calendar = library.icalparser_parse_string(data)
    assert calendar
    assert library.icalcomponent_count_errors(calendar) == 0
    return [_from_libical(library, event) for event in _components(library, calendar, VEVENT)]


def _from_libical(library: ctypes.CDLL, event: int) -> Read:
    found: dict[str, list[str]] = {}
    for name, value in _properties(library, event):
        found.setdefault(name, []).append(value)
    triggers = [
        value
        for alarm in _components(library, event, VALARM)
        for name, value in _properties(library, alarm)
        if name == "TRIGGER"
    ]
    return Read(
        found["UID"][0],
        date.fromisoformat(found["DTSTART"][0]),
        date.fromisoformat(found["DTEND"][0]),
        _plain(found["SUMMARY"][0]),
        _plain(found.get("DESCRIPTION", [""])[0]),
        int(found["SEQUENCE"][0]),
        found["STATUS"][0],
        tuple(found.get("RELATED-TO", [])),
        tuple(part for value in found["CATEGORIES"] for part in value.split(",")),
        tuple(f"{-int(one[3:-1]):+d}h" for one in triggers),
    )


def _components(library: ctypes.CDLL, parent: int, kind: int) -> list[int]:
    found, one = [], library.icalcomponent_get_first_component(parent, kind)
    while one:
        found.append(one)
        one = library.icalcomponent_get_next_component(parent, kind)
    return found


def _properties(library: ctypes.CDLL, component: int) -> list[tuple[str, str]]:
    found, one = [], library.icalcomponent_get_first_property(component, ANY_PROPERTY)
    while one:
        name, value = library.icalproperty_get_property_name(one), library.icalproperty_get_value_as_string(one)
        found.append((name.decode(), value.decode()))
        one = library.icalcomponent_get_next_property(component, ANY_PROPERTY)
    return found


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


@functools.cache
def _libical() -> ctypes.CDLL:
    name = ctypes.util.find_library("ical")
    if not name:
        missing("没有 libical（Debian 的包 libical3），它的复核没有做")
    library = ctypes.CDLL(name)
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    for function in ("component_get_first_component", "component_get_next_component"):
        getattr(library, f"ical{function}").argtypes = [ctypes.c_void_p, ctypes.c_int]
    for function in ("component_get_first_property", "component_get_next_property"):
        getattr(library, f"ical{function}").argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.icalcomponent_count_errors.argtypes = [ctypes.c_void_p]
    for function in ("icalparser_parse_string", "icalcomponent_get_first_component", "icalcomponent_get_next_component",
                     "icalcomponent_get_first_property", "icalcomponent_get_next_property"):  # fmt: skip
        getattr(library, function).restype = ctypes.c_void_p
    for function in ("icalproperty_get_property_name", "icalproperty_get_value_as_string"):
        getattr(library, function).argtypes, getattr(library, function).restype = [ctypes.c_void_p], ctypes.c_char_p
    return library


def missing(why: str) -> NoReturn:
    """Skip on a person's machine; in CI nothing may be missing."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


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

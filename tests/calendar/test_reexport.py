"""Exporting again: only what changed gets a new SEQUENCE, what is gone can be cancelled, no uid ever moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ics_reading import Read, by_libical, by_vobject
from years import TODAY, a_year, bundled, changed, with_dates, with_holidays

from xuanchuan.calendar.events import year_events
from xuanchuan.calendar.exporting import export_year
from xuanchuan.calendar.memory import Memory, memory_bytes, read_memory
from xuanchuan.calendar.year import Sources, plan_year
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.occasion import KeyDate


def export(
    sources: Sources, memory: Memory, *, cancel: bool = False, today: date = TODAY
) -> tuple[dict[str, Read], Memory]:
    made = export_year(plan_year(sources, 2027, today, memory.planned), "ics", memory, cancel)
    return {one.uid: one for one in by_vobject(made.data)}, made.memory


@pytest.fixture(scope="module")
def first() -> tuple[dict[str, Read], Memory]:
    return export(bundled(), Memory())


def faces(events: dict[str, Read]) -> dict[str, tuple[date, date, str, str]]:
    return {uid: (one.start, one.end, one.summary, one.status) for uid, one in events.items()}


def moved(before: dict[str, Read], after: dict[str, Read]) -> list[Read]:
    return [one for uid, one in after.items() if uid not in before or faces(before)[uid] != faces(after)[uid]]


def test_a_first_export_has_sequence_nought_everywhere(first: tuple[dict[str, Read], Memory]) -> None:
    assert {one.sequence for one in first[0].values()} == {0}


def test_exporting_again_unchanged_gives_the_same_bytes() -> None:
    made = export_year(a_year(2027), "ics", Memory(), False)
    again = export_year(plan_year(bundled(), 2027, TODAY, made.memory.planned), "ics", made.memory, False)
    assert again.data == made.data
    assert memory_bytes(again.memory) == memory_bytes(made.memory)


def test_changing_one_date_changes_one_event(first: tuple[dict[str, Read], Memory]) -> None:
    before, memory = first
    after, _ = export(changed("teacher-0910", rule="09-11"), memory)
    assert set(after) == set(before)
    (one,) = moved(before, after)
    assert (one.summary, one.start, one.sequence) == ("教师节", date(2027, 9, 11), 1)
    assert {other.sequence for uid, other in after.items() if uid != one.uid} == {0}


def test_a_week_that_is_announced_moves_alone(first: tuple[dict[str, Read], Memory]) -> None:
    before, memory = first
    notice = (2027, date(2027, 11, 29), date(2027, 12, 5))
    after, _ = export(changed("constitution-week", known_years=(notice,)), memory)
    (one,) = moved(before, after)
    assert (one.summary, one.start, one.status, one.sequence) == ("宪法宣传周", date(2027, 11, 29), "CONFIRMED", 1)
    assert set(after) == set(before)


def test_a_new_title_raises_the_sequence_and_other_words_do_not(first: tuple[dict[str, Read], Memory]) -> None:
    before, memory = first
    after, _ = export(changed("youth-0504", names=(), name="五四青年节"), memory)
    assert [(one.summary, one.sequence) for one in moved(before, after)] == [("五四青年节", 1)]
    after, _ = export(changed("youth-0504", basis="别的依据"), memory)
    assert {one.sequence for one in after.values()} == {0}


def test_the_holiday_notice_moves_only_what_it_touches(first: tuple[dict[str, Read], Memory]) -> None:
    before, memory = first
    spring = {date(2027, 2, 4) + timedelta(days=n): True for n in range(8)}
    notice = with_holidays({**spring, date(2027, 2, 20): False, date(2027, 1, 1): True, date(2027, 5, 1): True})
    after, kept = export(notice, memory)
    assert set(after) == set(before)
    touched = moved(before, after)
    assert touched
    assert {one.sequence for one in touched} == {1}
    assert {one.sequence for uid, one in after.items() if one not in touched} == {0}
    dates = [one for one in touched if "普法节点" in one.categories]
    assert dates == []  # a holiday moves tasks, never the dates themselves
    undecided = [one for one in after.values() if one.summary.endswith("（待定）") and "普法节点" not in one.categories]
    assert undecided == []
    again, _ = export(notice, kept)
    assert faces(again) == faces(after)


def test_days_that_pass_move_nothing(first: tuple[dict[str, Read], Memory]) -> None:
    before, memory = first
    for today in (date(2027, 2, 10), date(2027, 6, 20), date(2027, 12, 31)):
        after, _ = export(bundled(), memory, today=today)
        assert faces(after) == faces(before)
        assert {one.sequence for one in after.values()} == {0}
        assert all(not one.alarms for one in after.values() if one.start <= today)
        assert all(one.alarms == ("-15h",) for one in after.values() if one.start > today)


def test_what_is_gone_stays_silent_until_it_is_cancelled(first: tuple[dict[str, Read], Memory]) -> None:
    _, memory = first
    fewer = replace(bundled(), key_dates=tuple(one for one in bundled().key_dates if one.id != "youth-0504"))
    silent, kept = export(fewer, memory)
    assert "青年节" not in {one.summary for one in silent.values()}
    struck, kept = export(fewer, kept, cancel=True)
    (one,) = [one for one in struck.values() if one.status == "CANCELLED"]
    assert (one.summary, one.sequence, one.alarms) == ("青年节", 1, ())
    again, kept = export(fewer, kept, cancel=True)
    assert again[one.uid].sequence == 1  # struck out once, not raised for ever
    back, _ = export(bundled(), kept)
    assert (back[one.uid].status, back[one.uid].sequence) == ("CONFIRMED", 2)


def test_the_officer_is_told_what_changed_and_what_is_gone(first: tuple[dict[str, Read], Memory]) -> None:
    _, memory = first
    fewer = replace(bundled(), key_dates=tuple(one for one in bundled().key_dates if one.id != "youth-0504"))
    made = export_year(plan_year(fewer, 2027, TODAY, memory.planned), "ics", memory, False)
    assert made.told == (
        "和上次相比：新增 0 项，改动 0 项，取消 1 项",
        "有 1 项这次没有了（青年节），日历里旧的不会自己消失；要划掉它们，加 --cancel 再导出",
    )


def test_uids_rest_on_id_year_and_step_alone() -> None:
    one = {event.uid for event in year_events(a_year(2027))}
    other = {event.uid for event in year_events(a_year(2028))}
    assert not one & other
    assert one == {event.uid for event in year_events(a_year(2027, date(2026, 10, 1)))}
    assert len(one) == len(year_events(a_year(2027)))


def test_a_memory_reads_back_as_it_was(tmp_path: Path, first: tuple[dict[str, Read], Memory]) -> None:
    path = tmp_path / "日历记录-2027.json"
    path.write_bytes(memory_bytes(replace(first[1], files={"2027.ics": "0" * 64})))
    read = read_memory(path)
    assert memory_bytes(read) == path.read_bytes()
    assert read.events == first[1].events
    assert read_memory(tmp_path / "没有.json") == Memory()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"events": [{}], "planned": {}}', '{"events": [], "planned": {"a": "昨天"}}']
)
def test_a_damaged_memory_is_refused_plainly(tmp_path: Path, text: str) -> None:
    path = tmp_path / "日历记录-2027.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(XuanchuanError, match="记录坏了") as caught:
        read_memory(path)
    assert caught.value.where == str(path)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=300
).filter(str.strip)


@given(name=WORDS, basis=WORDS, day=st.dates(date(2027, 1, 1), date(2027, 12, 31)))
def test_any_name_and_basis_survive_two_parsers_within_the_limits(name: str, basis: str, day: date) -> None:
    own = KeyDate("jiri", name, f"{day:%m-%d}", basis=basis * 6, weight="参考")
    alone = replace(with_dates(own), key_dates=(own,))
    data = export_year(plan_year(alone, 2027, TODAY), "ics", Memory(), False).data
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    (one,), (other,) = by_libical(data), by_vobject(data)
    assert one.start == other.start == day
    assert one.end == other.end == day + timedelta(days=1)
    assert len(other.summary) < 128
    assert len(other.description) < 1000
    assert other.summary == (name if len(name) < 128 else f"{name[:126]}…")

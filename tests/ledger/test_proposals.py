"""Gaps of a year become proposals in the next year's calendar, in every export."""

from __future__ import annotations

from datetime import date

from ledger_making import project, run

from xuanchuan.calendar.proposals import with_proposals
from xuanchuan.calendar.year import Sources, plan_year
from xuanchuan.dates import load_key_dates, load_workdays
from xuanchuan.ledger.gaps import Gaps, propose
from xuanchuan.ledger.stations import Share, TownCoverage
from xuanchuan.model.calendar import Proposal

SOURCES = Sources(load_key_dates(None), (), (), load_workdays())


def test_each_gap_becomes_a_proposal_with_its_reason():
    none = Share(0, 2)
    gaps = Gaps(
        (), (TownCoverage("张镇", none, none, none, none, unreached=("后李村", "东洼村")),), ("宪法",), ("电视",)
    )
    said = [(one.what, one.why) for one in propose(gaps, 2026)]
    assert said == [
        ("张镇：安排进村宣传，还差后李村、东洼村", "2026年有2个村没有活动"),
        ("讲一讲《宪法》", "2026年台账里没有提到"),
        ("用一用电视", "2026年台账里没有用过"),
    ]


def test_a_proposal_stands_a_month_before_its_date_on_a_workday():
    plan = plan_year(SOURCES, 2026, date(2026, 1, 1))
    before = len(plan.tasks)
    plan = with_proposals(plan, [Proposal("dv-1125", "安排一场", "去年没有")], SOURCES.workdays)
    (task,) = [one for one in plan.tasks if one.task.id == "propose-dv-1125"]
    assert (task.task.day, task.lead.key_date.id) == (date(2026, 10, 26), "dv-1125")
    assert len(plan.tasks) == before + 1
    assert list(plan.tasks) == sorted(plan.tasks, key=lambda one: one.task.day)


def test_the_calendar_takes_last_years_gaps_into_every_export(tmp_path):
    folder = project(tmp_path)
    run(folder, "log", "add", "2026-12-04 广场宣传，资料500")
    for kind in ("txt", "ics", "csv"):
        done = run(folder, "calendar", "--year", "2027", "--propose", "--output", f"2027.{kind}")
        assert done.returncode == 0, done.stderr
        text = (folder / f"2027.{kind}").read_bytes().decode("utf-8-sig").replace("\r\n ", "")
        assert "建议：三八妇女维权周：安排一场活动" in text
        assert "建议：国家宪法日" not in text


def test_without_a_ledger_there_is_nothing_to_propose_and_that_is_said(tmp_path):
    done = run(project(tmp_path), "calendar", "--year", "2027", "--propose", "--output", "2027.txt")
    assert done.returncode == 0
    assert "没有 2026 年的台账" in done.stderr

"""The year-end self-assessment: targets, points, evidence, days; what the ledger does not hold is asked, never scored."""

from __future__ import annotations

from datetime import date

import docx
import pytest
from ledger_making import event, new_ledger, project, run

from xuanchuan.ledger.assessment import Indicator, Scored, load_assessment, phase_of
from xuanchuan.ledger.events import add_events
from xuanchuan.ledger.stations import Station, save_stations
from xuanchuan.model.error import XuanchuanError

OWN = """[[indicators]]
name = "活动场次"
points = 60
target = 4
unit = "场"
measure = "held"
evidence = "台账"
by = "11-30"

[[indicators]]
name = "到村率"
points = 40
target = 100
unit = "%"
measure = "reached"
by = "12-25"
"""


def test_2026_is_the_first_of_five_years_of_the_ninth_plan():
    phases, indicators = load_assessment(None)
    phase, number = phase_of(phases, 2026)
    assert (phase.name, phase.first, phase.last, number) == ("“九五”普法", 2026, 2030, 1)
    assert phase_of(phases, 2030)[1] == 5
    assert phase_of(phases, 2031) is None
    assert sum(one.points for one in indicators) == 100


@pytest.mark.parametrize(("done", "score"), [(0, 0), (99.875, 14.9), (100, 15), (250, 15), (43.6, 6.5), (None, None)])
def test_a_score_is_in_proportion_rounded_down_and_never_above_the_points(done, score):
    assert Scored(Indicator("到村率", 15, 100, "reached"), done, "").score == score


def test_what_the_ledger_holds_nothing_of_is_left_for_a_person_and_not_scored_nought(tmp_path):
    folder = project(tmp_path)
    with new_ledger(folder) as ledger:
        add_events(ledger, [event()], date(2026, 12, 20))
    run(folder, "report", "2026", "--as", "考核自评表.docx")
    rows = {
        row.cells[1].text: [cell.text for cell in row.cells]
        for row in docx.Document(str(folder / "考核自评表.docx")).tables[0].rows
    }
    for name in ("近三年信访干部培训", "巾帼志愿者四级网络", "使用的媒体种类", "“五个一”示范站"):
        assert rows[name][4] == "台账里没有"
        assert "请填" in rows[name][5]
    assert rows["全年普法活动场次"][4:6] == ["1场", "0.8"]
    assert rows["全年普法活动场次"][6]


@pytest.fixture
def county(tmp_path):
    folder = project(tmp_path)
    (folder / "campaigns").mkdir()
    (folder / "campaigns" / "assessment.toml").write_text(OWN, encoding="utf-8")
    with new_ledger(folder) as ledger:
        add_events(ledger, [event(town="张镇", village="甲村")], date(2026, 12, 20))
        save_stations(ledger, [Station("村", "张镇", name) for name in ("甲村", "乙村")])
    return folder


def test_a_day_that_nears_or_has_passed_is_told_until_the_target_is_met(county):
    shown = run(county, "report", today=date(2026, 12, 20)).stdout.replace("\n", "")
    assert "考核期限 11月30日（已经过了 20 天）：活动场次，目标 4场，现在 1场" in shown
    assert "考核期限 12月25日（还有 5 天）：到村率，目标 100%，现在 1/2（50%）" in shown
    with new_ledger(county) as ledger:
        add_events(ledger, [event(village="乙村", town="张镇")] * 3, date(2026, 12, 20))
    assert "考核期限" not in run(county, "report").stdout


@pytest.mark.parametrize(("old", "new", "said"), [("11-30", "11-31", "要写成 11-30"), ('"held"', '"hold"', "held")])
def test_a_mistake_in_the_file_is_named(county, old, new, said):
    path = county / "campaigns" / "assessment.toml"
    path.write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(XuanchuanError) as told:
        load_assessment(county / "campaigns")
    assert said in told.value.why

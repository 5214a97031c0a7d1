"""The ledger's file: nothing that was said to be saved is lost, and every fault is said plainly."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date

import pytest
from ledger_making import ROOT, TODAY, event, new_ledger

from xuanchuan.ledger.events import add_events, amend, corrections, entries, entry, withdraw
from xuanchuan.ledger.store import APPLICATION, migrations, open_ledger, open_to_read
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import Figure


def test_an_event_comes_back_as_it_went_in(tmp_path):
    whole = event(
        last=date(2026, 12, 5), campaign="constitution-1204", form="集中宣传", place="广场", town="张镇", village="后李村",
        unit="清河县妇联", partners=("司法局", "人民法院"), laws=("宪法",), media=("广播",),
        figures={"资料": 500, "受众": Figure(200, True)}, said="12.4 …", source="登记",
    )  # fmt: skip
    with new_ledger(tmp_path) as ledger:
        (added,) = add_events(ledger, [whole], TODAY)
        assert entries(ledger) == [added]
        assert entry(ledger, added.number).event == whole


def test_a_correction_keeps_the_old_value_and_the_reason(tmp_path):
    with new_ledger(tmp_path) as ledger:
        add_events(ledger, [event()], TODAY)
        after = amend(ledger, 1, {"资料": Figure(480), "地点": "人民广场"}, "清点后更正", TODAY)
        assert after.event.figures["资料"] == Figure(480)
        assert entry(ledger, 1).event == after.event
        assert [(one.field, one.old, one.new, one.reason) for one in corrections(ledger)] == [
            ("资料", "500", "480", "清点后更正"),
            ("地点", "", "人民广场", "清点后更正"),
        ]


def test_no_way_in_lets_a_telephone_or_identity_number_into_the_file(tmp_path):
    private = event(
        title="入户 13812345678", place="0543-1234567", said="身份证 37230119800101123X", partners=("李 13812345678",)
    )
    with new_ledger(tmp_path) as ledger:
        add_events(ledger, [private], TODAY)
        amend(ledger, 1, {"地点": "打 13900001111"}, "来电 13900001111", TODAY)
        kept = " ".join(
            str(value)
            for table in ("events", "corrections")
            for row in ledger.rows(f"SELECT * FROM {table}")
            for value in row
        )
    for number in ("13812345678", "1234567", "37230119800101123", "13900001111"):
        assert number not in kept
    assert "（号码略）" in kept


def test_what_is_withdrawn_no_longer_counts_and_stays_readable(tmp_path):
    with new_ledger(tmp_path) as ledger:
        add_events(ledger, [event(), event(title="讲座")], TODAY)
        withdraw(ledger, 1, "与2号重复", TODAY)
        assert [one.number for one in entries(ledger)] == [2]
        assert [one.withdrawn for one in entries(ledger, withdrawn=True)] == ["与2号重复", ""]


@pytest.mark.parametrize("change", [amend, withdraw])
def test_nothing_is_changed_without_a_reason(tmp_path, change):
    with new_ledger(tmp_path) as ledger:
        add_events(ledger, [event()], TODAY)
        with pytest.raises(XuanchuanError):
            change(ledger, 1, *([{"资料": Figure(1)}] if change is amend else []), " ", TODAY)
        assert entry(ledger, 1).event == event()


def test_all_events_are_saved_or_none(tmp_path):
    broken = event(figures={"资料": Figure(-1)})
    with new_ledger(tmp_path) as ledger:
        with pytest.raises(XuanchuanError):
            add_events(ledger, [event(), broken], TODAY)
        assert entries(ledger) == []


def test_a_file_of_another_program_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "xuanchuan.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (a)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(XuanchuanError, match="不是登记活动的台账"):
        open_ledger(path, "x")
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_program_is_refused(tmp_path):
    with new_ledger(tmp_path):
        pass
    with sqlite3.connect(tmp_path / "xuanchuan.db") as newer:
        newer.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    newer.close()
    with pytest.raises(XuanchuanError, match="更新的程序"):
        open_ledger(tmp_path / "xuanchuan.db")


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_broken_file_is_told_with_the_way_out(tmp_path, content):
    (tmp_path / "xuanchuan.db").write_bytes(content)
    with pytest.raises(XuanchuanError) as refused:
        open_ledger(tmp_path / "xuanchuan.db")
    assert "restore" in refused.value.hint or "移开" in refused.value.hint


def test_reading_where_nothing_was_entered_names_the_next_command(tmp_path):
    with pytest.raises(XuanchuanError) as refused:
        open_to_read(tmp_path / "xuanchuan.db")
    assert refused.value.hint.startswith("xuanchuan log add")
    assert not (tmp_path / "xuanchuan.db").exists()


def test_the_file_is_ours_durable_and_alone_after_closing(tmp_path):
    with new_ledger(tmp_path) as ledger:
        add_events(ledger, [event()], TODAY)
        assert ledger.rows("PRAGMA journal_mode")[0][0] == "wal"
        assert ledger.rows("PRAGMA synchronous")[0][0] == 2
        assert ledger.rows("PRAGMA application_id")[0][0] == APPLICATION
    with open_to_read(tmp_path / "xuanchuan.db") as ledger:
        entries(ledger)
    assert [one.name for one in tmp_path.iterdir()] == ["xuanchuan.db"]


def test_a_second_writer_waits_and_both_are_saved(tmp_path):
    with new_ledger(tmp_path):
        pass
    script = (
        "import sys; from pathlib import Path; from datetime import date\n"
        "from ledger_making import event; from xuanchuan.ledger.store import open_ledger\n"
        "from xuanchuan.ledger.events import add_events\n"
        "for n in range(20):\n"
        "    with open_ledger(Path(sys.argv[1])) as ledger: add_events(ledger, [event(title=f'{sys.argv[2]}{n}')], date(2026, 12, 20))\n"
    )
    both = [_python(script, str(tmp_path / "xuanchuan.db"), name) for name in "ab"]
    assert [one.wait(60) for one in both] == [0, 0]
    with open_to_read(tmp_path / "xuanchuan.db") as ledger:
        found = entries(ledger)
    assert sorted(one.event.title for one in found) == sorted(f"{name}{n}" for name in "ab" for n in range(20))
    assert len({one.number for one in found}) == len({one.uid for one in found}) == 40


def test_killed_while_writing_loses_nothing_that_was_said_to_be_saved(tmp_path):
    """Each round the writer prints a number once that event is saved, and is killed at some later moment."""
    with new_ledger(tmp_path):
        pass
    script = (
        "import sys; from pathlib import Path; from datetime import date\n"
        "from ledger_making import event; from xuanchuan.ledger.store import open_ledger\n"
        "from xuanchuan.ledger.events import add_events\n"
        "with open_ledger(Path(sys.argv[1])) as ledger:\n"
        "    while True:\n"
        "        one, = add_events(ledger, [event()], date(2026, 12, 20)); print(one.number, flush=True)\n"
    )
    for round_ in range(6):
        writer = _python(script, str(tmp_path / "xuanchuan.db"))
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.02 * round_)
        writer.send_signal(signal.SIGKILL)
        said = writer.stdout.read().split()
        writer.wait()
        with open_to_read(tmp_path / "xuanchuan.db") as ledger:
            numbers = [one.number for one in entries(ledger)]
            assert ledger.rows("PRAGMA integrity_check")[0][0] == "ok"
        assert numbers == list(range(1, len(numbers) + 1))
        assert not said or len(numbers) >= int(said[-1])


def _python(script: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *words],
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests' / 'ledger'}", "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        text=True,
    )

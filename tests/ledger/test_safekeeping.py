"""Backups, restores, merges, recalls and the handover: nothing is lost, everything is said."""

from __future__ import annotations

import errno
import io
import json
import sqlite3
import zipfile
from datetime import date
from pathlib import Path

import pytest
from ledger_making import TODAY, event, new_ledger, project, run

from xuanchuan.corpus import load_corpus
from xuanchuan.ledger.events import add_events, amend, corrections, entries
from xuanchuan.ledger.outputs import MadeFolder, Quoted, all_made, drafts, find_made, keep_made
from xuanchuan.ledger.recalling import judge, recalls
from xuanchuan.ledger.safekeeping import back_up, merge, restore
from xuanchuan.ledger.store import open_to_read
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import Figure


def told(path: Path) -> list[tuple[str, dict[str, Figure]]]:
    with open_to_read(path) as ledger:
        return [(one.event.title, dict(one.event.figures)) for one in entries(ledger)]


def test_a_backup_is_whole_and_never_overwrites(tmp_path):
    with new_ledger(tmp_path) as ledger:
        add_events(ledger, [event()], TODAY)
        first = back_up(ledger, tmp_path / "备份.db")
        add_events(ledger, [event(title="讲座")], TODAY)
        second = back_up(ledger, tmp_path / "备份.db")
    assert (first.name, second.name) == ("备份.db", "备份(2).db")
    assert (len(told(first)), len(told(second))) == (1, 2)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["xuanchuan.db", "备份(2).db", "备份.db"]


def test_a_restore_puts_the_backup_in_place_and_keeps_what_was_there(tmp_path):
    path = tmp_path / "xuanchuan.db"
    with new_ledger(tmp_path) as ledger:
        add_events(ledger, [event()], TODAY)
        backup = back_up(ledger, tmp_path / "备份.db")
        add_events(ledger, [event(title="后来的")], TODAY)
    kept = restore(backup, path)
    assert [title for title, _ in told(path)] == ["广场宣传"]
    assert kept is not None
    assert [title for title, _ in told(kept)] == ["广场宣传", "后来的"]


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: b"x" * len(data), lambda data: b""]
)
def test_a_damaged_backup_is_refused_and_changes_nothing(tmp_path, damage):
    with new_ledger(tmp_path) as ledger:
        add_events(ledger, [event(title=f"第{n}场") for n in range(200)], TODAY)
        backup = back_up(ledger, tmp_path / "备份.db")
    backup.write_bytes(damage(backup.read_bytes()))
    before = told(tmp_path / "xuanchuan.db")
    with pytest.raises(XuanchuanError):
        restore(backup, tmp_path / "xuanchuan.db")
    assert told(tmp_path / "xuanchuan.db") == before


def test_a_full_disk_leaves_no_half_backup(tmp_path, monkeypatch):
    with new_ledger(tmp_path) as ledger:
        add_events(ledger, [event()], TODAY)

        def full(self, target):
            target.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("xuanchuan.ledger.store.Ledger.backup", full)
        with pytest.raises(XuanchuanError) as refused:
            back_up(ledger, tmp_path / "备份.db")
    assert "磁盘满了" in refused.value.why
    assert [one.name for one in tmp_path.iterdir()] == ["xuanchuan.db"]


@pytest.fixture
def town(tmp_path) -> Path:
    """A township's ledger with two events, one corrected."""
    folder = tmp_path / "town"
    folder.mkdir()
    with new_ledger(folder, "town") as ledger:
        add_events(ledger, [event(town="张镇"), event(title="讲座", town="张镇")], TODAY)
        amend(ledger, 1, {"资料": Figure(480)}, "清点后更正", TODAY)
    return folder / "xuanchuan.db"


def test_merging_twice_adds_nothing(tmp_path, town):
    with new_ledger(tmp_path) as ledger:
        add_events(ledger, [event(title="县里的")], TODAY)
        first, second = merge(ledger, town), merge(ledger, town)
        assert (first.events, first.known, second.events, second.known, second.others) == (2, 0, 0, 2, 0)
        found = entries(ledger)
        assert sorted(one.event.title for one in found) == ["县里的", "广场宣传", "讲座"]
        assert len({one.number for one in found}) == 3
        assert [one.reason for one in corrections(ledger)] == ["清点后更正"]


def test_a_later_correction_of_the_town_comes_with_the_next_merge(tmp_path, town):
    with new_ledger(tmp_path) as ledger:
        merge(ledger, town)
        with new_ledger(town.parent, "town") as theirs:
            amend(theirs, 1, {"资料": Figure(470)}, "再次清点", TODAY)
        merge(ledger, town)
        assert {one.event.title: one.event.figures["资料"] for one in entries(ledger)}["广场宣传"] == Figure(470)
        assert len(corrections(ledger)) == 2


def test_a_correction_of_our_own_is_not_undone_by_a_merge(tmp_path, town):
    with new_ledger(tmp_path) as ledger:
        merge(ledger, town)
        for value in (400, 410):
            amend(ledger, 1, {"资料": Figure(value)}, "县里核过", TODAY)
        merge(ledger, town)
        assert entries(ledger)[0].event.figures["资料"] == Figure(410)


def test_a_file_that_is_no_ledger_is_not_merged(tmp_path):
    (tmp_path / "x.db").write_bytes(b"not a ledger" * 50)
    with new_ledger(tmp_path) as ledger:
        for wrong in (tmp_path / "x.db", tmp_path / "nowhere.db", tmp_path / "xuanchuan.db"):
            with pytest.raises(XuanchuanError):
                merge(ledger, wrong)


def test_a_read_only_copy_can_be_read(tmp_path, town):
    stick = tmp_path / "stick"
    stick.mkdir()
    place = stick / "xuanchuan.db"
    place.write_bytes(town.read_bytes())
    place.chmod(0o444)
    stick.chmod(0o555)
    try:
        assert len(told(place)) == 2
    finally:
        stick.chmod(0o755)


CORPUS = load_corpus()
OLD = Quoted("中华人民共和国妇女权益保障法", 40, 0, date(2018, 10, 26), "0" * 16)
GONE = Quoted("中华人民共和国婚姻法", 32, 0, date(2001, 4, 28), "0" * 16)


def current() -> Quoted:
    excerpt = next(one for one in CORPUS.excerpts(TODAY) if str(one.ref) == "反家庭暴力法:23")
    return Quoted(excerpt.title, 23, 0, excerpt.effective, excerpt.digest)


def test_what_still_stands_word_for_word_is_not_recalled():
    assert judge(current(), CORPUS, TODAY) is None


def test_a_repealed_law_is_recalled_with_its_day_and_successor():
    fate = judge(GONE, CORPUS, TODAY)
    assert (fate.fate, fate.since) == ("repealed", date(2021, 1, 1))
    assert "民法典" in fate.now


def test_a_changed_article_is_recalled_with_todays_number():
    fate = judge(OLD, CORPUS, TODAY)
    assert fate.fate == "changed"
    assert "妇女权益保障法" in fate.now


def test_what_the_corpus_lacks_is_unknown_and_never_wrong():
    assert judge(Quoted("某某条例", 1, 0, date(2020, 1, 1), "0" * 16), CORPUS, TODAY).fate == "unknown"


def test_only_folders_that_quote_something_changed_are_recalled():
    made = [MadeFolder("a", "", (), (current(),)), MadeFolder("b", "", (), (current(), GONE))]
    assert [one.made.folder for one in recalls(made, CORPUS, TODAY)] == ["b"]


def test_a_kit_is_remembered_with_where_it_went_after_its_folder_has_gone(tmp_path):
    folder = project(tmp_path)
    assert run(folder, "kit", "11.25", "--only", "横幅标语", today=date(2026, 11, 24)).returncode == 0
    (made,) = find_made(folder)
    assert (made.day, made.title) == (date(2026, 11, 25), "国际消除家庭暴力日")
    assert made.quoted
    with new_ledger(folder) as ledger:
        keep_made(ledger, [made], TODAY, "各乡镇", 3000)
        keep_made(ledger, [made], TODAY)
        (kept,) = all_made(ledger, tmp_path / "elsewhere")
    assert (kept.sent, kept.copies, len(kept.quoted)) == ("各乡镇", 3000, len(made.quoted))


def test_outputs_nobody_logged_become_drafts_without_a_figure(tmp_path):
    made = [
        MadeFolder("2026-11-25 国际消除家庭暴力日", "", ({"path": "a"},), (current(),)),
        MadeFolder("2026-06-26 国际禁毒日", "", ({"path": "a"},), ()),
        MadeFolder("别的", "", (), ()),
    ]
    with new_ledger(tmp_path) as ledger:
        known = add_events(ledger, [event("2026-06-26", campaign="drug-0626")], TODAY)
    (draft,) = drafts(made, known, {"国际消除家庭暴力日": "dv-1125", "国际禁毒日": "drug-0626"})
    assert (draft.day, draft.campaign, draft.figures) == (date(2026, 11, 25), "dv-1125", {})
    assert draft.laws == ("反家庭暴力法",)


def test_a_damaged_manifest_is_passed_over(tmp_path):
    for name, text in {"a": "{", "b": "[]", "c": '{"files": [{"path": 1}], "articles": [{}]}'}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "清单.json").write_text(text, encoding="utf-8")
    assert list(find_made(tmp_path)) == []


def test_recall_says_nothing_has_changed_and_leaves_with_0(tmp_path):
    folder = project(tmp_path)
    run(folder, "kit", "11.25", "--only", "横幅标语", today=date(2026, 11, 24))
    done = run(folder, "recall")
    assert done.returncode == 0
    assert "看了 1 个文件夹，引用的法条都没有变" in done.stdout


def test_recall_names_the_folder_and_leaves_with_4(tmp_path):
    folder = project(tmp_path)
    run(folder, "kit", "11.25", "--only", "横幅标语", today=date(2026, 11, 24))
    listing = folder / "2026-11-25 国际消除家庭暴力日" / "清单.json"
    value = json.loads(listing.read_text(encoding="utf-8"))
    value["articles"][0]["digest"] = "0" * 16
    listing.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    done = run(folder, "recall")
    assert done.returncode == 4
    assert "2026-11-25 国际消除家庭暴力日" in done.stdout
    (shown,) = json.loads(run(folder, "recall", "--format", "json").stdout)
    assert shown["articles"][0]["fate"] == "changed"


def test_the_handover_holds_everything_and_opens(tmp_path):
    folder = project(tmp_path)
    run(folder, "log", "add", "2026-12-04 广场宣传，资料500")
    (folder / "templates").mkdir()
    (folder / "templates" / "说明.txt").write_text("抬头用二号字", encoding="utf-8")
    done = run(folder, "handover", "--output", "交接.zip")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(folder / "交接.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        data = archive.read("xuanchuan.db")
        note = archive.read("交接说明.docx")
    assert {"交接说明.docx", "xuanchuan.db", "xuanchuan.toml", "templates/说明.txt", "2027年日历.xlsx"} <= set(names)
    copy = tmp_path / "copy.db"
    copy.write_bytes(data)
    assert [title for title, _ in told(copy)] == ["广场宣传"]
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(note)).namelist()


def test_there_is_nothing_to_hand_over_without_a_unit(tmp_path):
    done = run(tmp_path, "handover")
    assert (done.returncode, "xuanchuan init" in done.stderr) == (2, True)


def test_a_locked_ledger_says_who_has_it(tmp_path, monkeypatch):
    monkeypatch.setattr("xuanchuan.ledger.store.WAIT_SECONDS", 0.1)
    with new_ledger(tmp_path), sqlite3.connect(tmp_path / "xuanchuan.db") as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(XuanchuanError) as refused, new_ledger(tmp_path) as ledger:
            add_events(ledger, [event()], TODAY)
        other.execute("ROLLBACK")
    assert "另一个窗口正在写台账" in refused.value.why


OF_TODAY = date(2026, 11, 24)
KIT = "2026-11-25 国际消除家庭暴力日"


def _articles(folder: Path) -> set[int]:
    """The articles of the law against domestic violence that a folder's manifest names."""
    rows = json.loads((folder / "清单.json").read_text(encoding="utf-8"))["articles"]
    return {one["article"] for one in rows if one["law"].endswith("反家庭暴力法")}


@pytest.fixture
def revised(tmp_path) -> Path:
    """A kit was made and sent out; then the law's Article 23 got new words, imported from a file of the unit's own."""
    folder = project(tmp_path / "county")
    assert run(folder, "kit", "11.25", "--only", "宣传单", today=OF_TODAY).returncode == 0
    assert run(folder, "kit", "12.4", "--only", "横幅标语", today=OF_TODAY).returncode == 0
    assert run(folder, "log", "import", KIT, "--sent", "各乡镇妇联", "--copies", "3000").returncode == 0
    assert run(folder, "log", "import", ".", "--sent", "各乡镇妇联", "--copies", "3000", today=OF_TODAY).returncode == 0
    number = min(_articles(folder / KIT) - _articles(folder / "2026-12-04 国家宪法日"))
    law = json.loads(run(folder, "law", "show", "反家庭暴力法", "--format", "json").stdout)
    lines = ["中华人民共和国反家庭暴力法", "（2026年12月1日修订　自2026年12月10日起施行）"]
    for one in law["articles"]:
        words = one["text"] + ("新加的一句，虚构。" if one["article"] == number else "")
        lines.append(f"{one['label']}　{words}")
    (folder / "新法.txt").write_text("\n".join(lines), encoding="utf-8")
    done = run(folder, "law", "import", "新法.txt", "--effective", "2026-12-10")
    assert done.returncode == 0, done.stderr
    return folder


def test_after_a_newer_law_only_what_quotes_a_changed_article_is_named_with_where_it_went(revised):
    before = run(revised, "recall", "--as-of", "2026-12-09")
    assert before.returncode == 0, before.stdout
    done = run(revised, "recall")
    assert done.returncode == 4, done.stderr
    assert KIT in done.stdout
    assert "发到：各乡镇妇联" in done.stdout
    assert "3000 份" in done.stdout
    assert "看了 2 个文件夹，有 1 个" in done.stdout
    (shown,) = json.loads(run(revised, "recall", "--format", "json").stdout)
    assert [(one["fate"], one["since"]) for one in shown["articles"]] == [("changed", "2026-12-10")]


def test_a_reprint_that_is_registered_is_recalled_no_more_until_the_words_change_again(revised):
    done = run(revised, "log", "reprint", KIT, "--copies", "2000", "--sent", "城关镇")
    assert done.returncode == 0, done.stderr
    assert "2000 份" in done.stdout
    assert run(revised, "recall").returncode == 0
    again = run(revised, "log", "reprint", KIT)
    assert again.returncode == 2
    assert "不用登记重印" in again.stderr
    own = next((revised / "laws").rglob("*.md"))
    own.write_text(
        own.read_text(encoding="utf-8").replace("新加的一句，虚构。", "又改了一句，虚构。"), encoding="utf-8"
    )
    assert run(revised, "recall").returncode == 4


def test_what_went_out_is_still_recalled_after_the_kit_was_made_again(revised):
    assert run(revised, "kit", "11.25", "--year", "2026", "--only", "宣传单", "--overwrite").returncode == 0
    assert run(revised, "recall").returncode == 4
    run(revised, "log", "reprint", KIT)
    assert run(revised, "recall").returncode == 0


def test_a_kit_made_again_before_it_went_anywhere_is_not_recalled(tmp_path):
    old = MadeFolder("a", "", ({"path": "x"},), (OLD,))
    new = MadeFolder("a", "", ({"path": "x"},), (current(),))
    with new_ledger(tmp_path) as ledger:
        keep_made(ledger, [old], TODAY)
        keep_made(ledger, [new], TODAY)
        assert recalls(all_made(ledger, tmp_path), CORPUS, TODAY) == []
        keep_made(ledger, [old], TODAY, "各乡镇")
        keep_made(ledger, [new], TODAY)
        assert len(recalls(all_made(ledger, tmp_path), CORPUS, TODAY)) == 1


def test_a_manifest_that_cannot_be_read_is_told_by_recall(tmp_path):
    folder = project(tmp_path)
    (folder / "坏的").mkdir()
    (folder / "坏的" / "清单.json").write_text("{", encoding="utf-8")
    assert "没有查" in run(folder, "recall").stderr


def test_an_older_programs_ledger_is_read_as_it_is_and_brought_up_to_date_when_written(tmp_path, monkeypatch):
    from xuanchuan.ledger import store

    folder = project(tmp_path)
    steps = store.migrations()
    with monkeypatch.context() as older:
        older.setattr(store, "migrations", lambda: steps[:1])
        with new_ledger(folder) as ledger:
            add_events(ledger, [event()], TODAY)
    before = (folder / "xuanchuan.db").read_bytes()
    assert "登记活动 1 场" in run(folder, "stats").stdout
    assert run(folder, "recall").returncode == 0
    assert (folder / "xuanchuan.db").read_bytes() == before
    assert run(folder, "log", "add", "12.4 讲座 资料5").returncode == 0
    with open_to_read(folder / "xuanchuan.db") as ledger:
        assert ledger.rows("PRAGMA user_version")[0][0] == len(steps)
        assert len(entries(ledger)) == 2

"""``xuanchuan batch`` as an officer runs it: counts that add up, nothing lost, nothing overwritten."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import time
import zipfile

import docx
import openpyxl
import pytest

from tests.batch.rosters import HEAD, NOW, OUT, ROOT, files, killed, manifest, rows, run, write_csv


def test_sixty_villages_of_which_two_are_held(sixty, tmp_path):
    done = run(tmp_path, "宣传单,广播稿", "--roster", "村名单.csv", "--day", "12.4")
    assert done.returncode == 5
    said = done.stdout + done.stderr
    assert "读入 村名单.csv：60 行，编码 GB18030" in said
    assert "村名=村(社区)" in said
    assert "电话=手机" in said
    assert "律师=法律顾问  律所=所  户数=户数" in said
    assert "不认识的列：无" in said
    assert "可以正式做：58 个村。先不做：2 个村" in said
    assert "第 17 行 后李   缺 手机" in said
    assert "第 44 行 东洼村   手机只有 10 位：1380000000" in said
    assert "60 行 = 做了 58 + 先不做 2 + 重复 0。每村 3 份，共 174 份" in said
    assert "xuanchuan batch --resume" in said
    made = manifest(tmp_path / OUT)
    assert made["rows"] == {"in": 60, "made": 58, "held": 2, "duplicate": 0}
    assert [(one["row"], one["village"]) for one in made["held"]] == [(17, "后李"), (44, "东洼村")]
    assert len(made["files"]) == 174
    for one in made["files"]:
        assert hashlib.sha256((tmp_path / OUT / one["path"]).read_bytes()).hexdigest() == one["sha256"]
    assert {one["law"] for one in made["articles"]}
    page = openpyxl.load_workbook(tmp_path / OUT / "先不做的村.xlsx").active
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=3)] == [
        ["17", "后李", "缺 手机", "补上手机"],
        ["44", "东洼村", "手机只有 10 位：1380000000", "手机号是 11 位，请核对"],
    ]


def test_a_village_prints_its_own_name_and_phone_and_no_other(sixty, tmp_path):
    run(tmp_path, "宣传单", "--roster", "村名单.csv", "--day", "12.4")
    paths = sorted((tmp_path / OUT).glob("*.docx"))
    assert len(paths) == 58
    word = docx.Document(str(paths[2]))
    text = "".join(node.text or "" for node in word.element.body.iter() if node.tag.endswith("}t"))
    assert paths[2].name == "003-第3村-宣传单.docx"
    assert "前刘镇第3村妇联" in text
    assert "13800000003" in text
    assert "13800000004" not in text
    assert "示例" not in text


def test_the_list_to_sign_has_a_line_a_village_and_nothing_that_acts(tmp_path):
    write_csv(tmp_path / "名单.csv", [["村名", "手机"], ["-1+1村", "13800000001"], ["好村", "13800000002"]])
    run(tmp_path, "宣传单", "--roster", "名单.csv", "--day", "12.4")
    page = openpyxl.load_workbook(tmp_path / OUT / "分发清单.xlsx").active
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    assert "签收人" in cells[1]
    assert [row[2] for row in cells[2:]] == ["-1+1村", "好村"]
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


def test_resume_after_the_roster_is_mended_makes_only_what_was_missing(sixty, tmp_path):
    run(tmp_path, "宣传单,广播稿", "--roster", "村名单.csv", "--day", "12.4")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / OUT).rglob("*.docx")}
    table = rows(60)
    table[15][0], table[42][0] = "后李", "东洼村"
    table[4][3] = "13999999999"
    write_csv(tmp_path / "村名单.csv", [HEAD, *table], "gb18030")
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    done = run(elsewhere, "--resume", str(tmp_path / OUT), SOURCE_DATE_EPOCH=str(int(NOW) + 86400))
    assert done.returncode == 0
    assert "60 行 = 做了 60 + 先不做 0 + 重复 0" in done.stdout
    assert "57 个上次已做好" in done.stdout
    changed = {path for path, when in before.items() if path.stat().st_mtime_ns != when}
    assert {path.name.split("-")[0] for path in changed} == {"005"}
    assert (tmp_path / OUT / "016-后李" / "016-后李-宣传单.docx").exists()
    assert len(manifest(tmp_path / OUT)["files"]) == 180


def test_a_file_a_person_changed_is_kept_and_the_new_one_put_beside(sixty, tmp_path):
    run(tmp_path, "广播稿", "--roster", "村名单.csv", "--day", "12.4", "--to", "txt")
    mine = tmp_path / OUT / "003-第3村-广播稿.txt"
    mine.write_text("我改过", encoding="utf-8")
    done = run(tmp_path, "--resume", OUT)
    assert mine.read_text(encoding="utf-8") == "我改过"
    assert (tmp_path / OUT / "003-第3村-广播稿(2).txt").exists()
    assert "您改过，原样保留" in done.stderr
    run(tmp_path, "--resume", OUT)
    assert not (tmp_path / OUT / "003-第3村-广播稿(3).txt").exists()


def test_a_file_open_in_wps_is_named_and_the_new_one_put_beside(sixty, tmp_path):
    run(tmp_path, "宣传单", "--roster", "村名单.csv", "--day", "12.4")
    table = rows(60)
    table[2][3] = "13999999999"
    write_csv(tmp_path / "村名单.csv", [HEAD, *table], "gb18030")
    (tmp_path / OUT / ".~003-第3村-宣传单.docx").write_text("", encoding="utf-8")
    done = run(tmp_path, "--resume", OUT)
    assert "003-第3村-宣传单.docx 正被别的程序打开" in done.stderr
    assert (tmp_path / OUT / "003-第3村-宣传单(2).docx").exists()


def test_only_one_village_is_redone(sixty, tmp_path):
    run(tmp_path, "宣传单", "--roster", "村名单.csv", "--day", "12.4")
    (tmp_path / OUT / "003-第3村-宣传单.docx").unlink()
    (tmp_path / OUT / "004-第4村-宣传单.docx").unlink()
    done = run(tmp_path, "--resume", OUT, "--only", "第3村")
    assert done.returncode == 0
    assert (tmp_path / OUT / "003-第3村-宣传单.docx").exists()
    assert not (tmp_path / OUT / "004-第4村-宣传单.docx").exists()
    assert run(tmp_path, "--resume", OUT, "--only", "第3材").returncode == 2


def test_a_dry_run_writes_nothing(sixty, tmp_path):
    done = run(tmp_path, "宣传单", "--roster", "村名单.csv", "--day", "12.4", "--dry-run")
    assert done.returncode == 5
    assert "60 行 = 做了 58" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["村名单.csv"]


def test_plans_are_not_made_by_the_batch_unless_asked_for(sixty, tmp_path):
    done = run(tmp_path, "活动方案", "--roster", "村名单.csv", "--day", "12.4")
    assert done.returncode == 3
    assert "公文抄袭" in done.stderr
    assert not (tmp_path / OUT).exists()


def test_each_township_gets_a_zip(tmp_path):
    write_csv(tmp_path / "名单.csv", [HEAD, *rows(9, lambda number: f"{'甲乙丙'[number % 3]}镇")])
    done = run(tmp_path, "宣传单,广播稿", "--roster", "名单.csv", "--day", "12.4", "--shard", "zip")
    assert done.returncode == 0
    with zipfile.ZipFile(tmp_path / OUT / "乙镇.zip") as parcel:
        assert parcel.testzip() is None
        assert len(parcel.namelist()) == 9
        assert "001-第1村/001-第1村-宣传单.docx" in parcel.namelist()
    made = manifest(tmp_path / OUT)
    assert len(made["files"]) == 27
    assert [one["path"] for one in made["zips"]] == sorted(["甲镇.zip", "乙镇.zip", "丙镇.zip"])
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / OUT).glob("*.zip")}
    assert "9 个上次已做好" in run(tmp_path, "--resume", OUT).stdout
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_two_processes_make_what_one_makes(tmp_path):
    write_csv(tmp_path / "名单.csv", [HEAD, *rows(30)])
    run(tmp_path, "宣传单,广播稿", "--roster", "名单.csv", "--day", "12.4", "--out", "一")
    done = run(tmp_path, "宣传单,广播稿", "--roster", "名单.csv", "--day", "12.4", "--out", "二", "--jobs", "2")
    assert done.returncode == 0
    assert files(tmp_path / "一") == files(tmp_path / "二")
    assert manifest(tmp_path / "一") == manifest(tmp_path / "二")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_again_and_again_it_loses_nothing(tmp_path):
    write_csv(tmp_path / "名单.csv", [HEAD, *rows(3000)])
    args = ("宣传单,广播稿", "--roster", "名单.csv", "--day", "12.4", "--flat")
    run(tmp_path, *args, "--out", "整")
    for many in (1, 700, 2500, 5200):
        killed(tmp_path, [*args, "--out", "断"], many)
    done = run(tmp_path, "--resume", "断")
    assert done.returncode == 0
    assert files(tmp_path / "整") == files(tmp_path / "断")
    assert manifest(tmp_path / "整") == manifest(tmp_path / "断")


def test_a_torn_file_is_found_and_made_again(sixty, tmp_path):
    run(tmp_path, "宣传单", "--roster", "村名单.csv", "--day", "12.4")
    torn, empty, zeroed = (tmp_path / OUT / f"00{number}-第{number}村-宣传单.docx" for number in (1, 2, 3))
    whole = [path.read_bytes() for path in (torn, empty, zeroed)]
    torn.write_bytes(whole[0][:5000])
    empty.write_bytes(b"")
    zeroed.write_bytes(whole[2][:4096] + bytes(len(whole[2]) - 4096))
    journal = tmp_path / OUT / "进度.jsonl"
    journal.write_bytes(journal.read_bytes()[:-30])
    run(tmp_path, "--resume", OUT)
    assert [path.read_bytes() for path in (torn, empty, zeroed)] == whole
    assert not list((tmp_path / OUT).glob("*(2)*"))


def test_a_full_disk_stops_plainly_and_resume_goes_on(sixty, tmp_path, monkeypatch):
    import errno

    from xuanchuan.files import placing
    from xuanchuan.model.error import XuanchuanError

    placer = placing.Placer(tmp_path / "满")
    real, left = placing.os.write, [3]

    def full(descriptor, data):
        left[0] -= 1
        if left[0] <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data)

    monkeypatch.setattr(placing.os, "write", full)
    placer.put("甲.txt", b"1", {})
    placer.put("乙.txt", b"2", {})
    with pytest.raises(XuanchuanError) as caught:
        placer.put("丙.txt", b"3", {})
    assert "磁盘满了" in caught.value.why
    assert sorted(path.name for path in (tmp_path / "满").iterdir()) == sorted(["甲.txt", "乙.txt"])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("宣传单",), "名单"),
        (("宣传弹", "--roster", "村名单.csv", "--day", "12.4"), "宣传单"),
        (("宣传单", "--roster", "没有.csv", "--day", "12.4"), "找不到名单"),
        (("宣传单", "--roster", "村名单.csv", "--day", "12.4", "--to", "pfd"), "docx"),
        (("--resume", "没有这个"), "没有可以接着做的"),
        (("宣传单", "--roster", "村名单.csv", "--day", "12.4", "--columns", "村名"), "--columns"),
    ],
)
def test_wrong_input_is_told_in_four_lines(sixty, tmp_path, args, said):
    done = run(tmp_path, *args)
    assert done.returncode == 2
    told = [line for line in done.stderr.splitlines() if line.startswith(("出错了", "在哪里", "为什么", "下一步"))]
    assert said in "".join(told)
    assert "Traceback" not in done.stderr
    assert len(told) <= 4


def test_plans_asked_for_say_how_alike_they_are_and_leave_two_places_a_village(sixty, tmp_path):
    done = run(tmp_path, "活动方案", "--roster", "村名单.csv", "--day", "12.4", "--plan")
    assert done.returncode == 5
    assert "雷同情况（活动方案，比了 3 个村）" in done.stderr
    assert "第1村妇联" in done.stderr
    word = docx.Document(str(tmp_path / OUT / "001-第1村-活动方案.docx"))
    yellow = [run.text for one in word.paragraphs for run in one.runs if run.font.highlight_color is not None]
    assert sum("本村（社区）" in text for text in yellow) == 2


def test_another_material_made_later_joins_the_list_and_the_first_stays_on_it(sixty, tmp_path):
    run(tmp_path, "宣传单", "--roster", "村名单.csv", "--day", "12.4", "--flat")
    run(tmp_path, "广播稿", "--roster", "村名单.csv", "--day", "12.4", "--to", "txt", "--flat")
    listed = [one["path"] for one in manifest(tmp_path / OUT)["files"] if one["path"].startswith("003")]
    assert listed == ["003-第3村-广播稿.txt", "003-第3村-宣传单.docx"]


@pytest.mark.slow
def test_what_is_made_opens_in_libreoffice_with_the_villages_own_words(sixty, tmp_path):
    run(tmp_path, "联系卡,宣传单", "--roster", "村名单.csv", "--day", "12.4", "--flat")
    names = ["002-第2村-宣传单.docx", "打印-联系卡.docx", "分发清单.xlsx"]
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), *(str(tmp_path / OUT / name) for name in names)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    flyer, cards, listed = (
        subprocess.run(
            ["pdftotext", "-layout", str(tmp_path / name).rpartition(".")[0] + ".pdf", "-"],
            check=True, capture_output=True, text=True,
        ).stdout
        for name in names
    )  # fmt: skip
    assert "13800000002" in flyer
    assert cards.count("联系人：王䶮") == 58
    assert "签收人" in listed
    assert "第60村" in listed


def test_a_path_windows_cannot_open_is_told_before_anything_is_made(sixty, tmp_path):
    deep = tmp_path / ("深" * 60) / ("深" * 60) / ("深" * 60)
    shallow, told = (
        run(tmp_path, "宣传单", "--roster", "村名单.csv", "--day", "12.4", "--dry-run", "--out", str(out)).stderr
        for out in (tmp_path / "浅", deep)
    )
    assert "文件夹太深" not in shallow
    assert "超过 240 个" in told
    assert "--out D:\\输出" in told


def test_without_material_or_day_it_asks_for_what_is_missing_and_off_a_terminal_says_what_to_type(sixty, tmp_path):
    done = run(tmp_path, "--roster", "村名单.csv")
    assert done.returncode == 2
    assert "没有写材料、日子" in done.stderr
    assert 'xuanchuan batch 宣传单,广播稿 --roster "村名单.csv" --day 12.4' in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["村名单.csv"]


@pytest.mark.slow
def test_villages_get_pdfs_and_pictures_too(tmp_path):
    pytest.importorskip("typst")
    write_csv(tmp_path / "名单.csv", [HEAD, *rows(2)])
    done = run(tmp_path, "联系卡,广播稿", "--roster", "名单.csv", "--day", "12.4", "--to", "pdf,png", "--flat")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / OUT).iterdir()}
    assert {"001-第1村-联系卡.pdf", "001-第1村-联系卡 1.png", "001-第1村-联系卡 2.png"} <= names
    text = subprocess.run(
        ["pdftotext", str(tmp_path / OUT / "002-第2村-联系卡.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "13800000002" in text


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to send there")
@pytest.mark.parametrize("more", [(), ("--jobs", "2")])
def test_stopped_by_the_person_it_says_how_to_go_on(tmp_path, more):
    import os

    write_csv(tmp_path / "名单.csv", [HEAD, *rows(9000)])
    env = {**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": NOW, "PYTHONPATH": str(ROOT)}
    args = ["宣传单,广播稿", "--roster", "名单.csv", "--day", "12.4", "--flat", "--out", "断", *more]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background would ignore it
    with subprocess.Popen(
        [sys.executable, "-m", "xuanchuan", "batch", *args], cwd=tmp_path, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    ) as process:  # fmt: skip
        signal.signal(signal.SIGINT, before)
        while process.poll() is None and not list((tmp_path / "断").glob("0*.docx")):
            time.sleep(0.002)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "xuanchuan batch --resume" in said.decode()
    assert "Traceback" not in said.decode()


def test_resume_alone_finds_the_one_folder_begun_here(sixty, tmp_path):
    run(tmp_path, "广播稿", "--roster", "村名单.csv", "--day", "12.4", "--to", "txt")
    assert "60 个上次已做好" in run(tmp_path, "--resume").stdout
    run(tmp_path, "广播稿", "--roster", "村名单.csv", "--day", "12.4", "--to", "txt", "--out", "又一个")
    done = run(tmp_path, "--resume")
    assert done.returncode == 3
    assert "又一个" in done.stderr


def test_a_list_that_was_written_in_is_kept(sixty, tmp_path):
    run(tmp_path, "广播稿", "--roster", "村名单.csv", "--day", "12.4", "--to", "txt")
    book = openpyxl.load_workbook(tmp_path / OUT / "分发清单.xlsx")
    book.active["F3"] = "李某签收"
    book.save(tmp_path / OUT / "分发清单.xlsx")
    table = rows(59)
    write_csv(tmp_path / "村名单.csv", [HEAD, *table, ["新村", "前刘镇", "王", "13900000000", "", "", "1"]])
    done = run(tmp_path, "--resume", OUT)
    assert "分发清单.xlsx 您改过，原样保留" in done.stderr
    assert openpyxl.load_workbook(tmp_path / OUT / "分发清单.xlsx").active["F3"].value == "李某签收"
    new = openpyxl.load_workbook(tmp_path / OUT / "分发清单(2).xlsx").active
    assert "新村" in [row[2].value for row in new.iter_rows(min_row=3)]

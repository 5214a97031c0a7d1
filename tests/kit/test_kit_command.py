"""``xuanchuan kit``: four complete packs, the unit's facts in them, nobody's files overwritten, the same bytes twice."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from xuanchuan.corpus import CORPUS_DATE

DAYS = {
    "3.8": "2026-03-01 三八妇女维权周",
    "6.26": "2026-06-26 国际禁毒日",
    "11.25": "2026-11-25 国际消除家庭暴力日",
    "12.4": "2026-12-04 国家宪法日",
}
MATERIALS = ("活动方案.docx", "宣传单.docx", "法律知识讲义.docx", "广播稿.docx", "广播稿.txt", "短信微信文案.txt", "横幅标语", "签到表.docx",
             "咨询登记表.docx", ".ics", "首页.html", "清单.json")  # fmt: skip
NOW = "1795478400"  # 2026-11-24
UNIT = """[unit]
name = "清河县妇女联合会"
short = "清河县妇联"
level = "县"
province = "山东省"
address = "人民路8号三楼"
phone = "0543-7654321"
contact = "权益部"
hotline_hours = "工作日9:00-17:00"
partners = ["司法局", "公安局"]
account = "清河女声"
"""


def kit(cwd: Path, *args: str, seed: str = "0", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xuanchuan", "kit", *args],
        cwd=cwd,
        env={**os.environ, "SOURCE_DATE_EPOCH": NOW, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1",
             "PYTHONPATH": str(Path(__file__).parents[2]), **env},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def all_words(folder: Path) -> dict[str, str]:
    words = {}
    for path in folder.iterdir():
        if path.suffix == ".docx":
            body = docx.Document(str(path)).element.body
            words[path.name] = "".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
        elif path.suffix in (".txt", ".html", ".json", ".ics"):
            words[path.name] = path.read_bytes().decode("utf-8-sig").replace("\r\n ", "")
    return words


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("day", DAYS)
def test_the_pack_is_complete_and_reads_back(day, tmp_path):
    done = kit(tmp_path, day, "--year", "2026")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / DAYS[day]
    names = [path.name for path in folder.iterdir()]
    for wanted in MATERIALS:
        assert any(wanted in name for name in names), (wanted, names)
    words = all_words(folder)
    assert all(len(text) > 150 for text in words.values())
    assert "示例单位" in words["01 活动方案.docx"]
    assert "init" in done.stderr


def test_a_units_facts_are_in_everything_and_no_sample_is_left(tmp_path):
    (tmp_path / "xuanchuan.toml").write_text(UNIT, encoding="utf-8")
    assert kit(tmp_path, "11.25").returncode == 0
    words = all_words(tmp_path / DAYS["11.25"])
    for name, text in words.items():
        assert "示例" not in text, name
        discreet = name.startswith("14 求助卡")
        assert discreet or "清河县妇" in text or name.endswith(".ics"), name
    assert "0543-7654321" in words["02 宣传单.docx"]
    assert "人民路8号三楼" in words["02 宣传单.docx"]
    assert "山东省反家庭暴力条例" in words["03 法律知识讲义.docx"]
    assert "导入" in words["03 法律知识讲义.docx"]


def test_a_unit_of_another_province_sees_no_rule_of_shandong(tmp_path):
    (tmp_path / "xuanchuan.toml").write_text(UNIT.replace("山东省", "河北省"), encoding="utf-8")
    assert kit(tmp_path, "11.25").returncode == 0
    assert all("山东" not in text for text in all_words(tmp_path / DAYS["11.25"]).values())


def test_two_runs_give_the_same_bytes_in_other_processes_and_hash_seeds(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert kit(tmp_path / "a", "12.4", seed="1", TZ="Asia/Shanghai").returncode == 0
    assert kit(tmp_path / "b", "12.4", seed="2", TZ="America/New_York").returncode == 0
    assert digests(tmp_path / "a" / DAYS["12.4"]) == digests(tmp_path / "b" / DAYS["12.4"])


def test_the_manifest_has_the_frozen_keys_and_tells_the_truth(tmp_path):
    assert kit(tmp_path, "11.25").returncode == 0
    folder = tmp_path / DAYS["11.25"]
    manifest = json.loads((folder / "清单.json").read_text(encoding="utf-8"))
    assert {"made_by", "corpus_date", "as_of", "files", "articles"} <= manifest.keys()
    assert manifest["corpus_date"] == str(CORPUS_DATE)
    assert manifest["as_of"] == "2026-11-25"
    for row in manifest["files"]:
        assert {"path", "sha256", "material", "format", "unit"} <= row.keys()
        assert hashlib.sha256((folder / row["path"]).read_bytes()).hexdigest() == row["sha256"]
    for row in manifest["articles"]:
        assert {"law", "article", "suffix", "effective", "digest"} <= row.keys()


def test_a_file_a_person_changed_is_kept_and_the_new_one_written_beside(tmp_path):
    assert kit(tmp_path, "11.25").returncode == 0
    flyer = tmp_path / DAYS["11.25"] / "02 宣传单.docx"
    flyer.write_bytes(flyer.read_bytes() + b"mine")
    mine = flyer.read_bytes()
    done = kit(tmp_path, "11.25")
    assert done.returncode == 0
    assert flyer.read_bytes() == mine
    assert (flyer.parent / "02 宣传单(2).docx").exists()
    assert "02 宣传单.docx 您改过，原样保留" in done.stderr
    kit(tmp_path, "11.25")
    assert not (flyer.parent / "02 宣传单(3).docx").exists()
    kit(tmp_path, "11.25", "--overwrite")
    assert flyer.read_bytes() != mine


def test_a_dry_run_writes_nothing(tmp_path):
    done = kit(tmp_path, "11.25", "--dry-run")
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []
    assert "02 宣传单.docx" in done.stdout


def test_the_files_are_listed_by_their_numbers_and_the_home_page_last(tmp_path):
    said = kit(tmp_path, "11.25", "--dry-run").stdout.splitlines()
    names = [line.split()[0] for line in said if line.startswith("  ")]
    assert names[-1] == "首页.html"
    assert [int(name) for name in names[:-1]] == sorted(int(name) for name in names[:-1])


def test_only_what_is_asked_for_is_made(tmp_path):
    assert kit(tmp_path, "11.25", "--only", "宣传单，签到表", "--to", "docx,txt").returncode == 0
    names = {path.name for path in (tmp_path / DAYS["11.25"]).iterdir()}
    assert {"02 宣传单.docx", "02 宣传单.txt", "07 签到表.docx", "首页.html", "清单.json"} <= names
    assert not any("活动方案" in name for name in names)


def test_two_days_before_the_plan_is_a_two_day_plan(tmp_path):
    done = kit(tmp_path, "11.25", SOURCE_DATE_EPOCH=str(int(NOW) - 86400))
    assert done.returncode == 0
    words = all_words(tmp_path / DAYS["11.25"])
    assert "只有2天" in words["01 活动方案.docx"].replace(" ", "")
    assert "时间来不及" in words["01 活动方案.docx"]
    assert "10月" not in words["10 活动日程.ics"]


def test_a_day_gone_by_means_the_next_one_and_says_so(tmp_path):
    done = kit(tmp_path, "6.26")
    assert (tmp_path / "2027-06-26 国际禁毒日").is_dir()
    assert "已经过去" in done.stderr
    assert "--year 2026" in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("1.32",), "1月只有31天"),
        (("反家爆日",), "国际消除家庭暴力日"),
        (("11.25", "--only", "宣传弹"), "宣传单"),
        (("11.25", "--to", "pfd"), "docx"),
        (("7.7",), "还没有"),
    ],
)
def test_wrong_input_is_told_in_four_lines_with_the_next_command(args, said, tmp_path):
    done = kit(tmp_path, *args)
    assert done.returncode == 2
    told = [line for line in done.stderr.splitlines() if not line.startswith("注意")]
    assert len(told) <= 4
    assert said in "".join(told)
    assert told[-1].startswith("下一步：")
    assert list(tmp_path.iterdir()) == []


def test_an_article_the_corpus_lacks_stops_before_anything_is_written(tmp_path):
    source = Path(__file__).parents[2] / "campaigns" / "1125-domestic-violence.toml"
    (tmp_path / "campaigns").mkdir()
    text = source.read_text(encoding="utf-8").replace('"反家庭暴力法:2",', '"反家庭暴力法:200",', 1)
    (tmp_path / "campaigns" / source.name).write_text(text, encoding="utf-8")
    (tmp_path / "xuanchuan.toml").write_text(UNIT, encoding="utf-8")
    done = kit(tmp_path, "11.25")
    assert done.returncode == 2
    assert "反家庭暴力法:200" in done.stderr
    assert "1125-domestic-violence" in done.stderr
    assert not (tmp_path / DAYS["11.25"]).exists()


def test_a_broken_project_file_names_line_and_key(tmp_path):
    (tmp_path / "xuanchuan.toml").write_text('[unit]\nname = "清河\n', encoding="utf-8")
    done = kit(tmp_path, "11.25")
    assert done.returncode == 2
    assert "xuanchuan.toml 第 2 行" in done.stderr
    (tmp_path / "xuanchuan.toml").write_text('[unit]\nname = "清河"\nphnoe = "1"\nlevel = "省"\n', encoding="utf-8")
    done = kit(tmp_path, "11.25")
    assert "phone" in done.stderr
    assert "市、县、乡、村" in done.stderr


def test_control_characters_are_removed_and_said(tmp_path):
    (tmp_path / "xuanchuan.toml").write_text('[unit]\nname = "清\\u0007河\\u000B妇联"\n', encoding="utf-8")
    done = kit(tmp_path, "11.25")
    assert done.returncode == 0
    assert "2 个打不出来的控制字符" in done.stderr
    assert "清河妇联" in all_words(tmp_path / DAYS["11.25"])["01 活动方案.docx"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path):
    tmp_path.chmod(0o500)
    done = kit(tmp_path, "11.25")
    tmp_path.chmod(0o700)
    assert done.returncode == 2
    assert "写入权限" in done.stderr


def test_a_file_in_the_way_of_the_folder_is_said_plainly(tmp_path):
    (tmp_path / "out").write_text("x", encoding="utf-8")
    done = kit(tmp_path, "11.25", "--out", "out")
    assert done.returncode == 2
    assert "下一步" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_leaves_nothing_half_written(tmp_path, monkeypatch):
    import errno

    from xuanchuan.files import atomic
    from xuanchuan.model.error import XuanchuanError

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(XuanchuanError) as caught:
        atomic.write_bytes(tmp_path / "a.docx", b"x")
    assert "磁盘满了" in caught.value.why
    assert list(tmp_path.iterdir()) == []

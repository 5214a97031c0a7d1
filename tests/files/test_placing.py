"""Files put in their places: an empty folder is not looked through again for every file, and nothing of a person's is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from xuanchuan.files.placing import Placer
from xuanchuan.model.error import XuanchuanError


@pytest.fixture
def asked(monkeypatch):
    """The paths that were asked after before a file was written."""
    found = []
    stat = os.stat

    def counting(path, *args, **named):
        found.append(str(path))
        return stat(path, *args, **named)

    monkeypatch.setattr(os, "stat", counting)
    return found


def test_in_a_folder_just_made_nobody_asks_whether_a_file_is_there(tmp_path, asked):
    placer = Placer(tmp_path / "出")
    placer.put("前刘镇/001.txt", b"1", {})
    placer.put("前刘镇/002.txt", b"2", {})
    assert [one for one in asked if one.endswith(".txt")] == []
    assert sorted(one.name for one in (tmp_path / "出" / "前刘镇").iterdir()) == ["001.txt", "002.txt"]


def test_a_folder_that_holds_nothing_but_what_is_passed_over_counts_as_empty(tmp_path, asked):
    (tmp_path / "进度.jsonl").write_bytes(b"{}\n")
    Placer(tmp_path, passed=("进度.jsonl",)).put("001.txt", b"1", {})
    Placer(tmp_path, passed=("进度.jsonl",)).put("002.txt", b"2", {})
    assert [Path(one).name for one in asked if one.endswith(".txt")] == ["002.txt"]


@pytest.mark.parametrize("folder", ["", "前刘镇/", "前刘镇/001-后李村/"])
def test_a_persons_file_is_found_in_every_folder_there_was_before(tmp_path, folder):
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    (tmp_path / folder / "001.txt").write_text("我写的", encoding="utf-8")
    (one,) = [Placer(tmp_path).put(f"{folder}001.txt", b"1", {})]
    assert one.path == f"{folder}001(2).txt"
    assert one.told == "001.txt 您改过，原样保留，新的另存为 001(2).txt"
    assert (tmp_path / folder / "001.txt").read_text(encoding="utf-8") == "我写的"


def test_a_file_in_the_place_of_a_folder_is_said_and_left(tmp_path):
    (tmp_path / "前刘镇").write_text("我写的", encoding="utf-8")
    with pytest.raises(XuanchuanError, match="文件写不进去"):
        Placer(tmp_path).put("前刘镇/001.txt", b"1", {})
    assert (tmp_path / "前刘镇").read_text(encoding="utf-8") == "我写的"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_new_folder_below_a_link_that_leads_out_is_refused(tmp_path):
    (tmp_path / "外").mkdir()
    (tmp_path / "出").mkdir()
    (tmp_path / "出" / "前刘镇").symlink_to(tmp_path / "外")
    with pytest.raises(XuanchuanError, match="通到文件夹外面去了"):
        Placer(tmp_path / "出").put("前刘镇/001-后李村/001.txt", b"1", {})
    assert list((tmp_path / "外").iterdir()) == []
